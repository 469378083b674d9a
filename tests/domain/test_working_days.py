"""Working days against plain counting, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import day
from trainerpool.domain.working_days import WorkingDays

START = date(2026, 1, 1)
DAYS = st.integers(0, 900).map(lambda number: START + timedelta(days=number))
CLOSED = st.frozensets(DAYS, max_size=60)
YULE = WorkingDays(frozenset({day("2026-12-25"), day("2026-12-28"), day("2027-01-01")}))


def counted(days: WorkingDays, start: date, end: date) -> int:
    return sum(days.is_working(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))


def test_around_the_turn_of_the_year() -> None:
    assert YULE.add(day("2026-12-24"), 1) == day("2026-12-29")
    assert YULE.add(day("2026-12-24"), 5) == day("2027-01-05")
    assert YULE.add(day("2026-12-29"), -1) == day("2026-12-24")
    assert YULE.between(day("2026-12-24"), day("2027-01-05")) == 5
    assert not YULE.is_working(day("2026-12-26"))
    assert YULE.add(day("2026-12-26"), 0) == day("2026-12-29")


@given(CLOSED, DAYS, DAYS)
def test_between_counts_the_days_after_the_first_up_to_the_last(
    closed: frozenset[date], one: date, other: date
) -> None:
    days = WorkingDays(closed)
    start, end = sorted((one, other))
    assert days.between(start, end) == counted(days, start, end)
    assert days.between(end, start) == -counted(days, start, end)


@given(CLOSED, DAYS, st.integers(1, 120))
def test_add_lands_on_the_day_that_so_many_working_days_reach(
    closed: frozenset[date], start: date, number: int
) -> None:
    days = WorkingDays(closed)
    end = days.add(start, number)
    assert days.is_working(end)
    assert counted(days, start, end) == number


@given(CLOSED, DAYS, st.integers(1, 60))
def test_going_back_counts_the_working_days_before(closed: frozenset[date], start: date, number: int) -> None:
    days = WorkingDays(closed)
    end = days.add(start, -number)
    assert days.is_working(end)
    before = sum(days.is_working(start - timedelta(days=step)) for step in range(1, (start - end).days + 1))
    assert before == number


def test_a_century_is_counted_at_once() -> None:
    days = WorkingDays({date(year, 12, 25) for year in range(1950, 2070)})
    assert days.between(date(1950, 1, 1), date(2050, 1, 1)) == counted(days, date(1950, 1, 1), date(2050, 1, 1))
