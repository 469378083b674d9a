"""Policies: which is in force when, as JSON and back, every number with its unit and words."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from tests.domain.cases import day
from trainerpool.domain.path import Stage
from trainerpool.domain.policy import (
    Level,
    Policy,
    PolicyVersion,
    policy_from_json,
    policy_on,
    policy_to_json,
    version_on,
)
from trainerpool.domain.policy.guards import no_longer_prevented
from trainerpool.problem import Problem

FIRST = PolicyVersion(None, Policy())
SECOND = PolicyVersion(day("2026-09-01"), Policy(notice_days=60))
THIRD = PolicyVersion(day("2027-09-01"), Policy(notice_days=14))


def test_the_policy_of_the_day() -> None:
    versions = (THIRD, FIRST, SECOND)
    assert policy_on(versions, day("2020-01-01")).notice_days == 30
    assert policy_on(versions, day("2026-08-31")).notice_days == 30
    assert policy_on(versions, day("2026-09-01")).notice_days == 60
    assert policy_on(versions, day("2030-01-01")).notice_days == 14
    assert version_on(versions, day("2026-12-01")) is SECOND
    assert policy_on((), day("2026-12-01")) == Policy()
    assert policy_on((THIRD,), day("2020-01-01")).notice_days == 14


def test_every_setting_has_its_unit_source_and_words() -> None:
    for one in fields(Policy):
        assert set(one.metadata) == {"unit", "words", "source"}, one.name
        assert one.metadata["words"][0].isupper(), one.name


def test_a_policy_survives_json() -> None:
    policy = replace(
        Policy(), notice_days=45, path=Policy().path[:5], ttt_reminder_months=(3, 6),
        rule_levels=Policy().rule_levels | {"lead": Level.WARN}, weights=Policy().weights | {"spread": 90},
        return_steps=("talk with the Business Unit",),
    )  # fmt: skip
    assert policy_from_json(json.loads(json.dumps(policy_to_json(policy)))) == policy
    assert policy_from_json({}) == Policy()


@pytest.mark.parametrize(
    "values",
    [
        {"notice_dais": 3},
        {"notice_days": -1},
        {"notice_days": "30"},
        {"notice_days": True},
        {"rule_levels": {"lead": "sometimes"}},
        {"path": [{"stage": "interview", "count": 1}]},
        {"path": 7},
    ],
)
def test_what_is_no_policy_is_a_problem(values: dict[str, object]) -> None:
    with pytest.raises(Problem):
        policy_from_json(values)


def test_what_a_policy_asks_for() -> None:
    policy = Policy()
    assert policy.required(Stage.CO_DELIVERY) == 2
    assert Policy(path=()).required(Stage.CO_DELIVERY) == 0
    assert policy.level_of("standing") is Level.BLOCK
    assert Policy(rule_levels={}).level_of("lead") is Level.OVERRIDE
    assert policy.level_of("nothing of the kind") is Level.IGNORE
    assert Level.OVERRIDE.words == "block with override"
    assert hash(policy) == hash(Policy())


def test_a_policy_that_lets_the_unchecked_in_says_so() -> None:
    assert no_longer_prevented(Policy()) == ()
    loose = Policy(rule_levels={"standing": Level.WARN, "approval": Level.IGNORE, "material": Level.OVERRIDE})
    assert no_longer_prevented(loose) == (
        "Whoever is lapsed, suspended, on hold or not yet approved is marked, and can be allocated and confirmed all the same.",
        "Whoever is not approved for the course is allocated and confirmed without a word.",
        "A session whose material is not approved can be confirmed by anybody who gives a reason.",
    )
    short = Policy(path=tuple(one for one in Policy().path if one.stage is not Stage.ELIGIBILITY_CHECK))
    assert no_longer_prevented(short) == ("A candidate whose eligibility nobody has checked can be signed off.",)
