"""Every explanation is true when it is checked one by one, and every empty place has one."""

from __future__ import annotations

import time
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.allocation.instances import Kind, document, make
from tests.allocation.small import approval, problem, session, trainer
from trainerpool.allocation.explain import EmptyPlace, explain_empty
from trainerpool.allocation.greedy import greedy
from trainerpool.allocation.instance import Away, Instance
from trainerpool.allocation.levels import FORMAT_1, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.scorer import score, violations
from trainerpool.allocation.shape import Shape
from trainerpool.allocation.solve import solve

SEEDS = st.integers(0, 10_000)
THREE = Kind(3, 3, 2, 1, 2, days=3, held=(1, 1))


def all_plans(instance: Instance) -> list[tuple[set[str], dict[str, int]]]:
    pairs = [(session.id, trainer.id) for session in instance.sessions for trainer in instance.trainers]
    found = []
    for chosen in product((False, True), repeat=len(pairs)):
        plan = Plan.of(pair for pair, taken in zip(pairs, chosen, strict=True) if taken)
        sizes = {one.id: len(plan.team(one.id)) for one in instance.sessions}
        if all(sizes[one.id] <= one.need for one in instance.sessions):
            found.append(({one.code for one in violations(instance, plan)}, sizes))
    return found


def prevents(plans: list[tuple[set[str], dict[str, int]]], now: dict[str, int], where: str, codes: set[str]) -> bool:
    """No plan keeps these rules, staffs the others as now and has one more here."""
    least = now | {where: now[where] + 1}
    return not any(not broken & codes and all(sizes[one] >= least[one] for one in least) for broken, sizes in plans)


@given(SEEDS)
def test_blocking_rules_prevent_one_more_and_none_of_them_can_be_left_out(seed: int):
    instance = make(THREE, seed)
    result = solve(instance, seconds=10)
    now = {one.id: len(result.plan.team(one.id)) for one in instance.sessions}
    plans = None
    for place in explain_empty(instance, result.plan, optimal=result.optimal):
        plans = plans or all_plans(instance)
        codes = set(place.blocking)
        assert prevents(plans, now, place.session, codes), place
        for code in codes:
            assert not prevents(plans, now, place.session, codes - {code}), (place, code)


@given(SEEDS)
def test_each_trainers_rules_are_what_the_scorer_says_of_the_plan_with_them_added(seed: int):
    instance = make("tiny", seed)
    result = solve(instance, seconds=10)
    for place in explain_empty(instance, result.plan, optimal=result.optimal):
        course = instance.session_by_id[place.session].course
        team = result.plan.team(place.session)
        near = {one.id for one in instance.trainers if any(held.course == course for held in one.approvals)}
        assert {one.trainer for one in place.trainers} == near - set(team)
        for one in place.trainers:
            broken = {it.code for it in violations(instance, result.plan.adding(place.session, one.trainer))}
            assert set(one.rules) == broken
            assert one.text.endswith(".")
        assert place.text.startswith("Place left empty: ")


def explained(instance: Instance) -> list[EmptyPlace]:
    result = solve(instance, seconds=10)
    return list(explain_empty(instance, result.plan, optimal=result.optimal))


def test_the_sentence_counts_and_names():
    away = Away(date(2027, 1, 18), date(2027, 1, 22))
    pool = [
        trainer("Hari", blackouts=(away,)),
        trainer("Birgit", weekdays=frozenset({0})),
        *(trainer(name) for name in ("Mercy", "Olivia", "Imke")),
    ]
    others = [session(f"other{n}", start=600, end=700, need=1, title="Self-neglect", priority=3) for n in range(3)]
    [place] = explained(problem(pool, [session(need=1), *others]))
    assert place.session == "one"
    assert place.text == (
        "Place left empty: 3 are on other sessions, Hari is away 18 to 22 Jan, Birgit does not work Thursdays."
    )
    assert set(place.blocking) == {"approval", "availability", "overlap"} - {"approval"}


