"""A plan mended with the fewest changes: the problem as the search is to see it, and who moves up for whom."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from trainerpool.allocation.instance import EXTRA, Instance, Pair, Session
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.solve import Progress, Result, solve

# A place filled is worth four people moved up, and nobody is moved for the sake of anything less than a place.
WEIGHTS: Mapping[str, int] = {
    "unfilled": 10_000,
    "change": 1_000,
    "min_deliveries": 30,
    "observation": 25,
    "fairness": 6,
    "continuity": 4,
    "spread": 3,
    "preference": 1,
    "warning": 15,
}
_HEAVY = 100


def repair_instance(
    instance: Instance, stands: Plan, fill: Mapping[str, int], may_move: Collection[tuple[str, str]]
) -> Instance:
    """The problem in which so many places of `fill` are to be filled, and only the pairs of `may_move` may go elsewhere.

    `stands` is the plan without whoever may not stay. What else is empty stays empty: only what came undone is mended.
    """
    movable = set(may_move)
    free = {
        one.id
        for one in instance.sessions
        if len(stands.team(one.id)) >= one.need and any((one.id, it) in movable for it in stands.team(one.id))
    }
    sessions = tuple(
        one if one.id in free else _with_places(one, len(stands.team(one.id)) + fill.get(one.id, 0))
        for one in instance.sessions
    )
    kept = [one for one in stands.assignments if one.role != EXTRA]
    pinned = tuple(
        Pair(one.session, one.trainer)
        for one in kept
        if (one.session, one.trainer) not in movable or one.session not in free
    )
    previous = tuple(Pair(one.session, one.trainer) for one in kept)
    return replace(instance, sessions=sessions, pinned=pinned, previous=previous, weights=WEIGHTS)


def _with_places(session: Session, places: int) -> Session:
    """Only so many places of the session: while others stay empty, a lead and a second agency may still come to those."""
    if places >= session.need:
        return session
    return replace(session, need=places, multi_agency=False, lead_later=True)


def mend(
    instance: Instance,
    *,
    seconds: float,
    workers: int = 2,
    profile: Profile = FORMAT_1,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Result:
    """Return the best plan of a repair. One that is proven best fills most, then changes least, then is best by the rest.

    Where every place can be filled with nobody moved there is no better, and that is a small problem. Else the weights
    alone make sure of the order nearly always: where more is changed than the places filled ask for, the fewest changes are
    sought by themselves, and the rest is weighed anew under them if they are fewer.
    """
    began = time.monotonic()

    def ask(weights: Mapping[str, int], pinned: tuple[Pair, ...] = instance.pinned) -> Result:
        left = max(0.1, began + seconds - time.monotonic())
        asked = replace(instance, weights=weights, pinned=pinned)
        return solve(asked, seconds=left, workers=workers, profile=profile, progress=progress, cancelled=cancelled)

    held = ask(instance.weights, instance.previous)
    if held.optimal and not held.terms["unfilled"]:
        return held
    found = ask(instance.weights)
    added = sum(one.role != EXTRA for one in found.plan.assignments) - len(instance.previous)
    if not found.optimal or found.terms["change"] <= added:
        return found
    bare = {"unfilled": instance.weight("unfilled"), "change": instance.weight("change")}
    fewest = ask(bare)
    if not fewest.optimal:
        return replace(found, optimal=False)
    if fewest.terms["change"] < found.terms["change"]:
        heavy = {term: weight * _HEAVY for term, weight in bare.items()}
        found = ask({**instance.weights, **heavy})
    return replace(found, optimal=found.optimal and found.terms["change"] == fewest.terms["change"])


@dataclass(frozen=True, slots=True)
class Step:
    """One trainer who comes to a session, and which session they leave for it (empty: none)."""

    session: str
    comes: Assignment
    leaves: str = ""


def chains(before: Plan, after: Plan, sessions: Collection[str]) -> tuple[tuple[Step, ...], ...]:
    """For every place of these sessions that is filled anew, who comes, and who comes where they were, to the end."""
    comes = {
        key: [one for one in team if one.role != EXTRA and one.trainer not in before.team(key)]
        for key, team in after.by_session.items()
    }
    leaves = {
        one.trainer: one.session
        for one in before.assignments
        if one.role != EXTRA and (one.session, one.trainer) not in after.pairs
    }
    waiting = {key: list(some) for key, some in comes.items()}
    return tuple(_chain(key, waiting, leaves) for key in sessions for _ in range(len(comes.get(key, ()))))


def _chain(session: str, waiting: dict[str, list[Assignment]], leaves: Mapping[str, str]) -> tuple[Step, ...]:
    found: list[Step] = []
    here = session
    while waiting.get(here):
        one = waiting[here].pop(0)
        left = leaves.get(one.trainer, "")
        left = left if left != here else ""
        found.append(Step(here, one, left))
        here = left
    return tuple(found)
