"""Bettering a plan piece by piece: some sessions are freed and solved exactly, all others held, again and again.

Pieces around empty places come first, then pieces that slide along the calendar, every fourth one a course and every fourth whole series. The order
of pieces, their sizes and the effort on each follow from the seed and the answers alone, never from the clock: the same
seed and the same number of rounds give the same plan. A round the clock cuts short is thrown away.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence

from trainerpool.allocation.search import PROMISING, Run, solve_window, without_teams
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

# In the solver's own measure, about a second of one core.
EFFORT = 0.6
_SMALLEST, _LARGEST = 6, 400
_FIRST_PAIRS = 600
_FIRST_NEAR, _LARGEST_NEAR = 400, 1000
_FIRST_DEALT, _WITH_FEW = 60, 5
_TRIES = 3


class Windows:
    """The state of the piecewise search. `penalty` judges whole teams; None means they break a rule."""

    def __init__(
        self,
        shape: Shape,
        teams: list[set[int]],
        total: int,
        penalty: Callable[[list[set[int]]], int | None],
        *,
        seed: int,
        workers: int,
    ) -> None:
        self.shape, self.teams, self.total = shape, teams, total
        self.rounds = 0
        # Seconds that making the models of a round takes; nothing can be stopped meanwhile.
        self.making = 0.0
        self.workers = max(1, workers)
        self._penalty, self._seed = penalty, seed
        self._random = random.Random(seed)  # noqa: S311 - a repeatable order, no secret
        sessions = shape.ground.sessions
        self._order = sorted(
            range(len(sessions)), key=lambda one: (sessions[one].first_day, sessions[one].blocks[0].start, one)
        )
        self._place = {session: number for number, session in enumerate(self._order)}
        each = max(1, min(PROMISING, shape.pairs // max(1, len(sessions))))
        self._size = float(min(len(sessions), max(_SMALLEST, _FIRST_PAIRS // each)))
        linked: dict[str, list[int]] = {}
        for session in self._order:
            if sessions[session].series is not None:
                linked.setdefault(str(sessions[session].series), []).append(session)
        self._series = [some for some in linked.values() if len(some) > 1]
        self.near: list[list[int]] | None = None
        # Where using fewer people is worth something, most rounds deal the sessions of some of them out among these anew.
        self._fewer = shape.instance.weight("trainers_used") > 0
        self._dealt = float(_FIRST_DEALT)
        self.among = False
        self._largest = _LARGEST
        self._cursor = 0
        self._kind = 0
        self._tries: dict[int, int] = {}

    def look_near(self, near: list[list[int]]) -> None:
        """From now on look only at these trainers in each session, in pieces that are far larger."""
        if self.near is None:
            self._size, self._largest = float(min(len(self._order), _FIRST_NEAR)), _LARGEST_NEAR
        self.near = near

    def restart(self, teams: list[set[int]], total: int) -> None:
        """Go on from another plan."""
        self.teams, self.total = teams, total
        self._tries.clear()

    def round(self, seconds: float, poll: Callable[[], bool]) -> bool:
        """Do a round in this process, one piece for each worker; returns False when it was cut short (by `poll` or time)."""
        began = time.monotonic()
        runs = []
        for number, (piece,) in enumerate(self.batches(1)):
            tally = Tally(self.shape, self.teams)
            without_teams(tally, piece)
            runs.append(
                solve_window(
                    self.shape, tally, self.teams, piece, seed=self.seed + number, seconds=seconds, effort=EFFORT
                )
            )
        self.making = max(0.5 * self.making, time.monotonic() - began)
        stopped = False
        while any(run.running for run in runs):
            next(run for run in runs if run.running).wait()
            stopped = stopped or poll()
            if stopped:
                for run in runs:
                    run.stop()
        if stopped or any(_cut_short(run) for run in runs):
            return False
        self.take([run.final or {} for run in runs], [(run.proved, run.effort) for run in runs])
        return True

    @property
    def seed(self) -> int:
        """Return the seed of this round's first piece."""
        return self._seed + 1000 * self.rounds

    def batches(self, each: int) -> list[list[list[int]]]:
        """Return for each worker so many pieces; no session is in two of them."""
        taken: set[int] = set()
        found: list[list[list[int]]] = []
        self.among = self._fewer and self.rounds % 4 != 3
        for _ in range(self.workers):
            mine = []
            for _ in range(each):
                chosen = self._of_people(int(self._dealt)) if self.among else self._next()
                if piece := [one for one in chosen if one not in taken]:
                    taken.update(piece)
                    mine.append(piece)
            if mine:
                found.append(mine)
        return found

    def take(self, found: Sequence[Mapping[int, set[int]]], answers: Sequence[tuple[bool, float]]) -> None:
        """End a round: take what is better of what came of its pieces, by worker, all together if that goes."""
        if not self._accept(found) and len(found) > 1:
            for one in found:
                self._accept([one])
        if self.among:
            self._dealt = self._sized(self._dealt, answers, _LARGEST // 2)
        else:
            self._size = self._sized(self._size, answers, self._largest)
        self.rounds += 1

    def _sized(self, size: float, answers: Sequence[tuple[bool, float]], largest: int) -> float:
        """Return how large the next pieces of this kind are to be."""
        if not all(proved for proved, _ in answers):
            # Fewer the more of them were too large.
            return max(_SMALLEST, size * (0.7 if sum(proved for proved, _ in answers) * 2 < len(answers) else 0.9))
        if max((effort for _, effort in answers), default=EFFORT) < EFFORT / 4:
            return min(largest, len(self._order), size * 1.25)
        return size

    def _accept(self, found: Sequence[Mapping[int, set[int]]]) -> bool:
        teams = list(self.teams)
        for one in found:
            for session, team in one.items():
                teams[session] = team
        if teams == self.teams:
            return True
        total = self._penalty(teams)
        if total is None or total > self.total:
            return False
        self.teams, self.total = teams, total
        return True

    def _next(self) -> list[int]:
        size = max(1, int(self._size))
        for session in self._order:
            missing = len(self.teams[session]) < self.shape.needs[session]
            if missing and self.shape.eligible[session] and self._tries.get(session, 0) < _TRIES:
                self._tries[session] = self._tries.get(session, 0) + 1
                return self._around(session, size)
        self._kind = (self._kind + 1) % 4
        if self._kind == 0:
            return self._of_course(size)
        if self._kind == 2 and self._series:
            return self._of_series(size)
        piece = [self._order[(self._cursor + step) % len(self._order)] for step in range(min(size, len(self._order)))]
        # A stride that never lands on the same borders twice.
        self._cursor = (self._cursor + max(1, int(size * self._random.uniform(0.5, 0.9)))) % len(self._order)
        return piece

    def _around(self, session: int, size: int) -> list[int]:
        """Return the session with those nearest in time that share trainers with it."""
        able = set(self.shape.eligible[session])
        busy = {other for other in range(len(self._order)) if not able.isdisjoint(self.teams[other])}
        sessions = self.shape.ground.sessions
        day, clashing = sessions[session].first_day, self.shape.ground.clashes[session]
        near = sorted(
            busy | {session},
            key=lambda one: (
                one != session,
                one not in clashing,
                abs((sessions[one].first_day - day).days),
                abs(self._place[one] - self._place[session]),
                one,
            ),
        )
        return near[:size]

    def _of_people(self, size: int) -> list[int]:
        """Return all sessions of somebody who has few, and of others."""
        has: dict[int, list[int]] = {}
        for session in self._order:
            for one in sorted(self.teams[session]):
                has.setdefault(one, []).append(session)
        few = sorted(has, key=lambda one: (len(has[one]), one))[:_WITH_FEW]
        others = sorted(has)
        self._random.shuffle(others)
        piece: dict[int, None] = {}
        for one in [*self._random.sample(few, min(1, len(few))), *others]:
            if len(piece) >= size:
                break
            piece.update(dict.fromkeys(has[one]))
        empty = (one for one in self._order if len(self.teams[one]) < self.shape.needs[one])
        return [*piece, *(one for one in empty if one not in piece)][: 2 * size]

    def _of_series(self, size: int) -> list[int]:
        """Return whole series near each other in the calendar: who goes on with one can only be chosen for all of it."""
        start = self._random.randrange(len(self._series))
        piece: list[int] = []
        for step in range(len(self._series)):
            if len(piece) >= size:
                break
            piece += self._series[(start + step) % len(self._series)]
        return piece[:size]

    def _of_course(self, size: int) -> list[int]:
        middle = self._random.randrange(len(self._order))
        sessions = self.shape.ground.sessions
        course = sessions[self._order[middle]].course
        near = [one for one in self._order if sessions[one].course == course]
        near.sort(key=lambda one: (abs(self._place[one] - middle), one))
        return near[:size]


def _cut_short(run: Run) -> bool:
    return not run.proved and not run.impossible and run.effort < EFFORT * 0.95
