"""Prices bound every plan from below, at every step, and round to a plan that breaks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.allocation import brute
from tests.allocation.instances import Kind, make
from trainerpool.allocation.instance import Instance, Pair
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, Profile, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.prices import Prices
from trainerpool.allocation.rounding import least_possible, rounded
from trainerpool.allocation.scorer import score
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import solve
from trainerpool.allocation.tally import Tally

SEEDS = st.integers(0, 10_000)


def bounds(instance: Instance, profile: Profile = FORMAT_1, steps: int = 60) -> list[int]:
    prices = Prices(Shape(instance, profile), steps)
    found = []
    for _ in range(steps):
        prices.step()
        found.append(prices.bound)
    return found


@given(SEEDS, st.booleans())
def test_no_bound_is_above_the_best_of_all_plans(seed: int, previous: bool):
    instance = make("tiny", seed, previous=previous)
    pairs = brute.candidates(instance)
    assume(len(pairs) <= 9)
    best = brute.best(instance, pairs).total
    assert least_possible(Shape(instance, FORMAT_1)) <= best
    found = bounds(instance)
    assert found == sorted(found)
    assert found[-1] <= best


@given(SEEDS, st.booleans(), st.booleans())
def test_under_a_pools_rules_and_with_pins_no_bound_is_above_the_best(seed: int, pinned: bool, pool: bool):
    instance = make("tiny", seed)
    if pinned:  # legal or not
        one, other = instance.sessions[seed % 5], instance.sessions[seed % 3]
        pins = {(one.id, instance.trainers[seed % 4].id), (other.id, instance.trainers[seed % 5].id)}
        instance = replace(instance, pinned=tuple(Pair(*pair) for pair in sorted(pins)))
    profile = profile_of({}) if pool else FORMAT_1
    best = solve(instance, seconds=20, profile=profile)
    assert best.optimal
    assert bounds(instance, profile)[-1] <= best.score


@pytest.mark.parametrize("seed", range(3))
def test_the_bound_is_near_and_the_rounded_plan_breaks_nothing(seed: int):
    instance = make("S", seed)
    shape, best = Shape(instance, FORMAT_1), solve(instance, seconds=30)
    prices = Prices(shape, 300)
    while prices.done < 300:
        prices.step()
    assert best.score * 0.9 <= prices.bound <= best.score
    judged = judge(instance, shape.plan_of(rounded(shape, prices.mean())))
    assert judged.violations == ()
    assert best.score <= judged.total < judge(instance, Plan()).total


def test_looking_at_the_nearest_pairs_only_proves_nearly_as_much(monkeypatch: pytest.MonkeyPatch):
    instance = make(Kind(90, 40, 4, 2, 5, days=20), 1)
    whole = bounds(instance, steps=120)[-1]
    monkeypatch.setattr("trainerpool.allocation.prices._NEAR", 12)
    near = bounds(instance, steps=120)[-1]
    assert 0.9 * whole <= near
    assert near <= solve(instance, seconds=30).score


def test_the_mean_choice_keeps_pins():
    bare = make("S", 1)
    free = solve(bare, seconds=30)
    dear = sorted(free.plan.pairs)[:12]
    instance = replace(bare, pinned=tuple(Pair(*pair) for pair in dear))
    shape = Shape(instance, FORMAT_1)
    prices = Prices(shape, 80)
    for _ in range(80):
        prices.step()
    plan = shape.plan_of(rounded(shape, prices.mean()))
    assert set(dear) <= plan.pairs
    assert score(instance, plan).violations == ()


def test_where_nobody_is_eligible_or_nothing_is_planned_the_bound_is_exact():
    empty = make(Kind(4, 3, 2, 2, 2, days=5, held=(1, 1)), 3)
    nobody = replace(empty, trainers=tuple(replace(one, approvals=()) for one in empty.trainers))
    assert bounds(nobody, steps=5)[-1] == score(nobody, Plan()).total
    nothing = replace(empty, sessions=())
    assert bounds(nothing, steps=5)[-1] <= score(nothing, Plan()).total


@given(SEEDS)
def test_no_place_is_left_empty_that_somebody_could_simply_take(seed: int):
    shape = Shape(make("S", seed), FORMAT_1)
    prices = Prices(shape, 20)
    for _ in range(20):
        prices.step()
    tally = Tally(shape, rounded(shape, prices.mean(), prices.near(15)))
    for session, need in enumerate(shape.needs):
        if len(tally.teams[session]) < need:
            assert not [one for one in shape.eligible[session] if tally.fits(session, one)]
