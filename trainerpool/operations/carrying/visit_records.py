"""A whole observation told in one document, written by the deeds of observations as one piece of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from trainerpool.operations import observations
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_person
from trainerpool.problem import Problem
from trainerpool.queries.own_work import held_file
from trainerpool.store.records import Observation, Visit
from trainerpool.store.work import Done, Work

_OF_VISIT = frozenset(
    {"visit", "session", "learners", "notes", "trainers", "finish", "wellbeing_offered", "reported_through_procedure"}
)
_OF_TRAINER = frozenset({
    "trainer", "judgements", "spoken", "reflection", "strengths", "actions", "outcome", "submit", "copy", "settled",
})  # fmt: skip


def record_visit(desk: Desk, told: Mapping[str, Any]) -> Done:
    """Record what was seen at a visit, as the observer tells it in one document; all of it or nothing.

    `{"visit": id, or "session": id, "learners": 12, "notes": [{"at": "10:05", "text", "trainer", "criteria"}], "finish": true,
    "trainers": [{"trainer", "judgements": {"1": {"judgement", "evidence"}}, "reflection": {...}, "strengths": [text],
    "actions": [{"text", "owner", "due"}], "outcome", "submit": true}]}`
    """
    _known(told, _OF_VISIT, "A visit")
    with desk.together("Record a visit") as work:
        visit = _the_visit(desk, work, told)
        if visit.started_at is None:
            observations.start_visit(desk, visit.id, told.get("learners"))
        given = {
            name: told[name] for name in ("learners", "wellbeing_offered", "reported_through_procedure") if name in told
        }
        if given:
            observations.change_visit(desk, visit.id, **given)
        for note in _listed(told, "notes"):
            _known(note, frozenset({"at", "text", "trainer", "criteria"}), "A note")
            observations.add_timed_note(
                desk,
                visit.id,
                str(note.get("at", "")),
                str(note.get("text", "")),
                note.get("trainer"),
                note.get("criteria"),
            )
        if told.get("finish", bool(told.get("trainers"))) and visit.finished_at is None:
            observations.finish_visit(desk, visit.id)
        for one in _listed(told, "trainers"):
            _of_trainer(desk, work, visit, one)
        work.about(visit.id)
    return work.done


def _of_trainer(desk: Desk, work: Work, visit: Visit, one: Mapping[str, Any]) -> None:
    _known(one, _OF_TRAINER, "What is said of a trainer")
    person = the_person(work, str(one.get("trainer", "")))
    found = work.find(select(Observation).where(Observation.visit_id == visit.id, Observation.person_id == person.id))
    if not found:
        raise Problem(
            f"{person.given_name} {person.family_name} is not seen at this visit.", kept="Nothing was changed."
        )
    key = found[0].id
    deeds: dict[str, Callable[[Any], Any]] = {
        "judgements": lambda value: observations.judge_several(desk, key, value),
        "spoken": lambda value: observations.record_conversation(desk, key) if value else None,
        "reflection": lambda value: observations.record_reflection(desk, key, **value),
        "strengths": lambda value: observations.set_strengths(desk, key, value),
        "actions": lambda value: observations.set_actions(desk, key, value),
        "settled": lambda value: [observations.settle_action(desk, action) for action in value],
        "outcome": lambda value: observations.set_outcome(desk, key, value),
        "submit": lambda value: observations.submit_observation(desk, key) if value else None,
        "copy": lambda value: observations.give_copy(desk, key) if value else None,
    }  # fmt: skip
    for name, do in deeds.items():
        if name in one:
            try:
                do(one[name])
            except TypeError as error:
                raise Problem(f"{name} is not of the form it should have.", kept="Nothing was changed.") from error


def _the_visit(desk: Desk, work: Work, told: Mapping[str, Any]) -> Visit:
    """The visit meant: by its id, or the holder's own to a session."""
    if told.get("visit"):
        return work.get(Visit, str(told["visit"]))
    held = desk.ask(held_file)
    statement = select(Visit).where(Visit.session_id == str(told.get("session")), Visit.cancelled_on.is_(None))
    if held is not None:
        statement = statement.where(Visit.observer_id == held.person)
    found = work.find(statement)
    if len(found) != 1:
        raise Problem("Say which visit: its id, or the id of the session it is to.", kept="Nothing was changed.")
    return found[0]


def _listed(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = told.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Problem(f"{name} is a list of objects.", kept="Nothing was changed.")
    return found


def _known(told: Mapping[str, Any], names: frozenset[str], what: str) -> None:
    unknown = set(told) - names
    if unknown:
        raise Problem(
            f"{what} has no {min(unknown)!r}.",
            kept="Nothing was changed.",
            todo=f"It takes: {', '.join(sorted(names))}.",
        )
