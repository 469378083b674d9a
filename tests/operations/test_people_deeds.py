"""Deeds on people: names kept, addresses of one person only, conflicts taken back, two records of one person made one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import DAY, small_pool
from trainerpool.domain.standing import State
from trainerpool.operations.agencies import add_agency, add_agency_alias, remove_agency_alias
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.operations.availability import add_unavailability, set_weekdays
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.people import (
    add_exclusion,
    add_trainer,
    change_trainer,
    merge_trainers,
    remove_exclusion,
)
from trainerpool.operations.pools import close_pool
from trainerpool.problem import Problem
from trainerpool.queries.availability import absences, weekday_patterns
from trainerpool.queries.evidence import all_evidence_rows
from trainerpool.queries.people import former_names, people
from trainerpool.queries.search import search
from trainerpool.queries.sessions import allocations
from trainerpool.queries.standings import standing_of
from trainerpool.queries.trainer_details import exclusions

NADIA, TWIN = "Nadia Farouk", "Nadia Farouk-Lane"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def key_of(desk: Desk, name: str) -> str:
    return next(row.id for row in desk.ask(people, TODAY) if row.name == name)


def names(desk: Desk) -> list[str]:
    return sorted(row.name for row in desk.ask(people, TODAY))


def everything(desk: Desk) -> tuple[object, ...]:
    """All that a merge moves, without the revisions that count writes."""
    return (
        names(desk),
        sorted((row.id, row.person_id) for row in desk.ask(all_evidence_rows)),
        sorted((row.id, row.person_id, row.state) for row in desk.ask(allocations)),
        sorted((row.id, row.person_id) for row in desk.ask(absences)),
        sorted((row.person_id, row.weekdays) for row in desk.ask(weekday_patterns)),
        [(row.email, row.phone, row.agency) for row in desk.ask(people, TODAY)],
    )


def test_a_changed_name_stays_searchable_and_an_address_is_one_persons(desk: Desk) -> None:
    key = key_of(desk, NADIA)
    change_trainer(desk, key, family_name="Farouk-Lane", phone=" 01632 960111 ", on=date(2026, 11, 1))
    assert desk.ask(former_names, key) == (NADIA,)
    change_trainer(desk, key, family_name="Lane")
    assert [hit.title for hit in desk.ask(search, "Farouk-Lane", ("person",))] == ["Nadia Lane"]
    with pytest.raises(Problem, match="Somebody else"):
        change_trainer(desk, "Denzil Barlow", email="N.Farouk@ellerdale.example.org")
    with pytest.raises(Problem, match="needs a name"):
        change_trainer(desk, key, given_name=" ", family_name="")
    change_trainer(desk, key, phone="")
    assert next(row.phone for row in desk.ask(people, TODAY) if row.id == key) == ""


def test_a_conflict_is_recorded_seen_by_both_and_taken_back(desk: Desk) -> None:
    add_exclusion(desk, NADIA, other="Denzil Barlow", reason="Related")
    for name, other in ((NADIA, "Denzil Barlow"), ("Denzil Barlow", NADIA)):
        assert [(row.what, row.reason) for row in desk.ask(exclusions, key_of(desk, name))] == [(other, "Related")]
    remove_exclusion(desk, desk.ask(exclusions, key_of(desk, NADIA))[0].id)
    assert desk.ask(exclusions, key_of(desk, NADIA)) == ()


def test_two_records_of_one_person_become_one_and_one_undo_splits_them(desk: Desk) -> None:
    add_trainer(desk, "Nadia", "Farouk-Lane", "Northmoor Police", phone="01632 960111")
    add_evidence(desk, TWIN, "sign_off", "2026-10-01", course="NEG", by="Denzil Barlow")
    add_evidence(desk, "Denzil Barlow", "sign_off", "2026-10-02", course="NEG", by=TWIN)
    add_unavailability(desk, TWIN, date(2027, 2, 1), date(2027, 2, 2))
    set_weekdays(desk, TWIN, [0, 1])
    set_weekdays(desk, NADIA, [0, 1, 2])
    add_exclusion(desk, TWIN, other="Femi Dacosta")
    add_exclusion(desk, TWIN, other=NADIA)
    allocate_trainer(desk, "S1", NADIA, "co-trainer")
    before = everything(desk)
    merge_trainers(desk, TWIN, NADIA)
    assert names(desk) == ["Denzil Barlow", "Femi Dacosta", NADIA]
    key = key_of(desk, NADIA)
    assert desk.ask(former_names, key) == (TWIN,)
    rows = desk.ask(all_evidence_rows)
    assert {row.person_id for row in rows if row.kind == "sign_off"} == {key, key_of(desk, "Denzil Barlow")}
    assert [row.person_id for row in desk.ask(absences)] == [key]
    assert [row.weekdays for row in desk.ask(weekday_patterns)] == [(0, 1, 2)]
    assert [row.what for row in desk.ask(exclusions, key)] == ["Femi Dacosta"]
    person = next(row for row in desk.ask(people, TODAY) if row.id == key)
    assert (person.phone, person.agency) == ("01632 960111", "Ellerdale NHS Trust")
    assert desk.ask(standing_of, key, TODAY).state is State.APPROVED
    desk.undo()
    assert everything(desk) == before
    desk.redo()
    assert names(desk) == ["Denzil Barlow", "Femi Dacosta", NADIA]


def test_who_is_on_one_session_twice_is_not_merged_unseen(desk: Desk) -> None:
    allocate_trainer(desk, "S1", NADIA, "co-trainer")
    allocate_trainer(desk, "S1", "Denzil Barlow", "co-trainer")
    with pytest.raises(Problem, match=f"Both are on Neglect.*{int(DAY[-2:])} Jan 2027"):
        merge_trainers(desk, "Denzil Barlow", NADIA)
    with pytest.raises(Problem, match="into itself"):
        merge_trainers(desk, NADIA, NADIA)


@pytest.mark.parametrize("name", ["Łukasz Ördög", "İpek Éluard", "ŴYN ŶSTRAD"])
def test_who_has_letters_beyond_a_to_z_is_found_by_name_however_it_is_written(desk: Desk, name: str) -> None:
    given, family = name.split()
    add_trainer(desk, given, family, "Northmoor Police")
    for written in (name, name.lower(), name.title()):
        change_trainer(desk, written, job_title=written)
        assert next(row for row in desk.ask(people, TODAY) if row.name == name).job_title == written


def test_an_agency_with_such_letters_is_neither_there_twice_nor_lost(desk: Desk) -> None:
    add_agency(desk, "Ystrad Éire Trust")
    with pytest.raises(Problem, match="in the pool already"):
        add_agency(desk, "ystrad éire trust")
    add_agency_alias(desk, "YSTRAD ÉIRE TRUST", "Ŵyth")
    remove_agency_alias(desk, "ystrad éire trust", "Ŵyth")
