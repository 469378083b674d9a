"""What deeds on observations are done with, and a pool with visits at every step of their way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select

from tests.operations.walk.hand import Draw, Hand, NothingThereError
from trainerpool.domain.observing import Grade
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK
from trainerpool.domain.outcomes import Outcome
from trainerpool.operations import observations
from trainerpool.operations.desk import Desk
from trainerpool.store.records import (
    KeptFile,
    Observation,
    ObservationAction,
    Person,
    TimedNote,
    TrainingSession,
    Visit,
)

OPEN = Visit.cancelled_on.is_(None)
BEGUN = OPEN & Visit.started_at.is_not(None)
DRAFT = Observation.submitted_on.is_(None) & Observation.visit_id.is_not(None)
SUBMITTED = Observation.submitted_on.is_not(None)
# What is moderated is left to be closed: sent back or corrected, it would be neither for a long while.
OPEN_STILL = SUBMITTED & Observation.moderated_on.is_(None)
LIMITS = Observation.outcome.in_([Outcome.CO_DELIVER_ONLY.value, Outcome.PAUSE.value])
ALL_MET = {one.number: "Met" for one in DEFAULT_FRAMEWORK.starred}


def ready(desk: Desk, course: str, trainer: str, day: int, outcome: str) -> str:
    """A visit from paper with everything a submission asks for; gives the observation."""
    told = {"observer": "Ruth Penhale", "told_by": "Ruth", "course": course, "on": date(2026, 10, day)}
    visit = observations.enter_paper_visit(desk, trainers=[trainer], **told).result  # type: ignore[arg-type]
    seen = desk.ask(lambda reader: reader.scalars(select(Observation.id).where(Observation.visit_id == visit)).one())
    observations.judge_several(desk, seen, ALL_MET)
    observations.record_reflection(desk, seen, declined=True)
    observations.set_actions(desk, seen, [{"text": "Name the step", "owner": trainer, "due": "2026-12-30"}])
    observations.set_outcome(desk, seen, outcome)
    return seen


def add_visits(desk: Desk) -> None:
    """Visits at every step: planned, begun, finished, ready to submit, submitted, waiting for a second person, replied."""
    for session in ("S0", "S1"):
        trainers = None if session == "S0" else ["Nadia Farouk"]
        visit = observations.plan_visit(desk, session, "Ruth Penhale", trainers).result
        if session == "S0":
            observations.start_visit(desk, visit)
    day = 1
    for trainer in ("Orla Tindall", "Piet Tindall", "Quim Tindall"):
        for outcome in ("Continue", "Pause and refer", "Continue with actions"):
            day += 1
            seen = ready(desk, "NEG", trainer, day, outcome)
            if day > 3:
                observations.submit_observation(desk, seen)
            if day > 7:
                observations.give_copy(desk, seen)
                observations.reply_to_observation(desk, seen, "Fair")
            if day > 8 and outcome != "Pause and refer":
                observations.moderate_observation(desk, seen, "Marian Holt")


def _visit(hand: Hand, *conditions: ColumnElement[bool]) -> str:
    return hand.row(Visit, *conditions).id


def _seen(hand: Hand, *conditions: ColumnElement[bool]) -> str:
    return hand.row(Observation, *conditions).id


def _begun(hand: Hand) -> str:
    """An observation that may be written in."""
    visits = select(Visit.id).where(BEGUN)
    return _seen(hand, DRAFT, Observation.visit_id.in_(visits))


def _writable(hand: Hand) -> Visit:
    """A visit begun of which nothing is submitted."""
    submitted = select(Observation.visit_id).where(SUBMITTED)
    return hand.row(Visit, BEGUN, Visit.id.not_in(submitted))


def _note(hand: Hand) -> str:
    return hand.row(TimedNote).id


def _observer(hand: Hand) -> str:
    return str(hand.one(hand.new(), "Ruth Penhale", hand.person()))


def _judgement(hand: Hand) -> dict[str, Any]:
    return {"judgement": hand.dice.choice(list(Grade)).value, "evidence": hand.new("said so")}


def _unwritten(hand: Hand) -> str:
    """One of two trainers of a visit that has only begun."""
    visits = [
        row.id for row in hand.rows(Visit, OPEN) if len(hand.rows(Observation, Observation.visit_id == row.id)) > 1
    ]
    if not visits:
        raise NothingThereError
    return _seen(hand, DRAFT, Observation.visit_id.in_(visits))


def _actions(hand: Hand) -> list[dict[str, str]]:
    return [{"text": hand.new(), "owner": hand.new(), "due": str(hand.day())} for _ in range(hand.dice.randint(0, 3))]


def _letters(hand: Hand) -> list[dict[str, Any]]:
    return [{"letter": "A", "title": hand.new(), "criteria": [{"number": "1", "text": hand.new(), "starred": True}]}]


def _closable(hand: Hand) -> str:
    return _seen(hand, SUBMITTED, Observation.moderated_on.is_not(None), Observation.closed_on.is_(None))


def _scan(hand: Hand) -> Path:
    path = hand.desk.store.path.parent / hand.one("Form.pdf", "Page 1.png")
    path.write_bytes(hand.new("scan").encode())
    return path


OF_OBSERVATIONS: dict[str, Draw] = {
    "change_observation_framework": lambda hand: {"groups": _letters(hand), **hand.perhaps(name=hand.new)},
    "revert_observation_framework": lambda hand: hand.perhaps(in_force_on=lambda: str(hand.day())),
    "set_observer": lambda hand: {"person": hand.person(), **hand.perhaps(no_longer=lambda: True, since=hand.past)},
    "plan_visit": lambda hand: {
        "session": hand.session(TrainingSession.status != "cancelled"), "observer": _observer(hand), "trainers": hand.some(Person, 1, 2),
        **hand.perhaps(purpose=lambda: "Peer"),
    },
    "change_visit": lambda hand: {
        "visit": _visit(hand, OPEN), "learners": hand.dice.randint(4, 20),
        **hand.perhaps(seen_from=lambda: "09:30", wellbeing_offered=lambda: True, clear=lambda: ["seen_until"], observer=hand.new),
    },
    "add_trainer_seen": lambda hand: {"visit": _visit(hand, OPEN), "trainer": hand.person()},
    "remove_trainer_seen": lambda hand: {"observation": _unwritten(hand)},
    "start_visit": lambda hand: {"visit": _visit(hand, OPEN, Visit.started_at.is_(None))},
    "finish_visit": lambda hand: {"visit": _visit(hand, BEGUN, Visit.finished_at.is_(None))},
    "resume_visit": lambda hand: {"visit": _visit(hand, BEGUN, Visit.finished_at.is_not(None))},
    "cancel_visit": lambda hand: {"visit": _visit(hand, OPEN), "reason": "Observer ill"},
    "add_timed_note": lambda hand: {
        "visit": _writable(hand).id, "at": "09:31", "text": hand.new("asks"), **hand.perhaps(criteria=lambda: ["1"]),
    },
    "change_timed_note": lambda hand: {"note": _note(hand), "text": hand.new(), **hand.perhaps(at=lambda: "10:05")},
    "remove_timed_note": lambda hand: {"note": _note(hand)},
    "judge": lambda hand: {
        "observation": _begun(hand), "criterion": hand.dice.choice(["1", "4", "9"]),
        **hand.one(_judgement(hand), {"clear": ["judgement"]}),
    },
    "judge_several": lambda hand: {"observation": _begun(hand), "judgements": hand.one(ALL_MET, {"1": _judgement(hand)})},
    "record_conversation": lambda hand: {"observation": _begun(hand)},
    "record_reflection": lambda hand: {"observation": _begun(hand), **hand.one({"declined": True}, {"would_change": hand.new()})},
    "set_strengths": lambda hand: {"observation": _begun(hand), "strengths": [hand.new() for _ in range(hand.dice.randint(0, 3))]},
    "set_actions": lambda hand: {"observation": _begun(hand), "actions": _actions(hand)},
    "set_outcome": lambda hand: {"observation": _begun(hand), "outcome": hand.dice.choice(list(Outcome)).value},
    "settle_action": lambda hand: {"action": hand.row(ObservationAction).id, **hand.perhaps(note=hand.new)},
    "reopen_action": lambda hand: {"action": hand.row(ObservationAction, ObservationAction.done_on.is_not(None)).id},
    "submit_observation": lambda hand: {"observation": _seen(hand, DRAFT, Observation.outcome.is_not(None))},
    "second_observation": lambda hand: {
        "observation": _seen(hand, SUBMITTED, LIMITS, Observation.seconded_on.is_(None)), **hand.perhaps(by=hand.new),
    },
    "give_copy": lambda hand: {"observation": _seen(hand, SUBMITTED)},
    "reply_to_observation": lambda hand: {"observation": _seen(hand, SUBMITTED), "reply": hand.new(), "agrees": hand.one(True, False)},
    "moderate_observation": lambda hand: {"observation": _seen(hand, SUBMITTED, Observation.moderated_on.is_(None)), "by": hand.new()},
    "send_back_observation": lambda hand: {"observation": _seen(hand, OPEN_STILL), "why": "Evidence thin", "by": hand.new()},
    "close_observation": lambda hand: {"observation": _closable(hand)},
    "correct_observation": lambda hand: {
        "observation": _seen(hand, OPEN_STILL | Observation.visit_id.is_(None)), "why": "Typed wrongly", "strengths": [hand.new()],
        **hand.perhaps(outcome=lambda: "Continue", judgements=lambda: {"1": {"judgement": "Developing", "evidence": "Seen"}}),
    },
    "enter_paper_visit": lambda hand: {
        "observer": hand.new(), "told_by": hand.new(), "trainers": [hand.person()], "course": hand.course(), "on": hand.past(),
    },
    "attach_scan": lambda hand: {"visit": _visit(hand, OPEN), "path": str(_scan(hand))},
    "remove_scan": lambda hand: {"file": hand.row(KeptFile, KeptFile.owner_kind == "visit").id},
    "add_observation": lambda hand: {
        "trainer": hand.person(), "on": hand.past(), "observer": hand.new(), "outcome": hand.dice.choice(list(Outcome)).value,
        "strengths": [hand.new()], **hand.perhaps(course=hand.course, starred_met=lambda: True),
    },
}  # fmt: skip
