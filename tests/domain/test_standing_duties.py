"""What keeps a trainer approved: agreement, deliveries, development; and what only warns."""

from __future__ import annotations

import pytest

from tests.domain.cases import at, day, ev, kept_up, path, texts, without
from trainerpool.domain.standing import Meaning, State


def test_a_missed_development_event_gives_30_days_of_notice_then_lapses() -> None:
    good = without(path() + kept_up(), "development_event")
    assert at(good, "2027-03-15").on_notice_until is None
    noticed = at(good, "2027-03-16")
    assert noticed.state is State.APPROVED
    assert noticed.may_deliver
    assert noticed.on_notice_until == day("2027-04-14")
    assert noticed.reasons[0].meaning is Meaning.ATTENTION
    assert noticed.reasons[0].text.startswith("On notice until Wed 14 Apr 2027: no development event is recorded")
    assert "After that Nadia Farouk may not deliver." in noticed.reasons[0].text
    assert at(good, "2027-04-14").state is State.APPROVED
    lapsed = at(good, "2027-04-15")
    assert lapsed.state is State.LAPSED
    assert not lapsed.may_deliver
    assert lapsed.courses == ()
    assert lapsed.courses_ever == ("NEG",)
    assert lapsed.approved_until == day("2027-04-14")
    assert at(good, "2026-11-23").forecast[:2] == (
        (day("2027-03-16"), "notice of 30 days begins: no development event is recorded, 1 asked in 12 months"),
        (day("2027-04-15"), "lapsed: may not deliver"),
    )


def test_the_missing_event_brings_the_approval_back() -> None:
    late = [*without(path() + kept_up(), "development_event"), ev("development_event", "2027-05-03")]
    assert at(late, "2027-05-02").state is State.LAPSED
    assert at(late, "2027-05-03").state is State.APPROVED


def test_the_agreement_is_renewed_every_12_months() -> None:
    once = [*path(), *without(kept_up(), "release_agreement")]
    assert at(once, "2026-09-16").agreement_until == day("2026-09-16")
    assert at(once, "2026-09-16").on_notice_until is None
    assert at(once, "2026-09-17").on_notice_until == day("2026-10-16")
    lapsed = at(once, "2026-10-17")
    assert lapsed.state is State.LAPSED
    assert "the release agreement ended on 16 Sep 2026" in lapsed.summary
    assert at([*once, ev("release_agreement", "2026-11-02")], "2026-11-02").state is State.APPROVED


def test_an_agreement_may_say_its_own_end() -> None:
    asked = at([*path(), ev("release_agreement", "2026-03-01", until="2028-07-31")], "2027-01-05")
    assert asked.agreement_until == day("2028-07-31")


def test_none_is_demanded_in_the_first_12_months_then_2_deliveries_in_any_12() -> None:
    kept = [item for item in kept_up() if item.kind != "delivery"]
    kept += [ev("release_agreement", "2027-09-01"), ev("development_event", "2027-09-20")]
    one = [*path(), *kept, ev("delivery", "2026-06-10", course="NEG")]
    assert at(one, "2027-03-15").on_notice_until is None
    asked = at(one, "2027-03-16")
    assert asked.on_notice_until == day("2027-04-14")
    assert "1 delivery in 12 months, 2 asked" in asked.reasons[0].text
    assert (asked.deliveries_12_months, asked.least_deliveries) == (1, 2)
    two = [*one, ev("delivery", "2027-03-20", course="NEG")]
    assert at(two, "2027-03-20").on_notice_until is None
    assert at(two, "2027-06-09").on_notice_until is None
    assert at(two, "2027-06-10").on_notice_until == day("2027-07-09")


def test_deliveries_of_a_candidate_or_while_lapsed_do_not_count() -> None:
    early = ev("delivery", "2026-02-01", course="NEG")
    late = [ev("delivery", on, course="NEG") for on in ("2027-05-02", "2027-05-20")]
    kept = [*path(), ev("release_agreement", "2026-09-14"), ev("development_event", "2026-10-02"), early, *late]
    asked = at(kept, "2027-06-01")
    assert asked.state is State.LAPSED
    assert asked.deliveries_12_months == 0
    assert "0 deliveries in 12 months, 2 asked" in asked.summary


