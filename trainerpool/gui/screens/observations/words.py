"""How an observation stands, in the words and marks of the page."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.observations import ObservationState
from trainerpool.domain.outcomes import Outcome
from trainerpool.gui.marks import OUTCOME, Mark, Meaning
from trainerpool.queries.observations_rows import ActionRow, ObservationLine, ObservationRow

_S = ObservationState
STATES = {
    _S.PLANNED: Mark("Planned", Meaning.INFORMATION, "calendar-days"),
    _S.UNDER_WAY: Mark("Under way", Meaning.INFORMATION, "circle-dot"),
    _S.AWAITING_REFLECTION: Mark("Reflection", Meaning.NEUTRAL, "hourglass"),
    _S.DRAFT: Mark("In draft", Meaning.NEUTRAL, "pencil"),
    _S.AWAITING_SECOND: Mark("Second person", Meaning.ATTENTION, "users"),
    _S.SUBMITTED: Mark("Submitted", Meaning.INFORMATION, "send"),
    _S.COPIED: Mark("Reply", Meaning.NEUTRAL, "hourglass"),
    _S.REPLIED: Mark("Moderation", Meaning.ATTENTION, "circle-help"),
    _S.MODERATED: Mark("Moderated", Meaning.GOOD, "badge-check"),
    _S.CLOSED: Mark("Closed", Meaning.GOOD),
    _S.CANCELLED: Mark("Cancelled", Meaning.NEUTRAL, "ban"),
}
OUTCOMES = tuple(Outcome)
NOT_YET = frozenset({_S.PLANNED, _S.UNDER_WAY, _S.AWAITING_REFLECTION, _S.DRAFT})
"""States before it was submitted: what is written may still be changed freely."""


def outcome_mark(outcome: str) -> Mark | None:
    """The pill of an outcome, or None where none is chosen."""
    return OUTCOME.get(outcome.casefold()) if outcome else None


def day_of(row: ObservationLine) -> str:
    """The day of an observation as a heading says it."""
    return in_words(row.on, month_only=True) if row.month_only else in_words(row.on, weekday=True)


def title_of(row: ObservationLine) -> str:
    """Who was or will be seen delivering what."""
    return f"{row.trainer}, {row.course_title or row.course}" if row.course_title or row.course else row.trainer


def waits_in_words(row: ObservationLine, today: date) -> str:
    """What it waits for and by when, in a sentence's words; "" once closed."""
    if not row.waits_for:
        return ""
    if row.due is None:
        return row.waits_for
    return f"{row.waits_for}, {due_in_words(row.due, today)}"


def due_in_words(due: date, today: date) -> str:
    """By when, or since when overdue."""
    return f"overdue since {in_words(due)}" if due < today else f"by {in_words(due, weekday=True)}"


def reads_out(row: ObservationLine) -> str:
    """A row as a screen reader says it."""
    said = [row.trainer, in_words(row.on, month_only=row.month_only), row.course, str(row.state), row.waits_for]
    if row.late and row.due is not None:
        said.append(f"overdue since {in_words(row.due)}")
    return ", ".join(part for part in said if part)


def judged_in_words(row: ObservationRow) -> str:
    """How far the judging has come."""
    said = f"{row.judged} of {row.criteria} judged"
    return f"{said}, {row.wants_evidence} without evidence" if row.wants_evidence else said


def action_in_words(action: ActionRow) -> str:
    """An action's owner and day, and whether it is done."""
    if action.done_on is not None:
        ending = f"done {in_words(action.done_on)}" + (f": {action.done_note}" if action.done_note else "")
    elif action.due is not None:
        ending = f"{'overdue since' if action.late else 'due'} {in_words(action.due)}"
    else:
        ending = "no day agreed"
    return f"{action.owner}, {ending}" if action.owner else ending[:1].upper() + ending[1:]


def open_actions(row: ObservationLine) -> str:
    """How many actions are open, for a cell."""
    return count_of(len(row.open_actions), "action") if row.open_actions else ""
