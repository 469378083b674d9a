"""No TtT sign-off without every starred criterion met by an independent observer: the deed says why, standing holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.operations.observations.seen import STARRED, of_visit, on_the_path, person
from tests.operations.small_pool import small_pool
from trainerpool.operations import evidence, observations
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.standings import standing_of

LACKING: dict[str, Any] = {
    "10": {"judgement": "Developing", "evidence": "Read the old number"},
    "22": {"judgement": "Not seen", "evidence": "None was made"},
}


def observed(desk: Desk, judgements: dict[str, Any], observer: str = "Ruth Penhale", day: int = 9) -> str:
    visit = observations.enter_paper_visit(
        desk, observer, observer, ["Femi Dacosta"], course="NEG", on=date(2026, 11, day), purpose="TtT sign-off"
    ).result
    one = of_visit(desk, visit)["Femi"]
    observations.judge_several(desk, one, judgements)
    observations.record_reflection(desk, one, declined=True)
    observations.set_outcome(desk, one, "Continue")
    observations.submit_observation(desk, one)
    return one


def sign(desk: Desk, by: str = "Marian Holt", on: str = "2026-11-20") -> None:
    evidence.add_evidence(desk, "Femi Dacosta", "sign_off", on, course="NEG", by=by)


def state(desk: Desk) -> str:
    return str(desk.ask(standing_of, person(desk, "Femi"), desk.today).state)


@pytest.fixture
def desk(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = small_pool(tmp_path)
    on_the_path(made)
    yield made
    made.store.close()


def test_a_sign_off_with_a_starred_criterion_not_met_is_refused_by_its_words(desk: Desk) -> None:
    observed(desk, STARRED | LACKING)
    with pytest.raises(Problem) as refused:
        sign(desk)
    assert refused.value.text == (
        "Femi Dacosta cannot be signed off: at the delivery observed on 9 Nov 2026 "
        "criterion 10 (Local procedures, thresholds and contacts right) was Developing, "
        "criterion 22 (Disclosure or practice concern handled by the procedure) was Not seen. "
        "Every starred criterion has to be met, seen by somebody independent."
    )
    assert state(desk) == "candidate"


def test_a_second_visit_with_every_starred_criterion_met_lets_it_through(desk: Desk) -> None:
    observed(desk, STARRED | LACKING)
    observed(desk, STARRED, day=16)
    with pytest.raises(Problem, match="cannot be signed off"):
        sign(desk, by="R. Somebody", on="2026-11-12")  # before the second
    with pytest.raises(Problem, match="cannot be signed off"):
        sign(desk, by="Ruth Penhale")  # who observed both
    sign(desk)
    assert state(desk) == "approved"


def test_an_observation_corrected_after_the_sign_off_takes_the_approval_away(desk: Desk) -> None:
    one = observed(desk, STARRED)
    sign(desk)
    assert state(desk) == "approved"
    observations.correct_observation(desk, one, "Evidence was another's", judgements={"10": LACKING["10"]})
    assert state(desk) == "candidate"
    desk.undo()
    assert state(desk) == "approved"


def test_a_draft_counts_for_nobody(desk: Desk) -> None:
    visit = observations.enter_paper_visit(
        desk, "Ruth Penhale", "Ruth", ["Femi Dacosta"], course="NEG", on=date(2026, 11, 9)
    ).result
    observations.judge_several(desk, of_visit(desk, visit)["Femi"], STARRED)
    sign(desk)  # nothing stands against it but that no observed delivery is on record: standing says so
    assert state(desk) == "candidate"


def test_whom_an_observation_does_not_concern_is_signed_off_as_before(desk: Desk) -> None:
    observed(desk, STARRED | LACKING)
    evidence.add_evidence(desk, "Nadia Farouk", "sign_off", "2026-11-20", by="Marian Holt")
