"""A large problem bettered in processes: prices first, for the bound and a good beginning, then piece by piece in all of them."""

from __future__ import annotations

from typing import Protocol

from trainerpool.allocation.crew import Known, Pieces, Pricing, Proving, Solved, Worker, packed
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.windows import EFFORT, Windows

# Prices are near their best after so many steps; of very large problems each takes long, and fewer must do, while many on a
# few days take more steps than others.
_STEPS, _STEPS_PAIRS, _FEWEST = 250, 300_000, 60
_MORE_STEPS, _MORE_PAIRS = 500, range(20_000, 60_000)
# The part of the time that prices may take, and how many pieces a process is given at once: a round ends with the slowest.
_PRICED_PART, _EACH = 0.4, 3
# A large piece may take so much of the time, and so many seconds; before time is up the proof says what it came to.
_PIECE_PART, _PIECE_SECONDS, _DEALT_SECONDS, _LAST_WORD = 0.25, 15.0, 4.0, 0.5
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

    def offer(self, teams: list[set[int]], total: int | None = None, *, at_par: bool = False) -> None:
        """Take in a plan, if it is better, or as good and `at_par`."""

    def penalty(self, teams: list[set[int]]) -> int | None:
        """Judge a plan; None where it breaks a rule."""

    def show(self) -> None:
        """Tell the caller where it stands."""


def steps_for(pairs: int) -> int:
    """Return in how many steps prices are reckoned."""
    if pairs in _MORE_PAIRS:
        return _MORE_STEPS
    return _STEPS if pairs <= _STEPS_PAIRS else max(_FEWEST, round(_STEPS * (_STEPS_PAIRS / pairs) ** 0.5))


class Piecewise:
    """The work of one search; `run` returns when it is to stop, or after so many rounds (then the clock has no say).

    With `whole` one process proves the best plan of the whole problem meanwhile; `run` also returns where it cannot.
    """

    def __init__(self, search: Search, workers: int, rounds: int | None, *, whole: bool = False) -> None:
        self.search, self.rounds = search, rounds
        shape = search.shape
        problem = packed(shape.instance, shape.profile)
        self.crew = [Worker(problem) for _ in range(max(1, workers))]
        self.pricing: Worker | None = self.crew[0]
        seconds = None if rounds is not None else _PRICED_PART * max(0.0, search.left)
        self.pricing.give(Pricing(steps_for(shape.pairs), seconds))
        self.prover: Worker | None = None
        self._gave_up = False
        if whole and len(self.crew) > 1:
            self.prover = self.crew[1]
            self.prover.give(Proving(search.seed, max(0.1, (1 - _LAST_WORD / 10) * search.left - _LAST_WORD)))
        self.known: Known | None = None
        self.windows = Windows(shape, search.teams, search.total, search.penalty, seed=search.seed, workers=1)

    def run(self) -> None:
        """Work until time is up, the person says stop, nothing can be bettered, or the rounds are done."""
        try:
            while not self._done():
                free = [one for one in self.crew if one not in self._thinking]
                if self._thinking and (not free or (self.rounds is not None and self.pricing is not None)):
                    for one in self._thinking:
                        self._listen(one, _POLL)
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
        return (
            search.stop()
            or search.proved
            or self._gave_up
            or (self.rounds is not None and self.windows.rounds >= self.rounds)
        )

    @property
    def _thinking(self) -> list[Worker]:
        return [one for one in (self.pricing, self.prover) if one is not None]

    def _round(self, free: list[Worker]) -> None:
        windows, answers, near = self.windows, {}, self.windows.near
        windows.workers = len(free)
        batches = windows.batches(1 if self.pricing is not None or near is not None else _EACH)
        given = dict(zip(free, batches, strict=False))
        longest = _DEALT_SECONDS if windows.among else _PIECE_SECONDS
        seconds = None if self.rounds is not None else min(longest, max(1.0, _PIECE_PART * self.search.left))
        for one, pieces in given.items():
            seed = windows.seed + 100 * free.index(one)
            one.give(Pieces(windows.teams, pieces, seed, EFFORT, near, seconds, windows.among))
        while any(one in self.crew and one not in answers for one in given):
            if self.search.stop() or self.search.proved:
                return
            for one in [*given, *self._thinking]:
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
            self._ended(one, gave_up=True)
            return None
        if isinstance(found, Known):
            self._take_known(one, found)
            return None
        return found

    def _take_known(self, one: Worker, found: Known) -> None:
        search = self.search
        if found.bound is not None:
            search.know(found.bound)
        if one is self.prover and found.teams is not None:
            search.offer(found.teams, at_par=True)
            if found.proved and search.teams is found.teams:
                search.know(search.total)
        elif found.teams is not None:
            self.known = found
        search.show()
        if found.last:
            self._ended(one, gave_up=found.teams is None)

    def _ended(self, one: Worker, *, gave_up: bool) -> None:
        if one is self.pricing:
            self.pricing = None
        if one is self.prover:
            self.prover, self._gave_up = None, gave_up

    def _take_in(self) -> None:
        search, windows = self.search, self.windows
        search.rounds = windows.rounds
        if windows.total < search.total:
            search.offer(windows.teams, windows.total)
        if search.stop():
            return
        if self.known is not None and self.known.teams is not None:
            search.offer(self.known.teams)
            if self.known.near is not None:
                windows.look_near(self.known.near)
            self.known = None
        if search.total < windows.total:
            windows.restart(search.teams, search.total)
        search.show()


def better(search: Search, workers: int, rounds: int | None, *, whole: bool = False) -> None:
    """Better the search's plan until it is to stop, with `whole` proving it meanwhile as long as that can be done."""
    Piecewise(search, workers, rounds, whole=whole).run()
