"""What comes to a plan from outside is mended on the page: one who withdraws, a session moved, a standing lost, one added."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.gui.screens.allocation_seat import inspector, page, press, settled, standing
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.allocation.screen import AllocationScreen
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.offers import withdraw_trainer
from trainerpool.operations.sessions import add_session, move_session
from trainerpool.queries.sessions import SessionRow, sessions

__all__ = ["page"]
ON = {"offered", "accepted", "confirmed", "proposed"}
DAY = "2027-02-{:02d}"


def a_whole_row(page: AllocationScreen) -> SessionRow:
    """A session of one part in which nobody who stands there may not."""
    for one in page.picture.sessions:
        here = [page.picture.info(one.key, it.key) for it in page.picture.trainers]
        row = page.loaded.row(one.key)
        team = [info for info in here if info.is_chosen]
        if len(team) == 2 and len(row.parts) == 1 and not any(info.cell.is_illegal for info in team):
            return row
    raise AssertionError("no session is whole")


def withdraws(seat: Seat, row: SessionRow) -> str:
    withdraw_trainer(seat.desk, row.id, row.trainers[0].person_id, "Court date moved")
    return row.id


def is_moved(seat: Seat, row: SessionRow) -> str:
    """By a week, to a day on which one of its trainers is away."""
    there = row.first_date + timedelta(days=7)
    add_unavailability(seat.desk, row.trainers[0].person_id, there, there)
    part = row.parts[0]
    move_session(seat.desk, row.id, [{"start": f"{there}T{part.start}", "end": f"{there}T{part.end}"}])
    return row.id


def approval_lapses(seat: Seat, row: SessionRow) -> str:
    add_evidence(seat.desk, row.trainers[0].person_id, "suspension", seat.desk.today.isoformat(), note="Under review")
    return row.id


def is_added(seat: Seat, row: SessionRow) -> str:
    course = row.course
    assert course is not None
    day = next(
        day for number in range(1, 15)
        if (day := row.first_date + timedelta(days=number)).weekday() < 5
    )  # fmt: skip
    parts = [{"start": f"{day}T09:30", "end": f"{day}T12:30"}]
    add_session(seat.desk, course.code, parts, venue=row.venue, max_learners=10, reference="ADDED", places=1)
    return next(one.id for one in seat.desk.ask(sessions, date(2026, 11, 1)) if one.reference == "ADDED")


@pytest.mark.parametrize("comes", [withdraws, is_moved, approval_lapses, is_added], ids=lambda one: one.__name__)
def test_it_is_mended_with_the_fewest_changes_told_in_words_and_taken_back_by_one_undo(
    seat: Seat, page: AllocationScreen, qtbot, comes
) -> None:
    key = comes(seat, a_whole_row(page))
    page.refresh()
    settled(seat, page)
    page.go_to(key)
    settled(seat, page)
    was = standing(seat, key)
    kept = {
        (row.id, one.person_id)
        for row in seat.desk.ask(sessions, seat.desk.today) for one in row.trainers if one.state in ("confirmed", "delivered")
    }  # fmt: skip
    page.body.board.setFocus()
    qtbot.waitUntil(lambda: any(one.title == "Repair" for one in seat.window.page_commands()))
    press(qtbot, seat.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 20_000)
    settled(seat, page)
    seat.until(lambda: page.side.mode == "differences")
    repair = page.proposals.proposal
    assert {one.session for one in repair.broken} == {key}
    assert repair.result.optimal
    assert repair.filled == repair.places > 0
    assert " takes " in inspector(seat)
    page.body.confirm.click()
    seat.until(lambda: not page.has_proposal(), 10_000)
    settled(seat, page)
    now = standing(seat, key)
    assert sum(one[1] == "confirmed" for person, one in now.items() if person not in was) == repair.places
    gone = {one.trainer for one in repair.broken}
    here = {
        (row.id, one.person_id) for row in seat.desk.ask(sessions, seat.desk.today) for one in row.trainers
        if one.state in ("confirmed", "delivered")
    }  # fmt: skip
    assert kept - here <= {(key, one) for one in gone}
    seat.undo()
    settled(seat, page)
    assert standing(seat, key) == was
