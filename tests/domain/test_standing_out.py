"""Hold, suspension, pause, lapse by the register, withdrawal, and the ways back."""

from __future__ import annotations

import pytest

from tests.domain.cases import at, day, ev, kept_up, path, texts
from trainerpool.domain.standing import CourseLevel, State, course_level

GOOD = path() + kept_up()


def test_a_hold_lasts_to_its_end_and_stops_the_clocks() -> None:
    held = [*GOOD, ev("hold", "2026-12-01", until="2027-03-31")]
    assert at(held, "2026-11-30").state is State.APPROVED
    asked = at(held, "2026-12-01")
    assert asked.state is State.ON_HOLD
    assert not asked.may_deliver
    assert asked.hold_until == day("2027-03-31")
    assert asked.reasons[0].text == "On hold from 1 Dec 2026 until 31 Mar 2027."
    back = at(held, "2027-04-01")
    assert back.state is State.APPROVED
    # 121 days on hold are no part of the 12 months in which 2 deliveries are asked.
    assert at(GOOD, "2027-04-01").deliveries_due == day("2027-09-29")
    assert back.deliveries_due == day("2028-01-28")
    assert back.agreement_until == day("2027-09-13")


def test_the_end_of_a_hold_is_the_first_day_back() -> None:
    held = [*GOOD, ev("hold", "2026-12-01"), ev("hold_end", "2027-02-01")]
    assert at(held, "2027-01-31").state is State.ON_HOLD
    assert at(held, "2027-02-01").state is State.APPROVED


def test_a_hold_without_an_end_lapses_after_12_months() -> None:
    held = [*GOOD, ev("hold", "2026-12-01")]
    assert at(held, "2027-11-30").state is State.ON_HOLD
    asked = at(held, "2027-12-01")
    assert asked.state is State.LAPSED
    assert "the hold of 1 Dec 2026 reached 12 months without a return" in asked.reasons[0].text
    back = at([*held, ev("hold_end", "2028-01-10")], "2028-01-10")
    assert back.state is State.APPROVED
    assert back.returned_on == day("2028-01-10")
    assert "delivers beside an experienced trainer" in texts(back)


def test_a_hold_does_not_hide_a_lapse() -> None:
    lapsed = [*path(), ev("hold", "2027-06-01", until="2027-09-01")]
    assert at(lapsed, "2027-06-02").state is State.LAPSED


def test_a_hold_during_notice_stops_the_notice() -> None:
    missed = [item for item in GOOD if item.kind != "development_event"]
    held = [*missed, ev("hold", "2027-03-26", until="2027-04-04")]
    assert at(held, "2027-04-20").on_notice_until == day("2027-04-24")
    assert at(held, "2027-04-25").state is State.LAPSED


def test_a_candidate_may_be_on_hold() -> None:
    held = [*path()[:6], ev("hold", "2026-01-05", until="2026-03-01")]
    assert at(held, "2026-02-01").state is State.ON_HOLD
    assert at(held, "2026-03-02").stage == "Co-deliver, 1 of 2"


def test_a_suspension_lasts_until_its_end_is_recorded_whatever_its_review_day() -> None:
    out = [*GOOD, ev("suspension", "2026-12-01", until="2026-12-20", by="Marian Holt")]
    asked = at(out, "2027-01-15")
    assert asked.state is State.SUSPENDED
    assert not asked.may_deliver
    assert asked.courses == ()
    assert asked.reasons[0].text == "Suspended since 1 Dec 2026, decided by Marian Holt."
    assert asked.next_due[0].by == day("2026-12-20")
    assert at([*out, ev("suspension_end", "2027-01-20")], "2027-01-20").state is State.APPROVED


def test_with_only_the_month_known_a_suspension_counts_from_its_start() -> None:
    assert at([*GOOD, ev("suspension", "2026-12")], "2026-12-01").state is State.SUSPENDED


def test_nobody_is_signed_off_while_suspended() -> None:
    out = [*path()[:8], ev("suspension", "2026-03-01"), path()[8], ev("suspension_end", "2026-05-01")]
    asked = at(out, "2026-05-02")
    assert asked.state is State.CANDIDATE
    assert "a suspension was in force on that day" in texts(asked)


def test_pause_and_refer_stops_delivery_until_seen_again() -> None:
    paused = [*GOOD, ev("observed_delivery", "2026-11-01", by="Rosa Penhale", outcome="Pause and refer")]
    asked = at(paused, "2026-11-02")
    assert asked.state is State.SUSPENDED
    assert asked.reasons[0].text.startswith("Paused since 1 Nov 2026: a delivery observed by Rosa Penhale")
    seen = [*paused, ev("observed_delivery", "2026-11-20", outcome="Continue with actions")]
    assert at(seen, "2026-11-20").state is State.APPROVED
    assert at([*paused, ev("suspension_end", "2026-11-15")], "2026-11-15").state is State.APPROVED


