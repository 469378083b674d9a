"""Settings: its sections, the search across them, the pool's own name, and how the window looks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.seats import clipped, nameless
from tests.gui.screens.settings_seat import opened, settle, too_wide
from trainerpool.gui import preferences
from trainerpool.gui.screens.settings.finding import everything, matching
from trainerpool.gui.screens.settings.screen import SECTIONS
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.settings import pool_settings


def key(seat, *keys, with_key=Qt.KeyboardModifier.NoModifier) -> None:
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or seat.window, one, with_key)
        settle(seat)


def test_the_sections_are_turned_by_arrows_and_letters_and_entered_by_enter(settings):
    page = opened(settings, "pool")
    assert page.at("pool").name.hasFocus()  # asked for by name: straight into it
    settings.go("settings")
    assert page.picker.list.hasFocus()
    key(settings, Qt.Key.Key_Down)
    assert (page.here, page.header.title.text()) == ("policy", "Policy")
    key(settings, Qt.Key.Key_V)
    assert page.here == "venues"
    assert page.picker.list.hasFocus()
    key(settings, Qt.Key.Key_Return)
    assert page.at("venues").table.hasFocus()


def test_only_the_deeds_of_the_section_that_is_shown_stand_in_its_head(settings):
    page = opened(settings, "agencies")
    for section, filled in (("agencies", "Add agency"), ("courses", "Add course"), ("backups", "Back up now")):
        page.show_section(section)
        shown = [deed.text() for one in page.sections.values() for deed in one.deeds if deed.isVisible()]
        assert filled in shown
        assert shown == [deed.text() for deed in page.at(section).deeds]


@pytest.mark.parametrize(("word", "section"), [("people", "keys"), ("appearance", "looks"), ("venues", "venues")])
def test_a_section_is_found_under_the_words_of_other_pages(settings, word, section):
    settings.go("today")
    page = settings.go("settings", word)
    settle(settings)
    assert page.here == section


def test_one_deed_is_filled_while_a_new_record_is_typed(settings):
    page = opened(settings, "venues")
    page.make_new()
    venues = page.at("venues")
    assert (venues.deeds[0].kind, venues.about.save.kind) == ("outlined", "filled")
    venues.end_new()
    settle(settings)
    assert venues.deeds[0].kind == "filled"


def test_the_list_says_how_much_each_section_holds(settings):
    page = opened(settings)
    counts = {row.id: row.count for row in page.picker.model.rows()}
    assert counts["agencies"] == "8"
    assert counts["courses"] == "7"
    assert counts["pool"] == ""


@pytest.mark.parametrize(
    ("words", "section", "first"),
    [
        ("notice", "policy", "Notice before a missed requirement lapses a trainer"),
        ("rowan", "agencies", "Rowan Voluntary Network"),
        ("restore", "backups", "Put a backup back"),
        ("password", "keys", "Passphrase, change it"),
        ("christmas", "days", "Christmas closure"),
        ("curiosity", "courses", "Professional Curiosity and Challenge"),
        ("moor hall", "venues", "Moor Hall"),
        ("contrast", "looks", "Colours: light, dark, high contrast"),
    ],
)
def test_what_is_searched_is_found_in_every_section(settings, words, section, first):
    found = matching(everything(settings.desk), words)
    assert (found[0].section, found[0].words) == (section, first)


def test_the_search_goes_to_what_it_found_and_esc_brings_the_section_back(settings):
    page = opened(settings, "venues")
    assert page.focus_search()
    QTest.keyClicks(page.picker.search, "notice before a missed")
    settings.until(lambda: page.found.rowCount() == 1)
    assert page.header.title.text() == "Settings"
    assert page.leave_step()
    assert page.header.title.text() == "Venues"
    assert page.stack.currentWidget() is page.at("venues")
    page.focus_search()
    QTest.keyClicks(page.picker.search, "notice before a missed")
    settings.until(lambda: page.found.rowCount() == 1)
    key(settings, Qt.Key.Key_Return)
    assert page.here == "policy"
    assert page.at("policy").table.hasFocus()
    assert page.at("policy").table.current_row().key == "notice_days"


def test_a_word_that_is_nowhere_is_named(settings):
    page = opened(settings, "venues")
    page.picker.search.setText("zebra")
    settings.until(page.nothing.isVisible)
    assert page.nothing.title.text() == "No setting matches “zebra”."
    page.picker.search.clear()


def test_the_name_of_the_pool_is_one_deed_and_needs_letters(settings):
    page = opened(settings)
    assert page.at("pool").save.is_blocked()
    page.at("pool").name.setText(" ")
    assert page.at("pool").save.reason == "Mend what is marked first."
    page.at("pool").name.setText("Northmoor and Ellerdale")
    QTest.keyClick(page.at("pool").name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settings.rest()
    assert settings.desk.ask(pool_settings).name == "Northmoor and Ellerdale"
    assert page.at("pool").save.is_blocked()


def test_the_day_the_records_begin_is_read_as_people_write_it(settings):
    page = opened(settings)
    page.at("pool").begin.setText("30 Feb 2026")
    assert page.at("pool").save.is_blocked()
    page.at("pool").begin.setText("2 Mar 2026")
    page.at("pool").save.click()
    settings.rest()
    assert settings.desk.ask(pool_settings).records_begin == date(2026, 3, 2)


def test_colours_and_text_size_follow_the_choice_at_once(settings):
    page = opened(settings, "looks")
    page.at("looks").schemes["dark"].click()
    page.at("looks").sizes[1.15].click()
    assert (settings.window.looks.scheme, settings.window.looks.text_size) == ("dark", 1.15)
    page.at("looks").schemes["light"].click()
    page.at("looks").sizes[1.0].click()
    assert (settings.window.looks.scheme, settings.window.looks.text_size) == ("light", 1.0)


def test_the_density_of_tables_and_the_boards_letters_are_kept(settings):
    page = opened(settings, "looks")
    table = page.at("agencies").table
    assert table.density() == "compact"
    page.at("looks").densities["comfortable"].click()
    page.at("looks").letters.click()
    assert table.density() == "comfortable"
    assert TableView("Another", page.at("agencies").model, density="compact").density() == "compact"
    preferences.forget()  # as at the next start
    assert (preferences.density(), preferences.letter_keys()) == ("comfortable", False)
    page.at("looks").densities[""].click()
    page.at("looks").letters.click()
    assert (preferences.density(), preferences.letter_keys()) == ("", True)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_no_section_is_cut_off_and_everything_has_a_name(settings, size):
    settings.size(*size)
    page = opened(settings)
    for section, _ in SECTIONS:
        page.show_section(section)
        settle(settings)
        settings.window.panes.show_inspector(True)
        settings.size(*size)
        assert nameless(page) == [], section
        assert clipped(page) == [], section
        inspector = settings.window.panes.inspector
        assert nameless(inspector) == [], section
        assert clipped(inspector) == [], section
        assert too_wide(inspector) == too_wide(page) == [], section
