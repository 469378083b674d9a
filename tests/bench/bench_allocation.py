"""How long the proof takes on invented problems, and how far the best plan is from the bound."""

from __future__ import annotations

import time

from tests.allocation.instances import document, make
from trainerpool.allocation.explain import explain_empty
from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.helping import who_could_step_in
from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import FORMAT_1, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.rules import cell
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import Progress, solve

Row = tuple[str, str, str]


def _solved(name: str, instance: Instance, seconds: float, aim: str) -> Row:
    first: list[Progress] = []
    processor = time.process_time()
    result = solve(instance, seconds=seconds, progress=lambda step: first.append(step) if not first else None)
    processor = time.process_time() - processor
    gap = "no bound" if result.gap is None else f"gap {100 * result.gap:.1f} %"
    figure = (
        f"{result.stopped} after {result.seconds:.1f} s ({processor:.1f} s of processor), {result.score} to {first[0].best} at "
        f"once ({first[0].seconds:.1f} s), {gap}, {result.terms['unfilled']} unfilled"
    )
    return name, figure, aim


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


def _growth() -> Row:
    figures = []
    for name in ("M", "L"):
        instance = make(name)
        began = time.process_time()
        pairs = Shape(instance, FORMAT_1).pairs
        figures.append((pairs, time.process_time() - began, sum(map(len, ground_of(instance).clashes))))
    (small, quick, _), (large, slow, _) = figures
    return "growth of loading, M to L", f"{slow / quick / (large / small):.2f} x linear in pairs", "<= 1.2 x linear"


def run() -> list[Row]:
    """Return (what, figure, aim) rows."""
    solve(make("tiny"), seconds=5)  # the solver's library is loaded once
    return [
        _solved("S, 40 x 60", make("S"), 30, "proved <= 1 s"),
        _solved("M, 120 x 400", make("M"), 60, "proved <= 10 s"),
        _solved("L, 400 x 3,000", make("L"), 15, "none unfilled that could be filled by 15 s"),
        _solved("a day with a hundred at once", make("clique"), 30, "gap <= 3 % at 60 s"),
        _board(),
        _explained(),
        _step_in(),
        _growth(),
    ]


if __name__ == "__main__":
    for row in run():
        print(" | ".join(row))
