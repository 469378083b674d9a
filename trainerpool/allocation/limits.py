"""The limits of a problem as rows of numbers: what every pair takes of each, for the reckoning of prices.

A row reads "sum of what the chosen pairs take <= limit". A hard row may have any price from 0, a soft one no more than what
going over it costs. Rows that only warn are left out: fewer limits, and the bound still holds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from trainerpool.allocation.instance import LEAD, NEW
from trainerpool.allocation.shape import Cap, Shape, never_both

Numbers = Any  # numpy arrays
_ANY_PRICE = np.inf


@dataclass(frozen=True, slots=True)
class Slot:
    """For each pair the row it takes something of (row 0 is none) and how much."""

    rows: Numbers
    takes: Numbers


def spans(starts: Numbers, sizes: Numbers) -> Numbers:
    """Return start, start + 1 ... for each start and size, one after the other."""
    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)


@dataclass(frozen=True, slots=True)
class Many:
    """Rows of which a pair takes one each, any number of them: those of pair n are rows[heads[n]:heads[n + 1]]."""

    rows: Numbers
    heads: Numbers

    @classmethod
    def of(cls, rows: Numbers, pairs: Numbers, everyone: int) -> Many:
        """Return the rows of each pair; `pairs` in order says whose each is."""
        return cls(rows, np.concatenate(([0], np.cumsum(np.bincount(pairs, minlength=everyone)))).astype(np.int64))

    def only(self, some: Numbers) -> Many:
        """Return those of some pairs."""
        sizes = self.heads[some + 1] - self.heads[some]
        return Many(self.rows[spans(self.heads[some], sizes)], np.concatenate(([0], np.cumsum(sizes))).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Both:
    """A trainer in two sessions of a series that follow each other in one week: what that saves, and what it takes.

    Only then is more known than what each pair says by itself: who goes on in one week has a second session there.
    """

    cost: Numbers
    slots: tuple[Slot, ...]

    def choose(self, prices: Numbers) -> tuple[float, Numbers]:
        """Choose what is worth it; return what that adds to the bound, and which are chosen."""
        costs = self.cost.copy()
        for slot in self.slots:
            costs += slot.takes * prices.take(slot.rows)
        chosen = np.flatnonzero(costs < 0)
        return float(costs[chosen].sum()), chosen

    def take(self, chosen: Numbers, found: Numbers) -> None:
        """Add what these take of each row to what is `found`."""
        for slot in self.slots:
            np.add.at(found, slot.rows[chosen], slot.takes)
        found[0] = 0.0


class Limits:
    """Pairs in session order (`session`, `trainer`, `cost`, `pinned`) and the rows (`limit`, `least`, `most` price)."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        sizes = [len(some) for some in shape.eligible]
        self.session = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        self.trainer = np.fromiter((one for some in shape.eligible for one in some), np.int32, sum(sizes))
        self.cost = np.fromiter((cost for some in shape.costs for cost in some.values()), np.float64, sum(sizes))
        self.starts = np.concatenate(([0], np.cumsum(sizes)))[:-1].astype(np.int64)
        self.pinned = np.zeros(len(self.session), dtype=bool)
        for session, pins in enumerate(shape.pins):
            for trainer in pins:
                self.pinned[self.starts[session] + shape.eligible[session].index(trainer)] = True
        self.slots: list[Slot] = []
        self.many = Many(np.zeros(0, np.int32), np.zeros(len(self.session) + 1, np.int64))
        self._limits: list[Numbers] = [np.zeros(1)]
        self._least: list[Numbers] = [np.zeros(1)]
        self._most: list[Numbers] = [np.zeros(1)]
        self._number = 1
        self._users: tuple[int, Numbers] = (0, np.zeros(0, dtype=np.int64))
        self.both = Both(np.zeros(0), ())
        self._week_rows: Numbers | None = None
        self.agency = np.array(shape.agency, dtype=np.int32)[self.trainer] if sizes else self.trainer
        levels = [level for some in shape.levels for level in some.values()]
        self.leads = np.fromiter((one == LEAD for one in levels), bool, len(levels))
        self._news = np.fromiter((one == NEW for one in levels), bool, len(levels))
        self._needs = np.array(shape.needs, dtype=np.int64)[self.session]
        self._reached = np.bincount(self.trainer, minlength=len(shape.agency)) > 0
        self._seen = np.zeros(len(shape.agency), dtype=bool)
        if len(self.session):
            self._persons()
            self._teams()
            self._wishes()
        self.limit = np.concatenate(self._limits)
        self.least, self.most = np.concatenate(self._least), np.concatenate(self._most)
        # Of rows that are open only if a trainer is used at all: the trainer's number and one; 0 of all others.
        self.users = np.zeros(len(self.limit), dtype=np.int64)
        start, users = self._users
        self.users[start : start + len(users)] = users

    def _rows(self, keys: Numbers, asked: Numbers | None = None) -> tuple[Numbers, Numbers, Numbers]:
        """Number the distinct keys of the asked pairs.

        Return the row of each pair (0 is none), a pair that has each row, and how many have it.
        """
        some = np.arange(len(keys)) if asked is None else np.flatnonzero(asked)
        mine = keys[some]
        counts = np.bincount(mine) if len(mine) else np.zeros(0, dtype=np.int64)
        here = np.flatnonzero(counts)
        number = np.zeros(len(counts) + 1, dtype=np.int32)
        number[here] = np.arange(1, len(here) + 1)
        first = np.zeros(len(counts) + 1, dtype=np.int64)
        first[mine[::-1]] = some[::-1]
        rows = np.zeros(len(keys), dtype=np.int32)
        rows[some] = number[mine]
        return rows, first[here], counts[here]

    def _add(self, rows: Numbers, limits: Numbers, most: float, takes: Numbers = 1.0, least: float = 0.0) -> None:
        """Add rows numbered from 1 for this kind, one for a pair at most."""
        if np.isinf(most):  # a limit that pins already break is opened just as far as they need
            limits = np.maximum(limits, np.bincount(rows[self.pinned], minlength=len(limits) + 1)[1:])
        self.slots.append(Slot(self._shifted(rows), takes))
        self._new(limits, least, most)

    def _shifted(self, rows: Numbers) -> Numbers:
        return np.where(rows > 0, rows + (self._number - 1), 0).astype(np.int32)

    def _new(self, limits: Numbers, least: float, most: float) -> None:
        self._limits.append(np.asarray(limits, dtype=np.float64))
        self._least.append(np.full(len(limits), least))
        self._most.append(np.full(len(limits), most))
        self._number += len(limits)

    def _persons(self) -> None:
        shape = self.shape
        for cap in shape.caps:
            if cap.hard:
                self._cap(cap)
        if shape.profile.stops("overlap"):
            self._overlap()

    def _cap(self, cap: Cap) -> None:
        periods = {key: number for number, key in enumerate(dict.fromkeys(cap.keys))}
        period = np.array([periods[key] for key in cap.keys], dtype=np.int64)[self.session]
        rows, first, counts = self._rows(self.trainer * np.int64(len(periods)) + period)
        found = [cap.limit(int(self.trainer[one]), cap.keys[self.session[one]]) for one in first]
        limits = np.array([np.inf if one is None else one for one in found], dtype=np.float64)
        self._kept(rows, limits, counts > limits)

    def _kept(self, rows: Numbers, limits: Numbers, kept: Numbers) -> None:
        """Add only those rows that can be broken at all."""
        self._add(np.concatenate(([0], np.where(kept, np.cumsum(kept), 0)))[rows], limits[kept], _ANY_PRICE)

    def _overlap(self) -> None:
        """Add a row for each trainer and set of clashing sessions; a session may lie in many sets."""
        of, cliques = self.shape.cliques_of, max(1, len(self.shape.cliques))
        used = self.shape.instance.weight("trainers_used") > 0
        if used:  # then whoever has just one session takes of a row too: it is only open to trainers who are used
            of = [some or [cliques + number] for number, some in enumerate(of)]
            cliques += len(of)
        depths = np.array([len(some) for some in of], dtype=np.int64)
        sets = np.fromiter((one for some in of for one in some), np.int64, int(depths.sum()))
        sizes = depths[self.session]
        places = spans(np.concatenate(([0], np.cumsum(depths)))[:-1][self.session], sizes)
        keys = np.repeat(self.trainer * np.int64(cliques), sizes) + sets[places]
        if not len(keys):
            return
        counts = np.bincount(keys)
        held = np.repeat(self.pinned, sizes)
        limits = np.maximum(1, np.bincount(keys[held], minlength=len(counts)))
        kept = counts > (0 if used else limits)
        number = np.where(kept, np.cumsum(kept), 0).astype(np.int32)
        rows = number[keys]
        told = rows > 0
        self.many = Many.of(
            self._shifted(rows[told]), np.repeat(np.arange(len(self.session)), sizes)[told], len(self.session)
        )
        self._new(limits[kept], 0.0, _ANY_PRICE)
        if used:
            self._users = (self._number - int(kept.sum()), np.flatnonzero(kept) // cliques + 1)

    def _teams(self) -> None:
        shape, profile = self.shape, self.shape.profile
        most_taken = np.maximum(self._needs, 1)
        if profile.stops("lead"):
            asked = np.array([not one.lead_later for one in shape.ground.sessions])
            rows, first, _ = self._rows(self.session, asked[self.session] & ~self.leads)
            self._add(rows, most_taken[first] - 1, _ANY_PRICE)
        sessions = shape.ground.sessions
        if profile.stops("first_solo"):
            pinned_new = np.zeros(len(shape.needs), dtype=bool)
            pinned_new[self.session[self.pinned & self._news]] = True
            has_new = np.zeros(len(shape.needs), dtype=bool)
            has_new[self.session[self._news]] = True
            rows, first, _ = self._rows(self.session, (has_new & ~pinned_new)[self.session])
            self._add(
                rows, np.zeros(len(first)), _ANY_PRICE, np.where(self._news, 1.0, 1.0 - np.maximum(most_taken, 2))
            )
        asked = np.array([one.multi_agency and one.need >= 2 and profile.stops(one.agency_rule) for one in sessions])
        if asked.any():
            rows, first, counts = self._rows(
                self.session * np.int64(len(shape.agency) + 1) + self.agency, asked[self.session]
            )
            limits = (most_taken[first] - 1).astype(np.float64)
            self._kept(rows, limits, counts > limits)

    def _wishes(self) -> None:
        shape, weight = self.shape, self.shape.instance.weight
        if weight("spread"):
            weeks = {key: number for number, key in enumerate(dict.fromkeys(shape.weeks))}
            week = np.array([weeks[key] for key in shape.weeks], dtype=np.int64)[self.session]
            rows, first, _ = self._rows(self.trainer * np.int64(len(weeks)) + week)
            self._add(rows, np.ones(len(first)), weight("spread"))
            self._week_rows = self.slots[-1].rows
        if weight("fairness"):
            targets = {agency: target for agency, target in shape.targets if agency >= 0}
            rows, first, _ = self._rows(self.agency, np.isin(self.agency, list(targets)))
            limits = np.array([targets[int(self.agency[one])] for one in first])
            self._add(rows, limits, weight("fairness"), least=-weight("fairness"))
        if weight("min_deliveries"):
            lacking = np.array([max(0, one.min_year - one.delivered) for one in shape.ground.trainers], dtype=np.int64)
            rows, first, _ = self._rows(self.trainer, lacking[self.trainer] > 0)
            self._add(rows, -lacking[self.trainer[first]], weight("min_deliveries"), -1.0)
        if weight("observation"):
            self._observation(weight("observation"))
        if weight("continuity"):
            self._continuity(weight("continuity"))

    def _observation(self, weight: int) -> None:
        ground = self.shape.ground
        never = -1
        due = np.array(
            [never if one.observation_due is None else one.observation_due.toordinal() for one in ground.trainers]
        )
        day = np.array([one.first_day.toordinal() if one.observable else 10**9 for one in ground.sessions])
        seen = day[self.session] <= due[self.trainer]
        self._seen[self.trainer[seen]] = True
        rows, first, _ = self._rows(self.trainer, seen)
        self._add(rows, -np.ones(len(first)), weight, -1.0)

    def _continuity(self, weight: int) -> None:
        """Price who is in the earlier session of two and not in the later one."""
        place: dict[int, dict[int, int]] = defaultdict(dict)
        linked = {one for pair in self.shape.followers for one in pair}
        for session in linked:
            start = int(self.starts[session])
            place[session] = {trainer: start + n for n, trainer in enumerate(self.shape.eligible[session])}
        first, second = np.zeros(len(self.session), np.int32), np.zeros(len(self.session), np.int32)
        sign = np.ones(len(self.session))
        number = 0
        both: list[tuple[int, int, int]] = []
        for earlier, later in self.shape.followers:
            same_week = self._week_rows is not None and self.shape.weeks[earlier] == self.shape.weeks[later]
            for trainer, one in place[earlier].items():
                other = place[later].get(trainer)
                if other is None or never_both(self.shape, trainer, earlier, later):
                    self.cost[one] += weight
                elif same_week:
                    self.cost[one] += weight
                    both.append((one, number + 1, number + 2))
                    first[one], second[other], sign[one] = number + 1, number + 2, -1.0
                    number += 2
                else:
                    number += 1
                    first[one], second[other] = number, number
        if number:
            shift = self._number - 1
            self._add(first, np.zeros(number), weight, sign)
            self.slots.append(Slot(np.where(second > 0, second + shift, 0).astype(np.int32), -1.0))
            self._join(both, weight, shift)

    def _join(self, both: list[tuple[int, int, int]], weight: int, shift: int) -> None:
        if self._week_rows is None or not both:
            return
        ones, rows, others = np.array(both, dtype=np.int64).T
        spread = float(self.shape.instance.weight("spread"))
        week = Slot(self._week_rows[ones], -1.0)
        self.both = Both(
            np.full(len(ones), spread - weight), (Slot(rows + shift, 1.0), Slot(others + shift, 1.0), week)
        )

    @property
    def constant(self) -> float:
        """Return the penalty of choosing nothing, but for what rows add: places, lacking deliveries and the like are rows."""
        instance, needs = self.shape.instance, self.shape.needs
        unfilled = instance.weight("unfilled")
        places = sum(need * one.priority for need, one in zip(needs, self.shape.ground.sessions, strict=True))
        lost = instance.weight("change") * len({(one.session, one.trainer) for one in instance.previous})
        return float(unfilled * places + lost + self._unreachable())

    def _unreachable(self) -> float:
        """Return what is missed whatever is chosen: who is eligible for nothing of it makes no row."""
        shape, found = self.shape, 0.0
        for number, one in enumerate(shape.ground.trainers):
            if not self._reached[number]:
                found += shape.instance.weight("min_deliveries") * max(0, one.min_year - one.delivered)
            if one.observation_due is not None and not self._seen[number]:
                found += shape.instance.weight("observation")
        here = set(self.agency.tolist())
        missed = sum(target for agency, target in shape.targets if agency not in here)
        return found + missed * shape.instance.weight("fairness")
