"""Deeds on several sessions at once: made as a series, moved or cancelled as one, a term made anew from another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_course, the_session, the_venue
from trainerpool.operations.sessions.adding import check_sizes, copy_of
from trainerpool.operations.sessions.moving import put_on
from trainerpool.operations.sessions.parts import Part, called, checked_parts, put_parts
from trainerpool.problem import Problem
from trainerpool.store.records import SessionPart, TrainingSession
from trainerpool.store.work import Done, Work

_OPEN = ("planned", "to agree")


@deed
def add_series(
    desk: Desk, course: str, sessions: list[list[dict[str, str]]], venue: str | None = None, virtual: bool = False,
    max_learners: int | None = None, host_agency: str | None = None, places: int | None = None, notes: str | None = None,
    observable: bool = True, series: str | None = None,
) -> Done:  # fmt: skip
    """Add several sessions of a course as one series; sessions is a list of lists of parts."""
    checked = sorted((checked_parts(parts) for parts in sessions), key=lambda parts: parts[0].day)
    if not checked:
        raise Problem("A series needs at least one session.", kept="Nothing was changed.")
    check_sizes(max_learners, places)
    with desk.work("Add series") as work:
        found = the_course(work, course)
        first = in_words(date.fromisoformat(checked[0][0].day))
        work.name = f"Add {count_of(len(checked), 'session')} of {found.short_name} from {first}"
        place = the_venue(work, venue, virtual=virtual) if venue else None
        name = _free_name(work, series or f"{found.short_name} from {first}")
        host = the_agency(work, host_agency).id if host_agency else None
        for parts in checked:
            added = work.add(TrainingSession(
                course_id=found.id, title=found.title, venue_id=place.id if place else None, virtual=virtual, max_learners=max_learners,
                places=places, notes=notes, host_agency_id=host, observable=observable, series=name if len(checked) > 1 else None,
                status="planned", first_date=parts[0].day,
            ))  # fmt: skip
            put_parts(work, added, parts)
            if parts is checked[0]:
                work.about(added.id)
    return work.done


@deed
def duplicate_sessions(desk: Desk, copies: list[dict[str, object]], name: str | None = None) -> Done:
    """Make sessions like others on other days, all at once: copies is a list of {"session": ..., "parts": [...]}.

    Sessions of one series become one series again.
    """
    if not copies:
        raise Problem("There is no session to make.", kept="Nothing was changed.")
    with desk.work("Duplicate sessions") as work:
        work.name = name or f"Duplicate {count_of(len(copies), 'session')}"
        read = [_copy(work, one) for one in copies]
        names: dict[str, str] = {}
        first = min(parts[0].day for _, parts in read)
        for of, parts in read:
            if of.series and of.series not in names:
                base = of.series.split(" from ")[0]
                names[of.series] = _free_name(
                    work, f"{base} from {in_words(date.fromisoformat(first))}", names.values()
                )
            copy_of(work, of, parts, names.get(of.series or ""))
    return work.done


@deed
def move_series(desk: Desk, session: str, days: int, later_only: bool = True, ask_again: bool = False) -> Done:
    """Move a series by so many days (back when negative): this session and the later ones, or all that are still to come."""
    with desk.work("Move series") as work:
        found = the_session(work, session)
        some = _of_series(work, found, later_only=later_only)
        work.name = f"Move {count_of(len(some), 'session')} of {found.series} by {count_of(abs(days), 'day')}"
        for one in some:
            put_on(work, desk, one, _shifted(work, one, days), ask_again=ask_again)
        work.about(found.id)
    return work.done


@deed
def cancel_series(desk: Desk, session: str, reason: str | None = None, later_only: bool = True) -> Done:
    """Cancel a series: this session and the later ones, or all that are still to come."""
    with desk.work("Cancel series") as work:
        found = the_session(work, session)
        some = _of_series(work, found, later_only=later_only)
        work.name = f"Cancel {count_of(len(some), 'session')} of {found.series}"
        for one in some:
            one.status = "cancelled"
            if reason:
                one.notes = f"{one.notes}\n{reason}" if one.notes else reason
        work.about(found.id)
    return work.done


def _of_series(work: Work, session: TrainingSession, *, later_only: bool) -> list[TrainingSession]:
    if not session.series:
        raise Problem(f"{called(session)}, belongs to no series.", kept="Nothing was changed.")
    found = work.find(
        select(TrainingSession)
        .where(TrainingSession.series == session.series, TrainingSession.status.in_(_OPEN))
        .order_by(TrainingSession.first_date)
    )
    some = [one for one in found if not later_only or one.first_date >= session.first_date]
    if not some:
        raise Problem("No session of the series is still to come.", kept="Nothing was changed.")
    return some


def _shifted(work: Work, session: TrainingSession, days: int) -> list[Part]:
    parts = work.find(
        select(SessionPart).where(SessionPart.session_id == session.id).order_by(SessionPart.date, SessionPart.start)
    )
    if any(len(part.date) != 10 for part in parts):
        raise Problem(f"{called(session)}, has no day yet and cannot be moved by days.", kept="Nothing was changed.")
    shift = timedelta(days=days)
    return [Part((date.fromisoformat(part.date) + shift).isoformat(), part.start, part.end) for part in parts]


def _copy(work: Work, one: object) -> tuple[TrainingSession, list[Part]]:
    session = one.get("session") if isinstance(one, dict) else None
    parts = one.get("parts") if isinstance(one, dict) else None
    if not isinstance(session, str) or not isinstance(parts, list):
        raise Problem('A copy has the form {"session": ..., "parts": [...]}.', kept="Nothing was changed.")
    return the_session(work, session), checked_parts(parts)


def _free_name(work: Work, wanted: str, taken: Iterable[str] = ()) -> str:
    """The name wanted, with a number behind it where a series has it already."""
    there = set(
        work.session.scalars(select(TrainingSession.series).where(TrainingSession.series.is_not(None)).distinct())
    )
    there |= set(taken)
    number, name = 1, wanted
    while name in there:
        number += 1
        name = f"{wanted} ({number})"
    return name
