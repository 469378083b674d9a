"""Working days: weekdays that are neither bank holidays nor the pool's own closed days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date


class WorkingDays:
    """Counts working days, in constant time over any range, given the closed days."""

    def __init__(self, closed: Iterable[date] = ()) -> None:
        self.closed = frozenset(closed)
        self._closed_weekdays = sorted(day.toordinal() for day in self.closed if day.weekday() < 5)

    def is_working(self, day: date) -> bool:
        """Whether the day is a weekday that is not closed."""
        return day.weekday() < 5 and day not in self.closed

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        first, last = start.toordinal(), end.toordinal()
        weekdays = _weekdays_until(last) - _weekdays_until(first)
        return weekdays - (bisect_right(self._closed_weekdays, last) - bisect_right(self._closed_weekdays, first))

    def add(self, day: date, number: int) -> date:
        """The day so many working days later (earlier when negative).

        0 gives the day itself, or the next working day when it is none.
        """
        if number == 0:
            return day if self.is_working(day) else self.add(day, 1)
        position = self._count_until(day)
        if number > 0:
            return self._nth(position + number)
        # Going back from a day that is no working day, the latest working day before it is the first step.
        return self._nth(position + number + (0 if self.is_working(day) else 1))

    def _count_until(self, day: date) -> int:
        ordinal = day.toordinal()
        return _weekdays_until(ordinal) - bisect_right(self._closed_weekdays, ordinal)

    def _nth(self, position: int) -> date:
        """The day on which the count of working days reaches `position`; steps over closed days at most once each."""
        ordinal = _nth_weekday(position)
        passed = 0
        while True:
            closed = bisect_right(self._closed_weekdays, ordinal)
            if closed == passed:
                break
            passed = closed
            ordinal = _nth_weekday(position + closed)
        return date.fromordinal(ordinal)


def _weekdays_until(ordinal: int) -> int:
    """Weekdays from 1 Jan of year 1 (a Monday) up to and including a day by its ordinal."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _nth_weekday(position: int) -> int:
    weeks, rest = divmod(position - 1, 5)
    return weeks * 7 + rest + 1
