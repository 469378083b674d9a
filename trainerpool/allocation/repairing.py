"""A plan mended with the fewest changes: the problem as the search is to see it, and who moves up for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from trainerpool.allocation.instance import EXTRA, Instance, Pair
from trainerpool.allocation.plan import Assignment, Plan

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
        one if one.id in free else replace(one, need=min(one.need, len(stands.team(one.id)) + fill.get(one.id, 0)))
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
