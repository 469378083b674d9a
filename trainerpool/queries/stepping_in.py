"""Who could step in on one session: everybody the rules let, the least warned first, and how many are blocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.allocation.instance import CO, Instance, Trainer
from trainerpool.allocation.levels import SEVERITY, Finding
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import BLOCKED, OVERRIDE, WARNING, Cell, cell, findings
from trainerpool.domain.dates import count_of
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
from trainerpool.store.derived import Derived
from trainerpool.store.pool import Reader
from trainerpool.store.records import Person

_MOST = 12
_STATES = {Level.WARN: WARNING, Level.OVERRIDE: OVERRIDE, Level.BLOCK: BLOCKED}
_DECIDES_STANDING = frozenset({"person", "evidence", "policy", "setting", "course", "allocation", "training_session"})
_RANK = {"eligible": 0, "warning": 1, OVERRIDE: 2}


@dataclass(frozen=True)
class Helper:
    """Somebody who could deliver a session: `state` is eligible, warning or override, with the first finding.

    `fit` is what speaks for and against them besides the rules, in sentences.
    """

    person_id: str
    name: str
    agency: str
    state: str
    finding: str
    needs: int
    fit: str = ""


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


def stepping_in(reader: Reader, session_id: str, today: date, leaving: str = "") -> SteppingIn | None:
    """Who could step in on a session, in the role of whoever is `leaving` it where one is named; None where it is gone."""
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
    on_it = {one.person_id for one in row.trainers} | ({leaving} if leaving else set())
    role = next((one.role for one in row.team if one.person_id == leaving), "")
    plan = problem.standing_plan.without(session_id, leaving) if leaving else problem.standing_plan
    found = []
    for trainer in problem.instance.trainers:
        if trainer.id in on_it:
            continue
        answer = _as(problem, session_id, trainer.id, role, plan)
        if answer.state == BLOCKED:
            continue
        said = answer.finding.text if answer.finding else ""
        needs = max(0, trainer.min_year - trainer.delivered)
        agency, fit = problem.trainers[trainer.id].agency, _fit(problem.instance, trainer, session_id, plan)
        found.append(Helper(trainer.id, trainer.name, agency, answer.state, said, needs, fit))
    blocked = _in_the_pool(reader, today, on_it) - len(found)
    found.sort(key=lambda one: (_RANK.get(one.state, 3), -one.needs, one.name))
    warned = [
        f"{member.name}: {one.text}"
        for member in row.team
        if member.state not in GONE and member.person_id in problem.instance.trainer_by_id
        for one in _against(problem, session_id, member)
    ]
    return SteppingIn(shown, tuple(found[:_MOST]), blocked, tuple(dict.fromkeys(warned)), len(found), words, holds)


def _as(problem: AllocationProblem, session_id: str, person_id: str, role: str, plan: Plan) -> Cell:
    """The rules' answer for somebody in a role; that they may not lead counts where somebody is to lead in their place."""
    answer = cell(problem.instance, person_id, session_id, plan, problem.profile)
    if answer.state == BLOCKED or role != "lead":
        return answer
    worst = max(
        findings_of_leading(problem, session_id, person_id, role), key=lambda one: SEVERITY[one.level], default=None
    )
    if worst is None or (answer.finding is not None and SEVERITY[answer.finding.level] >= SEVERITY[worst.level]):
        return answer
    return Cell(_STATES.get(worst.level, answer.state), worst)


def _fit(instance: Instance, trainer: Trainer, session_id: str, plan: Plan) -> str:
    """How far they come, how much they have in that term, and how often they delivered this course, in sentences."""
    session = instance.session_by_id[session_id]
    said = []
    if trainer.base and session.site is not None:
        minutes = instance.travel(trainer.base, session.site)
        said += [f"{count_of(minutes, 'minute')} away."] if minutes else []
    term = instance.term_of(session.first_day)
    others = [
        one.session for one in plan.by_trainer.get(trainer.id, ())
        if one.session != session_id and (term is None or instance.term_of(instance.session_by_id[one.session].first_day) == term)
    ]  # fmt: skip
    number = count_of(len(others), "other session") if others else "No other session"
    said.append(f"{number} {'that term' if term else 'around it'}.")
    if done := trainer.deliveries_of.get(session.course, 0):
        said.append(f"Delivered this course {'once' if done == 1 else f'{done} times'}.")
    return " ".join(said)


def _in_the_pool(reader: Reader, today: date, but: set[str]) -> int:
    """How many are trainers and have not left, these left out; who they are is kept until a deed touches it."""
    derived: Derived | None = reader.info.get("derived")
    name = f"in the pool {today}"
    kept: frozenset[str] | None = derived.whole(name) if derived is not None else None
    if kept is None:
        turn = derived.turn if derived is not None else 0
        rows = reader.execute(select(Person.id, Person.given_name, Person.family_name).where(Person.role == "trainer"))
        names = {row.id: f"{row.given_name} {row.family_name}".strip() for row in rows}
        titles = {key: course.title for key, course in courses_by_id(reader).items()}
        found = standings(reader, today, names, titles)
        kept = frozenset(key for key in names if found[key].state is not State.ALUMNI)
        if derived is not None:
            derived.keep_whole(name, kept, _DECIDES_STANDING, turn)
    return len(kept - but)


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
