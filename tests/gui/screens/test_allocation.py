"""The Allocation page over the example: staffed by keys and by hand, explained, and undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.gui.screens.allocation_seat import (
    TERM,
    a_cell,
    buttons,
    confirmed,
    inspector,
    press,
    proposed,
    settled,
    standing,
)
from tests.gui.screens.seats import clipped, nameless
from trainerpool.gui.tables.board_model import CellState
from trainerpool.operations.allocations import allocate_trainer, offer_place
from trainerpool.operations.availability import add_unavailability
from trainerpool.queries.sessions import sessions


def test_the_next_term_is_shown_with_its_counts_and_only_those_who_could_come(shared, still):
    assert still.body.period.text() == "Spring term 2027"
    facts = [one.text() for one in still.body.head._shown_facts]
    assert facts[:2] == ["11 Jan to 26 Mar 2027: ", "30 sessions"]
    assert "60 places" in facts
    assert "20 confirmed" in facts
    assert "40 empty" in facts
    assert still.body.board_model.rowCount() == 30
    assert still.body.board_model.columnCount() < 62
    still.toggle_everybody()
    settled(shared, still)
    assert still.body.board_model.columnCount() == 62


def test_a_term_is_staffed_and_unstaffed_again_by_keys_alone(seat, qtbot):
    window = seat.window
    seat.until(lambda: bool(window.facts.name))
    seat.rest()
    press(qtbot, window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    seat.until(lambda: window.navigator.here == "allocation")
    page = window.navigator.shown()
    page.proposals.seconds = 4.0
    settled(seat, page)
    before = confirmed(seat)
    qtbot.waitUntil(lambda: any(one.title == "Propose" for one in window.page_commands()))
    press(
        qtbot,
        window,
        Qt.Key.Key_A,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    proposed(seat, page)
    assert confirmed(seat) == before
    assert page.proposals.proposal.filled == 60
    assert page.side.mode == "differences"
    qtbot.waitUntil(lambda: any(one.title == "Confirm the proposal" for one in window.page_commands()))
    seat.rest()
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: not page.has_proposal(), 10_000)
    settled(seat, page)
    after = confirmed(seat)
    assert after > before
    rows = seat.desk.ask(sessions, *TERM)
    assert all(len(row.trainers) == 2 for row in rows)
    seat.until(lambda: page.side.mode == "left")
    assert clipped(page.side) == []
    assert "passes its review date on 30 Nov 2026" in inspector(seat)
    seat.until(lambda: window.facts.undo.startswith("Confirm proposal"))
    seat.rest()
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: not window.facts.undo.startswith("Confirm proposal"), 10_000)
    settled(seat, page)
    assert confirmed(seat) == before
    assert sum(len(row.trainers) for row in seat.desk.ask(sessions, *TERM)) == before


def test_while_it_seeks_the_best_so_far_is_shown_and_can_be_used_at_once(shared, still):
    search, body, seen = still.proposals.search, still.body, []

    def look():
        if search.is_running() and search.latest is not None and not seen:
            seen.append(
                (body.strip.isVisible(), body.strip.deed.text(), body.confirm.text(), body.strip.places.figure.text())
            )
            body.confirm.click()

    search.moved.connect(look)
    still.proposals.start()
    shared.until(lambda: bool(seen), 10_000)
    search.moved.disconnect(look)
    assert seen == [(True, "Stop", "Use best so far", "60 of 60")]
    shared.until(lambda: not still.proposals.search.is_running() and not still.has_proposal(), 10_000)
    settled(shared, still)
    assert confirmed(shared) > 20
    assert still.body.propose.isVisible()
    shared.undo()
    settled(shared, still)
    assert confirmed(shared) == 20


def test_stop_keeps_the_best_and_discard_lets_it_go(shared, still):
    still.proposals.start()
    shared.until(lambda: still.proposals.search.latest is not None, 10_000)
    still.body.strip.deed.click()
    proposed(shared, still)
    assert still.body.strip.deed.text() == "Propose again"
    assert still.side.mode == "differences"
    still.body.discard.click()
    settled(shared, still)
    assert not still.has_proposal()
    assert not still.body.strip.isVisible()
    assert confirmed(shared) == 20


def test_keys_on_the_board_write_at_once_and_undo_takes_it_back(seat, page, qtbot):
    key, trainer = a_cell(page, CellState.ELIGIBLE, short=True)
    page.go_to(key, trainer)
    board = page.body.board
    qtbot.keyClick(board, Qt.Key.Key_C)
    settled(seat, page)
    assert standing(seat, key)[trainer] == ("co-trainer", "proposed", False)
    assert board.current()[0].key == key
    assert board.current()[1].key == trainer
    qtbot.keyClick(board, Qt.Key.Key_P)
    settled(seat, page)
    assert standing(seat, key)[trainer][2]
    qtbot.keyClick(board, Qt.Key.Key_L)
    settled(seat, page)
    assert standing(seat, key)[trainer] == ("lead", "proposed", True)
    assert page.picture.info(key, trainer).cell.state is CellState.LEAD
    qtbot.keyClick(board, Qt.Key.Key_Delete)
    settled(seat, page)
    assert trainer not in standing(seat, key)
    seat.undo()
    settled(seat, page)
    assert standing(seat, key)[trainer] == ("lead", "proposed", True)


def test_a_rule_that_blocks_is_said_and_nothing_is_written(shared, still, qtbot):
    key, trainer = a_cell(still, CellState.BLOCKED, short=True)
    before = standing(shared, key)
    still.go_to(key, trainer)
    qtbot.keyClick(still.body.board, Qt.Key.Key_L)
    shared.rest()
    assert still.body.foot.middle.text().endswith(still.picture.info(key, trainer).cell.reason.partition("\n")[0])
    assert still.body.foot.middle.property("tone") == "stop"
    assert standing(shared, key) == before


def test_an_overridable_rule_asks_for_a_reason_which_stays_visible(seat, page, qtbot):
    key, trainer = a_cell(page, CellState.OVERRIDE, short=True)
    page.go_to(key, trainer)
    why = page.picture.info(key, trainer).cell.reason.partition("\n")[0]
    qtbot.keyClick(page.body.board, Qt.Key.Key_C)
    seat.until(lambda: page.side.mode == "reason")
    line = seat.window.focusWidget()
    assert isinstance(line, QLineEdit)
    assert why in inspector(seat)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "A reason is needed" in inspector(seat)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert page.side.mode == "cell"
    assert seat.window.focusWidget() is page.body.board
    seat.rest()
    assert trainer not in standing(seat, key)
    qtbot.keyClick(page.body.board, Qt.Key.Key_C)
    seat.until(lambda: page.side.mode == "reason")
    qtbot.keyClicks(seat.window.focusWidget(), "Swapped shifts with a colleague")
    qtbot.keyClick(seat.window.focusWidget(), Qt.Key.Key_Return)
    seat.until(lambda: seat.window.facts.undo.startswith("Put "), 10_000)
    settled(seat, page)
    assert seat.answers.asked == []
    assert standing(seat, key)[trainer][:2] == ("co-trainer", "proposed")
    cell = page.picture.info(key, trainer).cell
    assert cell.is_overridden
    assert "against a rule, with a reason" in cell.read_out()
    assert not cell.is_illegal
    assert "Overridden: Swapped shifts with a colleague" in cell.reason
    seat.until(lambda: "Overridden: Swapped shifts with a colleague" in inspector(seat))


def test_a_full_session_says_so(shared, still, qtbot):
    full = next(str(one.key) for one in still.picture.sessions if one.places == "2 of 2")
    trainer = next(
        str(one.key)
        for one in still.picture.trainers
        if still.picture.info(full, one.key).cell.state is CellState.ELIGIBLE
    )
    still.go_to(full, trainer)
    shared.rest()  # what a cell says of itself comes a moment after it is gone to
    qtbot.keyClick(still.body.board, Qt.Key.Key_L)
    shared.until(lambda: "Release somebody first" in still.body.foot.middle.text())


def test_offer_answer_and_confirm_on_behalf_are_in_inspector_and_menu_in_the_same_words(seat, page):
    key, trainer = a_cell(page, CellState.ELIGIBLE, short=True)
    allocate_trainer(seat.desk, key, trainer, "co-trainer")
    offer_place(seat.desk, key, trainer)
    page.refresh()
    settled(seat, page)
    page.go_to(key, trainer)
    seat.until(lambda: "Accepts" in buttons(seat))
    menu = [one.text().partition("\t")[0] for one in page.deeds.menu(key, trainer).actions() if one.text()]
    offered = list(buttons(seat))[: menu.index("Why")]
    assert menu[: len(offered)] == offered
    assert {"Accepts", "Declines...", "Confirm", "Pin", "Release"} <= set(offered)
    assert "Offered on 23 Nov 2026" in inspector(seat)
    buttons(seat)["Declines..."].click()
    seat.until(lambda: page.side.mode == "reason")
    page.side.findChild(QLineEdit).setText("On a course that day")
    next(one for name, one in buttons(seat).items() if name.startswith("Record that")).click()
    seat.until(lambda: " declines " in seat.window.facts.undo, 10_000)
    settled(seat, page)
    assert standing(seat, key)[trainer][1] == "declined"
    assert page.picture.info(key, trainer).cell.state is CellState.DECLINED
    seat.until(lambda: "On a course that day" in inspector(seat))


def test_arriving_with_a_session_stands_on_it_in_its_own_term(shared, still):
    other = next(row for row in shared.desk.ask(sessions, date(2026, 11, 23), date(2026, 12, 18)))
    shared.go("allocation", other.id)
    shared.until(lambda: still.body.period.text() == "Autumn term 2026")
    settled(shared, still)
    assert still.body.board.current()[0].key == other.id
    assert shared.window.focusWidget() is still.body.board


def test_why_this_cell_names_rule_remedy_and_team(shared, still, qtbot):
    key, trainer = a_cell(still, CellState.BLOCKED, short=True)
    still.go_to(key, trainer)
    qtbot.keyClick(still.body.board, Qt.Key.Key_W)
    shared.until(lambda: "Why not here" in inspector(shared))
    said = inspector(shared)
    assert still.loaded.name(trainer) in said
    assert "It would take" in said
    assert "The team:" in said


def test_an_empty_place_comes_first_with_reason_and_what_would_work(seat, page):
    problem = page.loaded.problem
    course = next(one.id for one in problem.instance.courses if one.name == "Self-neglect")
    for one in problem.instance.trainers:
        if any(held.course == course for held in one.approvals) and one.name != "Delphine Fairhurst":
            add_unavailability(seat.desk, one.id, date(2027, 2, 5), date(2027, 2, 5))
    page.refresh()
    settled(seat, page)
    page.proposals.start()
    proposed(seat, page)
    model = page.side.differences.model
    head, line = model.items[0], model.items[1]
    assert head.group.title == "Fri 5 Feb, Self-neglect: 1 place empty"
    assert line.line.kind == "empty"
    assert "are away" in line.line.detail
    seat.until(lambda: any(way.kind == "day" for way in model.items[1].ways))
    assert model.items[1].ways[0].words.startswith("Would work: ")
    way = next(one for one in model.items[1].ways if one.kind == "override")
    page.deeds.on_difference("way", line.line, way)
    seat.until(lambda: page.side.mode == "cell" and "can be overridden" in inspector(seat))
    assert page.leave_step()
    assert page.side.mode == "differences"


def test_pinning_a_choice_keeps_it_and_the_proposal_goes_on_around_it(seat, page):
    page.proposals.start()
    proposed(seat, page)
    item = next(one for one in page.side.differences.model.items if one.line is not None and one.line.kind == "added")
    key, trainer = item.line.session, item.line.trainer
    page.deeds.on_difference("pin", item.line, None)
    seat.until(lambda: page.loaded.standing(key, trainer) is not None)
    settled(seat, page)
    assert standing(seat, key)[trainer][1:] == ("proposed", True)
    assert page.has_proposal()
    assert page.proposals.proposal.filled == 60
    assert page.side.differences.line_of(key, trainer) is None
    left = next(
        one for one in page.side.differences.model.items if one.line is not None and one.line.kind == "added"
    ).line
    page.take_out(left.session, left.trainer)
    seat.until(lambda: page.proposals.proposal.filled == 59)
    settled(seat, page)
    assert left.trainer not in standing(seat, left.session)


def test_a_filter_shows_only_what_is_empty_and_another_period_forgets_nothing(shared, still):
    still.show_short(True)
    settled(shared, still)
    assert all(not one.places.startswith("2") for one in still.body.board_model.sessions)
    assert still.body.short_only.isVisible()
    still.body.short_only.taken_off.emit()
    settled(shared, still)
    assert still.body.board_model.rowCount() == 30
    still.choose_period("2027-01")
    settled(shared, still)
    assert still.body.period.text() == "Jan 2027"
    assert still.body.board_model.rowCount() == 7


def test_by_trainer_lists_the_same_plan_and_leads_to_the_cell(shared, still, qtbot):
    still.show_list()
    settled(shared, still)
    listing = still.body.list
    assert listing.isVisible()
    row = next(one for one in still.body.list_model.rows() if one.could)
    listing.choose(row.id)
    shared.until(lambda: "Could take an empty place" in inspector(shared))
    buttons(shared)["Choose"].click()
    shared.until(lambda: "Put on as co-trainer" in buttons(shared))
    assert still.body.board.current()[1].key == row.id


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_cut_off_and_everything_has_a_name(shared, still, size):
    shared.window.resize(*size)
    still.proposals.start()
    proposed(shared, still)
    shared.window.panes.show_inspector(True)
    shared.rest()
    for within in (still, still.side):
        assert [one for one in clipped(within) if "]" in one or ":" in one] == []
        assert nameless(within) == []
