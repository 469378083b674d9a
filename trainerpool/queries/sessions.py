"""Training sessions with their parts, venue and team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select

from trainerpool.queries.agencies import agency_names
from trainerpool.queries.attendance import attendance_totals
from trainerpool.queries.courses import CourseRow, courses_by_id
from trainerpool.store.pool import Reader
from trainerpool.store.records import Allocation, AllocationStep, Person, SessionPart, TrainingSession, Venue

GONE = frozenset({"declined", "withdrawn", "substituted", "did not attend"})


@dataclass(frozen=True, slots=True)
class PartRow:
    """One civil part: date YYYY-MM-DD (or YYYY-MM), times HH:MM or empty."""

    date: str
    start: str
    end: str
    assumed: bool = False

    @property
    def minutes(self) -> int:
        """Its length; 0 where a time is not known."""
        if not self.start or not self.end:
            return 0
        return int(self.end[:2]) * 60 + int(self.end[3:]) - int(self.start[:2]) * 60 - int(self.start[3:])

    def moment(self, end: bool = False) -> str:
        """The civil moment as JSON has it: YYYY-MM-DDTHH:MM, or the date alone where no time is known."""
        time = self.end if end else self.start
        return f"{self.date}T{time}" if time else self.date


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """Somebody on a session, with the state they are in."""

    id: str
    session_id: str
    person_id: str
    name: str
    role: str
    state: str
    pinned: bool
    override_reason: str
    agency_id: str | None

    @property
    def counts(self) -> bool:
        """Whether they are one of the team: lead or co-trainer, and not gone."""
        return self.role in {"lead", "co-trainer"} and self.state not in GONE


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session for lists and pages; `course` is None where the title names none the pool knows.

    `booked` and `attended` add up from attendance by agency where it is recorded, else they are the figures told.
    """

    id: str
    course: CourseRow | None
    title: str
    parts: tuple[PartRow, ...]
    venue: str
    venue_id: str | None
    virtual: bool
    max_learners: int | None
    booked: int | None
    attended: int | None
    status: str
    places: int | None
    host_agency_id: str | None
    host_agency: str
    arranged_by_id: str | None
    series: str
    observable: bool
    reference: str
    notes: str
    team: tuple[AllocationRow, ...]

    @property
    def first_date(self) -> date:
        """The day it begins; the first of the month where only the month is known."""
        text = self.parts[0].date
        return date.fromisoformat(text if len(text) == 10 else f"{text}-01")

    @property
    def last_date(self) -> date:
        """The day of its last part."""
        text = self.parts[-1].date
        return date.fromisoformat(text if len(text) == 10 else f"{text}-01")

    @property
    def starts(self) -> datetime | None:
        """The civil moment it begins, or None where no time is known."""
        return (
            datetime.fromisoformat(self.parts[0].moment())
            if self.parts[0].start and len(self.parts[0].date) == 10
            else None
        )

    @property
    def minutes(self) -> int:
        """Its whole length; 0 where no times are known."""
        return sum(part.minutes for part in self.parts)

    @property
    def short_name(self) -> str:
        """The course's short name, else the title."""
        return self.course.short_name if self.course else self.title

    @property
    def trainers(self) -> tuple[AllocationRow, ...]:
        """The leads and co-trainers who are still on it."""
        return tuple(row for row in self.team if row.counts)


def sessions(
    reader: Reader, start: date | None = None, end: date | None = None, ids: tuple[str, ...] | None = None
) -> tuple[SessionRow, ...]:
    """Sessions in order of date; between two days (both included) or of these ids when asked."""
    wanted: list[ColumnElement[bool]] = []
    if start is not None:
        first = start.isoformat()
        wanted.append((TrainingSession.first_date >= first) | (TrainingSession.first_date == first[:7]))
    if end is not None:
        wanted.append(TrainingSession.first_date <= end.isoformat())
    if ids is not None:
        wanted.append(TrainingSession.id.in_(ids))
    return _rows(reader, wanted)


