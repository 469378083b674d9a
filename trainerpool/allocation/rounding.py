"""A whole plan from places shared out in parts: the largest parts first, as far as the rules allow, then the empty places."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence

from trainerpool.allocation.greedy import fill
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

_WORTH = 0.3  # smaller parts are what prices could not decide; the search decides those better
_PASSES = 3
# How many are looked at to stand in for somebody, before a place is left empty.
_TRIES = 10_000


def rounded(
    shape: Shape, parts: Mapping[tuple[int, int], float], near: Sequence[Sequence[int]] | None = None
) -> list[set[int]]:
    """Return teams that keep every pin and break no hard rule of their own.

    With `near`, those worth looking at in each session, every choice is looked at again when all are made.
    """
    tally = Tally(shape)
    for (session, trainer), part in sorted(parts.items(), key=lambda one: (-one[1], one[0])):
        if part < _WORTH:
            break
        if len(tally.teams[session]) < shape.needs[session] and tally.fits(session, trainer):
            tally.add(session, trainer)
    for session in sorted(range(len(shape.needs)), key=lambda one: (len(shape.eligible[one]), one)):
        fill(tally, session)
    for _ in range(_PASSES if near is not None else 0):
        for session, few in enumerate(near or ()):
            _look_again(tally, session, few)
    top_up(tally)
    return tally.teams


def top_up(tally: Tally, until: float = math.inf) -> None:
    """Fill what is empty and need not be: by somebody who has room, or whom one other can stand in for elsewhere.

    After `until` (a `time.monotonic()` moment) no more is looked at.
    """
    shape = tally.shape
    for session, need in enumerate(shape.needs):
        if until < math.inf and time.monotonic() >= until:
            return
        if len(tally.teams[session]) < need:
            fill(tally, session)
            while len(tally.teams[session]) < need and _make_room(tally, session):
                fill(tally, session)


def _make_room(tally: Tally, session: int) -> bool:
    """Place somebody whose place in another session somebody else takes."""
    shape, tries = tally.shape, _TRIES
    for trainer in shape.eligible[session]:
        if trainer in tally.teams[session] or not tally.fits_team(session, trainer):
            continue
        for other in sorted(tally.of[trainer]):
            if trainer in shape.pins[other]:
                continue
            tally.remove(other, trainer)
            if tally.fits(session, trainer):
                tally.add(session, trainer)
                for one in shape.eligible[other]:
                    tries -= 1
                    if one != trainer and tally.fits(other, one):
                        tally.add(other, one)
                        return True
                tally.remove(session, trainer)
            tally.add(other, trainer)
            if tries < 0:
                return False
    return False


def _look_again(tally: Tally, session: int, few: Sequence[int]) -> None:
    """Put somebody else in the place of each member where that costs less."""
    for member in sorted(tally.teams[session] - tally.shape.pins[session]):
        tally.remove(session, member)
        others = [(tally.cost(session, one), one) for one in few if one != member and tally.has_room(session, one)]
        here = tally.cost(session, member)
        better = (one for cost, one in sorted(others) if cost < here and tally.fits_team(session, one))
        tally.add(session, next(better, member))


def least_possible(shape: Shape) -> int:
    """Return a penalty no plan goes below, known at once: each session as if it were the only one.

    Where using fewer people is worth something, those who are busy at one moment are as many people as there are places.
    """
    instance = shape.instance
    used = instance.weight("trainers_used")
    total = instance.weight("change") * len(set(instance.previous))
    least = [_least_of(shape, session, 0) for session in range(len(shape.needs))]
    total += sum(least)
    if used and shape.profile.stops("overlap"):
        dearer = [_least_of(shape, one, used) - cost for one, cost in enumerate(least)]
        at_once = [*shape.cliques, *((one,) for one in range(len(dearer)))]
        total += max((sum(dearer[one] for one in some) for some in at_once if _apart(shape, some)), default=0)
    return total


def _least_of(shape: Shape, session: int, each: int) -> int:
    """Return the least a session can add, where everybody in it costs so much more."""
    need, factor = shape.needs[session], shape.instance.weight("unfilled") * shape.ground.sessions[session].priority
    least = so_far = factor * need
    most = max(need, len(shape.pins[session]))
    for place, cost in enumerate(sorted(shape.costs[session].values())[:most]):
        so_far += cost + each - (factor if place < need else 0)
        least = min(least, so_far)
    return least


def _apart(shape: Shape, sessions: Sequence[int]) -> bool:
    """Say whether nobody is pinned to two of these."""
    pinned = [one for session in sessions for one in shape.pins[session]]
    return len(pinned) == len(set(pinned))
