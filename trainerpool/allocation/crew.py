"""Processes that work on one large problem beside each other: each has the problem once and is then given pieces of work.

A process can be ended at any moment, whatever it is at, so that time given is kept and the person's Stop is obeyed.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from trainerpool.allocation.instance import Instance
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import Profile
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.tally import Tally

Teams = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is proven so far: no plan has a lower penalty than `bound`. `teams` is the plan that goes with it, now and then.

    `near` are the trainers worth looking at in each session. The `last` of a proof may say that its plan is the best there is.
    """

    bound: int | None
    teams: list[set[int]] | None = None
    last: bool = False
    near: list[list[int]] | None = None
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Pricing:
    """Reckon prices in so many steps, or fewer where they would take longer than `seconds` (None: as long as it takes)."""

    steps: int
    seconds: float | None

    def do(self, shape: Shape, tell: Callable[[Any], None]) -> None:
        """Tell the bound from time to time, and a plan on the way, for others to better meanwhile, and at the end."""
        from trainerpool.allocation.prices import Prices
        from trainerpool.allocation.rounding import rounded

        began = time.monotonic()
        prices = Prices(shape, self.steps)
        told: int | None = None
        while prices.done < prices.steps:
            prices.step()
            if prices.done == round(_ON_THE_WAY * prices.steps):
                near = prices.near(_LOOKED_AT)
                tell(Known(prices.bound, rounded(shape, prices.mean(), near), near=near))
            # The first steps are slower than the others: how many there is time for is asked again and again.
            if prices.done % _TIMED_AGAIN == _TIMED and self.seconds is not None:
                made, stepped = prices.made, time.monotonic() - began - prices.made
                could = int((self.seconds - made) / stepped * prices.done)
                prices.steps = max(prices.done + 1, _TIMED, min(self.steps, could))
            if prices.done % _TOLD_EVERY == 0 and prices.bound != told:
                told = prices.bound
                tell(Known(told))
        near = prices.near(_LOOKED_AT)
        tell(Known(prices.bound, rounded(shape, prices.mean(), near), last=True, near=near))


@dataclass(frozen=True, slots=True)
class Proving:
    """Prove the best plan of the whole problem, or come as near to it as the seconds allow."""

    seed: int
    seconds: float

    def do(self, shape: Shape, tell: Callable[[Any], None]) -> None:
        """Tell each bound as it is found, and at the end the plan. No bound and no plan: this solver cannot do it here."""
        try:
            from trainerpool.allocation.matrix import prove
            from trainerpool.allocation.search import whole_model

            found = prove(
                whole_model(shape), seed=self.seed, seconds=self.seconds, heard=lambda bound: tell(Known(bound))
            )
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception:  # noqa: BLE001 - not every build has this solver, and it says so in many ways
            tell(Known(None, last=True))
            return
        teams = None if found.teams is None else [found.teams[one] for one in range(len(shape.needs))]
        tell(Known(found.bound, teams, last=True, proved=found.proved))


