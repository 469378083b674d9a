"""Two records of one person were merged in the pool: their desk goes on under the kept id, and what was sent before still lands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, read, sent, session_id
from tests.operations.trust_desks import NADIA, first_contact, quick_words, taken
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.operations import availability, observations, people
from trainerpool.operations.allocations import respond
from trainerpool.operations.carrying.at_desk import open_carry_file, open_return_file
from trainerpool.operations.carrying.handing_out import hand_out, prepare_carry
from trainerpool.operations.carrying.sending import send_return
from trainerpool.operations.carrying.taking_in import (
    ReadReturn,
    plan_of_return,
    receive_return,
    take_in_return,
    waiting_return,
)
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.reflecting import write_reflection
from trainerpool.operations.people import merge_trainers
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.availability import absences
from trainerpool.queries.desk_pages import my_reflections
from trainerpool.queries.merged_people import former_ids
from trainerpool.queries.observations import observations as observed
from trainerpool.queries.own_work import held_file, own_work
from trainerpool.queries.people import person
from trainerpool.queries.sessions import session
from trainerpool.queries.trust import HAS_KEYS, people_trust, trusted_pool

KEPT, OBSERVER = "Nadia Farook", "Ruth Penhale"
PHONE = "01632 960 982"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    people.add_trainer(desk, "Nadia", "Farook", "Northmoor Police")
    yield desk
    desk.store.close()


@pytest.fixture
def nadia(pool: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = a_profile(tmp_path / "nadia", NADIA)
    hand(pool, desk, NADIA)
    yield desk
    desk.store.close()


def work_at(desk: Desk, name: str = NADIA) -> None:
    """An answer, an absence, a telephone number, and a page nobody else reads."""
    respond(desk, session_id(desk, "S1"), name, accepted=True)
    availability.add_unavailability(desk, name, date(2027, 2, 15), date(2027, 2, 19))
    people.change_trainer(desk, name, phone=PHONE)
    write_reflection(desk, name, "Mine alone")


def landed(pool: Desk, name: str) -> bool:
    """Whether what was done at the desk is in the pool, with this person."""
    key = person_id(pool, name)
    row, who = pool.ask(session, session_id(pool, "S1")), pool.ask(person, key, pool.today)
    assert row is not None
    assert who is not None
    accepted = [one.name for one in row.team if one.state == "accepted"]
    away = [one.person_id for one in pool.ask(absences)]
    return accepted == [name] and away == [key] and who.phone == PHONE


def test_the_next_carry_file_reaches_the_desk_and_unsent_work_stays(pool: Desk, nadia: Desk) -> None:
    work_at(nadia)
    said = [(one.kind, one.change) for one in nadia.ask(own_work).changes]
    assert ("person", "changed") in said
    old = person_id(pool, NADIA)
    merge_trainers(pool, NADIA, KEPT)
    new = person_id(pool, KEPT)
    hand(pool, nadia, KEPT)
    held = nadia.ask(held_file)
    assert held is not None
    assert (held.person, held.name, held.number, held.formerly) == (new, KEPT, 2, frozenset({old}))
    assert [(one.kind, one.change) for one in nadia.ask(own_work).changes] == said
    assert nadia.ask(person, old, nadia.today) is None
    assert [one.text for one in nadia.ask(my_reflections, new, nadia.today).rows] == ["Mine alone"]
    found = read(pool, sent(nadia), KEPT)
    plan = plan_of_return(pool, found)
    assert {row.fate for row in plan.rows} == {Fate.READY}
    take_in_return(pool, found)
    assert landed(pool, KEPT)
    hand(pool, nadia, KEPT)
    assert nadia.ask(own_work).changes == ()


def test_a_return_under_way_while_the_records_were_merged_lands_on_the_kept_person(pool: Desk, nadia: Desk) -> None:
    work_at(nadia)
    payload = sent(nadia)
    merge_trainers(pool, NADIA, KEPT)
    found = read(pool, payload, KEPT)
    assert {row.fate for row in plan_of_return(pool, found).rows} == {Fate.READY}
    take_in_return(pool, found)
    assert landed(pool, KEPT)
    hand(pool, nadia, KEPT)
    assert nadia.ask(own_work).changes == (), "what was said under the former id was heard"


def test_a_return_that_waited_meanwhile_lands_there_too(pool: Desk, nadia: Desk) -> None:
    work_at(nadia)
    waits = str(receive_return(pool, read(pool, sent(nadia), NADIA)).result)
    merge_trainers(pool, NADIA, KEPT)
    take_in_return(pool, waiting_return(pool, waits))
    assert landed(pool, KEPT)
    pool.undo()
    pool.undo()
    assert former_ids(pool.store.reader().__enter__(), person_id(pool, KEPT)) == frozenset()
    take_in_return(pool, waiting_return(pool, waits))
    assert landed(pool, NADIA)


def test_a_merge_that_was_undone_gives_the_desk_its_id_back(pool: Desk, nadia: Desk) -> None:
    old = person_id(pool, NADIA)
    merge_trainers(pool, NADIA, KEPT)
    content = prepare_carry(pool, KEPT).content
    pool.undo()
    hand(pool, nadia, KEPT, content)
    work_at(nadia, KEPT)
    with pytest.raises(Problem, match="Another carry file of number 2 is held"):
        hand(pool, nadia, NADIA)  # a number was given to each of the two; the next one is above both
    hand(pool, nadia, NADIA)
    held = nadia.ask(held_file)
    assert held is not None
    assert held.person == old
    take_in_return(pool, read(pool, sent(nadia), NADIA))
    assert landed(pool, NADIA)


def test_merged_twice_over_it_is_still_found(pool: Desk, nadia: Desk) -> None:
    work_at(nadia)
    payload = sent(nadia)
    people.add_trainer(pool, "Nadja", "Farook", "Northmoor Police")
    merge_trainers(pool, NADIA, KEPT)
    merge_trainers(pool, KEPT, "Nadja Farook")
    take_in_return(pool, read(pool, payload, "Nadja Farook"))
    assert landed(pool, "Nadja Farook")
    hand(pool, nadia, "Nadja Farook")
    assert nadia.ask(own_work).changes == ()


def test_somebody_elses_file_stays_somebody_elses(pool: Desk, nadia: Desk) -> None:
    merge_trainers(pool, NADIA, KEPT)
    with pytest.raises(Problem, match="for somebody else"):
        hand(pool, nadia, "Denzil Barlow")


def test_an_observer_who_knows_the_former_id_is_understood(pool: Desk, tmp_path: Path) -> None:
    people.add_trainer(pool, "Ruth", "Penhale", "Northmoor Police", role="observer")
    respond(pool, "S1", NADIA, accepted=True)
    observations.plan_visit(pool, "S1", OBSERVER, [NADIA])
    ruth = a_profile(tmp_path / "ruth", OBSERVER)
    hand(pool, ruth, OBSERVER)
    (row,) = ruth.ask(observed, ruth.today)
    observations.start_visit(ruth, str(row.visit_id), 12)
    observations.judge(ruth, row.id, "5", "Met")
    observations.set_actions(ruth, row.id, [{"text": "Slower", "owner": NADIA, "due": "2027-03-01"}])
    merge_trainers(pool, NADIA, KEPT)
    found = read(pool, sent(ruth), OBSERVER)
    assert {one.fate for one in plan_of_return(pool, found).rows} == {Fate.READY}
    take_in_return(pool, found)
    (seen,) = pool.ask(observed, pool.today)
    assert (seen.trainer, [one.text for one in seen.actions]) == (KEPT, ["Slower"])
    ruth.store.close()


def test_with_seals_and_keys_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_words(monkeypatch)
    met = first_contact(tmp_path)
    pool = met.pool()
    people.add_trainer(pool, "Nadia", "Farook", "Northmoor Police")
    merge_trainers(pool, NADIA, KEPT)
    new = person_id(pool, KEPT)
    assert not taken(pool, met.reply).already, "the reply was made under the former id"
    assert [(one.person_id, one.state) for one in pool.ask(people_trust, pool.today)] == [(new, HAS_KEYS)]
    hand_out(pool, prepare_carry(pool, KEPT), tmp_path / "one.tpcarry")
    own = met.desk()
    assert open_carry_file(own, tmp_path / "one.tpcarry").is_new
    trusted = own.ask(trusted_pool)
    assert trusted is not None
    assert trusted.person_id == new
    people.change_trainer(own, new, phone=PHONE)
    send_return(own, tmp_path / "back.tpreturn")
    found = open_return_file(pool, tmp_path / "back.tpreturn")
    assert isinstance(found, ReadReturn)
    take_in_return(pool, found)
    who = pool.ask(person, new, pool.today)
    assert who is not None
    assert who.phone == PHONE
    close_pool(own)
    close_pool(pool)
