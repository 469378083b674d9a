"""Deeds for several trainers and for a new one: all of it or nothing, one line in the trail, one undo, also from a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.operations.deeds import DEEDS
from trainerpool.operations.desk import Desk
from trainerpool.operations.several import offer_to_several, record_for_several, take_on_trainer
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import people
from trainerpool.queries.sessions import allocations, sessions
from trainerpool.queries.trail import deeds


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def _kinds(desk: Desk) -> dict[str, list[str]]:
    names = {row.id: row.name for row in desk.ask(people, TODAY)}
    return {
        names[key]: sorted(item.kind.value for item in items) for key, items in desk.ask(evidence_of_everyone).items()
    }


def test_an_event_is_recorded_for_each_and_undone_for_all(desk: Desk) -> None:
    before = _kinds(desk)
    done = record_for_several(desk, ["Nadia Farouk", "Denzil Barlow"], "development_event", "2026-11-18", note="Forum")
    assert done.name == "Record development event of 2 trainers"
    assert all("development_event" in _kinds(desk)[name] for name in ("Nadia Farouk", "Denzil Barlow"))
    assert desk.ask(deeds, 1)[0].entries == 2
    desk.undo()
    assert _kinds(desk) == before


def test_one_who_is_nobody_and_a_day_to_come_leave_all_as_it_was(desk: Desk) -> None:
    before = _kinds(desk)
    with pytest.raises(Problem, match="No person of the pool"):
        record_for_several(desk, ["Nadia Farouk", "Nobody Atall"], "development_event", "2026-11-18")
    with pytest.raises(Problem, match="once it has happened"):
        record_for_several(desk, ["Nadia Farouk"], "development_event", "2026-12-18")
    with pytest.raises(Problem, match="No trainer was chosen"):
        record_for_several(desk, [], "development_event", "2026-11-18")
    assert _kinds(desk) == before


def test_a_session_is_offered_to_a_pair_by_the_rules_and_taken_back_by_one_undo(desk: Desk) -> None:
    session = desk.ask(sessions)[0].id
    done = offer_to_several(desk, session, ["Nadia Farouk", "Denzil Barlow"], ["co-trainer", "co-trainer"])
    assert done.name.startswith("Offer Neglect: Recognising and Responding, 12 Jan 2027, to 2 trainers")
    assert {(one.name, one.state) for one in desk.ask(allocations)} == {
        ("Nadia Farouk", "offered"), ("Denzil Barlow", "offered"),
    }  # fmt: skip
    desk.undo()
    assert desk.ask(allocations) == ()


def test_one_whom_a_rule_blocks_is_told_and_nobody_is_offered_it(desk: Desk) -> None:
    session = desk.ask(sessions)[0].id
    with pytest.raises(Problem, match="Femi Dacosta"):
        offer_to_several(desk, session, ["Nadia Farouk", "Femi Dacosta"], ["co-trainer", "co-trainer"])
    assert desk.ask(allocations) == ()
    with pytest.raises(Problem, match="'boss' was given"):
        offer_to_several(desk, session, ["Nadia Farouk"], ["boss"])


def test_a_trainer_comes_with_agency_and_first_evidence_as_one_deed(desk: Desk) -> None:
    known = {row.name for row in desk.ask(agencies, TODAY)}
    done = take_on_trainer(
        desk, "Zadie", "Quennell", "Greystone Mission", "z.quennell@greystone.example.org", kind="application", on="2026-11-02"
    )  # fmt: skip
    made = next(row for row in desk.ask(people, TODAY) if row.id == done.record)
    assert (made.name, made.agency) == ("Zadie Quennell", "Greystone Mission")
    assert _kinds(desk)["Zadie Quennell"] == ["application"]
    desk.undo()
    assert {row.name for row in desk.ask(agencies, TODAY)} == known
    assert all(row.name != "Zadie Quennell" for row in desk.ask(people, TODAY))


def test_an_agency_the_pool_knows_is_not_made_again(desk: Desk) -> None:
    take_on_trainer(desk, "Zadie", "Quennell", "northmoor police")
    assert [row.name for row in desk.ask(agencies, TODAY)].count("Northmoor Police") == 1
    with pytest.raises(Problem, match="needs an agency"):
        take_on_trainer(desk, "Zadie", "Other", " ")
    with pytest.raises(Problem, match="on which day"):
        take_on_trainer(desk, "Zadie", "Other", "Northmoor Police", kind="application")


def test_a_script_does_them_among_other_deeds_as_one_piece_of_work(desk: Desk) -> None:
    """What joins several deeds may be joined itself: all of them or none, one undo."""
    assert {"record_for_several", "offer_to_several", "take_on_trainer", "renew_agreements"} <= set(DEEDS)
    before = _kinds(desk)
    with desk.together("Apply 2 deeds") as work:
        DEEDS["take_on_trainer"].do(
            desk, {"given_name": "Zadie", "family_name": "Quennell", "agency": "New Trust", "kind": "application", "on": "2026-11-02"}
        )  # fmt: skip
        DEEDS["record_for_several"].do(
            desk, {"trainers": ["Zadie Quennell", "Nadia Farouk"], "kind": "development_event", "on": "2026-11-18"}
        )
    assert work.done.name == "Apply 2 deeds"
    assert desk.ask(deeds, 1)[0].name == "Apply 2 deeds"
    assert _kinds(desk)["Zadie Quennell"] == ["application", "development_event"]
    desk.undo()
    assert _kinds(desk) == before
