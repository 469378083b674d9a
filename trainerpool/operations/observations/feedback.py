"""Deeds after the visit: the conversation, the trainer's reflection, strengths, actions and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.observations import ActionSaid
from trainerpool.domain.observing import MOST_ACTIONS, MOST_STRENGTHS
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import checked_outcome
from trainerpool.operations.observations.parts import (
    UNCHANGED,
    actions_of,
    day_or_today,
    draft,
    strengths_of,
    texts_of,
    whom,
)
from trainerpool.problem import Problem
from trainerpool.store.records import Observation, ObservationAction, Strength
from trainerpool.store.work import Done, Work


@deed
def record_conversation(desk: Desk, observation: str, on: date | None = None) -> Done:
    """Record that observer and trainer have spoken, strengths first; the clock is the same day."""
    with desk.work("Record the conversation") as work:
        seen, visit = draft(work, observation)
        work.name = f"Record the conversation with {whom(work, seen)}"
        seen.spoken_on = day_or_today(desk, on, visit)
        work.about(seen.id)
    return work.done


@deed
def record_reflection(
    desk: Desk, observation: str, went_as_planned: str | None = None, would_change: str | None = None,
    what_i_need: str | None = None, declined: bool = False, on: date | None = None,
) -> Done:  # fmt: skip
    """Record the trainer's own reflection: what went as planned, what they would change, what they need; or that they decline."""
    texts = texts_of({"went_as_planned": went_as_planned, "would_change": would_change, "what_i_need": what_i_need})
    if not declined and not any(texts.values()):
        raise Problem("The reflection is empty.", kept=UNCHANGED, todo="Write it, or record that they decline one.")
    with desk.work("Record a reflection") as work:
        seen, visit = draft(work, observation)
        if visit.finished_at is None:
            raise Problem("The visit is still under way.", kept=UNCHANGED, todo="Finish it first.")
        verb = "Record that no reflection is given by" if declined else "Record the reflection of"
        work.name = f"{verb} {whom(work, seen)}"
        seen.reflected_on = day_or_today(desk, on, visit)
        for field, text in texts.items():
            setattr(seen, field, None if declined else text)
        work.about(seen.id)
    return work.done


@deed
def set_strengths(desk: Desk, observation: str, strengths: Sequence[str]) -> Done:
    """Set the strengths of an observation, three at most, in order."""
    with desk.work("Set the strengths") as work:
        seen, _ = draft(work, observation)
        put_strengths(work, seen, strengths)
        work.name = f"Set the strengths of {whom(work, seen)}"
        work.about(seen.id)
    return work.done


@deed
def set_actions(desk: Desk, observation: str, actions: Sequence[Mapping[str, Any]]) -> Done:
    """Set the actions of an observation, three at most: each {"text", "owner", "due": "YYYY-MM-DD"}."""
    with desk.work("Set the actions") as work:
        seen, _ = draft(work, observation)
        put_actions(work, seen, actions)
        work.name = f"Set the actions of {whom(work, seen)}"
        work.about(seen.id)
    return work.done


def put_strengths(work: Work, seen: Observation, strengths: Sequence[str]) -> None:
    """Put the strengths in by their places; empty ones fall out. Problem for more than three."""
    wanted = [str(text).strip() for text in strengths if str(text).strip()]
    _refuse_more(len(wanted), MOST_STRENGTHS, "strengths")
    held = strengths_of(work, seen)
    for position, text in enumerate(wanted):
        if position < len(held):
            held[position].text = text
        else:
            work.add(Strength(observation_id=seen.id, position=position, text=text))
    for spare in held[len(wanted) :]:
        work.remove(spare)


def put_actions(work: Work, seen: Observation, actions: Sequence[Mapping[str, Any]]) -> None:
    """Put the actions in by their places; those without words fall out. Problem for more than three."""
    wanted = [one for one in map(checked_action, actions) if one.text]
    _refuse_more(len(wanted), MOST_ACTIONS, "actions")
    held = actions_of(work, seen)
    for position, one in enumerate(wanted):
        if position < len(held):
            held[position].text, held[position].owner, held[position].due = one.text, one.owner or None, one.due
        else:
            work.add(ObservationAction(
                observation_id=seen.id, position=position, text=one.text, owner=one.owner or None, due=one.due
            ))  # fmt: skip
    for spare in held[len(wanted) :]:
        work.remove(spare)


def checked_action(given: Any) -> ActionSaid:
    """An action as given; Problem for a field it does not have, or a date that is none."""
    if isinstance(given, str):
        return ActionSaid(given.strip())
    if not isinstance(given, Mapping) or set(given) - {"text", "owner", "due"}:
        raise Problem('An action is {"text", "owner", "due"}.', kept=UNCHANGED)
    due = given.get("due")
    if isinstance(due, str) and due:
        try:
            due = date.fromisoformat(due)
        except ValueError as error:
            raise Problem(f"An action is due on {due!r}, which is not a day.", kept=UNCHANGED) from error
    text, owner = (str(given.get(field) or "").strip() for field in ("text", "owner"))
    return ActionSaid(text, owner, due if isinstance(due, date) else None)


def _refuse_more(number: int, most: int, what: str) -> None:
    if number > most:
        raise Problem(f"There are {number} {what}; {most} is the most.", kept=UNCHANGED)


@deed
def set_outcome(desk: Desk, observation: str, outcome: str) -> Done:
    """Choose the outcome: Continue, Continue with actions, Co-deliver only, Pause and refer (the last two need a second person)."""
    with desk.work("Choose the outcome") as work:
        seen, _ = draft(work, observation)
        seen.outcome = checked_outcome(EvidenceKind.OBSERVED_DELIVERY, outcome)
        work.name = f"Choose the outcome for {whom(work, seen)}: {seen.outcome or 'none'}"
        work.about(seen.id)
    return work.done


@deed
def settle_action(desk: Desk, action: str, on: date | None = None, note: str | None = None) -> Done:
    """Record that an action was done: on a day, with what was seen of it."""
    with desk.work("Settle an action") as work:
        found = work.get(ObservationAction, action)
        seen = work.get(Observation, found.observation_id)
        day = on or desk.today
        if day > desk.today:
            raise Problem("An action is done on a day that has come.", kept=UNCHANGED)
        found.done_on, found.done_note = day, (note or "").strip() or None
        work.name = f"Record an action of {whom(work, seen)} as done"
        work.about(seen.id)
    return work.done


@deed
def reopen_action(desk: Desk, action: str) -> Done:
    """Open an action again that was recorded as done."""
    with desk.work("Open an action again") as work:
        found = work.get(ObservationAction, action)
        seen = work.get(Observation, found.observation_id)
        found.done_on, found.done_note = None, None
        work.name = f"Open an action of {whom(work, seen)} again"
        work.about(seen.id)
    return work.done
