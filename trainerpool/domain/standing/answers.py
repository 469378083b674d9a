"""The shape of a standing: state, stage, courses, dates, reasons and the path."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

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
    were approved once. `approved_from` is the first of the month when only the month is known. `returned_on` is set
    while a trainer who was away for more than 12 months still works beside an experienced one. `agreement_due` is the last
    day the agreement covers, days on hold added; None while a decision extends its notice. `stage` is the next
    stage of a candidate in words ("Co-deliver, 1 of 2"), empty for everybody else.
    """

    state: State
    on: date
    stage: str = ""
    next_stage: Stage | None = None
    on_notice_until: date | None = None
    approved_from: date | None = None
    approved_from_month_only: bool = False
    approved_until: date | None = None
    transferred: bool = False
    courses: tuple[str, ...] = ()
    courses_held: tuple[str, ...] = ()
    courses_ever: tuple[str, ...] = ()
    ttt_course_on: date | None = None
    ttt_course_month_only: bool = False
    may_deliver: bool = False
    co_deliver_only: bool = False
    returned_on: date | None = None
    lapsed_on: date | None = None
    hold_until: date | None = None
    deliveries_12_months: int = 0
    least_deliveries: int = 0
    deliveries_due: date | None = None
    last_observed: date | None = None
    observation_due: date | None = None
    agreement_until: date | None = None
    agreement_due: date | None = None
    development_last: date | None = None
    development_due: date | None = None
    teller: Teller = field(kw_only=True, repr=False, compare=False)

    @property
    def by_course(self) -> tuple[CourseStanding, ...]:
        """Every course held or begun, with its level on the day."""
        return self.teller.by_course

    @property
    def next_change(self) -> date | None:
        """The first later day on which the answer can differ with what is known; None when none can."""
        return self.teller.next_change

    @property
    def summary(self) -> str:
        """The standing in a sentence or two."""
        return self.teller.told.summary

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, the weightiest first; never empty."""
        return self.teller.told.reasons

    @property
    def next_due(self) -> tuple[Due, ...]:
        """What is next and by when, the soonest first."""
        return self.teller.told.next_due

    @property
    def path(self) -> tuple[StageProgress, ...]:
        """Every stage of the path with what fulfils it."""
        return self.teller.told.path

    @property
    def forecast(self) -> tuple[tuple[date, str], ...]:
        """What comes if nothing more is recorded, in order of date."""
        return self.teller.told.forecast


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a standing."""

    summary: str
    reasons: tuple[Reason, ...]
    next_due: tuple[Due, ...]
    path: tuple[StageProgress, ...]
    forecast: tuple[tuple[date, str], ...]


class Teller(Protocol):
    """Answers what a standing works out only when it is asked."""

    @property
    def told(self) -> Told:
        """The sentences."""

    @property
    def by_course(self) -> tuple[CourseStanding, ...]:
        """The courses."""

    @property
    def next_change(self) -> date | None:
        """The next change."""
