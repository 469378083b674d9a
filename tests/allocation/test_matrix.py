"""The exact model as rows of numbers comes to the same best plan as trying everything, and never claims more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.allocation import brute
from tests.allocation.instances import Kind, document, make
from trainerpool.allocation.instance import Instance, Pair
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, Profile, profile_of
from trainerpool.allocation.matrix import Answer, bound_in, prove
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.search import whole_model
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import Progress, solve

SEEDS = st.integers(0, 10_000)
SERIES = Kind(10, 15, 3, 2, 4, days=8, held=(1, 2))


def proven(instance: Instance, profile: Profile = FORMAT_1) -> tuple[Answer, int | None, list[int]]:
    """The answer, what its plan really costs, and the bounds told on the way."""
    heard: list[int] = []
    shape = Shape(instance, profile)
    answer = prove(whole_model(shape), seed=1, seconds=30, heard=heard.append)
    if answer.teams is None:
        return answer, None, heard
    judged = judge(instance, shape.plan_of([answer.teams[one] for one in range(len(shape.needs))]), profile)
    assert judged.violations == ()
    return answer, judged.total, heard


@given(SEEDS, st.booleans())
def test_it_proves_the_best_of_all_plans(seed: int, previous: bool):
    instance = instance_of(document("tiny", seed, previous=previous))
    pairs = brute.candidates(instance)
    assume(len(pairs) <= 9)
    best = brute.best(instance, pairs).total
    answer, total, heard = proven(instance)
    assert (answer.proved, answer.bound, total) == (True, best, best)
    assert all(bound <= best for bound in heard)


def in_series(seed: int) -> Instance:
    """Short weeks full of series, where who goes on in one week has a second session there."""
    made = document(SERIES, seed)
    for number, one in enumerate(made["sessions"]):
        one["series"] = f"R{number // 3}"
    for one in made["trainers"]:
        one |= {"cap_month": 1 + seed % 4, "cap_term": 6}
    return instance_of(made)


@pytest.mark.parametrize("seed", range(6))
def test_series_within_a_week_are_proven_alike_by_both_solvers(seed: int):
    instance = in_series(seed)
    exact = solve(instance, seconds=60, workers=1)
    answer, total, _ = proven(instance)
    assert exact.optimal
    assert (answer.proved, answer.bound, total) == (True, exact.score, exact.score)
    profile = profile_of({"overlap": "warn", "cap_month": "warn"})
    exact = solve(instance, seconds=60, workers=1, profile=profile)
    answer, total, _ = proven(instance, profile)
    assert (answer.proved, answer.bound, total) == (exact.optimal, exact.score, exact.score)


def test_costs_beyond_what_it_can_reckon_are_left_to_the_exact_solver():
    instance = make("tiny", 1)
    dear = replace(instance, weights={**instance.weights, "unfilled": 10**12})
    assert proven(dear) == (Answer(None, None, proved=False), None, [])
    assert solve(dear, seconds=20).optimal


def test_the_bound_is_read_from_the_solvers_own_account():
    line = " C       0       0         0   0.00%   8787.527778     412356            97.87%      942     28      0      6441     5.5s"
    assert bound_in(line, 0.0) == 8788
    assert (
        bound_in("         0       0         0   0.00%   8664.000001     6649929     99.87%  0  0  1  6600  3.8s", 0.0)
        == 8664
    )
    assert (
        bound_in(" J       0       0         0   0.00%   -inf            6649929     Large   0  0  0     0  2.6s", 0.0)
        is None
    )
    for other in (
        "",
        "Presolving model",
        "12375 rows, 16020 cols, 112922 nonzeros  0s",
        "  Gap               0% (tolerance: 0.01%)",
    ):
        assert bound_in(other, 0.0) is None
    assert bound_in(line, 1e9) == 8786  # large numbers are reckoned less exactly


@pytest.mark.parametrize("pinned", [False, True])
def test_a_problem_of_some_size_is_proven_in_a_process_beside(monkeypatch: pytest.MonkeyPatch, pinned: bool):
    monkeypatch.setattr("trainerpool.allocation.solve._PRICED_PAIRS", 0)
    instance = make("S", 5)
    if pinned:  # one who may not come at all among them
        pins = [(one.id, instance.trainers[number].id) for number, one in enumerate(instance.sessions[:3])]
        instance = replace(instance, pinned=tuple(Pair(*pin) for pin in pins))
    steps: list[Progress] = []
    beside = solve(instance, seconds=60, workers=2, progress=steps.append)
    alone = solve(instance, seconds=60, workers=1)
    assert (beside.stopped, beside.score, beside.bound) == ("proved", alone.score, alone.score)
    assert [one.bound for one in steps] == sorted(one.bound or 0 for one in steps)
    assert {one.code for one in beside.findings} == {one.code for one in alone.findings}
