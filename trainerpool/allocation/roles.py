"""Who leads: one trainer who may, in each session, the leads shared out."""

from __future__ import annotations

from collections import Counter

from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import CO, EXTRA, LEAD, Instance
from trainerpool.allocation.plan import Assignment, Plan


def with_roles(instance: Instance, plan: Plan) -> Plan:
    """Return the plan in file order with a lead in each session where someone may lead, and all others as co-trainers.

    Of several who may, the one who has led least often so far leads; extras stay extras, and a lead already named stays.
    """
    ground, led = ground_of(instance), Counter[str]()
    order = {trainer.id: number for number, trainer in enumerate(instance.trainers)}
    found = []
    for session in sorted(instance.sessions, key=lambda one: (one.first_day, one.id)):
        mine = sorted(plan.by_session.get(session.id, ()), key=lambda one: order[one.trainer])
        able = [
            one
            for one in mine
            if one.role != EXTRA and ground.level(instance.trainer_by_id[one.trainer], session) == LEAD
        ]
        named = [one for one in able if one.role == LEAD]
        chosen = min(named or able, key=lambda one: (led[one.trainer], order[one.trainer]), default=None)
        if chosen is not None:
            led[chosen.trainer] += 1
        for one in mine:
            role = EXTRA if one.role == EXTRA else LEAD if one is chosen else CO
            found.append((ground.session_no[session.id], Assignment(one.session, one.trainer, role, one.override)))
    found.sort(key=lambda numbered: numbered[0])
    return Plan(tuple(one for _, one in found))
