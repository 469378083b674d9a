"""The default framework counted, grades and purposes read, states from days, and who is independent of whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.observations import (
    ActionSaid,
    ObservationDays,
    ObservationState,
    conclusion_wants,
    is_counted,
    judgement_wants,
    observation_state,
)
from trainerpool.domain.observing import Grade, Purpose, framework_from_json, grade_of, purpose_of
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK
from trainerpool.domain.observing_observers import Observed, why_not_independent
from trainerpool.problem import Problem

ON = date(2026, 11, 23)


def test_the_default_framework_has_27_criteria_in_8_groups_9_of_them_starred() -> None:
    assert [group.letter for group in DEFAULT_FRAMEWORK.groups] == list("ABCDEFGH")
    assert [len(group.criteria) for group in DEFAULT_FRAMEWORK.groups] == [4, 3, 6, 4, 3, 3, 1, 3]
    assert [one.number for one in DEFAULT_FRAMEWORK.criteria] == [str(number) for number in range(1, 28)]
    assert [one.number for one in DEFAULT_FRAMEWORK.starred] == ["1", "4", "6", "8", "10", "12", "13", "22", "23"]
    again = framework_from_json(DEFAULT_FRAMEWORK.as_json(), DEFAULT_FRAMEWORK.name, 1)
    assert again == DEFAULT_FRAMEWORK


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"groups": []}, "at least one criterion"),
        ({"groups": [{"letter": "A", "title": "", "criteria": []}]}, "A group needs a title"),
        ({"groups": [{"letter": "A", "title": "T", "criteria": [{"number": "1"}]}]}, "A criterion needs a text"),
        ({"groups": [{"letter": "A", "title": "T", "criteria": [{"number": 1, "text": "x"}, {"number": "1", "text": "y"}]}]}, "Two criteria are called 1"),
        ({"groups": "A"}, "are a list"),
    ],
)  # fmt: skip
def test_a_framework_that_could_not_be_judged_by_is_refused(body: dict[str, object], why: str) -> None:
    with pytest.raises(Problem, match=why):
        framework_from_json(body, "Ours", 2)


def test_words_are_read_as_people_write_them() -> None:
    assert [grade_of(text) for text in ("met", "NOT-MET", "not  seen", "good", "")] == [
        Grade.MET,
        Grade.NOT_MET,
        Grade.NOT_SEEN,
        None,
        None,
    ]
    assert [purpose_of(text) for text in ("ttt", "TtT sign-off", "peer", "", None, "battle")] == [
        Purpose.SIGN_OFF, Purpose.SIGN_OFF, Purpose.PEER, Purpose.ROUTINE, Purpose.ROUTINE, Purpose.ROUTINE,
    ]  # fmt: skip
    assert [grade for grade in Grade if grade.needs_evidence] == [Grade.DEVELOPING, Grade.NOT_MET, Grade.NOT_SEEN]


def test_an_observation_comes_through_its_states_by_its_days() -> None:
    days, states = ObservationDays(), []
    for done in (
        {}, {"started": True}, {"finished": True}, {"reflected": True}, {"submitted": True, "outcome": "Pause and refer"},
        {"seconded": True}, {"copied": True}, {"replied": True}, {"moderated": True}, {"closed": True}, {"cancelled": True},
    ):  # fmt: skip
        days = replace(days, **done)
        states.append(observation_state(days, ON, date(2026, 12, 4)))
    assert states == list(ObservationState)


def test_silence_past_the_clock_counts_as_an_answer() -> None:
    days = ObservationDays(started=True, finished=True, reflected=True, submitted=True, outcome="Continue", copied=True)
    assert observation_state(days, ON, ON) is ObservationState.COPIED
    assert observation_state(days, ON, date(2026, 11, 22)) is ObservationState.REPLIED


def test_what_counts_is_submitted_and_seconded_where_it_takes_something_away() -> None:
    days = ObservationDays(started=True, finished=True, submitted=True, outcome="Continue")
    assert is_counted(days)
    assert not is_counted(replace(days, submitted=False))
    assert not is_counted(replace(days, cancelled=True))
    assert not is_counted(replace(days, outcome="Co-deliver only"))
    assert is_counted(replace(days, outcome="Co-deliver only", seconded=True))


def test_a_judgement_other_than_met_wants_its_evidence_and_a_starred_one_wants_to_be_made() -> None:
    met: dict[str, tuple[str | None, str | None]] = {one.number: ("Met", None) for one in DEFAULT_FRAMEWORK.starred}
    assert judgement_wants(DEFAULT_FRAMEWORK, met) == []
    assert judgement_wants(DEFAULT_FRAMEWORK, met | {"7": ("Not seen", " ")}) == [
        "Criterion 7 is Not seen and needs a note of evidence."
    ]
    assert judgement_wants(DEFAULT_FRAMEWORK, met | {"4": (None, "v3")}) == [
        "Criterion 4 is starred and not judged: Current approved version in use."
    ]
    assert not DEFAULT_FRAMEWORK.is_every_starred_met({"1": "Met"})
    assert DEFAULT_FRAMEWORK.is_every_starred_met({key: grade for key, (grade, _) in met.items()})


def test_conclusions_want_owner_date_and_outcome() -> None:
    assert conclusion_wants("Continue", [], []) == []
    assert conclusion_wants("", [], [ActionSaid("Warn", "Nadia")]) == [
        "Action 1 needs a date.",
        "The outcome is not chosen.",
    ]


def test_independence_is_asked_of_the_person_however_their_name_is_written() -> None:
    shadow = Evidence("1", EvidenceKind.SHADOW, date(2026, 3, 1), by="p9", by_name="Denzil Barlow")
    trainer = Observed(("p1", "Femi Dacosta"), (None, "Sable Weir"), (("p2", "Nadia Farouk"),), (shadow,))

    def why(person_id: str | None, name: str, on: date = ON) -> int:
        return len(why_not_independent((person_id, name), trainer, on))

    assert why("p7", "Ruth Penhale") == 0
    assert why(None, "Dacosta, Femi") == why("p1", "Femi D.") == 1
    assert why(None, "WEIR, Sable") == why(None, "S. Weir") == 1
    assert why("p9", "Denzil Barlow-Hart") == why(None, "Denzil Barlow") == 1
    assert why("p9", "Denzil Barlow", date(2026, 2, 1)) == 0
    assert why("p2", "N. Farouk") == 1
    assert why("p3", "Nadia Farouk") == 0  # another person of that name
