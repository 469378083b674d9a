"""Nobody whom standing does not let deliver on the day comes out of any deed on allocations, but by a recorded override."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import DAY, small_pool
from trainerpool.operations import allocations, courses, evidence, people, sessions, settings
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.operations.proposals import propose, state_problem
from trainerpool.operations.team_roles import change_role
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.findings import findings_between
from trainerpool.queries.sessions import sessions as session_rows
from trainerpool.queries.standings import trainers

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))
NADIA = "Nadia Farouk"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def _team(desk: Desk, number: int = 0) -> dict[str, tuple[str, str]]:
    return {one.name: (one.role, one.state) for one in desk.ask(session_rows)[number].team}


def _courses_on(desk: Desk, name: str, on: date) -> tuple[str, ...]:
    return next(row.may_deliver for row in desk.ask(trainers, on) if row.person.name == name)


def _session(desk: Desk, reference: str, *days: str) -> None:
    parts = [{"start": f"{day}T09:30", "end": f"{day}T12:30"} for day in days]
    sessions.add_session(desk, "NEG", parts, max_learners=20, reference=reference)


OUT = {
    "a suspension": ("suspension", "2027-01-12", {}),
    "a hold from the day": ("hold", DAY, {}),
    "a withdrawal": ("withdrawal", "2027-01-11", {}),
    "a pause": ("observed_delivery", "2027-01-05", {"outcome": "Pause and refer", "by": "Rosa Penhale"}),
    "a lapse in the register": ("status_lapsed", DAY, {}),
    "a course lapsed in the register": ("status_lapsed", DAY, {"course": "NEG"}),
}


@pytest.mark.parametrize("name", OUT)
def test_who_is_out_on_the_day_comes_out_of_nothing(desk: Desk, name: str) -> None:
    allocations.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    before = state_problem(desk, *JANUARY)
    plan = propose(before, seconds=5).plan
    kind, on, more = OUT[name]
    evidence.add_evidence(desk, NADIA, kind, on, **more)
    assert "NEG" not in _courses_on(desk, NADIA, date.fromisoformat(DAY))
    for deed in (allocations.offer_place, allocations.confirm_place):
        with pytest.raises(Problem):
            deed(desk, "S1", NADIA)
    with pytest.raises(Problem):
        allocations.respond(desk, "S1", NADIA, accepted=True)
    with pytest.raises(Problem):
        change_role(desk, "S1", NADIA, "lead", "Nobody else")
    assert allocations.confirm_proposal(desk, before, plan).result.sessions == 0
    assert _team(desk)[NADIA] == ("co-trainer", "proposed")
    allocations.release_trainer(desk, "S1", NADIA)
    for put in (allocations.allocate_trainer, allocations.offer_to_trainer):
        for role in ("lead", "co-trainer", "extra"):
            with pytest.raises(Problem):
                put(desk, "S1", NADIA, role, "Nobody else")
    fresh = propose(state_problem(desk, *JANUARY), seconds=5)
    assert NADIA not in {fresh.problem.trainers[one.trainer].name for one in fresh.plan.assignments}
    assert allocations.confirm_proposal(desk, before, plan).result.sessions == 0
    assert NADIA not in _team(desk)


def test_an_answer_of_no_is_always_taken(desk: Desk) -> None:
    allocations.offer_to_trainer(desk, "S1", NADIA)
    evidence.add_evidence(desk, NADIA, "suspension", "2026-12-01")
    allocations.respond(desk, "S1", NADIA, accepted=False, reason="Suspended")
    assert _team(desk)[NADIA] == ("co-trainer", "declined")


def test_a_candidate_beside_the_pair_is_not_made_one_of_it(desk: Desk) -> None:
    allocations.allocate_trainer(desk, "S1", "Femi Dacosta", "extra")
    for role in ("lead", "co-trainer"):
        with pytest.raises(Problem, match="Femi Dacosta"):
            change_role(desk, "S1", "Femi Dacosta", role, "Short of people")
    allocations.confirm_place(desk, "S1", "Femi Dacosta")
    assert _team(desk) == {"Femi Dacosta": ("extra", "confirmed")}


def test_a_candidate_who_is_out_by_the_day_does_not_shadow_on_it(desk: Desk) -> None:
    evidence.add_evidence(desk, "Femi Dacosta", "suspension", "2027-01-11")
    with pytest.raises(Problem, match="Suspended since 11 Jan 2027"):
        allocations.allocate_trainer(desk, "S1", "Femi Dacosta", "extra")


def test_who_may_co_deliver_only_does_not_lead(desk: Desk) -> None:
    evidence.add_evidence(desk, NADIA, "observed_delivery", "2026-11-10", outcome="Co-deliver only", by="Rosa Penhale")
    with pytest.raises(Problem, match="co-deliver only until seen again"):
        allocations.allocate_trainer(desk, "S1", NADIA, "lead", "Nobody else")
    allocations.allocate_trainer(desk, "S1", NADIA, "co-trainer")
    with pytest.raises(Problem, match="co-deliver only until seen again"):
        change_role(desk, "S1", NADIA, "lead", "Nobody else")
    found = propose(state_problem(desk, *JANUARY), seconds=5)
    allocations.confirm_proposal(desk, found.problem, found.plan)
    assert _team(desk) == {NADIA: ("co-trainer", "confirmed"), "Denzil Barlow": ("lead", "confirmed")}


def test_a_lead_told_to_co_deliver_only_since_is_not_confirmed_as_lead(desk: Desk) -> None:
    allocations.allocate_trainer(desk, "S1", NADIA, "lead")
    evidence.add_evidence(desk, NADIA, "observed_delivery", "2026-11-10", outcome="Co-deliver only", by="Rosa Penhale")
    with pytest.raises(Problem, match="co-deliver only until seen again"):
        allocations.confirm_place(desk, "S1", NADIA)
    found = propose(state_problem(desk, *JANUARY), seconds=5)
    done = allocations.confirm_proposal(desk, found.problem, found.plan).result
    assert done.sessions == 0
    assert "co-deliver only until seen again" in " ".join(next(iter(done.left.values())))
    assert _team(desk)[NADIA] == ("lead", "proposed")
    said = [text for some in desk.ask(findings_between, *JANUARY, TODAY).values() for text in some]
    assert "Cannot lead: co-deliver only until seen again." in said


def _newly_approved(desk: Desk, name: str, signed: str) -> None:
    people.add_trainer(desk, *name.split(), "Northmoor Police")
    for kind in ("application", "release_agreement", "eligibility_check", "ttt_course", "shadow", "co_delivery"):
        evidence.add_evidence(desk, name, kind, "2026-06-01", course="NEG", by="Ann Bee" if "a" in kind[:2] else None)
    evidence.add_evidence(desk, name, "co_delivery", "2026-06-02", course="NEG")
    evidence.add_evidence(desk, name, "observed_delivery", "2026-06-03", course="NEG", by="Cy Dee", starred_met=True)
    evidence.add_evidence(desk, name, "sign_off", signed, course="NEG", by="Eve Eff")


def test_who_is_new_leads_by_a_reason_on_record_only(desk: Desk) -> None:
    _newly_approved(desk, "Ines Calloway", "2026-06-10")
    with pytest.raises(Problem, match="newly approved"):
        allocations.allocate_trainer(desk, "S1", "Ines Calloway", "lead")
    allocations.allocate_trainer(desk, "S1", "Ines Calloway", "co-trainer")
    with pytest.raises(Problem, match="newly approved"):
        change_role(desk, "S1", "Ines Calloway", "lead")
    change_role(desk, "S1", "Ines Calloway", "lead", "Led it for years elsewhere")
    one = desk.ask(session_rows)[0].team[0]
    assert (one.role, one.override_reason) == ("lead", "Led it for years elsewhere")


def test_co_deliver_only_does_not_ripen_into_leading(desk: Desk) -> None:
    _newly_approved(desk, "Ines Calloway", "2026-06-10")
    evidence.add_evidence(desk, "Ines Calloway", "observed_delivery", "2026-11-10", outcome="Co-deliver only")
    evidence.add_evidence(desk, "Ines Calloway", "delivery", "2026-11-11", course="NEG")
    evidence.add_evidence(desk, "Ines Calloway", "delivery", "2026-11-12", course="NEG")
    evidence.add_evidence(desk, "Ines Calloway", "development_event", "2026-11-12")
    summer = (date(2027, 7, 1), date(2027, 7, 31))
    _session(desk, "S2", "2027-07-06")
    problem = desk.ask(allocation_problem, *summer, TODAY)
    ines = next(one for one in problem.instance.trainers if one.name == "Ines Calloway")
    assert {one.level for one in ines.approvals} == {"co"}


def test_who_came_back_after_a_long_time_is_new_again(desk: Desk) -> None:
    people.add_trainer(desk, "Ines", "Calloway", "Northmoor Police")
    settings.set_records_begin(desk, date(2020, 1, 1))
    for kind, on, more in (
        ("transferred_approval", "2022-03-16", {"course": "NEG"}),
        ("release_agreement", "2026-10-10", {}),
        ("sign_off", "2026-11-02", {"course": "NEG", "by": "Eve Eff"}),
    ):
        evidence.add_evidence(desk, "Ines Calloway", kind, on, **more)
    problem = desk.ask(allocation_problem, *JANUARY, TODAY)
    ines = next(one for one in problem.instance.trainers if one.name == "Ines Calloway")
    assert {one.level for one in ines.approvals} == {"new"}


@pytest.mark.parametrize(("on", "fits"), [("2027-05-01", True), ("2027-05-02", False)])
def test_the_last_day_of_approval_is_in_and_the_next_is_out(desk: Desk, on: str, fits: bool) -> None:
    people.add_trainer(desk, "Ines", "Calloway", "Northmoor Police")
    evidence.add_evidence(desk, "Ines Calloway", "transferred_approval", "2024-01-10", course="NEG")
    _session(desk, "S2", on)
    assert (_courses_on(desk, "Ines Calloway", date.fromisoformat(on)) == ("NEG",)) is fits
    if fits:
        allocations.allocate_trainer(desk, "S2", "Ines Calloway")
        allocations.confirm_place(desk, "S2", "Ines Calloway")
    else:
        with pytest.raises(Problem, match="approval ended on 1 May"):
            allocations.allocate_trainer(desk, "S2", "Ines Calloway")


@pytest.mark.parametrize(("on", "fits"), [("2027-01-11", False), ("2027-01-12", True)])
def test_the_first_day_of_approval_is_in_and_the_one_before_is_out(desk: Desk, on: str, fits: bool) -> None:
    people.add_trainer(desk, "Ines", "Calloway", "Northmoor Police")
    evidence.add_evidence(desk, "Ines Calloway", "transferred_approval", "2027-01-12", course="NEG")
    _session(desk, "S2", on)
    if fits:
        allocations.allocate_trainer(desk, "S2", "Ines Calloway")
    else:
        with pytest.raises(Problem, match="Ines Calloway"):
            allocations.allocate_trainer(desk, "S2", "Ines Calloway")


@pytest.mark.parametrize("second", ["2027-01-13", "2027-03-30"])
def test_every_part_of_a_session_is_looked_at(desk: Desk, second: str) -> None:
    _session(desk, "S2", "2027-01-11", second)
    evidence.add_evidence(desk, NADIA, "hold", second)
    with pytest.raises(Problem, match=r"May not deliver on (13 Jan|30 Mar): On hold"):
        allocations.allocate_trainer(desk, "S2", NADIA)
    allocations.allocate_trainer(desk, "S2", "Denzil Barlow")
    allocations.confirm_place(desk, "S2", "Denzil Barlow")
    found = propose(state_problem(desk, *JANUARY), seconds=5)
    key = next(row.id for row in desk.ask(session_rows) if len(row.parts) == 2)
    assert [found.problem.trainers[one.trainer].name for one in found.plan.by_session[key]] == ["Denzil Barlow"]


def test_another_course_is_not_covered(desk: Desk) -> None:
    courses.add_course(desk, "DA", "Domestic Abuse", minutes=180)
    parts = [{"start": "2027-01-19T09:30", "end": "2027-01-19T12:30"}]
    sessions.add_session(desk, "DA", parts, max_learners=20, reference="S2")
    with pytest.raises(Problem, match="No approval for Dom"):
        allocations.allocate_trainer(desk, "S2", NADIA, override_reason="Nobody else")
    found = propose(state_problem(desk, *JANUARY), seconds=5)
    other = next(row.id for row in desk.ask(session_rows) if row.course and row.course.code == "DA")
    assert found.plan.by_session.get(other, ()) == ()


def test_a_corrected_delivery_is_one_delivery(desk: Desk) -> None:
    done = evidence.add_evidence(desk, NADIA, "delivery", "2026-11-10", course="NEG")
    evidence.correct_evidence(desk, done.record[1] if isinstance(done.record, tuple) else done.record, on="2026-11-11")
    problem = desk.ask(allocation_problem, *JANUARY, TODAY)
    nadia = next(one for one in problem.instance.trainers if one.name == NADIA)
    assert list(nadia.deliveries_of.values()) == [1]
