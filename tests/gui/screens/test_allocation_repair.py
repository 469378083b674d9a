"""Repair, comparison and the filters of the Allocation page, in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.gui.screens.allocation_seat import (
    a_cell,
    confirmed,
    inspector,
    press,
    proposed,
    settled,
    standing,
)
from tests.gui.screens.seats import clipped, nameless
from trainerpool.gui.tables.board_model import CellState
from trainerpool.operations.offers import withdraw_trainer
from trainerpool.queries.broken_places import broken_ahead, waiting_places

CONTROL = Qt.KeyboardModifier.ControlModifier


def a_whole_session(page) -> str:
    """A session with two confirmed trainers who both may deliver it."""
    for one in page.picture.sessions:
        here = [page.picture.info(one.key, it.key) for it in page.picture.trainers]
        team = [info for info in here if info.is_chosen]
        if len(team) == 2 and not any(info.cell.is_illegal for info in team):
            return str(one.key)
    raise AssertionError("no session is whole")


def repaired(seat, page) -> None:
    seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 15_000)
    settled(seat, page)
    seat.until(lambda: page.side.mode == "differences")


def test_the_session_in_focus_is_mended_alone_and_told_in_words(seat, page, qtbot):
    key = a_whole_session(page)
    gone = next(iter(standing(seat, key)))
    withdraw_trainer(seat.desk, key, gone, "Court date moved")
    page.refresh()
    settled(seat, page)
    page.go_to(key)
    before, was = confirmed(seat), standing(seat, key)
    page.body.board.setFocus()
    qtbot.waitUntil(lambda: any(one.title == "Repair" for one in seat.window.page_commands()))
    press(qtbot, seat.window, Qt.Key.Key_R, CONTROL)
    repaired(seat, page)
    repair = page.proposals.proposal
    assert [one.trainer for one in repair.broken] == [gone]
    assert (repair.filled, repair.places) == (1, 1)
    said = inspector(seat)
    assert "Repair against what stands" in said
    assert " takes " in said
    assert page.side.differences.all.isVisible()
    assert clipped(page) == clipped(page.side) == []
    assert nameless(page) == nameless(page.side) == []
    assert confirmed(seat) == before
    page.body.confirm.click()
    seat.until(lambda: not page.has_proposal(), 10_000)
    settled(seat, page)
    now = standing(seat, key)
    (came,) = now.keys() - was.keys()
    assert now[came][1] == "confirmed"
    assert now[gone][1] == "withdrawn"
    assert confirmed(seat) == before + 1
    seat.undo()
    settled(seat, page)
    assert standing(seat, key) == was


def test_all_of_the_period_is_mended_where_nothing_is_broken_in_focus(shared, still):
    broken = [one for one in shared.desk.ask(broken_ahead, shared.desk.today) if one.session in still.loaded.asked]
    assert broken
    still.go_to(a_whole_session(still))
    still.repair()
    repaired(shared, still)
    assert len(still.proposals.proposal.broken) == len(broken)
    assert not still.side.differences.all.isVisible()
    still.proposals.discard()
    settled(shared, still)
    assert not still.has_proposal()


def test_the_rail_counts_the_places_that_wait(seat, page):
    seat.until(lambda: seat.window.rail._items["allocation"].badge > 0)
    count = seat.desk.ask(waiting_places, seat.desk.today)
    assert seat.window.rail._items["allocation"].badge == count
    key = a_whole_session(page)
    page.deeds.wish("release", key, next(iter(standing(seat, key))))
    seat.until(lambda: seat.window.rail._items["allocation"].badge == count + 1)
    assert f"{count + 1} waiting" in seat.window.rail._items["allocation"].accessibleName()


def test_one_session_of_a_proposal_is_confirmed_and_another_left_out(seat, page):
    page.proposals.start()
    proposed(seat, page)
    items = [one.line for one in page.side.differences.model.items if one.line is not None]
    held = {one.session for one in items if one.kind == "held"}
    free = list(dict.fromkeys(one.session for one in items if one.kind == "added" and one.session not in held))
    before, filled = confirmed(seat), page.proposals.proposal.filled
    page.deeds.on_difference("session", next(one for one in items if one.session == free[0]), None)
    seat.until(
        lambda: all(one[1] == "confirmed" for one in standing(seat, free[0]).values()) and confirmed(seat) > before
    )
    settled(seat, page)
    seat.until(
        lambda: page.has_proposal() and all(one.session != free[0] for one in page.side.differences._found.groups)
    )
    assert page.proposals.proposal.filled == filled
    page.deeds.on_difference("leave out", next(one for one in items if one.session == free[1]), None)
    seat.until(lambda: page.proposals.proposal.filled < filled)
    assert not [one for one in page.plan().by_session.get(free[1], ()) if one.trainer not in standing(seat, free[1])]


def test_two_proposals_are_kept_compared_and_one_is_chosen(shared, still):
    still.proposals.start()
    proposed(shared, still)
    first = still.proposals.proposal.plan.pairs
    still.comparing.propose_for("fairness")
    shared.until(lambda: still.comparing.is_shown, 20_000)
    shared.rest()
    pane = still.comparing.pane
    assert pane.isVisible()
    rows = {one.what: one for one in pane.figures.rows()}
    assert rows["Places filled"].first == "60"
    cost = rows["Cost in points, as the policy weighs it"]
    assert int(cost.first.replace(",", "")) <= int(cost.second.replace(",", ""))
    assert clipped(still) == []
    assert nameless(still) == []
    pane.use["A"].click()
    settled(shared, still)
    assert still.proposals.proposal.plan.pairs == first
    assert not pane.isVisible()
    still.proposals.discard()
    settled(shared, still)
    assert still.comparing.kept is None


def test_words_leave_the_trainers_they_name_and_enter_stands_on_what_they_are_on(shared, still, qtbot):
    assert still.focus_search()
    search = still.body.filters.search
    search.setText("iveson")
    shared.until(lambda: still.body.board_model.columnCount() == 1)
    assert still.body.board_model.trainers[0].name == "Callum Iveson"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    session, trainer = still.body.board.current()
    assert still.picture.info(session.key, trainer.key).is_chosen
    search.setText("zzz")
    shared.until(lambda: still.body.board_model.columnCount() == 0)
    assert not still.body.board.isVisible()
    assert still.leave_step()
    shared.until(lambda: still.body.board_model.rowCount() == 30)
    assert not still.body.filters.isVisible()


def test_trainers_stand_under_their_agencies(shared, still):
    still.focus_search()
    still.body.filters.grouped.setChecked(True)
    shared.until(lambda: still.body.board.by_agency)
    agencies = [one.agency for one in still.body.board_model.trainers]
    assert agencies == sorted(agencies, key=str.casefold)
    key, trainer = a_cell(still, CellState.ELIGIBLE)
    still.go_to(key, trainer)
    assert still.body.board.current()[1].key == trainer
    still.clear_filters()
    settled(shared, still)
    assert not still.body.board.by_agency
