"""Every deed is scriptable: forms from signatures, arguments checked, refusals in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.operations import DEEDS
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.evidence import evidence_rows
from trainerpool.queries.people import people

PROMISED = {
    "set_records_begin": {"on"}, "add_agency": {"name"}, "add_course": {"code", "title", "short_name", "minutes"},
    "add_trainer": {"given_name", "family_name", "agency", "email"},
    "add_session": {"course", "parts", "venue", "virtual", "max_learners"},
    "add_evidence": {"trainer", "kind", "on", "until", "course", "by", "starred_met", "outcome", "note"},
    "allocate_trainer": {"session", "trainer", "role", "override_reason"}, "add_unavailability": {"trainer", "from", "to"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_promised_deed_takes_its_arguments(name: str) -> None:
    assert PROMISED[name] <= set(DEEDS[name].arguments)


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_deed_says_what_it_does(name: str) -> None:
    deed = DEEDS[name]
    assert deed.sentence.endswith(".")
    assert all(about["form"] != "value" for about in deed.arguments.values())


@pytest.mark.parametrize(
    ("deed", "args", "says"),
    [
        ("add_agency", {}, "needs name"),
        ("add_agency", {"name": 3}, "must be text"),
        ("add_agency", {"name": "A", "colour": "red"}, "no argument 'colour'"),
        ("set_records_begin", {"on": "2026-02-30"}, "not a day"),
        ("add_evidence", {"trainer": "Nadia Farouk", "kind": "knighthood", "on": "2026-01-01"}, "no kind of evidence"),
        ("add_evidence", {"trainer": "Nadia Farouk", "kind": "shadow", "on": "2026-13"}, "is not known"),
        ("add_evidence", {"trainer": "Nobody Here", "kind": "shadow", "on": "2026-01"}, "No person"),
        (
            "add_evidence",
            {"trainer": "Nadia Farouk", "kind": "hold", "on": "2026-05-01", "until": "2026-04-01"},
            "before it begins",
        ),
        ("add_session", {"course": "NEG", "parts": []}, "at least one part"),
        (
            "add_session",
            {"course": "NEG", "parts": [{"start": "2027-01-12T12:00", "end": "2027-01-12T09:00"}]},
            "not after its start",
        ),
        ("add_session", {"course": "NEG", "parts": [{"start": "12/01/2027"}]}, "not a civil moment"),
        ("add_session", {"course": "NEG", "parts": ["x"]}, "Part 1 is not"),
        ("add_session", {"course": "XXX", "parts": [{"start": "2027-01-12T09:00"}]}, "No course"),
        (
            "allocate_trainer",
            {"session": "S1", "trainer": "Nadia Farouk", "role": "chief"},
            "lead, co-trainer or extra",
        ),
        (
            "add_unavailability",
            {"trainer": "Nadia Farouk", "from": "2027-01-05", "to": "2027-01-01"},
            "before it begins",
        ),
        ("set_weekdays", {"trainer": "Nadia Farouk", "weekdays": [0, 9]}, "from 0"),
        ("set_policy", {"values": {"approval_years": 3}}, "no setting"),
        ("set_policy", {"values": {"approval_months": "long"}}, "cannot be"),
        ("merge_agencies", {"agency": "Northmoor Police", "into": "Northmoor Police"}, "into itself"),
        (
            "add_material_version",
            {"course": "NEG", "version": "1", "author": "A", "approved_by": "a", "approved_on": "2026-01-01"},
            "author",
        ),
    ],
)
def test_nonsense_is_refused_in_words(tmp_path: Path, deed: str, args: dict[str, object], says: str) -> None:
    desk = small_pool(tmp_path)
    before = desk.store.head
    with pytest.raises(Problem, match=says):
        DEEDS[deed].do(desk, args)
    assert desk.store.head == before
    close_pool(desk)


def test_a_correction_is_a_new_revision_and_a_retraction_stays_readable(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    someone = next(row.id for row in desk.ask(people, TODAY) if row.name == "Femi Dacosta")
    first = desk.ask(evidence_rows, someone)[0]
    DEEDS["correct_evidence"].do(desk, {"evidence": first.id, "on": "2026-09-02", "note": "Typed wrongly"})
    latest = next(row for row in desk.ask(evidence_rows, someone) if not row.replaced)
    assert (latest.on, latest.replaces_id) == ("2026-09-02", first.id)
    DEEDS["retract_evidence"].do(desk, {"evidence": latest.id, "reason": "Another person"})
    rows = desk.ask(evidence_rows, someone)
    assert len(rows) == 3
    assert [row.retracted for row in rows if not row.replaced] == [True]
    close_pool(desk)


def test_a_sign_off_that_names_nobody_is_by_whoever_sits_at_the_desk(tmp_path: Path) -> None:
    desk = small_pool(tmp_path).as_person("Marian Holt")
    DEEDS["add_evidence"].do(desk, {"trainer": "Femi Dacosta", "kind": "sign_off", "on": "2026-11-20"})
    someone = next(row.id for row in desk.ask(people, TODAY) if row.name == "Femi Dacosta")
    assert desk.ask(evidence_rows, someone)[0].by_name == "Marian Holt"
    close_pool(desk)
