"""Deeds on who delivers what: allocate, release, pin, answer on somebody's behalf, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from trainerpool.allocation.instance import LEAD
from trainerpool.allocation.levels import Finding
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.rules import check_plan
from trainerpool.domain.dates import in_words
from trainerpool.domain.policy import Level
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.offers import (
    confirm_place,
    offer_place,
    record_absent,
    record_delivered,
    respond,
    send_offers,
    substitute_trainer,
    take_back_offer,
    withdraw_trainer,
)
from trainerpool.operations.places import (
    GONE,
    findings_in,
    first_day,
    full_name,
    present_place,
    problem_of,
    put_place,
    refuse,
    refuse_role,
    step,
    the_place,
)
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import ROLES, AllocationProblem, allocation_problem
from trainerpool.queries.findings import findings_of_leading
from trainerpool.store.records import Allocation, AllocationStep, Person, TrainingSession
from trainerpool.store.work import Done, Work

# The way of a place lies in a room of its own; whoever looks for these deeds here finds them.
__all__ = [
    "GONE",
    "Confirmed",
    "allocate_trainer",
    "confirm_place",
    "confirm_proposal",
    "offer_place",
    "offer_to_trainer",
    "record_absent",
    "record_delivered",
    "refuse_role",
    "release_trainer",
    "respond",
    "send_offers",
    "set_pin",
    "substitute_trainer",
    "take_back_offer",
    "withdraw_trainer",
]
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
        name = full_name(person)
        verb = "Offer" if state == "offered" else "Put"
        work.name = f"{verb} {name} {'a place on' if state == 'offered' else 'on'} {held.title}, {in_words(first_day(held))}, as {role}"
        if present_place(work, held.id, person.id) is not None:
            raise Problem(f"{name} is on this session already.", kept="Nothing was changed.")
        problem = problem_of(desk, held)
        reason = (override_reason or "").strip()
        refuse(findings_in(problem, held.id, person.id, role), reason, name)
        put_place(work, desk, held, person, role, state, reason)
    return work.done


@deed
def release_trainer(desk: Desk, session: str, trainer: str, reason: str | None = None) -> Done:
    """Take a trainer off a session; who was only proposed goes quietly, whoever was offered or confirmed is kept as withdrawn."""
    with desk.work("Release trainer") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"Take {full_name(person)} off {held.title}, {in_words(first_day(held))}"
        if allocation.state == "proposed" and not _was_told(work, allocation):
            _forget(work, allocation)
        else:
            step(work, desk, allocation, "withdrawn", reason)
        work.about(held.id)
    return work.done


def _was_told(work: Work, allocation: Allocation) -> bool:
    """Whether a place was offered before, and the offer taken back: that stays on record."""
    told = select(AllocationStep).where(
        AllocationStep.allocation_id == allocation.id, AllocationStep.state == "offered"
    )
    return bool(work.find(told.limit(1)))


def _forget(work: Work, allocation: Allocation) -> None:
    """Take a place out that nobody was ever told of, with its steps."""
    for taken in work.find(select(AllocationStep).where(AllocationStep.allocation_id == allocation.id)):
        work.remove(taken)
    work.remove(allocation)


@deed
def set_pin(desk: Desk, session: str, trainer: str, pinned: bool = True) -> Done:
    """Pin a trainer to a session, or take the pin out: proposals leave what is pinned as it is."""
    with desk.work("Pin") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"{'Pin' if pinned else 'Unpin'} {full_name(person)} on {held.title}, {in_words(first_day(held))}"
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
        fresh = desk.ask(allocation_problem, min(days), max(days), desk.today, problem.asked)
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
            _forget(work, allocation)
    count = 0
    for one in _with_roles(team):
        present = there.get(one.trainer)
        if present is None:
            put_place(work, desk, held, work.get(Person, one.trainer), _WORDS[one.role], state, one.override)
            count += state == "confirmed"
        elif state == "confirmed" and present.state in {"proposed", "offered", "accepted"} and present.role != "extra":
            step(work, desk, present, "confirmed")
            count += 1
    return count


def _with_roles(team: Sequence[Assignment]) -> list[Assignment]:
    return [one for one in team if one.role == "lead"] + [one for one in team if one.role != "lead"]
