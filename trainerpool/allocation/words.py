"""Days, spans, times and lists in the words of allocation sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day(on: date, near: date | None = None) -> str:
    """Return "21 Jan", with the year where it is another than that of `near`."""
    year = f" {on.year}" if near is not None and near.year != on.year else ""
    return f"{on.day} {_MONTHS[on.month - 1]}{year}"


def day_with_weekday(on: date) -> str:
    """Return "Thu 21 Jan"."""
    return f"{_DAYS[on.weekday()]} {day(on)}"


def span(start: date, end: date, near: date | None = None) -> str:
    """Return "18 to 22 Jan", "30 Jan to 2 Feb" or "on 18 Jan"."""
    if start == end:
        return f"on {day(start, near)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end, near)}"
    return f"{day(start, near)} to {day(end, near)}"


def weekdays(weekday: int) -> str:
    """Return "Thursdays" for 3."""
    return _WEEKDAYS[weekday]


def month(on: date) -> str:
    """Return "Jan 2027"."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def clock(minutes: int) -> str:
    """Return "09:30" for 570 minutes after midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 session" or "3 sessions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def nth(number: int) -> str:
    """Return "4th"; 11th to 13th as English has them."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """Return the text with a capital at the front and a full stop at the end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".") if text else ""
