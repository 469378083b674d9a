"""The list of trainers: search, filters, views, the inspector and the deeds, by keyboard and by link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.gui.screens.seats import Seat
from tests.gui.screens.trainers_seat import as_first_seen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import FilterChip
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainers.filters import EVERYBODY, Filters
from trainerpool.gui.screens.trainers.screen import TrainersScreen
from trainerpool.gui.tables.columns import CELL_ROLE
from trainerpool.queries.sessions import allocations
from trainerpool.queries.standings import standing_of
from trainerpool.queries.today import today_page


@pytest.fixture
def seat(shared: Seat) -> Seat:
    return shared


@pytest.fixture
def page(seat: Seat) -> TrainersScreen:
    return as_first_seen(seat)


def names(page: TrainersScreen) -> list[str]:
    return [row.listed for row in page.listing.model.rows()]


def named(page: TrainersScreen, listed: str):
    return next(row for row in page.known.rows if row.listed == listed)


def inspector(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible()]


def link(within, words: str) -> Button:
    return next(one for one in within.findChildren(Button) if one.text() == words and one.isVisible())


def test_everybody_but_those_who_left_is_listed_with_counts_that_lead_to_their_lists(seat, page):
    assert page.listing.model.rowCount() == sum(row.state.value != "alumni" for row in page.known.rows) == 62
    assert page.strip.count.text() == "62 of 64"
    link(page.header, "7 candidates").click()
    assert page.listing.model.rowCount() == 7
    assert {row.state.value for row in page.listing.model.rows()} == {"candidate"}
    link(page.header, "3 on hold").click()
    assert {row.state.value for row in page.listing.model.rows()} == {"on hold"}


def test_search_as_one_types_marks_the_course_that_matches_and_esc_clears_it(seat, page, qtbot):
    assert page.focus_search()
    qtbot.keyClicks(page.search, "negl")
    seat.until(lambda: page.listing.model.rowCount() < 62)
    assert "Dacosta, Femi" in names(page)
    assert all({"NEG", "SNH"} & set(row.courses) or "negl" in row.name.lower() for row in page.listing.model.rows())
    assert "neg" in page.listing.model.search.split()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    seat.until(lambda: page.listing.model.rowCount() == 62)
    assert page.listing.model.search == ""


def test_a_name_with_an_accent_is_found_without_it(seat, page):
    page.search.setText("szabo")
    seat.until(lambda: names(page) == ["Szabó, Lilla"])


def test_nothing_found_names_the_words_and_offers_a_spelling_that_finds(seat, page):
    page.search.setText("neglct")
    seat.until(lambda: page.listing.model.rowCount() == 0)
    seat.rest()
    notice = page.listing.findChild(EmptyState)
    assert notice.title.text() == "No trainer matches “neglct”"
    assert "1 filter is on as well." in notice.text.text()
    link(notice, "Search for “neglect”").click()
    seat.until(lambda: page.listing.model.rowCount() > 5)


def test_filters_are_chips_that_del_takes_off(seat, page, qtbot):
    page.show_filters(Filters(free=(1, 2), course="NEG"))
    shown = {chip.text() for chip in page.strip.findChildren(FilterChip) if not chip.isHidden()}
    assert "Standing: not alumni" in shown
    assert all(row.weekdays is None or {1, 2} & set(row.weekdays) for row in page.listing.model.rows())
    chip = next(one for one in page.strip.findChildren(FilterChip) if one.text() == "Standing: not alumni")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert page.filters.standing == ""
    assert page.filters.course == "NEG"


def test_the_filter_menu_ticks_what_is_on_and_clears_all(seat, page):
    menu = page.strip.menu()
    kinds = {action.text(): action.menu() for action in menu.actions() if action.menu() is not None}
    assert list(kinds) == ["Standing", "Agency", "Course", "Free on", "Due"]
    assert [action.text() for action in kinds["Standing"].actions() if action.isChecked()] == ["Not alumni"]
    next(action for action in kinds["Agency"].actions() if action.text() == "Northmoor Police").trigger()
    assert {row.agency for row in page.listing.model.rows()} == {"Northmoor Police"}
    menu = page.strip.menu()
    next(action for action in menu.actions() if action.text() == "Clear all filters").trigger()
    assert page.filters == EVERYBODY
    assert page.listing.model.rowCount() == 64


@pytest.mark.parametrize("word", ["transferred", "observations"])
def test_the_lists_of_today_open_with_as_many_as_today_counts(seat, page, word):
    today = seat.desk.ask(today_page, seat.desk.today)
    line = next(row for row in today.rows if row.page == "trainers" and row.argument == word)
    seat.go("trainers", word)
    assert line.title.startswith(f"{page.listing.model.rowCount()} ")
    assert page.filters.waits == word


def test_an_agency_a_course_one_trainer_or_several_can_be_asked_for(seat, page):
    police = next(key for key, _, whole in page.known.agencies if whole == "Northmoor Police")
    seat.go("trainers", police)
    assert {row.agency for row in page.listing.model.rows()} == {"Northmoor Police"}
    seat.go("trainers", "MCA")
    assert all("MCA" in row.courses for row in page.listing.model.rows())
    gone = named(page, "Osgood, Quentin")
    seat.go("trainers", gone.id)
    assert page.table.current_row().id == gone.id
    some = tuple(row.id for row in page.known.rows[:3])
    seat.go("trainers", some)
    assert {row.id for row in page.listing.model.rows()} == set(some)


def test_down_and_enter_lead_from_the_search_to_the_trainers_page(seat, page, qtbot):
    page.search.setText("farouk")
    page.focus_search()
    seat.until(lambda: names(page) == ["Farouk, Nadia"])
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    seat.rest()
    shown = seat.window.navigator.shown()
    assert seat.window.navigator.here == "trainer"
    seat.until(lambda: shown.page is not None)
    assert shown.head.title.text() == "Nadia Farouk"
    assert shown.head.came_from.text() == "/ 1 of 1 found for “farouk”"


def test_a_candidates_inspector_shows_the_path_and_a_session_to_join(seat, page):
    row = named(page, "Dacosta, Femi")
    page.choose(row.id)
    seat.until(lambda: any(one == "Add as extra" for one in buttons(seat)))
    said = inspector(seat)
    assert "Why not approved yet" in said
    assert "1 more co-delivery" in said
    assert any(text.startswith("To finish by Fri 26 Feb 2027, 12 months after the course.") for text in said)
    before = len(seat.desk.ask(allocations, person_id=row.id))
    link(seat.window.panes.inspector, "Add as extra").click()
    seat.until(lambda: len(seat.desk.ask(allocations, person_id=row.id)) == before + 1)
    made = seat.desk.ask(allocations, person_id=row.id)[-1]
    assert made.role == "extra"
    seat.rest()
    seat.undo()
    assert len(seat.desk.ask(allocations, person_id=row.id)) == before


def buttons(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(Button) if one.isVisible()]


def test_somebody_on_notice_is_explained_weightiest_first(seat, page):
    page.choose(named(page, "Abara, Gwen").id)
    seat.until(lambda: "Why on notice" in inspector(seat))
    said = inspector(seat)
    first = next(text for text in said if text.startswith("On notice until Fri 27 Nov 2026"))
    assert "1 delivery in 12 months, 2 asked" in first
    assert said.index(first) < said.index("Agreement in date until 29 Jul 2027")


def test_several_agreements_are_renewed_as_one_piece_of_work(seat, page):
    chosen = [named(page, name) for name in ("Calloway, Ines", "Hennessy, Cormac", "Tomlin, Farida")]
    before = {row.id: seat.desk.ask(standing_of, row.id, seat.desk.today).agreement_until for row in chosen}
    model = page.table.selectionModel()
    for row in chosen:
        place = page.listing.model.place_of(row.id)
        model.select(page.listing.model.index(place, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
    seat.until(lambda: "Record 3 agreements" in buttons(seat))
    link(seat.window.panes.inspector, "Record 3 agreements").click()
    seat.rest()
    for row in chosen:
        found = seat.desk.ask(standing_of, row.id, seat.desk.today).agreement_until
        assert found.isoformat() == "2027-11-22"
    assert seat.desk.store.stacks.undo[-1].name == "Renew 3 release agreements"
    seat.undo()
    assert {row.id: seat.desk.ask(standing_of, row.id, seat.desk.today).agreement_until for row in chosen} == before


def test_the_context_menu_says_what_the_inspector_says(seat, page):
    row = named(page, "Farouk, Nadia")
    page.choose(row.id)
    words = [action.text().split("\t")[0] for action in page.deeds.menu(page, row).actions()]
    assert words[:2] == ["Open Nadia’s page", "Add evidence"]
    page.table.selectAll()
    words = [action.text().split("\t")[0] for action in page.deeds.menu(page, row).actions()]
    assert words[0] == "Record 62 agreements as renewed today"


def test_a_deed_elsewhere_keeps_selection_and_scroll(seat, page):
    page.choose(named(page, "Umarov, Dilnoza").id)
    seat.rest()
    at = page.table.verticalScrollBar().value()
    assert at > 0
    page.deeds.renew([named(page, "Tomlin, Farida").id], seat.desk.today)
    seat.until(lambda: named(page, "Tomlin, Farida").due.words != "Agreement 23 Mar 2027")
    seat.rest()
    assert page.table.current_row().listed == "Umarov, Dilnoza"
    assert page.table.verticalScrollBar().value() == at
    seat.undo()


def test_copied_rows_carry_the_headers_of_the_columns_shown(seat, page, qtbot):
    page.choose(named(page, "Farouk, Nadia").id)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    header, row = QGuiApplication.clipboard().text().strip().split("\n")
    assert header.split("\t")[:2] == ["Name", "Standing"]
    assert row.split("\t")[:2] == ["Farouk, Nadia", "Approved"]
    page.deeds.copy_mail([named(page, "Farouk, Nadia"), named(page, "Abara, Gwen")])
    assert QGuiApplication.clipboard().text().count("@") == 2


def test_only_exceptions_are_coloured(seat, page):
    model = page.listing.model
    gwen = model.index(model.place_of(named(page, "Abara, Gwen").id), 4).data(CELL_ROLE)
    nadia = model.index(model.place_of(named(page, "Farouk, Nadia").id), 4).data(CELL_ROLE)
    assert (gwen.text, gwen.meaning.value) == ("1", "attention")
    assert (nadia.text, nadia.meaning) == ("3", None)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Abara, Gwen, On notice, Lapses 27 Nov"


def test_a_view_is_saved_by_name_shown_again_and_forgotten(seat, page):
    seat.answers.text = "Police, neglect"
    police = next(key for key, _, whole in page.known.agencies if whole == "Northmoor Police")
    page.show_filters(Filters(agency=police, course="NEG"))
    assert page.views.text() == "Own choice"
    page.views.ask_to_save()
    assert page.views.text() == "Police, neglect"
    page.show_filters(EVERYBODY)
    assert page.views.text() == "Everybody ever in the pool"
    again = type(page.views)(page.show_filters, seat.answers, page)
    assert [view.name for view in again.own] == ["Police, neglect"]
    assert again.own[0].filters == Filters(agency=police, course="NEG")
    again.forget(again.own[0])
    assert type(page.views)(page.show_filters, seat.answers, page).own == []


def test_columns_leave_by_priority_and_come_back_by_choice(seat, page):
    seat.window.resize(1024, 768)
    seat.until(lambda: page.listing.columns.text() in {"5 of 8", "6 of 8", "7 of 8"})
    assert page.table.isColumnHidden(5)
    assert not page.table.isColumnHidden(7)
    menu = page.listing.fill_menu()
    mail = next(action for action in menu.actions() if action.text() == "E-mail")
    mail.trigger()
    assert not page.table.isColumnHidden(8)
    mail.trigger()
    assert page.table.isColumnHidden(8)
