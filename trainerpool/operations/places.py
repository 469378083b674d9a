"""One place on a session as deeds see it: found, taken, brought a step further, and refused where a rule or a state forbids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from trainerpool.allocation.levels import Finding
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import findings, team_findings
from trainerpool.domain import offers
from trainerpool.domain.policy import Level, policy_on
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agency_of_everyone
from trainerpool.queries.allocation_problem import ROLES, AllocationProblem, allocation_problem
from trainerpool.queries.findings import findings_of_leading
from trainerpool.queries.settings import policies, working_days
from trainerpool.store.records import Allocation, AllocationStep, Person, TrainingSession
from trainerpool.store.work import Work

GONE = tuple(sorted(offers.GONE))
_ABOUT_STANDING = ("standing", "approval", "candidate")
_UNCHANGED = "Nothing was changed."


def the_place(
    work: Work, session: str, trainer: str, *, or_left: Collection[str] = ()
) -> tuple[TrainingSession, Person, Allocation]:
    """The session, the person, and the place they have on it; `or_left`: else the last one they left in one of these states.

    Problem where they have none.
    """
    held, person = the_session(work, session), the_person(work, trainer)
    found = present_place(work, held.id, person.id)
    if found is None and or_left:
        statement = select(Allocation).where(Allocation.session_id == held.id, Allocation.person_id == person.id)
        left = [one for one in work.find(statement.order_by(Allocation.id)) if one.state in or_left]
        found = left[-1] if left else None
    if found is None:
        raise Problem(f"{full_name(person)} is not on this session.", kept=_UNCHANGED)
    return held, person, found


def present_place(work: Work, session: str, person: str) -> Allocation | None:
    """The place somebody has on a session, unless they have left it."""
    found = work.find(select(Allocation).where(Allocation.session_id == session, Allocation.person_id == person))
    return next((one for one in found if one.state not in GONE), None)


def put_place(
    work: Work,
    desk: Desk,
    held: TrainingSession,
    person: Person,
    role: str,
    state: str,
    reason: str,
    told_by: str | None = None,
) -> Allocation:
    """Put somebody on a session in a state that is its first step."""
    work.session.flush()
    agency = agency_of_everyone(work.session, first_day(held)).get(person.id)
    allocation = work.add(Allocation(
        session_id=held.id, person_id=person.id, role=role, state=state, override_reason=reason or None, agency_id=agency,
    ))  # fmt: skip
    _add_step(work, desk, allocation, held, reason or None, told_by, None)
    return allocation


def step(
    work: Work, desk: Desk, allocation: Allocation, state: str, reason: str | None = None, *,
    told_by: str | None = None, category: str | None = None,
) -> None:  # fmt: skip
    """Bring a place one step further. Problem, with the reason in words, where that step may not follow.

    An offer gets the day by which it is answered, from the policy of today.
    """
    person, held = work.get(Person, allocation.person_id), work.get(TrainingSession, allocation.session_id)
    if why := offers.refusal(allocation.state, state):
        raise Problem(why + "." if why[:1].isupper() else f"{full_name(person)} {why}.", kept=_UNCHANGED)
    allocation.state = state
    _add_step(work, desk, allocation, held, (reason or "").strip() or None, told_by, category)


def _add_step(
    work: Work, desk: Desk, allocation: Allocation, held: TrainingSession, reason: str | None, told_by: str | None,
    category: str | None,
) -> None:  # fmt: skip
    until = answer_day(desk, first_day(held)) if allocation.state == offers.OFFERED else None
    work.add(AllocationStep(
        allocation_id=allocation.id, state=allocation.state, on=desk.today, reason=reason, told_by=told_by,
        entered_by=desk.person, category=category, answer_by=until,
    ))  # fmt: skip


def note_told(work: Work, desk: Desk, allocation: Allocation) -> None:
    """Note that somebody knows how their place stands: the same state once more, of its own category."""
    work.add(AllocationStep(
        allocation_id=allocation.id, state=allocation.state, on=desk.today, entered_by=desk.person, category=offers.TOLD,
    ))  # fmt: skip


def answer_day(desk: Desk, starts: date) -> date:
    """The day by which an offer made today for a session that starts then is answered."""
    number = policy_on(desk.ask(policies), desk.today).offer_reply_working_days
    return offers.answer_by(desk.today, number, starts, desk.ask(working_days))


def findings_in(
    problem: AllocationProblem, session: str, trainer: str, role: str, plan: Plan | None = None
) -> tuple[Finding, ...]:
    """What the rules find against somebody in a role, in this plan (None: in what stands)."""
    if session not in problem.instance.session_by_id:
        raise Problem("A cancelled session, or one without a known day, is not staffed.", kept=_UNCHANGED)
    if trainer not in problem.instance.trainer_by_id:
        raise Problem("Somebody who has left the pool cannot be put on a session.", kept=_UNCHANGED)
    found = findings(problem.instance, trainer, session, plan or problem.standing_plan, problem.profile, ROLES[role])
    return (*found, *findings_of_leading(problem, session, trainer, role))


def problem_of(desk: Desk, held: TrainingSession) -> AllocationProblem:
    """The allocation problem of one session, as it stands."""
    return desk.ask(allocation_problem, first_day(held), first_day(held), desk.today, (held.id,))


def refuse_role(desk: Desk, held: TrainingSession, person: Person, role: str, reason: str) -> None:
    """Problem where the rules do not let somebody have a role on a session, the reason given being none that overrides."""
    refuse(findings_in(problem_of(desk, held), held.id, person.id, role), reason, full_name(person))


def refuse_material(desk: Desk, held: TrainingSession, reason: str) -> None:
    """Problem where the session's material is not approved on the day and policy does not let it be confirmed so."""
    problem = problem_of(desk, held)
    if held.id in problem.instance.session_by_id:
        found = team_findings(problem.instance, held.id, problem.standing_plan.team(held.id), problem.profile)
        refuse([one for one in found if one.code == "material"], reason, held.title)


