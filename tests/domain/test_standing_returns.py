"""Coming back: what counts as a return, what a renewal asks for, and what days on hold are worth."""

from __future__ import annotations

import pytest

from tests.domain.cases import at, day, ev, kept_up, path, texts, without
from trainerpool.domain.standing import State

IDLE = [
    *path(),
    *(ev("release_agreement", on) for on in ("2026-09-14", "2027-09-01", "2028-08-20")),
    *(ev("development_event", on) for on in ("2026-10-02", "2027-09-20", "2028-09-10")),
]


def test_a_return_step_while_nobody_was_away_excuses_no_delivery() -> None:
    assert at(IDLE, "2027-03-16").on_notice_until == day("2027-04-14")
    early = [*IDLE, ev("return_step", "2027-02-01", outcome="talk with the Business Unit")]
    assert at(early, "2027-03-16").on_notice_until == day("2027-04-14")
    on_notice = [*IDLE, ev("return_step", "2027-03-20", outcome="talk with the Business Unit")]
    assert at(on_notice, "2027-04-15").state is State.LAPSED


def test_a_return_step_after_a_lapse_brings_back_and_begins_the_deliveries_afresh() -> None:
    back = [*IDLE, ev("return_step", "2027-05-10", outcome="talk with the Business Unit")]
    assert at(back, "2027-05-09").state is State.LAPSED
    assert at(back, "2027-05-10").state is State.APPROVED
    again = [*back, ev("return_step", "2028-02-01", outcome="observe part of a session", id="later")]
    assert at(again, "2028-05-10").on_notice_until == day("2028-06-08")


def test_a_renewal_after_the_path_asks_for_an_agreement_in_date_too() -> None:
    lapsed = [*without(IDLE, "release_agreement", 4), path()[1]]
    signed = [*lapsed, ev("sign_off", "2028-01-10", by="Marian Holt", course="NEG", id="again")]
    asked = at(signed, "2028-01-10")
    assert asked.state is State.LAPSED
    assert "does not count: no release agreement was in date on that day" in texts(asked)
    agreed = [*signed, ev("release_agreement", "2028-01-09")]
    assert at(agreed, "2028-01-10").state is State.APPROVED


def test_a_day_on_two_holds_moves_what_is_due_once() -> None:
    one = [*path(), *kept_up(), ev("hold", "2027-01-01", until="2027-01-31")]
    two = [*one, ev("hold", "2027-01-11", until="2027-01-31")]
    assert at(two, "2027-02-10").deliveries_due == at(one, "2027-02-10").deliveries_due == day("2027-10-30")
    longer = [*one, ev("hold", "2027-01-11", until="2027-02-10")]
    assert at(longer, "2027-02-10").deliveries_due == day("2027-11-09")


def test_a_delivery_while_paused_does_not_count() -> None:
    kept = without([*path(), *kept_up()], "delivery", 4)
    paused = [*kept, ev("observed_delivery", "2026-10-01", by="Rosa Penhale", outcome="Pause and refer", id="stop")]
    seen = [*paused, ev("observed_delivery", "2026-12-01", by="Rosa Penhale", outcome="Continue", id="go")]
    delivered = [ev("delivery", on, course="NEG") for on in ("2026-09-30", "2026-11-17", "2026-12-08")]
    assert at([*seen, *delivered], "2026-12-10").deliveries_12_months == 2


@pytest.mark.parametrize(("earlier", "left"), [("2026-12-01", True), ("2028-06-20", False)])
def test_the_steps_of_an_earlier_return_are_not_those_of_this_one(earlier: str, left: bool) -> None:
    gone = [*path(), *kept_up(), ev("withdrawal", "2027-01-31"), ev("application", "2028-06-01", id="again")]
    back = [*gone, ev("release_agreement", "2028-06-10"), ev("sign_off", "2028-07-01", by="Marian Holt", id="back")]
    step = ev("return_step", earlier, outcome="talk with the Business Unit")
    said = texts(at([*back, step], "2028-07-02"))
    assert ("talk with the Business Unit" in said) is left
    assert "observe part of a session" in said
