"""The search for the best plan: one of our own at once, then the exact model to its proof, or piece by piece where it is large."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainerpool.allocation.greedy import greedy, in_turn
from trainerpool.allocation.instance import SOFT_TERMS, Instance
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, Profile
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.roles import with_roles
from trainerpool.allocation.rounding import least_possible, rounded, top_up
from trainerpool.allocation.scorer import Score, Violation
from trainerpool.allocation.shape import Shape

if TYPE_CHECKING:
    from trainerpool.allocation.search import Run
    from trainerpool.allocation.windows import Windows

EXACT_PAIRS = 20_000
# So many are proven by the other solver where time is long enough; if it is not, they are bettered like larger ones.
PROVEN_PAIRS = 60_000
# A round of the exact model, in the solver's own measure of work: about five seconds of a processor.
ROUND_EFFORT = 3.0
_LONGEST = 1e6
# From so many pairs on the exact model takes long enough for prices to come first, in so many steps.
_PRICED_PAIRS, _PRICED_STEPS = 2_000, 200
# The parts of the time by which the problem is numbered and the first plan made, and the seconds each has at the least.
# The end of the plan is made in haste, which takes no longer than the numbering did.
_SHAPE_PART, _GREEDY_PART, _LEAST = 0.6, 0.95, 0.3
# At the end a plan is named roles, judged and handed out: that takes so many times what judging it takes.
_CLOSING = 3.0
# A process needs so long for itself, and some times what the problem takes to number, before it can help.
_PROCESS_SECONDS, _PROCESS_SHAPES = 1.0, 1.5
PROVED, TIME, CANCELLED, ROUNDS = "proved", "time", "cancelled", "rounds"
# A second worker slows the proof where cores are few: it starts only when the exact model has no plan by this part of the
# time, or is still at work after these seconds.
_ALONE_PART, _ALONE_SECONDS = 0.4, 15.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands. `gap` is (best - bound) / best, None without a bound; `seconds` since the start."""

    best: int
    bound: int | None
    gap: float | None
    filled: int
    places: int
    seconds: float
    plan: Plan
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """A judged plan. `findings` are the rules that pins break by themselves; empty for a plan without such pins."""

    plan: Plan
    score: int
    terms: Mapping[str, int]
    bound: int | None
    optimal: bool
    seconds: float
    seed: int
    stopped: str
    findings: tuple[Violation, ...] = ()
    rounds: int = 0

    @property
    def gap(self) -> float | None:
        """Return how far above the best possible the plan may be, as a part of its penalty; None without a bound."""
        return gap_of(self.score, self.bound)


def gap_of(best: int, bound: int | None) -> float | None:
    """Return (best - bound) / best; 0 where nothing can be bettered, None without a bound."""
    if bound is None:
        return None
    return max(0.0, (best - bound) / best) if best > 0 else 0.0


def solve(  # noqa: PLR0913 - what a search is told
    instance: Instance,
    *,
    seconds: float = 10.0,
    seed: int = 0,
    workers: int = 2,
    profile: Profile = FORMAT_1,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    started: float | None = None,
    rounds: int | None = None,
) -> Result:
    """Return the best plan found within `seconds` of `started` (a `time.monotonic()` moment; now when None).

    With `rounds` the clock has no say: so much work is done, and the same seed, rounds and workers give the same plan.

    Every pin stays, whatever it breaks; what else breaks a rule is never returned (AssertionError: a bug). `progress` is
    called in the caller's thread, first with a plan of our own. What small problems come to depends on the seed alone; of
    larger ones it is the score that does, as of plans that are equally good either process may be the first to find one.
    """
    search = _Search(instance, profile, seed, started, math.inf if rounds is not None else seconds, progress, cancelled)
    search.begin()
    if search.floor is None:
        pass  # time is up before all was looked at
    elif search.total > search.floor:
        if search.shape.pairs <= EXACT_PAIRS:
            search.exactly(workers, rounds)
        elif rounds is not None or search.left > search.process_seconds:
            from trainerpool.allocation.piecewise import better

            better(search, workers, rounds, whole=rounds is None and search.shape.pairs <= PROVEN_PAIRS)
    else:
        search.bound, search.proved = search.total, True
    return search.result()


