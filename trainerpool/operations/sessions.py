"""Deeds on training sessions: add, change, move, cancel; agree one that a trainer arranged."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_course, the_person, the_session, the_venue
from trainerpool.problem import Problem
from trainerpool.store.records import Allocation, AllocationStep, SessionPart, TrainingSession
from trainerpool.store.work import Done, Work

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?")


@dataclass(frozen=True)
class Part:
    """One civil part of a session: day, start and end."""

    day: str
    start: str | None
    end: str | None


def checked_parts(parts: Sequence[Mapping[str, str]]) -> list[Part]:
    """Parts as `[{"start": "YYYY-MM-DDTHH:MM", "end": ...}]`, in order; Problem where they make no sense."""
    if not parts:
        raise Problem("A session needs at least one part: a day, a start and an end.")
    found = [_part(number, part) for number, part in enumerate(parts, 1)]
    found.sort(key=lambda part: (part.day, part.start or ""))
    for earlier, later in itertools.pairwise(found):
        if earlier.day == later.day and earlier.end and later.start and later.start < earlier.end:
            raise Problem(
                f"Two parts of the session overlap on {in_words(date.fromisoformat(later.day))}.",
                kept="Nothing was changed.",
            )
    return found


def _part(number: int, part: object) -> Part:
    if not isinstance(part, Mapping):
        raise Problem(f'Part {number} is not of the form {{"start": ..., "end": ...}}.', kept="Nothing was changed.")
    start, end = _moment(number, part.get("start")), _moment(number, part.get("end"))
    if start is None:
        raise Problem(f"Part {number} has no start.", kept="Nothing was changed.")
    if end is not None and end[0] != start[0]:
        raise Problem(f"Part {number} ends on another day than it begins.", todo="Give each day its own part.")
    if end is not None and start[1] and end[1] and end[1] <= start[1]:
        raise Problem(
            f"Part {number} ends at {end[1]}, not after its start at {start[1]}.", kept="Nothing was changed."
        )
    return Part(start[0], start[1], end[1] if end else None)


def _moment(number: int, text: object) -> tuple[str, str | None] | None:
    if text is None or text == "":
        return None
    match = _MOMENT.fullmatch(text) if isinstance(text, str) else None
    try:
        if match is None:
            raise ValueError(text)  # noqa: TRY301 - one answer for every kind of wrong moment
        date.fromisoformat(match[1])
        time.fromisoformat(match[2] or "00:00")
    except ValueError as error:
        raise Problem(
            f"Part {number}: {text!r} is not a civil moment (YYYY-MM-DDTHH:MM).", kept="Nothing was changed."
        ) from error
    return match[1], match[2]


@deed
def add_session(
    desk: Desk, course: str, parts: list[dict[str, str]], venue: str | None = None, virtual: bool = False,
    max_learners: int | None = None, status: str = "planned", title: str | None = None, host_agency: str | None = None,
    places: int | None = None, reference: str | None = None, notes: str | None = None, arranged_by: str | None = None,
) -> Done:  # fmt: skip
    """Add a session of a course, in civil parts; one that a trainer arranged waits for agreement."""
    checked = checked_parts(parts)
    if max_learners is not None and max_learners < 1:
        raise Problem(f"A session for {max_learners} learners cannot be.")
    if status not in {"planned", "to agree", "cancelled", "delivered"}:
        raise Problem(f"A session is planned, to agree, cancelled or delivered; {status!r} was given.")
    with desk.work("Add session") as work:
        found = the_course(work, course)
        work.name = f"Add {found.short_name}, {in_words(date.fromisoformat(checked[0].day))}"
        place = the_venue(work, venue, virtual=virtual) if venue else None
        added = work.add(TrainingSession(
            course_id=found.id, title=title or found.title, venue_id=place.id if place else None, virtual=virtual,
            max_learners=max_learners, status="to agree" if arranged_by else status, places=places, reference=reference, notes=notes,
            host_agency_id=the_agency(work, host_agency).id if host_agency else None,
            arranged_by_id=the_person(work, arranged_by).id if arranged_by else None, first_date=checked[0].day,
        ))  # fmt: skip
        work.about(added.id)
        _put_parts(work, added, checked)
    return work.done


@deed
def change_session(
    desk: Desk, session: str, venue: str | None = None, virtual: bool | None = None, max_learners: int | None = None,
    title: str | None = None, places: int | None = None, notes: str | None = None, booked: int | None = None,
    attended: int | None = None, course: str | None = None,
) -> Done:  # fmt: skip
    """Change what is given of a session; its dates are moved with move_session."""
    with desk.work("Change session") as work:
        found = the_session(work, session)
        work.name = f"Change {found.title}, {in_words(date.fromisoformat(found.first_date))}"
        work.about(found.id)
        if venue is not None:
            found.venue_id = the_venue(work, venue, virtual=bool(virtual)).id if venue.strip() else None
        if course is not None:
            found.course_id = the_course(work, course).id
        given = {
            "virtual": virtual,
            "max_learners": max_learners,
            "title": title,
            "places": places,
            "notes": notes,
            "booked": booked,
            "attended": attended,
        }
        for field, value in given.items():
            if value is not None:
                setattr(found, field, value)
    return work.done


@deed
def move_session(desk: Desk, session: str, parts: list[dict[str, str]]) -> Done:
    """Move a session to other days or times; its trainers stay on it, and the rules say who can no longer come."""
    checked = checked_parts(parts)
    with desk.work("Move session") as work:
        found = the_session(work, session)
        work.name = f"Move {found.title} to {in_words(date.fromisoformat(checked[0].day))}"
        work.about(found.id)
        for part in work.find(select(SessionPart).where(SessionPart.session_id == found.id)):
            work.remove(part)
        found.first_date = checked[0].day
        _put_parts(work, found, checked)
    return work.done


@deed
def cancel_session(desk: Desk, session: str, reason: str | None = None) -> Done:
    """Cancel a session; it stays in the programme as cancelled."""
    return _set_status(desk, session, "cancelled", "Cancel", reason)


@deed
def agree_session(desk: Desk, session: str) -> Done:
    """Agree to a session that a trainer arranged."""
    return _set_status(desk, session, "planned", "Agree to", None)


@deed
def record_session_delivered(desk: Desk, session: str, attended: int | None = None) -> Done:
    """Record that a session took place, with how many attended."""
    return _set_status(desk, session, "delivered", "Record as delivered:", None, attended)


@deed
def record_team_delivered(desk: Desk, session: str, attended: int | None = None) -> Done:
    """Record a session as delivered by everybody who was confirmed or had accepted, with how many attended."""
    with desk.work("Record as delivered") as work:
        found = the_session(work, session)
        if found.first_date > desk.today.isoformat():
            raise Problem("The session has not been held yet.", kept="Nothing was changed.")
        work.name = f"Record {found.title}, {in_words(date.fromisoformat(found.first_date))}, as delivered"
        work.about(found.id)
        found.status = "delivered"
        if attended is not None:
            found.attended = attended
        team = select(Allocation).where(
            Allocation.session_id == found.id, Allocation.state.in_(("confirmed", "accepted"))
        )
        for one in work.find(team):
            one.state = "delivered"
            work.add(AllocationStep(allocation_id=one.id, state="delivered", on=desk.today, entered_by=desk.person))
    return work.done


def _set_status(
    desk: Desk, session: str, status: str, verb: str, reason: str | None, attended: int | None = None
) -> Done:
    with desk.work(verb) as work:
        found = the_session(work, session)
        work.name = f"{verb} {found.title}, {in_words(date.fromisoformat(found.first_date))}"
        work.about(found.id)
        found.status = status
        if reason:
            found.notes = f"{found.notes}\n{reason}" if found.notes else reason
        if attended is not None:
            found.attended = attended
    return work.done


def _put_parts(work: Work, session: TrainingSession, parts: Sequence[Part]) -> None:
    for part in parts:
        work.add(SessionPart(session_id=session.id, date=part.day, start=part.start, end=part.end))
