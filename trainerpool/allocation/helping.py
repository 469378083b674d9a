"""What would help: who could step in for someone, and on which other days a session could be filled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trainerpool.allocation import words
from trainerpool.allocation.explain import EmptyPlace, TrainerReason
from trainerpool.allocation.greedy import fill
from trainerpool.allocation.instance import Instance, Session
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import RULES, findings
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

_NAMED = 4


@dataclass(frozen=True, slots=True)
class StepIn:
    """Someone who could come: what it costs in minute equivalents, and the warning the rules give, if any."""

    trainer: str
    cost: int
    warning: str
    text: str


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day on which the session's team could be filled, and who would be there."""

    on: date
    team: tuple[str, ...]
    text: str


def who_could_step_in(
    instance: Instance, plan: Plan, session_id: str, leaving: str | None = None, profile: Profile = FORMAT_1
) -> tuple[StepIn, ...]:
    """Return everyone the rules allow in the session beside the plan, `leaving` taken out, the least costly first.

    Raises KeyError for an unknown session.
    """
    session = instance.session_by_id[session_id]
    rest = plan.without(session_id, leaving) if leaving is not None else plan
    number = next(place for place, one in enumerate(instance.sessions) if one.id == session_id)
    shape = Shape(instance, profile, {number})
    tally = Tally(shape, shape.teams_of(rest))
    gone = shape.ground.trainer_no.get(leaving or "")
    found = []
    for one in shape.eligible[number]:
        if one == gone or not tally.fits(number, one):
            continue
        trainer = shape.ground.trainers[one]
        warning = next((it.text for it in findings(instance, trainer.id, session_id, rest, profile)), "")
        cost = tally.cost(number, one)
        text = f"{trainer.label}: {_distance(instance, trainer.base, session)}, {_load(len(tally.of[one]))}."
        found.append(StepIn(trainer.id, cost, warning, text))
    return tuple(sorted(found, key=lambda it: (bool(it.warning), it.cost, it.trainer)))


def _distance(instance: Instance, base: str, session: Session) -> str:
    if session.site is None:
        return "no travel"
    return f"{words.count(instance.travel(base, session.site), 'minute')} away"


def _load(number: int) -> str:
    return f"{words.count(number, 'other session')} in this plan"


def other_days(
    instance: Instance, plan: Plan, session_id: str, days: Iterable[date], profile: Profile = FORMAT_1
) -> tuple[OtherDay, ...]:
    """Return the days, of those given, on which the whole session could be filled with all others staying as they are.

    Every part moves by as many days as the first. Those already in the team stay where they can. Raises KeyError for an
    unknown session.
    """
    session = instance.session_by_id[session_id]
    number = next(place for place, one in enumerate(instance.sessions) if one.id == session_id)
    rest = Plan(tuple(one for one in plan.assignments if one.session != session_id))
    found = []
    for on in days:
        by = on - session.first_day
        moved = replace(session, blocks=tuple(replace(block, on=block.on + by) for block in session.blocks))
        there = replace(
            instance,
            sessions=(*instance.sessions[:number], moved, *instance.sessions[number + 1 :]),
            pinned=tuple(pin for pin in instance.pinned if pin.session != session_id),
        )
        shape = Shape(there, profile, {number})
        tally = Tally(shape, shape.teams_of(rest))
        for name in plan.team(session_id):
            trainer = shape.ground.trainer_no[name]
            if trainer in shape.eligible[number] and tally.fits(number, trainer):
                tally.add(number, trainer)
        fill(tally, number)
        if len(tally.teams[number]) >= session.need:
            team = tuple(shape.ground.trainers[one].id for one in sorted(tally.teams[number]))
            names = words.listed([there.trainer_by_id[one].label for one in team])
            found.append(OtherDay(on, team, f"{words.day_with_weekday(on)} would work: {names}."))
    return tuple(found)


def near_days(session: Session, either_side: int = 10) -> tuple[date, ...]:
    """Return the weekdays around the session's own day, the nearest first."""
    steps = sorted((step for step in range(-either_side, either_side + 1) if step), key=lambda one: (abs(one), one))
    first, last = (edge(block.on.toordinal() for block in session.blocks) for edge in (min, max))
    steps = [step for step in steps if date.min.toordinal() <= first + step and last + step <= date.max.toordinal()]
    days = (session.first_day + timedelta(step) for step in steps)
    return tuple(day for day in days if day.weekday() < 5)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Who could come at once if one rule were lifted for this session, and what that takes, in a sentence."""

    code: str
    trainers: tuple[str, ...]
    text: str = ""
    named: tuple[str, ...] = ()
    """Those of them whom the sentence is about: for whom it takes the same."""


def lifting_one_rule(place: EmptyPlace, instance: Instance | None = None) -> tuple[Relaxed, ...]:
    """Return for each rule those whom it alone keeps out of an empty place, the most helpful rule first.

    With the instance each has a sentence with names.
    """
    alone: dict[str, list[TrainerReason]] = {}
    for one in place.trainers:
        if len(one.rules) == 1:
            alone.setdefault(one.rules[0], []).append(one)
    found = []
    for code, some in sorted(alone.items(), key=lambda it: (-len(it[1]), it[0])):
        text, named = _lifted(instance, some) if instance else ("", ())
        found.append(Relaxed(code, tuple(one.trainer for one in some), text, named))
    return tuple(found)


def _lifted(instance: Instance, some: list[TrainerReason]) -> tuple[str, tuple[str, ...]]:
    """Return "With agreement to work a Thursday, Birgit or Mercy could come." and who; of many ways the one for most."""
    by_remedy: dict[str, list[str]] = {}
    for one in some:
        finding = one.findings[0]
        takes = finding.remedy or f'the rule "{RULES[finding.code].words}" set aside here'
        by_remedy.setdefault(takes, []).append(one.trainer)
    remedy, named = max(by_remedy.items(), key=lambda it: len(it[1]))
    names = [instance.trainer_by_id[one].label for one in named]
    said = words.listed(names, "or") if len(names) <= _NAMED else f"one of {len(names)}"
    return f"With {remedy}, {said} could come.", tuple(named)