@pytest.mark.parametrize("back", ["sign_off", "return_step"])
def test_a_return_starts_the_deliveries_afresh(back: str) -> None:
    kept = [*path(), ev("release_agreement", "2026-09-14"), ev("development_event", "2026-10-02")]
    assert at(kept, "2027-06-01").lapsed_on == day("2027-04-15")
    asked = at([*kept, ev(back, "2027-06-01", by="Marian Holt", id="back")], "2027-06-01")
    assert asked.state is State.APPROVED
    assert asked.deliveries_due == day("2028-05-31")


def test_an_overdue_observation_warns_and_never_lapses() -> None:
    unseen = [*without(path() + kept_up(), "observed_delivery", 2), path()[7]]
    assert at(unseen, "2026-09-15").observation_due == day("2026-09-15")
    asked = at(unseen, "2027-03-01")
    assert asked.state is State.APPROVED
    assert asked.on_notice_until is None
    said = next(reason for reason in asked.reasons if reason.rule == "observation")
    assert (said.meaning, said.text) == (Meaning.ATTENTION, "Observation overdue since 15 Sep 2026.")


@pytest.mark.parametrize(
    ("outcome", "due"),
    [
        ("Continue", "2028-09-07"),
        (None, "2028-09-07"),
        ("Continue with actions", "2027-09-07"),
        ("Co-deliver only", "2026-09-08"),
    ],
)
def test_the_next_observation_depends_on_the_outcome(outcome: str | None, due: str) -> None:
    kept = without(kept_up(), "observed_delivery")
    asked = at([*path(), *kept, ev("observed_delivery", "2026-09-08", outcome=outcome)], "2026-11-23")
    assert asked.observation_due == day(due)
    assert asked.co_deliver_only is (outcome == "Co-deliver only")
    assert asked.may_deliver


@pytest.mark.parametrize(
    ("by", "why"),
    [("Dana Barlow", "Dana Barlow, who observed, is a mentor"), ("N. Farouk", "the trainer is named as observer")],
)
def test_what_a_mentor_or_the_trainer_saw_moves_no_observation_and_lifts_no_limit(by: str, why: str) -> None:
    ours = ev("observed_delivery", "2026-10-20", by=by, outcome="Continue with actions")
    asked = at([*path(), *kept_up(), ours], "2026-11-23")
    assert (asked.last_observed, asked.observation_due) == (day("2026-09-08"), day("2028-09-07"))
    said = next(one for one in asked.reasons if one.evidence == (ours.id,))
    assert said.text == f"The delivery observed on 20 Oct 2026 does not count as an observation: {why}."
    never = at([*path(), *without(kept_up(), "observed_delivery"), ours], "2026-11-23")
    assert (never.last_observed, never.observation_due) == (None, day("2026-09-15"))
    limited = ev("observed_delivery", "2026-10-01", by="Rosa Penhale", outcome="Co-deliver only")
    still = at([*path(), *kept_up(), limited, ours], "2026-11-23")
    assert (still.co_deliver_only, still.observation_due) == (True, day("2026-10-01"))
    again = ev("observed_delivery", "2026-11-02", by="Rosa Penhale", outcome="Continue")
    seen = at([*path(), *kept_up(), limited, ours, again], "2026-11-23")
    assert (seen.co_deliver_only, seen.observation_due) == (False, day("2028-11-01"))
    assert not any("does not count" in one.text for one in seen.reasons)


def test_who_only_later_became_a_mentor_was_independent_that_day() -> None:
    together = ev("co_delivery", "2026-10-20", by="Rosa Penhale", course="DA")
    asked = at([*path(), *kept_up(), together], "2026-11-23")
    assert asked.last_observed == day("2026-09-08")


