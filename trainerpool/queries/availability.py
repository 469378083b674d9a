"""When people are away, and on which weekdays they can deliver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import Person, Unavailability, WeekdayPattern


@dataclass(frozen=True, slots=True)
class AwayRow:
    """Somebody away from one day to another, both included."""

    id: str
    person_id: str
    name: str
    start: date
    end: date
    note: str
    told_on: date | None


@dataclass(frozen=True, slots=True)
class WeekdaysRow:
    """The weekdays (0 is Monday) somebody can deliver, from and until a day; None: without an end."""

    id: str
    person_id: str
    name: str
    weekdays: tuple[int, ...]
    start: date | None
    end: date | None


def pattern_on(patterns: Iterable[WeekdaysRow], day: date) -> WeekdaysRow | None:
    """The weekday pattern of one person in force on a day: of several the one that began last."""
    held = [row for row in patterns if (row.start or day) <= day <= (row.end or day)]
    return max(held, key=lambda row: row.start or date.min, default=None)


def absences(
    reader: Reader, person_id: str | None = None, start: date | None = None, end: date | None = None
) -> tuple[AwayRow, ...]:
    """Absences by name and day; of one person, or those that touch the days asked for."""
    statement = (
        select(
            Unavailability.id, Unavailability.person_id, Person.given_name, Person.family_name, Unavailability.start,
            Unavailability.end, Unavailability.note, Unavailability.told_on,
        )
        .join(Person, Person.id == Unavailability.person_id)
        .order_by(Person.family_name, Person.given_name, Unavailability.start)
    )  # fmt: skip
    if person_id is not None:
        statement = statement.where(Unavailability.person_id == person_id)
    if start is not None:
        statement = statement.where(Unavailability.end >= start)
    if end is not None:
        statement = statement.where(Unavailability.start <= end)
    return tuple(
        AwayRow(
            row.id, row.person_id, f"{row.given_name} {row.family_name}".strip(), row.start, row.end, row.note or "", row.told_on
        )
        for row in reader.execute(statement)
    )  # fmt: skip


def weekday_patterns(reader: Reader, person_id: str | None = None) -> tuple[WeekdaysRow, ...]:
    """Weekday patterns by name and the day they begin; of one person only when asked."""
    statement = (
        select(
            WeekdayPattern.id, WeekdayPattern.person_id, Person.given_name, Person.family_name, WeekdayPattern.weekdays,
            WeekdayPattern.start, WeekdayPattern.end,
        )
        .join(Person, Person.id == WeekdayPattern.person_id)
        .order_by(Person.family_name, Person.given_name, WeekdayPattern.start)
    )  # fmt: skip
    if person_id is not None:
        statement = statement.where(WeekdayPattern.person_id == person_id)
    return tuple(
        WeekdaysRow(
            row.id, row.person_id, f"{row.given_name} {row.family_name}".strip(), tuple(int(day) for day in row.weekdays),
            row.start, row.end,
        )
        for row in reader.execute(statement)
    )  # fmt: skip
