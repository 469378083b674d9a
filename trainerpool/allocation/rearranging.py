"""Whether one more could be placed if others were moved about, under some of the rules: exact, for many places at once.

Only sessions that a chain of moves can reach need be looked at. The sessions reached from a place are closed: whoever could
come to one of them has there all the sessions they would have to give away. So a plan that fills the place and leaves any
session outside changed is no better than one that leaves them as they are, and holding those outside loses nothing.
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Any

from trainerpool.allocation.chains import chain_exists, nested
from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import EXPERIENCED, NEW, Instance, Pair
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules.case import Case
from trainerpool.allocation.rules.registry import RULES
from trainerpool.allocation.shape import STATIC, Shape
from trainerpool.allocation.tally import Tally
from trainerpool.domain.policy import Level

# The rules that tie sessions to each other; without them a session stands alone.
TYING = frozenset({"overlap", "cap_week", "cap_month", "cap_term", "cap_year"})
_NEAR = 24
_NEAR_SECONDS = 0.25
_LARGEST = 60_000
_NOTHING = Plan()


class OutOfTime(Exception):
    """The moment given for an answer is past."""


class Standing:
    """One plan with what every set of rules is asked about it: who is where, and which rules keep each pair apart."""

    def __init__(self, instance: Instance, teams: list[set[int]], empty: Collection[int], profile: Profile) -> None:
        self.instance, self.teams, self.empty = instance, teams, frozenset(empty)
        self._profile = profile
        self._with_pins: dict[tuple[Pair, ...], Instance] = {instance.pinned: instance}
        self.ground = ground_of(instance)
        # Nothing the ground holds depends on pins: it is worked out once for both.
        self.of: list[set[int]] = [set() for _ in instance.trainers]
        for session, team in enumerate(teams):
            for trainer in team:
                self.of[trainer].add(session)
        self.cliques: dict[bool, Any] = {}
        self._apart: dict[int, dict[int, frozenset[str]]] = {}
        self.until = math.inf
        # Seconds that a pair takes until the solver can begin: nothing can be stopped meanwhile. The slowest so far.
        self.a_pair = 2e-5

    @cached_property
    def amiss(self) -> tuple[Pair, ...]:
        """The pins that have a part in what the plan breaks (nothing else does): each of them may stay, and may go."""
        if not self.instance.pinned:
            return ()
        sessions, trainers = self.instance.sessions, self.instance.trainers
        lines = [(sessions[k].id, trainers[i].id) for k, team in enumerate(self.teams) for i in team]
        broken = judge(self.instance, Plan.of(lines), self._profile).violations
        where, who = {one.session for one in broken if not one.trainer}, {one.trainer for one in broken}
        return tuple(pin for pin in self.instance.pinned if pin.session in where or pin.trainer in who)

    def pinned(self, pins: tuple[Pair, ...]) -> Instance:
        """Return the problem with just these pins."""
        if pins not in self._with_pins:
            self._with_pins[pins] = replace(self.instance, pinned=pins)
        return self._with_pins[pins]

    def apart(self, session: int) -> dict[int, frozenset[str]]:
        """Return for each trainer the rules about the pair alone that keep them out of the session."""
        found = self._apart.get(session)
        if found is None:
            if time.monotonic() >= self.until:
                raise OutOfTime
            one, ground = self.ground.sessions[session], self.ground
            found = self._apart[session] = {}
            for number, trainer in enumerate(ground.trainers):
                case = Case(self.instance, ground, trainer, one, _NOTHING, _ALL)
                codes = [code for code, rule in _PAIR_RULES if rule(case) is not None]
                # The two that keep most apart are asked by their own primitives, which make no sentence.
                if not all(ground.covered(number, one.course, block.on) for block in one.blocks):
                    codes.append("approval")
                if not all(ground.free(number, block.on) for block in one.blocks):
                    codes.append("availability")
                found[number] = frozenset(codes)
        return found


_PAIR_RULES = tuple(
    (code, rule)
    for code in STATIC
    if code not in ("approval", "availability") and (rule := RULES[code].person) is not None
)
_ALL = Profile("all", MappingProxyType(dict.fromkeys(STATIC, Level.BLOCK)))


class Rearranging:
    """Answers under one set of rules which places could be filled, all other sessions staffed as they are."""

    def __init__(self, standing: Standing, asked: frozenset[str], stuck: tuple[Pair, ...] = ()) -> None:
        self.standing, self.asked = standing, asked
        self.instance = standing.instance if "pinned" in asked else standing.pinned(stuck)
        self._pinned: dict[int, set[int]] = {}
        for pin in self.instance.pinned:
            mine = self._pinned.setdefault(standing.ground.session_no[pin.session], set())
            mine.add(standing.ground.trainer_no[pin.trainer])
        self.profile = Profile("asked", MappingProxyType(dict.fromkeys(asked, Level.BLOCK)))
        self._known: dict[int, bool] = {}
        self._able_in: dict[int, list[int]] = {}
        self._caps = Shape(self.instance, self.profile, ()).caps
        self._nested = nested(self._caps)

    def possible(self, session: int, deadline: float) -> bool | None:
        """Say whether the session could have one more; None where the time did not tell."""
        self.standing.until = deadline
        try:
            return self._possible(session, deadline)
        except OutOfTime:
            return None

    def _possible(self, session: int, deadline: float) -> bool | None:
        if session in self._known:
            return self._known[session]
        if not self.asked & TYING:
            ring = [session]
        elif self._no_chain(session):
            self._known[session] = False
            return False
        else:
            ring = self._reached(session)
            if len(ring) > 2 * _NEAR:
                near = self._nearby(session, ring[:_NEAR], min(deadline, time.monotonic() + _NEAR_SECONDS))
                if near is not None:
                    return near
        waiting = sorted({session, *(one for one in ring if one in self.standing.empty)} - self._known.keys())
        # All at once first, as many as can be: where none can have one more, one proof tells of all.
        for targets in (waiting, [session]) if len(waiting) > 1 else ([session],):
            found = self._solve(ring, targets, deadline)
            if found is None:
                return None
            self._known.update(dict.fromkeys(found or targets, bool(found)))
            if session in self._known:
                return self._known[session]
        return None

    def known(self, session: int) -> bool | None:
        """Return what is known of the session so far."""
        return self._known.get(session)

    def _nearby(self, session: int, ring: list[int], deadline: float) -> bool | None:
        """Say what a few sessions alone can tell: those outside held, then those outside forgotten."""
        near = self._solve(ring, [session], deadline)
        if near:
            self._known[session] = True
            return True
        if self._solve(ring, [session], deadline, forget=True) == []:
            self._known[session] = False
            return False
        return None

    def _no_chain(self, session: int) -> bool:
        """Say whether approvals, days and caps alone already leave no chain of moves that ends in this session."""
        if not self.asked & (TYING - {"overlap"}) or not self._nested:
            return False
        return not chain_exists(self._caps, self.standing.teams, self.standing.of, self._able, self._pins, session)

    def _pins(self, session: int) -> Collection[int]:
        return self._pinned.get(session, ())

    def _able(self, session: int) -> list[int]:
        """Return whom no rule about the pair keeps out, pinned ones always among them."""
        found = self._able_in.get(session)
        if found is None:
            apart, pins = self.standing.apart(session), self._pins(session)
            found = [one for one, codes in apart.items() if not codes & self.asked or one in pins]
            self._able_in[session] = found
        return found

    def _reached(self, session: int) -> list[int]:
        """Return all sessions that moves for the sake of this one can touch, the nearest first."""
        standing, ground = self.standing, self.standing.ground
        found, waiting = {session: None}, deque([session])
        coming: Counter[tuple[int, int, object]] = Counter()

        def reach(some: Iterable[int]) -> None:
            for one in sorted(some):
                if one not in found:
                    found[one] = None
                    waiting.append(one)

        while waiting:
            here = waiting.popleft()
            for trainer in self._able(here):
                if trainer in standing.teams[here]:
                    continue
                mine = standing.of[trainer]
                if "overlap" in self.asked:
                    reach(mine & ground.clashes[here])
                for number, cap in enumerate(self._caps):
                    key = cap.keys[here]
                    limit = cap.limit(trainer, key)
                    if limit is None:
                        continue
                    coming[number, trainer, key] += 1
                    same = [one for one in mine if cap.keys[one] == key]
                    if len(same) + coming[number, trainer, key] > limit:
                        reach(same)
        return list(found)

    def _solve(self, ring: list[int], targets: list[int], deadline: float, *, forget: bool = False) -> list[int] | None:
        """Return which of the targets have one more in some plan: none if there is no such plan, None if time ran out."""
        from ortools.sat.python import cp_model

        from trainerpool.allocation.model import Model
        from trainerpool.allocation.search import Run

        if time.monotonic() >= deadline:
            return None
        standing = self.standing
        began = time.monotonic()
        shape = Shape(self.instance, self.profile, set(ring))
        if shape.pairs > _LARGEST or time.monotonic() + shape.pairs * standing.a_pair > deadline:
            return None
        inside = set(ring)
        held: list[set[int]] = [set() if forget or one in inside else team for one, team in enumerate(standing.teams)]
        model = Model(shape, ring, Tally(shape, held))
        more = {one: model.model.new_bool_var("") for one in targets}
        for one in ring:
            here = list(model.here[one].values())
            least = len(standing.teams[one])
            model.model.add(cp_model.LinearExpr.sum([*here, *([more[one].negated()] if one in more else ())])
                            >= least + (one in more))  # fmt: skip
        model.model.add_bool_or(list(more.values()))
        if "first_solo" in self.asked:
            self._keep_beside(model, shape, ring)
        if len(more) > 1:
            model.model.maximize(cp_model.LinearExpr.sum(list(more.values())))
        model.hint(standing.teams)
        standing.a_pair = max(standing.a_pair, (time.monotonic() - began) / max(1000, shape.pairs))
        left = deadline - time.monotonic()
        if left <= 0:
            return None
        # To have as many as can be is not worth much time: the first plan already answers for some.
        run = Run(model.model, seed=0, seconds=left, read=model.teams)
        until = time.monotonic() + left / 3
        while run.running:
            run.wait()
            if run.final is not None and time.monotonic() > until:
                run.stop()
        if run.impossible:
            return []
        if run.final is None:
            return None
        final = run.final
        return [one for one in targets if len(final[one]) > len(standing.teams[one])]

    def _keep_beside(self, model: Any, shape: Shape, ring: list[int]) -> None:
        """Leave nobody newly approved and confirmed alone who has somebody experienced beside them now."""
        for one in ring:
            levels = shape.levels[one]
            now = any(levels.get(it) in EXPERIENCED for it in self.standing.teams[one])
            if now and any(levels[it] == NEW for it in shape.pins[one]):
                model.model.add_bool_or([x for it, x in model.here[one].items() if levels[it] in EXPERIENCED])


_MOST_AMISS = 3


class Either:
    """What is possible where pins break a rule by themselves: each of these may be left where it is, or let go."""

    def __init__(self, standing: Standing, asked: frozenset[str]) -> None:
        amiss, number = standing.amiss, len(standing.amiss)
        sizes = range(number + 1) if number <= _MOST_AMISS else (0, 1, number - 1, number)
        self._ways = [Rearranging(standing, asked, stuck) for size in sizes for stuck in combinations(amiss, size)]

    def known(self, session: int) -> bool | None:
        """Return what is known of the session so far."""
        return _either([one.known(session) for one in self._ways])

    def possible(self, session: int, deadline: float) -> bool | None:
        """Say whether the session could have one more in one of the ways; None where the time did not tell."""
        found: list[bool | None] = []
        for one in self._ways:
            found.append(one.possible(session, deadline))
            if found[-1]:
                return True
        return _either(found)


def _either(answers: list[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def rearranging(standing: Standing, asked: frozenset[str]) -> Rearranging | Either:
    """Return who answers for this plan under these rules."""
    return Either(standing, asked) if "pinned" not in asked and standing.amiss else Rearranging(standing, asked)
