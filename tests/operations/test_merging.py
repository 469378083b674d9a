"""Merging loses nothing: agencies come apart as they were, and what pointed to a record points to the one it went into."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.operations.small_pool import small_pool
from tests.operations.walk.arguments import ARGUMENTS
from tests.operations.walk.hand import Hand, NothingThereError
from tests.store.pools import content
from trainerpool.operations import DEEDS, agencies, people
from trainerpool.operations import sessions as session_deeds
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies as all_agencies
from trainerpool.queries.agencies import people_of_agency
from trainerpool.queries.attendance import attendance
from trainerpool.queries.merged_people import MERGED
from trainerpool.queries.sessions import sessions
from trainerpool.store.records import Agency, Attendance, Course, FormerName, Person, Venue

NHS, POLICE = "Ellerdale NHS Trust", "Northmoor Police"
FILLED = [
    "add_agency", "add_trainer", "add_session", "add_session", "add_series", "add_evidence", "add_evidence",
    "allocate_trainer", "offer_to_trainer", "respond", "confirm_place", "add_unavailability", "set_weekdays",
    "add_exclusion", "record_attendance", "add_material_version", "add_course_alias", "add_agency_alias",
    "add_venue", "change_trainer", "add_course", "move_to_agency", "record_for_several",
]  # fmt: skip
# What no merge may make fewer, and what one may only add to.
KEPT = ("evidence", "allocation", "allocation_step", "training_session", "session_part", "attendance", "unavailability",
        "material_version", "agency", "imported_row", "observation")  # fmt: skip
GROWS = ("course_alias", "agency_alias", "former_name")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def filled(desk: Desk, seed: int, rounds: int = 3) -> Hand:
    """The small pool with some of everything."""
    hand = Hand(desk, random.Random(seed))
    for name in FILLED * rounds:
        try:
            DEEDS[name].do(desk, ARGUMENTS[name](hand))
        except (NothingThereError, Problem):
            continue
    return hand


def counts(desk: Desk) -> dict[str, int]:
    return {kind: len(rows) for kind, rows in content(desk.store).items()}


def members(desk: Desk) -> dict[str, list[str]]:
    rows = desk.ask(all_agencies, desk.today)
    return {row.name: sorted(name for _, name in desk.ask(people_of_agency, row.id, desk.today)) for row in rows}


def everybody(found: dict[str, list[str]]) -> list[str]:
    return sorted(itertools.chain.from_iterable(found.values()))


def key_of(desk: Desk, name: str) -> str:
    return next(row.id for row in desk.ask(all_agencies, desk.today, merged=True) if row.name == name)


@pytest.mark.parametrize("seed", range(3))
def test_agencies_merged_and_taken_apart_in_any_order_are_as_they_were(desk: Desk, seed: int, dose: int) -> None:
    hand = filled(desk, seed)
    dice = hand.dice
    before, told = content(desk.store), members(desk)
    for _ in range(3 * dose):
        merged = []
        for _ in range(dice.randint(1, 4)):
            if sum(row.merged_into_id is None for row in hand.rows(Agency)) < 2:
                break
            given = ARGUMENTS["merge_agencies"](hand)
            agencies.merge_agencies(desk, **given)
            merged.append(given["agency"])
            assert everybody(members(desk)) == everybody(told)
        dice.shuffle(merged)
        for key in merged:
            agencies.split_agency(desk, key)
        assert (content(desk.store), members(desk)) == (before, told)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("deed", "record_class"), [("courses", Course), ("venues", Venue), ("trainers", Person)])
def test_what_pointed_to_a_record_points_to_the_one_it_was_merged_into(
    desk: Desk, deed: str, record_class: type[Any], seed: int
) -> None:
    hand = filled(desk, seed)
    before, had = content(desk.store), counts(desk)
    done, refused = 0, []
    for _ in range(6):
        there = {row.id for row in hand.rows(record_class)}
        try:
            DEEDS[f"merge_{deed}"].do(desk, ARGUMENTS[f"merge_{deed}"](hand))
        except NothingThereError:
            break
        except Problem as problem:
            refused.append(problem.text)
            continue
        done += 1
        now = counts(desk)
        (gone,) = there - {row.id for row in hand.rows(record_class)}
        found = content(desk.store)
        remembered = [row for row in found.pop("setting") if MERGED in row]  # files sent before may still come
        assert gone not in str(found)
        assert (gone in str(remembered)) is (record_class is Person)
        assert {kind: now.get(kind, 0) for kind in KEPT} == {kind: had.get(kind, 0) for kind in KEPT}
        assert all(now.get(kind, 0) >= had.get(kind, 0) for kind in GROWS)
    assert done
    # Two records of one person on one session: somebody has to say which place counts.
    assert all("Both are on" in text for text in refused)
    for _ in range(done):
        desk.undo()
    assert content(desk.store) == before


def test_a_name_that_was_merged_is_neither_removed_nor_split_off_but_taken_apart(desk: Desk) -> None:
    agencies.merge_agencies(desk, POLICE, NHS)
    before = content(desk.store)
    for deed in (agencies.remove_agency_alias, agencies.split_agency_alias, agencies.agree_agency_alias):
        with pytest.raises(Problem, match="was merged into") as told:
            deed(desk, NHS, POLICE)
        assert told.value.todo == "Take the merge apart instead."
    assert content(desk.store) == before


def test_two_agencies_never_stand_under_one_name_after_a_merge_is_taken_apart(desk: Desk) -> None:
    agencies.merge_agencies(desk, POLICE, NHS)
    agencies.rename_agency(desk, NHS, POLICE)
    before = content(desk.store)
    with pytest.raises(Problem, match="in the pool already"):
        agencies.split_agency(desk, POLICE)
    assert content(desk.store) == before
    agencies.rename_agency(desk, POLICE, "Ellerdale and Northmoor")
    agencies.remove_agency_alias(desk, "Ellerdale and Northmoor", POLICE)
    agencies.split_agency(desk, POLICE)
    assert members(desk)[POLICE] == ["Denzil Barlow", "Femi Dacosta"]


def test_who_went_on_to_an_agency_split_off_stays_there_when_a_merge_is_taken_apart(desk: Desk) -> None:
    agencies.merge_agencies(desk, POLICE, NHS)
    agencies.add_agency_alias(desk, NHS, "Moor Transport Police")
    agencies.split_agency_alias(desk, NHS, "Moor Transport Police", ["Femi Dacosta"])
    agencies.split_agency(desk, POLICE)
    assert members(desk) == {
        NHS: ["Nadia Farouk"], POLICE: ["Denzil Barlow"], "Moor Transport Police": ["Femi Dacosta"],
    }  # fmt: skip


def test_attendance_of_an_agency_merged_since_keeps_its_line_when_it_is_saved_again(desk: Desk) -> None:
    rows: list[dict[str, object]] = [{"agency": NHS, "booked": 7, "attended": 5}, {"agency": POLICE, "booked": 4}]
    session_deeds.record_attendance(desk, "S1", rows)
    agencies.merge_agencies(desk, POLICE, NHS)
    session = desk.ask(sessions, desk.today)[0].id
    held = desk.ask(attendance, session)
    again = [{"agency": row.agency_id, "booked": row.counts.booked, "attended": 4} for row in held]
    session_deeds.record_attendance(desk, "S1", again)
    assert [(row.agency_id, row.counts.booked, row.counts.attended) for row in desk.ask(attendance, session)] == [
        (key_of(desk, NHS), 7, 4),
        (key_of(desk, POLICE), 4, 4),
    ]


def test_what_is_counted_here_is_there(desk: Desk) -> None:
    hand = filled(desk, seed=0)
    held = counts(desk)
    assert {"evidence", "allocation", "attendance", "unavailability", "material_version", *GROWS} <= set(held)
    assert all(hand.rows(kind) for kind in (Agency, Attendance, FormerName))
    trainers = [row.id for row in hand.rows(Person)]  # by now some are called otherwise
    people.merge_trainers(desk, trainers[-1], trainers[0])
    assert counts(desk)["person"] == held["person"] - 1
    assert date(2026, 11, 21) == desk.today


def test_who_is_known_to_go_later_moves_with_a_merge_until_then(desk: Desk) -> None:
    agencies.add_agency(desk, "Rowan Network")
    agencies.move_to_agency(desk, "Femi Dacosta", "Rowan Network", date(2027, 3, 1))
    agencies.merge_agencies(desk, POLICE, NHS)
    assert members(desk)[NHS] == ["Denzil Barlow", "Femi Dacosta", "Nadia Farouk"]
    agencies.split_agency(desk, POLICE)
    assert members(desk)[POLICE] == ["Denzil Barlow", "Femi Dacosta"]
