"""Days and months as the field counts and says them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=16384)
def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on (back when negative); a day the month lacks becomes its last day.

    The calendar's ends hold: what would lie beyond them is `date.max` or `date.min`.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of(start: date, months: int) -> date:
    """The last day of a period of so many months that begins on `start` (16 Mar 2026, 36: 15 Mar 2029)."""
    end = add_months(start, months)
    return end if end == date.max else end - _ONE_DAY


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def in_words(day: date, *, weekday: bool = False, month_only: bool = False) -> str:
    """A date as sentences say it: "12 Jan 2027", with its weekday "Tue 12 Jan 2027", or only "Jan 2027"."""
    text = f"{_MONTHS[day.month - 1]} {day.year}"
    if month_only:
        return text
    text = f"{day.day} {text}"
    return f"{_WEEKDAYS[day.weekday()]} {text}" if weekday else text


def count_of(number: int, noun: str, plural: str = "") -> str:
    """A count with its noun in the right number: "1 delivery", "2 deliveries"."""
    if number == 1:
        return f"1 {noun}"
    if not plural:
        plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number} {plural}"
