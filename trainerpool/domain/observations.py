"""When an observation is due, and the clocks of its feedback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.policy import Policy
from trainerpool.domain.standing import Standing
from trainerpool.domain.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class FeedbackClocks:
    """By when each step after an observed session is due; the reply has no day before the copy is written."""

    spoken_by: date
    draft_by: date
    copy_by: date
    reply_by: date | None


def feedback_clocks(visited: date, copied: date | None, policy: Policy, days: WorkingDays) -> FeedbackClocks:
    """The days of feedback for a visit: spoken the same day, a draft in working days, the written copy in days.

    The trainer's reply is due so many working days after the copy (2-domain "Observation").
    """
    return FeedbackClocks(
        visited,
        days.add(visited, policy.draft_feedback_working_days),
        visited + timedelta(days=policy.written_feedback_days),
        days.add(copied, policy.reply_working_days) if copied is not None else None,
    )


def is_due_for_observation(asked: Standing, within_days: int = 0) -> bool:
    """Whether a trainer who may deliver is due an observation on the standing's day or so many days after it."""
    due = asked.observation_due
    return asked.may_deliver and due is not None and due <= asked.on + timedelta(days=within_days)
