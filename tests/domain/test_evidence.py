"""Evidence: revisions, what was known when, and the day from which an item counts."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from tests.domain.cases import at, day, ev, path
from trainerpool.domain.evidence import EvidenceKind, in_force
from trainerpool.domain.standing import State
from trainerpool.domain.standing.dossier import stands_for_what


def test_the_latest_revision_stands() -> None:
    chain = [
        ev("shadow", "2025-11-11", id="a", recorded_at="2026-01-01"),
        ev("shadow", "2025-11-12", id="b", replaces="a", recorded_at="2026-01-02"),
        ev("shadow", "2025-11-13", id="c", replaces="b", recorded_at="2026-01-03"),
    ]
    for _ in range(5):
        random.Random(3).shuffle(chain)
        assert [item.id for item in in_force(chain)] == ["c"]


def test_of_two_corrections_the_one_recorded_last_stands() -> None:
    forked = [
        ev("shadow", "2025-11-11", id="a", recorded_at="2026-01-01"),
        ev("shadow", "2025-11-12", id="b", replaces="a", recorded_at="2026-01-04"),
        ev("shadow", "2025-11-13", id="c", replaces="a", recorded_at="2026-01-03"),
    ]
    assert [item.id for item in in_force(forked)] == ["b"]


def test_what_was_retracted_is_gone() -> None:
    assert (
        in_force([ev("shadow", "2025-11-11", id="a"), ev("shadow", "2025-11-11", id="b", replaces="a", retracted=True)])
        == []
    )
    retracted = [*path()[:8], ev("sign_off", "2026-03-16", by="Marian Holt", retracted=True)]
    assert at(retracted, "2026-04-01").state is State.CANDIDATE


def test_as_known_then_the_earlier_revision_stands() -> None:
    chain = [
        ev("shadow", "2025-11-11", id="a", recorded_at="2026-01-01"),
        ev("shadow", "2025-11-12", id="b", replaces="a", recorded_at="2026-02-01"),
    ]
    assert [item.id for item in in_force(chain, datetime(2026, 1, 15, tzinfo=UTC))] == ["a"]
    assert [item.id for item in in_force(chain, datetime(2026, 2, 1, tzinfo=UTC))] == ["b"]


def test_a_standing_as_recorded_then() -> None:
    late = [*path()[:8], ev("sign_off", "2026-03-16", course="NEG", by="Marian Holt", recorded_at="2026-04-20")]
    known = datetime(2026, 4, 1, tzinfo=UTC)
    assert at(late, "2026-04-01").state is State.APPROVED
    assert at(late, "2026-04-01", known_on=known).state is State.CANDIDATE


def test_a_month_counts_from_its_end_or_for_losses_from_its_start() -> None:
    assert ev("shadow", "2024-02").counts_from == day("2024-02-29")
    assert ev("suspension", "2024-02").counts_from == day("2024-02-01")
    assert ev("shadow", "2024-02").on_in_words == "Feb 2024"


def test_every_kind_has_its_words() -> None:
    for kind in EvidenceKind:
        assert kind.label[0].isupper()
        assert kind.in_sentence.split()[0] in ("a", "an", "the")


def test_a_pause_of_an_unknown_day_counts_from_the_start_of_its_month() -> None:
    assert ev("observed_delivery", "2026-11", outcome="Pause and refer").counts_from == day("2026-11-01")
    assert ev("observed_delivery", "2026-11", outcome="Continue").counts_from == day("2026-11-30")


def test_what_an_equivalence_stands_for() -> None:
    assert stands_for_what("Observed delivery", "") == "observed_delivery"
    assert stands_for_what("co-delivery", "") == "co_delivery"
    assert stands_for_what("TtT course", "") == "ttt_course"
    assert stands_for_what("delivery", "") == "delivery"
    assert stands_for_what(None, "Her teaching post stands for the shadow.") == "shadow"
    assert stands_for_what(None, "Wrote the course and led its delivery for years.") == ""
    assert stands_for_what("sign-off", "") == ""
