"""How long the proof takes on invented partnerships, how far the best plan is from the bound, and a peer beside it.

The load of the machine stands beside what it bears on. The peer takes minutes: it is run where it is found.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.allocation.instances import document, make
from tests.bench import beside
from tests.bench.kindred import reviewers, tasks
from tests.bench.partnerships import partnership
from trainerpool.allocation.explain import explain_empty
from trainerpool.allocation.greedy import greedy
from trainerpool.allocation.helping import who_could_step_in
from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import FORMAT_1, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.rules import cell
from trainerpool.allocation.scorer import score
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import Progress, solve
from trainerpool.allocation.tally import Tally

Row = tuple[str, str, str]


def _made(name: str) -> Instance:
    return instance_of(partnership(name))


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


class _Memory:
    """The most that this process and those it starts hold together, looked at again and again."""

    def __enter__(self) -> Self:
        self.most = 0
        self._end = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def _look(self) -> None:
        while not self._end.wait(0.25):
            everyone = [os.getpid(), *(one.pid for one in multiprocessing.active_children())]
            self.most = max(self.most, sum(_held(one) for one in everyone if one is not None))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._watch.join()

    def __str__(self) -> str:
        return f"{self.most / 2**30:.1f} GiB in all processes" if self.most else "memory not known here"


def _held(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _solved(name: str, instance: Instance, seconds: float, aim: str) -> Row:
    steps: list[Progress] = []
    before = os.times()
    with _Memory() as memory:
        result = solve(instance, seconds=seconds, progress=steps.append)
    after = os.times()
    processor = sum(after[:4]) - sum(before[:4])
    gap = "no bound" if result.gap is None else f"gap {100 * result.gap:.2f} %"
    full = next((step.seconds for step in steps if step.filled == steps[-1].filled), 0.0)
    figure = (
        f"{result.stopped} after {result.seconds:.1f} s ({processor:.1f} s of processors), {result.score} to "
        f"{steps[0].best} at once ({steps[0].seconds:.1f} s), {gap}, {result.terms['unfilled']} unfilled, as few from "
        f"{full:.1f} s on, {memory}, {_load()}"
    )
    return name, figure, aim


def _by_hand(instance: Instance) -> int:
    """The penalty of a plan as made with a list: by date, who has least to do first, then who lives nearest."""
    shape = Shape(instance, FORMAT_1)
    tally = Tally(shape)
    sessions = shape.ground.sessions
    for number in sorted(range(len(sessions)), key=lambda one: (sessions[one].first_day, one)):
        few = sorted(shape.eligible[number], key=lambda one: (len(tally.of[one]), shape.costs[number][one], one))
        for one in few:
            if len(tally.teams[number]) >= shape.needs[number]:
                break
            if tally.fits(number, one):
                tally.add(number, one)
    return score(instance, shape.plan_of(tally.teams)).total


def _region() -> Row:
    instance = _made("XL")
    by_hand = _by_hand(instance)
    with _Memory() as memory:
        result = solve(instance, seconds=60)
    gap = "no bound" if result.gap is None else f"gap {100 * result.gap:.1f} %"
    figure = (
        f"{result.score / by_hand:.2f} x a plan made by date and load ({by_hand}) after {result.seconds:.1f} s, "
        f"{gap}, {result.terms['unfilled']} unfilled, {memory}, {_load()}"
    )
    return "XL, 1,500 x 15,000", figure, "<= 0.75 x within 6 GiB"


def _beside(name: str, aim: str, times: tuple[int, ...] = (10, 60)) -> list[Row]:
    """The peer and ours on one problem in the same seconds; the peer also from our first plan."""
    if why := beside.why_absent():
        return [(f"Timefold beside it, {name}", why, aim)]
    instance = _made(name)
    shape = Shape(instance, FORMAT_1)
    start = greedy(shape).teams
    rows = []
    for seconds in times:
        ours = solve(instance, seconds=seconds)
        mine, bound = ours.score, ours.bound
        for said, first in (("", None), (" from our first plan", start)):
            found = beside.peer(shape, seconds, first)
            figure = found if isinstance(found, str) else f"{found.total / mine:.2f} x ours ({found.total} to {mine})"
            if bound and not isinstance(found, str):  # no plan is below the bound, so nobody can be further ahead
                figure += f", {found.total / bound:.2f} x is the most anyone could be ahead"
            broken = "" if isinstance(found, str) or not found.violations else f", {len(found.violations)} rules broken"
            rows.append((f"Timefold{said}, {name}, {seconds} s", f"{figure}{broken}, {_load()}", aim))
    return rows


def _board() -> Row:
    instance = make("S")
    pool = profile_of({})
    began = time.process_time()
    for one in instance.sessions:
        for other in instance.trainers:
            cell(instance, other.id, one.id, Plan(), pool)
    each = (time.process_time() - began) / len(instance.sessions) / len(instance.trainers)
    return "board, 90 sessions x 64 trainers", f"{each * 5760:.2f} s", "<= 0.3 s"


def _explained() -> Row:
    made = document("S", 2)
    for one in made["trainers"]:
        one |= {"cap_month": 1, "cap_term": 2}
    instance = instance_of(made)
    result = solve(instance, seconds=20)
    began = time.perf_counter()
    places = explain_empty(instance, result.plan, optimal=result.optimal)
    each = (time.perf_counter() - began) / max(1, len(places))
    proven = sum(one.proven for one in places)
    return (
        "explanation of an empty place, S with short caps",
        f"{each:.2f} s, {proven} of {len(places)} proven",
        "<= 1 s",
    )


def _step_in() -> Row:
    instance = make("M")
    plan = solve(instance, seconds=0).plan
    line = plan.assignments[0]
    began = time.perf_counter()
    who_could_step_in(instance, plan, line.session, line.trainer)
    return "who could step in, M", f"{1000 * (time.perf_counter() - began):.0f} ms", "<= 100 ms"


def _growth() -> list[Row]:
    """How the work before the search grows with the problem, in seconds of a processor."""
    figures = {}
    rows: list[Row] = []
    for name in ("S", "M", "L", "XL"):
        instance = _made(name)
        times = [time.process_time()]
        shape = Shape(instance, FORMAT_1)
        times.append(time.process_time())
        edges = sum(map(len, shape.ground.clashes)) // 2
        cliques = len(shape.cliques)
        times.append(time.process_time())
        greedy(shape)
        times.append(time.process_time())
        loading, covering, first = (after - before for before, after in pairwise(times))
        figures[name] = (loading / shape.pairs, covering / max(1, edges))
        told = f"{shape.pairs} pairs {loading:.2f} s, {edges} clashes in {cliques} cliques {covering:.2f} s, first plan {first:.2f} s"
        rows.append((f"before the search, {name}", told, ""))
    loading, covering = (large / small for small, large in zip(figures["L"], figures["XL"], strict=True))
    told = f"loading {loading:.2f} x linear in pairs, cliques {covering:.2f} x linear in clashes"
    return [*rows, ("growth from L to XL", told, "<= 1.2 x linear")]


def run() -> list[Row]:
    """Return (what, figure, aim) rows."""
    solve(make("tiny"), seconds=5)  # the solver's library is loaded once
    return [
        _solved("S, 40 x 60", _made("S"), 30, "proved <= 1 s"),
        _solved("M, 120 x 400", _made("M"), 60, "proved <= 10 s"),
        _solved("another M", make("M"), 60, "proved <= 10 s"),
        _solved("M planned anew", instance_of(partnership("M", 1, again=True)), 60, "proved <= 10 s"),
        _solved("L, 400 x 3,000", _made("L"), 60, "gap <= 5 %, none unfilled that could be filled by 15 s"),
        _solved("a day with a hundred at once", _made("clique"), 60, "gap <= 3 %"),
        _solved("another such day", make("clique"), 60, "gap <= 3 %"),
        _region(),
        _solved("a day's tasks, 100 workers with a skill for each", instance_of(tasks(100, 0.5)), 30, "none unfilled"),
        _solved(
            "a day's tasks, 200 workers in 12 classes", instance_of(tasks(200, 0.4, classes=12)), 30, "none unfilled"
        ),
        _solved("118 papers, 177 reviewers", instance_of(reviewers(118, 177, load=4)), 30, "proved"),
        _solved("500 papers, 400 reviewers", instance_of(reviewers(500, 400)), 60, "gap <= 1 %"),
        *_growth(),
        *_beside("M", ">= 1.5 x"),
        *_beside("L", ">= 2.5 x"),
        _board(),
        _explained(),
        _step_in(),
    ]


if __name__ == "__main__":
    for row in run():
        print(" | ".join(row))
