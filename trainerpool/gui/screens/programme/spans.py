"""The days each view reads, and what a step on or back is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.dates import add_months

_AHEAD_MONTHS = 12
_WINDOW, _MOST = timedelta(days=91), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


def first_of(view: str, day: date) -> date:
    """The Monday of a day's week, or the first of its month."""
    return day - timedelta(days=day.weekday()) if view == "week" else day.replace(day=1)


def stepped(view: str, day: date, step: int) -> date:
    """A week or a month on or back."""
    return day + timedelta(days=7 * step) if view == "week" else add_months(day.replace(day=1), step)


def span_of(view: str, day: date) -> Span:
    """The days a view of this day reads: a little more than it shows, as a session may have begun before."""
    first = first_of(view, day)
    if view == "table":
        return Span(first, add_months(first, _AHEAD_MONTHS))
    if view == "agenda":
        return Span(day - timedelta(days=28), day + _WINDOW)
    if view == "week":
        return Span(first - timedelta(days=7), first + timedelta(days=6))
    return Span(first - timedelta(days=13), first + timedelta(days=45))


def wider(span: Span, side: int, first: date | None, last: date | None) -> Span:
    """Further days at one end; where that reaches none of the pool's sessions, as far as there are some.

    What lies farther than a good year from that end is let go.
    """
    if side > 0:
        end = min(span.end + _WINDOW, last or span.end)
        return Span(max(span.start, end - _MOST), max(end, span.end))
    start = max(span.start - _WINDOW, first or span.start)
    return Span(min(start, span.start), min(span.end, start + _MOST))
