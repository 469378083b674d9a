"""The exact model of a problem, or of some of its sessions with the rest held as it stands.

Only pairs the rules allow become variables. Overlap is held as sets of which a trainer takes at most one. A limit that
pins already break is opened just as far as the pins need, so that the model always has a plan; the judge reports what
the pins broke. Measured reasons for the form of each constraint: the project's allocation study.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ortools.sat.python import cp_model

from trainerpool.allocation.cliques import without_subsets
from trainerpool.allocation.instance import EXPERIENCED, LEAD, NEW
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

Pair = tuple[int, int]


class Model:
    """Variables, limits and penalty for the free sessions, beside a tally of all others.

    `tally` must hold exactly the plan of the sessions that are not free (and nothing in the free ones). With `pairs` only
    these trainers are looked at in each free session; pinned ones must be among them.
    """

    def __init__(
        self, shape: Shape, free: Iterable[int], tally: Tally, pairs: Mapping[int, Iterable[int]] | None = None
    ) -> None:
        self.shape, self.tally, self._pairs = shape, tally, pairs
        self.free = sorted(free)
        self.model = cp_model.CpModel()
        self.x: dict[Pair, Any] = {}
        self.of: dict[int, dict[int, Any]] = defaultdict(dict)
        self.here: dict[int, dict[int, Any]] = {session: {} for session in self.free}
        self.cost_vars: list[Any] = []
        self.cost_factors: list[int] = []
        self.constant = 0
        self.weight = shape.instance.weight
        self._warning = self.weight("warning")
        self._variables()
        for session in self.free:
            self._team(session)
        self.at_most_one: dict[int, list[tuple[int, ...]]] = {}
        self.together: dict[int, list[frozenset[int]]] = {}  # the same, to be asked what lies within them
        for trainer in sorted(self.of):
            self._overlap(trainer)
            self._caps(trainer)

    def finish(self) -> cp_model.CpModel:
        """Return the model with its penalty to be made least."""
        self.model.minimize(cp_model.LinearExpr.weighted_sum(self.cost_vars, self.cost_factors) + self.constant)
        return self.model

    def hint(self, teams: list[set[int]]) -> None:
        """Tell the solver of a plan it may start from."""
        for (session, trainer), variable in self.x.items():
            self.model.add_hint(variable, trainer in teams[session])

    def teams(self, value: Callable[[Any], int]) -> dict[int, set[int]]:
        """Return the teams of the free sessions in a solution."""
        found: dict[int, set[int]] = {session: set() for session in self.free}
        for (session, trainer), variable in self.x.items():
            if value(variable):
                found[session].add(trainer)
        return found

    def price(self, variable: Any, factor: int) -> None:
        """Add a variable to the penalty."""
        if factor:
            self.cost_vars.append(variable)
            self.cost_factors.append(factor)

    def _variables(self) -> None:
        shape, tally = self.shape, self.tally
        for session in self.free:
            need, costs = shape.needs[session], shape.costs[session]
            could = shape.eligible[session] if self._pairs is None else sorted(self._pairs[session])
            # Where pins fill every place nobody else can come.
            for trainer in could if len(shape.pins[session]) < need else sorted(shape.pins[session]):
                pinned = trainer in shape.pins[session]
                if not pinned and (tally.in_the_way(session, trainer) or tally.full_caps(session, trainer)):
                    continue
                variable = self.model.new_int_var(1, 1, "") if pinned else self.model.new_bool_var("")
                self.x[session, trainer] = variable
                self.of[trainer][session] = variable
                self.here[session][trainer] = variable
                self.price(variable, costs[trainer])
            here = self.here[session]
            most = max(need, len(shape.pins[session]))
            if len(here) > most or most > need:
                self.keep_within(here.values(), most)
            if need >= most:
                factor = self.weight("unfilled") * shape.ground.sessions[session].priority
                self.constant += factor * need
                for variable in here.values():
                    self.price(variable, -factor)

    def keep_within(self, variables: Iterable[Any], most: int) -> None:
        """Allow no more than `most` of these."""
        self.model.add(cp_model.LinearExpr.sum(list(variables)) <= most)

    def _limit(self, code: str, variables: list[Any], most: int, pinned: int) -> None:
        """Keep a sum within its limit, or price what goes over where the rule only warns."""
        if len(variables) <= most:
            return
        profile = self.shape.profile
        if profile.stops(code):
            self.keep_within(variables, max(most, pinned))
        elif profile.warns(code) and self._warning:
            over = self.model.new_int_var(0, len(variables), "")
            self.model.add(cp_model.LinearExpr.sum(variables) - over <= most)
            self.price(over, self._warning)

    def _team(self, session: int) -> None:
        shape, profile = self.shape, self.shape.profile
        here, levels, pins = self.here[session], shape.levels[session], shape.pins[session]
        need = max(1, shape.needs[session])
        if profile.asks("lead") and not shape.ground.sessions[session].lead_later:
            self._once("lead", [x for one, x in here.items() if levels[one] != LEAD], need, _count(pins, levels, LEAD))
        if profile.asks("first_solo"):
            self._first_solo(session, here)
        asked = shape.ground.sessions[session]
        if profile.asks(asked.agency_rule) and asked.multi_agency and need >= 2:
            self._agencies(asked.agency_rule, here, pins, need)
        if profile.asks("conflict"):
            for one, other in shape.never:
                if one in here and other in here and not (one in pins and other in pins):
                    self._limit("conflict", [here[one], here[other]], 1, 1)
        if profile.asks("same_pair"):
            for one, other in shape.tired:
                if one in here and other in here:
                    self._limit("same_pair", [here[one], here[other]], 1, (one in pins) + (other in pins))

    def _once(self, code: str, variables: list[Any], need: int, pinned: int) -> None:
        """Forbid that as many as `need` of these are chosen, or price it once where the rule only warns."""
        if len(variables) < need:
            return
        if self.shape.profile.stops(code):
            self.keep_within(variables, max(need - 1, pinned))
        elif self._warning:
            broken = self.model.new_bool_var("")
            self.model.add(cp_model.LinearExpr.sum(variables) - len(variables) * broken <= need - 1)
            self.price(broken, self._warning)

    def _agencies(self, code: str, here: dict[int, Any], pins: set[int], need: int) -> None:
        shape, groups = self.shape, defaultdict(list)
        for trainer in here:
            groups[shape.agency[trainer]].append(trainer)
        for group in groups.values():
            pinned = sum(one in pins for one in group)
            self._once(code, [here[one] for one in group], need, pinned)

    def _first_solo(self, session: int, here: dict[int, Any]) -> None:
        shape, levels, pins = self.shape, self.shape.levels[session], self.shape.pins[session]
        new = [x for one, x in here.items() if levels[one] == NEW]
        if not new:
            return
        experienced = [x for one, x in here.items() if levels[one] in EXPERIENCED]
        pinned_new = sum(levels[one] == NEW for one in pins)
        if any(levels[one] in EXPERIENCED for one in pins):
            return
        factor = max(1, shape.needs[session] - 1, pinned_new)
        left = cp_model.LinearExpr.sum(new) - factor * cp_model.LinearExpr.sum(experienced)
        hard = shape.profile.stops("first_solo")
        if hard and not pinned_new:
            self.model.add(left <= 0)
            return
        if not hard and not self._warning:
            return
        broken = self.model.new_bool_var("")
        self.model.add(left - len(new) * broken <= 0)
        # A pinned newly approved trainer may have nobody to stand beside: any other way is then worth more than this.
        heavy = min(10**13, 20 * max(1, self.weight("unfilled")) * max(1, self.tally.places))
        self.price(broken, heavy if hard else self._warning)

    def _overlap(self, trainer: int) -> None:
        shape, profile, mine = self.shape, self.shape.profile, self.of[trainer]
        if profile.warns("overlap"):
            self._priced_overlap(trainer)
        if not profile.stops("overlap") or len(mine) < 2:
            return
        sets: dict[int, list[int]] = defaultdict(list)
        for session in mine:
            for clique in shape.cliques_of[session]:
                sets[clique].append(session)
        together = without_subsets([tuple(some) for some in sets.values() if len(some) > 1])
        self.at_most_one[trainer] = together
        self.together[trainer] = [frozenset(some) for some in together]
        for some in together:
            pinned = sum(trainer in shape.pins[session] for session in some)
            if pinned > 1:
                self.keep_within([mine[session] for session in some], pinned)
            else:
                self.model.add_at_most_one([mine[session] for session in some])

    def _priced_overlap(self, trainer: int) -> None:
        mine, tally, clashes = self.of[trainer], self.tally, self.shape.ground.clashes
        for session, variable in mine.items():
            self.price(variable, self._warning * len(tally.of[trainer] & clashes[session]))
            for other in sorted(clashes[session]):
                if other > session and other in mine:
                    self._limit("overlap", [variable, mine[other]], 1, 1)

    def _caps(self, trainer: int) -> None:
        mine, pins = self.of[trainer], self.shape.pins
        for number, cap in enumerate(self.shape.caps):
            periods: dict[object, list[int]] = defaultdict(list)
            for session in mine:
                periods[cap.keys[session]].append(session)
            for key, sessions in periods.items():
                limit = cap.limit(trainer, key)
                if limit is None:
                    continue
                room = limit - self.tally.used[number, trainer, key]
                if room < 0 and not cap.hard:
                    # Every further one is one more over the cap; those already over cost the same whatever is chosen.
                    room = 0
                pinned = sum(trainer in pins[session] for session in sessions)
                self._limit(cap.code, [mine[session] for session in sessions], max(room, 0), pinned)


def _count(pins: set[int], levels: dict[int, str], level: str) -> int:
    return sum(levels[one] != level for one in pins)
