"""The pool as an import compares it: people with their agency and evidence, sessions with parts and team, venues."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.queries.agencies import agency_of_everyone
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    Agency,
    AgencyAlias,
    Allocation,
    Course,
    CourseAlias,
    EvidenceItem,
    Membership,
    Person,
    SessionPart,
    TrainingSession,
    Unavailability,
    Venue,
)


@dataclass(frozen=True, slots=True)
class AgencyNow:
    """An agency with its other spellings."""

    id: str
    name: str
    merged_into_id: str | None
    aliases: tuple[tuple[str, str], ...]  # (id, text)


@dataclass(frozen=True, slots=True)
class CourseNow:
    """A course with its other spellings; minutes of one day."""

    id: str
    code: str
    title: str
    minutes: int | None
    days: int
    aliases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonNow:
    """A person with the agency of the day; fields as text, "" where there is none."""

    id: str
    given_name: str
    family_name: str
    role: str
    known_as: str
    email: str
    phone: str
    job_title: str
    notes: str
    agency_id: str | None


@dataclass(frozen=True, slots=True)
class MembershipNow:
    """Who belongs to which agency, from and until."""

    id: str
    person_id: str
    agency_id: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class EvidenceNow:
    """An item of evidence as it stands: its latest revision; `root` is the id of the first."""

    root: str
    id: str
    person_id: str
    kind: str
    on: str
    until: date | None
    course_id: str | None
    note: str
    outcome: str
    source: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class TeamNow:
    """Somebody on a session."""

    id: str
    person_id: str
    role: str
    state: str


@dataclass(slots=True)
class SessionNow:
    """A session: its fields as records have them, its parts as (id, date, start, end, assumed), and its team."""

    id: str
    values: dict[str, Any]
    parts: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    team: list[TeamNow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AbsenceNow:
    """Days somebody is away, both included."""

    id: str
    person_id: str
    start: date
    end: date
    note: str


def agencies_now(reader: Reader) -> tuple[AgencyNow, ...]:
    """Every agency, merged ones too."""
    spellings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reader.execute(select(AgencyAlias.agency_id, AgencyAlias.id, AgencyAlias.text)):
        spellings[row[0]].append((row[1], row[2]))
    rows = reader.execute(select(Agency.id, Agency.name, Agency.merged_into_id).order_by(Agency.name))
    return tuple(AgencyNow(row[0], row[1], row[2], tuple(spellings[row[0]])) for row in rows)


def courses_now(reader: Reader) -> tuple[CourseNow, ...]:
    """Every course."""
    spellings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reader.execute(select(CourseAlias.course_id, CourseAlias.id, CourseAlias.text)):
        spellings[row[0]].append((row[1], row[2]))
    rows = reader.execute(select(Course.id, Course.code, Course.title, Course.minutes, Course.days))
    return tuple(CourseNow(row[0], row[1] or "", row[2], row[3], row[4], tuple(spellings[row[0]])) for row in rows)


def people_now(reader: Reader, on: date) -> tuple[PersonNow, ...]:
    """Everybody the pool knows."""
    homes = agency_of_everyone(reader, on)
    rows = reader.execute(
        select(
            Person.id, Person.given_name, Person.family_name, Person.role, Person.known_as, Person.email, Person.phone,
            Person.job_title, Person.notes,
        )
    )  # fmt: skip
    return tuple(
        PersonNow(
            row[0], row[1], row[2], row[3], row[4] or "", row[5] or "", row[6] or "", row[7] or "", row[8] or "",
            homes.get(row[0]),
        )
        for row in rows
    )  # fmt: skip


def memberships_now(reader: Reader) -> tuple[MembershipNow, ...]:
    """Who belongs to which agency."""
    rows = reader.execute(
        select(Membership.id, Membership.person_id, Membership.agency_id, Membership.start, Membership.end)
    )
    return tuple(MembershipNow(*row) for row in rows)


def evidence_now(reader: Reader) -> dict[str, list[EvidenceNow]]:
    """Person -> evidence, each item in its latest revision, retracted ones marked."""
    rows = reader.execute(
        select(
            EvidenceItem.id, EvidenceItem.person_id, EvidenceItem.evidence_kind, EvidenceItem.on, EvidenceItem.until,
            EvidenceItem.course_id, EvidenceItem.note, EvidenceItem.outcome, EvidenceItem.source,
            EvidenceItem.replaces_id, EvidenceItem.retracted,
        ).order_by(EvidenceItem.recorded_at, EvidenceItem.id)
    ).all()  # fmt: skip
    root_of: dict[str, str] = {}
    latest: dict[str, EvidenceNow] = {}
    for item, person, kind, on, until, course, note, outcome, source, replaces, retracted in rows:
        root = root_of[item] = root_of.get(replaces, replaces) if replaces else item
        latest[root] = EvidenceNow(
            root, item, person, kind, on, until, course, note or "", outcome or "", source or "", retracted
        )
    found: dict[str, list[EvidenceNow]] = defaultdict(list)
    for held in latest.values():
        found[held.person_id].append(held)
    return found


_SESSION_FIELDS = (
    "course_id", "title", "venue_id", "virtual", "max_learners", "booked", "attended", "status", "host_agency_id",
    "reference", "notes", "first_date",
)  # fmt: skip


def sessions_now(reader: Reader) -> dict[str, SessionNow]:
    """Id -> session with parts and team."""
    columns = [getattr(TrainingSession, name) for name in _SESSION_FIELDS]
    found = {
        row[0]: SessionNow(row[0], dict(zip(_SESSION_FIELDS, row[1:], strict=True)))
        for row in reader.execute(select(TrainingSession.id, *columns))
    }
    part = (SessionPart.session_id, SessionPart.id, SessionPart.date, SessionPart.start, SessionPart.end)
    for row in reader.execute(select(*part, SessionPart.assumed).order_by(SessionPart.date, SessionPart.start)):
        found[row[0]].parts.append((row[1], row[2], row[3] or "", row[4] or "", row[5]))
    team = (Allocation.session_id, Allocation.id, Allocation.person_id, Allocation.role, Allocation.state)
    for member in reader.execute(select(*team).order_by(Allocation.id)):
        found[member[0]].team.append(TeamNow(member[1], member[2], member[3], member[4]))
    return found


def venues_now(reader: Reader) -> dict[str, str]:
    """Id -> name."""
    return {row[0]: row[1] for row in reader.execute(select(Venue.id, Venue.name))}


def absences_now(reader: Reader) -> tuple[AbsenceNow, ...]:
    """When people are away."""
    rows = reader.execute(
        select(
            Unavailability.id, Unavailability.person_id, Unavailability.start, Unavailability.end, Unavailability.note
        )
    )
    return tuple(AbsenceNow(row[0], row[1], row[2], row[3], row[4] or "") for row in rows)


def hosted_by(reader: Reader, agency_ids: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """What names these agencies as the one of the day: (kind of record, id, agency), sessions and allocations."""
    sessions = select(TrainingSession.id, TrainingSession.host_agency_id)
    allocations = select(Allocation.id, Allocation.agency_id)
    found = [
        ("training_session", row[0], row[1] or "")
        for row in reader.execute(sessions.where(TrainingSession.host_agency_id.in_(agency_ids)))
    ]
    found += [
        ("allocation", row[0], row[1] or "")
        for row in reader.execute(allocations.where(Allocation.agency_id.in_(agency_ids)))
    ]
    return tuple(found)
