"""Somebody moved to another session, or two swapped: one deed, the rules asked, one undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.operations.small_pool import small_pool
from trainerpool.operations import sessions
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.desk import Desk
from trainerpool.operations.offers import offer_place
from trainerpool.operations.pools import close_pool
from trainerpool.operations.team_moves import move_trainer, swap_trainers
from trainerpool.problem import Problem
from trainerpool.queries.sessions import sessions as session_rows

LATER = "2027-01-19"


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    parts = [{"start": f"{LATER}T09:30", "end": f"{LATER}T12:30"}]
    sessions.add_session(made, "NEG", parts, venue="Moor Hall", max_learners=10, reference="S2")
    yield made
    close_pool(made)


def _teams(desk: Desk) -> dict[str, dict[str, tuple[str, str]]]:
    return {row.reference: {one.name: (one.role, one.state) for one in row.team} for row in desk.ask(session_rows)}


def _keys(desk: Desk) -> tuple[str, str, dict[str, str]]:
    rows = {row.reference: row for row in desk.ask(session_rows)}
    people = {one.name: one.person_id for row in rows.values() for one in row.team}
    return rows["S1"].id, rows["S2"].id, people


def test_who_was_only_proposed_moves_without_a_trace_and_keeps_the_role(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    first, second, people = _keys(desk)
    done = move_trainer(desk, first, people["Nadia Farouk"], second)
    assert done.name.startswith("Move Nadia Farouk from ")
    assert _teams(desk) == {"S1": {}, "S2": {"Nadia Farouk": ("lead", "proposed")}}
    desk.undo()
    assert _teams(desk) == {"S1": {"Nadia Farouk": ("lead", "proposed")}, "S2": {}}


def test_who_was_asked_stays_on_record_as_withdrawn(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    offer_place(desk, "S1", "Nadia Farouk")
    first, second, people = _keys(desk)
    move_trainer(desk, first, people["Nadia Farouk"], second)
    assert _teams(desk)["S1"] == {"Nadia Farouk": ("lead", "withdrawn")}
    assert _teams(desk)["S2"] == {"Nadia Farouk": ("lead", "proposed")}


def test_two_are_swapped_each_in_the_others_role_as_one_deed(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    allocate_trainer(desk, "S2", "Denzil Barlow", "co-trainer")
    first, second, people = _keys(desk)
    done = swap_trainers(desk, first, people["Nadia Farouk"], second, people["Denzil Barlow"])
    assert done.name.startswith("Swap Nadia Farouk, ")
    assert _teams(desk) == {
        "S1": {"Denzil Barlow": ("lead", "proposed")},
        "S2": {"Nadia Farouk": ("co-trainer", "proposed")},
    }
    desk.undo()
    assert _teams(desk)["S1"] == {"Nadia Farouk": ("lead", "proposed")}


def test_a_rule_that_blocks_leaves_everything_as_it_was(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    allocate_trainer(desk, "S2", "Denzil Barlow", "lead")
    first, second, people = _keys(desk)
    add_unavailability(desk, "Nadia Farouk", date.fromisoformat(LATER), date.fromisoformat(LATER))
    before = _teams(desk)
    with pytest.raises(Problem, match="away on 19 Jan"):
        swap_trainers(desk, first, people["Nadia Farouk"], second, people["Denzil Barlow"])
    assert _teams(desk) == before
    with pytest.raises(Problem, match="not on this session"):
        move_trainer(desk, second, people["Nadia Farouk"], first)
