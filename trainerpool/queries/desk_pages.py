"""The other pages of somebody's own desk: one session whole, getting ready, availability, standing, reflections, what to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from trainerpool.domain import offers as way
from trainerpool.domain.dates import add_months, in_words
from trainerpool.domain.getting_ready import PROMPTS, REFLECTIONS_A_YEAR, ReadyStepKind
from trainerpool.domain.standing import Standing
from trainerpool.exchange.carrying.returned import Change, Returned
from trainerpool.queries.agencies import agency_names, agency_of_everyone
from trainerpool.queries.availability import AwayRow, WeekdaysRow, absences, weekday_patterns
from trainerpool.queries.desk_sessions import MySessionRow, desk_ground, my_session_row, my_sessions
from trainerpool.queries.own_work import HeldFileRow, SentRow, held_file, own_work, sent_returns
from trainerpool.queries.returns import plan_in_words
from trainerpool.queries.session_place import Where, where_of
from trainerpool.queries.sessions import SessionRow, session, sessions
from trainerpool.queries.standings import standing_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    AvailabilityAnswer,
    AvailabilityCall,
    KeptFile,
    MaterialVersion,
    Person,
    ReadyStep,
    Reflection,
    SessionReport,
)


@dataclass(frozen=True, slots=True)
class PackChange:
    """The version of the pack a session uses, with what changed in it, and whether it was read."""

    version_id: str
    version: str
    replaces: str
    note: str
    read_on: date | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ring or write to."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else on a session, with their work contacts and how far their place has come."""

    person_id: str
    name: str
    agency: str
    role: str
    email: str
    phone: str
    state: str


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack; `is_here` where its body came along."""

    id: str
    name: str
    size: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """One step of getting ready for a session."""

    step: str
    words: str
    detail: str
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What the holder reported of a session."""

    on: date
    as_planned: bool | None
    version_id: str
    who_did_what: str
    issues: str


@dataclass(frozen=True, slots=True)
class ReflectionRow:
    """A reflection, free or by prompts; `session` in words where it is on one."""

    id: str
    on: date
    session_id: str
    session: str
    text: str
    answers: tuple[tuple[str, str], ...]
    shared: bool


@dataclass(frozen=True)
class MySessionPage:
    """One session of the holder, whole. `may` names the deeds that are open: accept, decline, withdraw, report."""

    row: MySessionRow
    session: SessionRow
    pack: PackChange | None
    where: Where
    business_unit: Contact
    team: tuple[Colleague, ...]
    plan: tuple[tuple[str, str], ...]
    files: tuple[PackFile, ...]
    steps: tuple[ReadyRow, ...]
    report: ReportRow | None
    reflections: tuple[ReflectionRow, ...]
    may: frozenset[str]


