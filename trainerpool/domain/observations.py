"""When an observation is due, the clocks of its feedback, how far it has come and what it still wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trainerpool.domain.observing import MOST_ACTIONS, MOST_STRENGTHS, Framework, Grade
from trainerpool.domain.outcomes import Outcome, limits_delivery, outcome_of
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


class ObservationState(StrEnum):
    """How far an observation has come; the value is the wording on screen and in exports."""

    PLANNED = "Planned"
    UNDER_WAY = "Under way"
    AWAITING_REFLECTION = "Awaiting reflection"
    DRAFT = "In draft"
    AWAITING_SECOND = "Awaiting second person"
    SUBMITTED = "Submitted"
    COPIED = "Awaiting reply"
    REPLIED = "Awaiting moderation"
    MODERATED = "Moderated"
    CLOSED = "Closed"
    CANCELLED = "Cancelled"


OPEN_STATES = tuple(one for one in ObservationState if one not in (ObservationState.CLOSED, ObservationState.CANCELLED))


@dataclass(frozen=True, slots=True)
class ObservationDays:
    """The days an observation has come through; its state is computed from them, never stored."""

    started: bool = False
    finished: bool = False
    cancelled: bool = False
    reflected: bool = False
    submitted: bool = False
    outcome: str | None = None
    seconded: bool = False
    copied: bool = False
    replied: bool = False
    moderated: bool = False
    closed: bool = False


def observation_state(days: ObservationDays, on: date, reply_by: date | None) -> ObservationState:
    """The state on a day. The reply's clock run out counts as an answer: silence holds nothing up."""
    if days.cancelled:
        return ObservationState.CANCELLED
    if days.closed:
        return ObservationState.CLOSED
    if not days.submitted:
        return _before_submission(days)
    if limits_delivery(days.outcome) and not days.seconded:
        return ObservationState.AWAITING_SECOND
    if not days.copied:
        return ObservationState.SUBMITTED
    if not days.replied and not (reply_by is not None and reply_by < on):
        return ObservationState.COPIED
    return ObservationState.MODERATED if days.moderated else ObservationState.REPLIED


def _before_submission(days: ObservationDays) -> ObservationState:
    if not days.started:
        return ObservationState.PLANNED
    if not days.finished:
        return ObservationState.UNDER_WAY
    return ObservationState.DRAFT if days.reflected else ObservationState.AWAITING_REFLECTION


def is_counted(days: ObservationDays) -> bool:
    """Whether it moves standing: submitted, and seconded where its outcome takes something away."""
    return days.submitted and not days.cancelled and (not limits_delivery(days.outcome) or days.seconded)


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """An action as it was agreed: what, whose it is and by when."""

    text: str
    owner: str = ""
    due: date | None = None


def submission_wants(
    framework: Framework, judged: Mapping[str, tuple[str | None, str | None]], days: ObservationDays,
    strengths: Sequence[str], actions: Sequence[ActionSaid],
) -> tuple[str, ...]:  # fmt: skip
    """Why an observation cannot be submitted yet, a sentence for each reason; `judged` is criterion -> grade, evidence."""
    found = [] if days.finished else ["The visit is not finished."]
    found += judgement_wants(framework, judged)
    if not days.reflected:
        found.append("The trainer's own reflection comes first: record it, or that they decline.")
    return (*found, *conclusion_wants(days.outcome, strengths, actions))


def judgement_wants(framework: Framework, judged: Mapping[str, tuple[str | None, str | None]]) -> list[str]:
    """What the judgements lack: starred criteria not judged, and evidence where it is not simply met."""
    found = []
    for one in framework.criteria:
        grade, evidence = judged.get(one.number, (None, None))
        if grade is None and one.starred:
            found.append(f"Criterion {one.number} is starred and not judged: {one.text}.")
        elif grade is not None and Grade(grade).needs_evidence and not (evidence or "").strip():
            found.append(f"Criterion {one.number} is {grade} and needs a note of evidence.")
    return found


def conclusion_wants(outcome: str | None, strengths: Sequence[str], actions: Sequence[ActionSaid]) -> list[str]:
    """What strengths, actions and outcome lack."""
    found = []
    if len(strengths) > MOST_STRENGTHS:
        found.append(f"There are {len(strengths)} strengths; {MOST_STRENGTHS} is the most.")
    if len(actions) > MOST_ACTIONS:
        found.append(f"There are {len(actions)} actions; {MOST_ACTIONS} is the most.")
    for number, action in enumerate(actions, 1):
        lacks = [what for what, there in (("an owner", action.owner.strip()), ("a date", action.due)) if not there]
        if lacks:
            found.append(f"Action {number} needs {' and '.join(lacks)}.")
    if outcome_of(outcome) is None:
        found.append("The outcome is not chosen.")
    elif outcome_of(outcome) is Outcome.WITH_ACTIONS and not actions:
        found.append('"Continue with actions" names no action.')
    return found
