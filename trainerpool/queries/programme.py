"""What the programme's page shows at once: sessions with their staffing, days off, and what its forms offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from trainerpool.domain.dates import in_words, month_end
from trainerpool.queries.agencies import agency_names
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.queries.settings import TermRow, days_off, terms
from trainerpool.queries.staffing import StaffingRow, staffing
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, AllocationStep, Person, TrainingSession, Venue


@dataclass(frozen=True)
class ProgrammePage:
    """The sessions of some days in order, and what belongs to showing and changing them.

    `first` and `last` are the days of the earliest and the latest session of the pool; `waiting` are the sessions that
    trainers arranged and that wait for agreement, whenever they are.
    """

    start: date
    end: date
    rows: tuple[StaffingRow, ...]
    off: Mapping[date, str]
    courses: tuple[CourseRow, ...]
    venues: tuple[str, ...]
    agencies: Mapping[str, str]
    terms: tuple[TermRow, ...]
    first: date | None = None
    last: date | None = None
    waiting: tuple[SessionRow, ...] = ()
    arranged_by: Mapping[str, str] = field(default_factory=dict)

    def term_in_words(self, day: date) -> tuple[str, str]:
        """The term that the month of a day touches, and its days: "Spring term 2027", "11 Jan to 26 Mar 2027"."""
        last = month_end(day)
        found = next((term for term in self.terms if term.start <= last and term.end >= day), None)
        if found is None:
            return "", ""
        start = in_words(found.start)
        return found.name, f"{start[:-5] if found.start.year == found.end.year else start} to {in_words(found.end)}"


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where a session stands in its series: which of how many, and how many from it on are still to come."""

    number: int
    count: int
    later: int


def programme(reader: Reader, start: date, end: date, today: date) -> ProgrammePage:
    """The programme between two days, both included."""
    venues = tuple(reader.scalars(select(Venue.name).where(Venue.active).order_by(Venue.name)))
    rows = staffing(reader, today, start, end)
    earliest, latest = reader.execute(
        select(func.min(TrainingSession.first_date), func.max(TrainingSession.first_date))
    ).one()
    ids = tuple(reader.scalars(select(TrainingSession.id).where(TrainingSession.status == "to agree")))
    waiting = sessions(reader, ids=ids) if ids else ()
    return ProgrammePage(
        start, end, rows, days_off(reader), courses(reader), venues, agency_names(reader), terms(reader), _day(earliest), _day(latest),
        waiting, _names(reader, [row.arranged_by_id for row in waiting if row.arranged_by_id]),
    )  # fmt: skip


def waiting_count(reader: Reader) -> int:
    """How many sessions that trainers arranged wait for agreement."""
    return reader.scalar(select(func.count()).where(TrainingSession.status == "to agree")) or 0


def series_place(reader: Reader, session_id: str) -> SeriesPlace | None:
    """Where a session stands in its series; None where it belongs to none."""
    series = reader.scalar(select(TrainingSession.series).where(TrainingSession.id == session_id))
    if not series:
        return None
    rows = reader.execute(
        select(TrainingSession.id, TrainingSession.status)
        .where(TrainingSession.series == series)
        .order_by(TrainingSession.first_date, TrainingSession.id)
    ).all()
    number = next(place for place, row in enumerate(rows, 1) if row.id == session_id)
    later = sum(row.status in {"planned", "to agree"} for row in rows[number - 1 :])
    return SeriesPlace(number, len(rows), later)


def answers_due(reader: Reader, session_id: str) -> dict[str, date]:
    """Allocation -> the day by which the offer that has no answer yet is to be answered."""
    rows = reader.execute(
        select(AllocationStep.allocation_id, func.max(AllocationStep.answer_by))
        .join(Allocation, Allocation.id == AllocationStep.allocation_id)
        .where(
            Allocation.session_id == session_id, Allocation.state == "offered", AllocationStep.answer_by.is_not(None)
        )
        .group_by(AllocationStep.allocation_id)
    )
    return {allocation: until for allocation, until in rows if until is not None}


def _names(reader: Reader, ids: Sequence[str]) -> dict[str, str]:
    if not ids:
        return {}
    found = reader.execute(select(Person.id, Person.given_name, Person.family_name).where(Person.id.in_(ids)))
    return {row.id: f"{row.given_name} {row.family_name}".strip() for row in found}


def _day(text: str | None) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
