"""A carry file goes out, work is done at another desk, a return comes back, is planned, taken in, undone and taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, read, sent, session_id
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.operations import availability, people
from trainerpool.operations.allocations import respond, withdraw_trainer
from trainerpool.operations.carrying.taking_in import plan_of_return, take_in_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.reflecting import write_reflection
from trainerpool.problem import Problem
from trainerpool.queries.availability import absences
from trainerpool.queries.carried_slice import held_rows
from trainerpool.queries.own_work import own_work
from trainerpool.queries.people import people as everybody
from trainerpool.queries.sessions import session

NADIA = "Nadia Farouk"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    yield desk
    desk.store.close()


@pytest.fixture
def nadia(pool: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = a_profile(tmp_path / "nadia", NADIA)
    hand(pool, desk, NADIA)
    yield desk
    desk.store.close()


def state(desk: Desk, reference: str, name: str = NADIA) -> str:
    row = desk.ask(session, session_id(desk, reference))
    assert row is not None
    return next(one.state for one in row.team if one.name == name)


def test_a_carry_file_brings_own_sessions_colleagues_contacts_and_nothing_of_others(pool: Desk, nadia: Desk) -> None:
    rows = held_rows(nadia.store.reader().__enter__())
    assert len(rows["training_session"]) == 2
    assert {row["person_id"] for row in rows["evidence"].values()} == {person_id(pool, NADIA)}
    names = {row["given_name"] for row in rows["person"].values()}
    assert names == {"Nadia", "Denzil"}, "the candidate is on no session of hers"
    assert state(nadia, "S1") == "offered"
    assert nadia.ask(own_work).changes == ()


def test_accepting_declining_and_being_away_come_back_as_sentences_in_the_order_done(pool: Desk, nadia: Desk) -> None:
    respond(nadia, session_id(nadia, "S2"), NADIA, accepted=False, reason="Leave booked", category="leave")
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    availability.add_unavailability(nadia, NADIA, date(2027, 2, 15), date(2027, 2, 19))
    found = read(pool, sent(nadia), NADIA)
    plan = plan_of_return(pool, found)
    assert [row.text for row in plan.rows] == [
        "Nadia Farouk declines Neglect: Recognising and Responding on Tue 23 Feb 2027.",
        "Nadia Farouk accepts Neglect: Recognising and Responding on Tue 12 Jan 2027 as lead.",
        "Nadia Farouk is unavailable from Mon 15 Feb 2027 to Fri 19 Feb 2027.",
    ]
    assert plan.summary == "3 changes ready."
    assert state(pool, "S1") == "offered", "nothing is in the pool before it is taken in"
    before = held_rows(pool.store.reader().__enter__())
    done = take_in_return(pool, found)
    assert done.name == "Take in return from Nadia Farouk"
    assert (state(pool, "S1"), state(pool, "S2")) == ("accepted", "declined")
    assert len(pool.ask(absences)) == 1
    pool.undo()
    assert held_rows(pool.store.reader().__enter__()) == before
    again = read(pool, sent(nadia), NADIA)
    take_in_return(pool, again)
    assert (state(pool, "S1"), state(pool, "S2")) == ("accepted", "declined")


def test_the_same_file_again_is_known_and_changes_nothing(pool: Desk, nadia: Desk) -> None:
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    payload = sent(nadia)
    take_in_return(pool, read(pool, payload, NADIA))
    assert read(pool, payload, NADIA).is_taken_in
    with pytest.raises(Problem, match="taken in already"):
        take_in_return(pool, read(pool, payload, NADIA))


def test_a_private_reflection_never_travels_and_a_shared_one_does(pool: Desk, nadia: Desk) -> None:
    write_reflection(nadia, NADIA, "Nobody else reads this", session=session_id(nadia, "S1"))
    with pytest.raises(Problem, match="nothing to send"):
        sent(nadia)
    write_reflection(nadia, NADIA, "Shared with the unit", shared=True)
    payload = sent(nadia)
    found = read(pool, payload, NADIA)
    assert [one.after["text"] for one in found.content.changes] == ["Shared with the unit"]


def test_a_clash_is_shown_side_by_side_and_the_pool_stays_unless_decided(pool: Desk, nadia: Desk) -> None:
    people.change_trainer(nadia, NADIA, phone="01632 960 982")
    people.change_trainer(pool, NADIA, phone="01632 960 417")
    found = read(pool, sent(nadia), NADIA)
    plan = plan_of_return(pool, found)
    (row,) = plan.rows
    assert row.fate is Fate.CLASH
    assert (row.clashes[0].pool, row.clashes[0].returned, row.clashes[0].before) == (
        "01632 960 417", "01632 960 982", "nothing",
    )  # fmt: skip
    assert row.clashes[0].pool_by == "Business Unit"
    take_in_return(pool, found, clashes={row.key: "return"})
    assert next(one.phone for one in pool.ask(everybody, pool.today) if one.name == NADIA) == "01632 960 982"


def test_an_acceptance_of_a_place_withdrawn_meanwhile_is_refused_with_the_reason(pool: Desk, nadia: Desk) -> None:
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    withdraw_trainer(pool, "S1", NADIA)
    found = read(pool, sent(nadia), NADIA)
    (row,) = plan_of_return(pool, found).rows
    assert (row.fate, row.why) == (
        Fate.REFUSED, "The place was withdrawn meanwhile. Offer it again where it is still wanted.",
    )  # fmt: skip
    done = take_in_return(pool, found)
    assert done.result.taken == 0
    assert state(pool, "S1") == "withdrawn"


def test_a_newer_carry_file_keeps_unsent_work_and_hears_what_was_taken_in(pool: Desk, nadia: Desk) -> None:
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    take_in_return(pool, read(pool, sent(nadia), NADIA))
    respond(nadia, session_id(nadia, "S2"), NADIA, accepted=True)
    hand(pool, nadia, NADIA)
    assert (state(nadia, "S1"), state(nadia, "S2")) == ("accepted", "accepted")
    changes = nadia.ask(own_work).changes
    assert {one.kind for one in changes} == {"allocation", "allocation_step"}
    assert len(changes) == 2, "what the pool has taken in is no change any more"
