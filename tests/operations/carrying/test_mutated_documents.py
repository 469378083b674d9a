"""Returns and carry files that were rightly sealed and say something odd: each is refused with a sentence, or does no harm."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, session_id
from tests.store.pools import content
from trainerpool.exchange.carrying.carried import carried_payload
from trainerpool.exchange.carrying.returned import returned_payload
from trainerpool.exchange.sealing.payload import pack, unpack
from trainerpool.operations import availability, observations, people
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.handing_out import prepare_carry
from trainerpool.operations.carrying.opening import take_in_carry
from trainerpool.operations.carrying.sending import prepare_return
from trainerpool.operations.carrying.taking_in import plan_of_return, read_return, take_in_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.arranging import arrange_session
from trainerpool.operations.desk_deeds.reflecting import write_reflection
from trainerpool.problem import Problem
from trainerpool.queries.observations import observations as observed
from trainerpool.queries.observations_form import visit_form
from trainerpool.queries.people import people as everybody
from trainerpool.queries.returns import returned_files
from trainerpool.queries.sessions import sessions
from trainerpool.queries.standings import standing_of

NADIA, OBSERVER = "Nadia Farouk", "Ruth Penhale"
ODD: tuple[Any, ...] = (
    None, "", "x", "x" * 5_000, -1, 0, 10**30, 1.5, True, [], {}, ["x"], {"x": 1}, "2027-13-45", "2027-02-30", "\0", "../..", "é",
    "lead", "accepted", "offered", "delivered", "added", "changed", "removed", "person", "visit", "kept_file", "training_session",
)  # fmt: skip


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path_factory.mktemp("pool"))
    people.add_trainer(desk, "Ruth", "Penhale", "Northmoor Police", role="observer")
    respond(desk, "S1", NADIA, accepted=True)
    observations.plan_visit(desk, "S1", OBSERVER, [NADIA])
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def returns(pool: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a trainer and an observer send who did much of what can be done."""
    nadia = a_profile(tmp_path_factory.mktemp("nadia"), NADIA)
    hand(pool, nadia, NADIA)
    respond(nadia, session_id(nadia, "S2"), NADIA, accepted=False, category="workload")
    availability.add_unavailability(nadia, NADIA, date(2027, 3, 1), date(2027, 3, 5))
    people.change_trainer(nadia, NADIA, phone="01632 960 982")
    arrange_session(nadia, NADIA, "NEG", [{"start": "2027-04-13T09:30", "end": "2027-04-13T12:30"}], venue="Weir Hall")
    write_reflection(nadia, NADIA, "Shared with the unit", shared=True)
    ruth = a_profile(tmp_path_factory.mktemp("ruth"), OBSERVER)
    hand(pool, ruth, OBSERVER)
    (row,) = ruth.ask(observed, ruth.today)
    visit = str(row.visit_id)
    observations.start_visit(ruth, visit, 12)
    observations.add_timed_note(ruth, visit, "10:05", "Opened with the agreement", criteria=["5"])
    observations.judge(ruth, row.id, "5", "Met")
    observations.set_actions(ruth, row.id, [{"text": "Slower", "owner": NADIA, "due": "2027-03-01"}])
    scan = tmp_path_factory.mktemp("scan") / "Form.pdf"
    scan.write_bytes(b"%PDF a scan")
    observations.attach_scan(ruth, visit, str(scan))
    found = {NADIA: returned_payload(prepare_return(nadia)), OBSERVER: returned_payload(prepare_return(ruth))}
    nadia.store.close()
    ruth.store.close()
    return found


def odd(payload: bytes, dice: random.Random) -> bytes:
    """The same with one to three things in its document otherwise."""
    opened = unpack(payload)
    body = copy.deepcopy(opened.body)
    texts = sorted({one for one in _leaves(body) if isinstance(one, str)})
    for _ in range(dice.randint(1, 3)):
        _bend(body, dice, texts)
    return pack(body, dict(opened.files))


def _bend(body: dict[str, Any], dice: random.Random, texts: list[str]) -> None:
    spots = list(_spots(body))
    holder, key = dice.choice(spots)
    match dice.randrange(4):
        case 0 if isinstance(holder, dict):
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(0, copy.deepcopy(holder[key]))
        case 2:
            holder[key] = dice.choice(texts)  # what stands elsewhere in it: another id, another kind, another day
        case _:
            holder[key] = copy.deepcopy(dice.choice(ODD))


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(inner):
        yield value, key
        yield from _spots(one)


def _leaves(value: Any) -> Iterator[Any]:
    for holder, key in _spots(value):
        if not isinstance(holder[key], (dict, list)):
            yield holder[key]


def looked_at(pool: Desk) -> None:
    """What the first pages ask: whatever was taken in can be shown."""
    pool.ask(returned_files)
    pool.ask(sessions)
    pool.ask(everybody, pool.today)
    for row in pool.ask(observed, pool.today):
        pool.ask(visit_form, str(row.visit_id))
    pool.ask(standing_of, person_id(pool, NADIA), pool.today)


def attempt(run: Callable[[], Any]) -> bool:
    """Whether it went through; a Problem is how it may be refused, and nothing else."""
    try:
        run()
    except Problem:
        return False
    return True


@pytest.mark.parametrize("name", [NADIA, OBSERVER])
def test_odd_returns_are_refused_or_do_no_harm(pool: Desk, returns: dict[str, bytes], name: str, dose: int) -> None:
    before, person, went = content(pool.store), person_id(pool, name), 0
    for seed in range(50 if dose == 1 else 500):
        payload = odd(returns[name], random.Random(seed))

        def run(payload: bytes = payload, seed: int = seed) -> None:
            read = read_return(pool, payload, person, str(seed))
            plan_of_return(pool, read)
            take_in_return(pool, read, clashes="return")

        try:
            taken = attempt(run)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        if taken:
            went += 1
            looked_at(pool)
            pool.undo()
    assert content(pool.store) == before
    assert 0 < went < (50 if dose == 1 else 500)


def test_odd_carry_files_are_refused_or_laid_in_whole(pool: Desk, tmp_path: Path, dose: int) -> None:
    payload, went = carried_payload(prepare_carry(pool, NADIA).content), 0
    for seed in range(12 if dose == 1 else 120):
        desk = a_profile(tmp_path / str(seed), NADIA)
        bent, me = odd(payload, random.Random(seed)), person_id(pool, NADIA)
        try:
            went += attempt(lambda desk=desk, bent=bent, me=me: take_in_carry(desk, bent, person=me))  # type: ignore[misc]
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        desk.store.close()
    assert went
