"""What a drop on the board would do, and what the rules say of it before it is done; no Qt, so that a worker can look."""

from __future__ import annotations

from dataclasses import dataclass

from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import findings
from trainerpool.domain.policy import Level
from trainerpool.gui.screens.allocation.cells import CellInfo, worst
from trainerpool.gui.screens.allocation.loading import GONE, Loaded
from trainerpool.gui.screens.allocation.words import heading
from trainerpool.queries.findings import findings_of_leading

MOVE, SWAP, HAND_OVER, NOTHING = "move", "swap", "hand over", ""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drop:
    """One drop: what it would do, whether it may, and both in a sentence. `is_warned`: it may, and something warns."""

    kind: str
    words: str
    may: bool = False
    is_warned: bool = False


def check_drop(loaded: Loaded, plan: Plan, carried: Pair, target: Pair, there: CellInfo) -> Drop:
    """Look at a drop of who stands on one cell onto another cell."""
    problem = loaded.problem
    assert problem is not None
    (session, trainer), (to, other) = carried, target
    name = loaded.name(trainer)
    row = loaded.standing(session, trainer)
    if row is None or row.state in GONE:
        return Drop(NOTHING, f"{name} is only in the proposal here. Pin this choice first, to move it.")
    if carried == target:
        return Drop(NOTHING, f"{name} stays where they are.")
    if loaded.row(to).status == "delivered" or row.state == "delivered":
        return Drop(NOTHING, "This session was delivered; its team stays as it was.")
    if to == session:
        if there.is_chosen:
            return Drop(NOTHING, f"{loaded.name(other)} is on this session already.")
        words = f"{loaded.name(other)} in place of {name}"
        return _judged(HAND_OVER, words, loaded, plan.without(session, trainer), ((to, other, row.role),))
    without = plan.without(session, trainer)
    if there.is_chosen and other != trainer:
        if not there.stands or there.row is None:
            return Drop(NOTHING, f"{loaded.name(other)} is only in the proposal here. Pin this choice first.")
        words = f"Swap {name} and {loaded.name(other)}, {heading(loaded.row(to))}"
        left = without.without(to, other)
        return _judged(SWAP, words, loaded, left, ((to, trainer, there.row.role), (session, other, row.role)))
    if there.is_chosen:
        return Drop(NOTHING, f"{name} is on this session already.")
    words = f"Move {name} to {heading(loaded.row(to))}"
    if row.role != "extra" and len(without.team(to)) >= problem.instance.session_by_id[to].need:
        return Drop(MOVE, f"{words}: every place is taken. Drop on one of its team to swap.")
    return _judged(MOVE, words, loaded, without, ((to, trainer, row.role),))


def _judged(kind: str, words: str, loaded: Loaded, plan: Plan, comes: tuple[tuple[str, str, str], ...]) -> Drop:
    problem = loaded.problem
    assert problem is not None
    roles = {"co-trainer": "co"}
    after = plan
    for to, person, role in comes:
        after = after.adding(to, person, roles.get(role, role))
    warned = ""
    for to, person, role in comes:
        found = (
            *findings(problem.instance, person, to, after.without(to, person), problem.profile, roles.get(role, role)),
            *findings_of_leading(problem, to, person, role),
        )
        bad = worst(found)
        if bad is not None and bad.stops:
            way = " L or C there overrides it with a reason." if bad.level is Level.OVERRIDE else ""
            return Drop(kind, f"{words}: not possible. {loaded.name(person)}: {bad.text}{way}")
        warned = warned or (f"{loaded.name(person)}: {bad.text}" if bad is not None else "")
    if warned:
        return Drop(kind, f"{words}: possible, with a warning. {warned}", True, True)
    return Drop(kind, f"{words}: no rule stands against it.", True)
