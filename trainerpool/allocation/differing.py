"""What one plan changes against another: who is added, who comes for whom, who is released, which roles turn."""

from __future__ import annotations

from dataclasses import dataclass

from trainerpool.allocation.instance import LEAD, Instance
from trainerpool.allocation.plan import Assignment, Plan

ADDED, CHANGED, RELEASED, TURNED = "added", "changed", "released", "role"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a difference: `comes` and `goes` are trainers, empty where nobody does."""

    session: str
    kind: str
    comes: str
    goes: str
    role: str
    text: str


def changes(instance: Instance, before: Plan, after: Plan) -> tuple[Change, ...]:
    """Return every difference between two plans, sessions by first day; sessions that stay as they are do not occur.

    Someone who comes is set against someone who goes from the same session, first of the same role.
    """
    found: list[Change] = []
    for session in sorted(instance.sessions, key=lambda one: (one.first_day, one.blocks[0].start, one.id)):
        old = {one.trainer: one for one in before.by_session.get(session.id, ())}
        new = {one.trainer: one for one in after.by_session.get(session.id, ())}
        goes = [one for name, one in old.items() if name not in new]
        for name, one in new.items():
            if name in old:
                if one.role and old[name].role and one.role != old[name].role:
                    found.append(_line(instance, TURNED, one, None))
                continue
            same = next((it for it in goes if it.role == one.role), goes[0] if goes else None)
            if same is not None:
                goes.remove(same)
            found.append(_line(instance, CHANGED if same else ADDED, one, same))
        found += [
            Change(session.id, RELEASED, "", it.trainer, it.role, f"{_name(instance, it)} released") for it in goes
        ]
    return tuple(found)


def _line(instance: Instance, kind: str, comes: Assignment, goes: Assignment | None) -> Change:
    role = {"": "", LEAD: " as lead"}.get(
        comes.role, f" as {comes.role}-trainer" if comes.role == "co" else " as an extra"
    )
    text = (
        f"{_name(instance, comes)}{role}" if goes is None else f"{_name(instance, comes)} for {_name(instance, goes)}"
    )
    if kind == TURNED:
        text = f"{_name(instance, comes)} now{role}"
    return Change(comes.session, kind, comes.trainer, goes.trainer if goes else "", comes.role, text)


def _name(instance: Instance, one: Assignment) -> str:
    trainer = instance.trainer_by_id.get(one.trainer)
    return trainer.label if trainer is not None else one.trainer
