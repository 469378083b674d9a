"""What would be made before it is made: the sessions of a series, and a term's sessions on the same weekdays of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.dates import in_words
from trainerpool.domain.recurring import (
    ChosenDay,
    day_from_end,
    day_of_term,
    nth_last_of_term,
    nth_of_term,
    shifted_parts,
    weekly,
)
from trainerpool.queries.day_checks import DayChecks, Part, day_checks, overlap
from trainerpool.queries.sessions import SessionRow, session, sessions
from trainerpool.queries.settings import TermRow, days_off, terms
from trainerpool.store.pool import Reader
from trainerpool.store.records import TrainingSession, Venue

_MOST = 60


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One session that would be made: its parts (none where it has no day), how its day came about, what speaks against it.

    `of` is the session it is a copy of, empty in a series.
    """

    key: str
    title: str
    day: date | None
    parts: tuple[Part, ...]
    reason: str = ""
    against: tuple[str, ...] = ()
    of: str = ""
    from_day: date | None = None

    def as_parts(self) -> list[dict[str, str]]:
        """The parts as a deed wants them."""
        return [
            {"start": f"{day}T{start}" if start else day, **({"end": f"{day}T{end}"} if end else {})}
            for day, start, end in self.parts
        ]


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """A series as it is asked for: the days and times of its first session, how often, how many, where.

    `weekdays` (0 is Monday) are the days chosen of each week; none: the weekday of the first. `days` instead of all
    that: just these days.
    """

    title: str
    parts: tuple[Part, ...]
    every_weeks: int = 1
    count: int = 4
    weekdays: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    venue: str = ""
    course_id: str | None = None


def series_plan(reader: Reader, wish: SeriesWish) -> tuple[PlannedRow, ...]:
    """The sessions of a series, with those a day off leaves out, and what speaks against each."""
    if not wish.parts:
        return ()
    off = days_off(reader)
    first = date.fromisoformat(wish.parts[0][0])
    chosen: list[tuple[date, date | None, str]]
    if wish.days:
        chosen = [(day, day, "") for day in sorted(set(wish.days))]
    else:
        made = weekly(first, max(1, wish.every_weeks), min(max(1, wish.count), _MOST), off, wish.weekdays)
        chosen = [(one.wanted, one.day, one.reason) for one in made]
    last = max(wanted for wanted, _, _ in chosen)
    checks = day_checks(reader, first, last + timedelta(days=31))
    venue = _venue_id(reader, wish.venue)
    found = []
    for wanted, day, reason in chosen:
        if day is None:
            found.append(PlannedRow(wanted.isoformat(), wish.title, None, (), reason))
            continue
        parts, note = _put(wish.parts, day, off)
        against = checks.of(parts, venue, wish.course_id)
        found.append(PlannedRow(wanted.isoformat(), wish.title, day, parts, _sentence(reason, note), against))
    return tuple(found)


def term_copy(reader: Reader, term: str, into: str, from_end: bool = False) -> tuple[PlannedRow, ...]:
    """A term's sessions on the same weekday of another: the nth Tuesday becomes the nth Tuesday, days off gone round.

    Terms are told apart by their ids; with `from_end` weeks are counted back from the last day of each.
    Cancelled sessions, and those without a day, are left behind.
    """
    by_id = {row.id: row for row in terms(reader)}
    old, new = by_id.get(term), by_id.get(into)
    if old is None or new is None:
        return ()
    off = days_off(reader)
    checks = day_checks(reader, new.start, new.end + timedelta(days=14))
    found: list[PlannedRow] = []
    for row in sessions(reader, old.start, old.end):
        if row.status in {"planned", "delivered"} and all(len(part.date) == 10 for part in row.parts):
            found.append(_copied(row, _day_in(row.first_date, old, new, off, from_end=from_end), off, checks, found))
    return tuple(
        sorted(found, key=lambda one: (one.day is None, one.day or date.max, one.parts[0][1] if one.parts else ""))
    )


def best_term_copy(reader: Reader, term: str, into: str) -> tuple[bool, tuple[PlannedRow, ...]]:
    """Whether counting from the end gives more of a term's sessions a day in the other, and the rows of that way.

    A term may be shorter, so that its last weeks have no counterpart: what is late in one is then late in the other.
    """
    from_start, from_end = term_copy(reader, term, into), term_copy(reader, term, into, from_end=True)
    more = sum(row.day is not None for row in from_end) > sum(row.day is not None for row in from_start)
    return more, from_end if more else from_start