def session(reader: Reader, session_id: str) -> SessionRow | None:
    """One session, or None."""
    found = sessions(reader, ids=(session_id,))
    return found[0] if found else None


def _rows(reader: Reader, wanted: Sequence[ColumnElement[bool]]) -> tuple[SessionRow, ...]:
    found = reader.scalars(
        select(TrainingSession).where(*wanted).order_by(TrainingSession.first_date, TrainingSession.id)
    ).all()
    # A term of a large pool need not read the parts and teams of ten years: the same wish chooses them in the database.
    scope = select(TrainingSession.id).where(*wanted) if wanted else None
    known, agencies = courses_by_id(reader), agency_names(reader)
    venues = {row.id: row.name for row in reader.execute(select(Venue.id, Venue.name))}
    parts: dict[str, list[PartRow]] = defaultdict(list)
    part_query = select(
        SessionPart.session_id, SessionPart.date, SessionPart.start, SessionPart.end, SessionPart.assumed
    ).order_by(SessionPart.date, SessionPart.start)
    for row in reader.execute(part_query.where(SessionPart.session_id.in_(scope)) if scope is not None else part_query):
        parts[row.session_id].append(PartRow(row.date, row.start or "", row.end or "", row.assumed))
    counted = attendance_totals(reader, scope)
    teams: dict[str, list[AllocationRow]] = defaultdict(list)
    for allocation in allocations(reader, session_ids=scope):
        teams[allocation.session_id].append(allocation)
    return tuple(
        SessionRow(
            item.id, known.get(item.course_id or ""), item.title, tuple(parts[item.id]) or (PartRow(item.first_date, "", ""),),
            venues.get(item.venue_id or "", ""), item.venue_id, item.virtual, item.max_learners,
            counted[item.id].booked if item.id in counted else item.booked,
            counted[item.id].in_the_room if item.id in counted else item.attended, item.status,
            item.places, item.host_agency_id, agencies.get(item.host_agency_id or "", ""), item.arranged_by_id, item.series or "",
            item.observable, item.reference or "", item.notes or "", tuple(teams[item.id]),
        )
        for item in found
    )  # fmt: skip


def allocations(
    reader: Reader, session_ids: Sequence[str] | Select[str] | None = None, person_id: str | None = None
) -> tuple[AllocationRow, ...]:
    """Who is on what: leads first; of these sessions, or of those a question chooses."""
    statement = (
        select(
            Allocation.id, Allocation.session_id, Allocation.person_id, Person.given_name, Person.family_name, Allocation.role,
            Allocation.state, Allocation.pinned, Allocation.override_reason, Allocation.agency_id,
        )
        .join(Person, Person.id == Allocation.person_id)
        .order_by(Allocation.session_id, Allocation.role.desc(), Person.family_name, Person.given_name, Allocation.id)
    )  # fmt: skip
    if session_ids is not None:
        statement = statement.where(Allocation.session_id.in_(session_ids))
    if person_id is not None:
        statement = statement.where(Allocation.person_id == person_id)
    return tuple(
        AllocationRow(
            row.id, row.session_id, row.person_id, f"{row.given_name} {row.family_name}".strip(), row.role, row.state, row.pinned,
            row.override_reason or "", row.agency_id,
        )
        for row in reader.execute(statement)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AllocationStepRow:
    """One step an allocation came through."""

    state: str
    on: date
    reason: str
    told_by: str
    entered_by: str


def allocation_steps(reader: Reader, allocation_id: str) -> tuple[AllocationStepRow, ...]:
    """Every step of an allocation, in order."""
    rows = reader.scalars(
        select(AllocationStep)
        .where(AllocationStep.allocation_id == allocation_id)
        .order_by(AllocationStep.on, AllocationStep.id)
    )
    return tuple(
        AllocationStepRow(row.state, row.on, row.reason or "", row.told_by or "", row.entered_by or "") for row in rows
    )
