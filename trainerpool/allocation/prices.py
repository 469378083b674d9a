"""Prices for what is scarce: what one more delivery of a trainer, or one more hour of a busy day, is worth.

With limits turned into prices every session can choose for itself, and what that costs is never more than what a plan costs:
a bound at any moment. Prices go up where too much is chosen and down where too little is, in steps that grow smaller; the
mean of the choices of late tends to the best sharing-out of places in parts, from which a plan is rounded.
"""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np

from trainerpool.allocation.limits import Limits, Numbers
from trainerpool.allocation.shape import Shape

_SLACK = 1e-7  # of the bound's size: what sums of many numbers may be off by
# The first step, in the spread of what pairs cost; the last, in the first; how much longer steps are where prices are high.
_FIRST, _LAST, _PART = 0.5, 0.0025, 0.4
# How long earlier directions are remembered, and earlier choices.
_DIRECTION, _SIZE, _CHOICES = 0.95, 0.999, 0.97
_LEAST_PART = 1e-2
# Most steps look at only so many pairs of each session; every so many steps look at all of them.
_NEAR, _ALL = 40, 20
# Numbers that mix the order of what costs the same.
_MIX, _MIXED = 2_654_435_761, 1_000_003


class _Columns:
    """Some of the pairs, in session order, with what they take of each row."""

    def __init__(self, limits: Limits, rest: Numbers, worth: Numbers, some: Numbers | None = None) -> None:
        def part(whole: Any) -> Any:
            return whole if some is None or not isinstance(whole, np.ndarray) else whole[some]

        self.session, self.cost, self.pinned = part(limits.session), part(limits.cost), part(limits.pinned)
        self.slots = [(part(slot.rows), part(slot.takes)) for slot in limits.slots]
        self._many = limits.many if some is None else limits.many.only(some)
        self._taking = np.flatnonzero(np.diff(self._many.heads))
        self._here, self._heads = np.unique(self.session, return_index=True)
        self._ends = np.append(self._heads[1:], len(self.session)) - self._heads
        self._rest, self._worth = rest[self._here], worth[self._here]
        self._rows = len(limits.limit)

    def reduced(self, prices: Numbers) -> Numbers:
        """Return what each pair costs with all it takes paid for."""
        found = self.cost.copy()
        for rows, takes in self.slots:
            paid = prices.take(rows)
            if isinstance(takes, np.ndarray):
                paid *= takes
            if isinstance(takes, np.ndarray) or takes == 1.0:
                found += paid
            else:
                found -= paid
        if len(self._taking):
            paid = prices.take(self._many.rows)
            found[self._taking] += np.add.reduceat(paid, self._many.heads[self._taking])
        return found

    def choose(self, costs: Numbers) -> tuple[float, Numbers]:
        """Let every session choose the cheapest; return what that adds to the bound, and the pairs chosen."""
        chosen = [np.flatnonzero(self.pinned)]
        total = float(costs[chosen[0]].sum())
        left = costs.copy()
        left[chosen[0]] = np.inf
        for depth in range(int(self._rest.max()) if len(self._rest) else 0):
            least = np.minimum.reduceat(left, self._heads)
            taken = (least < self._worth) & (self._rest > depth)
            if not taken.any():
                break
            total += float((least - self._worth)[taken].sum())
            same = np.flatnonzero(left == np.repeat(np.where(taken, least, -np.inf), self._ends))
            sessions = self.session[same]
            first = same[np.concatenate(([True], sessions[1:] != sessions[:-1]))]
            left[first] = np.inf
            chosen.append(first)
        return total, np.concatenate(chosen)

    def take(self, pairs: Numbers) -> Numbers:
        """Return how much of each row these pairs take."""
        taken = [self._many.only(pairs).rows]
        sized = [np.ones(len(taken[0]))]
        for rows, takes in self.slots:
            taken.append(rows[pairs])
            sized.append(takes[pairs] if isinstance(takes, np.ndarray) else np.full(len(pairs), takes))
        found = np.bincount(np.concatenate(taken), np.concatenate(sized), minlength=self._rows).astype(np.float64)
        found[0] = 0.0
        return found


