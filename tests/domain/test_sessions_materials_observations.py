"""Places of a session, the state of a material version, and when observation and its feedback are due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.cases import at, day, ev, kept_up, path
from trainerpool.domain.materials import MaterialState, MaterialVersion, material_on, material_state
from trainerpool.domain.observations import feedback_clocks, is_due_for_observation
from trainerpool.domain.policy import Policy
from trainerpool.domain.sessions import trainers_needed
from trainerpool.domain.working_days import WorkingDays


@pytest.mark.parametrize(
    ("minutes", "learners", "needed"),
    [(90, 25, 1), (91, 25, 2), (360, 12, 1), (360, 13, 2), (360, None, 2), (0, None, 2), (0, 8, 1)],
)
def test_two_trainers_or_one_for_a_short_or_small_session(minutes: int, learners: int | None, needed: int) -> None:
    assert trainers_needed(minutes, learners, Policy()) == needed


VERSION = MaterialVersion(
    "3.1", author="Jo Ackroyd", submitted_on=day("2026-08-01"), approved_by="Marian Holt", approved_on=day("2026-09-01"),
    review_due=day("2027-08-31"), superseded_on=day("2027-06-01"), withdrawn_on=day("2027-07-01"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-07-31", MaterialState.DRAFT),
        ("2026-08-01", MaterialState.IN_REVIEW),
        ("2026-09-01", MaterialState.APPROVED),
        ("2027-06-01", MaterialState.SUPERSEDED),
        ("2027-07-01", MaterialState.WITHDRAWN),
    ],
)
def test_a_version_goes_from_draft_to_withdrawn(on: str, state: MaterialState) -> None:
    assert material_state(VERSION, day(on)) is state


def test_the_author_does_not_approve() -> None:
    own = replace(VERSION, approved_by="jo ackroyd")
    assert material_state(own, day("2026-09-02")) is MaterialState.IN_REVIEW


def test_past_its_review_date_a_version_is_no_longer_approved() -> None:
    running = replace(VERSION, superseded_on=None, withdrawn_on=None)
    assert material_on([running], day("2027-08-31")).is_approved
    late = material_on([running], day("2027-09-01"))
    assert not late.is_approved
    assert "31 Aug 2027" in late.text
    assert not material_on([], day("2027-09-01")).is_approved


def test_who_is_due_for_observation() -> None:
    kept = [item for item in path() + kept_up() if item.by != "Rosa Penhale"]
    assert not is_due_for_observation(at(kept, "2026-09-14"))
    assert is_due_for_observation(at(kept, "2026-09-15"))
    assert is_due_for_observation(at(kept, "2026-08-20"), within_days=30)
    assert not is_due_for_observation(at([*kept, ev("suspension", "2026-09-01")], "2026-10-01"))


def test_the_clocks_of_feedback() -> None:
    days = WorkingDays({day("2026-12-25"), day("2026-12-28")})
    clocks = feedback_clocks(day("2026-12-18"), day("2026-12-29"), Policy(), days)
    assert (clocks.spoken_by, clocks.draft_by, clocks.copy_by) == (
        day("2026-12-18"),
        day("2026-12-29"),
        day("2027-01-01"),
    )
    assert clocks.reply_by == day("2027-01-12")
    assert feedback_clocks(day("2026-12-18"), None, Policy(), days).reply_by is None
