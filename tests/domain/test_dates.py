"""Months, last days, and dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.cases import day
from trainerpool.domain.dates import add_months, count_of, in_words, last_day_of, month_end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-03-16", 36, "2029-03-16"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-01-15", -13, "2024-12-15"),
    ],
)
def test_the_same_day_so_many_months_on(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_the_calendars_ends_hold() -> None:
    assert add_months(date(9999, 6, 1), 12) == date.max
    assert last_day_of(date(9999, 6, 1), 12) == date.max
    assert add_months(date(1, 1, 1), -1) == date.min


def test_a_period_ends_on_the_day_before() -> None:
    assert last_day_of(day("2026-03-16"), 36) == day("2029-03-15")
    assert month_end(day("2028-02-01")) == day("2028-02-29")


def test_in_words() -> None:
    assert in_words(day("2027-01-12")) == "12 Jan 2027"
    assert in_words(day("2027-01-12"), weekday=True) == "Tue 12 Jan 2027"
    assert in_words(day("2027-01-01"), month_only=True) == "Jan 2027"


def test_counts() -> None:
    assert count_of(1, "delivery") == "1 delivery"
    assert count_of(2, "delivery") == "2 deliveries"
    assert count_of(0, "day") == "0 days"
    assert count_of(3, "person", "people") == "3 people"
