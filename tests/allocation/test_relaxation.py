"""The relaxation bounds every plan from below, rounds to a plan that breaks nothing, and dies when it is told to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.allocation.instances import Kind, make
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, Profile, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.relaxation import Relaxing, relaxed
from trainerpool.allocation.rounding import least_possible, rounded
from trainerpool.allocation.search import whole_model
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import Progress, solve

BUSY = Kind(30, 60, 4, 3, 5, days=8)


def relaxation(instance, profile: Profile = FORMAT_1):
    model = whole_model(Shape(instance, profile))
    return relaxed(model.finish(), model.x, 30)


@pytest.mark.parametrize("profile", [FORMAT_1, profile_of({})], ids=["format-1", "pool"])
@given(seed=st.integers(0, 400), previous=st.booleans())
def test_no_plan_goes_below_either_bound(profile: Profile, seed: int, previous: bool):
    instance = make("tiny", seed, previous=previous)
    best = solve(instance, seconds=20, profile=profile)
    assert best.optimal
    found = relaxation(instance, profile)
    assert found is not None
    assert least_possible(Shape(instance, profile)) <= best.score
    assert found.bound <= best.score


@pytest.mark.parametrize("seed", range(3))
def test_the_bound_is_near_and_the_rounded_plan_breaks_nothing(seed: int):
    instance = make("S", seed)
    best, found = solve(instance, seconds=30), relaxation(instance)
    assert found is not None
    assert best.score * 0.95 <= found.bound <= best.score
    shape = Shape(instance, FORMAT_1)
    judged = judge(instance, shape.plan_of(rounded(shape, found.parts)))
    assert judged.violations == ()
    assert best.score <= judged.total < judge(instance, Plan()).total


def test_another_process_comes_to_the_same_and_is_ended_when_told():
    instance = make(BUSY)
    here = relaxation(instance)
    there = Relaxing(instance, FORMAT_1, 60)
    found = there.take(wait=60)
    assert found is not None
    assert here is not None
    assert found.bound == here.bound
    assert not there.running
    assert there.take() is None
    ended = Relaxing(instance, FORMAT_1, 60)
    ended.stop()
    assert not ended.running


def test_a_profile_comes_back_as_it_was_sent():
    import pickle

    pool = profile_of({})
    assert pickle.loads(pickle.dumps(FORMAT_1)) is FORMAT_1
    assert pickle.loads(pickle.dumps(pool)).levels == dict(pool.levels)


def test_a_large_problem_says_how_far_from_the_best_it_may_be():
    instance = make("clique")
    floor = least_possible(Shape(instance, FORMAT_1))
    steps: list[Progress] = []

    def is_known() -> bool:
        return any(step.bound is not None and step.bound > floor for step in steps)

    result = solve(instance, seconds=120, progress=steps.append, cancelled=is_known)
    assert result.stopped == "cancelled"
    assert steps[0].bound == floor
    assert result.gap is not None
    assert result.gap < 0.25
    assert result.findings == ()
