"""Courses on the page of materials: filtered by strand, tier, level and pack; told of, and mapped to levels in Settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.gui.screens.materials_seat import inspector, press, typed
from tests.gui.screens.seats import Seat, nameless
from tests.gui.screens.settings_seat import chosen, settle
from tests.gui.screens.settings_seat import opened as settings_at
from tests.gui.screens.settings_seat import press as press_button
from trainerpool.gui.parts.chips import FilterChip
from trainerpool.gui.screens.materials.course_filters import NONE, counts, values_of
from trainerpool.gui.screens.materials.screen import MaterialsScreen
from trainerpool.gui.screens.settings.courses import CourseAbout
from trainerpool.gui.screens.settings.screen import SettingsScreen
from trainerpool.operations import courses as course_deeds
from trainerpool.operations import materials as deeds
from trainerpool.queries.frameworks import course_levels
from trainerpool.queries.material_versions import MaterialCourseRow, material_courses

Key = Qt.Key


@pytest.fixture
def page(settings: Seat) -> MaterialsScreen:
    settings.front()
    shown = settings.go("materials")
    assert isinstance(shown, MaterialsScreen)
    shown.side.filters.clear()
    settings.until(lambda: shown.shown is not None)
    settings.rest()
    return shown


def rows(seat: Seat) -> tuple[MaterialCourseRow, ...]:
    return seat.desk.ask(material_courses, seat.desk.today)


def shown_titles(page: MaterialsScreen) -> list[str]:
    return [line.title for line in page.side.courses.lines_model.lines]


def test_counts_say_how_many_each_filter_would_show(settings: Seat, page: MaterialsScreen) -> None:
    every = counts(rows(settings), {})
    assert list(every) == ["Pack", "Strand", "Tier", "Nottinghamshire groups", "Shropshire tiers"]
    assert every["Pack"] == {"approved": 5, "in review": 1, "no pack": 1, "to answer a trigger": 1}
    children = counts(rows(settings), {"Strand": "Children"})
    assert sum(children["Strand"].values()) == len(rows(settings))
    assert children["Pack"]["in review"] == 1
    for field, values in every.items():
        for value, number in values.items():
            page.side.filters.turn(field, value)
            assert len(shown_titles(page)) == number, (field, value)
            page.side.filters.clear()


def test_a_filter_is_turned_on_from_the_menu_and_taken_off_by_its_chip(settings: Seat, page: MaterialsScreen) -> None:
    seat = settings
    menu = page.side.filters.menu()
    within = {one.title(): one for one in menu.findChildren(QMenu)}
    entry = next(one for one in within["Pack"].actions() if one.text().startswith("In review"))
    assert entry.text() == "In review\t1"
    entry.trigger()
    menu.close()
    assert shown_titles(page) == ["Working Together Core Day"]
    assert page.side.head.count.text() == "1 of 7"
    [chip] = [one for one in page.side.filters.findChildren(FilterChip) if one.isVisible()]
    assert chip.accessibleName() == "Pack: In review"
    assert nameless(seat.window) == []
    chip.setFocus()
    press(seat, Key.Key_Delete)
    assert len(shown_titles(page)) == 7
    assert page.side.filters.add.hasFocus()
    assert page.side.filters.isHidden()


def test_where_nothing_is_found_it_says_what_was_wanted_and_clears_it(settings: Seat, page: MaterialsScreen) -> None:
    seat = settings
    page.side.filters.turn("Strand", "Adults")
    page.side.filters.turn("Pack", "in review")
    assert shown_titles(page) == []
    assert page.side.nothing.text() == "No course with strand Adults and pack in review."
    page.focus_search()
    typed(seat, "neglect")
    seat.until(lambda: "neglect" in page.side.nothing.text())
    page.side.search.clear()
    page.side.leave_search()
    assert page.side.clear.isVisible()
    page.side.clear.click()
    assert len(shown_titles(page)) == 7
    assert page.side.nothing.isHidden()


def test_filters_stay_while_the_pool_changes_beneath_them(settings: Seat, page: MaterialsScreen) -> None:
    seat = settings
    page.side.filters.turn("Strand", "Adults")
    before = len(shown_titles(page))
    course_deeds.change_course(seat.desk, "NEG", strand="adults")
    page.refresh()
    seat.until(lambda: len(shown_titles(page)) == before + 1)
    page.side.filters.clear()


def test_a_course_without_strand_tier_or_level_can_be_found_as_such(settings: Seat) -> None:
    course_deeds.add_course(settings.desk, "NEW", "A new course")
    row = next(one for one in rows(settings) if one.code == "NEW")
    assert values_of(row) == {"Strand": (NONE,), "Tier": (NONE,), "Pack": ("no pack",)}
    assert counts(rows(settings), {})["Nottinghamshire groups"][NONE] == 1


def test_what_is_on_record_of_the_course_is_told_beside_its_pack(settings: Seat, page: MaterialsScreen) -> None:
    seat = settings
    course_deeds.change_course(
        seat.desk, "NEG", audience="Everybody who visits homes", prerequisites="The core day", max_learners=24
    )
    page.arrive("NEG")
    seat.until(lambda: "For: Everybody who visits homes" in inspector(seat))
    said = inspector(seat)
    for words in (
        "Strand: Children", "Tier: Advanced and specialist", "Nottinghamshire groups: Group 3", "Shropshire tiers: Advanced and specialist",
        "Length and group: 3 h, 24 learners at most", "What comes first: The core day", "Outcomes: Name the four forms",
    ):  # fmt: skip
        assert words in said
    press_button(seat.window.panes.inspector, "Change the course")
    seat.until(lambda: seat.window.navigator.shown() is not page)
    settle(seat)
    now = seat.window.navigator.shown()
    assert isinstance(now, SettingsScreen)
    about = now.at("courses").about
    assert isinstance(about, CourseAbout)
    assert about.form.value("code") == "NEG"


def test_a_course_is_mapped_to_a_level_where_it_is_edited_and_taken_out_again(settings: Seat) -> None:
    seat = settings
    shown = settings_at(seat, "courses")
    row = next(one for one in shown.at("courses").model.rows() if one.code == "NEG")
    deeds.unmap_course(seat.desk, "NEG", "Nottinghamshire groups", "Group 4")
    shown.refresh()
    settle(seat)
    about = chosen(seat, shown, row.id)
    press_button(about, "Map it")
    seat.until(lambda: ("Nottinghamshire groups", "Group 1") in seat.desk.ask(course_levels)[row.id])
    settle(seat)
    press_button(shown.at("courses").about, "Remove: Group 3")
    wanted = (("Nottinghamshire groups", "Group 1"), ("Shropshire tiers", "Advanced and specialist"))
    seat.until(lambda: seat.desk.ask(course_levels)[row.id] == wanted)
    settle(seat)
