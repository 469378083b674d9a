"""Deeds on visits: planned with an observer who is independent, begun, finished, cancelled, and what was seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trainerpool.domain.observing import purpose_of
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.parts import (
    UNCHANGED,
    actions_of,
    begun_visit,
    day_in_words,
    framework_to_use,
    judgements_of,
    name_of,
    named,
    observations_of,
    open_visit,
    strengths_of,
    time_of_day,
)
from trainerpool.operations.places import first_day
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.observations_independence import observed_people, why_not
from trainerpool.queries.sessions import GONE
from trainerpool.queries.sessions import session as session_row
from trainerpool.store.records import (
    Allocation,
    MaterialVersion,
    Observation,
    Person,
    TimedNote,
    TrainingSession,
    Visit,
)
from trainerpool.store.work import Done, Work

_EMPTIED = frozenset({"learners", "seen_from", "seen_until"})


@deed
def plan_visit(
    desk: Desk, session: str, observer: str, trainers: Sequence[str] | None = None, purpose: str = "Routine",
    in_person: bool | None = None,
) -> Done:  # fmt: skip
    """Plan an observer's visit to a session: of everybody on it, or of the trainers named, each observed alone.

    Refused where the observer is the trainer, their manager, their mentor or with them that day. Purposes are
    TtT sign-off, Routine, Concern, Peer.
    """
    with desk.work("Plan a visit") as work:
        held = the_session(work, session)
        if held.status == "cancelled":
            raise Problem(f"{held.title} was cancelled.", kept=UNCHANGED)
        seen = seen_people(work, held, trainers)
        observer_id, called = named(work, observer)
        refuse_dependent(work, held, (observer_id, called), [one.id for one, _ in seen])
        _refuse_twice(work, held, (observer_id, called))
        visit = put_visit(work, held, (observer_id, called), seen, purpose)
        visit.in_person = not held.virtual if in_person is None else in_person
        work.name = f"Plan a visit of {called} to {held.title}, {day_in_words(visit.on)}"
        work.about(visit.id)
        work.result = visit.id
    return work.done


def seen_people(work: Work, held: TrainingSession, trainers: Sequence[str] | None) -> list[tuple[Person, str]]:
    """Who is to be observed at a session, with the role they have there; Problem where nobody is on it."""
    places = work.find(select(Allocation).where(Allocation.session_id == held.id, Allocation.state.not_in(GONE)))
    places.sort(key=lambda one: (one.role != "lead", one.id))
    if trainers is not None:
        roles = {one.person_id: one.role for one in places}
        found = [the_person(work, one) for one in dict.fromkeys(trainers)]
        return [(one, roles.get(one.id, "")) for one in {one.id: one for one in found}.values()]
    if not places:
        raise Problem("Nobody is on this session yet, so there is nobody to observe.", kept=UNCHANGED)
    return [(work.get(Person, one.person_id), one.role) for one in places]


def refuse_dependent(
    work: Work, held: TrainingSession | None, observer: tuple[str | None, str], trainers: Sequence[str], on: str = ""
) -> None:
    """Refuse an observer who is not independent of these trainers on the session's days, or on one day."""
    work.session.flush()
    row = session_row(work.session, held.id) if held is not None else None
    days = [part.date for part in row.parts] if row is not None else [on]
    observed = observed_people(work.session, trainers, days, held.id if held is not None else None)
    if found := why_not(work.session, observer, observed, _first(held, on)):
        raise Problem(" ".join(found), kept=UNCHANGED, todo="Choose an observer who is independent.")


def _first(held: TrainingSession | None, on: str) -> date:
    return first_day(held) if held is not None else date.fromisoformat(on if len(on) == 10 else f"{on}-01")


def _refuse_twice(work: Work, held: TrainingSession, observer: tuple[str | None, str]) -> None:
    same = select(Visit).where(Visit.session_id == held.id, Visit.cancelled_on.is_(None))
    for visit in work.find(same):
        if (visit.observer_id, visit.observer_name) == observer:
            raise Problem(f"A visit of {observer[1]} to this session is planned already.", kept=UNCHANGED)


