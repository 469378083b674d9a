"""The policy of the day: evidence by its own date, periods by their beginning, duties by the day asked about."""

from __future__ import annotations

from tests.domain.cases import at, day, ev, kept_up, path, texts, without
from trainerpool.domain.path import DEFAULT_PATH, PathStage, Stage
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.standing import State

OLD = PolicyVersion(None, Policy())


def then(on: str, policy: Policy, *, running: bool = False) -> tuple[PolicyVersion, ...]:
    return (OLD, PolicyVersion(day(on), policy, running))


def three_co_deliveries() -> Policy:
    asked = [PathStage(Stage.CO_DELIVERY, 3) if one.stage is Stage.CO_DELIVERY else one for one in DEFAULT_PATH]
    return Policy(path=tuple(asked))


def test_a_sign_off_is_judged_by_the_path_of_its_own_day() -> None:
    after = then("2026-03-17", three_co_deliveries())
    before = then("2026-03-16", three_co_deliveries())
    assert at(path(), "2026-06-01", policies=after).state is State.APPROVED
    asked = at(path(), "2026-06-01", policies=before)
    assert asked.state is State.CANDIDATE
    assert "2 of 3 co-deliver sessions were on record" in texts(asked)
    assert asked.stage == "Co-deliver, 2 of 3"


def test_the_first_policy_is_in_force_for_all_earlier_days_too() -> None:
    only = (PolicyVersion(day("2026-11-01"), three_co_deliveries()),)
    assert at(path(), "2026-06-01", policies=only).state is State.CANDIDATE


def test_an_approval_keeps_the_length_in_force_when_it_began() -> None:
    shorter = then("2026-09-01", Policy(approval_months=12))
    assert at(path() + kept_up(), "2026-11-01", policies=shorter).approved_until == day("2029-03-15")
    running = then("2026-09-01", Policy(approval_months=12), running=True)
    assert at(path() + kept_up(), "2026-08-31", policies=running).approved_until == day("2029-03-15")
    assert at(path() + kept_up(), "2026-09-01", policies=running).approved_until == day("2027-03-15")


def test_a_policy_on_running_periods_ends_none_before_its_own_first_day() -> None:
    running = then("2027-01-10", Policy(approval_months=6), running=True)
    kept = path() + kept_up()
    assert at(kept, "2027-01-09", policies=running).state is State.APPROVED
    asked = at(kept, "2027-01-10", policies=running)
    assert asked.state is State.LAPSED
    assert "approval ended on 9 Jan 2027" in texts(asked)


def test_a_longer_length_does_not_revive_what_had_ended() -> None:
    longer = then("2029-06-01", Policy(approval_months=60), running=True)
    assert at(path(), "2029-06-02", policies=longer).state is State.LAPSED


def test_an_agreement_keeps_its_length_too() -> None:
    shorter = then("2026-10-01", Policy(agreement_months=6))
    assert at(path() + kept_up(), "2026-11-01", policies=shorter).agreement_until == day("2027-09-13")
    running = then("2026-10-01", Policy(agreement_months=6), running=True)
    assert at(path() + kept_up(), "2026-11-01", policies=running).agreement_until == day("2027-03-13")


def test_a_stricter_duty_is_missed_from_its_own_first_day() -> None:
    kept = [*path(), *kept_up(), ev("delivery", "2027-02-01", course="NEG")]
    stricter = then("2027-07-01", Policy(least_deliveries=4))
    assert at(kept, "2027-06-30", policies=stricter).on_notice_until is None
    asked = at(kept, "2027-07-01", policies=stricter)
    assert asked.on_notice_until == day("2027-07-30")
    assert "3 deliveries in 12 months, 4 asked" in texts(asked)


def test_a_stricter_duty_revives_nobody() -> None:
    kept = [*path(), ev("release_agreement", "2026-09-14"), ev("development_event", "2026-10-02")]
    assert at(kept, "2027-06-30").state is State.LAPSED
    stricter = then("2027-07-01", Policy(least_deliveries=4))
    asked = at(kept, "2027-07-02", policies=stricter)
    assert asked.state is State.LAPSED
    assert asked.lapsed_on == day("2027-04-15")


def test_a_milder_duty_does() -> None:
    kept = [*path(), ev("release_agreement", "2026-09-14"), ev("development_event", "2026-10-02")]
    milder = then("2027-07-01", Policy(least_deliveries=0))
    assert at(kept, "2027-06-30", policies=milder).state is State.LAPSED
    assert at(kept, "2027-07-01", policies=milder).state is State.APPROVED


def test_a_policy_may_ask_for_no_development() -> None:
    kept = without(path() + kept_up(), "development_event")
    asked = at(kept, "2027-03-20", policies=(PolicyVersion(None, Policy(development_events=0)),))
    assert asked.on_notice_until is None


def test_a_path_may_leave_a_stage_out() -> None:
    short = Policy(path=tuple(one for one in DEFAULT_PATH if one.stage is not Stage.ELIGIBILITY_CHECK))
    asked = at(without(path(), "eligibility_check"), "2026-04-01", policies=(PolicyVersion(None, short),))
    assert asked.state is State.APPROVED
    assert len(asked.path) == 7


def test_notice_lasts_as_long_as_the_policy_of_its_first_day_says() -> None:
    missed = without(path() + kept_up(), "development_event")
    longer = then("2027-03-20", Policy(notice_days=60))
    assert at(missed, "2027-03-25", policies=longer).on_notice_until == day("2027-04-14")
    sooner = then("2027-03-16", Policy(notice_days=60))
    assert at(missed, "2027-03-25", policies=sooner).on_notice_until == day("2027-05-14")


def test_it_can_be_asked_who_would_change() -> None:
    kept = path() + kept_up()
    proposed = then("2027-01-01", Policy(approval_months=3), running=True)
    assert at(kept, "2027-01-01").state is State.APPROVED
    assert at(kept, "2027-01-01", policies=proposed).state is State.LAPSED