@dataclass(frozen=True)
class ReadySessionRow:
    """A session to come with its steps of getting ready."""

    session: MySessionRow
    steps: tuple[ReadyRow, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call for availability, and the day it was answered."""

    id: str
    start: date
    end: date
    answer_by: date
    note: str
    answered_on: date | None


@dataclass(frozen=True)
class MyAvailability:
    """When the holder is away, on which weekdays they deliver, what is asked, and their sessions inside an absence."""

    absences: tuple[AwayRow, ...]
    weekdays: tuple[WeekdaysRow, ...]
    calls: tuple[CallRow, ...]
    sessions_inside: tuple[MySessionRow, ...]


@dataclass(frozen=True)
class MyStanding:
    """Where the holder stands: as told on the day of the carry file, and as worked out here from their own evidence."""

    told: dict[str, Any]
    now: Standing


@dataclass(frozen=True)
class MyReflections:
    """The journal, latest first; how many of the year's there are, and the deliveries without one."""

    rows: tuple[ReflectionRow, ...]
    this_year: int
    wanted: tuple[MySessionRow, ...]
    of: int = REFLECTIONS_A_YEAR


@dataclass(frozen=True, slots=True)
class SendRow:
    """One thing that would be sent, in the sentence the Business Unit will read; `is_sent` where a return said it already."""

    key: str
    text: str
    detail: str
    at: datetime
    is_sent: bool


@dataclass(frozen=True)
class ToSend:
    """What would be sent, how much of it was never sent, and the last return made here."""

    rows: tuple[SendRow, ...]
    last_sent: SentRow | None
    held: HeldFileRow

    @property
    def unsent(self) -> int:
        """How many things no return has said yet."""
        return sum(not row.is_sent for row in self.rows)


def my_session(reader: Reader, person: str, session_id: str, today: date) -> MySessionPage | None:
    """One session of the holder with everything known of it, or None."""
    row, ground = session(reader, session_id), desk_ground(reader, person, today)
    if row is None:
        return None
    mine, version = my_session_row(ground, row), ground.version_of(row)
    planned = reader.get(MaterialVersion, version.id) if version is not None else None
    held = held_file(reader)
    unit = (held.told.get("business_unit") or {}) if held else {}
    reports = reader.scalars(
        select(SessionReport).where(SessionReport.session_id == row.id, SessionReport.person_id == person)
    ).all()
    others = ground.versions.get(row.course.id, ()) if row.course else ()
    before = [one.version for one in others if version is not None and one.id != version.id and one.id in ground.read]
    return MySessionPage(
        mine, row,
        PackChange(
            planned.id, planned.version, before[-1] if before else "", planned.change_note or "", ground.read.get(planned.id)
        ) if planned is not None else None,
        where_of(reader, row),
        Contact(unit.get("name", ""), unit.get("email", ""), unit.get("phone", "")), _team(reader, row, person),
        tuple((str(one.get("at", "")), str(one.get("title", ""))) for one in (planned.plan if planned is not None else [])),
        _files(reader, planned.id) if planned is not None else (),
        _steps(reader, person, row.id, read_on=ground.read.get(planned.id) if planned is not None else None),
        ReportRow(
            reports[0].on, reports[0].as_planned, reports[0].version_id or "", reports[0].who_did_what or "", reports[0].issues or ""
        ) if reports else None,
        tuple(one for one in _reflections(reader, person) if one.session_id == row.id), _may(row, mine, today),
    )  # fmt: skip


def _may(row: SessionRow, mine: MySessionRow, today: date) -> frozenset[str]:
    if row.status in {"cancelled", "to agree"}:
        return frozenset()
    found = set()
    if mine.state == way.OFFERED:
        found |= {"accept", "decline"}
    elif mine.state in {way.ACCEPTED, way.CONFIRMED} and row.last_date >= today:
        found.add("withdraw")
    elif mine.state == way.DECLINED:
        found.add("accept")
    if row.first_date <= today and mine.state in {way.OFFERED, way.ACCEPTED, way.CONFIRMED, way.DELIVERED}:
        found.add("report")
    return frozenset(found)


def _team(reader: Reader, row: SessionRow, person: str) -> tuple[Colleague, ...]:
    names, homes = agency_names(reader), agency_of_everyone(reader, row.first_date)
    found = []
    for one in row.team:
        if one.person_id == person or one.state in way.GONE:
            continue
        known = reader.get(Person, one.person_id)
        agency = names.get(one.agency_id or homes.get(one.person_id, "") or "", "")
        email, phone = (known.email or "", known.phone or "") if known is not None else ("", "")
        found.append(Colleague(one.person_id, one.name, agency, one.role, email, phone, one.state))
    return tuple(found)


def _files(reader: Reader, version_id: str) -> tuple[PackFile, ...]:
    rows = reader.scalars(
        select(KeptFile).where(KeptFile.owner_id == version_id).order_by(KeptFile.position, KeptFile.name)
    )
    return tuple(PackFile(row.id, row.name, row.size, bool(row.body)) for row in rows)


def _steps(reader: Reader, person: str, session_id: str, read_on: date | None) -> tuple[ReadyRow, ...]:
    asked = select(ReadyStep).where(ReadyStep.person_id == person, ReadyStep.session_id == session_id)
    known = {row.step: row for row in reader.scalars(asked)}
    found = []
    for kind in ReadyStepKind:
        row = known.get(kind.value)
        done = row.done_on if row is not None else None
        if kind is ReadyStepKind.MATERIAL:
            done = done or read_on
        found.append(ReadyRow(kind.value, kind.words, kind.detail, done, (row.note or "") if row is not None else ""))
    return tuple(found)


def get_ready(reader: Reader, person: str, today: date) -> tuple[ReadySessionRow, ...]:
    """The holder's sessions to come with their steps, the soonest first."""
    ground = desk_ground(reader, person, today)
    found = []
    for one in my_sessions(reader, person, today).coming:
        row = session(reader, one.id)
        version = ground.version_of(row) if row is not None else None
        read_on = ground.read.get(version.id) if version is not None else None
        found.append(ReadySessionRow(one, _steps(reader, person, one.id, read_on)))
    return tuple(found)


def my_availability(reader: Reader, person: str, today: date) -> MyAvailability:
    """The holder's absences and weekdays, the calls that are open or answered, and sessions that fall inside an absence."""
    away = absences(reader, person)
    answers = reader.execute(
        select(AvailabilityAnswer.call_id, AvailabilityAnswer.on).where(AvailabilityAnswer.person_id == person)
    )
    answered = {row.call_id: row.on for row in answers}
    asked = reader.scalars(
        select(AvailabilityCall).where(AvailabilityCall.end >= today).order_by(AvailabilityCall.answer_by)
    )
    own = my_sessions(reader, person, today)
    inside = [
        one for one in (*own.asked, *own.coming) if any(row.start <= one.day <= row.end for row in away)
    ]  # fmt: skip
    return MyAvailability(
        tuple(row for row in away if row.end >= today), weekday_patterns(reader, person),
        tuple(CallRow(row.id, row.start, row.end, row.answer_by, row.note or "", answered.get(row.id)) for row in asked),
        tuple(inside),
    )  # fmt: skip


def my_standing(reader: Reader, person: str, today: date) -> MyStanding:
    """Where the holder stands, as told and as worked out here."""
    held = held_file(reader)
    return MyStanding((held.told.get("standing") or {}) if held else {}, standing_of(reader, person, today))


def my_reflections(reader: Reader, person: str, today: date) -> MyReflections:
    """The holder's journal, and the deliveries of the last year without a page in it."""
    rows = _reflections(reader, person)
    since = add_months(today, -12) + timedelta(days=1)
    written = {row.session_id for row in rows}
    wanted = tuple(
        one for one in my_sessions(reader, person, today).delivered if one.day >= since and one.id not in written
    )
    return MyReflections(rows, sum(since <= row.on <= today for row in rows), wanted)


def _reflections(reader: Reader, person: str) -> tuple[ReflectionRow, ...]:
    rows = reader.scalars(
        select(Reflection).where(Reflection.person_id == person).order_by(Reflection.on.desc(), Reflection.id.desc())
    ).all()
    wanted = tuple({row.session_id for row in rows if row.session_id})
    named = {one.id: f"{one.title}, {in_words(one.first_date, weekday=True)}" for one in sessions(reader, ids=wanted)}
    return tuple(
        ReflectionRow(
            row.id, row.on, row.session_id or "", named.get(row.session_id or "", ""), row.text or "",
            tuple((question, str(row.answers[key])) for key, question in PROMPTS.items() if (row.answers or {}).get(key)),
            row.shared,
        )
        for row in rows
    )  # fmt: skip


def to_send(reader: Reader) -> ToSend | None:
    """What the holder's next return would say, in the order it was done; None where no carry file is held."""
    held, work, returns = held_file(reader), own_work(reader), sent_returns(reader)
    if held is None:
        return None
    changes: tuple[Change, ...] = work.changes
    unsent = {(one.kind, one.record) for one in work.unsent}
    content = Returned("", 0, held.pool, held.person, held.file, held.number, "", changes)
    plan = plan_in_words(reader, content, held.person)
    rows = []
    for row, item in zip(plan.rows, plan.items, strict=True):
        is_sent = not any((one.kind, one.record) in unsent for one in item.changes)
        rows.append(SendRow(row.key, row.text, row.detail, datetime.fromisoformat(row.at), is_sent))
    return ToSend(tuple(rows), returns[-1] if returns else None, held)
