"""A problem made ready for search: which pairs the rules allow, what each costs, and which limits tie them together."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from trainerpool.allocation.cliques import clique_cover
from trainerpool.allocation.ground import PERIODS, ground_of
from trainerpool.allocation.instance import Instance, Session, Trainer
from trainerpool.allocation.levels import Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules.case import Case
from trainerpool.allocation.rules.registry import RULES

# Rules about a pair that no other line of the plan can change, in the order that rules most pairs out first.
STATIC = (
    "approval",
    "availability",
    "conflict",
    "standing",
    "candidate",
    "agreement_lapsed",
    "agreement",
    "own_agency_host",
)
_EMPTY = Plan()
# Whether a rule could find anything at all: most trainers and sessions lack the facts that some rules look at.
_MAY_FIND: dict[str, Callable[[Trainer, Session], bool]] = {
    "approval": lambda _, __: True,
    "availability": lambda _, __: True,
    "conflict": lambda trainer, session: trainer.id in session.excluded,
    "standing": lambda trainer, _: bool(trainer.may_deliver),
    "candidate": lambda trainer, _: trainer.candidate,
    "agreement_lapsed": lambda trainer, _: trainer.agreement_until is not None,
    "agreement": lambda trainer, _: trainer.agreement_until is not None,
    "own_agency_host": lambda _, session: session.external,
}


@dataclass(frozen=True, slots=True)
class Cap:
    """The most sessions of each trainer in one kind of period, those done elsewhere taken off."""

    code: str
    keys: list[object]
    limits: list[dict[object, int] | int | None]
    hard: bool

    def limit(self, trainer: int, key: object) -> int | None:
        """Return how many sessions of the plan the trainer may have in that period, or None for any number."""
        limit = self.limits[trainer]
        if limit is None or key is None:
            return None
        return limit if isinstance(limit, int) else limit.get(key, limit[None])


def year_limit(trainer: Trainer, year: object) -> int:
    """Return how many sessions the plan may add in that year: the cap less those done, never below 0."""
    done = trainer.done_year.get(year, 0) if isinstance(year, int) else 0
    return max(0, (trainer.cap_year or 0) - done)


class Shape:
    """The numbered problem. Trainers and sessions are numbered in file order; pairs are (session, trainer) numbers."""

    def __init__(
        self, instance: Instance, profile: Profile, only: Collection[int] | None = None, until: float = math.inf
    ) -> None:
        """Make the shape; with `only`, the pairs of those sessions alone (the others have no variables then).

        After `until` (a `time.monotonic()` moment) no more sessions are looked at: then only pinned pairs are eligible.
        """
        self.instance, self.profile = instance, profile
        self.ground = ground = ground_of(instance)
        self.needs = [session.need for session in instance.sessions]
        self.pins: list[set[int]] = [set() for _ in instance.sessions]
        for pin in instance.pinned:
            self.pins[ground.session_no[pin.session]].add(ground.trainer_no[pin.trainer])
        agencies = {name: number for number, name in enumerate(dict.fromkeys(one.agency for one in instance.trainers))}
        self.agency = [agencies[one.agency] for one in instance.trainers]
        self.warnings: Counter[tuple[int, int]] = Counter()
        self._minutes: dict[str, list[int]] = {}
        self._unliked: dict[str, dict[int, int]] = {}
        # Sessions of one course on the same days have the same trainers and levels: those are worked out and held once.
        self._alike: dict[tuple[object, ...], list[int]] = {}
        self._alike_levels: dict[tuple[object, ...], dict[int, str]] = {}
        self.whole = True  # whether all pairs were looked at; without, no bound can be told
        self.eligible = [self._eligible_until(number, only, until) for number in range(len(instance.sessions))]
        self.levels = [self._levels(number) for number in range(len(instance.sessions))]
        self.previous = {
            (ground.session_no[one.session], ground.trainer_no[one.trainer])
            for one in instance.previous
            if one.session in ground.session_no and one.trainer in ground.trainer_no
        }
        self.costs = [self._costs(number) for number in range(len(instance.sessions))]
        self.weeks = ground.periods["week"]
        self.caps = [cap for period in PERIODS if (cap := self._cap(period)) is not None]

    @property
    def pairs(self) -> int:
        """Return the number of pairs the rules allow."""
        return sum(len(some) for some in self.eligible)

    @property
    def open_pairs(self) -> int:
        """Return the number of pairs in sessions that pins do not fill: a mended plan leaves few to be chosen."""
        places = zip(self.eligible, self.needs, self.pins, strict=True)
        return sum(len(some) for some, need, pins in places if len(pins) < need)

    def look_at(self, number: int) -> None:
        """Take in the pairs of one session that `only` left out."""
        self.eligible[number] = self._eligible(number)
        self.levels[number] = dict(self._levels(number))
        self.costs[number] = self._costs(number)

    def _eligible_until(self, number: int, only: Collection[int] | None, until: float) -> list[int]:
        if only is not None and number not in only:
            return []
        if until < math.inf and time.monotonic() >= until:
            self.whole = False
            return sorted(self.pins[number])
        return self._eligible(number)

    def _eligible(self, number: int) -> list[int]:
        """Return the trainers no hard rule about the pair keeps out of the session, pinned ones always among them."""
        ground, profile = self.ground, self.profile
        session = ground.sessions[number]
        days = [block.on for block in session.blocks]
        rules = self._telling(session)
        key = self._likeness(number)
        if key in self._alike:
            return self._alike[key]
        # The two rules that keep most pairs out are asked by their own primitives, before any case is made.
        few: frozenset[int] | None = None
        for on in days:
            if profile.stops("approval"):
                covered = ground.covered_on(session.course, on)
                few = covered if few is None else few & covered
            if profile.stops("availability"):
                few = ground.free_on(on) if few is None else few & ground.free_on(on)
        able: Collection[int] = range(len(ground.trainers)) if few is None else few
        if rules:
            able = [one for one in sorted(able) if self._passes(one, number, rules)]
        found = sorted({*able, *self.pins[number]})
        if key is not None:
            self._alike[key] = found
        return found

    def _likeness(self, number: int) -> tuple[object, ...] | None:
        """Return what decides alone who may come to the session, or None where more does."""
        session = self.ground.sessions[number]
        more = not self.whole or self.pins[number] or self._telling(session)
        return None if more else (session.course, *(block.on for block in session.blocks))

    def _telling(self, session: Session) -> list[str]:
        """Return the further rules about a pair that could find anything in this session."""
        profile = self.profile
        quick = [code for code in ("approval", "availability") if profile.stops(code)]
        rules = [one for one in STATIC if profile.asks(one) and one not in quick]
        return rules if session.excluded or rules != ["conflict"] else []

    def _passes(self, trainer: int, number: int, rules: list[str]) -> bool:
        mine, session = self.ground.trainers[trainer], self.ground.sessions[number]
        telling = [one for one in rules if _MAY_FIND[one](mine, session)]
        return not telling or self._allowed(trainer, number, telling)

    def _levels(self, number: int) -> dict[int, str]:
        few, session = self.eligible[number], self.ground.sessions[number]
        if not few:
            return {}
        key = self._likeness(number)
        if key in self._alike_levels:
            return self._alike_levels[key]
        levels = self.ground.levels_on(session.course, session.first_day)
        found = {one: levels[one] for one in few}
        if key is not None:
            self._alike_levels[key] = found
        return found

    def _allowed(self, trainer: int, session: int, rules: list[str]) -> bool:
        case = Case(
            self.instance,
            self.ground,
            self.ground.trainers[trainer],
            self.ground.sessions[session],
            _EMPTY,
            self.profile,
        )
        warned = 0
        for code in rules:
            rule = RULES[code].person
            if rule is not None and rule(case) is not None:
                if self.profile.stops(code):
                    return False
                warned += 1
        if warned:
            self.warnings[session, trainer] = warned
        return True

    def _costs(self, number: int) -> dict[int, int]:
        """Return what each pair adds by itself: travel, preference, warnings, and the change against the last plan."""
        instance, session = self.instance, self.ground.sessions[number]
        weight = instance.weight
        travel, liking, change, warning = weight("travel"), weight("preference"), weight("change"), weight("warning")
        few = self.eligible[number]
        costs = dict.fromkeys(few, 0)
        if session.site is not None and travel:
            minutes, times = self._minutes_to(session.site), len(session.blocks) * travel
            costs = {one: minutes[one] * times for one in few}
        if liking:
            unliked = self._unliked_by(session.course)
            for one in unliked.keys() & costs.keys():
                costs[one] += unliked[one] * liking
        if instance.previous and change:
            for one in few:
                costs[one] += -change if (number, one) in self.previous else change
        if self.warnings:
            for one in few:
                costs[one] += self.warnings.get((number, one), 0) * warning
        return costs

    def _minutes_to(self, site: str) -> list[int]:
        """Return the minutes every trainer has to a site, by number."""
        found = self._minutes.get(site)
        if found is None:
            found = self._minutes[site] = [self.instance.travel(one.base, site) for one in self.ground.trainers]
        return found

    def _unliked_by(self, course: str) -> dict[int, int]:
        """Return the trainers who would rather not deliver the course, and how much."""
        found = self._unliked.get(course)
        if found is None:
            everyone = enumerate(self.ground.trainers)
            found = {number: one.dispreference[course] for number, one in everyone if one.dispreference.get(course)}
            self._unliked[course] = found
        return found

    def _cap(self, period: str) -> Cap | None:
        code = f"cap_{period}"
        limits: list[dict[object, int] | int | None] = [getattr(one, code) for one in self.ground.trainers]
        if not self.profile.asks(code) or all(limit is None for limit in limits):
            return None
        if period == "year":
            limits = [
                None
                if one.cap_year is None
                else {None: one.cap_year, **{year: year_limit(one, year) for year in one.done_year}}
                for one in self.ground.trainers
            ]
        return Cap(code, self.ground.periods[period], limits, self.profile.stops(code))

    @cached_property
    def cliques(self) -> list[tuple[int, ...]]:
        """Return the cover of all clashes."""
        return clique_cover(self.ground, self.instance.min_gap_minutes)

    @cached_property
    def cliques_of(self) -> list[list[int]]:
        """Return for each session the numbers of the cliques that hold it."""
        found: list[list[int]] = [[] for _ in self.needs]
        for number, clique in enumerate(self.cliques):
            for session in clique:
                found[session].append(number)
        return found

    @cached_property
    def followers(self) -> list[tuple[int, int]]:
        """Return every two consecutive sessions of a series."""
        series: dict[str, list[int]] = defaultdict(list)
        for number, session in enumerate(self.ground.sessions):
            if session.series is not None:
                series[session.series].append(number)
        found = []
        for linked in series.values():
            linked.sort(key=lambda one: (self.ground.sessions[one].first_day, self.ground.sessions[one].id))
            found += list(pairwise(linked))
        return found

    @cached_property
    def never(self) -> list[tuple[int, int]]:
        """Return the pairs of trainers who are never put together."""
        numbers = self.ground.trainer_no
        pairs = {tuple(sorted((numbers[one], numbers[other]))) for one, other in self.instance.conflict_pairs}
        return sorted((one, other) for one, other in pairs if one != other)

    @cached_property
    def tired(self) -> list[tuple[int, int]]:
        """Return the pairs of trainers who delivered together too often in a row."""
        numbers, limit = self.ground.trainer_no, self.instance.same_pair_limit
        pairs = [sorted(numbers[one] for one in pair) for pair, times in self.ground.recent.items() if times >= limit]
        return sorted((pair[0], pair[1]) for pair in pairs if len(pair) == 2)

    @cached_property
    def targets(self) -> list[tuple[int, int]]:
        """Return for each listed agency its number (or -1 with no trainers) and its fair number of places."""
        places, everyone = sum(self.needs), max(1, len(self.agency))
        pool = Counter(self.agency)
        numbers = {one.agency: self.agency[number] for number, one in enumerate(self.ground.trainers)}
        return [
            (numbers.get(one.id, -1), (2 * places * pool[numbers.get(one.id, -1)] + everyone) // (2 * everyone))
            for one in self.instance.agencies
        ]

    def plan_of(self, teams: list[set[int]]) -> Plan:
        """Return the plan of numbered teams, in file order."""
        sessions, trainers = self.ground.sessions, self.ground.trainers
        return Plan.of((sessions[k].id, trainers[i].id) for k, team in enumerate(teams) for i in sorted(team))

    def teams_of(self, plan: Plan) -> list[set[int]]:
        """Return the numbered teams of a plan, unknown ids and extras left out."""
        numbers = self.ground.trainer_no
        return [{numbers[one] for one in plan.team(session.id) if one in numbers} for session in self.ground.sessions]


def never_both(shape: Shape, trainer: int, one: int, other: int) -> bool:
    """Say whether a clash, or a cap of one, keeps the trainer from two sessions that nothing pinned opens to them."""
    if trainer in shape.pins[one] or trainer in shape.pins[other]:
        return False
    if shape.profile.stops("overlap") and other in shape.ground.clashes[one]:
        return True
    same = (cap for cap in shape.caps if cap.hard and cap.keys[one] == cap.keys[other])
    return any((limit := cap.limit(trainer, cap.keys[one])) is not None and limit < 2 for cap in same)
