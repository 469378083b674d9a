"""The path: what makes a candidate an approved trainer, and what does not."""

from __future__ import annotations

import pytest

from tests.domain.cases import at, day, ev, kept_up, path, texts, without
from trainerpool.domain.standing import Stage, StageState, State


def test_the_whole_path_gives_approval_for_36_months() -> None:
    asked = at(path() + kept_up(), "2026-11-23")
    assert asked.state is State.APPROVED
    assert asked.may_deliver
    assert asked.courses == ("NEG",)
    assert (asked.approved_from, asked.approved_until) == (day("2026-03-16"), day("2029-03-15"))
    assert asked.summary == "Approved until 15 Mar 2029. Signed off on 16 Mar 2026; approval lasts 36 months."
    assert asked.stage == ""
    assert not asked.transferred


def test_approval_starts_on_the_day_of_sign_off_and_not_before() -> None:
    assert at(path(), "2026-03-15").state is State.CANDIDATE
    assert at(path(), "2026-03-16").state is State.APPROVED


@pytest.mark.parametrize(
    "kind", ["application", "release_agreement", "eligibility_check", "ttt_course", "shadow", "co_delivery"]
)
def test_each_piece_of_the_path_is_needed(kind: str) -> None:
    asked = at(without(path(), kind), "2026-04-01")
    assert asked.state is State.CANDIDATE
    assert "Sign-off by Marian Holt on 16 Mar 2026 does not count" in texts(asked)
    assert asked.courses == asked.courses_ever == ()
    assert asked.approved_from is None


def test_evidence_dated_after_the_sign_off_does_not_serve_it() -> None:
    late = [*without(path(), "eligibility_check"), ev("eligibility_check", "2026-03-20")]
    asked = at(late, "2026-04-01")
    assert asked.state is State.CANDIDATE
    assert "an eligibility check is dated 20 Mar 2026, after it" in texts(asked)
    assert asked.stage == "Sign-off"
    again = [*late, ev("sign_off", "2026-04-10", course="NEG", by="Marian Holt", id="again")]
    assert at(again, "2026-04-10").approved_from == day("2026-04-10")


@pytest.mark.parametrize(
    ("count", "stage", "words"),
    [
        (0, Stage.APPLICATION, "Application"),
        (4, Stage.SHADOW, "Shadow"),
        (5, Stage.CO_DELIVERY, "Co-deliver, 0 of 2"),
        (6, Stage.CO_DELIVERY, "Co-deliver, 1 of 2"),
        (7, Stage.OBSERVED_DELIVERY, "Observed delivery"),
        (8, Stage.SIGN_OFF, "Sign-off"),
    ],
)
def test_a_candidate_is_told_the_next_stage(count: int, stage: Stage, words: str) -> None:
    asked = at(path()[:count], "2026-03-10")
    assert asked.state is State.CANDIDATE
    assert (asked.next_stage, asked.stage) == (stage, words)
    assert asked.next_due[0].what.startswith(words)
    assert asked.reasons[0].text == f"Candidate, next stage: {words}."
    assert not asked.may_deliver


def test_the_strip_names_what_fulfils_each_stage() -> None:
    strip = at(path()[:6], "2026-01-01").path
    assert [one.state for one in strip[4:]] == [
        StageState.DONE, StageState.NOW, StageState.TO_COME, StageState.TO_COME,
    ]  # fmt: skip
    assert strip[5].detail == "1 of 2"
    whole = at(path(), "2026-04-01").path
    assert all(one.state is StageState.DONE for one in whole)
    assert (whole[5].on, whole[5].detail) == (day("2026-01-20"), "2 of 2")


def test_a_decision_fulfils_a_stage_visibly() -> None:
    decided = [*without(path(), "shadow"), ev("equivalence", "2025-11-20", outcome="shadow", by="Marian Holt")]
    asked = at(decided, "2026-04-01")
    assert asked.state is State.APPROVED
    assert "By decision of 20 Nov 2025: shadow." in texts(asked)
    assert asked.path[4].state is StageState.DECISION
    assert asked.path[4].detail == "by decision"


def test_a_decision_may_name_the_stage_in_its_note() -> None:
    note = "Her years as a college lecturer stand for one co-delivery."
    decided = [*without(path(), "co_delivery"), ev("equivalence", "2025-11-20", note=note)]
    assert at(decided, "2026-04-01").state is State.APPROVED


def test_no_decision_stands_for_the_sign_off() -> None:
    decided = [*without(path(), "sign_off"), ev("equivalence", "2026-03-01", outcome="sign_off")]
    assert at(decided, "2026-04-01").state is State.CANDIDATE


def test_a_shadowed_session_of_another_course_does_not_serve() -> None:
    other = [*without(path(), "shadow"), ev("shadow", "2025-11-11", course="DA", by="Dana Barlow")]
    asked = at(other, "2026-04-01")
    assert asked.state is State.CANDIDATE
    assert "was of another course" in texts(asked)


def test_with_only_the_month_known_favourable_evidence_counts_from_its_end() -> None:
    monthly = [*without(path(), "observed_delivery"), ev("observed_delivery", "2026-03", starred_met=True)]
    assert at(monthly, "2026-04-01").state is State.CANDIDATE
    again = [*monthly, ev("sign_off", "2026-03-31", course="NEG", by="Marian Holt", id="again")]
    assert at(again, "2026-04-01").approved_from == day("2026-03-31")
    signed = [*path()[:8], ev("sign_off", "2026-03", by="Marian Holt")]
    assert at(signed, "2026-03-30").state is State.CANDIDATE
    asked = at(signed, "2026-03-31")
    assert asked.state is State.APPROVED
    assert (asked.approved_from, asked.approved_from_month_only) == (day("2026-03-01"), True)


def test_a_candidate_who_takes_too_long_is_shown() -> None:
    asked = at(path()[:6], "2026-11-01")
    assert asked.state is State.CANDIDATE
    assert "the time to complete ended on 14 Oct 2026" in texts(asked)
    assert asked.next_due[0].by == day("2026-10-14")


def test_nothing_on_record_is_still_a_standing_with_a_reason() -> None:
    asked = at([], "2026-04-01")
    assert asked.state is State.CANDIDATE
    assert "No step of the path is recorded yet." in texts(asked)
