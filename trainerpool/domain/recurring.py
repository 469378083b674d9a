"""Days that come again: weekly series, and the same weekday of another term; days off named and gone round."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.dates import in_words

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """A day that was worked out: `day` is None where there is none; `reason` says in words how it came about."""

    wanted: date
    day: date | None
    reason: str = ""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def nth_of_term(start: date, day: date) -> int:
    """Which of its weekday a day is, counted from the first day of the term: 1 for the first Tuesday."""
    first = start + timedelta(days=(day.weekday() - start.weekday()) % 7)
    return (day - first).days // 7 + 1


def nth_last_of_term(end: date, day: date) -> int:
    """Which of its weekday a day is, counted back from the last day of the term: 1 for the last Tuesday."""
    last = end - timedelta(days=(end.weekday() - day.weekday()) % 7)
    return (last - day).days // 7 + 1


def day_from_end(start: date, end: date, weekday: int, number: int, off: Mapping[date, str]) -> ChosenDay:
    """The nth last weekday of a term; on a day off it is the one before that is none, within the term."""
    last = end - timedelta(days=(end.weekday() - weekday) % 7)
    wanted = last - (number - 1) * _WEEK
    count = "Last" if number == 1 else f"{ordinal(number)} last"
    called = f"{count} {DAY_NAMES[weekday]} of the term"
    if wanted < start:
        return ChosenDay(wanted, None, f"The term has no {count.lower()} {DAY_NAMES[weekday]}.")
    day = wanted
    while day in off and day >= start:
        day -= _WEEK
    if day < start:
        return ChosenDay(
            wanted, None, f"{called}, {in_words(wanted)}, is {off[wanted]}; no {DAY_NAMES[weekday]} is before it."
        )
    if day != wanted:
        return ChosenDay(
            wanted, day, f"{called}, {in_words(wanted)}, is {off[wanted]}; the {DAY_NAMES[weekday]} before instead."
        )
    return ChosenDay(wanted, day, f"{called}.")


def day_of_term(start: date, end: date, weekday: int, number: int, off: Mapping[date, str]) -> ChosenDay:
    """The nth weekday of a term (0 is Monday); on a day off it is the next of that weekday that is none, within the term."""
    first = start + timedelta(days=(weekday - start.weekday()) % 7)
    wanted = first + (number - 1) * _WEEK
    called = f"{ordinal(number)} {DAY_NAMES[weekday]} of the term"
    if wanted > end:
        return ChosenDay(wanted, None, f"The term has no {ordinal(number)} {DAY_NAMES[weekday]}.")
    day = wanted
    while day in off and day <= end:
        day += _WEEK
    if day > end:
        return ChosenDay(
            wanted, None, f"{called}, {in_words(wanted)}, is {off[wanted]}; no {DAY_NAMES[weekday]} is left."
        )
    if day != wanted:
        return ChosenDay(
            wanted, day, f"{called}, {in_words(wanted)}, is {off[wanted]}; the next {DAY_NAMES[weekday]} instead."
        )
    return ChosenDay(wanted, day, f"{called}.")


def next_open(day: date, off: Collection[date]) -> date:
    """The day itself, or the first after it that is neither off nor a weekend day."""
    while day in off or day.weekday() > 4:
        day += timedelta(days=1)
    return day


def weekly(
    first: date, every: int, count: int, off: Mapping[date, str], weekdays: Sequence[int] = ()
) -> list[ChosenDay]:
    """So many days from a first one, every so many weeks, on its own weekday or on the weekdays chosen (0 is Monday).

    A day off is in the list without a day and with its name, and does not count.
    """
    wanted = sorted(set(weekdays)) or [first.weekday()]
    monday = first - timedelta(days=first.weekday())
    found: list[ChosenDay] = []
    made = 0
    while made < count and len(found) < 10 * max(1, count):
        for weekday in wanted:
            day = monday + timedelta(days=weekday)
            if day < first or made == count:
                continue
            if day in off:
                found.append(ChosenDay(day, None, f"{in_words(day, weekday=True)} is {off[day]}: left out."))
            else:
                found.append(ChosenDay(day, day))
                made += 1
        monday += every * _WEEK
    return found


def shifted_parts(days: Sequence[date], to: date, off: Collection[date]) -> tuple[list[date], bool]:
    """The days of a session of several days when its first is put on `to`, and whether one had to give way.

    They keep their distance; one that would fall on a day off is on the next working day after it.
    """
    found: list[date] = []
    gave_way = False
    for number, day in enumerate(days):
        wanted = to + (day - days[0])
        put = wanted
        if number and day != days[number - 1]:
            put = wanted if wanted.weekday() > 4 and day.weekday() > 4 else next_open(wanted, off)
            if put <= found[-1]:
                put = next_open(found[-1] + timedelta(days=1), off)
        elif number:
            put = found[-1]
        gave_way = gave_way or put != wanted
        found.append(put)
    return found, gave_way