def put_visit(
    work: Work,
    held: TrainingSession,
    observer: tuple[str | None, str],
    seen: Sequence[tuple[Person, str]],
    purpose: str,
) -> Visit:
    """Add a visit to a session with an observation for each trainer, and the version the session is planned with."""
    version = held.delivered_version_id or held.planned_version_id or _version_in_use(work, held)
    visit = work.add(Visit(
        session_id=held.id, course_id=held.course_id, observer_id=observer[0], observer_name=observer[1], on=held.first_date,
        purpose=purpose_of(purpose).value, framework_id=framework_to_use(work, first_day(held)).id, version_id=version,
    ))  # fmt: skip
    put_seen(work, visit, seen)
    return visit


def _version_in_use(work: Work, held: TrainingSession) -> str | None:
    """The version of the course that was approved last before the session, where none is named on it."""
    approved = select(MaterialVersion).where(
        MaterialVersion.course_id == held.course_id, MaterialVersion.approved_on <= first_day(held),
        MaterialVersion.withdrawn_on.is_(None),
    )  # fmt: skip
    found = work.find(approved)
    return max(found, key=lambda one: (str(one.approved_on), one.id)).id if found else None


def put_seen(work: Work, visit: Visit, seen: Sequence[tuple[Person, str]]) -> None:
    """Add an observation to a visit for each trainer seen there."""
    for person, role in seen:
        work.add(Observation(
            person_id=person.id, course_id=visit.course_id, session_id=visit.session_id, observer_id=visit.observer_id,
            observer_name=visit.observer_name, on=visit.on, purpose=visit.purpose, state="", visit_id=visit.id, role=role or None,
        ))  # fmt: skip


