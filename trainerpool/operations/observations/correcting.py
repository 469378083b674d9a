"""Correcting an observation: what it said is kept whole as a revision, and it is moderated again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.observations import conclusion_wants, judgement_wants
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK
from trainerpool.domain.observing_observers import is_same
from trainerpool.domain.outcomes import limits_delivery
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import checked_day, checked_outcome
from trainerpool.operations.observations.counting import bring_to_evidence
from trainerpool.operations.observations.feedback import put_actions, put_strengths
from trainerpool.operations.observations.judging import put_judgements
from trainerpool.operations.observations.parts import (
    UNCHANGED,
    actions_of,
    framework_of,
    judged,
    name_of,
    named,
    said,
    strengths_of,
    the_visit_of,
    whom,
)
from trainerpool.problem import Problem
from trainerpool.store.records import Observation, ObservationRevision, Person
from trainerpool.store.values import values_of
from trainerpool.store.work import Done, Work

_ASKED_AGAIN = (
    "seconded_by", "seconded_by_id", "seconded_on", "moderated_by", "moderated_by_id", "moderated_on", "moderation_note",
    "copied_on", "closed_on",
)  # fmt: skip


def whole(work: Work, seen: Observation) -> dict[str, Any]:
    """Everything an observation says at the moment, as a revision keeps it."""
    work.session.flush()
    return {
        "observation": values_of(seen),
        "judgements": {
            criterion: {"judgement": grade, "evidence": evidence}
            for criterion, (grade, evidence) in sorted(judged(work, seen).items())
        },
        "strengths": [one.text for one in strengths_of(work, seen)],
        "actions": [values_of(one) for one in actions_of(work, seen)],
    }


def keep_revision(work: Work, desk: Desk, seen: Observation, why: str, by: str) -> None:
    """Keep what it said as a revision; who seconded, moderated and was given it is asked again."""
    work.add(
        ObservationRevision(
            observation_id=seen.id, number=seen.number, on=desk.today, by=by, why=why, body=whole(work, seen)
        )
    )
    seen.number += 1
    for field in _ASKED_AGAIN:
        setattr(seen, field, None)


@deed
def correct_observation(
    desk: Desk, observation: str, why: str, by: str | None = None, judgements: Mapping[str, Any] | None = None,
    strengths: Sequence[str] | None = None, actions: Sequence[Mapping[str, Any]] | None = None, outcome: str | None = None,
    on: str | None = None, note: str | None = None,
) -> Done:  # fmt: skip
    """Correct a submitted observation, saying why: the former one is kept whole as a revision, and it is moderated and copied again.

    What is not given stays. An outcome that takes something away needs its second person again before it counts.
    """
    if not why.strip():
        raise Problem("Say why it is corrected.", kept=UNCHANGED)
    with desk.work("Correct an observation") as work:
        seen = work.get(Observation, observation)
        visit = the_visit_of(work, seen)
        if visit is not None and seen.submitted_on is None:
            raise Problem("It is still a draft and can simply be changed.", kept=UNCHANGED)
        before = whole(work, seen)
        keep_revision(work, desk, seen, why.strip(), _corrector(work, desk, seen, by))
        if judgements is not None:
            put_judgements(work, seen, framework_of(work, visit), judgements)
        if strengths is not None:
            put_strengths(work, seen, strengths)
        if actions is not None:
            put_actions(work, seen, actions)
        if outcome is not None:
            seen.outcome = checked_outcome(EvidenceKind.OBSERVED_DELIVERY, outcome)
        if on is not None:
            seen.on = _other_day(desk, on, of_a_visit=visit is not None)
        if note is not None:
            seen.note = note.strip() or None
        _refuse_unchanged(work, seen, before)
        if visit is not None:
            _refuse_wanting(work, seen)
        else:
            # The row of an older log was never seconded or moderated here: what it says is what was decided then.
            seen.seconded_on = desk.today if limits_delivery(seen.outcome) else None
        bring_to_evidence(work, desk, seen)
        work.name = f"Correct the observation of {whom(work, seen)}"
        work.about(seen.id)
    return work.done


def _corrector(work: Work, desk: Desk, seen: Observation, by: str | None) -> str:
    person_id, name = named(work, by or desk.person)
    trainer = work.get(Person, seen.person_id)
    if is_same((person_id, name), (trainer.id, name_of(trainer))):
        raise Problem(
            f"{name_of(trainer)} was observed, and cannot correct it.",
            kept=UNCHANGED,
            todo="A reply says what they think.",
        )
    return name


def _other_day(desk: Desk, on: str, *, of_a_visit: bool) -> str:
    if of_a_visit:
        raise Problem("An observation has the day of its visit.", kept=UNCHANGED)
    day = checked_day(on)
    if day > desk.today.isoformat():
        raise Problem(f"{date.fromisoformat(day):%d %b %Y} has not come yet.", kept=UNCHANGED)
    return day


_CONTENT = ("outcome", "on", "note")


def _refuse_unchanged(work: Work, seen: Observation, before: Mapping[str, Any]) -> None:
    now = whole(work, seen)
    same = all(now[part] == before[part] for part in ("judgements", "strengths"))
    told = [[(one["text"], one["owner"], one["due"]) for one in body["actions"]] for body in (before, now)]
    if same and told[0] == told[1] and all(now["observation"][f] == before["observation"][f] for f in _CONTENT):
        raise Problem("Nothing in it would change.", kept=UNCHANGED)


def _refuse_wanting(work: Work, seen: Observation) -> None:
    """What is corrected has to be as whole as what was submitted."""
    visit = the_visit_of(work, seen)
    framework = framework_of(work, visit) if visit is not None else DEFAULT_FRAMEWORK
    wants = judgement_wants(framework, judged(work, seen))
    strengths, actions = [one.text for one in strengths_of(work, seen)], [said(one) for one in actions_of(work, seen)]
    if wants := [*wants, *conclusion_wants(seen.outcome, strengths, actions)]:
        raise Problem(" ".join(wants), kept=UNCHANGED)
