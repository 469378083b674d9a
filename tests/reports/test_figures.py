"""Percentages, periods and the words for them."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.problem import Problem
from trainerpool.queries.settings import TermRow
from trainerpool.reports.figures import listed, percent, said_day, share
from trainerpool.reports.periods import parse_period, period_of

SPRING = TermRow("t1", "Spring term", date(2027, 1, 4), date(2027, 3, 26))


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 8, "13%"), (1, 200, "1%"), (3, 8, "38%"), (1, 3, "33%"), (0, 0, "")]
)
def test_a_half_is_rounded_up(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


@given(whole=st.integers(1, 10_000), part=st.integers(0, 10_000))
def test_a_percentage_is_never_further_off_than_a_half(whole: int, part: int) -> None:
    exact = Fraction(100 * part, whole)
    assert Fraction(-1, 2) < percent(part, whole) - exact <= Fraction(1, 2)


def test_words_in_a_row() -> None:
    assert [listed(words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


def test_a_day_that_is_not_known_is_said_as_its_month() -> None:
    assert (said_day("2027-01-12"), said_day("2027-01")) == ("Tue 12 Jan 2027", "Jan 2027")


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2027-01", date(2027, 1, 1), date(2027, 1, 31), "January 2027"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
        ("2027", date(2027, 1, 1), date(2027, 12, 31), "2027"),
        ("2027-01-11..2027-03-26", date(2027, 1, 11), date(2027, 3, 26), "11 Jan 2027 to 26 Mar 2027"),
        ("2027-04-01..2027-04-30", date(2027, 4, 1), date(2027, 4, 30), "April 2027"),
        ("2027-01-14", date(2027, 1, 14), date(2027, 1, 14), "Thu 14 Jan 2027"),
        (" spring TERM ", date(2027, 1, 4), date(2027, 3, 26), "Spring term, 4 Jan 2027 to 26 Mar 2027"),
    ],
)
def test_a_period_as_it_is_typed(text: str, start: date, end: date, words: str) -> None:
    found = parse_period(text, [SPRING])
    assert (found.start, found.end, found.words) == (start, end, words)


@pytest.mark.parametrize(
    "text", ["2027-13", "0000", "last month", "", "2027-02-30", "2027-1", "2027-01-11..", "Autumn term"]
)
def test_anything_else_is_a_problem_that_names_the_terms(text: str) -> None:
    with pytest.raises(Problem) as told:
        parse_period(text, [SPRING])
    assert "Spring term" in told.value.todo


def test_a_period_turned_round_is_a_problem() -> None:
    with pytest.raises(Problem, match="before it begins"):
        parse_period("2027-03-26..2027-01-11")


@given(start=st.dates(date(2000, 1, 1), date(2068, 1, 1)), days=st.integers(0, 800))
def test_the_months_of_a_period_are_the_period(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    months = list(period_of(start, end).months())
    assert (months[0].start, months[-1].end) == (start, end)
    for earlier, later in itertools.pairwise(months):
        assert later.start.toordinal() == earlier.end.toordinal() + 1
    assert all((month.start.year, month.start.month) == (month.end.year, month.end.month) for month in months)
