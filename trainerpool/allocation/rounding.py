"""A whole plan from places shared out in parts: the largest parts first, as far as the rules allow, then the empty places."""

from __future__ import annotations

from collections.abc import Mapping

from trainerpool.allocation.greedy import fill
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

_WORTH = 0.3  # smaller parts are what prices could not decide; the search decides those better


def rounded(shape: Shape, parts: Mapping[tuple[int, int], float]) -> list[set[int]]:
    """Return teams that keep every pin and break no hard rule of their own."""
    tally = Tally(shape)
    for (session, trainer), part in sorted(parts.items(), key=lambda one: (-one[1], one[0])):
        if part < _WORTH:
            break
        if len(tally.teams[session]) < shape.needs[session] and tally.fits(session, trainer):
            tally.add(session, trainer)
    for session in sorted(range(len(shape.needs)), key=lambda one: (len(shape.eligible[one]), one)):
        fill(tally, session)
    return tally.teams


def least_possible(shape: Shape) -> int:
    """Return a penalty no plan goes below, known at once: each session as if it were the only one."""
    instance = shape.instance
    unfilled, total = instance.weight("unfilled"), instance.weight("change") * len(set(instance.previous))
    for session, need in enumerate(shape.needs):
        factor = unfilled * shape.ground.sessions[session].priority
        least = so_far = factor * need
        most = max(need, len(shape.pins[session]))
        for place, cost in enumerate(sorted(shape.costs[session].values())[:most]):
            so_far += cost - (factor if place < need else 0)
            least = min(least, so_far)
        total += least
    return total