@dataclass(frozen=True, slots=True)
class Solved:
    """The teams that pieces came to, and of each piece whether it was proven and the effort it took."""

    teams: Teams
    answers: tuple[tuple[bool, float], ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Solve these pieces one after the other, all else held as in `teams`.

    With `near`, only these trainers are looked at in each session, which allows large pieces; they take `seconds` at most,
    or with None as long as it takes. With `among`, only whoever is in the sessions of a piece now.
    """

    teams: list[set[int]]
    pieces: Sequence[list[int]]
    seed: int
    effort: float
    near: list[list[int]] | None = None
    seconds: float | None = None
    among: bool = False

    def do(self, shape: Shape, tell: Callable[[Any], None]) -> None:
        """Tell what came of all of them."""
        from trainerpool.allocation.search import without_teams

        teams, answers, changed = list(self.teams), [], Teams()
        tally = Tally(shape, teams)
        for number, piece in enumerate(self.pieces):
            without_teams(tally, piece)
            found, proved, effort = self._solved(shape, tally, teams, piece, self.seed + number)
            answers.append((proved, effort))
            if not proved and found and not _no_worse(shape, teams, found):
                found = {}
            for session in piece:
                if session in found and found[session] != teams[session]:
                    teams[session] = changed[session] = found[session]
                for trainer in sorted(teams[session]):
                    tally.add(session, trainer)
        tell(Solved(changed, tuple(answers)))

    def _solved(
        self, shape: Shape, tally: Tally, teams: list[set[int]], piece: list[int], seed: int
    ) -> tuple[Teams, bool, float]:
        from trainerpool.allocation.search import solve_window

        if (self.near is not None or self.among) and (
            found := self._near(shape, tally, teams, piece, seed)
        ) is not None:
            return found
        run = solve_window(shape, tally, teams, piece, seed=seed, seconds=_NEVER, effort=self.effort)
        while run.running:
            run.wait(1.0)
        return run.final or {}, run.proved, run.effort

    def _near(
        self, shape: Shape, tally: Tally, teams: list[set[int]], piece: list[int], seed: int
    ) -> tuple[Teams, bool, float] | None:
        """Return what came of a large piece; None where that solver is not there or cannot do it."""
        from trainerpool.allocation.model import Model
        from trainerpool.allocation.wishes import price_wishes

        pairs = {one: {*teams[one], *shape.pins[one], *self._able(shape, teams, piece, one)} for one in piece}
        try:
            from trainerpool.allocation.matrix import prove

            model = Model(shape, piece, tally, pairs)
            price_wishes(model)
            seconds, nodes = (_NEVER, _NODES) if self.seconds is None else (self.seconds, None)
            answer = prove(model, seed=seed, seconds=seconds, nodes=nodes)
        except Exception:  # noqa: BLE001 - not every build has this solver, and it says so in many ways
            return None
        if answer.teams is None:
            return None if not answer.effort else ({}, False, answer.effort)
        return answer.teams, answer.proved, answer.effort

    def _able(self, shape: Shape, teams: list[set[int]], piece: list[int], session: int) -> Iterable[int]:
        if self.among or self.near is None:
            here = {one for other in piece for one in teams[other]}
            return here.intersection(shape.eligible[session])
        return self.near[session]


def _no_worse(shape: Shape, teams: list[set[int]], found: Teams) -> bool:
    """Say whether these teams cost no more: where a search was not ended its best may be worse than what was there."""
    after = [found.get(session, team) for session, team in enumerate(teams)]
    before, now = (judge(shape.instance, shape.plan_of(some), shape.profile).total for some in (teams, after))
    return now <= before


_TIMED, _TIMED_AGAIN, _TOLD_EVERY, _LOOKED_AT = 6, 20, 10, 10
_NODES = 100
_ON_THE_WAY = 0.4
_NEVER = 10_000.0


class Worker:
    """One process. It is given one piece of work at a time; `take` gives what it tells, in order."""

    def __init__(self, problem: bytes) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_work, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self.busy = False
        # A process takes long to begin to listen, and what is sent waits until it does: nobody else waits for that.
        self._out = SimpleQueue[bytes | None]()
        self._out.put(problem)
        self._sender = threading.Thread(target=self._send, daemon=True)
        self._sender.start()

    def give(self, work: Pricing | Proving | Pieces) -> None:
        """Begin a piece of work; the last was told whole."""
        self.busy = True
        self._out.put(pickle.dumps(work))

    def _send(self) -> None:
        try:
            while (work := self._out.get()) is not None:
                self._here.send_bytes(work)
        except OSError:
            pass  # it has ended, which `take` finds out

    def take(self, wait: float = 0.0) -> Known | Solved | None:
        """Return the next it tells, waiting so many seconds; None where nothing came. EOFError where it died."""
        if not self._here.poll(wait):
            return None
        found: Known | Solved = self._here.recv()
        self.busy = isinstance(found, Known) and not found.last
        return found

    def end(self) -> None:
        """End it, whatever it is at."""
        self.busy = False
        self._out.put(None)
        self._process.kill()
        self._process.join()
        self._sender.join()
        self._here.close()


def packed(instance: Instance, profile: Profile) -> bytes:
    """Return a problem as processes are given it."""
    return pickle.dumps((instance, profile))


def _work(there: Connection) -> None:
    # A solver may name itself on the standard output, where whoever asked may be writing a document.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        shape = Shape(*there.recv())
        while True:
            there.recv().do(shape, there.send)
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass  # whoever asked no longer wants it
    finally:
        there.close()
