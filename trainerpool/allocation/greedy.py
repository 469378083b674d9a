"""A plan at once: the sessions with the fewest who could take them first, the cheapest trainer the rules allow in each."""

from __future__ import annotations

from trainerpool.allocation.instance import LEAD
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally


def greedy(shape: Shape) -> Tally:
    """Return a plan that keeps every pin and breaks no hard rule of its own."""
    tally = Tally(shape)
    for session in sorted(range(len(shape.needs)), key=lambda one: _scarcity(shape, one)):
        fill(tally, session)
    return tally


def fill(tally: Tally, session: int) -> None:
    """Fill the session's empty places as far as the rules allow, a lead first where none is there."""
    shape = tally.shape
    team, levels = tally.teams[session], shape.levels[session]
    while len(team) < shape.needs[session]:
        fitting = [one for one in shape.eligible[session] if tally.fits(session, one)]
        if not any(levels[one] == LEAD for one in team):
            fitting = [one for one in fitting if levels[one] == LEAD] or fitting
        if not fitting:
            return
        tally.add(session, min(fitting, key=lambda one: (tally.cost(session, one), len(tally.of[one]), one)))


def _scarcity(shape: Shape, session: int) -> tuple[int, object, int]:
    few, levels = shape.eligible[session], shape.levels[session]
    leads = sum(levels[one] == LEAD for one in few)
    spare = min(leads, len(few) - shape.needs[session] + 1)
    return min(spare, 8), shape.ground.sessions[session].first_day, session
