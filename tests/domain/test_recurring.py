"""Days that come again: weekly series and the nth weekday of a term, days off gone round and said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.domain.recurring import day_of_term, nth_of_term, ordinal, shifted_parts, weekly

AUTUMN, SPRING, ENDS = date(2026, 9, 7), date(2027, 1, 11), date(2027, 3, 26)
OFF = {date(2027, 1, 26): "Closed for stocktaking"}


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_the_first_tuesday_of_one_term_is_the_first_of_the_other() -> None:
    assert nth_of_term(AUTUMN, date(2026, 9, 8)) == 1
    assert nth_of_term(AUTUMN, date(2026, 9, 22)) == 3
    assert day_of_term(SPRING, ENDS, 1, 1, {}).day == date(2027, 1, 12)
    assert day_of_term(SPRING, ENDS, 0, 1, {}).day == SPRING


def test_a_day_off_gives_way_to_the_next_of_its_weekday_and_says_so() -> None:
    found = day_of_term(SPRING, ENDS, 1, 3, OFF)
    assert found.day == date(2027, 2, 2)
    assert found.reason == "3rd Tuesday of the term, 26 Jan 2027, is Closed for stocktaking; the next Tuesday instead."


def test_a_term_that_is_too_short_gives_no_day() -> None:
    assert day_of_term(SPRING, ENDS, 1, 12, {}).day is None
    assert day_of_term(SPRING, ENDS, 1, 12, {}).reason == "The term has no 12th Tuesday."
    last = {date(2027, 3, 23): "Closed"}
    assert day_of_term(SPRING, ENDS, 1, 11, last).day is None


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 100), st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.sets(st.integers(0, 120), max_size=20),
)  # fmt: skip
def test_the_weekday_stays_and_no_day_off_is_met(start: date, after: int, other: date, off: set[int]) -> None:
    day = start + timedelta(days=after)
    days_off = {other + timedelta(days=number): "Closed" for number in off}
    found = day_of_term(other, other + timedelta(days=130), day.weekday(), nth_of_term(start, day), days_off)
    assert found.day is None or (
        found.day.weekday() == day.weekday() and found.day not in days_off and found.day >= other
    )


def test_a_weekly_series_leaves_days_off_out_and_still_has_its_number() -> None:
    found = weekly(date(2027, 1, 12), 1, 3, OFF)
    assert [one.day for one in found] == [date(2027, 1, 12), date(2027, 1, 19), None, date(2027, 2, 2)]
    assert found[2].reason == "Tue 26 Jan 2027 is Closed for stocktaking: left out."


def test_every_second_week_and_chosen_weekdays() -> None:
    assert [one.day for one in weekly(date(2027, 1, 12), 2, 3, {})] == [
        date(2027, 1, 12), date(2027, 1, 26), date(2027, 2, 9),
    ]  # fmt: skip
    assert [one.day for one in weekly(date(2027, 1, 12), 1, 3, {}, (3, 1))] == [
        date(2027, 1, 12), date(2027, 1, 14), date(2027, 1, 19),
    ]  # fmt: skip


def test_a_series_of_nothing_but_days_off_ends() -> None:
    off = {date(2027, 1, 12) + timedelta(days=7 * number): "Closed" for number in range(500)}
    assert not any(one.day for one in weekly(date(2027, 1, 12), 1, 5, off))


def test_a_second_day_keeps_its_distance_or_gives_way() -> None:
    pair = [date(2027, 1, 12), date(2027, 1, 13)]
    assert shifted_parts(pair, date(2027, 1, 19), {}) == ([date(2027, 1, 19), date(2027, 1, 20)], False)
    assert shifted_parts(pair, date(2027, 1, 25), OFF) == ([date(2027, 1, 25), date(2027, 1, 27)], True)
    assert shifted_parts(pair, date(2027, 1, 15), {}) == ([date(2027, 1, 15), date(2027, 1, 18)], True)
    two_parts_a_day = [date(2027, 1, 12), date(2027, 1, 12)]
    assert shifted_parts(two_parts_a_day, date(2027, 1, 26), OFF)[0] == [date(2027, 1, 26)] * 2
