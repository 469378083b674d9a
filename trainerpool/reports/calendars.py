"""Calendar files of one trainer or of the whole programme, from the pool's sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from trainerpool.exchange.calendars import Entry, EntryStatus, calendar, uid_of
from trainerpool.host.files import write_whole
from trainerpool.problem import Problem
from trainerpool.queries.changes import CalendarHistory, calendar_history
from trainerpool.queries.people import person
from trainerpool.queries.sessions import GONE, AllocationRow, PartRow, SessionRow, sessions
from trainerpool.queries.settings import pool_settings
from trainerpool.reports.asking import Ask
from trainerpool.reports.figures import listed
from trainerpool.reports.teams import on_it, where

_SURE = frozenset({"accepted", "confirmed", "delivered"})


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as bytes; how many entries it has, and which sessions have no day yet and are not in it."""

    content: bytes
    entries: int
    without_day: tuple[str, ...]


def programme_calendar(ask: Ask, stamp: datetime, start: date | None = None, end: date | None = None) -> CalendarFile:
    """Every session of the programme, or those that begin between two days; `stamp` is the aware moment now."""
    settings = ask(pool_settings)
    history = ask(calendar_history)
    rows = ask(sessions, start, end)
    name = f"{settings.partnership or settings.name}: training programme"
    return calendar_of(name, stamp, rows, history, {})


def trainer_calendar(
    ask: Ask, trainer: str, stamp: datetime, start: date | None = None, end: date | None = None, session: str = ""
) -> CalendarFile:
    """The sessions somebody is on, or was: what they left is in it as cancelled, so that it goes from their calendar.

    `session`: this one alone. Problem where nobody has this id.
    """
    who = ask(person, trainer, stamp.date())
    if who is None:
        raise Problem("That person is not in the pool.", kept="Nothing was written.")
    own: dict[str, AllocationRow] = {}
    rows = []
    for row in ask(sessions, start, end):
        if session and row.id != session:
            continue
        mine = sorted(_told(row, trainer), key=lambda one: one.state in GONE)
        if mine:
            own[row.id] = mine[0]
            rows.append(row)
    return calendar_of(f"Training sessions of {who.name}", stamp, rows, ask(calendar_history), own)


def write_calendar(file: CalendarFile, to: Path) -> None:
    """Write a calendar file whole. Problem where the place cannot be written or the name does not end in .ics."""
    if to.suffix.lower() != ".ics":
        raise Problem(f"A calendar file ends in .ics; {to.name} does not.", kept="Nothing was written.")
    write_whole(to, file.content, private=False)


def calendar_of(
    name: str, stamp: datetime, rows: Iterable[SessionRow], history: CalendarHistory, own: Mapping[str, AllocationRow]
) -> CalendarFile:
    """The calendar of these sessions; `own` is, by session, the place of the one trainer whose calendar it is."""
    entries, without = [], []
    for row in rows:
        mine = own.get(row.id)
        sequence = _sequence(row, history, mine)
        dated = [(number, part) for number, part in enumerate(row.parts, 1) if len(part.date) == 10]
        if len(dated) < len(row.parts):
            without.append(row.title)
        entries += [_entry(row, part, number, sequence, mine) for number, part in dated]
        if dated:
            # A part that was taken away is still in the calendars that had it.
            gone = range(len(row.parts) + 1, history.most_parts.get(row.id, 0) + 1)
            last = _entry(row, dated[-1][1], dated[-1][0], sequence, mine)
            entries += [replace(last, uid=uid_of(row.id, number), status=EntryStatus.CANCELLED) for number in gone]
    return CalendarFile(calendar(entries, name, stamp), len(entries), tuple(dict.fromkeys(without)))


def entries_of(row: SessionRow) -> list[Entry]:
    """The entries of one session as the programme has them, not counting how often it changed."""
    dated = [(number, part) for number, part in enumerate(row.parts, 1) if len(part.date) == 10]
    return [_entry(row, part, number, 0, None) for number, part in dated]


def _told(row: SessionRow, trainer: str) -> list[AllocationRow]:
    """What somebody was told of: a proposal nobody has offered yet is in no calendar."""
    return [one for one in row.team if one.person_id == trainer and one.state != "proposed"]


def _sequence(row: SessionRow, history: CalendarHistory, own: AllocationRow | None) -> int:
    """How often it changed; a second allocation to a session that was left goes on where the first one stopped."""
    found = history.changes.get(row.id, 0)
    if own is not None:
        all_of_them = _told(row, own.person_id)
        found += sum(history.changes.get(one.id, 0) for one in all_of_them) + len(all_of_them) - 1
    return found


def _entry(row: SessionRow, part: PartRow, number: int, sequence: int, own: AllocationRow | None) -> Entry:
    start: datetime | date = datetime.fromisoformat(part.moment()) if part.start else date.fromisoformat(part.date)
    title = row.course.title if row.course else row.title
    of_many = f" (part {number} of {len(row.parts)})" if len(row.parts) > 1 else ""
    return Entry(
        uid=uid_of(row.id, number), sequence=sequence, start=start,
        end=datetime.fromisoformat(part.moment(end=True)) if part.start and part.end else None,
        summary=f"{title}{of_many}", location=where(row), description=_description(row, part, own), status=_status(row, own),
    )  # fmt: skip


def _description(row: SessionRow, part: PartRow, own: AllocationRow | None) -> str:
    lines = []
    if own is not None:
        role = "Candidate, in addition to the pair" if own.role == "extra" else own.role.capitalize()
        lines.append(f"Your role: {role}")
        if own.state not in _SURE and own.state not in GONE:
            lines.append(f"Not yet accepted: {own.state}")
        others = [one.name + (" (lead)" if one.role == "lead" else "") for one in on_it(row) if one.id != own.id]
        lines.append(f"With: {listed(others)}" if others else "With: nobody yet")
    else:
        team = [one.name + (" (lead)" if one.role == "lead" else "") for one in on_it(row)]
        lines.append(f"Trainers: {listed(team)}" if team else "Trainers: nobody yet")
    if row.course and row.course.code:
        lines.append(f"Course: {row.course.code}")
    if part.assumed:
        lines.append("This day is assumed; the register named only the first.")
    return "\n".join(lines)


def _status(row: SessionRow, own: AllocationRow | None) -> EntryStatus:
    if row.status == "cancelled" or (own is not None and own.state in GONE):
        return EntryStatus.CANCELLED
    if row.status == "to agree" or (own is not None and own.state not in _SURE):
        return EntryStatus.TENTATIVE
    return EntryStatus.CONFIRMED
