"""Deeds that bring an observation to its end: submit, second, copy, reply, moderate, send back, close."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.domain.observations import ObservationState, observation_state, submission_wants
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.correcting import keep_revision
from trainerpool.operations.observations.counting import bring_to_evidence
from trainerpool.operations.observations.parts import (
    UNCHANGED,
    actions_of,
    another_person,
    day_or_today,
    draft,
    framework_of,
    judged,
    said,
    strengths_of,
    submitted,
    whom,
)
from trainerpool.operations.observations.visits import refuse_dependent
from trainerpool.problem import Problem
from trainerpool.queries.observations import days_of
from trainerpool.queries.observations_clocks import clocks_of
from trainerpool.store.records import Observation, TrainingSession, Visit
from trainerpool.store.work import Done, Work


@deed
def submit_observation(desk: Desk, observation: str) -> Done:
    """Submit an observation: it counts from then on, unless its outcome needs a second person first.

    Refused, with a sentence for each, while a starred criterion is not judged, evidence is missing, the trainer's
    reflection (or that they decline) is not recorded, or no outcome is chosen.
    """
    with desk.work("Submit an observation") as work:
        seen, visit = draft(work, observation)
        work.session.flush()
        wants = submission_wants(
            framework_of(work, visit), judged(work, seen), days_of(seen, visit),
            [one.text for one in strengths_of(work, seen)], [said(one) for one in actions_of(work, seen)],
        )  # fmt: skip
        if wants:
            raise Problem(" ".join(wants), kept="It stays a draft; nothing is lost.")
        refuse_dependent(  # who was independent when it was planned may have joined the team since
            work, work.get(TrainingSession, visit.session_id) if visit.session_id else None,
            (visit.observer_id, visit.observer_name or ""), [seen.person_id], visit.on,
        )  # fmt: skip
        work.name = f"Submit the observation of {whom(work, seen)}"
        seen.submitted_on = desk.today
        bring_to_evidence(work, desk, seen)
        work.about(seen.id)
    return work.done


@deed
def second_observation(desk: Desk, observation: str, by: str | None = None, note: str | None = None) -> Done:
    """Agree as the second person to "Co-deliver only" or "Pause and refer": from then on it moves standing.

    By somebody who is neither the observer nor the trainer; whoever sits at the desk where nobody is named.
    """
    with desk.work("Second an outcome") as work:
        seen, _ = submitted(work, observation)
        if not limits_delivery(seen.outcome):
            raise Problem(f'"{seen.outcome}" needs no second person.', kept=UNCHANGED)
        if seen.seconded_on is not None:
            raise Problem(f"{seen.seconded_by} has agreed already.", kept=UNCHANGED)
        seen.seconded_by_id, seen.seconded_by = another_person(work, desk, seen, by, "be the second person of")
        seen.seconded_on = desk.today
        if note and note.strip():
            seen.note = "\n".join(part for part in (seen.note, f"Second person: {note.strip()}") if part)
        work.name = f'Second "{seen.outcome}" for {whom(work, seen)}'
        bring_to_evidence(work, desk, seen)
        work.about(seen.id)
    return work.done


@deed
def give_copy(desk: Desk, observation: str, on: date | None = None) -> Done:
    """Record that the trainer was given the written copy; their reply's clock runs from that day."""
    with desk.work("Give the written copy") as work:
        seen, visit = submitted(work, observation)
        seen.copied_on = day_or_today(desk, on, visit)
        work.name = f"Give {whom(work, seen)} the written copy"
        work.about(seen.id)
    return work.done


@deed
def reply_to_observation(
    desk: Desk, observation: str, reply: str, agrees: bool | None = None, on: date | None = None
) -> Done:
    """Record the trainer's reply, or that they disagree; it is kept beside the observation, whatever it says."""
    if not reply.strip() and agrees is None:
        raise Problem("The reply is empty.", kept=UNCHANGED)
    with desk.work("Record a reply") as work:
        seen, visit = submitted(work, observation)
        _refuse_closed(seen)
        seen.reply, seen.reply_agrees = reply.strip() or None, agrees
        seen.replied_on = day_or_today(desk, on, visit)
        work.name = f"Record the reply of {whom(work, seen)}"
        work.about(seen.id)
    return work.done


@deed
def moderate_observation(desk: Desk, observation: str, by: str | None = None, note: str | None = None) -> Done:
    """Moderate an observation: somebody who is neither observer nor trainer finds its judgements fair and of one measure."""
    with desk.work("Moderate an observation") as work:
        seen, _ = submitted(work, observation)
        _refuse_closed(seen)
        if seen.moderated_on is not None:
            raise Problem(f"{seen.moderated_by} has moderated it already.", kept=UNCHANGED)
        if limits_delivery(seen.outcome) and seen.seconded_on is None:
            raise Problem(f'"{seen.outcome}" waits for its second person.', kept=UNCHANGED)
        seen.moderated_by_id, seen.moderated_by = another_person(work, desk, seen, by, "moderate")
        seen.moderated_on, seen.moderation_note = desk.today, (note or "").strip() or None
        work.name = f"Moderate the observation of {whom(work, seen)}"
        bring_to_evidence(work, desk, seen)
        work.about(seen.id)
    return work.done


@deed
def send_back_observation(desk: Desk, observation: str, why: str, by: str | None = None) -> Done:
    """Send an observation back to its observer, saying why: it is a draft again, and what it said is kept as a revision."""
    if not why.strip():
        raise Problem("Say why it goes back.", kept=UNCHANGED)
    with desk.work("Send an observation back") as work:
        seen, _ = submitted(work, observation)
        _refuse_closed(seen)
        _, name = another_person(work, desk, seen, by, "send back")
        keep_revision(work, desk, seen, f"Sent back: {why.strip()}", name)
        seen.submitted_on = None
        bring_to_evidence(work, desk, seen)
        work.name = f"Send the observation of {whom(work, seen)} back"
        work.about(seen.id)
    return work.done


@deed
def close_observation(desk: Desk, observation: str) -> Done:
    """Close an observation: moderated, the copy given, and the trainer's reply in or its time run out."""
    with desk.work("Close an observation") as work:
        seen, visit = submitted(work, observation)
        _refuse_closed(seen)
        if wants := _closing_wants(work, seen, visit, desk.today):
            raise Problem(wants, kept=UNCHANGED)
        seen.closed_on = desk.today
        work.name = f"Close the observation of {whom(work, seen)}"
        work.about(seen.id)
    return work.done


def _closing_wants(work: Work, seen: Observation, visit: Visit, today: date) -> str:
    """Why it cannot be closed yet, in a sentence; "" when it can."""
    reply_by = clocks_of(work.session, visit.on, seen.copied_on).reply_by
    state = observation_state(days_of(seen, visit), today, reply_by)
    by = f" by {in_words(reply_by)}" if reply_by else ""
    return {
        ObservationState.AWAITING_SECOND: f'"{seen.outcome}" waits for its second person.',
        ObservationState.SUBMITTED: "The written copy has not been given.",
        ObservationState.COPIED: f"The trainer may still reply{by}.",
        ObservationState.REPLIED: "Nobody has moderated it yet.",
    }.get(state, "")


def _refuse_closed(seen: Observation) -> None:
    if seen.closed_on is not None:
        raise Problem(
            f"This observation was closed on {in_words(seen.closed_on)}.",
            kept=UNCHANGED,
            todo="Correct it: what it said is kept as a revision.",
        )