@deed
def change_visit(
    desk: Desk, visit: str, observer: str | None = None, purpose: str | None = None, in_person: bool | None = None,
    learners: int | None = None, seen_from: str | None = None, seen_until: str | None = None,
    wellbeing_offered: bool | None = None, reported_through_procedure: bool | None = None, clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Change what is on record of a visit: observer, purpose, how many learners, which part was seen, what was offered or reported.

    Of wellbeing and of disclosures only that they were seen to is kept. `clear` empties learners, seen_from, seen_until.
    """
    if unknown := frozenset(clear or ()) - _EMPTIED:
        raise Problem(f"{', '.join(sorted(unknown))} cannot be cleared.", kept=UNCHANGED)
    with desk.work("Change a visit") as work:
        found = open_visit(work, visit)
        work.name = f"Change the visit of {day_in_words(found.on)}"
        work.about(found.id)
        if observer is not None:
            _change_observer(work, found, observer)
        if purpose is not None:
            found.purpose = purpose_of(purpose).value
            for one in observations_of(work, found):
                one.purpose = found.purpose
        times = {"seen_from": seen_from, "seen_until": seen_until}
        given = {field: time_of_day(text, field.replace("_", " ")) for field, text in times.items() if text}
        flags = {
            "in_person": in_person, "learners": learners, "wellbeing_offered": wellbeing_offered,
            "reported_through_procedure": reported_through_procedure,
        }  # fmt: skip
        for field, value in (given | {field: value for field, value in flags.items() if value is not None}).items():
            setattr(found, field, value)
        for field in clear or ():
            setattr(found, field, None)
        if found.seen_from and found.seen_until and found.seen_until <= found.seen_from:
            raise Problem(f"The visit cannot end at {found.seen_until} and begin at {found.seen_from}.", kept=UNCHANGED)
        if found.learners is not None and found.learners < 0:
            raise Problem("The number of learners cannot be below 0.", kept=UNCHANGED)
    return work.done


def _change_observer(work: Work, visit: Visit, observer: str) -> None:
    seen = observations_of(work, visit)
    if any(one.submitted_on is not None for one in seen):
        raise Problem("An observation of this visit is submitted; its observer stays.", kept=UNCHANGED)
    who = named(work, observer)
    held = work.get(TrainingSession, visit.session_id) if visit.session_id else None
    refuse_dependent(work, held, who, [one.person_id for one in seen], visit.on)
    visit.observer_id, visit.observer_name = who
    for one in seen:
        one.observer_id, one.observer_name = who


@deed
def add_trainer_seen(desk: Desk, visit: str, trainer: str, role: str | None = None) -> Done:
    """Observe one more trainer at a visit: somebody who stood in, say."""
    with desk.work("Observe one more trainer") as work:
        found, person = open_visit(work, visit), the_person(work, trainer)
        if any(one.person_id == person.id for one in observations_of(work, found)):
            raise Problem(f"{name_of(person)} is observed at this visit already.", kept=UNCHANGED)
        work.name = f"Observe {name_of(person)} as well"
        held = work.get(TrainingSession, found.session_id) if found.session_id else None
        refuse_dependent(work, held, (found.observer_id, found.observer_name or ""), [person.id], found.on)
        put_seen(work, found, [(person, role or "")])
    return work.done


@deed
def remove_trainer_seen(desk: Desk, observation: str) -> Done:
    """Take a trainer off a visit of whom nothing is judged or noted: they did not come, or were not seen."""
    with desk.work("Take a trainer off a visit") as work:
        seen = work.get(Observation, observation)
        visit = open_visit(work, seen.visit_id or "")
        person = work.get(Person, seen.person_id)
        noted = work.find(select(TimedNote).where(TimedNote.visit_id == visit.id, TimedNote.person_id == person.id))
        written = (seen.submitted_on, seen.reflected_on, seen.spoken_on, seen.outcome, *strengths_of(work, seen))
        if judgements_of(work, seen) or noted or any(written) or actions_of(work, seen) or seen.number > 1:
            raise Problem(f"Something is written of {name_of(person)} already.", kept=UNCHANGED)
        if len(observations_of(work, visit)) == 1:
            raise Problem("Nobody else is observed at this visit.", kept=UNCHANGED, todo="Cancel the visit instead.")
        work.name = f"Take {name_of(person)} off the visit"
        work.remove(seen)
        work.about(visit.id)
    return work.done


@deed
def start_visit(desk: Desk, visit: str, learners: int | None = None) -> Done:
    """Begin a visit: from now on notes and judgements are kept as they are made."""
    with desk.work("Start the visit") as work:
        found = open_visit(work, visit)
        if found.started_at is not None:
            raise Problem("This visit has begun already.", kept=UNCHANGED)
        held = work.get(TrainingSession, found.session_id) if found.session_id else None
        if held is not None and held.status == "cancelled":
            raise Problem(f"{held.title} was cancelled.", kept=UNCHANGED)
        if held is not None:  # it may have moved since the visit was planned
            found.on = held.first_date
            for one in observations_of(work, found):
                one.on = held.first_date
        work.name = f"Start the visit of {day_in_words(found.on)}"
        found.started_at = desk.clock.now().isoformat()
        if learners is not None:
            found.learners = learners
        work.about(found.id)
    return work.done


@deed
def finish_visit(desk: Desk, visit: str) -> Done:
    """Finish a visit: what is left is done with the trainers, each alone, reflection first."""
    with desk.work("Finish the visit") as work:
        found = begun_visit(work, visit)
        if found.finished_at is not None:
            raise Problem("This visit is finished already.", kept=UNCHANGED)
        work.name = f"Finish the visit of {day_in_words(found.on)}"
        found.finished_at = desk.clock.now().isoformat()
        work.about(found.id)
    return work.done


@deed
def resume_visit(desk: Desk, visit: str) -> Done:
    """Go on with a visit that was finished too early."""
    with desk.work("Go on with the visit") as work:
        found = begun_visit(work, visit)
        if found.finished_at is None:
            raise Problem("This visit is under way.", kept=UNCHANGED)
        if any(one.submitted_on is not None for one in observations_of(work, found)):
            raise Problem("An observation of this visit is submitted.", kept=UNCHANGED, todo="Correct it instead.")
        found.finished_at = None
        work.about(found.id)
    return work.done


@deed
def cancel_visit(desk: Desk, visit: str, reason: str) -> Done:
    """Cancel a visit, saying why; what was written stays readable."""
    if not reason.strip():
        raise Problem("Say why the visit is cancelled.", kept=UNCHANGED)
    with desk.work("Cancel a visit") as work:
        found = open_visit(work, visit)
        if any(one.submitted_on is not None for one in observations_of(work, found)):
            raise Problem("An observation of this visit is submitted.", kept=UNCHANGED, todo="Correct it instead.")
        work.name = f"Cancel the visit of {day_in_words(found.on)}"
        found.cancelled_on, found.cancelled_why = desk.today, reason.strip()
        work.about(found.id)
    return work.done
