"""The board painted again keeps what no plan changes, and shows what one worked out afresh would."""

from __future__ import annotations

from datetime import date

from tests.gui.screens.allocation_seat import a_cell, page, proposed, settled
from tests.gui.screens.seats import Seat
from trainerpool.gui.charts.falling import FallingSteps
from trainerpool.gui.screens.allocation.cells import CellInfo, cells_of, is_fixed
from trainerpool.gui.screens.allocation.screen import AllocationScreen
from trainerpool.gui.tables.board_model import CellState
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.evidence import add_evidence

__all__ = ["page"]


def afresh(page: AllocationScreen) -> dict[tuple[str, str], CellInfo]:
    picture = page.picture
    sessions, people = [str(one.key) for one in picture.sessions], [str(one.key) for one in picture.trainers]
    found = page.proposals.proposal
    return cells_of(picture.loaded, picture.plan, sessions, people, found.reasons if found is not None else {})


def test_what_is_painted_again_is_what_is_worked_out_anew(seat: Seat, page: AllocationScreen) -> None:
    stands = dict(page.picture.cells)
    assert stands == afresh(page)
    page.proposals.start()
    proposed(seat, page)
    assert dict(page.picture.cells) == afresh(page) != stands
    kept = {pair for pair, info in page.picture.cells.items() if is_fixed(info)}
    assert 2 * len(kept) > len(page.picture.cells)
    page.proposals.discard()
    settled(seat, page)
    session, trainer = a_cell(page, CellState.ELIGIBLE)
    day = page.loaded.row(session).first_date
    add_unavailability(seat.desk, trainer, day, day)
    page.refresh()
    settled(seat, page)
    assert "away" in page.picture.info(session, trainer).cell.reason
    assert dict(page.picture.cells) == afresh(page)
    seat.undo()
    settled(seat, page)
    assert page.picture.info(session, trainer).cell.state is CellState.ELIGIBLE
    add_evidence(seat.desk, trainer, "suspension", date(2026, 11, 23).isoformat(), note="Under review")
    page.refresh()
    settled(seat, page)
    assert dict(page.picture.cells) == afresh(page)


def test_places_beside_the_period_are_not_counted_in_what_is_sought(seat: Seat, page: AllocationScreen) -> None:
    page.proposals.start()
    said: list[str] = []
    page.proposals.search.moved.connect(lambda: said.append(page.body.strip.places.figure.text()))
    proposed(seat, page)
    places = f"of {page.proposals.proposal.places}"
    assert any(one.endswith(places) for one in said)
    assert {one for one in said if " of " in one and not one.endswith(places)} == set()


def test_a_bound_far_below_leaves_room_for_the_falling_line() -> None:
    chart = FallingSteps()
    chart.set_points([(0.1, 2_000), (3.0, 1_000)], [(0.1, -900_000), (2.0, 900)], 5.0)
    assert chart.least == 350
    chart.set_points([(0.1, 2_000)], [], 5.0)
    assert chart.least == 2_000