def _copied(
    row: SessionRow, chosen: ChosenDay, off: Mapping[date, str], checks: DayChecks, made: Sequence[PlannedRow]
) -> PlannedRow:
    first = row.first_date
    if chosen.day is None:
        return PlannedRow(row.id, row.title, None, (), chosen.reason, (), row.id, first)
    parts, note = _put(tuple((one.date, one.start, one.end) for one in row.parts), chosen.day, off)
    venue = None if row.virtual else row.venue_id
    against = [*checks.of(parts, venue, row.course.id if row.course else None), *_same_again(row, parts, checks)]
    against += _beside(row, parts, made)
    return PlannedRow(
        row.id,
        row.title,
        chosen.day,
        parts,
        _sentence(chosen.reason, note),
        tuple(dict.fromkeys(against)),
        row.id,
        first,
    )


def _day_in(day: date, old: TermRow, new: TermRow, off: Mapping[date, str], *, from_end: bool) -> ChosenDay:
    if from_end:
        return day_from_end(new.start, new.end, day.weekday(), nth_last_of_term(old.end, day), off)
    return day_of_term(new.start, new.end, day.weekday(), nth_of_term(old.start, day), off)


def _same_again(row: SessionRow, parts: Sequence[Part], checks: DayChecks) -> list[str]:
    """That the same course stands on that day already: most likely the term was made before."""
    there = checks.by_day.get(parts[0][0], ())
    same = row.course is not None and any(
        one.course is not None and one.course.id == row.course.id and one.status != "cancelled" for one in there
    )
    return [f"{row.short_name} stands on this day already."] if same else []


def _beside(row: SessionRow, parts: Sequence[Part], made: Sequence[PlannedRow]) -> list[str]:
    """That a copy that had to give way would meet another copy of the same course."""
    return [
        f"Another {row.short_name} of the plan is on this day."
        for one in made
        if one.title == row.title
        and any(a[0] == b[0] and overlap((a[1], a[2]), (b[1], b[2])) for a in one.parts for b in parts)
    ]


@dataclass(frozen=True, slots=True)
class SeriesMove:
    """A series moved by as many days as one of its sessions: how many come along, and what speaks against their days."""

    number: int
    count: int
    later: int
    against: tuple[str, ...]


def series_move(reader: Reader, session_id: str, to: date) -> SeriesMove | None:
    """What would become of the later sessions of a series when one is put on a day; None where it is of no series."""
    row = session(reader, session_id)
    if row is None or not row.series:
        return None
    ids = tuple(reader.scalars(select(TrainingSession.id).where(TrainingSession.series == row.series)))
    whole = sessions(reader, ids=ids)
    later = [
        one
        for one in whole
        if one.status in {"planned", "to agree"} and one.first_date >= row.first_date and one.id != row.id
    ]
    shift = to - row.first_date
    against: list[str] = []
    if later:
        checks = day_checks(reader, later[0].first_date + shift, later[-1].last_date + shift)
        for one in later:
            parts = tuple(
                ((date.fromisoformat(part.date) + shift).isoformat(), part.start, part.end)
                for part in one.parts
                if len(part.date) == 10
            )
            said = (*checks.of_days(parts), *checks.of_venue(parts, None if one.virtual else one.venue_id, ids))
            against += [
                text
                if in_words(one.first_date + shift) in text
                else f"{in_words(one.first_date + shift, weekday=True)}: {text}"
                for text in said
            ]
    return SeriesMove([one.id for one in whole].index(row.id) + 1, len(whole), len(later), tuple(against))


def copy_to(reader: Reader, session_id: str, to: date) -> PlannedRow | None:
    """A session made again on another day, and what speaks against it; None where it is gone or has no day."""
    row = session(reader, session_id)
    if row is None or any(len(part.date) != 10 for part in row.parts):
        return None
    off = days_off(reader)
    parts, note = _put(tuple((one.date, one.start, one.end) for one in row.parts), to, off)
    checks = day_checks(reader, to, to + timedelta(days=14))
    against = checks.of(parts, None if row.virtual else row.venue_id, row.course.id if row.course else None)
    return PlannedRow(row.id, row.title, to, parts, note, against, row.id, row.first_date)


def _put(parts: Sequence[Part], to: date, off: Mapping[date, str]) -> tuple[tuple[Part, ...], str]:
    """The parts with their first day on `to`, and a sentence where a later day had to give way."""
    days, gave_way = shifted_parts([date.fromisoformat(day) for day, _, _ in parts], to, off)
    put = tuple((day.isoformat(), start, end) for day, (_, start, end) in zip(days, parts, strict=True))
    return put, f"The last day is {in_words(days[-1], weekday=True)}: the one before it is off." if gave_way else ""


def _sentence(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _venue_id(reader: Reader, name: str) -> str | None:
    if not name.strip():
        return None
    return reader.scalar(select(Venue.id).where(func.lower(Venue.name) == name.strip().lower()).limit(1))
