"""Travel by band with pairs of their own: what is said is what the allocation reckons with, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.small_pool import DAY, small_pool
from trainerpool.domain.travel import Place, Travel, pair_of, travel_from
from trainerpool.operations import people, sessions, venues
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.travel import remove_travel_minutes, set_travel_bands, set_travel_minutes
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import AllocationProblem, allocation_problem
from trainerpool.queries.travel import travel_page

from datetime import date  # isort: skip

SPRING = (date(2027, 1, 1), date(2027, 3, 31))
NORTH, SOUTH = Place("north", "Moor Hall"), Place("South", "Fell Centre")


def test_a_pair_goes_before_the_bands_and_a_venue_before_its_band() -> None:
    said = Travel(15, 40, {pair_of("North", "south"): 55, pair_of("moor hall", "South"): 65})
    assert said.minutes(NORTH, SOUTH, 0) == said.minutes(SOUTH, NORTH, 0) == 65
    assert said.minutes(Place("NORTH"), SOUTH, 0) == 55
    assert said.minutes(Place("north"), NORTH, 0) == 15
    assert said.minutes(Place("west"), NORTH, 0) == 40
    assert said.minutes(Place(), NORTH, 30) == 30
    assert said.minutes(NORTH, NORTH, 30) == 0
    assert Travel().minutes(NORTH, SOUTH, 30) == 30
    assert travel_from("damaged") == Travel()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two venues in two bands, and Nadia who lives in the north."""
    made = small_pool(tmp_path)
    venues.add_venue(made, "Moor Hall", zone="north")
    sessions.change_session(made, "S1", venue="Moor Hall")
    venues.add_venue(made, "Fell Centre", zone="south")
    parts = [{"start": f"{DAY}T14:00", "end": f"{DAY}T16:00"}]
    sessions.add_session(made, "NEG", parts, venue="Fell Centre", max_learners=10, reference="S9")
    people.change_trainer(made, "Nadia Farouk", home_zone="north")
    yield made
    close_pool(made)


def _minutes(problem: AllocationProblem, title: str) -> int:
    """From Nadia's home to a venue."""
    instance = problem.instance
    home = next(one for one in instance.trainers if one.name == "Nadia Farouk").base
    return instance.travel(home, next(one.id for one in instance.sites if one.name == title))


def _asked(desk: Desk) -> AllocationProblem:
    return desk.ask(allocation_problem, *SPRING, desk.today)


def test_what_is_said_is_what_the_allocation_reckons_with(desk: Desk) -> None:
    # So that both venues are among the places of the problem.
    for row, who in (("S1", "Nadia Farouk"), ("S9", "Denzil Barlow")):
        allocate_trainer(desk, row, who, "co-trainer")
    before = _asked(desk)
    assert (_minutes(before, "Moor Hall"), _minutes(before, "Fell Centre")) == (0, 0)
    set_travel_bands(desk, within=15, between=40)
    assert (_minutes(_asked(desk), "Moor Hall"), _minutes(_asked(desk), "Fell Centre")) == (15, 40)
    set_travel_minutes(desk, "North", "fell centre", 70)
    assert _minutes(_asked(desk), "Fell Centre") == 70
    page = desk.ask(travel_page)
    assert (page.within, page.between, page.bands) == (15, 40, ("north", "south"))
    assert [(one.first, one.second, one.minutes) for one in page.pairs] == [("north", "Fell Centre", 70)]
    set_travel_minutes(desk, "Fell Centre", "north", 75)
    assert [one.minutes for one in desk.ask(travel_page).pairs] == [75]
    remove_travel_minutes(desk, "north", "Fell Centre")
    assert _minutes(_asked(desk), "Fell Centre") == 40
    desk.undo()
    assert _minutes(_asked(desk), "Fell Centre") == 75


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem, match="from 0 to 600 minutes"):
        set_travel_bands(desk, within=-1, between=20)
    with pytest.raises(Problem, match="No venue and no travel band is called Atlantis"):
        set_travel_minutes(desk, "north", "Atlantis", 20)
    with pytest.raises(Problem, match="Nothing is said of travel between north and south"):
        remove_travel_minutes(desk, "north", "south")
