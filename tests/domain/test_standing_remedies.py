"""What a standing says would bring a trainer back does: each cause named is one, and together they are all there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tests.domain.cases import at, ev, path, texts
from tests.domain.test_standing_second_reckoning import NAME, Lives
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import PolicyVersion, policy_on
from trainerpool.domain.standing import Meaning, Reason, Standing, State, standing

OUT = frozenset({State.LAPSED, State.SUSPENDED})
# An agreed return and a new sign-off begin the other duties afresh, and end a hold that ran over; the decision that
# ends a suspension ends a pause.
ALSO_MENDS = {
    "suspension": {"observation"},
    "deliveries": {"development", "hold"},
    "approval": {"agreement", "deliveries", "development", "hold"},
}


def remedy(reason: Reason, on: date, versions: tuple[PolicyVersion, ...]) -> list[Evidence]:
    """What the reason says would mend it, recorded on a day."""
    agreed = Evidence("mend-agreement", EvidenceKind.RELEASE_AGREEMENT, on)
    signed = Evidence("mend-approval", EvidenceKind.SIGN_OFF, on, by="Ines Okafor", course="NEG")
    match reason.rule:
        case "suspension":
            return [Evidence("mend-suspension", EvidenceKind.SUSPENSION_END, on)]
        case "observation":
            seen = Evidence(
                "mend-observation", EvidenceKind.OBSERVED_DELIVERY, on, by="Rosa Penhale", outcome="Continue"
            )
            return [replace(seen, starred_met=True)]
        case "agreement":
            return [agreed]
        case "approval" | "status_lapsed":
            return [agreed, signed] if "agreement in date" in reason.detail else [signed]
        case "development":
            asked = policy_on(versions, on).development_events
            return [Evidence(f"mend-{number}", EvidenceKind.DEVELOPMENT_EVENT, on) for number in range(asked)]
        case "hold":
            return [Evidence("mend-hold", EvidenceKind.HOLD_END, on)]
        case "deliveries":
            return [Evidence("mend-deliveries", EvidenceKind.RETURN_STEP, on)]
    raise AssertionError(reason)


def stops(now: Standing) -> list[Reason]:
    return [reason for reason in now.reasons if reason.meaning is Meaning.STOP]


@dataclass(frozen=True)
class Life:
    """One life, asked again with what would mend it."""

    items: tuple[Evidence, ...]
    versions: tuple[PolicyVersion, ...]
    begin: date | None

    def at(self, day: date, more: Iterable[Evidence] = ()) -> Standing:
        items = [*self.items, *{one.id: one for one in more}.values()]
        return standing(items, self.versions, day, records_begin=self.begin, name=NAME)

    def mended(self, reasons: Iterable[Reason], day: date) -> Standing:
        return self.at(day, [one for reason in reasons for one in remedy(reason, day, self.versions)])


def causes_hold(life: Life, on: date) -> bool:
    """Whether somebody is out on two days for the same causes; then every one of them is held to its word."""
    day = on + timedelta(days=1)
    now, then = life.at(on), life.at(day)
    if now.state not in OUT or then.state is not now.state or not then.courses_held:
        return False
    if then.state is State.SUSPENDED and then.approved_until is None:
        return False  # who is back on the path is a candidate once the suspension ends
    named = stops(then)
    if {one.rule for one in named} != {one.rule for one in stops(now)}:
        return False
    whole = life.mended(named, day)
    assert whole.may_deliver or whole.state is State.ON_HOLD, (day, life, named, whole.reasons)
    for reason in named:
        others = [one for one in named if one is not reason]
        left = life.mended(others, day)
        helped = set[str]().union(*(ALSO_MENDS.get(one.rule, set()) for one in others))
        assert not left.may_deliver or reason.rule in helped, (day, life, reason, left.reasons)
    return True


@pytest.mark.parametrize("seed", range(4))
def test_every_cause_named_is_one_and_together_they_are_all(seed: int, dose: int) -> None:
    seen = 0
    for number in range(12 * dose):
        lives = Lives(7_000_000 + seed * 100_000 + number)
        life = Life(lives.life(), lives.versions(), lives.random.choice((None, None, lives.day())))
        seen += sum(causes_hold(life, on) for on in lives.questions(life.versions))
    assert seen


def test_two_lapses_are_both_named_and_neither_promises_the_approval_alone() -> None:
    idle = [*path(), ev("development_event", "2026-10-02"), ev("development_event", "2027-09-20")]
    asked = at(idle, "2027-12-01")
    assert [one.rule for one in asked.reasons if one.meaning is Meaning.STOP] == ["agreement", "deliveries"]
    assert "brings the approval back" not in texts(asked)
    renewed = at([*idle, ev("release_agreement", "2027-11-30")], "2027-12-01")
    assert "An agreed return or a new sign-off brings the approval back." in texts(renewed)


def test_a_suspension_over_a_pause_and_a_lapse_names_all_three() -> None:
    items = [
        *path(),
        ev("observed_delivery", "2026-10-01", by="Rosa Penhale", outcome="Pause and refer", id="pause"),
        ev("suspension", "2026-10-05", by="Marian Holt"),
    ]
    asked = at(items, "2027-06-01")
    assert asked.state is State.SUSPENDED
    assert {one.rule for one in asked.reasons if one.meaning is Meaning.STOP} == {
        "suspension", "observation", "agreement", "deliveries", "development",
    }  # fmt: skip


def test_a_sign_off_is_promised_to_count_only_where_an_agreement_is_in_date() -> None:
    ended = [*path(), *(ev("delivery", on, course="NEG") for on in ("2028-03-01", "2028-12-01"))]
    assert "A release agreement in date with a new sign-off by someone independent" in texts(at(ended, "2029-06-01"))


def test_a_decision_that_refuses_is_no_ground_of_an_approval() -> None:
    refused = ev("equivalence", "2026-01-05", outcome="not accepted as a shadow", by="Marian Holt")
    assert "By decision of" not in texts(at([*path(), refused], "2026-04-01"))
    granted = ev("equivalence", "2026-01-05", outcome="shadow", by="Marian Holt")
    assert "By decision of 5 Jan 2026: shadow." in texts(at([*path(), granted], "2026-04-01"))
