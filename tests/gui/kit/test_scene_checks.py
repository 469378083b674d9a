"""The checks that walk every scene find what they look for: each is shown a widget with one fault."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tests.gui.album import focusing, readable, roomy
from tests.gui.album.scenes import every_scene
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens import SCREENS


class Seat:
    """What the focus checks need of a seat."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    def until(self, is_so):
        self._qtbot.waitUntil(is_so)


@pytest.fixture
def page(qtbot, dressed):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def put(page, widget):
    page.layout().addWidget(widget)
    widget.show()
    page.layout().activate()
    return widget


def test_a_good_page_has_no_fault(page, qtbot):
    put(page, Button("Save"))
    put(page, Button("Cancel"))
    assert readable.faults(page) == []
    assert roomy.overlaps(page) + roomy.cut_off(page) + roomy.out_of_reach(page) == []
    assert focusing.unseen(Seat(qtbot), page) == []
    assert focusing.lost_on_the_way(Seat(qtbot), page) == []


def test_a_field_without_a_name_is_found(page):
    put(page, QLineEdit())
    assert [one for one in readable.faults(page) if "no name" in one]


def test_a_disabled_deed_without_a_reason_is_found(page):
    button = put(page, QPushButton("Send"))
    button.setEnabled(False)
    assert [one for one in readable.faults(page) if "no reason" in one]
    button.setToolTip("No offer is ready")
    assert readable.faults(page) == []


def test_a_widget_without_a_role_is_found(page):
    put(page, QWidget()).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert [one for one in readable.faults(page) if "no role" in one]


def test_focus_that_is_not_drawn_is_found(page, qtbot):
    class Plain(QPushButton):
        def paintEvent(self, event):  # noqa: N802
            QPainter(self).drawText(4, 14, self.text())

    put(page, Plain("Plain"))
    assert [one for one in focusing.unseen(Seat(qtbot), page) if "focus changes" in one]


def test_a_field_tab_does_not_come_to_is_found(page, qtbot):
    class Trap(QLineEdit):
        def focusNextPrevChild(self, forward):  # noqa: N802
            return True

    put(page, Trap()).setAccessibleName("Trap")
    put(page, QLineEdit()).setAccessibleName("Behind it")
    found = focusing.lost_on_the_way(Seat(qtbot), page)
    assert any("Tab is caught" in one for one in found)
    assert any("Behind it" in one and "does not come" in one for one in found)


def test_what_lies_over_another_or_is_cut_is_found(page):
    one, other = QPushButton("One", page), QPushButton("Other", page)
    for widget in (one, other):
        widget.setGeometry(10, 10, 120, 30)
        widget.show()
    assert roomy.overlaps(page)
    label = QLabel("A sentence that is much too long for its room", page)
    label.setGeometry(10, 80, 60, 20)
    label.show()
    assert [one for one in roomy.cut_off(page) if "wide of" in one]
    label.setToolTip(label.text())
    assert roomy.cut_off(page) == []


def test_what_cannot_be_scrolled_to_is_found(page):
    page.layout().setContentsMargins(0, 0, 0, 0)
    area, inside = QScrollArea(), QWidget()
    area.setWidget(inside)
    inside.resize(900, 40)
    far = QPushButton("Far", inside)
    far.move(700, 0)
    put(page, area)
    assert roomy.out_of_reach(page) == []
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert [one for one in roomy.out_of_reach(page) if "without a scroll bar" in one]
    outside = QPushButton("Outside", page)
    outside.move(380, 280)
    outside.show()
    assert [one for one in roomy.out_of_reach(page) if "cut off by" in one]


def test_every_page_has_its_scenes():
    scenes = every_scene()
    names = [one.name for one in scenes]
    assert len(names) == len(set(names))
    for page in SCREENS:
        states = {one.state for one in scenes if one.page == page.key}
        assert {"as it is", "a problem"} <= states, page.key
        assert len(states) >= 3, page.key
