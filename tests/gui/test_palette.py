"""Ctrl+K over the example pool: pages, people, sessions, courses, agencies, and deeds by the words people use for them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from trainerpool.gui.deed_words import DEEDS, VERBS
from trainerpool.gui.palette import PaletteRow
from trainerpool.gui.screens import SCREENS


def sought(seat, words):
    """Type into the palette and give what is listed, as (group, title)."""
    seat.window.open_palette()
    box = seat.window.palette_box
    QTest.keyClicks(box.field, words)
    box.field.seek_now()
    seat.rest()
    seat.until(lambda: not box._is_looking)
    group, found = "", []
    for row in box.model.rows():
        assert isinstance(row, PaletteRow)
        group = row.group or group
        found.append((group, row.command.title))
    return found


@pytest.fixture
def closed(shared):
    yield shared
    shared.window.palette_box.leave()


@pytest.mark.parametrize(
    ("words", "group", "title"),
    [
        ("declin", "Do", "Enter an answer: declined"),
        ("snooze", "Do", "Put off with a reason (snooze)"),
        ("renew", "Do", "Renew release agreements"),
        ("yesterday", "Do", "Restore a backup"),
        ("allocation", "Go to", "Allocation"),
        ("farouk", "People", "Nadia Farouk"),
        ("offer nadia", "Do", "Offer Nadia Farouk a session"),
        ("away nadia", "Do", "Say when Nadia Farouk is away"),
        ("dark", "View", "Colours: Dark"),
    ],
)
def test_it_finds_by_a_few_letters(closed, words, group, title):
    closed.go("today")
    assert (group, title) in sought(closed, words)


def test_what_is_found_stands_under_its_group_and_sessions_are_told_apart_by_their_day(closed):
    found = sought(closed, "neglect")
    groups = [group for group, _ in found]
    assert {"Sessions", "Courses"} <= set(groups)
    assert groups == sorted(groups, key=groups.index)
    sessions = [title for group, title in found if group == "Sessions"]
    assert len(sessions) == len(set(sessions)) > 1
    assert all(title.rpartition(" ")[2].isdigit() for title in sessions)


def test_a_deed_on_a_person_leads_to_where_it_is_done(closed):
    sought(closed, "away nadia")
    QTest.keyClick(closed.window.palette_box.field, Qt.Key.Key_Return)
    closed.rest()
    assert closed.window.navigator.here == "trainer"
    closed.until(lambda: closed.window.navigator.shown().tabs.tab() == "availability")


def test_a_course_opens_its_trainers(closed):
    found = sought(closed, "neglect")
    box = closed.window.palette_box
    place = next(at for at, one in enumerate(found) if one[0] == "Courses")
    box.table.selectRow(place)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    closed.rest()
    assert closed.window.navigator.here == "trainers"
    assert closed.window.navigator.shown().filters.course


def test_nothing_found_says_what_can_be_sought(closed):
    assert not sought(closed, "qqzz")
    assert "qqzz" in closed.window.palette_box.nothing.text()
    assert closed.window.palette_box.nothing.isVisible()


def test_every_deed_leads_to_a_page_there_is_and_every_verb_names_somebody():
    pages = {page.key for page in SCREENS}
    assert {one.page for one in DEEDS} <= pages
    assert {one.page for one in VERBS} <= pages
    assert all("{name}" in one.says for one in VERBS)
    assert len({one.title for one in DEEDS}) == len(DEEDS)
