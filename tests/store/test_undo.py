"""Undo and redo: a long random walk comes back to where it began and goes again to where it ended."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.store.pools import add_person, content, fill, names_in, reopened, stamp
from trainerpool.problem import Problem
from trainerpool.store.pool import Store
from trainerpool.store.records import (
    KINDS,
    Agency,
    AgencyAlias,
    Course,
    EvidenceItem,
    FormerName,
    ImportedFile,
    Membership,
    Person,
    PoolSetting,
    SessionPart,
    TrainingSession,
    Venue,
)
from trainerpool.store.search import rebuild
from trainerpool.store.trail import check_chain
from trainerpool.store.values import plain, typed, values_of
from trainerpool.store.work import Work

LETTERS = ["Ann", "Zoë", "O'Neill", "Łukasz", "Mei Lin", "Jean-Luc", "İpek"]


def _some(work: Work, dice: random.Random, kind: Any) -> Any:
    ids = work.session.scalars(select(kind.id).order_by(kind.id)).all()
    return work.get(kind, dice.choice(ids)) if ids else None


def _add(work: Work, dice: random.Random) -> None:
    person = work.add(Person(given_name=dice.choice(LETTERS), family_name=dice.choice(LETTERS)))
    if dice.random() < 0.5:
        work.session.flush()
        person.notes = "added, then noted"
    if agency := _some(work, dice, Agency):
        work.add(Membership(person_id=person.id, agency_id=agency.id, start=date(2026, dice.randint(1, 12), 1)))


def _add_others(work: Work, dice: random.Random) -> None:
    agency = work.add(Agency(name=f"{dice.choice(LETTERS)} Trust"))
    work.add(AgencyAlias(agency_id=agency.id, text=dice.choice(LETTERS)))
    course = work.add(Course(title=f"On {dice.choice(LETTERS)}", short_name="On", code=f"C{dice.randint(1, 99)}"))
    venue = work.add(Venue(name=f"{dice.choice(LETTERS)} Hall"))
    work.add(
        TrainingSession(
            course_id=course.id, title="A day", venue_id=venue.id, first_date="2027-02-03", host_agency_id=agency.id
        )
    )
    work.add(PoolSetting(key=f"k{dice.random()}", value={"a": [1, dice.random()], "b": None}))


def _add_many(work: Work, dice: random.Random) -> None:
    ids = work.add_many(
        Person, [{"given_name": dice.choice(LETTERS), "family_name": f"F{n}"} for n in range(dice.randint(0, 6))]
    )
    course = _some(work, dice, Course)
    work.add_many(
        EvidenceItem,
        [
            {
                "person_id": i,
                "evidence_kind": "shadow",
                "on": "2026-03",
                "recorded_at": "x",
                "course_id": course and course.id,
            }
            for i in ids
        ],
    )


def _change(work: Work, dice: random.Random) -> None:
    for kind, field in (
        (Person, "family_name"),
        (Agency, "name"),
        (Course, "title"),
        (Venue, "name"),
        (AgencyAlias, "text"),
    ):
        if dice.random() < 0.4 and (record := _some(work, dice, kind)):
            setattr(record, field, dice.choice(LETTERS))
            if dice.random() < 0.3:
                work.session.flush()
                setattr(record, field, dice.choice(LETTERS))
    if evidence := _some(work, dice, EvidenceItem):
        evidence.retracted = not evidence.retracted
        evidence.until = dice.choice([None, date(2027, 1, 1)])
    if setting := _some(work, dice, PoolSetting):
        setting.value = [dice.random(), "é"]


def _remove(work: Work, dice: random.Random) -> None:
    for kind in (EvidenceItem, Membership, AgencyAlias, TrainingSession, FormerName, PoolSetting):
        if dice.random() < 0.4 and (record := _some(work, dice, kind)):
            work.remove(record)


def _rename(work: Work, dice: random.Random) -> None:
    if person := _some(work, dice, Person):
        work.add(FormerName(person_id=person.id, given_name=person.given_name, family_name=person.family_name))
        person.family_name = dice.choice(LETTERS)


def _replace(work: Work, dice: random.Random) -> None:
    """A record taken out and another of its id put in its place, and one that comes and goes."""
    if membership := _some(work, dice, Membership):
        kept = membership.id, membership.person_id, membership.agency_id
        work.remove(membership)
        work.add(Membership(id=kept[0], person_id=kept[1], agency_id=kept[2], end=date(2026, 9, 1)))
    passing = work.add(Agency(name="Passing"))
    work.session.flush()
    work.remove(passing)


def _nothing(work: Work, dice: random.Random) -> None:
    if person := _some(work, dice, Person):
        former, person.given_name = person.given_name, "Somebody"
        work.session.flush()
        person.given_name = former


DEEDS: list[Callable[[Work, random.Random], None]] = [
    _add,
    _add_others,
    _add_many,
    _change,
    _change,
    _remove,
    _rename,
    _replace,
    _nothing,
]


def _replayed(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    """What the trail alone says the pool holds."""
    state: dict[tuple[str, str], dict[str, Any]] = {}
    with store.reader() as reader:
        for row in reader.execute(text("SELECT kind, record, change, payload FROM trail ORDER BY seq")):
            told, place = json.loads(row.payload), (row.kind, row.record)
            if row.change == "added":
                assert place not in state
                state[place] = told["after"]
            elif row.change == "removed":
                assert state.pop(place) == told["before"]
            else:
                assert {name: state[place][name] for name in told["before"]} == told["before"]
                state[place] |= told["after"]
    return state


def _held(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    with store.reader() as reader:
        return {
            (kind, record.id): values_of(record)
            for kind, mapped in KINDS.items()
            for record in reader.scalars(select(mapped))
        }


def _search_text(store: Store) -> tuple[list[Any], list[Any]]:
    """The search text as it stands, and as it is when put together anew; both in order."""
    asked = text("SELECT kind, record, title, body FROM search_text ORDER BY record")
    with store.reader() as reader:
        standing = [tuple(row) for row in reader.execute(asked)]
        reader.execute(text("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"))
        rebuild(reader)
        anew = [tuple(row) for row in reader.execute(asked)]
    return [_words(row) for row in standing], [_words(row) for row in anew]


def _words(row: tuple[str, ...]) -> tuple[str, ...]:
    return *row[:3], " ".join(sorted(row[3].split()))


def test_a_long_walk_undone_is_as_it_began_and_redone_as_it_ended(quick_store: Store, dose: int) -> None:
    store = quick_store
    dice = random.Random(11)
    steps, done = 500 if dose == 1 else 10_000, 0
    begin = content(store)
    for number in range(steps):
        before = store.head.count
        with store.work(f"Step {number}", stamp(number)) as work:
            dice.choice(DEEDS)(work, dice)
        done += store.head.count > before
        if dice.random() < 0.05 and store.stacks.undo:
            store.undo(stamp(number))
            done -= 1
            if dice.random() < 0.5:
                store.redo(stamp(number))
                done += 1
    assert len(store.stacks.undo) == done > steps * 0.7
    end = content(store)
    assert sum(len(rows) for rows in end.values()) > steps
    assert _replayed(store) == _held(store)
    standing, anew = _search_text(store)
    assert standing == anew
    for number in range(done):
        store.undo(stamp(number))
        if number == done // 2:
            assert _replayed(store) == _held(store)
            standing, anew = _search_text(store)
            assert standing == anew
            store.close()
            store.__dict__.update(Store.open(store.path, key=store.key).__dict__)  # undo goes on after a restart
    assert content(store) == begin
    assert _search_text(store) == ([], [])
    for number in range(done):
        store.redo(stamp(number))
    assert content(store) == end
    assert _replayed(store) == _held(store)
    standing, anew = _search_text(store)
    assert standing == anew
    with store.engine.connect() as connection:
        assert check_chain(connection, (store.keys.anchor,)) == []


def test_undo_and_redo_after_a_restart(store: Store) -> None:
    add_person(store, 1)
    add_person(store, 2)
    again = reopened(store)
    assert again.undo(stamp(5)).name == "Undo: Add person 2"
    again = reopened(again)
    assert again.stacks.redo[-1].name == "Add person 2"
    again.redo(stamp(6))
    assert names_in(again) == ["Given1", "Given2"]
    again.undo(stamp(7))
    again.undo(stamp(8))
    assert names_in(again) == []
    with pytest.raises(Problem, match="nothing to undo"):
        again.undo(stamp(9))
    add_person(again, 3)
    with pytest.raises(Problem, match="nothing to redo"):
        again.redo(stamp(10))
    again.close()


def test_what_was_built_upon_is_not_undone(store: Store) -> None:
    ids = fill(store)
    with store.work("Rename", stamp(5)) as work:
        work.get(Person, ids["person1"]).given_name = "Robin"
    step = store.stacks.undo.pop()  # as where the later deed can no longer be undone itself
    before = content(store)
    store.stacks.undo = store.stacks.undo[:2]
    with pytest.raises(Problem, match=r"cannot be undone|contradict"):
        store.undo(stamp(6))
    assert content(store) == before
    assert step.name == "Rename"


def test_a_one_way_deed_is_no_step_back(store: Store) -> None:
    add_person(store, 1)
    with store.work("Export", stamp(2), one_way=True) as work:
        work.add(Person(given_name="Sent", family_name="Off"))
    assert work.done.one_way
    assert [step.name for step in store.stacks.undo] == ["Add person 1"]
    store.undo(stamp(3))
    assert names_in(store) == ["Sent"]


def test_a_deed_that_changes_nothing_leaves_no_line(store: Store) -> None:
    ids = fill(store)
    head = store.head
    with store.work("Nothing", stamp(4)) as work:
        work.get(Person, ids["person1"]).given_name = "Given1"
    assert work.done.seq is None
    assert store.head == head


def test_a_change_of_a_value_not_at_hand_is_told_with_what_it_was(store: Store) -> None:
    with store.work("Add", stamp()) as work:
        person = work.add(Person(given_name="Ann", family_name="B", notes="first"))
        work.session.flush()
        work.session.expire(person)
        person.notes = "second"
    with store.work("Change", stamp()) as work:
        person = work.get(Person, person.id)
        work.session.expire(person)
        person.notes = "third"
    assert _replayed(store) == _held(store)
    with store.work("Remove", stamp()) as work:
        person = work.get(Person, person.id)
        work.session.expire(person)
        person.notes = "fourth"
        work.remove(person)
    assert _replayed(store) == _held(store) == {}
    store.undo(stamp())
    assert next(iter(_held(store).values()))["notes"] == "third"


def _clash(store: Store, ids: dict[str, str]) -> None:
    with store.work("Clash", stamp()) as work:
        person = work.add(Person(given_name="A", family_name="B"))
        work.add(Membership(person_id=person.id, agency_id="nobody"))


def _bug(store: Store, ids: dict[str, str]) -> None:
    with store.work("Bug", stamp()) as work:
        work.remove(work.get(SessionPart, ids["part"]))
        raise ZeroDivisionError


def _gone(store: Store, ids: dict[str, str]) -> None:
    with store.work("Gone", stamp()) as work:
        work.add(Person(given_name="A", family_name="B"))
        work.get(Person, "nobody")


def _twice(store: Store, ids: dict[str, str]) -> None:
    with store.work("Twice", stamp()) as work:
        work.add_many(PoolSetting, [{"key": "k", "value": 1}, {"key": "k", "value": 2}])


FAILING = [(Problem, _clash), (ZeroDivisionError, _bug), (Problem, _gone), (Problem, _twice), (Problem, _clash)]


def test_a_failed_deed_leaves_nothing(store: Store) -> None:
    ids = fill(store)
    before, head = content(store), store.head
    for problem, deed in FAILING:
        with pytest.raises(problem):
            deed(store, ids)
    assert (content(store), store.head) == (before, head)
    assert _search_text(store)[0] == _search_text(store)[1]


def test_many_added_at_once_have_what_one_added_has(store: Store) -> None:
    given: dict[str, Any] = {"name": "a.xlsx", "digest": "00", "on": "2026-11-21", "totals": {}}
    with store.work("One and many", stamp()) as work:
        one = work.add(ImportedFile(**given))
        (many,) = work.add_many(ImportedFile, [given])
    with store.reader() as reader:
        assert values_of(reader.get(ImportedFile, one.id)) == values_of(reader.get(ImportedFile, many))
    assert _replayed(store) == _held(store)


def test_values_come_back_as_they_went(store: Store) -> None:
    assert typed(Person, "notes", "2026-01-01") == "2026-01-01"
    assert typed(Membership, "start", plain(date(2026, 1, 1))) == date(2026, 1, 1)
    assert typed(Membership, "start", None) is None
