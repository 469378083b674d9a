"""The few words of a list: what is next, how near it is, and short names of agencies."""

from __future__ import annotations

from datetime import date

import pytest

from trainerpool.queries.trainer_list import shorter
from trainerpool.queries.trainer_words import next_step, short_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 27), "27 Nov"), (date(2026, 6, 1), "1 Jun"), (date(2026, 5, 1), "1 May 2026"),
        (date(2027, 1, 8), "8 Jan 2027"), (date(2028, 11, 27), "27 Nov 2028"),
    ],
)  # fmt: skip
def test_a_day_drops_its_year_only_where_it_is_plain(day, words):
    assert short_day(day, TODAY) == words


def test_a_stage_is_said_as_the_step_that_is_next():
    assert next_step("Co-deliver, 1 of 2") == "Co-deliver 2 of 2"
    assert next_step("Sign-off") == "Sign-off"


def test_the_partnerships_own_name_is_left_out_of_an_agencys():
    assert shorter("Northmoor Police", "Northmoor") == "Police"
    assert shorter("Ellerdale NHS Trust", "Northmoor") == "Ellerdale NHS Trust"
    assert shorter("Northmoor", "Northmoor") == "Northmoor"
    assert shorter("Northmoorland Care", "Northmoor") == "Northmoorland Care"
    assert shorter("Police", "") == "Police"
