"""What is put on a window: each part of a page is dressed once, and a menu or dialog of the window as the window is."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QVBoxLayout, QWidget

from trainerpool.gui import dress, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Label


class Counting(QLabel):
    """How often another style was put on it."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def within(inner: QWidget, depth: int) -> QWidget:
    """Laid into so many others, from the inside out, as pages are built."""
    for _ in range(depth):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(inner)
        inner = outer
    return inner


@pytest.fixture
def a_window(qtbot, dressed):
    made = QWidget()
    qtbot.addWidget(made)
    dress.wear(made)
    QVBoxLayout(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_however_deep_a_part_lies_it_is_dressed_once(a_window):
    inner = Counting("Nadia Farouk")
    inner.ensurePolished()
    page = within(inner, 8)
    assert inner.times == 0
    a_window.layout().addWidget(page)
    assert inner.times == 1


def test_what_is_in_the_window_and_over_it_has_the_colours_of_the_scheme(a_window, dressed, qtbot):
    label, dialog, menu = Label("due", tone="stop"), QDialog(a_window), QMenu(a_window)
    over = Label("due", tone="stop")
    QVBoxLayout(dialog).addWidget(over)
    a_window.layout().addWidget(within(label, 3))
    dialog.show()
    for scheme in ("dark", "light", "high_contrast"):
        dressed(scheme)
        for one in (label, over):
            one.ensurePolished()
            assert one.palette().color(one.foregroundRole()) == theme.tokens().meaning(Meaning.STOP).foreground
        assert menu.style().inherits("QStyleSheetStyle")


def test_a_window_that_is_gone_is_dressed_no_more(qtbot, dressed):
    gone = QWidget()
    dress.wear(gone)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(gone))
    dressed("dark")
    assert theme.tokens().scheme == "dark"
