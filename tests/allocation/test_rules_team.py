"""Each rule about a team or the whole plan, the board's cells, and what keeps a plan from being confirmed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.allocation.instances import make
from tests.allocation.small import problem, session, trainer
from trainerpool.allocation.explain import explain_empty
from trainerpool.allocation.instance import Instance, RecentPair
from trainerpool.allocation.levels import FORMAT_1, profile_of
from trainerpool.allocation.plan import Assignment, Plan
from trainerpool.allocation.rules import RULES, cell, check_plan, findings, team_findings
from trainerpool.allocation.solve import solve
from trainerpool.domain.policy import Level

POOL = profile_of({})
PAIR = [trainer("Hari"), trainer("Mercy", "trust", "co"), trainer("Imke", "trust", "new"), trainer("Olivia")]


def codes(instance: Instance, *team: str) -> set[str]:
    return {one.code for one in team_findings(instance, "one", team, POOL)}


def test_every_rule_has_a_test_named_for_it():
    written = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_rules_*.py"))
    names = [line for line in written.splitlines() if line.startswith("def test_rule")]
    assert [code for code in RULES if not any(code in name for name in names)] == []


def test_rule_enough_trainers():
    instance = problem(PAIR, [session()])
    assert codes(instance, "hari") == {"enough_trainers"}
    assert codes(instance, "hari", "mercy") == set()


def test_rule_lead():
    instance = problem(PAIR, [session()])
    one = next(one for one in team_findings(instance, "one", ("mercy", "imke"), POOL) if one.code == "lead")
    assert one.text == "Mercy and Imke may all co-train, not lead, and no place is left for a lead."
    assert one.level is Level.OVERRIDE
    assert "lead" not in codes(instance, "mercy")


def test_rule_first_solo():
    instance = problem(PAIR, [session()])
    assert codes(instance, "imke") == {"first_solo", "enough_trainers"}
    assert codes(instance, "imke", "hari") == set()


def test_rule_multi_agency():
    instance = problem(PAIR, [session(multi_agency=True)])
    assert codes(instance, "hari", "olivia") == {"multi_agency"}
    assert codes(instance, "hari", "mercy") == set()
    assert codes(instance, "hari") == {"enough_trainers"}


def test_rule_multi_agency_course():
    strict = problem(PAIR, [session(multi_agency=True, agencies_must_differ=True)])
    [one] = team_findings(strict, "one", ("hari", "olivia"), POOL)
    assert (one.code, one.level) == ("multi_agency_course", Level.BLOCK)
    result = solve(strict, seconds=9, profile=POOL)
    assert len({strict.trainer_by_id[one].agency for one in result.plan.team("one")}) == 2
    alone = problem([PAIR[0], PAIR[3]], [session(multi_agency=True, agencies_must_differ=True)])
    kept = solve(alone, seconds=9, profile=POOL)
    assert len(kept.plan.team("one")) == 1
    [place] = explain_empty(alone, kept.plan, POOL, optimal=True)
    assert place.blocking == ("multi_agency_course",)
    assert "is from the same agency as the others" in place.text


def test_rule_same_pair():
    thrice = problem(PAIR, [session()], recent_pairs=(RecentPair("mercy", "hari", 3),))
    assert codes(thrice, "hari", "mercy") == {"same_pair"}
    twice = problem(PAIR, [session()], recent_pairs=(RecentPair("mercy", "hari", 2),))
    assert codes(twice, "hari", "mercy") == set()


def test_rules_material_and_material_unrecorded():
    assert codes(problem(PAIR, [session(material="not approved")]), "hari", "mercy") == {"material"}
    unrecorded = team_findings(problem(PAIR, [session(material="none recorded")]), "one", ("hari", "mercy"), POOL)
    assert [(one.code, one.level, one.text) for one in unrecorded] == [
        ("material_unrecorded", Level.WARN, "No approved version recorded.")
    ]


def test_rules_unknown_duplicate_overfilled_pinned():
    instance = problem(PAIR, [session(need=1)], pinned=[("one", "olivia")])
    plan = Plan.of([("one", "hari"), ("one", "hari"), ("one", "mercy"), ("two", "hari")])
    found = {one.code for one in check_plan(instance, plan, FORMAT_1).about_plan}
    assert found == {"unknown", "duplicate", "overfilled", "pinned"}


def test_a_reason_opens_what_may_be_overridden_and_nothing_else():
    instance = problem([trainer("Hari", weekdays=frozenset({0})), trainer("Mercy", "trust")], [session()])
    bare = Plan.of([("one", "hari"), ("one", "mercy")])
    assert [one.code for one in check_plan(instance, bare, POOL).in_the_way] == ["availability"]
    given = Plan((Assignment("one", "hari", override="Hari swaps the day"), Assignment("one", "mercy")))
    assert check_plan(instance, given, POOL).in_the_way == ()
    blocked = problem([trainer("Hari", approvals=()), trainer("Mercy", "trust")], [session()])
    assert [one.code for one in check_plan(blocked, given, POOL).in_the_way] == ["approval"]


def test_the_board_shows_the_worst_and_its_reason():
    gone = trainer("Hari", weekdays=frozenset({0}), cap_week=0)
    instance = problem(
        [gone, trainer("Mercy", approvals=()), trainer("Olivia", cap_week=0), trainer("Imke")], [session()]
    )
    shown = {one: cell(instance, one, "one", Plan(), POOL) for one in ("hari", "mercy", "olivia", "imke")}
    assert [one.state for one in shown.values()] == ["override", "blocked", "warning", "eligible"]
    assert shown["hari"].finding.code == "availability"
    assert shown["imke"].finding is None


def test_the_last_place_is_shown_as_kept_for_a_lead():
    instance = problem(PAIR, [session()])
    plan = Plan.of([("one", "mercy")])
    assert [one.code for one in findings(instance, "imke", "one", plan, POOL)] == ["lead"]
    assert findings(instance, "hari", "one", plan, POOL) == ()


def test_a_board_of_90_by_64_is_quick():
    instance = make("S")
    plan = Plan.of([(one.id, instance.trainers[number % 40].id) for number, one in enumerate(instance.sessions)])
    cell(instance, instance.trainers[0].id, instance.sessions[0].id, plan, POOL)
    began = time.perf_counter()
    for one in instance.sessions:
        for other in instance.trainers:
            cell(instance, other.id, one.id, plan, POOL)
    each = (time.perf_counter() - began) / (len(instance.sessions) * len(instance.trainers))
    # 5,760 cells in 0.3 s are 52 microseconds each; the factor 4 is for a shared machine.
    assert each < 4 * 52e-6, f"{each * 1e6:.1f} microseconds a cell"


def test_the_same_pair_in_a_row_is_counted_through_the_plan():
    days = [date(2027, 1, day) for day in (11, 12, 13, 14)]
    pool = [trainer("Hari"), trainer("Mercy", agency="trust"), trainer("Olivia", agency="trust")]
    made = problem(pool, [session(f"s{n}", on=day) for n, day in enumerate(days)])
    together = Plan.of([(f"s{n}", who) for n in range(4) for who in ("hari", "mercy")])
    levels = profile_of({})
    found = [one for n in range(4) for one in team_findings(made, f"s{n}", ("hari", "mercy"), levels, together)]
    said = [(one.session, one.text) for one in found if one.code == "same_pair"]
    assert said == [("s3", "Hari and Mercy would be together for the 4th session in a row; the limit is 3.")]
    # Somebody else in between, and the row begins anew.
    broken = together.without("s1", "mercy").adding("s1", "olivia")
    assert "same_pair" not in {one.code for one in team_findings(made, "s3", ("hari", "mercy"), levels, broken)}
    # What was before the plan counts where the plan goes on with it.
    before = replace(made, recent_pairs=(RecentPair("hari", "mercy", 2),), recent_before=days[0])
    assert "same_pair" in {one.code for one in team_findings(before, "s1", ("hari", "mercy"), levels, together)}
    assert "same_pair" not in {one.code for one in team_findings(before, "s0", ("hari", "mercy"), levels, together)}


def test_a_pair_that_policy_blocks_is_not_proposed_again():
    pool = [trainer("Hari"), trainer("Mercy", agency="trust"), trainer("Olivia", agency="trust")]
    made = problem(pool, [session()], recent_pairs=(RecentPair("hari", "mercy", 3),))
    result = solve(made, seconds=5, profile=profile_of({"same_pair": "block"}))
    assert result.optimal
    assert not {"hari", "mercy"} <= set(result.plan.team("one"))
    assert len(result.plan.team("one")) == 2
