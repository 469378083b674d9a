"""Corrections are revisions: what was said stays whole, evidence follows, and what was agreed is asked for again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.operations.observations.seen import STARRED, Seen
from trainerpool.operations import observations
from trainerpool.problem import Problem
from trainerpool.store.records import ObservationRevision


def finished(visit: Seen, one: str) -> None:
    visit.submitted(one)
    observations.give_copy(visit.desk, one)
    observations.reply_to_observation(visit.desk, one, "Fair")
    observations.moderate_observation(visit.desk, one, "Marian Holt")
    observations.close_observation(visit.desk, one)


def test_a_correction_keeps_what_was_said_and_says_what_changed(visit: Seen) -> None:
    one = visit.nadia
    finished(visit, one)
    observations.correct_observation(
        visit.desk, one, "The other trainer's", "Ruth Penhale", {"6": {"judgement": "Developing", "evidence": "No warning"}},
        ["Calm", "Names the step"], [{"text": "Warn before the film", "owner": "Nadia", "due": "2026-12-18"}], "Continue with actions",
    )  # fmt: skip
    page = visit.page(one)
    assert (page.row.state, page.row.number, page.row.starred_met) == ("Submitted", 2, False)
    assert (page.reply, page.moderated_on, page.copied_on) == ("Fair", None, None)
    (revision,) = page.revisions
    assert (revision.number, revision.by, revision.why) == (1, "Ruth Penhale", "The other trainer's")
    assert [(one.what, one.before, one.after) for one in revision.changes] == [
        ("Outcome", "Continue", "Continue with actions"),
        ("Criterion 6", "Met", "Developing: No warning"),
        ("Strength 2", "", "Names the step"),
        ("Action 1", "Name the step, Nadia, by 30 Dec 2026", "Warn before the film, Nadia, by 18 Dec 2026"),
    ]
    assert visit.counted(one)[-1][:3] == ("Continue with actions", False, False)
    assert len(visit.counted(one)) == 2


def test_every_revision_stays_readable(visit: Seen) -> None:
    one = visit.nadia
    visit.submitted(one)
    kept: list[object] = []
    for number in range(1, 4):
        observations.correct_observation(visit.desk, one, f"Reason {number}", strengths=[f"Strength {number}"])
        found = visit.desk.ask(
            lambda reader: list(reader.scalars(select(ObservationRevision.body).order_by(ObservationRevision.number)))
        )
        assert found[:-1] == kept
        kept = found
    assert [body["strengths"] for body in kept] == [["Calm"], ["Strength 1"], ["Strength 2"]]  # type: ignore[index]
    for _ in range(3):
        visit.desk.undo()
    assert visit.page(one).revisions == ()
    for _ in range(3):
        visit.desk.redo()
    again = visit.desk.ask(
        lambda reader: list(reader.scalars(select(ObservationRevision.body).order_by(ObservationRevision.number)))
    )
    assert again == kept


def test_a_correction_is_as_whole_as_a_submission(visit: Seen) -> None:
    visit.submitted(visit.nadia)
    for given, why in (
        ({"judgements": {"6": "Not met"}}, "Criterion 6 is Not met and needs a note of evidence"),
        ({"actions": [{"text": "Warn"}]}, "Action 1 needs an owner and a date"),
        ({"strengths": ["Calm"]}, "Nothing in it would change"),
        ({"strengths": list("abcd")}, "3 is the most"),
    ):
        with pytest.raises(Problem, match=why):
            observations.correct_observation(visit.desk, visit.nadia, "Why", **given)  # type: ignore[arg-type]
    with pytest.raises(Problem, match="Say why"):
        observations.correct_observation(visit.desk, visit.nadia, " ", outcome="Continue with actions")
    with pytest.raises(Problem, match="was observed, and cannot correct it"):
        observations.correct_observation(
            visit.desk, visit.nadia, "Mine", "Nadia Farouk", outcome="Continue with actions"
        )
    with pytest.raises(Problem, match="still a draft"):
        observations.correct_observation(visit.desk, visit.denzil, "Why", outcome="Continue")
    assert visit.page(visit.nadia).revisions == ()


def test_a_limit_stands_while_its_correction_waits_for_a_second_person(visit: Seen) -> None:
    desk, one = visit.desk, visit.denzil
    visit.submitted(one, "Pause and refer")
    observations.second_observation(desk, one, "Marian Holt")
    assert visit.state("Denzil") == "suspended"
    observations.correct_observation(desk, one, "Too hard", outcome="Co-deliver only")
    assert (visit.state("Denzil"), visit.page(one).row.state) == ("suspended", "Awaiting second person")
    observations.second_observation(desk, one, "Sable Weir")
    assert visit.state("Denzil") == "approved"


def test_an_outcome_made_harder_counts_for_nothing_until_it_is_seconded(visit: Seen) -> None:
    desk, one = visit.desk, visit.denzil
    visit.submitted(one)
    observations.correct_observation(desk, one, "A learner rang", outcome="Pause and refer")
    assert visit.state("Denzil") == "approved"
    assert visit.counted(one)[-1][2] is True
    observations.second_observation(desk, one, "Marian Holt")
    assert visit.state("Denzil") == "suspended"
    assert [gone for _, _, gone, _ in visit.counted(one)] == [False, True, False]


def test_actions_are_settled_opened_again_and_brought_to_the_next_visit(visit: Seen) -> None:
    desk = visit.desk
    visit.submitted(visit.nadia)
    (action,) = visit.page(visit.nadia).row.actions
    observations.settle_action(desk, action.id, date(2026, 11, 20), "Seen on the 20th")
    assert visit.page(visit.nadia).row.open_actions == ()
    observations.reopen_action(desk, action.id)
    observations.plan_visit(desk, "S1", "Sable Weir", ["Nadia Farouk"])
    later = next(row for row in _rows(visit) if row.state == "Planned")
    assert [one.text for one in visit.page(later.id).last_actions] == ["Name the step"]
    with pytest.raises(Problem, match="a day that has come"):
        observations.settle_action(desk, action.id, date(2027, 1, 1))


def _rows(visit: Seen):  # type: ignore[no-untyped-def]
    from trainerpool.queries.observations import observations as rows

    return visit.desk.ask(rows, visit.desk.today)


def test_starred_criteria_of_the_visits_own_framework_count(visit: Seen) -> None:
    group = {"letter": "A", "title": "All", "criteria": [{"number": "1", "text": "Safe", "starred": True}]}
    observations.change_observation_framework(visit.desk, [group], "Short")
    visit.submitted(visit.nadia)
    assert visit.page(visit.nadia).framework.number == 1
    assert len(visit.page(visit.nadia).framework.criteria) == 27
    later = observations.plan_visit(visit.desk, "S1", "Sable Weir", ["Nadia Farouk"]).result
    row = next(one for one in _rows(visit) if one.visit_id == later)
    assert (visit.page(row.id).framework.name, visit.page(row.id).framework.number) == ("Short", 1 + 1)
    assert len(STARRED) == 9
