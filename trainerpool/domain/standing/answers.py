"""The shape of a standing: state, stage, courses, dates, reasons and the path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from trainerpool.domain.path import Stage


class State(StrEnum):
    """Where a trainer stands on a date."""

    CANDIDATE = "candidate"
    APPROVED = "approved"
    ON_HOLD = "on hold"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    ALUMNI = "alumni"

    @property
    def words(self) -> str:
        """The state as a pill shows it: "On hold"."""
        return self.value.capitalize()


class Meaning(StrEnum):
    """How a reason is shown."""

    GOOD = "good"
    ATTENTION = "attention"
    STOP = "stop"
    INFORMATION = "information"
    NEUTRAL = "neutral"


class StageState(StrEnum):
    """How far a stage of the path is: done by evidence, done by a decision, the one under way, or still to come."""

    DONE = "done"
    DECISION = "decision"
    NOW = "now"
    TO_COME = "to come"


class CourseLevel(StrEnum):
    """A trainer's level for one course: new, experienced as co-trainer, experienced and ready to lead."""

    NEW = "new"
    CO = "co"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Due:
    """What is next for a trainer, and by when; `kind` is the evidence or the rule that answers it."""

    what: str
    by: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of why, what stands behind it, and the rule it comes from."""

    meaning: Meaning
    text: str
    detail: str = ""
    evidence: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class StageProgress:
    """One stage of the path as far as it has come."""

    stage: Stage
    state: StageState
    on: date | None = None
    month_only: bool = False
    detail: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseStanding:
    """One course of one trainer: since when approved, whether it may be delivered on the day, at which level."""

    course: str
    approved_from: date | None
    may_deliver: bool
    deliveries: int
    level: CourseLevel
    lacks: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where one trainer stands on one date; sentences are made when they are asked for.

    `courses` may be delivered on the day; `courses_held` are approved whatever the state of the day; `courses_ever`
    were approved once. `next_change` is the first later day on which the answer can differ with the evidence known.
    `stage` is the next stage of a candidate in words ("Co-deliver, 1 of 2"), empty for everybody else.
    """

    state: State
    on: date
    stage: str = ""
    next_stage: Stage | None = None
    on_notice_until: date | None = None
    approved_from: date | None = None
    approved_until: date | None = None
    transferred: bool = False
    courses: tuple[str, ...] = ()
    courses_held: tuple[str, ...] = ()
    courses_ever: tuple[str, ...] = ()
    ttt_course_on: date | None = None
    ttt_course_month_only: bool = False
    may_deliver: bool = False
    co_deliver_only: bool = False
    returning: bool = False
    lapsed_on: date | None = None
    hold_until: date | None = None
    deliveries_12_months: int = 0
    least_deliveries: int = 0
    deliveries_due: date | None = None
    last_observed: date | None = None
    observation_due: date | None = None
    agreement_until: date | None = None
    development_last: date | None = None
    next_change: date | None = None
    told: Callable[[], Told] = field(kw_only=True, repr=False, compare=False)

    @cached_property
    def _told(self) -> Told:
        return self.told()

    @property
    def summary(self) -> str:
        """The standing in a sentence or two."""
        return self._told.summary

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, the weightiest first; never empty."""
        return self._told.reasons

    @property
    def next_due(self) -> tuple[Due, ...]:
        """What is next and by when, the soonest first."""
        return self._told.next_due

    @property
    def path(self) -> tuple[StageProgress, ...]:
        """Every stage of the path with what fulfils it."""
        return self._told.path

    @property
    def forecast(self) -> tuple[tuple[date, str], ...]:
        """What comes if nothing more is recorded, in order of date."""
        return self._told.forecast


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a standing."""

    summary: str
    reasons: tuple[Reason, ...]
    next_due: tuple[Due, ...]
    path: tuple[StageProgress, ...]
    forecast: tuple[tuple[date, str], ...]
