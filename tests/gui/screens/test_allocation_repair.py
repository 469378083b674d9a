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
from trainerpool.gui.screens.allocation.loading import keep_period, kept_period
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


def test_the_weeks_show_each_trainers_sessions_and_their_load(shared, still, qtbot):
    still.show_weeks()
    settled(shared, still)
    weeks, model = still.body.weeks, still.body.weeks_model
    assert weeks.isVisible()
    assert len(model.rows) == still.body.board_model.columnCount()
    row = next(one for one in model.rows if one.chips)
    assert row.load == f"{sum(map(len, row.chips.values()))} of 6"
    weeks.go_to(row.key)
    chip = weeks.current_chips()[0]
    assert row.name in weeks.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert chip.says in weeks.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert next(one.text() for one in still.deeds.weeks_menu().actions()) == f"Why: {chip.says}"
    qtbot.keyClick(weeks, Qt.Key.Key_Return)
    shared.until(lambda: still.side.mode == "cell" and "What could be done" in inspector(shared))
    assert nameless(still) == []
    still.show_board()


def test_any_two_days_are_a_period_and_the_one_chosen_is_remembered(seat, page, qtbot):
    page.other_days()
    form = page.side._one
    form.first.setText("1 Feb 2027")
    form.last.setText("31 Jan 2027")
    form.deed.click()
    assert "The last day is before the first." in inspector(seat)
    form.last.setText("28 Feb 2027")
    form.deed.click()
    seat.until(lambda: page.body.period.text() == "1 to 28 Feb 2027")
    settled(seat, page)
    assert page.body.board_model.rowCount() == 12
    seat.rest()
    pool = page.loaded.pool
    assert kept_period(pool) == "2027-02-01..2027-02-28"
    keep_period(pool, "")
    page.step_period(1)
    seat.until(lambda: page.body.period.text() == "Mar 2027")
    seat.rest()
    keep_period(pool, "")


def test_repair_is_begun_from_any_page_by_one_key(shared, still, qtbot):
    shared.go("today")
    qtbot.waitUntil(lambda: shared.window.navigator.here == "today")
    press(qtbot, shared.window, Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    shared.until(lambda: shared.window.navigator.here == "allocation")
    repaired(shared, still)
    assert still.proposals.proposal.broken
    still.proposals.discard()
    settled(shared, still)


def test_a_proposal_is_not_thrown_away_by_a_repair(shared, still):
    still.proposals.start()
    proposed(shared, still)
    held = still.proposals.proposal
    still.repair()
    shared.rest()
    assert still.proposals.proposal is held
    assert "Confirm or discard the proposal first" in still.body.foot.middle.text()
    still.proposals.discard()
    settled(shared, still)


def test_a_repair_is_sought_again_when_the_pool_changes_under_it(seat, page):
    key = a_whole_session(page)
    first, second = standing(seat, key)
    withdraw_trainer(seat.desk, key, first)
    page.refresh()
    settled(seat, page)
    page.go_to(key)
    page.repair()
    repaired(seat, page)
    before = page.proposals.proposal
    assert [one.trainer for one in before.broken] == [first]
    withdraw_trainer(seat.desk, key, second)
    page.refresh()
    seat.until(lambda: page.has_proposal() and page.proposals.proposal is not before, 15_000)
    repaired(seat, page)
    assert {one.trainer for one in page.proposals.proposal.broken} == {first, second}
