"""A plan at once: the sessions with the fewest who could take them first, the cheapest trainer the rules allow in each."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence

from trainerpool.allocation.instance import LEAD
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally


def greedy(shape: Shape, until: float = math.inf, choosing: float = math.inf) -> Tally:
    """Return a plan that keeps every pin and breaks no hard rule of its own.

    After `choosing` (a `time.monotonic()` moment) anybody the rules allow is taken, which is far quicker; after `until`
    the sessions not yet filled are left as they are.
    """
    tally, order = Tally(shape), _Order(shape)
    order.placed(tally, range(len(shape.agency)))
    have = [len(some) for some in tally.of]
    for session in filling_order(shape):
        now = time.monotonic() if until < math.inf else -math.inf
        if now >= until:
            break
        if now >= choosing:
            # Who has least, so that nobody's cap is used up early.
            fill(tally, session, sorted(shape.eligible[session], key=have.__getitem__))
        else:
            before = set(tally.teams[session])
            fill(tally, session, order.cheapest(tally, session))
            order.placed(tally, tally.teams[session] - before)
        for one in tally.teams[session]:
            have[one] = len(tally.of[one])
    return tally


def in_turn(shape: Shape, *, least_wanted: bool = False) -> Tally:
    """Return a plan that uses few people: the sessions as they begin, by whoever is at work already and was free last.

    With `least_wanted` by whoever could come to the fewest sessions.
    """
    tally, sessions = Tally(shape), shape.ground.sessions
    wanted = [0] * len(shape.agency)
    for one in (one for few in shape.eligible for one in few) if least_wanted else ():
        wanted[one] += 1
    until = [(0, 0)] * len(shape.agency)
    for session in sorted(
        range(len(sessions)), key=lambda one: (sessions[one].first_day, sessions[one].blocks[0].start)
    ):
        order = sorted(shape.eligible[session], key=lambda one: (-wanted[one], until[one], -one), reverse=True)
        fill(tally, session, order)
        last = sessions[session].blocks[-1]
        for one in tally.teams[session]:
            until[one] = max(until[one], (last.on.toordinal(), last.end))
    return tally


def filling_order(shape: Shape) -> list[int]:
    """Return the sessions anybody may come to, those with the fewest first."""
    some = [session for session, few in enumerate(shape.eligible) if few]
    return sorted(some, key=lambda one: _scarcity(shape, one))


def fill(tally: Tally, session: int, order: Sequence[int] | None = None) -> None:
    """Fill the session's empty places as far as the rules allow, a lead first where none is there.

    `order` are those who may be taken, the best first; without it the cheapest are.
    """
    shape = tally.shape
    team, levels = tally.teams[session], shape.levels[session]
    if len(team) >= shape.needs[session]:
        return
    if order is None:
        able = [one for one in shape.eligible[session] if tally.has_room(session, one)]
        order = sorted(able, key=lambda one: (tally.cost(session, one), len(tally.of[one]), one))
    while len(team) < shape.needs[session]:
        led = any(levels[one] == LEAD for one in team)
        chosen = _first(tally, session, order if led else [one for one in order if levels[one] == LEAD])
        if chosen is None and not led:
            chosen = _first(tally, session, order)
        if chosen is None:
            return
        tally.add(session, chosen)


def _first(tally: Tally, session: int, order: Iterable[int]) -> int | None:
    return next((one for one in order if tally.has_room(session, one) and tally.fits_team(session, one)), None)


class _Order:
    """Who is cheapest in a session, as `Tally.cost` says, for all its trainers at once.

    Each trainer has one number that holds what any pair of theirs costs now, how many they have, and who they are.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self._people = max(1, len(shape.agency))
        self._unit = self._people * (len(shape.needs) + 1)
        self._number = list(range(self._people))
        self._dear: dict[int, bool] = {}
        self._targets = dict(shape.targets)
        self._before, self._after = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for one, other in shape.followers:
            self._after[one].append(other)
            self._before[other].append(one)
        self._there: dict[object, set[int]] = defaultdict(set)
        # Who is still to be observed, and until when.
        everyone = enumerate(shape.ground.trainers)
        self._due = {number: one.observation_due for number, one in everyone if one.observation_due is not None}

    def placed(self, tally: Tally, trainers: Iterable[int]) -> None:
        """Take in that these have other sessions than before."""
        shape, trainers = self.shape, list(trainers)
        for one in trainers:
            self._renumber(tally, one)
            for session in tally.of[one]:
                self._there[shape.weeks[session]].add(one)
                here = shape.ground.sessions[session]
                if here.observable and one in self._due and here.first_day <= self._due[one]:
                    del self._due[one]
        for agency in {shape.agency[one] for one in trainers}:
            dear = tally.load[agency] >= self._targets.get(agency, 0)
            if self._dear.get(agency) != dear:
                self._dear[agency] = dear
                for number, its in enumerate(shape.agency):
                    if its == agency:
                        self._renumber(tally, number)

    def _renumber(self, tally: Tally, trainer: int) -> None:
        instance, one, agency = self.shape.instance, self.shape.ground.trainers[trainer], self.shape.agency[trainer]
        have, cost = len(tally.of[trainer]), 0
        if one.min_year - one.delivered > have:
            cost -= instance.weight("min_deliveries")
        if not have:
            cost += instance.weight("trainers_used")
        if agency in self._targets:
            fairness = instance.weight("fairness")
            cost += fairness if tally.load[agency] >= self._targets[agency] else -fairness
        self._number[trainer] = cost * self._unit + have * self._people + trainer

    def cheapest(self, tally: Tally, session: int) -> list[int]:
        """Return the session's trainers, the cheapest first; of equal ones who has least."""
        shape, unit, number = self.shape, self._unit, self._number
        more = self._more(tally, session)
        keys = [cost * unit + number[one] + more.get(one, 0) for one, cost in shape.costs[session].items()]
        keys.sort()
        return [key % self._people for key in keys]

    def _more(self, tally: Tally, session: int) -> dict[int, int]:
        """Return what this session costs some trainers beside what every session does."""
        shape, weight = self.shape, self.shape.instance.weight
        more = dict.fromkeys(self._there[shape.weeks[session]], weight("spread") * self._unit)
        found: dict[int, int] = defaultdict(int)
        here, worth = shape.ground.sessions[session], weight("observation")
        if here.observable and worth:
            day = here.first_day
            found.update((one, -worth) for one, due in self._due.items() if day <= due)
        for earlier in self._before.get(session, ()):
            for one in tally.teams[earlier]:
                found[one] -= weight("continuity")
        for later in self._after.get(session, ()):
            for one in tally.teams[later]:
                found[one] -= weight("continuity")
        if tally.warns:
            for one in shape.eligible[session]:
                found[one] += tally.warned(session, one)
        for one, cost in found.items():
            more[one] = more.get(one, 0) + cost * self._unit
        return more


def _scarcity(shape: Shape, session: int) -> tuple[int, object, int]:
    few, levels = shape.eligible[session], shape.levels[session]
    leads = list(levels.values()).count(LEAD)
    spare = min(leads, len(few) - shape.needs[session] + 1)
    return min(spare, 8), shape.ground.sessions[session].first_day, session
