"""Whom to train: whatever is said to be filled breaks nothing once they are approved, and names and counts are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.allocation.instances import Kind, make
from tests.allocation.small import approval, problem, session, trainer
from trainerpool.allocation.greedy import greedy
from trainerpool.allocation.instance import NEW, Approval, Instance, StandingSpan
from trainerpool.allocation.levels import FORMAT_1, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.scorer import violations
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.training import whom_to_train

SHORT = Kind(8, 14, 3, 3, 3, days=8, held=(1, 1))


def approved(instance: Instance, who: tuple[str, ...], course: str) -> Instance:
    more = Approval(course, date(2026, 1, 1), date(2029, 1, 1), NEW)
    return replace(
        instance,
        trainers=tuple(
            replace(one, approvals=(*one.approvals, more)) if one.id in who else one for one in instance.trainers
        ),
    )


@given(st.integers(0, 5_000))
def test_what_training_is_said_to_fill_it_fills(seed: int):
    instance = make(SHORT, seed)
    shape = Shape(instance, FORMAT_1)
    plan = shape.plan_of(greedy(shape).teams)
    for one in whom_to_train(instance, plan):
        assert 1 <= len(one.trainers) <= 2
        filled = plan
        for pair in one.places:
            filled = filled.adding(pair.session, pair.trainer)
        assert not violations(approved(instance, one.trainers, one.course), filled)
        short = [it for it in instance.sessions if it.course == one.course]
        assert one.empty == sum(it.need - len(plan.team(it.id)) for it in short)
        assert len(one.places) <= one.empty


def test_two_people_and_what_they_would_fill_in_a_sentence():
    pool = [
        trainer("Hari"),
        trainer("Imke"),
        trainer("Birgit", approvals=(approval(course="abuse"),)),
        trainer("Omar", approvals=(approval(course="abuse"),), weekdays=frozenset({0})),
        trainer("Mercy", approvals=(approval(course="abuse"),)),
    ]
    instance = problem(pool, [session(), session("two"), session("three", start=600, end=700)])
    plan = Plan.of([("one", "hari"), ("two", "imke")])
    [found] = whom_to_train(instance, plan)
    assert found.text == (
        "Training Birgit and Mercy for Neglect would fill 2 of its 4 empty places, everybody else staying where they are."
    )


def test_one_is_enough_where_a_second_adds_nothing():
    pool = [trainer("Hari"), trainer("Birgit", approvals=()), trainer("Omar", approvals=())]
    [found] = whom_to_train(problem(pool, [session()]), Plan.of([("one", "hari")]))
    assert (found.trainers, found.text) == (
        ("birgit",), "Training Birgit for Neglect would fill its empty place, everybody else staying where they are."
    )  # fmt: skip


def test_a_candidate_may_be_trained_and_somebody_suspended_may_not():
    out = (StandingSpan(date(2026, 1, 1), date(2028, 1, 1), False, "Suspended."),)
    pool = [trainer("Hari"), trainer("Birgit", approvals=(), may_deliver=out),
            trainer("Omar", approvals=(), may_deliver=out, candidate=True)]  # fmt: skip
    [found] = whom_to_train(problem(pool, [session()]), Plan.of([("one", "hari")]), profile_of({}))
    assert found.trainers == ("omar",)


def test_nothing_is_said_where_nobody_could_be_trained():
    assert whom_to_train(problem([trainer("Hari")], [session()]), Plan.of([("one", "hari")])) == ()
