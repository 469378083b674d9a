"""Observations that were not made in the program: a paper form keyed in later, and rows of an older log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.observing import purpose_of
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import checked_day, checked_outcome, refuse_seen_by
from trainerpool.operations.observations.counting import bring_to_evidence
from trainerpool.operations.observations.feedback import put_actions, put_strengths
from trainerpool.operations.observations.parts import (
    UNCHANGED,
    day_in_words,
    framework_to_use,
    name_of,
    named,
    time_of_day,
)
from trainerpool.operations.observations.visits import put_seen, put_visit, refuse_dependent, seen_people
from trainerpool.operations.references import the_course, the_person, the_session
from trainerpool.problem import Problem
from trainerpool.store.records import Observation, Person, Visit
from trainerpool.store.work import Done, Work


@deed
def enter_paper_visit(
    desk: Desk, observer: str, told_by: str, trainers: Sequence[str] | None = None, session: str | None = None,
    course: str | None = None, on: date | None = None, purpose: str = "Routine", in_person: bool = True,
    learners: int | None = None, seen_from: str | None = None, seen_until: str | None = None,
) -> Done:  # fmt: skip
    """Enter a visit from a paper form on the observer's behalf: of a session, or of a course on a day.

    Who told whom is kept with it. Judgements, strengths and actions are keyed in as for any visit (judge_several).
    """
    if not told_by.strip():
        raise Problem("Say who handed the form in.", kept=UNCHANGED)
    with desk.work("Enter a visit from paper") as work:
        observer_id, called = named(work, observer)
        if session is not None:
            held = the_session(work, session)
            seen = seen_people(work, held, trainers)
            refuse_dependent(work, held, (observer_id, called), [one.id for one, _ in seen])
            visit = put_visit(work, held, (observer_id, called), seen, purpose)
            visit.in_person = not held.virtual and in_person
        else:
            visit = _without_session(work, (observer_id, called), trainers, course, on, purpose)
            visit.in_person = in_person
        if visit.on > desk.today.isoformat():
            raise Problem(f"{day_in_words(visit.on)} has not come yet.", kept=UNCHANGED)
        _same_observer_again(work, visit)
        visit.started_at = visit.finished_at = desk.clock.now().isoformat()
        visit.entered_by, visit.told_by, visit.learners = desk.person, told_by.strip(), learners
        visit.seen_from = time_of_day(seen_from, "seen from") if seen_from else None
        visit.seen_until = time_of_day(seen_until, "seen until") if seen_until else None
        work.name = f"Enter the visit of {called}, {day_in_words(visit.on)}, from paper"
        work.about(visit.id)
        work.result = visit.id
    return work.done


def _without_session(
    work: Work, observer: tuple[str | None, str], trainers: Sequence[str] | None, course: str | None, on: date | None,
    purpose: str,
) -> Visit:  # fmt: skip
    if on is None or not trainers:
        raise Problem("Say which session, or which trainers were seen on which day.", kept=UNCHANGED)
    people = [(the_person(work, one), "") for one in dict.fromkeys(trainers)]
    refuse_dependent(work, None, observer, [person.id for person, _ in people], on.isoformat())
    visit = work.add(Visit(
        course_id=the_course(work, course).id if course else None, observer_id=observer[0], observer_name=observer[1],
        on=on.isoformat(), purpose=purpose_of(purpose).value, framework_id=framework_to_use(work, on).id,
    ))  # fmt: skip
    put_seen(work, visit, people)
    return visit


def _same_observer_again(work: Work, visit: Visit) -> None:
    """One visit is entered once: two of one observer on one day to one session would count twice."""
    same = select(Visit).where(
        Visit.on == visit.on, Visit.session_id == visit.session_id, Visit.id != visit.id, Visit.cancelled_on.is_(None),
        Visit.observer_name == visit.observer_name,
    )  # fmt: skip
    if visit.session_id is not None and work.find(same):
        raise Problem(
            f"A visit of {visit.observer_name} to this session is on record already.",
            kept=UNCHANGED,
            todo="Start that one, or cancel it.",
        )


@deed
def add_observation(
    desk: Desk, trainer: str, on: str, outcome: str | None = None, observer: str | None = None, course: str | None = None,
    session: str | None = None, purpose: str = "Routine", starred_met: bool | None = None,
    strengths: Sequence[str] | None = None, actions: Sequence[Mapping[str, Any]] | None = None, note: str | None = None,
    local_grade: str | None = None, source: str | None = None,
) -> Done:  # fmt: skip
    """Record an observation that was made and closed elsewhere, as a row of an older log tells of it.

    `local_grade` keeps the log's own words. An outcome that takes something away counts as decided then.
    """
    with desk.work("Record an observation") as work:
        person, held = the_person(work, trainer), the_session(work, session) if session else None
        day = checked_day(on)
        if day > desk.today.isoformat():
            raise Problem(f"{day_in_words(day)} has not come yet.", kept=UNCHANGED)
        observer_id, called = named(work, observer) if observer else (None, "")
        _refuse_same(work, person, day, called, the_course(work, course).id if course else None)
        if starred_met:
            refuse_seen_by(work, person.id, day, (observer_id, called))
        said = checked_outcome(EvidenceKind.OBSERVED_DELIVERY, outcome)
        seen = work.add(Observation(
            person_id=person.id, course_id=the_course(work, course).id if course else held.course_id if held else None,
            session_id=held.id if held else None, observer_id=observer_id, observer_name=called or None, on=day,
            purpose=purpose_of(purpose).value, outcome=said, starred_met=starred_met, note=note or None,
            local_grade=local_grade or None, source=source or None,
            seconded_on=desk.today if limits_delivery(said) else None,
        ))  # fmt: skip
        put_strengths(work, seen, strengths or ())
        put_actions(work, seen, actions or ())
        bring_to_evidence(work, desk, seen)
        work.name = f"Record an observation of {name_of(person)}, {day_in_words(day)}"
        work.result = seen.id
    return work.done


def _refuse_same(work: Work, person: Person, day: str, observer: str, course_id: str | None) -> None:
    same = select(Observation).where(Observation.person_id == person.id, Observation.on == day)
    if any((one.observer_name or "") == observer and one.course_id in (None, course_id) for one in work.find(same)):
        raise Problem(f"This observation of {name_of(person)} is on record already.", kept=UNCHANGED)
