"""The example's observations, played through the deeds on the days on which they were done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.host.clock import FixedClock
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.correcting import correct_observation
from trainerpool.operations.observations.ending import (
    close_observation,
    give_copy,
    moderate_observation,
    reply_to_observation,
    submit_observation,
)
from trainerpool.operations.observations.feedback import (
    record_reflection,
    set_actions,
    set_outcome,
    set_strengths,
    settle_action,
)
from trainerpool.operations.observations.judging import judge_several
from trainerpool.operations.observations.notes import add_timed_note
from trainerpool.operations.observations.observers import set_observer
from trainerpool.operations.observations.on_paper import enter_paper_visit
from trainerpool.operations.observations.visits import plan_visit, start_visit
from trainerpool.operations.sessions.adding import add_session
from trainerpool.queries.observations_form import actions
from trainerpool.queries.sessions import sessions
from trainerpool.store.pool import Reader
from trainerpool.store.records import MaterialVersion, Observation, Person, Visit


def play_observations(desk: Desk, given: Mapping[str, Any]) -> None:
    """Play the example's visits, each step on its own day."""
    for name, since in given["observers"]:
        set_observer(desk, name, date.fromisoformat(since))
    for visit in given["visits"]:
        if "next" in visit:
            _plan_next(desk, visit)
        elif "session" in visit:
            _under_way(desk, visit)
        else:
            _from_paper(desk, visit)


def _on(desk: Desk, day: str) -> Desk:
    """The desk as it was on a day."""
    return replace(desk, clock=FixedClock.on(date.fromisoformat(day)))


def _seen(reader: Reader, visit_id: str) -> dict[str, str]:
    """Trainer's name -> observation."""
    rows = reader.execute(
        select(Observation.id, Person.given_name, Person.family_name)
        .join(Person, Person.id == Observation.person_id)
        .where(Observation.visit_id == visit_id)
    )
    return {f"{row.given_name} {row.family_name}": row.id for row in rows}


def _plan_next(desk: Desk, visit: Mapping[str, Any]) -> None:
    """Plan a visit to the first session ahead that one of these trainers is on."""
    wanted = set(visit["next"])
    for row in desk.ask(sessions, desk.today):
        seen = [one.person_id for one in row.trainers if one.name in wanted]
        if seen:
            plan_visit(desk, row.id, visit["observer"], seen, visit["purpose"])
            return


def _under_way(desk: Desk, visit: Mapping[str, Any]) -> None:
    held = add_session(desk, **visit["session"]).record or ""
    for name, role, reason in visit["team"]:
        allocate_trainer(desk, held, name, role, override_reason=reason or None)
    that_day = _on(desk, visit["on"])
    made = plan_visit(that_day, held, visit["observer"], purpose=visit["purpose"]).result
    _give_plan(desk, made, visit["plan"])
    start_visit(that_day, made, visit["learners"])
    for note in visit["notes"]:
        add_timed_note(that_day, made, note["at"], note["text"], note["trainer"] or None, note["criteria"].split())
    seen = desk.ask(_seen, made)
    for one in visit["trainers"]:
        judge_several(that_day, seen[one["name"]], one["judgements"])


def _give_plan(desk: Desk, visit: str, plan: list[dict[str, str]]) -> None:
    """The version in use came in from a register, which knows no plan of the day."""
    with desk.work("Record the plan of a day") as work:
        version = work.get(MaterialVersion, work.get(Visit, visit).version_id or "")
        version.plan = version.plan or plan


def _from_paper(desk: Desk, visit: Mapping[str, Any]) -> None:
    names = [one["name"] for one in visit["trainers"]]
    that_day = _on(desk, visit["on"])
    made = enter_paper_visit(
        that_day, visit["observer"], visit["told_by"], names, course=visit["course"], on=that_day.today,
        purpose=visit["purpose"], learners=visit["learners"],
    ).result  # fmt: skip
    seen = desk.ask(_seen, made)
    for one in visit["trainers"]:
        _write(that_day, seen[one["name"]], one)
        _take(desk, seen[one["name"]], one["steps"])
        for kept, told in zip(
            desk.ask(_actions_of, seen[one["name"]], desk.today), one.get("actions", ()), strict=True
        ):
            if told["done"]:
                settle_action(desk, kept, date.fromisoformat(told["done"]))
        if "correct" in one:
            day, why, judgements = one["correct"]
            correct_observation(_on(desk, day), seen[one["name"]], why, visit["observer"], judgements=judgements)
            _take(desk, seen[one["name"]], one["again"])


def _take(desk: Desk, observation: str, steps: Sequence[Sequence[Any]]) -> None:
    """Take steps, each (what, day, more) on its day."""
    for what, day, *more in steps:
        _STEPS[what](_on(desk, day), observation, *more)


def _write(desk: Desk, observation: str, one: Mapping[str, Any]) -> None:
    judge_several(desk, observation, one["judgements"])
    set_strengths(desk, observation, one["strengths"])
    agreed = [{"text": told["text"], "owner": told["owner"], "due": told["due"]} for told in one.get("actions", ())]
    set_actions(desk, observation, agreed)
    if one["reflection"]:
        record_reflection(desk, observation, **one["reflection"])
    if one["outcome"]:
        set_outcome(desk, observation, one["outcome"])


def _actions_of(reader: Reader, observation: str, today: date) -> list[str]:
    return [one.id for one in actions(reader, today) if one.observation_id == observation]


_STEPS: dict[str, Any] = {
    "submit": submit_observation,
    "copy": give_copy,
    "reply": reply_to_observation,
    "moderate": moderate_observation,
    "close": close_observation,
}
