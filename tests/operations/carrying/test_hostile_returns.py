"""A return may say only what its author may say: anything else is refused whole, with the pool as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, session_id
from trainerpool.exchange.carrying.returned import Change, Returned, returned_payload
from trainerpool.operations import availability
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.sending import prepare_return
from trainerpool.operations.carrying.taking_in import read_return, take_in_return
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.carried_slice import held_rows

NADIA, DENZIL = "Nadia Farouk", "Denzil Barlow"
AT = "2026-11-21T09:00:00+00:00"


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path_factory.mktemp("pool"))
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def honest(pool: Desk, tmp_path_factory: pytest.TempPathFactory) -> Returned:
    """A return with an acceptance and an absence, as Nadia's desk makes it."""
    desk = a_profile(tmp_path_factory.mktemp("nadia"), NADIA)
    hand(pool, desk, NADIA)
    respond(desk, session_id(desk, "S1"), NADIA, accepted=True)
    availability.add_unavailability(desk, NADIA, date(2027, 3, 1), date(2027, 3, 5))
    found = prepare_return(desk)
    desk.store.close()
    return found


def rows(desk: Desk) -> dict[str, dict[str, dict[str, Any]]]:
    return desk.ask(held_rows)


Forge = Callable[[Desk, str, str], Change]
FORGED: dict[str, Forge] = {
    "somebody else's details": lambda pool, _me, other: Change("person", other, "changed", {"phone": None}, {"phone": "1"}, AT),
    "one's own role": lambda pool, me, _other: Change("person", me, "changed", {"role": "trainer"}, {"role": "observer"}, AT),
    "a new person": lambda pool, _me, _other: Change("person", "x", "added", {}, {"phone": "1", "email": "x"}, AT),
    "somebody else's absence": lambda pool, _me, other: Change(
        "unavailability", "x", "added", {}, {"person_id": other, "start": "2027-01-01", "end": "2027-01-02"}, AT
    ),
    "somebody else's answer": lambda pool, _me, other: Change(
        "allocation", next(key for key, row in rows(pool)["allocation"].items() if row["person_id"] == other), "changed",
        {"state": "offered"}, {"state": "declined"}, AT,
    ),
    "a confirmation": lambda pool, me, _other: Change(
        "allocation", next(key for key, row in rows(pool)["allocation"].items() if row["person_id"] == me), "changed",
        {"state": "offered"}, {"state": "confirmed"}, AT,
    ),
    "a place on somebody's session": lambda pool, me, _other: Change(
        "allocation", "x", "added", {},
        {"session_id": session_id(pool, "S2"), "person_id": me, "role": "lead", "state": "accepted", "pinned": False}, AT,
    ),
    "evidence": lambda pool, me, _other: Change(
        "evidence", "x", "added", {},
        {"person_id": me, "evidence_kind": "sign_off", "on": "2026-01-01", "recorded_at": AT, "retracted": False}, AT,
    ),
    "a policy": lambda pool, _me, _other: Change("policy", "x", "added", {}, {"body": {}}, AT),
    "keys": lambda pool, me, _other: Change("person_keys", "x", "added", {}, {"person_id": me}, AT),
    "a session that waits for nobody": lambda pool, me, _other: Change(
        "training_session", "x", "added", {},
        {"title": "Neglect", "status": "planned", "arranged_by_id": me, "first_date": "2027-05-04"}, AT,
    ),
    "a session cancelled": lambda pool, _me, _other: Change(
        "training_session", session_id(pool, "S1"), "changed", {"status": "planned"}, {"status": "cancelled"}, AT
    ),
    "numbers below nothing": lambda pool, _me, _other: Change(
        "attendance", "x", "added", {}, {"session_id": session_id(pool, "S1"), "attended": -4}, AT
    ),
    "a field there is not": lambda pool, me, _other: Change("person", me, "changed", {}, {"colour": "red"}, AT),
    "a number for a text": lambda pool, me, _other: Change("person", me, "changed", {}, {"phone": 7}, AT),
    "a day there is not": lambda pool, me, _other: Change(
        "unavailability", "x", "added", {}, {"person_id": me, "start": "2027-02-30", "end": "2027-03-01"}, AT
    ),
    "a change of nothing": lambda pool, me, _other: Change("person", me, "changed", {}, {}, AT),
    "an unknown moment": lambda pool, me, _other: Change("person", me, "changed", {}, {"phone": "1"}, "soon"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(FORGED))
def test_a_return_with_one_thing_its_author_may_not_say_is_refused_whole(
    pool: Desk, honest: Returned, what: str
) -> None:
    me, other = person_id(pool, NADIA), person_id(pool, DENZIL)
    before, head = rows(pool), pool.store.head
    forged = replace(honest, changes=(*honest.changes, FORGED[what](pool, me, other)))
    with pytest.raises(Problem):
        read_return(pool, returned_payload(forged), me, "digest")
    assert (rows(pool), pool.store.head) == (before, head)


def test_the_same_return_without_it_is_read(pool: Desk, honest: Returned) -> None:
    found = read_return(pool, returned_payload(honest), person_id(pool, NADIA), "digest")
    assert len(found.content.changes) == 3


def test_a_return_signed_by_another_or_for_another_pool_is_refused(pool: Desk, honest: Returned) -> None:
    with pytest.raises(Problem, match="another record"):
        read_return(pool, returned_payload(honest), person_id(pool, DENZIL), "digest")
    with pytest.raises(Problem, match="another pool"):
        read_return(pool, returned_payload(replace(honest, pool="other")), person_id(pool, NADIA), "digest")


def test_what_points_to_a_record_that_is_gone_is_left_out_and_the_rest_is_taken_in(
    pool: Desk, honest: Returned
) -> None:
    me = person_id(pool, NADIA)
    lost = Change("reflection", "x", "added", {}, {
        "person_id": me, "session_id": "gone", "on": "2026-11-20", "text": "Words", "answers": {}, "shared": True,
    }, AT)  # fmt: skip
    found = read_return(pool, returned_payload(replace(honest, changes=(*honest.changes, lost))), me, "digest")
    done = take_in_return(pool, found)
    assert done.result.taken == 2
    assert [text.endswith("no longer in the pool.") for text in done.result.left] == [True]
    pool.undo()


@pytest.mark.parametrize("cut", [0, 1, 10, 100, 400])
def test_a_payload_that_was_cut_or_changed_is_refused_whole(pool: Desk, honest: Returned, cut: int) -> None:
    payload, head = returned_payload(honest), pool.store.head
    middle = 60 + cut  # past the zip's own head, where a time of day stands that nothing depends on
    for broken in (payload[: len(payload) - cut - 1], payload[:middle] + b"\0\0\0\0" + payload[middle + 4 :]):
        with pytest.raises(Problem):
            read_return(pool, broken, person_id(pool, NADIA), "digest")
    assert pool.store.head == head
