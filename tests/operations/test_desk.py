"""The desk: one piece of work, several joined, undone and redone by name, also after a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY, a_pool
from tests.operations.small_pool import small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import agencies, people
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool, open_pool
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies as agency_rows
from trainerpool.queries.people import people as people_rows
from trainerpool.queries.trail import deeds


def test_a_deed_says_what_it_touched(tmp_path: Path) -> None:
    desk = a_pool(tmp_path)
    done = agencies.add_agency(desk, "Northmoor Police")
    assert done.name == "Add agency Northmoor Police"
    assert done.kinds == {"agency"}
    assert done.record == desk.ask(agency_rows, TODAY)[0].id
    close_pool(desk)


def test_a_refused_deed_changes_nothing(tmp_path: Path) -> None:
    desk = a_pool(tmp_path)
    agencies.add_agency(desk, "Northmoor Police")
    before = desk.store.head
    with pytest.raises(Problem, match="in the pool already"):
        agencies.add_agency(desk, "northmoor police")
    assert desk.store.head == before
    close_pool(desk)


def test_joined_work_is_all_or_nothing_and_one_undo(tmp_path: Path) -> None:
    desk = a_pool(tmp_path)
    with pytest.raises(Problem):
        _add_twice(desk)
    assert desk.ask(agency_rows, TODAY) == ()
    with desk.together("An agency and a trainer"):
        agencies.add_agency(desk, "Northmoor Police")
        people.add_trainer(desk, "Denzil", "Barlow", "Northmoor Police")
    assert desk.ask(deeds)[0].name == "An agency and a trainer"
    assert desk.undo().name == "Undo: An agency and a trainer"
    assert desk.ask(agency_rows, TODAY) == ()
    assert desk.ask(people_rows, TODAY) == ()
    close_pool(desk)


def test_undo_and_redo_by_name_after_a_restart(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    path = desk.store.path
    people.change_trainer(desk, "Nadia Farouk", family_name="Farouk-Hale", on=date(2026, 11, 20))
    close_pool(desk)
    again = open_pool(path, "correct horse", FixedClock.on(TODAY))
    assert again.store.stacks.undo[-1].name == "Change details of Nadia Farouk"
    again.undo()
    assert {row.family_name for row in again.ask(people_rows, TODAY)} == {"Farouk", "Barlow", "Dacosta"}
    again.redo()
    assert {row.family_name for row in again.ask(people_rows, TODAY)} == {"Farouk-Hale", "Barlow", "Dacosta"}
    close_pool(again)


def test_a_merge_of_agencies_can_be_undone(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    agencies.merge_agencies(desk, "Northmoor Police", "Ellerdale NHS Trust")
    assert {row.agency for row in desk.ask(people_rows, TODAY)} == {"Ellerdale NHS Trust"}
    desk.undo()
    assert {row.agency for row in desk.ask(people_rows, TODAY)} == {"Ellerdale NHS Trust", "Northmoor Police"}
    close_pool(desk)


def test_a_move_keeps_the_agency_of_the_day(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    agencies.move_to_agency(desk, "Nadia Farouk", "Northmoor Police", date(2026, 11, 10))
    with pytest.raises(Problem, match="came to their agency of now on 10 Nov 2026"):
        agencies.move_to_agency(desk, "Nadia Farouk", "Ellerdale NHS Trust", date(2026, 11, 9))
    on = {
        day: {row.name: row.agency for row in desk.ask(people_rows, day)}
        for day in (date(2026, 11, 9), date(2026, 11, 10))
    }
    assert on[date(2026, 11, 9)]["Nadia Farouk"] == "Ellerdale NHS Trust"
    assert on[date(2026, 11, 10)]["Nadia Farouk"] == "Northmoor Police"
    close_pool(desk)


def _add_twice(desk: Desk) -> None:
    with desk.together("Two agencies"):
        agencies.add_agency(desk, "Northmoor Police")
        agencies.add_agency(desk, "Northmoor Police")
