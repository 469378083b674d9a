"""Deeds on who delivers what: allocate, release, pin, answer on somebody's behalf, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.allocation.instance import LEAD
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.rules import check_plan, findings
from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import Level
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agency_of_everyone
from trainerpool.queries.allocation_problem import ROLES, AllocationProblem, allocation_problem
from trainerpool.queries.findings import findings_of_leading
from trainerpool.store.records import Allocation, AllocationStep, Person, TrainingSession
from trainerpool.store.work import Done, Work

GONE = ("declined", "withdrawn", "substituted", "did not attend")
_ABOUT_STANDING = ("standing", "approval", "candidate")
_WORDS = {"lead": "lead", "co": "co-trainer", "extra": "extra", "": "co-trainer"}


@dataclass(frozen=True)
class Confirmed:
    """What confirming a proposal did: places confirmed, and per session left as a proposal the sentences why."""

    sessions: int
    places: int
    left: dict[str, tuple[str, ...]]


@deed
def allocate_trainer(
    desk: Desk, session: str, trainer: str, role: str = "co-trainer", override_reason: str | None = None
) -> Done:
    """Put a trainer on a session as lead, co-trainer or extra. A rule that blocks refuses; one that may be overridden asks for a reason."""
    return _allocate(desk, session, trainer, role, override_reason, "proposed")


@deed
def offer_to_trainer(
    desk: Desk, session: str, trainer: str, role: str = "co-trainer", override_reason: str | None = None
) -> Done:
    """Put a trainer on a session and record that the place was offered, the rules being looked at first."""
    return _allocate(desk, session, trainer, role, override_reason, "offered")


def _allocate(desk: Desk, session: str, trainer: str, role: str, override_reason: str | None, state: str) -> Done:
    if role not in ROLES:
        raise Problem(f"A role is lead, co-trainer or extra; {role!r} was given.", kept="Nothing was changed.")
    with desk.work("Allocate trainer") as work:
        held, person = the_session(work, session), the_person(work, trainer)
        name = f"{person.given_name} {person.family_name}"
        verb = "Offer" if state == "offered" else "Put"
        work.name = f"{verb} {name} {'a place on' if state == 'offered' else 'on'} {held.title}, {in_words(_first_day(held))}, as {role}"
        if _present(work, held.id, person.id) is not None:
            raise Problem(f"{name} is on this session already.", kept="Nothing was changed.")
        problem = desk.ask(allocation_problem, _first_day(held), _first_day(held), desk.today, (held.id,))
        reason = (override_reason or "").strip()
        _refuse(_findings(problem, held.id, person.id, role), reason, name)
        _put(work, desk, held, person, role, state, reason)
    return work.done


def _findings(problem: AllocationProblem, session: str, trainer: str, role: str) -> tuple[Finding, ...]:
    if session not in problem.instance.session_by_id:
        raise Problem("A cancelled session, or one without a known day, is not staffed.", kept="Nothing was changed.")
    if trainer not in problem.instance.trainer_by_id:
        raise Problem("Somebody who has left the pool cannot be put on a session.", kept="Nothing was changed.")
    found = findings(problem.instance, trainer, session, problem.standing_plan, problem.profile, ROLES[role])
    return (*found, *findings_of_leading(problem, session, trainer, role))


def refuse_role(desk: Desk, held: TrainingSession, person: Person, role: str, reason: str) -> None:
    """Problem where the rules do not let somebody have a role on a session, the reason given being none that overrides."""
    problem = desk.ask(allocation_problem, _first_day(held), _first_day(held), desk.today, (held.id,))
    _refuse(_findings(problem, held.id, person.id, role), reason, f"{person.given_name} {person.family_name}")


def _refuse_who_may_not(desk: Desk, held: TrainingSession, person: Person, role: str) -> None:
    """Problem where standing on a day of the session, or the approval for its course, does not let somebody take a place."""
    problem = desk.ask(allocation_problem, _first_day(held), _first_day(held), desk.today, (held.id,))
    if held.id not in problem.instance.session_by_id:
        return
    found = _findings(problem, held.id, person.id, role)
    about = [one for one in found if one.code in _ABOUT_STANDING and one.level is Level.BLOCK]
    _refuse(about, "", f"{person.given_name} {person.family_name}")


def _refuse(found: Sequence[Finding], reason: str, name: str) -> None:
    blocks = [one for one in found if one.level is Level.BLOCK]
    overridable = [one for one in found if one.level is Level.OVERRIDE]
    if blocks:
        raise Problem(
            f"{name}: {blocks[0].text}",
            kept="Nothing was changed.",
            todo=f"It would take {blocks[0].remedy}." if blocks[0].remedy else "",
        )
    if overridable and not reason:
        raise Problem(
            f"{name}: {overridable[0].text}", kept="Nothing was changed.", todo="It can be overridden with a reason."
        )


@deed
def release_trainer(desk: Desk, session: str, trainer: str, reason: str | None = None) -> Done:
    """Take a trainer off a session; who was only proposed goes quietly, whoever was offered or confirmed is kept as withdrawn."""
    with desk.work("Release trainer") as work:
        held, person, allocation = _the_allocation(work, session, trainer)
        work.name = f"Take {person.given_name} {person.family_name} off {held.title}, {in_words(_first_day(held))}"
        if allocation.state == "proposed":
            for step in work.find(select(AllocationStep).where(AllocationStep.allocation_id == allocation.id)):
                work.remove(step)
            work.remove(allocation)
        else:
            _step(work, desk, allocation, "withdrawn", reason)
        work.about(held.id)
    return work.done


@deed
def respond(
    desk: Desk, session: str, trainer: str, accepted: bool, reason: str | None = None, told_by: str | None = None
) -> Done:
    """Enter somebody's answer to an offer on their behalf; who told whom is kept with it. Who may not deliver cannot accept."""
    with desk.work("Answer an offer") as work:
        held, person, allocation = _the_allocation(work, session, trainer)
        verb = "accepts" if accepted else "declines"
        work.name = f"{person.given_name} {person.family_name} {verb} {held.title}, {in_words(_first_day(held))}"
        if allocation.state == "delivered":
            raise Problem("The session was delivered; there is nothing to answer.", kept="Nothing was changed.")
        if accepted:
            _refuse_who_may_not(desk, held, person, allocation.role)
        _step(work, desk, allocation, "accepted" if accepted else "declined", reason, told_by or person.given_name)
        work.about(held.id)
    return work.done


