"""The difference list says each change once and nothing else."""

from __future__ import annotations

from tests.allocation.small import problem, session, trainer
from trainerpool.allocation.differing import changes
from trainerpool.allocation.plan import Assignment, Plan

POOL = [trainer(name) for name in ("Mercy", "Hari", "Yusra", "Tobias", "Olivia")]


def plan(*lines: tuple[str, str, str]) -> Plan:
    return Plan(tuple(Assignment(*line) for line in lines))


def test_added_changed_released_and_turned():
    two = session("two", on=session().first_day.replace(day=4))
    before = plan(("one", "tobias", "co"), ("one", "mercy", "lead"), ("two", "olivia", "co"), ("two", "hari", "co"))
    after = plan(("one", "mercy", "lead"), ("one", "yusra", "co"), ("two", "hari", "lead"))
    found = changes(problem(POOL, [session(), two]), before, after)
    assert [(one.session, one.kind, one.text) for one in found] == [
        ("two", "role", "Hari now as lead"),
        ("two", "released", "Olivia released"),
        ("one", "changed", "Yusra for Tobias"),
    ]


def test_one_who_comes_stands_against_one_of_the_same_role():
    before = plan(("one", "tobias", "co"), ("one", "mercy", "lead"))
    after = plan(("one", "hari", "lead"), ("one", "yusra", "co"))
    found = changes(problem(POOL, [session()]), before, after)
    assert [(one.comes, one.goes) for one in found] == [("hari", "mercy"), ("yusra", "tobias")]


def test_a_first_plan_only_adds():
    found = changes(problem(POOL, [session()]), Plan(), plan(("one", "hari", "lead"), ("one", "olivia", "co")))
    assert [one.text for one in found] == ["Hari as lead", "Olivia as co-trainer"]
    assert changes(problem(POOL, [session()]), Plan(), Plan()) == ()
