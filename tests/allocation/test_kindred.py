"""Problems of related kinds: a day's tasks by as few workers as can be, papers to reviewers by their scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.allocation.small import problem, session, trainer
from tests.bench.kindred import reviewers, tasks
from trainerpool.allocation.greedy import in_turn
from trainerpool.allocation.instance import Pair
from trainerpool.allocation.levels import FORMAT_1
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.rounding import least_possible
from trainerpool.allocation.scorer import score
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import solve

FEWER = {"unfilled": 1_000, "trainers_used": 10}


@pytest.mark.parametrize(("share", "classes"), [(0.5, 0), (0.6, 6)])
def test_every_task_of_a_crowded_day_is_given_at_once_and_the_bound_is_what_goes_on_together(
    share: float, classes: int
):
    instance = instance_of(tasks(30, share, classes=classes, seed=2))
    result = solve(instance, seconds=4)
    assert score(instance, result.plan).violations == ()
    assert result.terms["unfilled"] == 0
    starts = [one.blocks[0].start for one in instance.sessions]
    together = max(
        sum(one.blocks[0].start <= start < one.blocks[0].end for one in instance.sessions) for start in starts
    )
    assert result.bound is not None
    assert 10 * together <= result.bound <= result.score <= 10 * len(instance.trainers)


def test_few_are_used_where_sessions_follow_each_other():
    pool = [trainer(name) for name in ("Hari", "Mercy", "Olivia")]
    day = [session(f"at {hour}", start=60 * hour, end=60 * hour + 60, need=1, site=None) for hour in (8, 10, 12, 14)]
    shape = Shape(problem(pool, day, weights=FEWER), FORMAT_1)
    for least_wanted in (False, True):
        assert sum(bool(some) for some in in_turn(shape, least_wanted=least_wanted).of) == 1
    assert least_possible(shape) == 10


def test_who_is_busy_at_once_is_counted_but_not_whom_pins_put_there_twice():
    pool = [trainer(name) for name in ("Hari", "Mercy", "Olivia")]
    instance = problem(pool, [session("one", need=1), session("two", need=1)], weights=FEWER)
    assert least_possible(Shape(instance, FORMAT_1)) == solve(instance, seconds=9).score == 20
    twice = replace(instance, pinned=(Pair("one", "hari"), Pair("two", "hari")))
    result = solve(twice, seconds=9)
    assert least_possible(Shape(twice, FORMAT_1)) <= result.score == 10
    assert {one.code for one in result.findings} == {"overlap"}


def test_papers_are_proven_to_have_the_best_reviewers():
    instance = instance_of(reviewers(40, 60, load=3))
    result = solve(instance, seconds=40)
    assert (result.stopped, result.bound) == ("proved", result.score)
    assert result.terms["unfilled"] == 0
    assert score(instance, result.plan).violations == ()
    taken = result.plan.assignments[0]
    dearer = solve(instance_of(_without(reviewers(40, 60, load=3), Pair(taken.session, taken.trainer))), seconds=40)
    assert dearer.optimal
    assert dearer.score >= result.score


def _without(made: dict[str, Any], pair: Pair) -> dict[str, Any]:
    for one in made["sessions"]:
        if one["id"] == pair.session:
            one["excluded"].append(pair.trainer)
    return made
