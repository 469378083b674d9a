"""Choices as chips: those without room go behind "Filter", reachable by keys, and the chosen one always shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from trainerpool.gui.parts.chips import ChoiceChips

CHOICES = [
    ("all", "All 61"),
    ("added", "Added 38"),
    ("merged", "Merged 10"),
    ("same", "Unchanged 6"),
    ("asked", "Asked 3"),
]


@pytest.fixture
def chips(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    made = ChoiceChips("Outcome", CHOICES)
    made.setParent(window)
    window.resize(900, 60)
    window.show()
    qtbot.waitExposed(window)
    made.resize(880, 40)
    yield made
    window.close()


def shown(made):
    return [key for key, chip in made._chips.items() if chip.isVisible()]


def test_with_room_all_are_shown_and_nothing_is_behind(chips):
    assert shown(chips) == [key for key, _ in CHOICES]
    assert not chips.more.isVisible()


def test_what_does_not_fit_goes_behind_filter_and_the_chosen_one_stays(chips):
    chips.choose("asked")
    chips.resize(230, 40)
    assert "asked" in shown(chips)
    assert chips.more.isVisible()
    behind = [one.text() for one in chips.menu().actions()]
    assert sorted([*behind, *(dict(CHOICES)[key] for key in shown(chips))]) == sorted(words for _, words in CHOICES)
    assert all(
        one.geometry().right() < chips.width() for one in (*chips._chips.values(), chips.more) if one.isVisible()
    )
    chips.resize(880, 40)
    assert shown(chips) == [key for key, _ in CHOICES]


@pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens
def test_a_choice_behind_is_taken_by_keys(qtbot, chips):
    chips.resize(230, 40)
    chips.more.setFocus()
    QTest.keyClick(chips.more, Qt.Key.Key_Space)
    menu = next(one for one in chips.findChildren(QWidget) if one.inherits("QMenu") and one.isVisible())
    with qtbot.waitSignal(chips.chosen) as heard:
        QTest.keyClick(menu, Qt.Key.Key_Up)  # the last
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert heard.args == ["asked"]
    assert chips.choice() == "asked"
    assert "asked" in shown(chips)


def test_the_least_room_holds_the_widest_choice_and_filter(chips):
    least = chips.minimumSizeHint().width()
    for key, _ in CHOICES:
        chips.choose(key)
        chips.resize(least, 40)
        assert key in shown(chips)
        assert chips._chips[key].geometry().right() < least
