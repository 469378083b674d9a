"""A large problem bettered in processes: prices first, for the bound and a good beginning, then piece by piece in all of them."""

from __future__ import annotations

from typing import Protocol

from trainerpool.allocation.crew import Known, Pieces, Pricing, Solved, Worker, packed
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.windows import EFFORT, Windows

# Prices are near their best after so many steps; of very large problems each takes long, and fewer must do.
_STEPS, _STEPS_PAIRS, _FEWEST = 250, 300_000, 60
# The part of the time that prices may take, and how many pieces a process is given at once: a round ends with the slowest.
_PRICED_PART, _EACH = 0.4, 3
_POLL = 0.05


class Search(Protocol):
    """What the search says and is told."""

    shape: Shape
    teams: list[set[int]]
    total: int
    seed: int
    proved: bool
    rounds: int

    @property
    def left(self) -> float:
        """Return the seconds left."""

    def stop(self) -> bool:
        """Say whether to end now."""

    def know(self, bound: int) -> None:
        """Take in a proven bound."""

    def offer(self, teams: list[set[int]], total: int | None = None) -> None:
        """Take in a plan, if it is better."""

    def penalty(self, teams: list[set[int]]) -> int | None:
        """Judge a plan; None where it breaks a rule."""

    def show(self) -> None:
        """Tell the caller where it stands."""


def steps_for(pairs: int) -> int:
    """Return in how many steps prices are reckoned."""
    return _STEPS if pairs <= _STEPS_PAIRS else max(_FEWEST, round(_STEPS * (_STEPS_PAIRS / pairs) ** 0.5))


class Piecewise:
    """The work of one search; `run` returns when it is to stop, or after so many rounds (then the clock has no say)."""

    def __init__(self, search: Search, workers: int, rounds: int | None) -> None:
        self.search, self.rounds = search, rounds
        shape = search.shape
        problem = packed(shape.instance, shape.profile)
        self.crew = [Worker(problem) for _ in range(max(1, workers))]
        self.pricing: Worker | None = self.crew[0]
        seconds = None if rounds is not None else _PRICED_PART * max(0.0, search.left)
        self.pricing.give(Pricing(steps_for(shape.pairs), seconds))
        self.known: Known | None = None
        self.windows = Windows(shape, search.teams, search.total, search.penalty, seed=search.seed, workers=1)

    def run(self) -> None:
        """Work until time is up, the person says stop, nothing can be bettered, or the rounds are done."""
        try:
            while not self._done():
                free = [one for one in self.crew if one is not self.pricing]
                if self.pricing is not None and (self.rounds is not None or not free):
                    self._listen(self.pricing, _POLL)
                elif free:
                    self._round(free)
                else:  # every process died, for want of memory say
                    self.windows.workers = 1
                    self.windows.round(max(0.01, self.search.left), self.search.stop)
                self._take_in()
        finally:
            for one in self.crew:
                one.end()

    def _done(self) -> bool:
        search = self.search
        return search.stop() or search.proved or (self.rounds is not None and self.windows.rounds >= self.rounds)

    def _round(self, free: list[Worker]) -> None:
        windows, answers = self.windows, {}
        windows.workers = len(free)
        batches = windows.batches(1 if self.pricing is not None else _EACH)
        given = dict(zip(free, batches, strict=False))
        for one, pieces in given.items():
            one.give(Pieces(windows.teams, pieces, windows.seed + 100 * free.index(one), EFFORT))
        while any(one in self.crew and one not in answers for one in given):
            if self.search.stop():
                return
            for one in [*given, *([self.pricing] if self.pricing is not None else [])]:
                if one in self.crew and one not in answers and (found := self._listen(one, _POLL / 2)) is not None:
                    answers[one] = found
        solved = [answers[one] for one in given if one in answers]
        windows.take([one.teams for one in solved], [answer for one in solved for answer in one.answers])

    def _listen(self, one: Worker, wait: float) -> Solved | None:
        """Hear a process: what prices prove is taken in, what came of pieces is returned."""
        try:
            found = one.take(wait)
        except (EOFError, OSError):
            one.end()
            self.crew.remove(one)
            if one is self.pricing:
                self.pricing = None
            return None
        if isinstance(found, Known):
            if found.bound is not None:
                self.search.know(found.bound)
            self.search.show()
            if found.teams is not None:
                self.known = found
            if found.last:
                self.pricing = None
            return None
        return found

    def _take_in(self) -> None:
        search, windows = self.search, self.windows
        search.rounds = windows.rounds
        if windows.total < search.total:
            search.offer(windows.teams, windows.total)
        if search.stop():
            return
        if self.known is not None and self.known.teams is not None:
            search.offer(self.known.teams)
            self.known = None
        if search.total < windows.total:
            windows.restart(search.teams, search.total)
        search.show()


def better(search: Search, workers: int, rounds: int | None) -> None:
    """Better the search's plan until it is to stop."""
    Piecewise(search, workers, rounds).run()