class _Search:
    def __init__(
        self,
        instance: Instance,
        profile: Profile,
        seed: int,
        started: float | None,
        seconds: float,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.started = time.monotonic() if started is None else started
        self.end = self.deadline = self.started + seconds
        self.instance, self.profile, self.seed = instance, profile, seed
        # What is not looked at in time is left empty: there is a plan whatever the time given.
        began = time.monotonic()
        self.shape = Shape(instance, profile, until=max(began + _LEAST, self.started + _SHAPE_PART * seconds))
        self._numbering = time.monotonic() - began
        self.process_seconds = _PROCESS_SECONDS + _PROCESS_SHAPES * self._numbering
        # What judging took, the longest so far; teams judged last.
        self._judging = 0.0
        self._last: tuple[list[set[int]] | None, Score | None] = (None, None)
        self._progress, self._cancelled = progress, cancelled
        self.bound: int | None = None
        self.proved = False
        self.was_cancelled = False
        self.rounds = 0
        # A floor no plan goes below, known at once where all pairs were looked at.
        self.floor = least_possible(self.shape) if self.shape.whole else None
        self._shown: tuple[int, int | None] | None = None

    def begin(self) -> None:
        """Make and show the plan of our own."""
        now, seconds = time.monotonic(), self.end - self.started
        until = max(now + _LEAST, self.started + _GREEDY_PART * seconds)
        first = greedy(self.shape, until, until - self._numbering)
        top_up(first, until)
        self.teams = first.teams
        self.judged = self._judge(self.teams)
        self.total = self.judged.total
        for least_wanted in (False, True) if self.instance.weight("trainers_used") else ():
            if time.monotonic() < until:
                few = in_turn(self.shape, least_wanted=least_wanted)
                top_up(few, until)
                self.offer(few.teams)
        self._by_pins = {(one.code, one.session, one.trainer) for one in self.judged.violations}
        if self.floor is not None:
            self.know(self.floor)
        self.show()

    def _judge(self, teams: list[set[int]]) -> Score:
        known, found = self._last
        if found is None or known is not teams:
            began = time.monotonic()
            found = judge(self.instance, self.shape.plan_of(teams), self.profile)
            self._judging = max(self._judging, time.monotonic() - began)
            self.deadline = self.end - _CLOSING * self._judging
            self._last = teams, found
        return found

    @property
    def left(self) -> float:
        """Return the seconds left."""
        return self.deadline - time.monotonic()

    def stop(self) -> bool:
        """Say whether time is up or the person says so."""
        if self._cancelled is not None and self._cancelled():
            self.was_cancelled = True
        return self.was_cancelled or self.left <= 0

    def show(self) -> None:
        """Tell the caller where it stands, if it moved."""
        if self._progress is None or self._shown == (self.total, self.bound):
            return
        self._shown = (self.total, self.bound)
        needs = self.shape.needs
        filled = sum(min(need, len(team)) for need, team in zip(needs, self.teams, strict=True))
        seconds = round(time.monotonic() - self.started, 3)
        plan, gap = self.shape.plan_of(self.teams), gap_of(self.total, self.bound)
        self._progress(Progress(self.total, self.bound, gap, filled, sum(needs), seconds, plan, self.rounds))

    def offer(self, teams: list[set[int]], total: int | None = None, *, at_par: bool = False) -> None:
        """Take teams as the best if they are better, or as good and `at_par`."""
        if total is not None and total >= self.total and not at_par:
            return
        judged = self._judge(teams)
        better = judged.total < self.total or (at_par and judged.total <= self.total)
        worse_pins = len(judged.violations) > len(self.judged.violations)
        fewer_pins = len(judged.violations) < len(self.judged.violations)
        if fewer_pins or (better and not worse_pins):
            self.teams, self.judged, self.total = teams, judged, judged.total
            self.proved = self.proved or self.total == self.bound

    def penalty(self, teams: list[set[int]]) -> int | None:
        """Return what a plan costs, or None where it breaks more than pins do or time is up."""
        if self.left <= 0:
            return None
        judged = self._judge(teams)
        return None if len(judged.violations) > len(self.judged.violations) else judged.total

    def exactly(self, workers: int, rounds: int | None) -> None:
        """Run the exact model; where it takes long and a second worker is given, better the plan piece by piece beside it."""
        from trainerpool.allocation.search import Run, whole_model

        if not self.stop() and self.shape.open_pairs >= _PRICED_PAIRS:
            if rounds is None and workers > 1 and self.left > self.process_seconds:
                from trainerpool.allocation.piecewise import better

                better(self, workers, None, whole=True)
            else:
                self._price()
        if self.stop() or self.proved:
            return
        model = whole_model(self.shape)
        effort = None if rounds is None else rounds * ROUND_EFFORT
        run = Run(model.finish(), seed=self.seed, seconds=min(self.left, _LONGEST), effort=effort, read=model.teams)
        windows: Windows | None = None
        began, budget = time.monotonic(), self.left
        while run.running:
            alone = time.monotonic() - began
            long = alone > _ALONE_SECONDS or (run.final is None and alone > _ALONE_PART * budget)
            if rounds is None and workers > 1 and long and self.left > 0.3:
                windows = windows or self._windows(1)
                if self.total < windows.total:
                    windows.teams, windows.total = self.teams, self.total
                windows.round(self.left, lambda: self._watched(run) or not run.running)
                self.offer(windows.teams, windows.total)
            else:
                run.wait()
            self._watched(run)
        self._finish(run, rounds)

    def _price(self) -> None:
        """Reckon prices, for a bound and a good plan long before the exact model has either."""
        from trainerpool.allocation.prices import Prices

        prices = Prices(self.shape, _PRICED_STEPS)
        while prices.done < prices.steps and not (prices.done % 20 == 0 and self.stop()):
            prices.step()
        self.know(prices.bound)
        self.offer(rounded(self.shape, prices.mean(), prices.near(15)))
        self.show()

    def _watched(self, run: Run) -> bool:
        """Take in what the exact run has so far; ask it to end when time is up or the person says so."""
        if run.latest is not None:
            latest, run.latest = run.latest, None
            self.offer([latest[one] for one in range(len(self.teams))])
        if run.bound is not None:
            self.know(int(-(-(run.bound - 1e-6) // 1)))
        self.show()
        if self.stop() or self.proved:
            run.stop()
            return True
        return False

    def know(self, bound: int) -> None:
        """Take in a proven bound."""
        # What a pin breaks is priced in the model and not in the score: such a bound says nothing about the score.
        if bound <= self.total:
            self.bound = bound if self.bound is None else max(self.bound, bound)
            self.proved = self.proved or self.bound == self.total

    def _finish(self, run: Run, rounds: int | None) -> None:
        if run.impossible:
            raise AssertionError("the model says there is no plan, not even an empty one")
        last = run.final
        if last is not None:
            self.offer([last[one] for one in range(len(self.teams))], at_par=True)
        if run.final_bound is not None:
            self.know(run.final_bound)
        self.rounds = 0 if rounds is None or run.proved else rounds
        self.proved = run.proved or self.bound == self.total
        if self.proved:
            self.bound = self.total
        self.show()

    def _windows(self, workers: int) -> Windows:
        from trainerpool.allocation.windows import Windows

        return Windows(self.shape, self.teams, self.total, self.penalty, seed=self.seed, workers=workers)

    def result(self) -> Result:
        """Return the best plan, judged once more as it is handed out where there is time."""
        plan = with_roles(self.instance, self.shape.plan_of(self.teams))
        late = time.monotonic() + self._judging > self.end
        judged = self.judged if late else judge(self.instance, plan, self.profile)
        self._only_pins(judged.violations)
        terms = {term: judged.terms[term] for term in (*SOFT_TERMS, "warnings") if term in judged.terms}
        limit = ROUNDS if self.deadline == math.inf else TIME
        stopped = PROVED if self.proved else CANCELLED if self.was_cancelled else limit
        seconds = round(time.monotonic() - self.started, 3)
        return Result(
            plan,
            judged.total,
            terms,
            self.bound,
            self.proved,
            seconds,
            self.seed,
            stopped,
            judged.violations,
            self.rounds,
        )

    def _only_pins(self, violations: tuple[Violation, ...]) -> None:
        """Hold that nothing but a pin breaks a rule."""
        sessions = {pin.session for pin in self.instance.pinned}
        trainers = {pin.trainer for pin in self.instance.pinned}
        for one in violations:
            if one.session not in sessions and one.trainer not in trainers:
                raise AssertionError(f"the plan breaks {one.code} in {one.session or one.trainer}, and no pin does")
