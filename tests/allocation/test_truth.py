"""Every explanation that `solve` writes, of problems of many kinds, is true when it is checked by the form's words alone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.allocation.instances import Kind, document
from tests.allocation.truth import added_breaks, one_more_is_possible
from trainerpool.allocation.explain import explain_empty
from trainerpool.allocation.files import solve_file
from trainerpool.allocation.instance import Instance
from trainerpool.allocation.levels import FORMAT_CODES
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.reading import instance_of
from trainerpool.allocation.scorer import score
from trainerpool.allocation.solve import solve

# More sessions than the pool can staff: places stay empty for every kind of reason.
SHORT = Kind(9, 16, 2, 2, 3, days=8, held=(1, 2))
CROWDED = Kind(16, 30, 3, 3, 4, days=6, held=(1, 3))
SPARSE = Kind(7, 10, 2, 4, 2, days=30, held=(1, 1))
Made = dict[str, Any]


def _as_it_is(made: Made, _: random.Random) -> None:
    made["weights"]["trainers_used"] = 5


def _pinned(made: Made, rng: random.Random) -> None:
    plan = solve(instance_of(made), seconds=5).plan
    pairs = sorted(plan.pairs)
    made["pinned"] = [{"session": k, "trainer": i} for k, i in rng.sample(pairs, len(pairs) // 2)]


def _after_another(made: Made, rng: random.Random) -> None:
    ids, sessions = [one["id"] for one in made["trainers"]], [one["id"] for one in made["sessions"]]
    pairs = {(rng.choice(sessions), rng.choice(ids)) for _ in sessions}
    made["previous"] = [{"session": k, "trainer": i} for k, i in sorted(pairs)]
    made["weights"]["change"] = 400


def _twins(made: Made, _: random.Random) -> None:
    made["trainers"] = [one | {"id": f"{one['id']}{n}"} for one in made["trainers"] for n in "ab"][: 2 * 6]
    made["conflict_pairs"] = [["T0a", "T0b"], ["T1a", "T2b"]]
    for one in made["sessions"]:
        one["excluded"] = []


def _no_weights(made: Made, _: random.Random) -> None:
    made["weights"] = {}


def _by_oneself(made: Made, _: random.Random) -> None:
    for one in made["sessions"]:
        one |= {"need": 1, "multi_agency": True}


def _pairs_and_threes(made: Made, rng: random.Random) -> None:
    for one in made["sessions"]:
        one |= {"need": rng.choice([2, 3]), "multi_agency": True}


def _newcomers(made: Made, rng: random.Random) -> None:
    """Candidates: nobody but a few has more than a new approval, and one course has no holder at all."""
    for one in made["trainers"]:
        for held in one["approvals"]:
            held["level"] = rng.choice(["new", "new", "co", "lead"])
    made["courses"].append({"id": "nobody's"})
    made["sessions"][0]["course"] = "nobody's"


def _tight(made: Made, _: random.Random) -> None:
    for one in made["trainers"]:
        one |= {"cap_month": 2, "cap_term": 2, "weekdays": [0, 1, 2, 3, 4]}


def _place_worth_little(made: Made, _: random.Random) -> None:
    made["weights"]["unfilled"] = 20


WAYS = [_as_it_is, _pinned, _after_another, _twins, _no_weights, _by_oneself, _pairs_and_threes, _newcomers, _tight,
        _place_worth_little]  # fmt: skip


@pytest.mark.parametrize("kind", [SHORT, CROWDED, SPARSE], ids=["short", "crowded", "sparse"])
@pytest.mark.parametrize("way", WAYS, ids=[one.__name__.strip("_") for one in WAYS])
def test_every_sentence_about_an_empty_place_is_true(tmp_path: Path, kind: Kind, way: Any) -> None:
    for seed in range(1 if kind is CROWDED else 2):
        made = document(kind, seed)
        way(made, random.Random(seed))
        path, out = tmp_path / "problem.json", tmp_path / "result.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        instance = instance_of(made)
        pairs = _some_pairs(instance, seed)
        found = solve_file(path, out, seconds=20, why_pairs=pairs)
        plan = Plan.of((one["session"], one["trainer"]) for one in found["assignments"])
        assert score(instance, plan).total == found["score"]
        _places_are_true(instance, plan, found)
        for answer in found["why"]:
            _answer_is_true(instance, plan, answer)


def _some_pairs(instance: Instance, seed: int) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    return [(rng.choice(instance.sessions).id, rng.choice(instance.trainers).id) for _ in range(12)]


def _places_are_true(instance: Instance, plan: Plan, found: Made) -> None:
    empty = {one.id: one.need - len(plan.team(one.id)) for one in instance.sessions}
    assert {one["session"]: one["places"] for one in found["unfilled"]} == {k: n for k, n in empty.items() if n > 0}
    for place in found["unfilled"]:
        where, codes = place["session"], set(place["blocking"])
        session = instance.session_by_id[where]
        near = {
            one.id
            for one in instance.trainers
            if one.id not in plan.team(where) and any(held.course == session.course for held in one.approvals)
        }
        assert {one["trainer"] for one in place["trainers"]} == near
        for one in place["trainers"]:
            assert set(one["rules"]) == added_breaks(instance, plan, where, one["trainer"]), (where, one)
            if not one["rules"]:
                dearer = score(instance, plan.adding(where, one["trainer"])).total - found["score"]
                assert _price_said(one["text"]) == dearer
        assert place["text"]
        everyone = {one.id for one in instance.trainers} - set(plan.team(where))
        broken = [added_breaks(instance, plan, where, one) for one in sorted(everyone)]
        if codes and not place["proven"]:
            # As the plan stands these keep everybody out, and none can be left out; others moved about do make room.
            assert "moving others about would make room" in place["text"]
            assert one_more_is_possible(instance, plan, where, set(FORMAT_CODES))
            assert all(some & codes for some in broken)
            assert all(any(some & codes == {code} for some in broken) for code in codes)
        elif codes:
            assert not one_more_is_possible(instance, plan, where, codes), place
            for code in codes:
                assert one_more_is_possible(instance, plan, where, codes - {code}), (place, code)
        else:
            assert not all(broken) or not everyone, place


def _price_said(text: str) -> int:
    if text.endswith("cost the same."):
        return 0
    number, _, more = text.removesuffix(".").rsplit("cost ", 1)[1].split(" ")
    return int(number) if more == "more" else -int(number)


def _answer_is_true(instance: Instance, plan: Plan, answer: Made) -> None:
    where, who = answer["session"], answer["trainer"]
    now = score(instance, plan)
    for way in answer["alternatives"]:
        changed = plan.without(where, way["instead_of"]) if way["instead_of"] else plan
        judged = score(instance, changed.adding(where, way["trainer"]))
        assert set(judged.violations) <= set(now.violations)
        assert judged.total - now.total == way["difference"]
    if answer["placed"]:
        worth = instance.weight("unfilled") * instance.session_by_id[where].priority
        assert answer["cost"] == now.total - score(instance, plan.without(where, who)).total + worth
        assert answer["cost"] == sum(answer["parts"].values())
        if (where, who) not in {(one.session, one.trainer) for one in instance.pinned}:
            bare = plan.without(where, who)
            ways = [
                score(instance, bare.adding(where, one.id))
                for one in instance.trainers
                if one.id not in plan.team(where)
            ]
            best = min((one.total - now.total for one in ways if not one.violations), default=None)
            assert best == next((way["difference"] for way in answer["alternatives"]), None)
    elif answer["cost"] is None:
        goers = (
            [None, *plan.team(where)]
            if len(plan.team(where)) < instance.session_by_id[where].need
            else plan.team(where)
        )
        pins = {(one.session, one.trainer) for one in instance.pinned}
        for goes in goers:
            if (where, goes) in pins:
                continue
            changed = plan.without(where, goes) if goes else plan
            assert added_breaks(instance, changed, where, who), answer
        alone = {one["code"] for one in answer["rules"]}
        assert alone or all((where, one) in pins for one in plan.team(where))
        assert answer["text"].endswith(".")


def test_pins_that_break_rules_leave_no_place_unexplained() -> None:
    """What a pin breaks by itself is no reason for an empty place elsewhere."""
    for seed in range(6):
        made = document(SHORT, seed)
        rng = random.Random(seed)
        ids, sessions = [one["id"] for one in made["trainers"]], [one["id"] for one in made["sessions"]]
        chosen = {(rng.choice(sessions), rng.choice(ids)) for _ in range(5)}
        made["pinned"] = [{"session": k, "trainer": i} for k, i in sorted(chosen)]
        instance = instance_of(made)
        result = solve(instance, seconds=10)
        for place in explain_empty(instance, result.plan, optimal=result.optimal):
            assert place.settled
            assert place.text
            for one in place.trainers:
                with_them = {
                    it.code for it in score(instance, result.plan.adding(place.session, one.trainer)).violations
                }
                assert added_breaks(instance, result.plan, place.session, one.trainer) <= set(one.rules) <= with_them
