"""Periods a report can be asked for, and the words for them: a month, a year, a term, or two days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from trainerpool.domain.dates import in_words, month_end
from trainerpool.problem import Problem
from trainerpool.reports.figures import month_name

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\s*\.\.\s*(\d{4}-\d{2}-\d{2})")


class Term(Protocol):
    """What is needed of a term."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def start(self) -> date:
        """Its first day."""

    @property
    def end(self) -> date:
        """Its last day."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included, with the words people use for them."""

    start: date
    end: date
    words: str

    def months(self) -> Iterator[Period]:
        """The months of the period, the first and the last cut to it."""
        day = self.start
        while day <= self.end:
            last = min(month_end(day), self.end)
            yield Period(day, last, month_name(day))
            day = last + timedelta(days=1)


def period_of(start: date, end: date) -> Period:
    """The period between two days, said as the month or the year it is when it is one. Problem when turned round."""
    if end < start:
        raise Problem(f"The period would end on {in_words(end)} before it begins on {in_words(start)}.")
    words = f"{in_words(start)} to {in_words(end)}"
    if start.day == 1 and end == month_end(end):
        if (start.year, start.month) == (end.year, end.month):
            words = month_name(start)
        elif (start.month, end.month) == (1, 12) and start.year == end.year:
            words = str(start.year)
    return Period(start, end, in_words(start, weekday=True) if start == end else words)


def parse_period(text: str, terms: Sequence[Term] = ()) -> Period:
    """A period as it is typed: "2027-01", "2027", "2027-01-14", "2027-01-11..2027-03-26", or a term's name.

    Raises Problem, with the terms there are, for anything else.
    """
    text = text.strip()
    try:
        if match := _DAYS.fullmatch(text):
            return period_of(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            return period_of(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if _YEAR.fullmatch(text):
            return period_of(date(int(text), 1, 1), date(int(text), 12, 31))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return period_of(date.fromisoformat(text), date.fromisoformat(text))
    except ValueError as error:
        raise _not_a_period(text, terms) from error
    for term in terms:
        if term.name.casefold() == text.casefold():
            return Period(term.start, term.end, f"{term.name}, {in_words(term.start)} to {in_words(term.end)}")
    raise _not_a_period(text, terms)


def _not_a_period(text: str, terms: Sequence[Term]) -> Problem:
    known = f", or a term: {', '.join(term.name for term in terms)}" if terms else ""
    return Problem(
        f"{text!r} is not a period.",
        kept="Nothing was written.",
        todo=f"Give a month (2027-01), a year (2027), two days (2027-01-11..2027-03-26){known}.",
    )
