"""Deeds on allocations: the rules refuse, override asks for a reason, answers move the state, a proposal is checked again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import allocations, availability, evidence, materials, sessions
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.proposals import propose, state_problem
from trainerpool.problem import Problem
from trainerpool.queries.findings import findings_between
from trainerpool.queries.sessions import allocation_steps
from trainerpool.queries.sessions import sessions as session_rows

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def _team(desk: Desk) -> dict[str, tuple[str, str]]:
    return {one.name: (one.role, one.state) for one in desk.ask(session_rows)[0].team}


def test_who_holds_no_approval_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem, match=r"Femi Dacosta: (May not deliver|No approval)"):
        allocations.allocate_trainer(desk, "S1", "Femi Dacosta")
    assert _team(desk) == {}


def test_an_absence_asks_for_a_reason(desk: Desk) -> None:
    availability.add_unavailability(desk, "Nadia Farouk", date(2027, 1, 11), date(2027, 1, 15))
    with pytest.raises(Problem, match="away 11 to 15 Jan"):
        allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead", override_reason="Comes back for it")
    assert _team(desk) == {"Nadia Farouk": ("lead", "proposed")}


def test_an_answer_on_behalf_is_kept_with_who_told_whom(desk: Desk) -> None:
    allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    allocations.offer_place(desk, "S1", "Nadia Farouk")
    allocations.respond(desk, "S1", "Nadia Farouk", accepted=False, reason="Court date moved", told_by="Denzil Barlow")
    one = desk.ask(session_rows)[0].team[0]
    steps = desk.ask(allocation_steps, one.id)
    assert [step.state for step in steps] == ["proposed", "offered", "declined"]
    assert (steps[-1].told_by, steps[-1].reason, steps[-1].entered_by) == (
        "Denzil Barlow",
        "Court date moved",
        "Business Unit",
    )
    with pytest.raises(Problem, match="declined"):
        allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead")


def test_a_proposal_is_confirmed_and_every_allocation_passes_the_rules_again(desk: Desk) -> None:
    problem = state_problem(desk, *JANUARY)
    found = propose(problem, seconds=5)
    assert (found.places, found.filled) == (2, 2)
    assert all(found.reasons[key, one.trainer] for key in problem.asked for one in found.plan.by_session[key])
    done = allocations.confirm_proposal(desk, problem, found.plan)
    assert (done.result.sessions, done.result.places, done.result.left) == (1, 2, {})
    assert sorted(_team(desk).values()) == [("co-trainer", "confirmed"), ("lead", "confirmed")]
    blocking = {pair: said for pair, said in desk.ask(findings_between, *JANUARY, TODAY).items() if pair[1]}
    assert blocking == {}
    desk.undo()
    assert _team(desk) == {}


def test_what_changed_since_the_proposal_is_not_confirmed(desk: Desk) -> None:
    problem = state_problem(desk, *JANUARY)
    found = propose(problem, seconds=5)
    evidence.add_evidence(desk, "Denzil Barlow", "suspension", "2026-11-20")
    done = allocations.confirm_proposal(desk, problem, found.plan)
    assert done.result.sessions == 0
    assert any("Denzil" in said or "May not deliver" in said for some in done.result.left.values() for said in some)
    assert {state for _, state in _team(desk).values()} == {"proposed"}


def test_out_of_date_material_keeps_a_session_from_being_confirmed(desk: Desk) -> None:
    materials.add_material_version(
        desk,
        "NEG",
        "3.1",
        author="J. Hart",
        approved_by="S. Lowe",
        approved_on=date(2025, 12, 1),
        review_due=date(2026, 12, 1),
    )
    problem = state_problem(desk, *JANUARY)
    done = allocations.confirm_proposal(desk, problem, propose(problem, seconds=5).plan)
    assert done.result.sessions == 0
    assert "review date" in " ".join(done.result.left[problem.asked[0]])


def test_a_cancelled_session_is_not_staffed(desk: Desk) -> None:
    sessions.cancel_session(desk, "S1", "No room")
    with pytest.raises(Problem, match="not staffed"):
        allocations.allocate_trainer(desk, "S1", "Nadia Farouk")
    with pytest.raises(Problem, match="No session is planned"):
        state_problem(desk, *JANUARY)


def test_delivered_sessions_count_for_standing(desk: Desk) -> None:
    from trainerpool.queries.standings import trainers

    allocations.allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    desk.clock = FixedClock.on(date(2027, 1, 12))
    allocations.record_delivered(desk, "S1", "Nadia Farouk")
    rows = {row.person.name: row.standing for row in desk.ask(trainers, date(2027, 2, 1))}
    assert rows["Nadia Farouk"].deliveries_12_months == 1
    assert rows["Denzil Barlow"].deliveries_12_months == 0
