"""Deeds on evidence: outcomes in the wording of records, ends after beginnings, nothing taken back comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.domain.standing import State
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence, correct_evidence, retract_evidence
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.evidence import EvidenceRow, all_evidence_rows
from trainerpool.queries.standings import trainers

NADIA = "Nadia Farouk"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def _state(desk: Desk) -> State:
    return next(row.standing.state for row in desk.ask(trainers, TODAY) if row.person.name == NADIA)


def _last(desk: Desk, kind: str) -> EvidenceRow:
    rows = [row for row in desk.ask(all_evidence_rows) if row.kind == kind and not row.replaced]
    return max(rows, key=lambda row: row.id)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Co-deliver only until re-seen", "Co-deliver only"),
        ("co deliver only", "Co-deliver only"),
        ("PAUSE AND REFER", "Pause and refer"),
        ("continue with actions.", "Continue with actions"),
        (" Continue ", "Continue"),
    ],
)
def test_an_outcome_is_kept_in_the_wording_of_records(desk: Desk, said: str, kept: str) -> None:
    add_evidence(desk, NADIA, "observed_delivery", "2026-11-10", outcome=said)
    assert _last(desk, "observed_delivery").outcome == kept


@pytest.mark.parametrize("said", ["Do not continue", "Discontinue", "fine", "Continue?"])
def test_what_is_no_outcome_is_refused(desk: Desk, said: str) -> None:
    with pytest.raises(Problem, match="no outcome"):
        add_evidence(desk, NADIA, "observed_delivery", "2026-11-10", outcome=said)
    add_evidence(desk, NADIA, "observed_delivery", "2026-11-10", outcome="Pause and refer")
    with pytest.raises(Problem, match="no outcome"):
        correct_evidence(desk, _last(desk, "observed_delivery").id, outcome=said)
    assert _state(desk) is State.SUSPENDED


def test_nothing_ends_before_it_begins_after_a_correction_either(desk: Desk) -> None:
    add_evidence(desk, NADIA, "hold", "2026-11-10", until=date(2026, 12, 10))
    with pytest.raises(Problem, match="before it begins"):
        correct_evidence(desk, _last(desk, "hold").id, on="2026-12-11")
    with pytest.raises(Problem, match="before it begins"):
        correct_evidence(desk, _last(desk, "hold").id, until=date(2026, 11, 9))
    correct_evidence(desk, _last(desk, "hold").id, until=date(2026, 11, 15))
    assert _state(desk) is State.APPROVED


def test_what_was_taken_back_does_not_come_back_by_a_correction(desk: Desk) -> None:
    add_evidence(desk, "Femi Dacosta", "transferred_approval", "2026-01-10", course="NEG")
    held = max(row.id for row in desk.ask(all_evidence_rows) if row.kind == "transferred_approval")
    retract_evidence(desk, held, "Another Femi")
    taken = _last(desk, "transferred_approval").id
    for key in (held, taken):
        with pytest.raises(Problem, match="taken back"):
            correct_evidence(desk, key, on="2026-02-10")
    femi = next(row for row in desk.ask(trainers, TODAY) if row.person.name == "Femi Dacosta")
    assert femi.standing.state is State.CANDIDATE


def test_a_correction_empties_what_it_names_and_nothing_else(desk: Desk) -> None:
    add_evidence(
        desk, NADIA, "release_agreement", "2026-10-01", until=date(2027, 3, 1), by="J. Ackroyd", note="By letter"
    )
    correct_evidence(desk, _last(desk, "release_agreement").id, clear=["until", "by"])
    now = _last(desk, "release_agreement")
    assert (now.until, now.by_name, now.note, now.on) == (None, "", "By letter", "2026-10-01")
    with pytest.raises(Problem, match="cannot be cleared"):
        correct_evidence(desk, now.id, clear=["on"])


def test_only_the_latest_revision_is_corrected_or_taken_back(desk: Desk) -> None:
    add_evidence(desk, NADIA, "development_event", "2026-11-10")
    first = _last(desk, "development_event").id
    correct_evidence(desk, first, on="2026-11-11")
    with pytest.raises(Problem, match="corrected already"):
        correct_evidence(desk, first, on="2026-11-12")
    with pytest.raises(Problem, match="corrected already"):
        retract_evidence(desk, first, "Entered twice")
    retract_evidence(desk, _last(desk, "development_event").id, "Entered twice")
    assert _last(desk, "development_event").retracted
