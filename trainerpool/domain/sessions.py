"""How many trainers a training session needs."""

from __future__ import annotations

from trainerpool.domain.policy import Policy


def trainers_needed(minutes: int, learners: int | None, policy: Policy) -> int:
    """Trainers of a session of so many minutes for at most so many learners.

    Rule: two trainers; one is enough for a short session or a small group (policy: trainers_per_session,
    one_trainer_minutes, one_trainer_learners). An unknown length (0) or size never makes it one.
    """
    short = 0 < minutes <= policy.one_trainer_minutes
    small = learners is not None and learners <= policy.one_trainer_learners
    return 1 if short or small else policy.trainers_per_session
