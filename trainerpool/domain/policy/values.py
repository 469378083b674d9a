"""Policy: every number and rule level a partnership may set, with its unit, its source and its plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Any

from trainerpool.domain.path import DEFAULT_PATH, PathStage, Stage


class Level(StrEnum):
    """How strictly an allocation rule is held."""

    BLOCK = "block"
    OVERRIDE = "override"
    WARN = "warn"
    IGNORE = "ignore"

    @property
    def words(self) -> str:
        """The level as Settings names it."""
        return "block with override" if self is Level.OVERRIDE else self.value


@dataclass(frozen=True, slots=True)
class DayPart:
    """A named part of a day with its civil times."""

    start: time
    end: time


DEFAULT_RULE_LEVELS: dict[str, Level] = {
    "standing": Level.BLOCK,
    "approval": Level.BLOCK,
    "availability": Level.OVERRIDE,
    "overlap": Level.BLOCK,
    "cap_week": Level.WARN,
    "cap_month": Level.IGNORE,
    "cap_term": Level.WARN,
    "cap_year": Level.WARN,
    "conflict": Level.BLOCK,
    "agreement": Level.WARN,
    "own_agency_host": Level.IGNORE,
    "enough_trainers": Level.BLOCK,
    "lead": Level.OVERRIDE,
    "first_solo": Level.OVERRIDE,
    "multi_agency": Level.WARN,
    "candidate": Level.BLOCK,
    "same_pair": Level.WARN,
    "material": Level.BLOCK,
    "material_unrecorded": Level.WARN,
}

# Minute equivalents: 25 for a spread means that one week with two deliveries is worth 25 minutes of travel.
DEFAULT_WEIGHTS: dict[str, int] = {
    "unfilled": 10_000,
    "change": 400,
    "min_deliveries": 300,
    "observation": 250,
    "fairness": 60,
    "continuity": 40,
    "spread": 25,
    "preference": 10,
    "travel": 1,
    "trainers_used": 0,
}

DEFAULT_DAY_PARTS: dict[str, DayPart] = {
    "AM": DayPart(time(9, 30), time(12, 30)),
    "PM": DayPart(time(13, 30), time(16, 30)),
    "Full day": DayPart(time(9, 30), time(16, 30)),
}


def _setting(default: Any, unit: str, words: str, source: str = "own default") -> Any:
    return field(default=default, metadata={"unit": unit, "words": words, "source": source})


def _table(default: Mapping[str, Any], unit: str, words: str, source: str = "own default") -> Any:
    metadata = {"unit": unit, "words": words, "source": source}
    return field(default_factory=lambda: dict(default), hash=False, metadata=metadata)


@dataclass(frozen=True)
class Policy:
    """The numbers and levels in force from a date; the defaults are those of a new pool.

    Sources: "seen" values are documented by at least one partnership or trainer scheme, "own default" ones are ours.
    """

    # The path
    path: tuple[PathStage, ...] = field(
        default=DEFAULT_PATH,
        metadata={"unit": "stages", "words": "Stages of Train-the-Trainer, in order", "source": "order seen in pools"},
    )
    same_course_stages: tuple[Stage, ...] = field(
        default=(Stage.SHADOW,),
        metadata={"unit": "stages", "words": "Stages that must be of the course signed off", "source": "seen in pools"},
    )
    ttt_months: int = _setting(12, "months", "Time to complete Train-the-Trainer, from the course")
    ttt_reminder_months: tuple[int, ...] = _setting((6, 9, 11), "months", "Reminders to candidates, from the course")
    further_course_co_deliveries: int = _setting(
        1, "sessions", "Co-deliveries for each further course, after its briefing", "seen in pools"
    )

    # Standing
    approval_months: int = _setting(36, "months", "Approval lasts", "seen; learners renew in 3 years")
    agreement_months: int = _setting(12, "months", "Release agreement is renewed every", "seen in trainer schemes")
    least_deliveries: int = _setting(2, "deliveries", "Least deliveries in the rolling window", "seen in schemes")
    deliveries_window_months: int = _setting(12, "months", "Rolling window for deliveries", "seen in trainer schemes")
    deliveries_grace_months: int = _setting(12, "months", "No deliveries are demanded in the first", "seen in schemes")
    equivalent_deliveries_per_year: int = _setting(1, "deliveries", "Most deliveries by equivalence in a year")
    development_events: int = _setting(1, "events", "Development events a year", "2 activities seen; split our own")
    development_months: int = _setting(12, "months", "Development events are counted over")
    notice_days: int = _setting(30, "days", "Notice before a missed requirement lapses a trainer", "effect seen")
    notice_extension_days: int = _setting(30, "days", "A recorded extension of notice lasts")
    hold_months: int = _setting(12, "months", "A hold lasts at most")
    returner_months: int = _setting(12, "months", "A returner is paired after being away more than", "seen in pools")
    return_steps: tuple[str, ...] = _setting(
        ("talk with the Business Unit", "observe part of a session"), "steps", "Steps of a returner", "seen in pools"
    )
    suspension_review_days: int = _setting(28, "days", "A suspension is reviewed within")
    suspension_appeal_working_days: int = _setting(15, "working days", "Appeal against a suspension", "appeal seen")
    transition_months: int = _setting(6, "months", "A transferred approval runs at least, from the records' beginning")
    experienced_months: int = _setting(12, "months", "Experienced after being approved for")
    experienced_deliveries: int = _setting(4, "deliveries", "Experienced in a course after deliveries of it")

    # Observation
    first_observation_months: int = _setting(6, "months", "First observation after sign-off, within")
    observation_months: int = _setting(
        24, "months", "Then an observation every", "others observe yearly or each course"
    )
    observation_with_actions_months: int = _setting(12, "months", "After Continue with actions, observed again within")
    course_sampling_months: int = _setting(12, "months", "Every course is sampled at least every", "seen, strengthened")
    draft_feedback_working_days: int = _setting(5, "working days", "Draft feedback within", "seen in peer review")
    written_feedback_days: int = _setting(14, "days", "Written copy within, from the visit", "seen in peer review")
    reply_working_days: int = _setting(10, "working days", "The trainer's reply within, from the copy", "seen")

    # Sessions
    trainers_per_session: int = _setting(2, "trainers", "Trainers of a session", "co-delivery is best practice")
    one_trainer_minutes: int = _setting(90, "minutes", "One trainer is enough for sessions up to")
    one_trainer_learners: int = _setting(12, "learners", "One trainer is enough for up to")
    most_learners: int = _setting(25, "learners", "Most learners of a session", "seen in pools")
    travel_buffer_minutes: int = _setting(60, "minutes", "Between two sites on one day", "idea seen in a planner")
    cap_week: int = _setting(1, "sessions", "Most sessions of a trainer in a week")
    cap_month: int = _setting(0, "sessions", "Most sessions of a trainer in a month (0: no cap)")
    cap_term: int = _setting(6, "sessions", "Most sessions of a trainer in a term")
    cap_year: int = _setting(12, "sessions", "Most sessions of a trainer in a year")
    same_pair_most: int = _setting(3, "sessions", "The same pair, sessions in a row without a warning")
    offer_reply_working_days: int = _setting(5, "working days", "An offer is answered within", "about 2 weeks seen")
    confirm_working_days: int = _setting(20, "working days", "A pair is confirmed before the session by")
    confirm_amber_working_days: int = _setting(30, "working days", "An unconfirmed session is amber at", "60 days seen")
    confirm_red_working_days: int = _setting(10, "working days", "An unconfirmed session is red at", "30 days seen")
    withdrawal_working_days: int = _setting(10, "working days", "A withdrawal is urgent in less than", "seen in pools")
    report_working_days: int = _setting(2, "working days", "Trainers report after a session within", "48 hours seen")
    availability_opens_weeks: int = _setting(6, "weeks", "Availability is asked for before the quarter", "seen")
    availability_answer_weeks: int = _setting(2, "weeks", "Availability is answered within", "seen in pools")
    day_parts: Mapping[str, DayPart] = _table(DEFAULT_DAY_PARTS, "times", "Parts of a day")

    # Offline
    carry_covers_weeks: int = _setting(26, "weeks", "A carry file covers, where no last day is given")
    carry_open_weeks: int = _setting(8, "weeks", "A carry file is meant for use for")
    carry_answer_weeks: int = _setting(2, "weeks", "A carry file is answered within")

    # Materials
    material_review_months: int = _setting(12, "months", "A material version is reviewed after", "yearly seen")
    trigger_days: int = _setting(30, "days", "A course touched by a trigger is reviewed within")
    largest_file_megabytes: int = _setting(100, "megabytes", "A kept file is at most")

    # Allocation
    rule_levels: Mapping[str, Level] = _table(DEFAULT_RULE_LEVELS, "levels", "How strictly each rule is held")
    weights: Mapping[str, int] = _table(DEFAULT_WEIGHTS, "minute equivalents", "What each wish is worth")

    # Retention
    keep_trainer_years: int = _setting(6, "years", "Trainer's record is kept after leaving", "6 to 7 comparable")
    keep_application_months: int = _setting(12, "months", "Unsuccessful application is kept")
    keep_observation_years: int = _setting(3, "years", "Observation detail is kept, then outcome and dates")
    keep_check_months: int = _setting(6, "months", "Check confirmation is kept after leaving", "guidance and own")
    keep_session_years: int = _setting(7, "years", "Session and material facts are kept", "seen")

    def required(self, stage: Stage) -> int:
        """How many pieces of evidence the path asks for at a stage; 0 when it asks for none."""
        return sum(asked.count for asked in self.path if asked.stage is stage)

    def level_of(self, rule: str) -> Level:
        """How strictly a rule is held; a rule the policy does not name is held at its default, else ignored."""
        return self.rule_levels.get(rule, DEFAULT_RULE_LEVELS.get(rule, Level.IGNORE))
