"""Deeds on training sessions: add one, change what is said of it, make another like it."""

from __future__ import annotations

from trainerpool.domain.dates import in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_course, the_person, the_session, the_venue
from trainerpool.operations.sessions.attendance import is_told_by_agency
from trainerpool.operations.sessions.parts import Part, called, checked_parts, first_day, put_parts
from trainerpool.problem import Problem
from trainerpool.store.records import TrainingSession
from trainerpool.store.work import Done, Work

_STATUSES = ("planned", "to agree", "cancelled", "delivered")


@deed
def add_session(
    desk: Desk, course: str, parts: list[dict[str, str]], venue: str | None = None, virtual: bool = False,
    max_learners: int | None = None, status: str = "planned", title: str | None = None, host_agency: str | None = None,
    places: int | None = None, reference: str | None = None, notes: str | None = None, arranged_by: str | None = None,
    observable: bool = True, series: str | None = None,
) -> Done:  # fmt: skip
    """Add a session of a course, in civil parts; one that a trainer arranged waits for agreement."""
    checked = checked_parts(parts)
    check_sizes(max_learners, places)
    if status not in _STATUSES:
        raise Problem(f"A session is planned, to agree, cancelled or delivered; {status!r} was given.")
    with desk.work("Add session") as work:
        found = the_course(work, course)
        place = the_venue(work, venue, virtual=virtual) if venue else None
        added = work.add(TrainingSession(
            course_id=found.id, title=title or found.title, venue_id=place.id if place else None, virtual=virtual,
            max_learners=max_learners, status="to agree" if arranged_by else status, places=places, reference=reference, notes=notes,
            host_agency_id=the_agency(work, host_agency).id if host_agency else None, observable=observable, series=series,
            arranged_by_id=the_person(work, arranged_by).id if arranged_by else None, first_date=checked[0].day,
        ))  # fmt: skip
        work.name = f"Add {found.short_name}, {in_words(first_day(added))}"
        work.about(added.id)
        put_parts(work, added, checked)
    return work.done


@deed
def change_session(
    desk: Desk, session: str, venue: str | None = None, virtual: bool | None = None, max_learners: int | None = None,
    title: str | None = None, places: int | None = None, notes: str | None = None, booked: int | None = None,
    attended: int | None = None, course: str | None = None, host_agency: str | None = None, reference: str | None = None,
    observable: bool | None = None,
) -> Done:  # fmt: skip
    """Change what is given of a session; an empty text, or 0 learners or places, takes out what was said. Dates are moved with move_session."""
    check_sizes(max_learners or None, places or None)
    with desk.work("Change session") as work:
        found = the_session(work, session)
        work.name = f"Change {called(found)}"
        work.about(found.id)
        if (booked is not None or attended is not None) and is_told_by_agency(work, found.id):
            raise Problem(
                "Attendance of this session is recorded by agency, and adds up from there.",
                kept="Nothing was changed.",
                todo="Change it with record_attendance.",
            )
        if venue is not None:
            found.venue_id = the_venue(work, venue, virtual=bool(virtual)).id if venue.strip() else None
        if course is not None:
            _change_course(work, found, course)
        if host_agency is not None:
            found.host_agency_id = the_agency(work, host_agency).id if host_agency.strip() else None
        for field, value in {
            "virtual": virtual,
            "booked": booked,
            "attended": attended,
            "observable": observable,
        }.items():
            if value is not None:
                setattr(found, field, value)
        for field, size in {"max_learners": max_learners, "places": places}.items():
            if size is not None:
                setattr(found, field, size or None)
        for field, text in {"notes": notes, "reference": reference}.items():
            if text is not None:
                setattr(found, field, text.strip() or None)
        if title:
            found.title = title
    return work.done


@deed
def duplicate_session(desk: Desk, session: str, parts: list[dict[str, str]]) -> Done:
    """Make another session like this one on other days: planned, with nobody on it and nothing of what was recorded."""
    checked = checked_parts(parts)
    with desk.work("Duplicate session") as work:
        found = the_session(work, session)
        made = copy_of(work, found, checked)
        work.name = f"Duplicate {called(found)} to {in_words(first_day(made))}"
        work.about(made.id)
    return work.done


def copy_of(work: Work, of: TrainingSession, parts: list[Part], series: str | None = None) -> TrainingSession:
    """A planned session like another one, on other days."""
    made = work.add(TrainingSession(
        course_id=of.course_id, title=of.title, venue_id=of.venue_id, virtual=of.virtual, max_learners=of.max_learners, places=of.places,
        host_agency_id=of.host_agency_id, observable=of.observable, series=series, status="planned", first_date=parts[0].day,
    ))  # fmt: skip
    put_parts(work, made, parts)
    return made


def check_sizes(max_learners: int | None, places: int | None) -> None:
    """Problem for a session of no learners or of no trainers."""
    if max_learners is not None and max_learners < 1:
        raise Problem(f"A session for {max_learners} learners cannot be.", kept="Nothing was changed.")
    if places is not None and places < 1:
        raise Problem(f"A session with {places} trainers cannot be.", kept="Nothing was changed.")


def _change_course(work: Work, session: TrainingSession, course: str) -> None:
    """Another course; a title that was the old course's own becomes the new one's."""
    new = the_course(work, course)
    if new.id == session.course_id:
        return
    session.course_id, session.title = new.id, new.title
