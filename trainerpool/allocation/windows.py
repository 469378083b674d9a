"""Bettering a plan piece by piece: some sessions are freed and solved exactly, all others held, again and again.

Pieces around empty places come first, then pieces that slide along the calendar, and every third one a course. The order
of pieces, their sizes and the effort on each follow from the seed and the answers alone, never from the clock: the same
seed and the same number of rounds give the same plan. A round the clock cuts short is thrown away.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from trainerpool.allocation.search import PROMISING, Run, solve_window
from trainerpool.allocation.shape import Shape

# In the solver's own measure, about a second of one core.
EFFORT = 0.6
_SMALLEST, _LARGEST = 6, 400
_FIRST_PAIRS = 600
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
        self._cursor = 0
        self._kind = 0
        self._tries: dict[int, int] = {}

    def restart(self, teams: list[set[int]], total: int) -> None:
        """Go on from another plan."""
        self.teams, self.total = teams, total
        self._tries.clear()

    def round(self, seconds: float, poll: Callable[[], bool]) -> bool:
        """Free, solve and judge one piece for each worker; returns False when it was cut short (by `poll` or time)."""
        began = time.monotonic()
        pieces = self._pieces()
        runs = [
            solve_window(self.shape, self.teams, piece, seed=self._seed + self.rounds, seconds=seconds, effort=EFFORT)
            for piece in pieces
        ]
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
        for run in runs:
            self._take(run)
        self._adapt(runs)
        self.rounds += 1
        return True

    def _take(self, run: Run) -> None:
        if run.final is None:
            return
        teams = list(self.teams)
        for session, team in run.final.items():
            teams[session] = team
        total = self._penalty(teams)
        if total is not None and total <= self.total:
            self.teams, self.total = teams, total

    def _adapt(self, runs: list[Run]) -> None:
        if not all(run.proved for run in runs):
            self._size = max(_SMALLEST, self._size * 0.75)
        elif max(run.effort for run in runs) < EFFORT / 4:
            self._size = min(_LARGEST, len(self._order), self._size * 1.25)

    def _pieces(self) -> list[list[int]]:
        taken: set[int] = set()
        pieces = []
        for _ in range(self.workers):
            piece = [one for one in self._next() if one not in taken]
            if piece:
                taken.update(piece)
                pieces.append(piece)
        return pieces

    def _next(self) -> list[int]:
        size = max(1, int(self._size))
        for session in self._order:
            missing = len(self.teams[session]) < self.shape.needs[session]
            if missing and self.shape.eligible[session] and self._tries.get(session, 0) < _TRIES:
                self._tries[session] = self._tries.get(session, 0) + 1
                return self._around(session, size)
        self._kind = (self._kind + 1) % 3
        if self._kind == 0:
            return self._of_course(size)
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

    def _of_course(self, size: int) -> list[int]:
        middle = self._random.randrange(len(self._order))
        sessions = self.shape.ground.sessions
        course = sessions[self._order[middle]].course
        near = [one for one in self._order if sessions[one].course == course]
        near.sort(key=lambda one: (abs(self._place[one] - middle), one))
        return near[:size]


def _cut_short(run: Run) -> bool:
    return not run.proved and not run.impossible and run.effort < EFFORT * 0.95