class Prices:
    """The prices so far, the best bound they proved, and the mean of the choices of late."""

    def __init__(self, shape: Shape, steps: int) -> None:
        began = time.monotonic()
        self.shape, self.steps, self.done = shape, max(1, steps), 0
        self.limits = limits = Limits(shape)
        sessions, unfilled = shape.ground.sessions, shape.instance.weight("unfilled")
        self._used = shape.instance.weight("trainers_used")
        self._worth = np.array([unfilled * one.priority for one in sessions], dtype=np.float64)
        held = np.bincount(limits.session[limits.pinned], minlength=len(sessions))
        needs = np.array(shape.needs, dtype=np.int64)
        self._rest = np.maximum(0, needs - held)
        self._constant = limits.constant - float((self._worth * np.minimum(held, needs)).sum())
        self._all = _Columns(limits, self._rest, self._worth)
        self._near, self._near_pairs = self._all, np.arange(len(limits.session))
        rows = len(limits.limit)
        self.prices, self.best = np.zeros(rows), np.zeros(rows)
        self._direction, self._sizes = np.zeros(rows), np.zeros(rows)
        self.parts = np.zeros(len(limits.session))
        self.value = -math.inf
        spread = float(np.std(limits.cost)) if len(limits.cost) else 0.0
        soft = limits.most[np.isfinite(limits.most) & (limits.most > 0)]
        self._first = _FIRST * (spread or float(soft.mean() if len(soft) else self._used / 10 or 25.0))
        # Seconds that making all this took; steps come on top.
        self.made = time.monotonic() - began

    @property
    def bound(self) -> int:
        """Return a whole penalty that no plan goes below."""
        return math.ceil(self.value - _SLACK * max(1.0, abs(self.value)) - 1e-6)

    def step(self) -> None:
        """Better the prices once; the last step looks at all pairs."""
        limits, prices = self.limits, self.prices
        whole = self.done % _ALL == 0 or self.done >= self.steps - 1
        if whole:
            self._look_at_all()
        costs = self._near.reduced(prices)
        total, chosen = self._near.choose(costs)
        if self._near is self._all:
            self._know(total, prices)
        self.parts *= _CHOICES
        self.parts[self._near_pairs[chosen]] += 1 - _CHOICES
        over = self._near.take(chosen)
        limits.both.take(limits.both.choose(prices)[1], over)
        over -= limits.limit if not self._used else limits.limit * self._open(prices)[limits.users]
        over[(prices <= limits.least) & (over < 0)] = 0.0
        self.done += 1
        self._direction *= _DIRECTION
        self._direction += (1 - _DIRECTION) * over
        over *= over
        self._sizes *= _SIZE
        self._sizes += (1 - _SIZE) * over
        scale = np.sqrt(self._sizes * (1 / (1 - _SIZE**self.done)))
        scale += 1e-3
        moved = np.abs(prices) * (_PART / self._first)
        moved += 1.0
        moved *= self._direction
        moved /= scale
        moved *= self._first * _LAST ** (self.done / self.steps) / (1 - _DIRECTION**self.done)
        moved += prices
        self.prices = np.clip(moved, limits.least, limits.most, out=moved)

    def _know(self, total: float, prices: Numbers) -> None:
        value = self._constant - self._paid_back(prices) + total + self.limits.both.choose(prices)[0]
        if value > self.value:
            self.value, self.best = value, prices

    def _sums(self, prices: Numbers) -> Numbers:
        """Return what all rows of each trainer who may be used come to, at their limits; first of those of nobody."""
        return np.bincount(self.limits.users, prices * self.limits.limit, minlength=len(self.shape.agency) + 1)

    def _open(self, prices: Numbers) -> Numbers:
        """Say which trainers are worth being used at these prices (the first is nobody, for all rows that are always open)."""
        found = self._sums(prices) > self._used
        found[0] = True
        return found

    def _paid_back(self, prices: Numbers) -> float:
        """Return what the limits themselves are worth at these prices, what using a trainer costs taken off."""
        if not self._used:
            return float(prices @ self.limits.limit)
        sums = self._sums(prices)
        return float(sums[0] + np.maximum(0.0, sums[1:] - self._used).sum())

    def _look_at_all(self) -> None:
        """Prove the bound of these prices, and choose anew which pairs the next steps look at."""
        costs = self._all.reduced(self.prices)
        total, _ = self._all.choose(costs)
        self._know(total, self.prices)
        if len(costs) <= 2 * _NEAR * max(1, len(self._rest)):
            return
        order = np.lexsort((costs, self._all.session))
        rank = np.arange(len(order)) - self.limits.starts[self._all.session[order]]
        near = self.limits.pinned.copy()
        near[order[rank < _NEAR]] = True
        near |= self.limits.leads & (self.parts > 0)
        self._near_pairs = np.flatnonzero(near)
        self._near = _Columns(self.limits, self._rest, self._worth, self._near_pairs)

    def mean(self) -> dict[tuple[int, int], float]:
        """Return how much of each (session, trainer) pair the choices of late took."""
        some = np.flatnonzero(self.parts > _LEAST_PART)
        sessions, trainers = self.limits.session[some].tolist(), self.limits.trainer[some].tolist()
        return dict(zip(zip(sessions, trainers, strict=True), self.parts[some].tolist(), strict=True))

    def near(self, most: int) -> list[list[int]]:
        """Return for each session so many trainers who cost least with all they take paid for, the least first.

        Of those who cost the same every session has others, so that they are not all sent to the same few. A few who lead
        follow, and whoever was chosen of late.
        """
        limits = self.limits
        costs: Numbers = np.round(self._all.reduced(self.best), 1)
        mixed = (limits.session.astype(np.int64) * _MIX + limits.trainer) * _MIX % _MIXED
        kept = self._first_of(np.arange(len(costs)), costs, mixed, most)
        more = np.zeros(len(costs), dtype=bool)
        more[self._first_of(np.flatnonzero(limits.leads), costs, mixed, most // 3)] = True
        more |= self.parts > _LEAST_PART
        more |= limits.pinned
        more[kept] = False
        found: list[list[int]] = [[] for _ in self._rest]
        for pairs in (kept, np.flatnonzero(more)):
            for session, trainer in zip(limits.session[pairs].tolist(), limits.trainer[pairs].tolist(), strict=True):
                found[session].append(trainer)
        return found

    def _first_of(self, pairs: Numbers, costs: Numbers, mixed: Numbers, most: int) -> Numbers:
        """Return of these pairs so many of each session, the least costly first."""
        order = pairs[np.lexsort((mixed[pairs], costs[pairs], self.limits.session[pairs]))]
        sessions = self.limits.session[order]
        heads = np.flatnonzero(np.concatenate(([True], sessions[1:] != sessions[:-1]))) if len(order) else order
        rank = np.arange(len(order)) - np.repeat(heads, np.diff(np.append(heads, len(order))))
        return order[rank < most]
