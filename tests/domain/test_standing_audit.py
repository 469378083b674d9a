"""What an auditor of safeguarding would try: ways in which somebody unchecked might come to stand as approved."""

from __future__ import annotations

import pytest

from tests.domain.cases import DEFAULT, at, day, ev, kept_up, path, texts, without
from trainerpool.domain.evidence import Evidence
from trainerpool.domain.standing import State, deliverable_spans

GOOD = [*path(), *kept_up()]
BEGIN = day("2026-01-01")


def paused(on: str = "2026-11-01", by: str = "Rosa Penhale") -> Evidence:
    return ev("observed_delivery", on, by=by, outcome="Pause and refer")


def test_a_sign_off_does_not_end_a_pause() -> None:
    for signer in ("Rosa Penhale", "Marian Holt"):
        asked = at([*GOOD, paused(), ev("sign_off", "2026-11-10", by=signer, course="NEG")], "2026-11-12")
        assert (asked.state, asked.may_deliver, asked.courses) == (State.SUSPENDED, False, ())
        assert "Paused since 1 Nov 2026" in texts(asked)


def test_a_pause_before_the_sign_off_holds_after_it() -> None:
    before = [*path(), paused("2026-03-10")]
    assert at(before, "2026-03-12").state is State.CANDIDATE
    assert at(before, "2026-03-17").state is State.SUSPENDED
    assert at([*before, ev("observed_delivery", "2026-03-20", outcome="Continue")], "2026-03-20").may_deliver


def test_of_two_observations_on_one_day_the_stricter_holds() -> None:
    for key in ("a", "z"):
        twice = [*GOOD, paused(), ev("observed_delivery", "2026-11-01", outcome="Continue", id=key)]
        assert at(twice, "2026-11-02").state is State.SUSPENDED


def test_a_sign_off_does_not_end_co_deliver_only() -> None:
    seen = ev("observed_delivery", "2026-11-01", by="Rosa Penhale", outcome="Co-deliver only")
    asked = at([*GOOD, seen, ev("sign_off", "2026-11-10", by="Marian Holt", course="NEG")], "2026-11-12")
    assert asked.co_deliver_only
    assert "may co-train, not lead" in texts(asked)
    before = at([*path(), ev("observed_delivery", "2026-03-10", outcome="Co-deliver only")], "2026-03-20")
    assert (before.state, before.co_deliver_only) == (State.APPROVED, True)
    assert "Co-deliver only until seen again: observed on 10 Mar 2026" in texts(before)


def test_the_registers_lapsed_does_not_spare_the_path() -> None:
    asked = at(
        [ev("status_lapsed", "2026-01-10"), ev("sign_off", "2026-03-16", by="Marian Holt", course="NEG")], "2026-04-01"
    )
    assert (asked.state, asked.courses) == (State.LAPSED, ())
    assert "does not count" in texts(asked)
    assert "the whole path" in texts(asked)
    through = [ev("status_lapsed", "2025-01-10"), *path()]
    assert at(through, "2026-04-01").state is State.APPROVED


def test_a_renewal_is_not_signed_by_the_only_observer() -> None:
    old = [ev("transferred_approval", "2024-03-16", course="NEG"), ev("release_agreement", "2026-09-01")]
    seen = ev("observed_delivery", "2026-10-01", by="Marian Holt", outcome="Continue")
    signed = ev("sign_off", "2027-03-01", by="Marian Holt", course="NEG")
    asked = at([*old, seen, signed], "2027-04-01", records_begin=BEGIN)
    assert asked.state is State.LAPSED
    assert "Marian Holt observed the delivery on 1 Oct 2026, and nobody else has" in texts(asked)
    second = ev("observed_delivery", "2026-11-01", by="Asha Thwaite", outcome="Continue")
    assert at([*old, seen, second, signed], "2027-04-01", records_begin=BEGIN).approved_until == day("2030-02-28")
    assert at([*old, signed], "2027-04-01", records_begin=BEGIN).approved_until == day("2030-02-28")


@pytest.mark.parametrize(
    "signer", ["Dr Asha Thwaite", "THWAITE, Asha", "Asha Thwaite (NHS)", "Ásha  thwaite", "Ms. Asha Thwaite"]
)
def test_another_way_of_writing_a_name_makes_nobody_independent(signer: str) -> None:
    assert at(path(signer=signer), "2026-04-01").state is State.CANDIDATE


