"""Deeds on the way of a place: offered, answered on somebody's behalf, confirmed, withdrawn, substituted, delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.domain import offers
from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.policy import policy_on
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.places import (
    barred,
    findings_in,
    first_day,
    full_name,
    note_told,
    present_place,
    problem_of,
    put_place,
    refuse,
    refuse_material,
    refuse_not_held,
    refuse_role,
    refuse_who_may_not,
    step,
    the_place,
)
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.allocation_problem import allocation_problem, places_of
from trainerpool.queries.sessions import session as session_row
from trainerpool.queries.settings import policies
from trainerpool.store.records import Allocation, Person, TrainingSession
from trainerpool.store.work import Done, Work

_UNCHANGED = "Nothing was changed."
_LEFT = (offers.DECLINED, offers.WITHDRAWN)


@dataclass(frozen=True)
class OffersSent:
    """What recording offers did: places offered, to how many trainers, and who was left out with the sentence why."""

    places: int
    trainers: int
    left: tuple[str, ...] = ()


@deed
def send_offers(
    desk: Desk,
    session: str | None = None,
    from_: date | None = None,
    to: date | None = None,
    trainers: Sequence[str] | None = None,
    again: bool = False,
    places: Sequence[str] | None = None,
) -> Done:
    """Record that every proposed place of a session, or of the sessions between two days, was offered; only to these trainers where named.

    `places`: only these, by their ids. Each offer gets its day to answer by. `again`: offers without an answer are repeated
    instead, with a new day. Whom standing or approval bars by now is left out and named in the result.
    """
    if session is None and (from_ is None or to is None):
        raise Problem("Say which session, or from which day to which.", kept=_UNCHANGED)
    with desk.work("Offer places") as work:
        wanted = {the_person(work, one).id for one in trainers} if trainers is not None else None
        found = _places(work, session, from_, to, offers.OFFERED if again else offers.PROPOSED)
        chosen = [one for one in found if wanted is None or one.person_id in wanted]
        chosen = [one for one in chosen if places is None or one.id in places]
        done, left = _offer_all(work, desk, chosen)
        if not done:
            what = "No offer waits for an answer" if again else "No place is proposed"
            raise Problem(" ".join(left) or f"{what} there.", kept=_UNCHANGED)
        work.name = _name_of(work, done, again)
        work.result = OffersSent(len(done), len({one.person_id for one in done}), tuple(left))
        work.about(done[0].session_id)
    return work.done


def _places(work: Work, session: str | None, start: date | None, end: date | None, state: str) -> list[Allocation]:
    statement = select(Allocation).join(TrainingSession, TrainingSession.id == Allocation.session_id)
    statement = statement.where(Allocation.state == state, TrainingSession.status != "cancelled")
    if session is not None:
        statement = statement.where(Allocation.session_id == the_session(work, session).id)
    if start is not None:
        statement = statement.where(TrainingSession.first_date >= start.isoformat())
    if end is not None:
        statement = statement.where(TrainingSession.first_date <= end.isoformat())
    return work.find(statement.order_by(TrainingSession.first_date, Allocation.id))


def _offer_all(work: Work, desk: Desk, chosen: Sequence[Allocation]) -> tuple[list[Allocation], list[str]]:
    """Offer each place the rules let; gives those offered and the sentences about the others."""
    if not chosen:
        return [], []
    held = {one.session_id: work.get(TrainingSession, one.session_id) for one in chosen}
    days = [first_day(one) for one in held.values()]
    problem = desk.ask(allocation_problem, min(days), max(days), desk.today, tuple(held))
    done, left = [], []
    for one in chosen:
        name = full_name(work.get(Person, one.person_id))
        if one.session_id not in problem.instance.session_by_id:
            left.append(f"{name}: The session has no day yet.")
        elif one.person_id not in problem.instance.trainer_by_id:
            left.append(f"{name}: Has left the pool.")
        elif found := barred(problem, one.session_id, one.person_id, one.role):
            left.append(f"{name}: {found[0].text}")
        else:
            step(work, desk, one, offers.OFFERED)
            done.append(one)
    return done, left


def _name_of(work: Work, done: Sequence[Allocation], again: bool) -> str:
    days = sorted({first_day(work.get(TrainingSession, one.session_id)) for one in done})
    verb = "Remind of" if again else "Send"
    where = (
        f"for {in_words(days[0], weekday=True)}"
        if len(days) == 1
        else f"from {in_words(days[0])} to {in_words(days[-1])}"
    )
    return f"{verb} {count_of(len(done), 'offer')} {where}"


@deed
def offer_place(desk: Desk, session: str, trainer: str) -> Done:
    """Record that a place was offered to a trainer; who may not deliver on the day is offered none."""
    with desk.work("Offer") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"Offer {full_name(person)}: {_when(held)}"
        refuse_who_may_not(desk, held, person, allocation.role)
        step(work, desk, allocation, offers.OFFERED)
        work.about(held.id)
    return work.done


@deed
def take_back_offer(desk: Desk, session: str, trainer: str, reason: str | None = None) -> Done:
    """Take an offer back that has no answer yet: the place is only proposed again, and the trainer is to be told."""
    with desk.work("Take an offer back") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"Take the offer to {full_name(person)} back: {_when(held)}"
        step(work, desk, allocation, offers.PROPOSED, reason)
        work.about(held.id)
    return work.done


@deed
def respond(
    desk: Desk,
    session: str,
    trainer: str,
    accepted: bool,
    reason: str | None = None,
    told_by: str | None = None,
    category: str | None = None,
) -> Done:
    """Enter somebody's answer to an offer on their behalf; who told whom is kept with it. Who may not deliver cannot accept.

    A refusal has a category (workload, leave, illness, conflict, not released, travel, other) and words, both of them optional.
    """
    _check_category(category)
    with desk.work("Answer an offer") as work:
        held, person, allocation = the_place(work, session, trainer, or_left=(offers.DECLINED,) if accepted else ())
        verb = "accepts" if accepted else "declines"
        work.name = f"{full_name(person)} {verb} {_when(held)}"
        if accepted:
            refuse_who_may_not(desk, held, person, allocation.role)
            if allocation.state == offers.DECLINED:
                _refuse_full(desk, held, allocation.role)
        to = offers.ACCEPTED if accepted else offers.DECLINED
        step(
            work,
            desk,
            allocation,
            to,
            reason,
            told_by=told_by or person.given_name,
            category=None if accepted else category,
        )
        work.about(held.id)
    return work.done


@deed
def confirm_place(desk: Desk, session: str, trainer: str, override_reason: str | None = None) -> Done:
    """Confirm a trainer for a session, the rules being looked at again; one that may be overridden asks for a reason."""
    with desk.work("Confirm") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"Confirm {full_name(person)} for {_when(held)}"
        reason = (override_reason or allocation.override_reason or "").strip()
        refuse_role(desk, held, person, allocation.role, reason)
        if allocation.role != "extra":
            refuse_material(desk, held, reason)
        allocation.override_reason = reason or None
        step(work, desk, allocation, offers.CONFIRMED, override_reason)
        work.about(held.id)
    return work.done


@deed
def withdraw_trainer(
    desk: Desk,
    session: str,
    trainer: str,
    reason: str | None = None,
    told_by: str | None = None,
    category: str | None = None,
) -> Done:
    """Record that a trainer withdraws from a session; the place is empty again, and the record of it stays."""
    _check_category(category)
    with desk.work("Withdraw") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"{full_name(person)} withdraws from {_when(held)}"
        step(work, desk, allocation, offers.WITHDRAWN, reason, told_by=told_by, category=category)
        work.about(held.id)
    return work.done


@deed
def substitute_trainer(
    desk: Desk,
    session: str,
    trainer: str,
    by: str,
    reason: str | None = None,
    accepted: bool = False,
    override_reason: str | None = None,
) -> Done:
    """Put somebody in another's place, in the same role, the rules being looked at without the one who leaves.

    That one may have declined or withdrawn already, where nobody has come for them. The new one is proposed, to be offered
    the place; `accepted`: has said yes already.
    """
    with desk.work("Substitute") as work:
        held, person, allocation = the_place(work, session, trainer, or_left=_LEFT)
        new = the_person(work, by)
        work.name = f"{full_name(new)} in place of {full_name(person)}: {_when(held)}"
        if new.id == person.id:
            raise Problem(f"{full_name(new)} cannot stand in for themselves.", kept=_UNCHANGED)
        if present_place(work, held.id, new.id) is not None:
            raise Problem(f"{full_name(new)} is on this session already.", kept=_UNCHANGED)
        problem, why = problem_of(desk, held), (override_reason or "").strip()
        plan = problem.standing_plan.without(held.id, person.id)
        has_left = allocation.state in _LEFT
        if has_left:
            _refuse_full(desk, held, allocation.role)
        refuse(findings_in(problem, held.id, new.id, allocation.role, plan), why, full_name(new))
        if not has_left:
            step(work, desk, allocation, offers.SUBSTITUTED, reason)
        state, told_by = (offers.ACCEPTED, new.given_name) if accepted else (offers.PROPOSED, None)
        taken = put_place(work, desk, held, new, allocation.role, state, why, told_by)
        taken.instead_of_id = allocation.id
        work.about(held.id)
    return work.done


@deed
def record_delivered(desk: Desk, session: str, trainer: str) -> Done:
    """Record that a trainer delivered the session as planned."""
    with desk.work("Delivered") as work:
        held, person, allocation = the_place(work, session, trainer, or_left=(offers.ABSENT,))
        work.name = f"Record as delivered by {full_name(person)}: {_when(held)}"
        refuse_not_held(desk, held)
        step(work, desk, allocation, offers.DELIVERED)
        work.about(held.id)
    return work.done


@deed
def record_absent(desk: Desk, session: str, trainer: str, reason: str | None = None) -> Done:
    """Record that a trainer did not attend the session they were to deliver."""
    with desk.work("Did not attend") as work:
        held, person, allocation = the_place(work, session, trainer)
        work.name = f"Record as not attended by {full_name(person)}: {_when(held)}"
        refuse_not_held(desk, held)
        step(work, desk, allocation, offers.ABSENT, reason)
        work.about(held.id)
    return work.done


@deed
def record_told(desk: Desk, places: Sequence[Sequence[str]]) -> Done:
    """Record that trainers were told what became of their place or of its team; `places` are pairs of session and trainer."""
    if not places:
        raise Problem("Nobody is named who was told.", kept=_UNCHANGED)
    with desk.work("Record as told") as work:
        for pair in places:
            if len(pair) != 2:
                raise Problem("Each of those told is a pair: the session and the trainer.", kept=_UNCHANGED)
            held, person = the_session(work, pair[0]), the_person(work, pair[1])
            found = work.find(
                select(Allocation).where(Allocation.session_id == held.id, Allocation.person_id == person.id)
            )
            told = {offers.PROPOSED, offers.WITHDRAWN, offers.SUBSTITUTED, offers.ACCEPTED, offers.CONFIRMED}
            about = [one for one in found if one.state in told or held.status == "cancelled"]
            if not about:
                raise Problem(f"{full_name(person)} has to be told nothing about {_when(held)}.", kept=_UNCHANGED)
            note_told(work, desk, max(about, key=lambda one: one.id))
            work.about(held.id)
        work.name = (
            f"Record {full_name(person)} as told" if len(places) == 1 else f"Record {len(places)} places as told"
        )
    return work.done


def _check_category(category: str | None) -> None:
    if category is not None and category not in offers.DECLINE_REASONS:
        known = ", ".join(offers.DECLINE_REASONS)
        raise Problem(f"A reason is one of: {known}; {category!r} was given.", kept=_UNCHANGED)


def _refuse_full(desk: Desk, held: TrainingSession, role: str) -> None:
    """Problem where somebody is to come, or to come after all, to a place that was left, and it is taken by now."""
    row = desk.ask(session_row, held.id)
    if row is None or role == "extra":
        return
    if len(row.trainers) >= places_of(row, policy_on(desk.ask(policies), row.first_date)):
        raise Problem("The place was given to somebody else since.", kept=_UNCHANGED, todo="Release somebody first.")


def _when(held: TrainingSession) -> str:
    return f"{held.title}, {in_words(first_day(held))}"
