"""Checks an explanation against the words of the file form alone: nothing of the program's model, shape or rules is used."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from trainerpool.allocation.instance import Instance, Session, Trainer
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.scorer import violations


def added_breaks(instance: Instance, plan: Plan, session: str, trainer: str) -> set[str]:
    """The rules that the plan breaks in addition with this trainer put into the session."""
    before = set(violations(instance, plan))
    return {one.code for one in set(violations(instance, plan.adding(session, trainer))) - before}


def one_more_is_possible(instance: Instance, plan: Plan, where: str, codes: set[str]) -> bool:
    """Whether any plan keeps just these rules, staffs all other sessions as now and has one more in this."""
    model = cp_model.CpModel()
    x: dict[tuple[str, str], Any] = {}
    for one in instance.sessions:
        for trainer in instance.trainers:
            if not _apart(one, trainer) & codes:
                x[one.id, trainer.id] = model.new_bool_var("")
    for one in instance.sessions:
        here = [x[one.id, it.id] for it in instance.trainers if (one.id, it.id) in x]
        model.add(sum(here) >= len(plan.team(one.id)) + (one.id == where))
        model.add(sum(here) <= one.need)
        _team(model, instance, one, x, codes)
    for trainer in instance.trainers:
        _days(model, instance, trainer, x, codes)
    if "pinned" in codes:
        for pin in instance.pinned:
            if (pin.session, pin.trainer) not in x:
                return False
            model.add(x[pin.session, pin.trainer] == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.symmetry_level = 0
    solver.parameters.max_time_in_seconds = 60
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE


def _apart(session: Session, trainer: Trainer) -> set[str]:
    found = set()
    held = [one for one in trainer.approvals if one.course == session.course]
    for block in session.blocks:
        if not any(one.start <= block.on <= one.end for one in held):
            found.add("approval")
        if block.on.weekday() not in trainer.weekdays or any(a.start <= block.on <= a.end for a in trainer.blackouts):
            found.add("availability")
    if trainer.id in session.excluded:
        found.add("conflict")
    return found


def _level(session: Session, trainer: Trainer) -> str:
    return next((a.level for a in trainer.approvals if a.course == session.course), "")


def _team(model: Any, instance: Instance, session: Session, x: dict[tuple[str, str], Any], codes: set[str]) -> None:
    here = [(one, x[session.id, one.id]) for one in instance.trainers if (session.id, one.id) in x]
    if "lead" in codes:
        model.add(sum(v for one, v in here if _level(session, one) != "lead") <= max(session.need - 1, 0))
    if "first_solo" in codes:
        old = [v for one, v in here if _level(session, one) in ("lead", "co")]
        for one, v in here:
            if _level(session, one) == "new":
                model.add(v <= sum(old))
    if "multi_agency" in codes and session.multi_agency and session.need >= 2:
        for agency in {one.agency for one in instance.trainers}:
            model.add(sum(v for one, v in here if one.agency == agency) <= session.need - 1)
    if "conflict" in codes:
        for one, other in instance.conflict_pairs:
            pair = [x[session.id, it] for it in (one, other) if (session.id, it) in x]
            if one != other and len(pair) == 2:
                model.add(sum(pair) <= 1)


def _days(model: Any, instance: Instance, trainer: Trainer, x: dict[tuple[str, str], Any], codes: set[str]) -> None:
    mine = [one for one in instance.sessions if (one.id, trainer.id) in x]
    if "overlap" in codes:
        for one, other in combinations(mine, 2):
            if _clash(instance, one, other):
                model.add(x[one.id, trainer.id] + x[other.id, trainer.id] <= 1)
    months, terms = defaultdict(list), defaultdict(list)
    for one in mine:
        on = one.blocks[0].on
        months[on.year, on.month].append(x[one.id, trainer.id])
        for term in instance.terms:
            if term.start <= on <= term.end:
                terms[term.id].append(x[one.id, trainer.id])
    for code, cap, groups in (("cap_month", trainer.cap_month, months), ("cap_term", trainer.cap_term, terms)):
        if code in codes and cap is not None:
            for some in groups.values():
                model.add(sum(some) <= cap)


def _clash(instance: Instance, one: Session, other: Session) -> bool:
    gap = instance.min_gap_minutes
    if one.site is not None and other.site is not None:
        places = instance.site_index
        there = instance.travel_minutes[places[one.site]][places[other.site]]
        back = instance.travel_minutes[places[other.site]][places[one.site]]
        gap = max(gap, there, back)
    return any(
        a.on == b.on and a.start < b.end + gap and b.start < a.end + gap for a in one.blocks for b in other.blocks
    )
