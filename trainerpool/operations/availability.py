"""Deeds on availability: when somebody is away, and which weekdays they can deliver."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person
from trainerpool.problem import Problem
from trainerpool.store.records import Unavailability, WeekdayPattern
from trainerpool.store.work import Done, Work

_ONE_DAY = timedelta(days=1)


@deed
def add_unavailability(desk: Desk, trainer: str, from_: date, to: date, note: str | None = None) -> Done:
    """Record that somebody is away from one day to another, both included."""
    _check_range(from_, to)
    with desk.work("Record an absence") as work:
        person = the_person(work, trainer)
        work.name = f"Record {person.given_name} {person.family_name} away {_span(from_, to)}"
        work.add(Unavailability(person_id=person.id, start=from_, end=to, note=note, told_on=desk.today))
    return work.done


@deed
def mark_away(desk: Desk, trainer: str, from_: date, to: date, note: str | None = None) -> Done:
    """Mark days as away: those that are already stay as they are, and what touches an absence with the same note joins it."""
    _check_range(from_, to)
    with desk.work("Mark days as away") as work:
        person = the_person(work, trainer)
        work.name = f"Mark {person.given_name} {person.family_name} away {_span(from_, to)}"
        work.about(person.id)
        held = _absences(work, person.id)
        for start, end in _gaps(held, from_, to):
            _join(work, desk, person.id, held, (start, end), note)
    return work.done


@deed
def clear_away(desk: Desk, trainer: str, from_: date, to: date) -> Done:
    """Clear days of absences: those inside go, one that reaches over an end is shortened, one around them is split."""
    _check_range(from_, to)
    with desk.work("Clear days of absences") as work:
        person = the_person(work, trainer)
        work.name = f"Clear {person.given_name} {person.family_name}’s absence {_span(from_, to)}"
        work.about(person.id)
        for row in _absences(work, person.id):
            if row.end < from_ or row.start > to:
                continue
            if row.start < from_ and row.end > to:
                work.add(Unavailability(
                    person_id=person.id, start=to + _ONE_DAY, end=row.end, note=row.note, told_on=row.told_on,
                ))  # fmt: skip
                row.end = from_ - _ONE_DAY
            elif row.start < from_:
                row.end = from_ - _ONE_DAY
            elif row.end > to:
                row.start = to + _ONE_DAY
            else:
                work.remove(row)
    return work.done


@deed
def change_absence(desk: Desk, unavailability: str, from_: date, to: date, note: str | None = None) -> Done:
    """Change the days of an absence, and its note where one is given."""
    _check_range(from_, to)
    with desk.work("Change an absence") as work:
        found = work.get(Unavailability, unavailability)
        person = the_person(work, found.person_id)
        work.name = f"Change {person.given_name} {person.family_name}’s absence to {_span(from_, to)}"
        found.start, found.end = from_, to
        if note is not None:
            found.note = note.strip() or None
        work.about(found.person_id)
    return work.done


@deed
def remove_unavailability(desk: Desk, unavailability: str) -> Done:
    """Take an absence back."""
    with desk.work("Take back an absence") as work:
        found = work.get(Unavailability, unavailability)
        person = the_person(work, found.person_id)
        work.name = f"Take back {person.given_name} {person.family_name}’s absence {_span(found.start, found.end)}"
        work.remove(found)
        work.about(found.person_id)
    return work.done


@deed
def set_weekdays(desk: Desk, trainer: str, weekdays: list[int], from_: date | None = None) -> Done:
    """Say which weekdays somebody can deliver (0 is Monday), from a day on."""
    if any(not 0 <= day <= 6 for day in weekdays):
        raise Problem("Weekdays are numbers from 0 (Monday) to 6 (Sunday).")
    with desk.work("Set weekdays") as work:
        person = the_person(work, trainer)
        since = f" from {in_words(from_)}" if from_ is not None else ""
        work.name = f"Set the weekdays of {person.given_name} {person.family_name}{since}"
        for pattern in work.find(
            select(WeekdayPattern).where(WeekdayPattern.person_id == person.id, WeekdayPattern.start == from_)
        ):
            work.remove(pattern)
        work.add(
            WeekdayPattern(
                person_id=person.id, weekdays="".join(str(day) for day in sorted(set(weekdays))), start=from_
            )
        )
    return work.done


@deed
def remove_weekdays(desk: Desk, pattern: str) -> Done:
    """Take a pattern of weekdays back: the one before it counts again."""
    with desk.work("Take back weekdays") as work:
        found = work.get(WeekdayPattern, pattern)
        person = the_person(work, found.person_id)
        work.name = f"Take back weekdays of {person.given_name} {person.family_name}"
        work.remove(found)
        work.about(found.person_id)
    return work.done


def _check_range(start: date, end: date) -> None:
    if end < start:
        raise Problem(
            f"The absence would end on {in_words(end)} before it begins on {in_words(start)}.",
            kept="Nothing was changed.",
        )


def _span(start: date, end: date) -> str:
    return f"on {in_words(start)}" if start == end else f"{in_words(start)} to {in_words(end)}"


def _absences(work: Work, person_id: str) -> list[Unavailability]:
    return work.find(select(Unavailability).where(Unavailability.person_id == person_id).order_by(Unavailability.start))


def _gaps(held: list[Unavailability], start: date, end: date) -> list[tuple[date, date]]:
    """The stretches between two days that no absence covers."""
    found, day = [], start
    for row in held:
        if row.end < day or row.start > end:
            continue
        if row.start > day:
            found.append((day, row.start - _ONE_DAY))
        day = max(day, row.end + _ONE_DAY)
    return [*found, (day, end)] if day <= end else found


def _join(
    work: Work, desk: Desk, person_id: str, held: list[Unavailability], gap: tuple[date, date], note: str | None
) -> None:
    """Cover a gap: by the absences of the same note that touch it, joined into one, or by a new one."""
    start, end = gap
    before = next((row for row in held if row.end + _ONE_DAY == start and row.note == note), None)
    after = next((row for row in held if row.start - _ONE_DAY == end and row.note == note), None)
    if before is not None:
        before.end = end
        if after is not None:
            before.end = after.end
            held.remove(after)
            work.remove(after)
    elif after is not None:
        after.start = start
    else:
        held.append(work.add(Unavailability(person_id=person_id, start=start, end=end, note=note, told_on=desk.today)))
