"""The clocks of feedback for a visit, by the policy of its day and the pool's working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from trainerpool.domain.observations import FeedbackClocks, feedback_clocks
from trainerpool.domain.policy import policy_on
from trainerpool.queries.settings import policies, working_days
from trainerpool.store.pool import Reader

Clocks = Callable[[str, date | None], FeedbackClocks]


def clocks(reader: Reader) -> Clocks:
    """A question asked once: by when each step is due, given a visit's day and the day of the written copy."""
    versions, days = policies(reader), working_days(reader)

    def of(on: str, copied: date | None) -> FeedbackClocks:
        visited = date.fromisoformat(on if len(on) == 10 else f"{on}-01")
        return feedback_clocks(visited, copied, policy_on(versions, visited), days)

    return of


def clocks_of(reader: Reader, on: str, copied: date | None) -> FeedbackClocks:
    """By when each step after one visit is due."""
    return clocks(reader)(on, copied)
