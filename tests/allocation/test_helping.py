"""Who could step in, which day would work, and which rule alone is in the way: each true by the judge."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.allocation.instances import Kind, make
from tests.allocation.small import problem, session, trainer
from trainerpool.allocation.explain import explain_empty
from trainerpool.allocation.greedy import greedy
from trainerpool.allocation.helping import lifting_one_rule, near_days, other_days, who_could_step_in
from trainerpool.allocation.instance import Away
from trainerpool.allocation.levels import FORMAT_1
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.scorer import score
from trainerpool.allocation.shape import Shape

KIND = Kind(10, 9, 3, 2, 4, days=8, held=(1, 2))


@given(st.integers(0, 5_000))
def test_whoever_could_step_in_breaks_nothing_and_nobody_else_could(seed: int):
    instance = make(KIND, seed)
    shape = Shape(instance, FORMAT_1)
    plan = shape.plan_of(greedy(shape).teams)
    for line in plan.assignments[:3]:
        rest = plan.without(line.session, line.trainer)
        could = {one.trainer for one in who_could_step_in(instance, plan, line.session, line.trainer)}
        before = set(score(instance, rest).violations)
        true = {
            one.id
            for one in instance.trainers
            if one.id not in rest.team(line.session)
            and one.id != line.trainer
            and set(score(instance, rest.adding(line.session, one.id)).violations) <= before
        }
        if not before:
            assert could == true


def test_the_day_that_works_is_found_with_its_team():
    gone = Away(date(2027, 1, 20), date(2027, 1, 22))
    instance = problem(
        [trainer("Hari", blackouts=(gone,)), trainer("Mercy", weekdays=frozenset({1, 2, 3}))], [session()]
    )
    found = other_days(instance, Plan.of([("one", "mercy")]), "one", near_days(session(), 9))
    assert [one.text for one in found][:1] == ["Tue 19 Jan would work: Hari and Mercy."]
    assert all(one.on.weekday() in (1, 2, 3) and not gone.start <= one.on <= gone.end for one in found)


def test_near_days_are_weekdays_nearest_first():
    days = near_days(session(), 4)
    assert days[0] == session().first_day - timedelta(1)
    assert [one.weekday() < 5 for one in days] == [True] * len(days)


def test_the_one_rule_that_keeps_them_out():
    pool = [trainer("Hari", weekdays=frozenset({0})), trainer("Mercy", weekdays=frozenset({0}), cap_month=0)]
    instance = problem(pool, [session(need=1)])
    [place] = explain_empty(instance, Plan())
    assert [(one.code, one.trainers) for one in lifting_one_rule(place)] == [("availability", ("hari",))]


def test_what_lifting_one_rule_takes_is_said_with_names():
    pool = [trainer("Hari", weekdays=frozenset({0})), trainer("Mercy", weekdays=frozenset({1}))]
    instance = problem(pool, [session(need=1)])
    [place] = explain_empty(instance, Plan())
    [found] = lifting_one_rule(place, instance)
    assert found.text == "With agreement to work a Thursday, Hari or Mercy could come."
