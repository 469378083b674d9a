"""Exports: the field names and forms that scripts count on, the same in every file form."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import vobject

from tests.builders import TODAY
from tests.reports.conftest import Term
from trainerpool.operations import DEEDS
from trainerpool.problem import Problem
from trainerpool.reports.export_rows import FIELDS
from trainerpool.reports.exports import KINDS, export, records_of


def exported(term: Term, kind: str, folder: Path, ending: str = ".json", on: date = TODAY, **more: object) -> bytes:
    to = folder / f"{kind}{ending}"
    export(term.desk.ask, kind, to, on, **more)
    return to.read_bytes()


def one_of(term: Term, kind: str) -> Term:
    """With one record of a kind of which the term has none: its other figures would change with it."""
    if kind == "materials":
        DEEDS["add_material_version"].do(term.desk, {"course": "NEG", "version": "1.0", "author": "J. Hart"})
    else:
        told = {"strengths": ["=Calm"], "actions": [{"text": "Name the step"}], "outcome": "Continue with actions"}
        DEEDS["add_observation"].do(
            term.desk, {"trainer": "Gwen Parry", "on": "2026-10", "observer": "R. Penhale"} | told
        )
    return term


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_fields_in_every_form(
    term: Term, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    if kind in {"materials", "observations"}:
        term = one_of(request.getfixturevalue("own_term"), kind)
    records = json.loads(exported(term, kind, tmp_path))
    assert records
    assert all(tuple(record) == FIELDS[kind] for record in records)
    table = list(csv.reader(io.StringIO(exported(term, kind, tmp_path, ".csv").decode("utf-8-sig"))))
    assert tuple(table[0]) == FIELDS[kind]
    assert len(table) == len(records) + 1
    sheet = openpyxl.load_workbook(io.BytesIO(exported(term, kind, tmp_path, ".xlsx"))).active
    assert tuple(cell.value for cell in sheet[1]) == FIELDS[kind]
    assert sheet.max_row == len(records) + 1
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_trainers_are_told_as_scripts_expect(term: Term) -> None:
    found = {record["given_name"]: record for record in records_of(term.desk.ask, "trainers", TODAY)}
    assert len(found) == 6
    gwen = found["Gwen"]
    assert gwen.pop("id") == term.people["Gwen"]
    assert gwen == {
        "given_name": "Gwen",
        "family_name": "Parry",
        "agency": "Police",
        "email": "gwen.parry@police.example.org",
        "phone": None,
        "standing": "approved",
        "stage": None,
        "ttt_course_on": "2024-03",
        "approved_from": "2025-06-02",
        "approved_until": "2028-06-01",
        "courses": ["NEG"],
        "may_deliver": ["NEG"],
    }
    assert (found["Sam"]["standing"], found["Sam"]["approved_from"], found["Sam"]["courses"]) == ("candidate", None, [])
    assert found["Sam"]["stage"]


def test_a_standing_is_the_one_of_the_day_asked_for(term: Term) -> None:
    before = {row["given_name"]: row for row in records_of(term.desk.ask, "trainers", date(2025, 6, 1))}
    after = {row["given_name"]: row for row in records_of(term.desk.ask, "trainers", date(2028, 9, 1))}
    # An approval still to begin is told with its day, so that a register's "from 2 June" is not lost.
    assert (before["Gwen"]["standing"], before["Gwen"]["approved_from"]) == ("candidate", "2025-06-02")
    assert before["Gwen"]["may_deliver"] == []
    assert after["Gwen"]["standing"] == "lapsed"
    assert (after["Gwen"]["courses"], after["Gwen"]["may_deliver"]) == (["NEG"], [])


def test_sessions_are_told_as_scripts_expect(term: Term) -> None:
    def findings(session_id: str) -> dict[str, list[str]]:
        rows = records_of(term.desk.ask, "allocations", TODAY)
        return {row["id"]: ["No approval"] for row in rows if row["session_id"] == session_id and row["role"] == "lead"}

    found = {row["id"]: row for row in records_of(term.desk.ask, "sessions", TODAY, findings=findings)}
    curious = found[term.sessions["curious"]]
    assert [curious[name] for name in ("course", "title", "venue", "virtual", "max_learners", "status")] == [
        "PC", "Professional Curiosity and Challenge", None, True, 16, "planned",
    ]  # fmt: skip
    assert curious["parts"] == [
        {"start": "2027-01-14T09:30", "end": "2027-01-14T12:30"},
        {"start": "2027-01-15T09:30", "end": "2027-01-15T12:30"},
    ]
    told = {row["trainer"]: row for row in curious["allocations"]}
    assert told["Idris Malik"] == {
        "trainer": "Idris Malik", "trainer_id": term.people["Idris"], "role": "lead", "state": "confirmed",
        "findings": ["No approval"],
    }  # fmt: skip
    assert told["Tom Vane"]["findings"] == []
    assert found[term.sessions["off"]]["status"] == "cancelled"


def test_tables_say_lists_in_words(term: Term, tmp_path: Path) -> None:
    content = exported(term, "sessions", tmp_path, ".csv").decode("utf-8-sig")
    (row,) = [row for row in csv.DictReader(io.StringIO(content)) if row["id"] == term.sessions["curious"]]
    assert row["parts"] == "2027-01-14T09:30 to 2027-01-14T12:30; 2027-01-15T09:30 to 2027-01-15T12:30"
    assert row["allocations"] == "Idris Malik (lead, confirmed); Tom Vane (co-trainer, confirmed)"
    phones = csv.DictReader(io.StringIO(exported(term, "trainers", tmp_path, ".csv").decode("utf-8-sig")))
    assert [row["phone"] for row in phones if row["phone"]] == ["'+447700900487"]


def test_workbook_days_are_days(term: Term, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported(term, "trainers", tmp_path, ".xlsx"))).active
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    column = FIELDS["trainers"].index("approved_from")
    assert rows["Gwen"][column].value == datetime(2025, 6, 2)
    assert rows["Gwen"][column - 1].value == "2024-03"
    assert rows["Tom"][5].value == "+447700900487"


def test_availability_tells_absences_and_weekdays(term: Term) -> None:
    away, pattern = records_of(term.desk.ask, "availability", TODAY)
    assert (away["trainer"], away["kind"], away["from"], away["to"]) == (
        "Nia O'Dowd",
        "away",
        "2027-02-01",
        "2027-02-05",
    )
    assert (pattern["trainer"], pattern["kind"], pattern["weekdays"]) == ("Tom Vane", "weekdays", [0, 1, 2])


def test_the_trail_begins_at_its_beginning_and_is_whole(term: Term) -> None:
    rows = records_of(term.desk.ask, "trail", TODAY)
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0]["name"] == "Make the pool Moorshire"
    assert len(rows) > 40


def test_sessions_are_a_calendar_too(term: Term, tmp_path: Path) -> None:
    content = exported(term, "sessions", tmp_path, ".ics", stamp=term.desk.clock.now())
    events = vobject.readOne(content.decode()).vevent_list
    assert len(events) == 6
    assert {event.status.value for event in events} == {"CONFIRMED", "CANCELLED"}


@pytest.mark.parametrize(
    ("kind", "name"), [("minutes", "a.json"), ("trainers", "a.pdf"), ("trainers", "a.ics"), ("courses", "a")]
)
def test_what_cannot_be_exported_is_a_problem_and_writes_nothing(
    term: Term, tmp_path: Path, kind: str, name: str
) -> None:
    with pytest.raises(Problem) as told:
        export(term.desk.ask, kind, tmp_path / name, TODAY)
    assert told.value.todo
    assert not list(tmp_path.iterdir())


def test_an_empty_pool_exports_its_headings(tmp_path: Path) -> None:
    from tests.builders import a_pool

    desk = a_pool(tmp_path)
    try:
        for kind in KINDS:
            export(desk.ask, kind, tmp_path / f"{kind}.csv", TODAY)
            export(desk.ask, kind, tmp_path / f"{kind}.xlsx", TODAY)
            first = (tmp_path / f"{kind}.csv").read_text("utf-8-sig").splitlines()[0]
            assert tuple(first.split(",")) == FIELDS[kind]
    finally:
        desk.store.close()
