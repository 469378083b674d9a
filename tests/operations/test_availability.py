"""Deeds on availability: days marked join what they touch, days cleared shorten and split, and undo gives all back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.operations.small_pool import small_pool
from trainerpool.operations.availability import (
    change_absence,
    clear_away,
    mark_away,
    remove_weekdays,
    set_weekdays,
)
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.availability import absences, weekday_patterns

NADIA = "Nadia Farouk"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def day(number: int) -> date:
    return date.fromordinal(date(2027, 1, 1).toordinal() + number)


def spans(desk: Desk) -> list[tuple[date, date]]:
    return sorted((row.start, row.end) for row in desk.ask(absences))


def test_days_that_touch_an_absence_join_it(desk: Desk) -> None:
    mark_away(desk, NADIA, day(10), day(12))
    mark_away(desk, NADIA, day(16), day(18))
    assert spans(desk) == [(day(10), day(12)), (day(16), day(18))]
    mark_away(desk, NADIA, day(13), day(15))
    assert spans(desk) == [(day(10), day(18))]
    desk.undo()
    assert spans(desk) == [(day(10), day(12)), (day(16), day(18))]


def test_what_is_away_already_keeps_its_own_note(desk: Desk) -> None:
    mark_away(desk, NADIA, day(10), day(12), note="Leave")
    mark_away(desk, NADIA, day(8), day(14))
    assert [(row.start, row.end, row.note) for row in desk.ask(absences)] == [
        (day(8), day(9), ""), (day(10), day(12), "Leave"), (day(13), day(14), ""),
    ]  # fmt: skip


def test_clearing_splits_shortens_and_takes_out(desk: Desk) -> None:
    mark_away(desk, NADIA, day(0), day(9), note="Leave")
    clear_away(desk, NADIA, day(4), day(5))
    assert [(row.start, row.end, row.note) for row in desk.ask(absences)] == [
        (day(0), day(3), "Leave"), (day(6), day(9), "Leave"),
    ]  # fmt: skip
    clear_away(desk, NADIA, day(2), day(7))
    assert spans(desk) == [(day(0), day(1)), (day(8), day(9))]
    clear_away(desk, NADIA, day(0), day(1))
    assert spans(desk) == [(day(8), day(9))]
    for _ in range(3):
        desk.undo()
    assert spans(desk) == [(day(0), day(9))]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(0, 8)), max_size=8))
def test_the_days_away_are_those_painted_last(desk: Desk, strokes: list[tuple[bool, int, int]]) -> None:
    clear_away(desk, NADIA, day(0), day(60))
    away: set[date] = set()
    for marks, start, length in strokes:
        days = {day(start + number) for number in range(length + 1)}
        away = away | days if marks else away - days
        (mark_away if marks else clear_away)(desk, NADIA, min(days), max(days))
        rows = spans(desk)
        covered = [one for first, last in rows for one in _days(first, last)]
        assert set(covered) == away
        assert len(covered) == len(away), "two absences cover one day"
        assert all(one[1].toordinal() + 1 < other[0].toordinal() for one, other in itertools.pairwise(rows))


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def test_an_absence_never_ends_before_it_begins(desk: Desk) -> None:
    mark_away(desk, NADIA, day(3), day(5))
    key = desk.ask(absences)[0].id
    for wrong in (
        lambda: mark_away(desk, NADIA, day(9), day(8)), lambda: clear_away(desk, NADIA, day(9), day(8)),
        lambda: change_absence(desk, key, day(9), day(8)),
    ):  # fmt: skip
        with pytest.raises(Problem, match="before it begins"):
            wrong()
    change_absence(desk, key, day(4), day(6), note="Court")
    assert [(row.start, row.end, row.note) for row in desk.ask(absences)] == [(day(4), day(6), "Court")]


def test_a_pattern_taken_back_leaves_the_one_before(desk: Desk) -> None:
    set_weekdays(desk, NADIA, [0, 1])
    set_weekdays(desk, NADIA, [2], day(100))
    later = next(row for row in desk.ask(weekday_patterns) if row.start is not None)
    remove_weekdays(desk, later.id)
    assert [row.weekdays for row in desk.ask(weekday_patterns)] == [(0, 1)]
