"""Solver, scorer and rules hold one verdict on random problems and random plans."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.allocation import brute
from tests.allocation.instances import Kind, document, make
from trainerpool.allocation.cliques import clique_cover
from trainerpool.allocation.greedy import fill, filling_order, greedy
from trainerpool.allocation.ground import ground_of
from trainerpool.allocation.instance import Instance, Pair
from trainerpool.allocation.judging import judge
from trainerpool.allocation.levels import FORMAT_1, profile_of
from trainerpool.allocation.model import Model
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.rounding import top_up
from trainerpool.allocation.rules import check_plan
from trainerpool.allocation.scorer import score
from trainerpool.allocation.search import Run
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import solve
from trainerpool.allocation.tally import Tally
from trainerpool.allocation.wishes import price_wishes
from trainerpool.domain.policy import Level

SEEDS = st.integers(0, 10_000)
SMALL = Kind(8, 7, 3, 2, 3, days=5, held=(1, 2))


def some_plan(instance: Instance, seed: int) -> Plan:
    """Half of it sensible, so that both legal and broken plans come up."""
    rng = random.Random(seed)
    legal = sorted(greedy(Shape(instance, FORMAT_1)).shape.plan_of(greedy(Shape(instance, FORMAT_1)).teams).pairs)
    pairs = {pair for pair in legal if rng.random() < 0.7}
    for _ in range(rng.choice([0, 0, 1, 1, 2, 4])):
        pairs.add((rng.choice(instance.sessions).id, rng.choice(instance.trainers).id))
    return Plan.of(sorted(pairs))


@given(SEEDS, SEEDS)
def test_rules_and_scorer_name_the_same_broken_rules(seed: int, plan_seed: int):
    instance = make(SMALL, seed)
    plan = some_plan(instance, plan_seed)
    by_scorer = {one.code for one in score(instance, plan).violations}
    by_rules = {one.code for one in check_plan(instance, plan, FORMAT_1).everything}
    assert by_rules == by_scorer


@given(SEEDS, SEEDS)
def test_the_model_allows_a_plan_exactly_when_the_scorer_finds_nothing_and_prices_it_alike(seed: int, plan_seed: int):
    instance = instance_of(document(SMALL, seed, previous=seed % 2 == 0))
    plan = some_plan(instance, plan_seed)
    judged = score(instance, plan)
    shape = Shape(instance, FORMAT_1)
    model = Model(shape, range(len(instance.sessions)), Tally(shape, ()))
    price_wishes(model)
    teams = shape.teams_of(plan)
    for session, team in enumerate(teams):
        for trainer in team - set(model.here[session]):
            assert judged.violations, (session, trainer)
            return
    for (session, trainer), variable in model.x.items():
        model.model.add(variable == int(trainer in teams[session]))
    solved = Run(model.finish(), seed=0, seconds=20, read=model.teams)
    solved.wait(30)
    assert solved.found == (not judged.violations)
    if solved.found:
        assert solved.final_bound == judged.total


@given(SEEDS)
def test_a_proven_plan_is_the_best_of_all(seed: int):
    instance = instance_of(document("tiny", seed, previous=seed % 3 == 0))
    pairs = brute.candidates(instance)
    assume(len(pairs) <= 9)
    result = solve(instance, seconds=20)
    assert result.optimal
    assert (result.stopped, result.bound) == ("proved", result.score)
    assert result.score == brute.best(instance, pairs).total
    assert score(instance, result.plan).violations == ()


@given(SEEDS)
def test_greedy_breaks_nothing(seed: int):
    instance = make(SMALL, seed)
    shape = Shape(instance, FORMAT_1)
    assert score(instance, shape.plan_of(greedy(shape).teams)).violations == ()


@given(SEEDS, st.booleans(), st.booleans())
def test_the_first_plan_takes_the_cheapest_as_the_tally_says(seed: int, pool: bool, pinned: bool):
    instance = make(SMALL, seed)
    if pinned:
        instance = replace(instance, pinned=(Pair(instance.sessions[0].id, instance.trainers[seed % 5].id),))
    shape = Shape(instance, profile_of({}) if pool else FORMAT_1)
    one_by_one = Tally(shape)
    for session in filling_order(shape):
        fill(one_by_one, session)
    assert greedy(shape).teams == one_by_one.teams


@given(SEEDS)
def test_in_haste_nothing_is_broken_and_no_place_left_that_somebody_could_simply_take(seed: int):
    instance = make(SMALL, seed)
    shape = Shape(instance, FORMAT_1)
    tally = greedy(shape, until=time.monotonic() + 60, choosing=0.0)
    top_up(tally)
    assert score(instance, shape.plan_of(tally.teams)).violations == ()
    for session, need in enumerate(shape.needs):
        if len(tally.teams[session]) < need:
            assert not [one for one in shape.eligible[session] if tally.fits(session, one)]


LEVELS = st.sampled_from([Level.BLOCK, Level.OVERRIDE, Level.WARN, Level.IGNORE])
TURNED = ("availability", "overlap", "cap_month", "cap_term", "lead", "first_solo", "multi_agency", "conflict")


@given(SEEDS, st.lists(LEVELS, min_size=len(TURNED), max_size=len(TURNED)))
def test_under_any_levels_the_solvers_price_is_the_judges(seed: int, levels: list[Level]):
    """A rule that warns becomes a priced term, and what stops is kept, whatever a policy sets."""
    instance = make("tiny", seed)
    profile = profile_of(dict(zip(TURNED, levels, strict=True)))
    result = solve(instance, seconds=20, profile=profile)
    assert result.stopped == "proved"
    judged = judge(instance, result.plan, profile)
    assert judged.violations == ()
    assert judged.total == result.score == result.bound
    shape = Shape(instance, profile)
    model = Model(shape, range(len(instance.sessions)), Tally(shape, ()))
    price_wishes(model)
    run = Run(model.finish(), seed=1, seconds=20, read=model.teams)
    run.wait(30)
    assert run.final_bound == result.score


@given(SEEDS)
def test_cliques_hold_every_clash_and_nothing_else(seed: int):
    instance = make(Kind(3, 30, 2, 2, 4, days=4), seed)
    ground = ground_of(instance)
    inside = set()
    for clique in clique_cover(ground, instance.min_gap_minutes):
        for one in clique:
            inside.update((one, other) for other in clique if other != one)
    everyone = range(len(instance.sessions))
    clashing = {
        (one, other)
        for one in everyone
        for other in everyone
        if one != other and ground.clash(instance.sessions[one], instance.sessions[other])
    }
    assert inside == clashing
    assert {(one, other) for one in everyone for other in ground.clashes[one]} == clashing


@pytest.mark.parametrize("cap_month", [1, 2])
def test_a_week_that_spans_two_months_is_still_one_week(cap_month: int):
    """The price of a second session in a week must not be dropped because a month allows one only."""
    given_ = document("tiny", 3)
    blocks = [{"date": day, "start": "09:30", "end": "12:00"} for day in ("2027-03-31", "2027-04-01")]
    one = given_["trainers"][0] | {
        "approvals": [{"course": "C0", "from": "2026-01-01", "to": "2028-01-01", "level": "lead"}],
        "weekdays": [0, 1, 2, 3, 4],
        "blackouts": [],
        "cap_month": cap_month,
        "cap_term": 9,
        "observation_due": None,
        "dispreference": {},
        "min_year": 0,
    }
    base = {
        "course": "C0",
        "site": None,
        "need": 1,
        "multi_agency": False,
        "priority": 1,
        "observable": False,
        "series": None,
        "excluded": [],
    }
    given_ |= {
        "trainers": [one],
        "sessions": [{**base, "id": f"S{n}", "blocks": [block]} for n, block in enumerate(blocks)],
        "conflict_pairs": [],
        "weights": {"unfilled": 10_000, "spread": 25},
    }
    result = solve(instance_of(given_), seconds=10)
    assert (result.score, result.optimal, result.terms["spread"], result.terms["unfilled"]) == (25, True, 1, 0)
