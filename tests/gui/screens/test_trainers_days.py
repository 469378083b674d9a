"""Days as people type them, in the field that reads them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.parts.day_field import DayField, read_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 Jan 2027", "2027-01-12"), ("Tue 12 Jan 2027", "2027-01-12"), ("tuesday, 12 january 27", "2027-01-12"),
        ("3/4/27", "2027-04-03"), ("3.4.2027", "2027-04-03"), ("03-04-27", "2027-04-03"), ("2027-04-03", "2027-04-03"),
        ("1st March 2026", "2026-03-01"), ("today", "2026-11-23"), ("yesterday", "2026-11-22"), ("5 Nov 69", "1969-11-05"), ("", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it_day_first(text, iso):
    assert read_day(text, TODAY).iso == iso
    assert read_day(text, TODAY).problem == ""


@pytest.mark.parametrize("text", ["31 Nov 2026", "soon", "12/13/27", "29 Feb 2027", "Jan 2027"])
def test_what_is_no_day_is_told(text):
    read = read_day(text, TODAY)
    assert read.iso == ""
    assert read.problem


def test_a_month_is_a_day_only_where_it_may_be():
    assert read_day("Jan 2027", TODAY, month_too=True).iso == "2027-01"
    assert "day of the month is missing" in read_day("Jan 2027", TODAY).problem


@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)))
def test_every_day_as_the_program_writes_it_is_read_back(day):
    for text in (in_words(day), in_words(day, weekday=True), day.isoformat(), f"{day.day}/{day.month}/{day:%y}"):
        assert read_day(text, TODAY).day == day


def test_arrows_step_by_days_and_pages_by_months(qtbot):
    field = DayField("On", TODAY, TODAY)
    qtbot.addWidget(field)
    given = []
    field.settled.connect(given.append)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert given == [date(2026, 11, 24), date(2026, 10, 24)]
    assert field.text() == "Sat 24 Oct 2026"


def test_the_calendar_gives_the_day_that_is_picked_and_esc_leaves_it(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(500, 400)
    field = DayField("On", TODAY)
    QVBoxLayout(holder).addWidget(field)
    holder.show()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field._calendar.calendar
    assert calendar.selectedDate().toString(Qt.DateFormat.ISODate) == "2026-11-23"
    with qtbot.waitSignal(field.settled) as told:
        calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert told.args == [date(2026, 11, 24)]
    assert not field._calendar.isVisible()
    field.open_calendar()
    qtbot.keyClick(field._calendar, Qt.Key.Key_Escape)
    assert not field._calendar.isVisible()
    assert field.day() == date(2026, 11, 24)
