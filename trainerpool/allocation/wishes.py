"""The soft terms of a model: what each wish costs where it is not met, in the quantities the judge counts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ortools.sat.python import cp_model

from trainerpool.allocation.model import Model
from trainerpool.allocation.shape import never_both

# For a trainer and a week, what says that they are in both of two sessions of a series that week.
GoesOn = dict[tuple[int, object], list[Any]]


def price_wishes(model: Model) -> None:
    """Add every soft term that ties pairs together to the model's penalty (what a pair costs by itself is there already).

    Where all sessions are free the penalty is the judge's total exactly; otherwise they differ by what is held.
    """
    whole = len(model.free) == len(model.shape.needs)
    goes_on: GoesOn = defaultdict(list)
    if model.weight("continuity"):
        free = set(model.free)
        for earlier, later in model.shape.followers:
            _continuity(model, earlier, later, free, goes_on)
    for trainer in range(len(model.shape.agency)) if whole else sorted(model.of):
        _deliveries(model, trainer)
        _observation(model, trainer)
        _weeks(model, trainer, goes_on)
        _used(model, trainer)
    _fairness(model)
    previous = {(one.session, one.trainer) for one in model.shape.instance.previous}
    model.constant += model.weight("change") * len(previous)


def _deliveries(model: Model, trainer: int) -> None:
    one = model.shape.ground.trainers[trainer]
    lacking = one.min_year - one.delivered - len(model.tally.of[trainer])
    if lacking <= 0 or not model.weight("min_deliveries"):
        return
    short = model.model.new_int_var(0, lacking, "")
    model.model.add(short + cp_model.LinearExpr.sum(list(model.of.get(trainer, {}).values())) >= lacking)
    model.price(short, model.weight("min_deliveries"))


def _observation(model: Model, trainer: int) -> None:
    due = model.shape.ground.trainers[trainer].observation_due
    if due is None or not model.weight("observation"):
        return
    sessions = model.shape.ground.sessions
    if any(sessions[one].observable and sessions[one].first_day <= due for one in model.tally.of[trainer]):
        return
    seen = [x for k, x in model.of.get(trainer, {}).items() if sessions[k].observable and sessions[k].first_day <= due]
    missed = model.model.new_bool_var("")
    model.model.add_bool_or([*seen, missed])
    model.price(missed, model.weight("observation"))


def _weeks(model: Model, trainer: int, goes_on: GoesOn) -> None:
    shape, weight = model.shape, model.weight("spread")
    if not weight:
        return
    weeks: dict[object, list[int]] = defaultdict(list)
    for session in model.of.get(trainer, {}):
        weeks[shape.weeks[session]].append(session)
    for week, sessions in weeks.items():
        mine = [model.of.get(trainer, {})[session] for session in sessions]
        if model.tally.weeks[trainer, week]:
            for variable in mine:
                model.price(variable, weight)
        elif len(mine) > 1 and not _only_one(model, trainer, sessions):
            beyond = model.model.new_int_var(0, len(mine) - 1, "")
            model.model.add(cp_model.LinearExpr.sum(mine) - beyond <= 1)
            model.price(beyond, weight)
            # Follows for whole people and not for parts of them: most of what parts gain over a plan is gained here.
            if both := goes_on.get((trainer, week)):
                model.model.add(cp_model.LinearExpr.sum(both) <= beyond)


def _only_one(model: Model, trainer: int, sessions: list[int]) -> bool:
    """Say whether a clash keeps the trainer to one of these anyway."""
    if any(trainer in model.shape.pins[session] for session in sessions):
        return False
    return any(some.issuperset(sessions) for some in model.together.get(trainer, ()))


def _used(model: Model, trainer: int) -> None:
    weight = model.weight("trainers_used")
    if not weight or model.tally.of[trainer]:
        return
    mine, used = model.of.get(trainer, {}), model.model.new_bool_var("")
    model.price(used, weight)
    held: set[int] = set()
    for some in model.at_most_one.get(trainer, ()):
        if sum(trainer in model.shape.pins[session] for session in some) < 2:
            model.keep_within([*(mine[session] for session in some), used.negated()], 1)
            held.update(some)
    for session, variable in mine.items():
        if session not in held:
            model.model.add_implication(variable, used)


def _fairness(model: Model) -> None:
    weight, shape = model.weight("fairness"), model.shape
    if not weight:
        return
    loads: dict[int, list[Any]] = defaultdict(list)
    for (_, trainer), variable in model.x.items():
        loads[shape.agency[trainer]].append(variable)
    for agency, target in shape.targets:
        placed, mine = model.tally.load[agency], loads.get(agency, [])
        away = model.model.new_int_var(0, max(target, placed + len(mine)), "")
        load = cp_model.LinearExpr.sum(mine) + placed
        model.model.add(away >= load - target)
        model.model.add(away >= target - load)
        model.price(away, weight)


def _continuity(model: Model, earlier: int, later: int, free: set[int], goes_on: GoesOn) -> None:
    weight, teams = model.weight("continuity"), model.tally.teams
    if earlier not in free and later not in free:
        return
    first, second = model.here.get(earlier, {}), model.here.get(later, {})
    if earlier not in free:
        for trainer in sorted(teams[earlier]):
            model.constant += weight
            if trainer in second:
                model.price(second[trainer], -weight)
        return
    for trainer, variable in first.items():
        model.price(variable, weight)
        if later not in free:
            if trainer in teams[later]:
                model.price(variable, -weight)
        elif trainer in second and not never_both(model.shape, trainer, earlier, later):
            both = model.model.new_bool_var("")
            model.model.add_implication(both, variable)
            model.model.add_implication(both, second[trainer])
            model.price(both, -weight)
            if model.shape.weeks[earlier] == model.shape.weeks[later]:
                goes_on[trainer, model.shape.weeks[earlier]].append(both)
