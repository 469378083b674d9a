"""A repair changes as little as it can, says who moves up for whom, and is one deed with one undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.operations.small_pool import DAY, small_pool
from trainerpool.operations import courses, evidence, people, sessions
from trainerpool.operations.allocations import allocate_trainer, set_pin
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.desk import Desk
from trainerpool.operations.offers import confirm_place, withdraw_trainer
from trainerpool.operations.pools import close_pool
from trainerpool.operations.repairs import Repaired, chain_words, confirm_repair, propose_repair, repair_of
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.broken_places import broken_ahead, waiting_places
from trainerpool.queries.sessions import sessions as session_rows

SPRING = (date(2027, 1, 1), date(2027, 3, 31))


@pytest.fixture
def desk(tmp_path: Path):
    """Two sessions of one place at one time: Nadia leads Neglect, Marek (who could lead both) Exploitation; Ines is free."""
    made = small_pool(tmp_path)
    courses.add_course(made, "EXP", "Child Exploitation", minutes=180)
    for given, family, held in (("Marek", "Nowak", ("NEG", "EXP")), ("Ines", "Costa", ("EXP",))):
        people.add_trainer(made, given, family, "Northmoor Police")
        evidence.add_evidence(made, f"{given} {family}", "transferred_approval", "2025-03-16")
        for course in held:
            evidence.add_evidence(made, f"{given} {family}", "transferred_approval", "2025-03-16", course=course)
    parts = [{"start": f"{DAY}T09:30", "end": f"{DAY}T12:30"}]
    sessions.add_session(made, "EXP", parts, venue="Moor Hall", max_learners=10, reference="S2", places=1)
    sessions.change_session(made, "S1", places=1)
    allocate_trainer(made, "S1", "Nadia Farouk", "lead")
    confirm_place(made, "S1", "Nadia Farouk")
    allocate_trainer(made, "S2", "Marek Nowak", "lead")
    # Denzil could come as well, and is away: only a chain mends it.
    add_unavailability(made, "Denzil Barlow", date.fromisoformat(DAY), date.fromisoformat(DAY))
    yield made
    close_pool(made)


def _teams(desk: Desk) -> dict[str, dict[str, tuple[str, str]]]:
    return {row.reference: {one.name: (one.role, one.state) for one in row.team} for row in desk.ask(session_rows)}


def _broken(desk: Desk):
    return repair_of(desk.ask(allocation_problem, *SPRING, desk.today), desk.today)


def _repair(desk: Desk):
    return propose_repair(*_broken(desk), seconds=5)


def test_nothing_came_undone_and_nothing_is_to_mend(desk: Desk) -> None:
    problem, broken = _broken(desk)
    assert broken == ()
    assert problem.asked == ()


def test_a_chain_fills_the_place_of_who_withdrew_and_is_told_in_words(desk: Desk) -> None:
    withdraw_trainer(desk, "S1", "Nadia Farouk", "Court date")
    assert [one.why for one in desk.ask(broken_ahead, desk.today)] == ["Nadia Farouk has withdrawn."]
    repair = _repair(desk)
    assert chain_words(repair) == (
        "Marek Nowak takes Neglect on 12 Jan; for that Ines Costa takes Exploitation on 12 Jan.",
    )
    done = confirm_repair(desk, repair)
    assert done.result == Repaired(1, 1)
    assert _teams(desk) == {
        "S1": {"Nadia Farouk": ("lead", "withdrawn"), "Marek Nowak": ("lead", "confirmed")},
        "S2": {"Ines Costa": ("lead", "proposed")},
    }
    assert desk.ask(broken_ahead, desk.today) == ()
    desk.undo()
    assert _teams(desk)["S2"] == {"Marek Nowak": ("lead", "proposed")}
    assert _teams(desk)["S1"] == {"Nadia Farouk": ("lead", "withdrawn")}


def test_who_is_confirmed_or_pinned_never_moves_and_the_empty_place_says_why(desk: Desk) -> None:
    set_pin(desk, "S2", "Marek Nowak")
    withdraw_trainer(desk, "S1", "Nadia Farouk")
    repair = _repair(desk)
    assert repair.filled == 0
    (said,) = chain_words(repair)
    assert said.startswith("Neglect on 12 Jan: place left empty: ")
    with pytest.raises(Problem, match="changes nothing"):
        confirm_repair(desk, repair)


def test_who_is_no_longer_allowed_is_substituted_with_the_reason(desk: Desk) -> None:
    add_unavailability(desk, "Nadia Farouk", date.fromisoformat(DAY), date.fromisoformat(DAY))
    (broken,) = desk.ask(broken_ahead, desk.today)
    assert broken.stands
    assert "away on 12 Jan" in broken.why
    confirm_repair(desk, _repair(desk))
    assert _teams(desk)["S1"] == {"Nadia Farouk": ("lead", "substituted"), "Marek Nowak": ("lead", "confirmed")}


def test_a_session_added_is_filled_with_the_fewest_changes(desk: Desk) -> None:
    """Marek alone may lead Neglect and is on Exploitation at that time: Ines goes there, nobody else is touched."""
    parts = [{"start": f"{DAY}T09:30", "end": f"{DAY}T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="Moor Hall", max_learners=10, reference="S3", places=1)
    problem = desk.ask(allocation_problem, *SPRING, desk.today)
    (new,) = [key for key in problem.asked if problem.sessions[key].reference == "S3"]
    assert repair_of(problem, desk.today)[1] == ()
    repair = propose_repair(*repair_of(problem, desk.today, (new,)), seconds=5)
    assert repair.result.optimal
    assert repair.result.terms["change"] == 3
    assert chain_words(repair) == (
        "Marek Nowak takes Neglect on 12 Jan; for that Ines Costa takes Exploitation on 12 Jan.",
    )
    before = _teams(desk)
    assert confirm_repair(desk, repair).result == Repaired(1, 1)
    teams = _teams(desk)
    assert (teams["S1"], teams["S3"]) == (before["S1"], {"Marek Nowak": ("lead", "confirmed")})
    desk.undo()
    assert _teams(desk) == before


def test_a_session_moved_away_from_its_trainer_and_an_approval_lost_are_mended(desk: Desk) -> None:
    add_unavailability(desk, "Nadia Farouk", date(2027, 1, 19), date(2027, 1, 19))
    sessions.move_session(desk, "S1", [{"start": "2027-01-19T09:30", "end": "2027-01-19T12:30"}])
    evidence.add_evidence(desk, "Marek Nowak", "suspension", "2026-12-01")
    repair = _repair(desk)
    assert sorted((one.name, one.stands) for one in repair.broken) == [("Marek Nowak", True), ("Nadia Farouk", True)]
    confirm_repair(desk, repair)
    teams = _teams(desk)
    assert teams["S1"] == {"Nadia Farouk": ("lead", "substituted"), "Denzil Barlow": ("lead", "confirmed")}
    assert teams["S2"] == {"Marek Nowak": ("lead", "substituted"), "Ines Costa": ("lead", "confirmed")}


def test_a_plan_that_changed_since_is_not_written_over(desk: Desk) -> None:
    withdraw_trainer(desk, "S1", "Nadia Farouk")
    repair = _repair(desk)
    confirm_place(desk, "S2", "Marek Nowak")
    before = _teams(desk)
    with pytest.raises(Problem, match="asked or pinned since"):
        confirm_repair(desk, repair)
    assert _teams(desk) == before


def test_the_count_of_waiting_places_holds_near_empty_ones_declined_and_illegal_ones(desk: Desk) -> None:
    # 12 January is more than 30 working days ahead of the pool's day, so nothing is near.
    assert desk.ask(waiting_places, desk.today) == 0
    withdraw_trainer(desk, "S1", "Nadia Farouk")
    assert desk.ask(waiting_places, desk.today) == 1
    assert desk.ask(waiting_places, date(2027, 1, 8)) == 1
    add_unavailability(desk, "Marek Nowak", date.fromisoformat(DAY), date.fromisoformat(DAY))
    assert desk.ask(waiting_places, date(2027, 1, 8)) == 2