def test_nobody_holds_the_course():
    pool = [trainer("Hari", approvals=(approval(course="abuse"),)), trainer("Mercy", approvals=())]
    [place] = explained(problem(pool, [session()]))
    assert place.text == "Place left empty: nobody holds an approval for Neglect."
    assert (place.places, place.blocking, place.trainers) == (2, ("approval",), ())


def test_a_pool_smaller_than_the_team_has_no_rule_to_blame():
    [place] = explained(problem([trainer("Hari")], [session()]))
    assert (place.blocking, place.text) == ((), "Place left empty: nobody else holds an approval for Neglect.")


def test_a_place_dearer_than_its_worth_says_so():
    instance = problem([trainer("Hari")], [session(need=1, site="mill")], weights={"unfilled": 1, "travel": 1})
    [place] = explained(instance)
    assert place.blocking == ()
    assert "could be added" in place.text


def test_under_a_pools_policy_its_own_rules_are_named():
    instance = problem([trainer("Hari", agreement_until=date(2026, 6, 1))], [session(need=1)])
    pool = profile_of({})
    result = solve(instance, seconds=10, profile=pool)
    [place] = explain_empty(instance, result.plan, pool, optimal=result.optimal)
    assert place.blocking == ("agreement_lapsed",)
    assert place.text == "Place left empty: Hari has no release agreement after 1 Jun 2026."


def test_planted_reasons_come_back():
    """Each planted session is blocked by one cause; the explanation names it, with the approval that makes others no help."""
    made = document(Kind(30, 24, 4, 3, 4, days=40, held=(1, 2)), 5)
    for one in made["trainers"]:
        one |= {"cap_month": 9, "cap_term": 9, "weekdays": [0, 1, 2, 3, 4], "blackouts": []}
        one["approvals"] = [held | {"from": "2025-01-01", "to": "2028-12-31"} for held in one["approvals"]]
    made["conflict_pairs"] = []
    for code in ("lonely", "gone", "never"):
        made["courses"].append({"id": code})
    helds = {"lonely": "co", "gone": "lead", "never": "lead"}
    for number, (course, level) in enumerate(helds.items()):
        held = {"course": course, "from": "2025-01-01", "to": "2028-12-31", "level": level}
        made["trainers"][number]["approvals"] = [held]
        made["trainers"][number + 10]["approvals"] = [held]
        base = made["sessions"][0] | {
            "id": course,
            "course": course,
            "need": 2,
            "multi_agency": False,
            "series": None,
            "excluded": [],
            "blocks": [{"date": "2026-10-07", "start": "09:30", "end": "12:00"}],
        }
        made["sessions"].append(base)
    made["trainers"][11]["blackouts"] = [{"from": "2026-10-05", "to": "2026-10-09"}]
    made["conflict_pairs"] = [["T2", "T12"]]
    instance = instance_of(made)
    found = {one.session: one for one in explained(instance)}
    assert {"lead", "availability", "conflict"} <= {
        code for one in ("lonely", "gone", "never") for code in found[one].blocking
    }
    assert "lead" in found["lonely"].blocking
    assert set(found["gone"].blocking) == {"approval", "availability"} or "availability" in found["gone"].blocking
    assert "conflict" in found["never"].blocking


def test_every_empty_place_of_a_middling_term_is_explained():
    made = document("M", 1)
    for one in made["trainers"]:
        one |= {"cap_month": 2, "cap_term": 2}
    instance = instance_of(made)
    shape = Shape(instance, FORMAT_1)
    plan = shape.plan_of(greedy(shape).teams)
    assert score(instance, plan).terms["unfilled"] > 20
    places = explain_empty(instance, plan, deadline=time.monotonic() + 60)  # the bench measures how long it takes
    assert all(one.blocking for one in places)
    assert all(one.text for one in places)