def refuse_who_may_not(desk: Desk, held: TrainingSession, person: Person, role: str) -> None:
    """Problem where standing on a day of the session, or the approval for its course, does not let somebody take a place.

    Nobody takes a place on a session that is cancelled or has no day: there is nothing the rules could be asked about.
    """
    refuse(barred(problem_of(desk, held), held.id, person.id, role), "", full_name(person))


def barred(problem: AllocationProblem, session: str, trainer: str, role: str) -> list[Finding]:
    """What standing and approval say against somebody on a session. Problem for a session that is not staffed."""
    found = findings_in(problem, session, trainer, role)
    return [one for one in found if one.code in _ABOUT_STANDING and one.level is Level.BLOCK]


def refuse(found: Sequence[Finding], reason: str, name: str) -> None:
    """Problem for a rule that blocks, or for one that may be overridden where no reason is given."""
    blocks = [one for one in found if one.level is Level.BLOCK]
    overridable = [one for one in found if one.level is Level.OVERRIDE]
    if blocks:
        raise Problem(
            f"{name}: {blocks[0].text}", kept=_UNCHANGED,
            todo=f"It would take {blocks[0].remedy}." if blocks[0].remedy else "",
        )  # fmt: skip
    if overridable and not reason:
        raise Problem(f"{name}: {overridable[0].text}", kept=_UNCHANGED, todo="It can be overridden with a reason.")


def refuse_not_held(desk: Desk, held: TrainingSession) -> None:
    """Problem where nobody can have delivered a session, or stayed away from it, yet: it lies ahead, or is not on."""
    if held.status == "cancelled":
        raise Problem("The session is cancelled.", kept=_UNCHANGED, todo="Take it back into the programme first.")
    if held.first_date > desk.today.isoformat():
        raise Problem("The session has not been held yet.", kept=_UNCHANGED)


def full_name(person: Person) -> str:
    """Given name first."""
    return f"{person.given_name} {person.family_name}".strip()


def first_day(held: TrainingSession) -> date:
    """The day a session begins; the first of the month where only the month is known."""
    text = held.first_date
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