@deed
def offer_place(desk: Desk, session: str, trainer: str) -> Done:
    """Record that a place was offered to a trainer; who may not deliver on the day is offered none."""
    with desk.work("Offer") as work:
        held, person, allocation = _the_allocation(work, session, trainer)
        work.name = f"Offer {person.given_name} {person.family_name}: {held.title}, {in_words(_first_day(held))}"
        _refuse_who_may_not(desk, held, person, allocation.role)
        _step(work, desk, allocation, "offered", None)
        work.about(held.id)
    return work.done


@deed
def confirm_place(desk: Desk, session: str, trainer: str, override_reason: str | None = None) -> Done:
    """Confirm a trainer for a session, the rules being looked at again; one that may be overridden asks for a reason."""
    with desk.work("Confirm") as work:
        held, person, allocation = _the_allocation(work, session, trainer)
        name = f"{person.given_name} {person.family_name}"
        work.name = f"Confirm {name} for {held.title}, {in_words(_first_day(held))}"
        reason = (override_reason or allocation.override_reason or "").strip()
        refuse_role(desk, held, person, allocation.role, reason)
        allocation.override_reason = reason or None
        _step(work, desk, allocation, "confirmed", override_reason)
        work.about(held.id)
    return work.done


@deed
def record_delivered(desk: Desk, session: str, trainer: str) -> Done:
    """Record that a trainer delivered the session as planned."""
    return _to(desk, session, trainer, "delivered", "Record as delivered by")


@deed
def record_absent(desk: Desk, session: str, trainer: str, reason: str | None = None) -> Done:
    """Record that a trainer did not attend the session they were to deliver."""
    return _to(desk, session, trainer, "did not attend", "Record as not attended by", reason)


@deed
def set_pin(desk: Desk, session: str, trainer: str, pinned: bool = True) -> Done:
    """Pin a trainer to a session, or take the pin out: proposals leave what is pinned as it is."""
    with desk.work("Pin") as work:
        held, person, allocation = _the_allocation(work, session, trainer)
        work.name = f"{'Pin' if pinned else 'Unpin'} {person.given_name} {person.family_name} on {held.title}, {in_words(_first_day(held))}"
        allocation.pinned = pinned
        work.about(held.id)
    return work.done


def confirm_proposal(desk: Desk, problem: AllocationProblem, plan: Plan) -> Done:
    """Confirm a proposal as one piece of work, every rule being looked at again; `result` is Confirmed.

    A session with something in the way (a rule that blocks, a place empty) keeps its team as a proposal, with the reason.
    The solver is never trusted: the problem is built afresh from the pool before anything is written.
    """
    days = [problem.sessions[key].first_date for key in problem.asked]
    if not days:
        raise Problem("There is no session to confirm.", kept="Nothing was changed.")
    with desk.work(f"Confirm proposal, {in_words(min(days))} to {in_words(max(days))}") as work:
        fresh = desk.ask(allocation_problem, min(days), max(days), desk.today)
        wanted = _merged(fresh, plan)
        checked = check_plan(fresh.instance, wanted, fresh.profile)
        asked = set(fresh.asked)
        # Whom a rule blocks by now is not even proposed; whoever is on the session already stays as they are.
        barred = {
            pair
            for pair, some in checked.by_assignment.items()
            if pair not in fresh.standing_plan.pairs and any(one.level is Level.BLOCK for one in some)
        }
        stopped = _stopped((*checked.in_the_way, *_who_may_not_lead(fresh, wanted)))
        confirmed = places = 0
        for key in fresh.asked:
            team = [
                one
                for one in wanted.by_session.get(key, ())
                if one.trainer in fresh.trainers and (key, one.trainer) not in barred
            ]
            state = "proposed" if key in stopped else "confirmed"
            places += _write_team(work, desk, key, team, state)
            confirmed += state == "confirmed" and bool(team)
        left = {key: tuple(one for one in stopped[key]) for key in stopped if key in asked}
        work.result = Confirmed(confirmed, places, left)
    return work.done


