"""Real returns of real desks, in one order or another and again: the same pool, in a store as in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.operations.carrying.desks import a_profile, hand, pool_with_offers, read, sent, session_id
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.operations import availability, people
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.taking_in import plan_of_return, take_in_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.getting_ready import do_ready_step
from trainerpool.queries.carried_slice import CARRIED, held_rows

NADIA, DENZIL = "Nadia Farouk", "Denzil Barlow"
Returns = list[tuple[str, bytes]]


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path_factory.mktemp("pool"))
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def returns(pool: Desk, tmp_path_factory: pytest.TempPathFactory) -> Returns:
    """Three of Nadia's, each changing what the one before said, and one of Denzil's."""
    folder: Path = tmp_path_factory.mktemp("desks")
    nadia, denzil = a_profile(folder / "n", NADIA), a_profile(folder / "d", DENZIL)
    for desk, name in ((nadia, NADIA), (denzil, DENZIL)):
        hand(pool, desk, name)
    found: Returns = []
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    availability.mark_away(nadia, NADIA, date(2027, 3, 1), date(2027, 3, 5))
    found.append((NADIA, _at(nadia, 1)))
    availability.mark_away(nadia, NADIA, date(2027, 3, 6), date(2027, 3, 9))
    people.change_trainer(nadia, NADIA, phone="01632 960 982")
    found.append((NADIA, _at(nadia, 2)))
    availability.clear_away(nadia, NADIA, date(2027, 3, 1), date(2027, 3, 9))
    respond(nadia, session_id(nadia, "S2"), NADIA, accepted=False)
    do_ready_step(nadia, session_id(nadia, "S1"), NADIA, "room")
    found.append((NADIA, _at(nadia, 3)))
    respond(denzil, session_id(denzil, "S1"), DENZIL, accepted=True)
    found.append((DENZIL, _at(denzil, 1)))
    nadia.store.close()
    denzil.store.close()
    return found


def _at(desk: Desk, minute: int) -> bytes:
    """A return sent at a minute: the desk's clock stands still otherwise."""
    moment = desk.clock.now()
    desk.clock = type(desk.clock)(moment.replace(minute=minute))  # type: ignore[call-arg]
    return sent(desk)


def rows(pool: Desk) -> dict[str, Any]:
    """What the pool holds of everything that travels."""
    return pool.ask(held_rows, CARRIED)


def test_orders_of_four_returns_and_each_again_give_the_same_pool(pool: Desk, returns: Returns, dose: int) -> None:
    before, seen = rows(pool), []
    for order in list(itertools.permutations(returns))[:: 3 if dose == 1 else 1]:
        done = 0
        for name, payload in (*order, *order):
            found = read(pool, payload, name)
            if found.is_taken_in:
                continue
            assert not plan_of_return(pool, found).count(Fate.CLASH)
            take_in_return(pool, found)
            done += 1
        seen.append(rows(pool))
        assert done == len(returns)
        for _ in range(done):
            pool.undo()
        assert rows(pool) == before
    assert all(one == seen[0] for one in seen)
    assert seen[0] != before
    assert seen[0]["unavailability"] == {}
