"""The programme: one filter over its views, what the inspector says, and the grid by keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.gui.screens.programme_seat import CONTROL, DECEMBER, deed, inspector, opened, press, shown_in_month, stand_on
from tests.gui.screens.seats import clipped, nameless
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.programme.filters import MAIN
from trainerpool.gui.screens.programme.inspecting import deeds_menu


def test_month_and_table_show_what_the_same_filter_lets_through(shared):
    page = opened(shared)
    course = next(one for one in page.page.courses if one.id == page.page.rows[0].session.course.id)
    for field, key in (("staffing", "short"), ("course", course.id), ("agency", next(iter(page.page.agencies)))):
        page = opened(shared)
        page.bar.set_filters(page.bar.filters.with_choice(field, key))
        inside = shown_in_month(page)
        page.show_view("table")
        shared.rest()
        table = {
            row.id
            for row in page.model.rows()
            if row.session.first_date.month == 12 and row.session.first_date.year == 2026
        }
        assert inside == table, field
        assert all(page.bar.filters.fits(row) for row in page.model.rows())


def test_the_search_finds_trainers_and_venues_and_esc_clears_it(shared):
    page = opened(shared)
    someone = page.page.rows[0].session.trainers[0].name
    page.bar.search.setText(someone.upper())
    page.bar.search.seek_now()
    assert shown_in_month(page) == {
        row.id
        for row in page.page.rows
        if someone in {one.name for one in row.session.team} and row.session.first_date.month == 12
    }
    assert page.leave_step()
    assert not page.bar.search.text()
    assert not page.leave_step()


def test_what_nothing_fits_says_so_and_clears(shared):
    page = opened(shared)
    page.show_view("table")
    shared.rest()
    page.bar.search.setText("neglct")
    page.bar.search.seek_now()
    said = [one.text() for one in page.shown.currentWidget().findChildren(QLabel)]
    assert "No session matches “neglct”" in said
    next(one for one in page.shown.findChildren(Button) if one.text() == "Clear filters").click()
    assert page.shown.currentWidget() is page.table
    assert page.model.rows()


def test_the_count_says_how_the_month_is_staffed_and_gives_way(shared):
    page = opened(shared)
    rows = [row for row in page.page.rows if row.session.first_date.month == 12 and row.session.first_date.year == 2026]
    whole = sum(row.sure >= row.places for row in rows)
    assert page.bar.count.text().startswith(f"{len(rows)} sessions: {whole} staffed")


def test_the_session_in_focus_stays_when_the_view_changes(shared):
    page = opened(shared)
    row = stand_on(shared, page, date(2026, 12, 9))
    for view in ("table", "week", "month"):
        page.show_view(view)
        shared.rest()
        assert page.current() is not None, view
        assert page.current().id == row.id, view


def test_the_inspector_says_who_is_on_it_whether_it_is_ready_and_what_could_be_done(shared):
    page = opened(shared)
    row = stand_on(shared, page, DECEMBER)
    said = inspector(shared)
    assert {"Team", "Ready?", "What could be done", f"{row.sure} of 2 trainers certain"} <= set(said)
    assert any("could join" in one.text() for one in shared.window.panes.inspector.findChildren(Button))
    menu = deeds_menu(page, page.deeds.of(page.page, row, lambda: None))
    offered = [one.text() for one in shared.window.panes.inspector.findChildren(Button) if one.isVisible()]
    assert all(one.text() in offered for one in menu.actions())
    menu.deleteLater()


def test_the_answer_waited_for_is_said_with_its_day_and_the_offers_are_a_click_away(shared):
    page = opened(shared)
    row = next(one for one in page.page.rows if any(each.state == "offered" for each in one.session.team))
    page.month.choose(row.id)
    shared.rest()
    name = next(one.name for one in row.session.team if one.state == "offered")
    assert any(text.startswith(f"The answer of {name} is due ") for text in inspector(shared))
    deed(shared, "Enter the answer, or remind").click()
    shared.rest()
    assert shared.window.navigator.here == "offers"


def test_arrow_keys_read_out_days_and_days_off_and_go_on_into_the_next_month(shared):
    page = opened(shared)
    stand_on(shared, page, DECEMBER)
    assert page.month.accessibleName().startswith(
        "Tue 1 Dec 2026, 1 session. 09:30 Domestic Abuse and Children, 1 of 2"
    )
    press(shared, page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert page.month.accessibleName() == "Thu 24 Dec 2026, Christmas closure, no session"
    press(shared, page, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert (page.month.day, page.header.title.text()) == (date(2027, 1, 1), "January 2027")
    press(shared, page, Qt.Key.Key_PageUp, with_key=CONTROL)
    assert page.header.title.text() == "December 2026"


def test_nothing_is_clipped_and_everything_has_a_name_at_every_size(shared):
    page = opened(shared)
    for size in ((1366, 768), (1024, 768), (683, 384)):
        shared.window.resize(*size)
        shared.until(lambda size=size: shared.window.width() == size[0])
        for view in ("month", "week", "table"):
            page.show_view(view)
            shared.rest()
            assert not clipped(page), (size, view)
    shared.window.resize(1366, 768)
    assert not nameless(shared.window.inner)


def test_chips_that_do_not_fit_go_behind_one(shared):
    page = opened(shared)
    assert [field for field, chip in page.bar.chips.items() if chip.isVisible()] == list(MAIN)
    page.bar.set_filters(page.bar.filters.with_choice("status", "planned"))
    assert page.bar.chips["status"].isVisible()
    assert page.bar.chips["status"].text() == "Status: planned"
    shared.window.resize(683, 384)
    shared.until(lambda: not page.bar.chips["course"].isVisible())
    assert not any(chip.isVisible() for chip in page.bar.chips.values())
    assert page.bar.all.text() == "Filter, 1 on"
    assert page.month.minimumHeight() > page.shown.rolls["month"].viewport().height()
    shared.window.resize(1366, 768)
