"""The month: its days, its words, its keys, and chips that have no room."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from trainerpool.gui.calendar import Chip, MonthView
from trainerpool.gui.marks import Meaning

NEGLECT = Chip(1, "09:30", "Neglect", "1 of 2", "Fellgate", Meaning.ATTENTION)
DAY_12 = (NEGLECT, Chip(2, "13:30", "Curiosity", "2 of 2", "online", Meaning.GOOD))


@pytest.fixture
def month(qtbot, dressed):
    made = MonthView()
    qtbot.addWidget(made)
    made.set_month(
        date(2027, 1, 15),
        lambda on: DAY_12 if on == date(2027, 1, 12) else (),
        lambda on: "Bank holiday" if on == date(2027, 1, 1) else "",
    )
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_month_is_whole_weeks_from_monday(month):
    tester = QAbstractItemModelTester(month.month, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (month.month.rowCount(), month.month.columnCount()) == (5, 7)
    assert month.month.day(0, 0).on == date(2026, 12, 28)
    assert month.month.day(4, 6).on == date(2027, 1, 31)
    month.set_month(date(2027, 2, 1), lambda _on: ())
    assert month.month.rowCount() == 4  # February 2027 begins on a Monday
    assert tester.model() is month.month


def test_a_day_is_read_out_with_its_sessions(month):
    words = month.month.data(month.month.index(2, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Tuesday 12 January 2027; 09:30, Neglect, 1 of 2, Fellgate; 13:30, Curiosity, 2 of 2, online"
    assert "Bank holiday" in month.month.data(month.month.index(0, 4), Qt.ItemDataRole.AccessibleTextRole)


def test_enter_goes_into_the_day_and_opens_a_session_and_esc_leaves(qtbot, month):
    opened, days, chosen = [], [], []
    month.opened.connect(lambda chip, day: opened.append((chip.key, day.on)))
    month.day_opened.connect(lambda day: days.append(day.on))
    month.chosen.connect(lambda chip, _day: chosen.append(chip.key))
    month.go_to(date(2027, 1, 11))
    qtbot.keyClick(month, Qt.Key.Key_Return)
    assert days == [date(2027, 1, 11)]
    qtbot.keyClick(month, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(month, key)
    assert chosen == [1, 2]
    assert opened == [(2, date(2027, 1, 12))]
    qtbot.keyClick(month, Qt.Key.Key_Escape)
    assert month.chosen_key() is None
    assert month.current_day().on == date(2027, 1, 12)


def test_the_day_in_focus_stays_when_the_month_is_asked_again(month):
    month.go_to(date(2027, 1, 21))
    month.set_month(date(2027, 1, 1), lambda _on: (NEGLECT,))
    assert month.current_day().on == date(2027, 1, 21)
    assert month.fits() >= 1