def test_co_deliver_only_lets_the_trainer_co_train_but_not_lead() -> None:
    seen = [*GOOD, ev("observed_delivery", "2026-11-18", outcome="Co-deliver only until re-seen")]
    asked = at(seen, "2026-11-23")
    assert asked.may_deliver
    assert asked.co_deliver_only
    assert course_level(at(GOOD, "2026-11-23"), "NEG") is CourseLevel.LEAD
    assert course_level(asked, "NEG") is CourseLevel.CO


def test_who_leaves_is_alumni_and_keeps_the_history() -> None:
    left = [*GOOD, ev("withdrawal", "2027-01-31")]
    asked = at(left, "2027-02-01")
    assert asked.state is State.ALUMNI
    assert (asked.courses, asked.courses_ever) == ((), ("NEG",))
    assert asked.approved_from == day("2026-03-16")
    assert asked.approved_until is None
    assert asked.reasons[0].text == "Left the pool on 31 Jan 2027."
    assert at(left, "2027-01-30").state is State.APPROVED


def test_who_left_comes_back_by_a_new_application_and_a_new_sign_off() -> None:
    left = [*GOOD, ev("withdrawal", "2027-01-31"), ev("application", "2028-06-01", id="again")]
    assert at(left, "2028-06-01").state is State.CANDIDATE
    signed = [*left, ev("release_agreement", "2028-06-10"), ev("sign_off", "2028-07-01", by="Marian Holt", id="back")]
    asked = at(signed, "2028-07-02")
    assert asked.state is State.APPROVED
    assert asked.approved_from == day("2026-03-16")
    assert asked.returned_on == day("2028-07-01")
    assert course_level(asked, "NEG") is CourseLevel.NEW
    assert "observe part of a session" in texts(asked)
    done = [*signed, ev("return_step", "2028-06-20", outcome="observe part of a session")]
    assert "Still to do: talk with the Business Unit." in texts(at(done, "2028-07-02"))
    assert at(signed, "2029-07-01").returned_on is None


def test_a_short_absence_needs_no_pairing() -> None:
    kept = [*path(), ev("release_agreement", "2026-09-14"), ev("development_event", "2026-10-02")]
    asked = at([*kept, ev("sign_off", "2027-06-01", by="Marian Holt", id="back")], "2027-06-02")
    assert asked.state is State.APPROVED
    assert asked.returned_on is None


def test_the_register_says_lapsed_and_keeps_the_courses() -> None:
    register = [ev("transferred_approval", "2024-10-05", course="NEG"), ev("status_lapsed", "2026-11-21")]
    asked = at(register, "2026-11-21", records_begin=day("2026-11-21"))
    assert asked.state is State.LAPSED
    assert (asked.courses, asked.courses_ever) == ((), ("NEG",))
    assert asked.approved_from == day("2024-10-05")
    assert "Lapsed: the register says so, dated 21 Nov 2026." in texts(asked)
    only = at([ev("status_lapsed", "2026-11-21", course="DA")], "2026-12-01")
    assert (only.state, only.courses_ever) == (State.LAPSED, ("DA",))


def test_one_course_may_lapse_by_itself() -> None:
    register = [
        ev("transferred_approval", "2024-10-05", course="NEG"),
        ev("transferred_approval", "2024-10-05", course="DA"),
        ev("status_lapsed", "2026-06-01", course="DA"),
    ]
    asked = at(register, "2026-11-21", records_begin=day("2026-11-21"))
    assert asked.state is State.APPROVED
    assert (asked.courses, asked.courses_ever) == (("NEG",), ("DA", "NEG"))
    assert "Domestic Abuse lapsed on 1 Jun 2026" in texts(asked)


def test_a_sign_off_brings_a_lapsed_trainer_of_the_register_back() -> None:
    register = [
        ev("transferred_approval", "2026-04-20", course="NEG"),
        ev("status_lapsed", "2026-11-21"),
        ev("sign_off", "2027-01-12", by="Marian Holt"),
    ]
    asked = at(register, "2027-01-12", records_begin=day("2026-11-21"))
    assert (asked.state, asked.courses) == (State.APPROVED, ("NEG",))
    assert not asked.transferred


def test_a_renewal_asks_for_an_agreement_in_date() -> None:
    register = [ev("transferred_approval", "2026-04-20", course="NEG"), ev("sign_off", "2028-03-01", by="Marian Holt")]
    asked = at(register, "2028-03-02", records_begin=day("2026-11-21"))
    assert asked.state is State.LAPSED
    assert "no release agreement was in date on that day" in texts(asked)
    agreed = [*register, ev("release_agreement", "2028-02-20")]
    assert at(agreed, "2028-03-02", records_begin=day("2026-11-21")).state is State.APPROVED


@pytest.mark.parametrize("kind", ["withdrawal", "status_lapsed"])
def test_in_one_month_the_loss_wins_over_the_approval(kind: str) -> None:
    asked = at([ev("transferred_approval", "2026-05", course="NEG"), ev(kind, "2026-05")], "2026-06-10")
    assert asked.state in (State.ALUMNI, State.LAPSED)
