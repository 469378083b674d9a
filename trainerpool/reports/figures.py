"""How reports write figures, days, hours and lists of names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trainerpool.domain.dates import in_words

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def percent(part: int, whole: int) -> int:
    """Whole per cent, half rounded up as published reports do (2-domain "money"); 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def share(part: int, whole: int) -> str:
    """A percentage as it is printed: "94%", and nothing where there is no whole."""
    return f"{percent(part, whole)}%" if whole else ""


def listed(words: Sequence[str]) -> str:
    """Words in a row as a sentence has them: "A, B and C"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def month_name(day: date) -> str:
    """A month with its year: "January 2027"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def day_of(text: str) -> tuple[date, bool]:
    """A day as records keep it, YYYY-MM-DD or YYYY-MM, and whether only the month is known."""
    month_only = len(text) == 7
    return date.fromisoformat(f"{text}-01" if month_only else text), month_only


def said_day(text: str, *, weekday: bool = True) -> str:
    """The same day in words: "Tue 12 Jan 2027", or "Jan 2027"."""
    day, month_only = day_of(text)
    return in_words(day, weekday=weekday, month_only=month_only)


def said_hours(start: str, end: str) -> str:
    """Hours as "09:30 to 16:30"; empty where no time is known."""
    return f"{start} to {end}" if start and end else start