def test_a_sign_off_may_end_sooner_never_later() -> None:
    signed = without(path(), "sign_off")
    short = at([*signed, ev("sign_off", "2026-03-16", by="Marian Holt", until="2026-06-30")], "2026-07-01")
    assert (short.state, short.approved_until) == (State.LAPSED, day("2026-06-30"))
    long = at([*signed, ev("sign_off", "2026-03-16", by="Marian Holt", until="2099-06-30")], "2026-07-01")
    assert long.approved_until == day("2029-03-15")


def test_suspended_anew_on_the_day_a_suspension_ends() -> None:
    one = [*GOOD, ev("suspension", "2026-10-01"), ev("suspension_end", "2026-10-10")]
    assert at(one, "2026-10-10").may_deliver
    again = [*one, ev("suspension", "2026-10-10")]
    assert at(again, "2026-10-10").state is State.SUSPENDED
    assert at(again, "2026-12-01").state is State.SUSPENDED
    assert at([*again, ev("suspension_end", "2026-10-20")], "2026-10-20").may_deliver
    same = [*GOOD, ev("suspension", "2026-10-05"), ev("suspension_end", "2026-10-05")]
    assert at(same, "2026-10-05").may_deliver


def test_an_end_of_suspension_ends_every_suspension_begun_before_it() -> None:
    twice = [*GOOD, ev("suspension", "2026-10-01"), ev("suspension", "2026-10-05"), ev("suspension_end", "2026-10-10")]
    assert at(twice, "2026-10-09").state is State.SUSPENDED
    assert at(twice, "2026-10-11").may_deliver


def test_a_suspension_is_not_ended_by_its_day_of_review() -> None:
    assert at([*GOOD, ev("suspension", "2026-10-01", until="2026-10-28")], "2026-11-05").state is State.SUSPENDED


@pytest.mark.parametrize(
    ("outcome", "note"),
    [("refused", "Shadow at another pool"), (None, "Shadow elsewhere: not accepted"), ("No", "shadow")],
)
def test_a_refused_equivalence_stands_for_nothing(outcome: str | None, note: str) -> None:
    decided = ev("equivalence", "2026-01-10", outcome=outcome, note=note, course="NEG", by="Marian Holt")
    assert at([*without(path(), "shadow"), decided], "2026-04-01").state is State.CANDIDATE
    other = ev("equivalence", "2026-01-10", outcome=outcome, note=note, course="DA", by="Marian Holt")
    assert at([*path(), other], "2026-04-01").courses == ("NEG",)
    granted = ev(
        "equivalence", "2026-01-10", outcome="shadow", note="Not needed: two years elsewhere", by="Marian Holt"
    )
    assert at([*without(path(), "shadow"), granted], "2026-04-01").state is State.APPROVED


def test_each_transferred_approval_runs_to_its_own_end() -> None:
    register = [
        ev("transferred_approval", "2022-01-10", course="DA"),
        ev("transferred_approval", "2026-01-10", course="NEG"),
        ev("release_agreement", "2027-01-05"),
    ]
    begin = day("2026-11-21")
    assert at(register, "2027-05-21", records_begin=begin).courses == ("DA", "NEG")
    asked = at(register, "2027-05-22", records_begin=begin)
    assert (asked.state, asked.courses, asked.courses_ever) == (State.APPROVED, ("NEG",), ("DA", "NEG"))
    assert "Domestic Abuse: approval on transfer ended on 21 May 2027" in texts(asked)
    spans = deliverable_spans(register, DEFAULT, day("2027-05-01"), day("2027-06-30"), records_begin=begin)
    assert [(span.start, span.courses) for span in spans] == [
        (day("2027-05-01"), ("DA", "NEG")),
        (day("2027-05-22"), ("NEG",)),
    ]


@pytest.mark.parametrize(
    "more",
    [
        ev("transferred_approval", "2026-01-10"),
        ev("sign_off", "2027-03-01", by="Marian Holt", course="NEG"),
        ev("equivalence", "2027-03-01", by="Marian Holt", course="DA"),
    ],
)
def test_what_keeps_the_trainer_approved_as_a_whole_keeps_every_course(more: Evidence) -> None:
    register = [
        ev("transferred_approval", "2022-01-10", course="DA"),
        ev("transferred_approval", "2026-01-10", course="NEG"),
        ev("release_agreement", "2027-01-05"),
    ]
    assert at([*register, more], "2027-06-01", records_begin=day("2026-11-21")).courses == ("DA", "NEG")
