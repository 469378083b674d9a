"""From judgements to a closed observation: what submission asks for, the second person, the copy, the reply, moderation."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.operations.observations.seen import STARRED, Seen
from trainerpool.operations import evidence, observations
from trainerpool.problem import Problem
from trainerpool.queries.standings import standing_of
from trainerpool.store.records import EvidenceItem


def test_judgements_are_each_trainer_s_alone_and_what_is_not_given_stays(visit: Seen) -> None:
    desk = visit.desk
    observations.judge(desk, visit.nadia, "6", "developing", "09:31 no warning")
    assert observations.judge(desk, visit.nadia, "6", "Developing").seq is None
    observations.judge(desk, visit.nadia, "6", evidence="09:31 no content warning")
    said = visit.page(visit.nadia).judgements["6"]
    assert (said.judgement, said.evidence) == ("Developing", "09:31 no content warning")
    assert visit.page(visit.denzil).judgements == {}
    observations.judge(desk, visit.nadia, "6", clear=["judgement", "evidence"])
    assert visit.page(visit.nadia).judgements == {}
    for criterion, grade, why in (("28", "Met", "no criterion 28"), ("6", "Good", "'Good' is no judgement")):
        with pytest.raises(Problem, match=why):
            observations.judge(desk, visit.nadia, criterion, grade)


def test_submission_says_in_sentences_everything_that_is_missing(visit: Seen) -> None:
    desk = visit.desk
    observations.judge(desk, visit.nadia, "7", "Not seen")
    wants = visit.page(visit.nadia).wants
    assert wants[0] == "The visit is not finished."
    assert "Criterion 7 is Not seen and needs a note of evidence." in wants
    assert sum("is starred and not judged" in text for text in wants) == 9
    assert wants[-2:] == (
        "The trainer's own reflection comes first: record it, or that they decline.",
        "The outcome is not chosen.",
    )
    with pytest.raises(Problem) as refused:
        observations.submit_observation(desk, visit.nadia)
    assert refused.value.text == " ".join(wants)
    visit.ready(visit.nadia, "Continue with actions")
    observations.set_actions(desk, visit.nadia, [{"text": "Name the step"}])
    observations.judge(desk, visit.nadia, "7", evidence="The part was over")
    assert visit.page(visit.nadia).wants == ("Action 1 needs an owner and a date.",)
    observations.set_actions(desk, visit.nadia, [])
    assert visit.page(visit.nadia).wants == ('"Continue with actions" names no action.',)


def test_no_more_than_three_strengths_and_three_actions(visit: Seen) -> None:
    with pytest.raises(Problem, match="There are 4 strengths; 3 is the most"):
        observations.set_strengths(visit.desk, visit.nadia, ["a", "b", " ", "c", "d"])
    with pytest.raises(Problem, match="There are 4 actions; 3 is the most"):
        observations.set_actions(visit.desk, visit.nadia, [{"text": text} for text in "abcd"])


def test_reflection_comes_after_the_visit_and_may_be_declined(visit: Seen) -> None:
    with pytest.raises(Problem, match="still under way"):
        observations.record_reflection(visit.desk, visit.nadia, "The case")
    observations.finish_visit(visit.desk, visit.visit)
    with pytest.raises(Problem, match="The reflection is empty"):
        observations.record_reflection(visit.desk, visit.nadia, " ")
    assert visit.page(visit.nadia).row.state == "Awaiting reflection"
    observations.record_reflection(visit.desk, visit.nadia, declined=True)
    assert visit.page(visit.nadia).reflection_declined
    assert visit.page(visit.nadia).row.state == "In draft"


def test_a_plain_outcome_counts_once_it_is_submitted(visit: Seen) -> None:
    visit.submitted(visit.nadia)
    assert visit.counted(visit.nadia) == [("Continue", True, False, None)]
    now = visit.desk.ask(standing_of, visit.person("Nadia"), visit.desk.today)
    assert now.last_observed == date(2026, 11, 17)
    visit.desk.undo()
    assert visit.counted(visit.nadia) == []
    visit.desk.redo()
    assert visit.counted(visit.nadia) == [("Continue", True, False, None)]


@pytest.mark.parametrize(("outcome", "state"), [("Pause and refer", "suspended"), ("Co-deliver only", "approved")])
def test_what_takes_something_away_moves_standing_only_with_a_second_person(
    visit: Seen, outcome: str, state: str
) -> None:
    desk = visit.desk
    visit.submitted(visit.denzil, outcome)
    assert (visit.page(visit.denzil).row.state, visit.state("Denzil"), visit.counted(visit.denzil)) == (
        "Awaiting second person", "approved", [],
    )  # fmt: skip
    with pytest.raises(Problem, match="waits for its second person"):
        observations.moderate_observation(desk, visit.denzil, "Marian Holt")
    for name in ("Ruth Penhale", "Penhale, Ruth", "R. Penhale", "Denzil Barlow", "D Barlow"):
        with pytest.raises(Problem, match="cannot be the second person"):
            observations.second_observation(desk, visit.denzil, name)
    observations.second_observation(desk, visit.denzil, "Marian Holt")
    assert visit.state("Denzil") == state
    assert visit.counted(visit.denzil) == [(outcome, True, False, None)]
    now = desk.ask(standing_of, visit.person("Denzil"), desk.today)
    assert now.co_deliver_only is (outcome == "Co-deliver only")
    with pytest.raises(Problem, match="Marian Holt has agreed already"):
        observations.second_observation(desk, visit.denzil, "Sable Weir")


def test_the_way_to_the_end_is_refused_step_by_step_until_each_is_done(visit: Seen) -> None:
    desk, one = visit.desk, visit.nadia
    visit.submitted(one)
    assert visit.page(one).clocks.copy_by == date(2026, 12, 1)
    with pytest.raises(Problem, match="The written copy has not been given"):
        observations.close_observation(desk, one)
    observations.give_copy(desk, one)
    assert visit.page(one).clocks.reply_by == date(2026, 12, 4)
    with pytest.raises(Problem, match="may still reply by 4 Dec 2026"):
        observations.close_observation(desk, one)
    observations.reply_to_observation(desk, one, "I saw it otherwise", agrees=False)
    with pytest.raises(Problem, match="Nobody has moderated it"):
        observations.close_observation(desk, one)
    for name in ("Ruth Penhale", "Nadia Farouk"):
        with pytest.raises(Problem, match="cannot moderate it"):
            observations.moderate_observation(desk, one, name)
    observations.moderate_observation(desk, one, "Marian Holt", "Fair")
    observations.close_observation(desk, one)
    page = visit.page(one)
    assert (page.row.state, page.row.agrees, page.reply, page.moderated_by) == (
        "Closed",
        False,
        "I saw it otherwise",
        "Marian Holt",
    )
    with pytest.raises(Problem, match="was closed on"):
        observations.reply_to_observation(desk, one, "Again")


def test_what_is_submitted_is_not_written_in(visit: Seen) -> None:
    desk = visit.desk
    note = observations.add_timed_note(desk, visit.visit, "09:31", "Welcome").result
    visit.submitted(visit.nadia)
    for deed in (
        lambda: observations.judge(desk, visit.nadia, "7", "Met"),
        lambda: observations.set_outcome(desk, visit.nadia, "Continue"),
        lambda: observations.change_timed_note(desk, note, "Other words"),
        lambda: observations.cancel_visit(desk, visit.visit, "Never held"),
        lambda: observations.resume_visit(desk, visit.visit),
    ):
        with pytest.raises(Problem, match="submitted"):
            deed()
    observations.judge(desk, visit.denzil, "7", "Met")


def test_what_is_sent_back_is_a_draft_that_no_longer_counts_and_counts_once_when_submitted_again(visit: Seen) -> None:
    desk, one = visit.desk, visit.nadia
    visit.submitted(one)
    observations.send_back_observation(desk, one, "Evidence of 10 is thin", "Marian Holt")
    page = visit.page(one)
    assert (page.row.state, page.row.number, page.revisions[0].why) == (
        "In draft",
        2,
        "Sent back: Evidence of 10 is thin",
    )
    assert visit.desk.ask(standing_of, visit.person("Nadia"), desk.today).last_observed is None
    observations.submit_observation(desk, one)
    assert [(outcome, gone) for outcome, _, gone, _ in visit.counted(one)] == [
        ("Continue", False),
        ("Continue", True),
        ("Continue", False),
    ]
    assert desk.ask(standing_of, visit.person("Nadia"), desk.today).last_observed == date(2026, 11, 17)


def test_what_was_recorded_by_hand_of_the_same_visit_is_not_counted_twice(visit: Seen) -> None:
    evidence.add_evidence(
        visit.desk, "Nadia Farouk", "observed_delivery", "2026-11-17", course="NEG", outcome="Continue"
    )
    visit.submitted(visit.nadia, "Continue with actions", STARRED)
    ((outcome, starred, _, replaces),) = visit.counted(visit.nadia)
    assert (outcome, starred) == ("Continue with actions", True)
    assert replaces is not None


def test_evidence_of_an_observation_is_corrected_there(visit: Seen) -> None:
    visit.submitted(visit.nadia, judgements=STARRED | {"10": {"judgement": "Not met", "evidence": "Old number"}})
    item = visit.desk.ask(
        lambda reader: reader.scalars(select(EvidenceItem.id).where(EvidenceItem.observation_id.is_not(None))).one()
    )
    for deed in (
        lambda: evidence.correct_evidence(visit.desk, item, starred_met=True),
        lambda: evidence.retract_evidence(visit.desk, item, "Wrong"),
    ):
        with pytest.raises(Problem, match="comes from an observation"):
            deed()
