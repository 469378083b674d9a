"""The way of a place: every pair of states has an answer, and a day to answer by lies before the session."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.domain import offers
from trainerpool.domain.working_days import WorkingDays

DAYS = WorkingDays([date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)])
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("state", offers.STATES)
@pytest.mark.parametrize("to", offers.STATES)
def test_every_step_is_allowed_or_refused_in_words(state: str, to: str) -> None:
    why = offers.refusal(state, to)
    assert (why == "") is (to in offers.ALLOWED[state])
    assert not why.endswith(".")
    assert len(why) != 1


def test_the_main_way_is_open_and_an_end_is_an_end() -> None:
    way = [offers.PROPOSED, offers.OFFERED, offers.ACCEPTED, offers.CONFIRMED, offers.DELIVERED]
    assert all(not offers.refusal(a, b) for a, b in pairwise(way))
    for ended in (offers.WITHDRAWN, offers.SUBSTITUTED):
        assert all(offers.refusal(ended, to) for to in offers.STATES)
    assert "never asked" in offers.refusal(offers.PROPOSED, offers.ABSENT)
    assert offers.refusal(offers.CONFIRMED, offers.ACCEPTED) == "is confirmed already; an answer adds nothing"
    assert offers.refusal(offers.DELIVERED, offers.ACCEPTED)[0].isupper()


def test_an_answer_is_asked_for_in_working_days() -> None:
    assert offers.answer_by(MONDAY, 5, date(2027, 1, 12), DAYS) == date(2026, 11, 30)
    assert offers.answer_by(date(2026, 12, 22), 5, date(2027, 2, 1), DAYS) == date(2026, 12, 31)
    # A session in three days is answered on the last working day before it.
    assert offers.answer_by(MONDAY, 5, date(2026, 11, 26), DAYS) == date(2026, 11, 25)
    assert offers.answer_by(MONDAY, 5, MONDAY, DAYS) == MONDAY


@given(ahead=st.integers(-5, 400), number=st.integers(0, 30), start=st.dates(date(2026, 1, 1), date(2027, 6, 1)))
def test_an_answer_is_never_asked_for_before_today_nor_after_the_session(ahead: int, number: int, start: date) -> None:
    starts = start + timedelta(days=ahead)
    until = offers.answer_by(start, number, starts, DAYS)
    assert until >= start
    assert until < starts or until == start


def test_lateness_is_counted_in_working_days() -> None:
    assert offers.days_late(date(2026, 11, 20), MONDAY, DAYS) == 1
    assert offers.days_late(MONDAY, MONDAY, DAYS) == 0
    assert offers.days_late(None, MONDAY, DAYS) == 0
    assert offers.category_words("not released") == "Manager did not release"
