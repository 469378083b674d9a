"""An inspector whose words are wider than it is, as with large text, is scrolled sideways: nothing is out of reach."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector


def shown(qtbot, width):
    made = Inspector("Neglect")
    made.add(Button("Record bookings and attendance", "link"))
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    qtbot.waitExposed(made)
    made.sought = made.findChild(QScrollArea)
    return made


def test_large_text_in_a_narrow_inspector_is_scrolled_to(qtbot, dressed):
    dressed("light", 2.0)
    made = shown(qtbot, 272)
    assert made.sought.horizontalScrollBar().maximum() > 0
    qtbot.waitUntil(made.sought.horizontalScrollBar().isVisible)


def test_at_the_usual_size_there_is_no_bar(qtbot, dressed):
    made = shown(qtbot, 320)
    assert not made.sought.horizontalScrollBar().isVisible()
