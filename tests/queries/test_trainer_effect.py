"""What is said before an item is recorded is what comes of it, and what would mend a standing does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.domain.standing import Standing
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence, retract_evidence
from trainerpool.operations.pools import close_pool
from trainerpool.queries.evidence import all_evidence_rows
from trainerpool.queries.people import people
from trainerpool.queries.standings import standing_of
from trainerpool.queries.trainer_effect import Trial, effect_of, mends, state_in_words
from trainerpool.queries.trainer_ground import ground_of

NADIA = "Nadia Farouk"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def key(desk: Desk) -> str:
    return next(row.id for row in desk.ask(people, TODAY) if row.name == NADIA)


def said(desk: Desk, trial: Trial) -> list[str]:
    return [one.text for one in desk.ask(effect_of, key(desk), NADIA, TODAY, trial)]


def now(desk: Desk, on: date = TODAY) -> Standing:
    return desk.ask(standing_of, key(desk), on)


@pytest.mark.parametrize(
    "trial",
    [
        Trial(Kind.HOLD, TODAY.isoformat(), until=date(2027, 3, 1)),
        Trial(Kind.SUSPENSION, TODAY.isoformat(), by="Denzil Barlow"),
        Trial(Kind.WITHDRAWAL, TODAY.isoformat()),
        Trial(Kind.SUSPENSION, "2026-12-20"),
        Trial(Kind.OBSERVED_DELIVERY, "2026-11-10", outcome="Pause and refer", starred_met=False, by="Denzil Barlow"),
    ],
    ids=lambda one: f"{one.kind} {one.on}",
)
def test_the_standing_said_before_is_the_one_that_comes(desk: Desk, trial: Trial) -> None:
    told = said(desk, trial)[0]
    add_evidence(
        desk, NADIA, trial.kind.value, trial.on, until=trial.until, by=trial.by or None, outcome=trial.outcome,
        starred_met=trial.starred_met,
    )  # fmt: skip
    on = max(TODAY, date.fromisoformat(trial.on))
    words = state_in_words(now(desk, on))
    assert told.removeprefix(f"From {on.day} {on:%b %Y}: ").casefold() == words.casefold()
    assert not now(desk, on).may_deliver


def test_what_changes_nothing_says_so_and_leaves_no_trace(desk: Desk) -> None:
    before = desk.ask(all_evidence_rows)
    trial = Trial(Kind.TRANSFER_CONFIRMED, "2020-01-01")
    assert said(desk, trial) == [f"The standing stays as it is: {state_in_words(now(desk))}"]
    assert desk.ask(all_evidence_rows) == before


def test_taking_back_is_tried_as_it_will_be_done(desk: Desk) -> None:
    for row in desk.ask(all_evidence_rows):
        if row.person_id == key(desk) and row.course_id:
            told = said(desk, Trial(row.kind, row.on, course=row.course_id, replaces=row.id, retracted=True))
            retract_evidence(desk, row.id, "Another Nadia")
            assert told[0] == "No longer approved for Neglect: Recognising and Responding" or "stays" in told[0]


@pytest.mark.parametrize(
    ("kind", "on", "more"),
    [
        ("suspension", "2026-11-10", {}),
        ("hold", "2026-11-10", {"until": date(2027, 5, 1)}),
        ("withdrawal", "2026-11-10", {}),
        ("status_lapsed", TODAY.isoformat(), {}),
        ("release_agreement", "2025-09-01", {"until": date(2026, 11, 2)}),
    ],
)
def test_whatever_would_mend_a_standing_does(desk: Desk, kind: str, on: str, more: dict[str, date]) -> None:
    add_evidence(desk, NADIA, kind, on, **more)
    ground = desk.ask(ground_of, key(desk), NADIA, TODAY)
    offered = mends(ground, TODAY)
    held = now(desk)
    if held.may_deliver and held.on_notice_until is None:
        assert offered == ()
        return
    assert offered
    if held.may_deliver:  # on notice: nobody is led to a new approval where a delivery is missing
        assert {one.kind for one in offered} <= {Kind.RELEASE_AGREEMENT, Kind.DEVELOPMENT_EVENT, Kind.DELIVERY}
    for one in offered:
        add_evidence(
            desk, NADIA, one.kind.value, one.on.isoformat(), by="Aled Thwaite", starred_met=True,
            course="NEG", outcome="Continue" if one.kind is Kind.OBSERVED_DELIVERY else None,
        )  # fmt: skip
        then = now(desk, one.on)
        assert then.may_deliver
        assert state_in_words(then) == one.brings
        desk.undo()
