"""The Qt binding this is installed with keeps None alive: PySide6 6.12.0 on Python 3.11 did not."""

import sys

from PySide6.QtWidgets import QWidget


def test_a_call_that_returns_nothing_does_not_use_up_none(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert sys.getrefcount(None) > before - 250, "take another PySide6: this one ends Python 3.11 with none_dealloc"
