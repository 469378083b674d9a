"""Deeds on one session: added and changed in every field, moved with its offers made anew, agreed, declined, made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.small_pool import DAY, small_pool
from trainerpool.operations import sessions as deeds
from trainerpool.operations.allocations import allocate_trainer, confirm_place
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.sessions import SessionRow, allocation_steps, sessions


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def the_one(desk: Desk, reference: str = "S1") -> SessionRow:
    return next(row for row in desk.ask(sessions) if row.reference == reference)


def parts(day: str, start: str = "09:30", end: str = "12:30") -> list[dict[str, str]]:
    return [{"start": f"{day}T{start}", "end": f"{day}T{end}"}]


def test_everything_said_of_a_session_can_be_changed_and_taken_out(desk: Desk) -> None:
    deeds.change_session(
        desk, "S1", host_agency="Northmoor Police", places=3, notes="Bring the cards", observable=False, max_learners=12, reference="S9",
    )  # fmt: skip
    row = the_one(desk, "S9")
    assert (row.host_agency, row.places, row.notes, row.observable, row.max_learners) == (
        "Northmoor Police", 3, "Bring the cards", False, 12,
    )  # fmt: skip
    deeds.change_session(desk, "S9", host_agency="", places=0, notes=" ", max_learners=0, venue="")
    row = the_one(desk, "S9")
    assert (row.host_agency, row.places, row.notes, row.max_learners, row.venue) == ("", None, "", None, "")
    desk.undo()
    desk.undo()
    assert (the_one(desk).venue, the_one(desk).places, the_one(desk).max_learners) == ("Fellgate Centre", None, 20)


def test_another_course_brings_its_title(desk: Desk) -> None:
    from trainerpool.operations.courses import add_course

    add_course(desk, "CUR", "Professional Curiosity")
    deeds.change_session(desk, "S1", course="CUR")
    assert the_one(desk).title == "Professional Curiosity"


@pytest.mark.parametrize("sizes", [{"max_learners": -1}, {"places": -2}])
def test_sizes_that_cannot_be_are_refused(desk: Desk, sizes: dict[str, int]) -> None:
    with pytest.raises(Problem):
        deeds.change_session(desk, "S1", **sizes)


def test_whoever_was_told_of_the_old_day_is_offered_the_new_one(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    confirm_place(desk, "S1", "Nadia Farouk")
    allocate_trainer(desk, "S1", "Denzil Barlow")
    deeds.move_session(desk, "S1", parts("2027-01-13"), ask_again=True)
    states = {one.name: one.state for one in the_one(desk).team}
    assert states == {"Nadia Farouk": "offered", "Denzil Barlow": "proposed"}
    nadia = next(one for one in the_one(desk).team if one.name == "Nadia Farouk")
    assert desk.ask(allocation_steps, nadia.id)[-1].reason == "Moved from Tue 12 Jan 2027 to Wed 13 Jan 2027"
    desk.undo()
    assert {one.name: one.state for one in the_one(desk).team}["Nadia Farouk"] == "confirmed"
    assert the_one(desk).parts[0].date == DAY


def test_a_move_alone_leaves_the_team_as_it_is(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    confirm_place(desk, "S1", "Nadia Farouk")
    deeds.move_session(desk, "S1", parts("2027-01-13"))
    assert [one.state for one in the_one(desk).team] == ["confirmed"]


def test_a_session_a_trainer_arranged_is_declined_with_its_reason(desk: Desk) -> None:
    deeds.add_session(desk, "NEG", parts("2027-02-02"), arranged_by="Nadia Farouk", reference="S2")
    assert the_one(desk, "S2").status == "to agree"
    with pytest.raises(Problem):
        deeds.decline_session(desk, "S2", "  ")
    deeds.decline_session(desk, "S2", "The pack is being rewritten")
    assert (the_one(desk, "S2").status, the_one(desk, "S2").notes) == (
        "cancelled",
        "Not agreed: The pack is being rewritten",
    )
    with pytest.raises(Problem, match="nothing waits"):
        deeds.decline_session(desk, "S2", "again")
    desk.undo()
    assert (the_one(desk, "S2").status, the_one(desk, "S2").notes) == ("to agree", "")


def test_a_cancelled_session_can_be_held_after_all(desk: Desk) -> None:
    deeds.cancel_session(desk, "S1", "Flooded")
    deeds.restore_session(desk, "S1")
    assert the_one(desk).status == "planned"
    with pytest.raises(Problem):
        deeds.restore_session(desk, "S1")


def test_one_made_again_is_planned_with_nobody_on_it(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    made = deeds.duplicate_session(desk, "S1", parts("2027-01-19")).record
    row = next(one for one in desk.ask(sessions) if one.id == made)
    assert (row.venue, row.max_learners, row.team, row.reference, row.status) == (
        "Fellgate Centre",
        20,
        (),
        "",
        "planned",
    )
    assert the_one(desk).team
