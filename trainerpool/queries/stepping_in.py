"""Who could step in on one session: everybody the rules let, the least warned first, and how many are blocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.allocation.instance import CO
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.rules import BLOCKED, OVERRIDE, cell, findings
from trainerpool.domain.materials import MaterialOn, material_on
from trainerpool.domain.policy import Level, policy_on
from trainerpool.domain.standing import State
from trainerpool.queries.allocation_problem import ROLES, AllocationProblem, allocation_problem
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.findings import findings_of_leading
from trainerpool.queries.materials import versions_by_course
from trainerpool.queries.sessions import GONE, AllocationRow, SessionRow, session
from trainerpool.queries.settings import policies, working_days
from trainerpool.queries.staffing import StaffingRow, staffed
from trainerpool.queries.standings import standings
from trainerpool.store.pool import Reader
from trainerpool.store.records import Person

_MOST = 12
_RANK = {"eligible": 0, "warning": 1, OVERRIDE: 2}


@dataclass(frozen=True)
class Helper:
    """Somebody who could deliver a session: `state` is eligible, warning or override, with the first finding."""

    person_id: str
    name: str
    agency: str
    state: str
    finding: str
    needs: int


@dataclass(frozen=True)
class SteppingIn:
    """A session, who is on it, the first who could join of how many, how many cannot, and what the rules say of its
    team, each sentence after the name it is about; `material` in a sentence, and whether it holds on the day.
    """

    staffing: StaffingRow
    helpers: tuple[Helper, ...]
    blocked: int
    team_findings: tuple[str, ...]
    could: int = 0
    material: str = ""
    material_holds: bool = True


def stepping_in(reader: Reader, session_id: str, today: date) -> SteppingIn | None:
    """Who could step in on a session; None where it is gone."""
    row: SessionRow | None = session(reader, session_id)
    if row is None:
        return None
    policy = policy_on(policies(reader), row.first_date)
    shown = staffed(row, policy, working_days(reader), today)
    material = _material(reader, row)
    words, holds = (
        (f"Material: {material.text[:1].lower()}{material.text[1:].rstrip('.')}", material.is_approved)
        if material
        else ("", True)
    )
    problem = allocation_problem(reader, row.first_date, row.first_date, today, (session_id,), only_holders=True)
    if session_id not in problem.instance.session_by_id:
        return SteppingIn(shown, (), 0, (), 0, words, holds)
    on_it = {one.person_id for one in row.trainers}
    found = []
    for trainer in problem.instance.trainers:
        if trainer.id in on_it:
            continue
        answer = cell(problem.instance, trainer.id, session_id, problem.standing_plan, problem.profile)
        if answer.state == BLOCKED:
            continue
        said = answer.finding.text if answer.finding else ""
        needs = max(0, trainer.min_year - trainer.delivered)
        found.append(Helper(trainer.id, trainer.name, problem.trainers[trainer.id].agency, answer.state, said, needs))
    blocked = len(_pool(reader, today) - on_it) - len(found)
    found.sort(key=lambda one: (_RANK.get(one.state, 3), -one.needs, one.name))
    warned = [
        f"{member.name}: {one.text}"
        for member in row.team
        if member.state not in GONE and member.person_id in problem.instance.trainer_by_id
        for one in _against(problem, session_id, member)
    ]
    return SteppingIn(shown, tuple(found[:_MOST]), blocked, tuple(dict.fromkeys(warned)), len(found), words, holds)


def _pool(reader: Reader, today: date) -> set[str]:
    """Everybody who is a trainer and has not left."""
    rows = reader.execute(select(Person.id, Person.given_name, Person.family_name).where(Person.role == "trainer"))
    names = {row.id: f"{row.given_name} {row.family_name}".strip() for row in rows}
    titles = {key: course.title for key, course in courses_by_id(reader).items()}
    found = standings(reader, today, names, titles)
    return {key for key in names if found[key].state is not State.ALUMNI}


def _against(problem: AllocationProblem, session_id: str, member: AllocationRow) -> tuple[Finding, ...]:
    """What the rules say of a member in their role; that somebody new leads is only said before they do."""
    found = findings(
        problem.instance,
        member.person_id,
        session_id,
        problem.standing_plan,
        problem.profile,
        ROLES.get(member.role, CO),
    )
    leading = findings_of_leading(problem, session_id, member.person_id, member.role)
    return (*found, *(one for one in leading if one.level is Level.BLOCK))


def _material(reader: Reader, row: SessionRow) -> MaterialOn | None:
    """What it would be delivered with on its day; None where the pool keeps no versions of its course."""
    versions = versions_by_course(reader).get(row.course.id, []) if row.course else []
    return material_on(versions, row.first_date) if versions else None
