"""Why this trainer, why not that one: every figure is what the judge says of the plan changed that way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.allocation.instances import Kind, make
from tests.allocation.small import problem, session, trainer
from trainerpool.allocation.levels import FORMAT_1
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reasons import reasons
from trainerpool.allocation.scorer import score
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import solve
from trainerpool.allocation.tally import Tally
from trainerpool.allocation.why import why
from trainerpool.problem import Problem

KIND = Kind(9, 8, 3, 2, 4, days=8, held=(1, 2))


@given(st.integers(0, 5_000))
def test_every_figure_of_an_answer_is_the_judges(seed: int):
    instance = make(KIND, seed)
    plan = solve(instance, seconds=10).plan
    now = score(instance, plan).total
    for one in instance.sessions[:4]:
        for other in instance.trainers[:6]:
            answer = why(instance, plan, one.id, other.id)
            assert answer.text.endswith(".")
            assert answer.placed == ((one.id, other.id) in plan.pairs)
            for way in answer.alternatives:
                changed = plan.without(one.id, way.instead_of) if way.instead_of else plan
                judged = score(instance, changed.adding(one.id, way.trainer))
                assert judged.violations == ()
                assert judged.total - now == way.difference
            if answer.placed:
                without = score(instance, plan.without(one.id, other.id))
                unfilled = instance.weight("unfilled") * one.priority
                assert answer.cost == now - without.total + unfilled
            elif answer.cost is None:
                broken = {it.code for it in score(instance, plan.adding(one.id, other.id)).violations} - {"overfilled"}
                assert {it.code for it in answer.rules} <= broken | {"lead", "first_solo", "multi_agency", "conflict"}


def test_what_would_have_to_change_is_said():
    pool = [trainer("Hari", weekdays=frozenset({0}), cap_month=0), trainer("Mercy")]
    instance = problem(pool, [session(need=1)])
    answer = why(instance, solve(instance, seconds=9).plan, "one", "hari")
    assert answer.text == (
        "Hari does not work Thursdays; has 0 sessions in Jan 2027, cap 0. It would take agreement to work a Thursday and the "
        "cap for the month raised to 1."
    )
    assert (answer.cost, len(answer.changes)) == (None, 2)


def test_the_alternative_is_named_with_its_price():
    instance = problem(
        [trainer("Hari"), trainer("Mercy")], [session(need=1, site="mill")], weights={"unfilled": 999, "travel": 1}
    )
    plan = Plan.of([("one", "hari")])
    placed = why(instance, plan, "one", "hari")
    assert (placed.cost, placed.parts) == (50, {"travel": 50})
    assert placed.text == "Hari costs 50 minutes here, all of it travel. Next best: Mercy for Hari, at the same cost."
    assert why(instance, plan, "one", "mercy").text == "Mercy could come in place of Hari; the plan would cost no more."


def test_a_stranger_is_a_problem():
    instance = problem([trainer("Hari")], [session()])
    with pytest.raises(Problem, match="no trainer nobody"):
        why(instance, Plan(), "one", "nobody")


@given(st.integers(0, 5_000))
def test_every_chosen_trainer_has_a_true_reason(seed: int):
    instance = make(KIND, seed)
    plan = solve(instance, seconds=10).plan
    found = reasons(instance, plan)
    assert set(found) == plan.pairs
    shape = Shape(instance, FORMAT_1)
    for (where, who), text in found.items():
        if text.startswith("The only one"):
            bare = plan.without(where, who)
            tally = Tally(shape, shape.teams_of(bare))
            number = shape.ground.session_no[where]
            for other in shape.ground.trainers:
                if other.id != who and other.id not in plan.team(where):
                    assert score(instance, bare.adding(where, other.id)).violations or not tally.fits(
                        number, shape.ground.trainer_no[other.id]
                    )
