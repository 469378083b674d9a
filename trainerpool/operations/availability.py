"""Deeds on availability: when somebody is away, and which weekdays they can deliver."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person
from trainerpool.problem import Problem
from trainerpool.store.records import Unavailability, WeekdayPattern
from trainerpool.store.work import Done


@deed
def add_unavailability(desk: Desk, trainer: str, from_: date, to: date, note: str | None = None) -> Done:
    """Record that somebody is away from one day to another, both included."""
    if to < from_:
        raise Problem(
            f"The absence would end on {in_words(to)} before it begins on {in_words(from_)}.",
            kept="Nothing was changed.",
        )
    with desk.work("Record an absence") as work:
        person = the_person(work, trainer)
        work.name = f"Record {person.given_name} {person.family_name} away {in_words(from_)} to {in_words(to)}"
        work.add(Unavailability(person_id=person.id, start=from_, end=to, note=note, told_on=desk.today))
    return work.done


@deed
def remove_unavailability(desk: Desk, unavailability: str) -> Done:
    """Take an absence back."""
    with desk.work("Take back an absence") as work:
        found = work.get(Unavailability, unavailability)
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
        work.name = f"Set the weekdays of {person.given_name} {person.family_name}"
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
