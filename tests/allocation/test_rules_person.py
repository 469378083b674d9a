"""Each rule about one trainer: what breaks it, what just does not, and the words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.allocation.small import ALWAYS, THURSDAY, approval, problem, session, trainer
from trainerpool.allocation.instance import Away, Block, Instance, StandingSpan
from trainerpool.allocation.levels import FORMAT_1, Finding, profile_of
from trainerpool.allocation.plan import Plan
from trainerpool.allocation.rules import findings
from trainerpool.domain.policy import Level

ALL = profile_of(dict.fromkeys(("own_agency_host", "cap_month"), Level.WARN))


def found(
    instance: Instance, code: str, pairs: list[tuple[str, str]] | None = None, who: str = "hari"
) -> Finding | None:
    some = findings(instance, who, "one", Plan.of(pairs or []), ALL)
    return next((one for one in some if one.code == code), None)


def test_rule_approval():
    none = problem([trainer("Hari", approvals=())], [session()])
    assert found(none, "approval").text == "No approval for Neglect."
    ended = problem([trainer("Hari", approvals=(approval(end=date(2027, 1, 20)),))], [session()])
    assert found(ended, "approval").text == "Cannot deliver on 21 Jan: approved for Neglect until 20 Jan."
    later = problem([trainer("Hari", approvals=(approval(start=date(2027, 1, 22)),))], [session()])
    assert found(later, "approval").text == "Cannot deliver on 21 Jan: approved for Neglect only from 22 Jan."
    last_day = problem([trainer("Hari", approvals=(approval(end=THURSDAY),))], [session()])
    assert found(last_day, "approval") is None
    second = session(blocks=(Block(THURSDAY, 570, 700), Block(THURSDAY + timedelta(1), 570, 700)))
    assert found(problem([trainer("Hari", approvals=(approval(end=THURSDAY),))], [second]), "approval") is not None
    joined = (approval(end=THURSDAY), approval("co", start=THURSDAY + timedelta(1)))
    assert found(problem([trainer("Hari", approvals=joined)], [second]), "approval") is None


def test_rule_standing():
    spans = (
        StandingSpan(ALWAYS[0], date(2027, 1, 20), True),
        StandingSpan(date(2027, 1, 21), ALWAYS[1], False, "On hold."),
    )
    held = problem([trainer("Hari", may_deliver=spans)], [session()])
    assert found(held, "standing").text == "May not deliver on 21 Jan: On hold."
    assert found(held, "standing").level is Level.BLOCK
    before = problem([trainer("Hari", may_deliver=spans)], [session(on=date(2027, 1, 20))])
    assert found(before, "standing") is None


def test_rule_availability():
    away = Away(date(2027, 1, 18), date(2027, 1, 22), "told on 2 Nov")
    gone = problem([trainer("Hari", blackouts=(away,))], [session()])
    assert found(gone, "availability").text == "Cannot deliver on 21 Jan: away 18 to 22 Jan, told on 2 Nov."
    assert found(gone, "availability").level is Level.OVERRIDE
    part_time = problem([trainer("Hari", weekdays=frozenset({0, 1}))], [session()])
    assert found(part_time, "availability").phrase == "does not work Thursdays"
    back = problem([trainer("Hari", blackouts=(away,))], [session(on=date(2027, 1, 25))])
    assert found(back, "availability") is None


@pytest.mark.parametrize(
    ("start", "site", "clashes"),
    [
        (740, "hall", True),
        (750, "hall", True),
        (779, "hall", True),
        (780, "hall", False),
        (799, "mill", True),
        (800, "mill", False),
        (779, None, True),
        (780, None, False),
    ],
)
def test_rule_overlap(start: int, site: str | None, clashes: bool):
    """The buffer is 30 minutes, and between hall and mill the longer direction: 50."""
    other = session("other", start=start, end=start + 60, site=site)
    instance = problem([trainer("Hari")], [session(), other])
    one = found(instance, "overlap", [("other", "hari")])
    assert (one is not None) == clashes
    if clashes and start == 740:
        assert one.text == "Cannot deliver on 21 Jan: on other that day, 12:20 to 13:20."
    if clashes and start == 799:
        assert "49 minutes between, 50 needed" in one.text


@pytest.mark.parametrize(
    ("cap", "on", "over"),
    [
        ("cap_week", date(2027, 1, 18), True),
        ("cap_week", date(2027, 1, 25), False),
        ("cap_month", date(2027, 1, 4), True),
        ("cap_month", date(2027, 2, 1), False),
        ("cap_term", date(2027, 3, 26), True),
        ("cap_term", date(2027, 3, 29), False),
        ("cap_year", date(2027, 12, 1), True),
        ("cap_year", date(2026, 12, 1), False),
    ],
)
def test_rules_cap_week_cap_month_cap_term_cap_year(cap: str, on: date, over: bool):
    instance = problem([trainer("Hari", **{cap: 1})], [session(), session("other", on=on)])
    assert (found(instance, cap, [("other", "hari")]) is not None) == over
    assert found(instance, cap) is None


def test_rule_cap_year_counts_what_is_done():
    instance = problem([trainer("Hari", cap_year=3, done_year={2027: 3})], [session()])
    assert found(instance, "cap_year").text == "Would go over the cap for the year: has 3 sessions in 2027, cap 3."


def test_rule_conflict():
    excluded = problem(
        [trainer("Hari")], [session(excluded=frozenset({"hari"}), excluded_why={"hari": "Manages the host team"})]
    )
    assert found(excluded, "conflict").text == "Manages the host team."
    never = problem([trainer("Hari"), trainer("Mercy")], [session()], conflict_pairs=(("mercy", "hari"),))
    assert found(never, "conflict", [("one", "mercy")]).text == "Never together with Mercy, who is on this session."
    assert found(never, "conflict") is None


def test_rules_agreement_and_agreement_lapsed():
    noticed = problem([trainer("Hari", agreement_until=date(2027, 1, 10))], [session()])
    assert found(noticed, "agreement").text == "Release agreement ends on 10 Jan; notice runs to 9 Feb."
    assert found(noticed, "agreement").level is Level.WARN
    assert found(noticed, "agreement_lapsed") is None
    lapsed = problem([trainer("Hari", agreement_until=date(2026, 12, 21))], [session()])
    assert found(lapsed, "agreement_lapsed").level is Level.BLOCK
    assert found(lapsed, "agreement") is None
    assert found(problem([trainer("Hari", agreement_until=THURSDAY)], [session()]), "agreement") is None


def test_rule_own_agency_host():
    hosted = problem([trainer("Hari")], [session(external=True, host_agency="council")])
    assert found(hosted, "own_agency_host").phrase == "is from the host agency, Northmoor Council"
    assert findings(hosted, "hari", "one", Plan(), profile_of({})) == ()
    assert (
        found(problem([trainer("Hari", "trust")], [session(external=True, host_agency="council")]), "own_agency_host")
        is None
    )


def test_rule_candidate():
    instance = problem([trainer("Hari", candidate=True)], [session()])
    assert found(instance, "candidate").level is Level.BLOCK
    assert findings(instance, "hari", "one", Plan(), ALL, "extra") == ()


def test_the_file_form_asks_nothing_a_pool_adds():
    instance = problem([trainer("Hari", candidate=True, agreement_until=date(2020, 1, 1), cap_week=0)], [session()])
    assert findings(instance, "hari", "one", Plan(), FORMAT_1) == ()


def test_rule_approval_lets_an_extra_earn_a_further_course():
    learning = problem([trainer("Hari", approvals=(), learning=frozenset({"neglect"}))], [session()])
    assert found(learning, "approval").level is Level.BLOCK
    assert findings(learning, "hari", "one", Plan(), ALL, "extra") == ()
    not_begun = problem([trainer("Hari", approvals=())], [session()])
    assert [one.code for one in findings(not_begun, "hari", "one", Plan(), ALL, "extra")] == ["approval"]