def _merged(fresh: AllocationProblem, plan: Plan) -> Plan:
    """The proposal over the sessions asked for, with everything else as it stands now."""
    asked = set(fresh.asked)
    stays = tuple(one for one in fresh.standing_plan.assignments if one.session not in asked or one.role == "extra")
    kept = {(one.session, one.trainer) for one in stays}
    return Plan(
        (*stays, *(one for one in plan.assignments if one.session in asked and (one.session, one.trainer) not in kept))
    )


def _who_may_not_lead(fresh: AllocationProblem, wanted: Plan) -> list[Finding]:
    """Who would lead a session and may co-deliver only: as the proposal has it, or as they stand on it already."""
    found: list[Finding] = []
    for key in fresh.asked:
        team = {one.trainer for one in wanted.by_session.get(key, ()) if one.trainer in fresh.trainers}
        leads = {one.trainer for one in wanted.by_session.get(key, ()) if one.role == LEAD} & team
        leads |= {one.person_id for one in fresh.sessions[key].trainers if one.role == "lead"} & team
        for trainer in sorted(leads):
            found += [one for one in findings_of_leading(fresh, key, trainer, "lead") if one.level is Level.BLOCK]
    return found


def _stopped(in_the_way: Sequence[Finding]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in in_the_way:
        found.setdefault(one.session, []).append(one.text)
    return found


def _write_team(work: Work, desk: Desk, session: str, team: Sequence[Assignment], state: str) -> int:
    """Make a session's team what the proposal says; gives how many places were confirmed by it."""
    held = work.get(TrainingSession, session)
    there = {
        one.person_id: one
        for one in work.find(select(Allocation).where(Allocation.session_id == session))
        if one.state not in GONE
    }
    chosen = {one.trainer for one in team}
    for person, allocation in there.items():
        if person not in chosen and allocation.state == "proposed" and allocation.role != "extra":
            for step in work.find(select(AllocationStep).where(AllocationStep.allocation_id == allocation.id)):
                work.remove(step)
            work.remove(allocation)
    count = 0
    for one in _with_roles(team):
        present = there.get(one.trainer)
        if present is None:
            _put(work, desk, held, work.get(Person, one.trainer), _WORDS[one.role], state, one.override)
            count += state == "confirmed"
        elif state == "confirmed" and present.state in {"proposed", "offered", "accepted"} and present.role != "extra":
            _step(work, desk, present, "confirmed", None)
            count += 1
    return count


def _with_roles(team: Sequence[Assignment]) -> list[Assignment]:
    return [one for one in team if one.role == "lead"] + [one for one in team if one.role != "lead"]


def _put(
    work: Work, desk: Desk, held: TrainingSession, person: Person, role: str, state: str, reason: str
) -> Allocation:
    work.session.flush()
    agency = agency_of_everyone(work.session, _first_day(held)).get(person.id)
    allocation = work.add(Allocation(
        session_id=held.id, person_id=person.id, role=role, state=state, override_reason=reason or None, agency_id=agency,
    ))  # fmt: skip
    work.add(
        AllocationStep(
            allocation_id=allocation.id, state=state, on=desk.today, reason=reason or None, entered_by=desk.person
        )
    )
    return allocation


def _step(
    work: Work, desk: Desk, allocation: Allocation, state: str, reason: str | None, told_by: str | None = None
) -> None:
    allocation.state = state
    work.add(AllocationStep(
        allocation_id=allocation.id, state=state, on=desk.today, reason=reason, told_by=told_by, entered_by=desk.person,
    ))  # fmt: skip


def _to(desk: Desk, session: str, trainer: str, state: str, verb: str, reason: str | None = None) -> Done:
    with desk.work(verb) as work:
        held, person, allocation = _the_allocation(work, session, trainer)
        work.name = f"{verb} {person.given_name} {person.family_name}: {held.title}, {in_words(_first_day(held))}"
        _step(work, desk, allocation, state, reason)
        work.about(held.id)
    return work.done


def _the_allocation(work: Work, session: str, trainer: str) -> tuple[TrainingSession, Person, Allocation]:
    held, person = the_session(work, session), the_person(work, trainer)
    allocation = _present(work, held.id, person.id)
    if allocation is None:
        raise Problem(f"{person.given_name} {person.family_name} is not on this session.", kept="Nothing was changed.")
    return held, person, allocation


def _present(work: Work, session: str, person: str) -> Allocation | None:
    found = work.find(select(Allocation).where(Allocation.session_id == session, Allocation.person_id == person))
    return next((one for one in found if one.state not in GONE), None)


def _first_day(held: TrainingSession) -> date:
    text = held.first_date
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
