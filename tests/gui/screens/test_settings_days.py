"""Terms, half-terms and closed days in Settings: overlaps and the sessions they hit are said while they are typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.screens.settings_seat import opened, press, said, settle
from trainerpool.gui.screens.settings.days import CLOSED, HALF_TERM, TERM
from trainerpool.queries.settings import closed_days, half_terms, terms


def fill(page, name, first, last=""):
    form = page.at("days").about.form
    form.controls["name"].setText(name)
    form.controls["first"].setText(first)
    form.controls["last"].setText(last)


def named(seat, name):
    return next(row.id for row in seat.desk.ask(half_terms) if row.name == name)


def test_a_term_is_added_by_keys_and_wrong_days_are_said(settings):
    page = opened(settings, "days")
    assert page.make_new()
    fill(page, "Autumn 2027", "6 Sep 2027", "1 Sep 2027")
    assert page.at("days").about.form.fields["last"].message.text() == "The last day is before the first."
    assert page.at("days").about.save.is_blocked()
    fill(page, "Autumn 2027", "6 Sep 2027", "17 Dec 2027")
    QTest.keyClick(page.at("days").about.form.controls["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(settings)
    assert (date(2027, 9, 6), date(2027, 12, 17)) in [(row.start, row.end) for row in settings.desk.ask(terms)]
    assert page.at("days").blocks[TERM].table.current_row().name == "Autumn 2027"


def test_an_overlap_with_another_term_is_said_and_the_term_is_changed(settings):
    page = opened(settings, "days")
    block = page.at("days").blocks[TERM]
    block.table.choose(block.model.rows()[1].id)
    settle(settings)
    fill(page, "Spring term 2027", "11 Jan 2027", "20 Apr 2027")
    settings.until(lambda: "Overlaps Summer term 2027, 12 Apr 2027 to 23 Jul 2027" in said(page.at("days").about))
    fill(page, "Spring term 2027", "11 Jan 2027", "19 Mar 2027")
    settings.until(lambda: not any(text.startswith("Overlaps") for text in said(page.at("days").about)))
    page.at("days").about.save.click()
    settle(settings)
    assert [row.end for row in settings.desk.ask(terms)][1] == date(2027, 3, 19)


def test_the_sessions_that_fall_on_new_closed_days_are_doors(settings):
    page = opened(settings, "days")
    page.at("days").begin(CLOSED)
    fill(page, "Staff conference", "20 Jan 2027", "22 Jan 2027")
    settings.until(lambda: any("would have to move" in text for text in said(page.at("days").about)))
    told = said(page.at("days").about)
    assert "20 Jan: Working Together Core Day" in told
    fill(page, "Staff conference", "3 Apr 2027")
    settings.until(lambda: "No session falls on them." in said(page.at("days").about))
    page.at("days").about.save.click()
    settle(settings)
    assert (date(2027, 4, 3), date(2027, 4, 3)) in [(row.start, row.end) for row in settings.desk.ask(closed_days)]


def test_a_half_term_is_added_renamed_and_taken_out(settings):
    page = opened(settings, "days")
    press(page.at("days"), "Add half-term")
    fill(page, "February 2027", "15 Feb 2027", "19 Feb 2027")
    page.at("days").about.save.click()
    settle(settings)
    page.at("days").blocks[HALF_TERM].table.choose(named(settings, "February 2027"))
    settle(settings)
    page.at("days").about.form.controls["name"].setText("Spring half-term 2027")
    page.at("days").about.save.click()
    settle(settings)
    assert [row.name for row in settings.desk.ask(half_terms)] == ["Spring half-term 2027"]
    page.at("days").blocks[HALF_TERM].table.choose(named(settings, "Spring half-term 2027"))
    settle(settings)
    press(page.at("days").about, "Take out")
    settle(settings)
    assert settings.desk.ask(half_terms) == ()


def test_bank_holidays_stand_beside_and_closed_days_are_not_among_them(settings):
    page = opened(settings, "days")
    named = dict(page.at("days").holidays.model.rows())
    assert named[date(2027, 3, 26)] == "Good Friday"
    assert date(2026, 12, 25) not in named  # within the Christmas closure, which is listed above
    assert all(date(2026, 11, 23) <= day <= date(2027, 11, 23) for day in named)