def test_a_limit_keeps_its_clock_through_an_observation_without_an_outcome() -> None:
    limited = ev("observed_delivery", "2026-10-01", by="Rosa Penhale", outcome="Pause and refer")
    asked = at([*path(), *kept_up(), limited, ev("observed_delivery", "2026-11-02", by="Asha Thwaite")], "2026-11-23")
    assert (asked.last_observed, asked.observation_due) == (day("2026-10-01"), day("2026-10-01"))


def test_what_a_mentor_says_they_saw_still_limits() -> None:
    asked = at(
        [*path(), *kept_up(), ev("observed_delivery", "2026-10-01", by="Dana Barlow", outcome="Co-deliver only")],
        "2026-11-23",
    )
    assert (asked.co_deliver_only, asked.observation_due) == (True, day("2026-10-01"))


def test_one_recorded_decision_extends_the_notice_once() -> None:
    missed = without(path() + kept_up(), "development_event")
    longer = [*missed, ev("notice_extension", "2027-04-10", until="2027-05-31", by="Marian Holt")]
    asked = at(longer, "2027-05-31")
    assert asked.state is State.APPROVED
    assert asked.on_notice_until == day("2027-05-31")
    assert "a decision of 10 Apr 2027 extended it once" in texts(asked)
    assert at(longer, "2027-06-01").state is State.LAPSED
    twice = [*longer, ev("notice_extension", "2027-05-20", until="2027-07-31", id="second")]
    assert at(twice, "2027-06-01").state is State.LAPSED
    too_late = [*missed, ev("notice_extension", "2027-04-16", until="2027-05-31")]
    assert at(too_late, "2027-04-20").state is State.LAPSED


def test_a_decision_may_count_as_a_delivery_once_a_year() -> None:
    kept = [*path(), ev("release_agreement", "2026-09-14"), ev("development_event", "2026-10-02")]
    one = [*kept, ev("delivery", "2026-12-01", course="NEG"), ev("equivalence", "2026-12-20", outcome="delivery")]
    assert at(one, "2027-03-20").on_notice_until is None
    none = [*kept, *(ev("equivalence", on, outcome="delivery") for on in ("2026-12-20", "2027-01-20"))]
    assert at(none, "2027-03-20").deliveries_12_months == 1
    assert at(none, "2027-03-20").on_notice_until is not None


def test_approval_ends_after_36_months_and_a_new_sign_off_renews_it() -> None:
    years = [
        ev(kind, f"{year}-{month}-10", id=f"{kind}{year}{month}")
        for year in (2026, 2027, 2028, 2029)
        for kind, month in (
            ("release_agreement", "08"),
            ("delivery", "05"),
            ("delivery", "09"),
            ("development_event", "10"),
        )
    ]
    whole = path() + years
    assert at(whole, "2029-03-15").state is State.APPROVED
    ended = at(whole, "2029-03-16")
    assert ended.state is State.LAPSED
    assert "approval ended on 15 Mar 2029" in ended.reasons[0].text
    renewed = [*whole, ev("sign_off", "2029-02-20", by="Marian Holt", id="renewal")]
    asked = at(renewed, "2029-03-16")
    assert asked.state is State.APPROVED
    assert (asked.approved_from, asked.approved_until) == (day("2026-03-16"), day("2032-02-19"))


@pytest.mark.parametrize(("signed", "until"), [("2028-02-29", "2031-02-27"), ("2026-08-31", "2029-08-30")])
def test_the_ends_of_months_and_leap_years(signed: str, until: str) -> None:
    assert at(path(signed=signed), signed).approved_until == day(until)


def test_a_leap_day_lasts_to_the_end_of_february() -> None:
    asked = at(
        [*path()[:8], ev("sign_off", "2028-02-29", by="Marian Holt"), ev("release_agreement", "2028-02-29")],
        "2028-03-01",
    )
    assert asked.agreement_until == day("2029-02-27")
