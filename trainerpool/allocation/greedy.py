"""A plan at once: the sessions with the fewest who could take them first, the cheapest trainer the rules allow in each."""

from __future__ import annotations

import math
import time

from trainerpool.allocation.instance import LEAD
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally


def greedy(shape: Shape, until: float = math.inf) -> Tally:
    """Return a plan that keeps every pin and breaks no hard rule of its own.

    After `until` (a `time.monotonic()` moment) the sessions not yet filled are left as they are.
    """
    tally = Tally(shape)
    for session in sorted(range(len(shape.needs)), key=lambda one: _scarcity(shape, one)):
        if until < math.inf and time.monotonic() >= until:
            break
        fill(tally, session)
    return tally


def fill(tally: Tally, session: int) -> None:
    """Fill the session's empty places as far as the rules allow, a lead first where none is there."""
    shape = tally.shape
    team, levels = tally.teams[session], shape.levels[session]
    if len(team) >= shape.needs[session]:
        return
    # What else a trainer has does not change while this one session is filled.
    free = [one for one in shape.eligible[session] if tally.has_room(session, one)]
    free.sort(key=lambda one: (tally.cost(session, one), len(tally.of[one]), one))
    while len(team) < shape.needs[session]:
        led = any(levels[one] == LEAD for one in team)
        able = (one for one in free if (led or levels[one] == LEAD) and tally.fits_team(session, one))
        chosen = next(able, None)
        if chosen is None and not led:
            chosen = next((one for one in free if tally.fits_team(session, one)), None)
        if chosen is None:
            return
        free.remove(chosen)
        tally.add(session, chosen)


def _scarcity(shape: Shape, session: int) -> tuple[int, object, int]:
    few, levels = shape.eligible[session], shape.levels[session]
    leads = sum(levels[one] == LEAD for one in few)
    spare = min(leads, len(few) - shape.needs[session] + 1)
    return min(spare, 8), shape.ground.sessions[session].first_day, session
