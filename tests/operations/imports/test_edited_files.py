"""A file that was edited and comes again: what only the sheet changed is taken, what only the pool changed stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.operations.imports.workbooks import GWEN, IDRIS, NIA, OTTILIE, PROGRAMME, changed, dump, usual, workbook
from trainerpool.host.clock import FixedClock
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.imports import (
    ImportPlan,
    answers_from_json,
    decide,
    import_plan,
    plan_import,
    plan_with,
    with_answer,
)
from trainerpool.operations.people import add_trainer, change_trainer
from trainerpool.operations.sessions import change_session
from trainerpool.operations.settings import add_closed_day
from trainerpool.problem import Problem
from trainerpool.queries.people import former_names, people
from trainerpool.queries.sessions import sessions
from trainerpool.queries.standings import trainers


def bring(
    desk: Desk, folder: Path, *rows: list[Any], name: str = "pool.xlsx", programme: Any = PROGRAMME
) -> ImportPlan:
    """Import a workbook of these people; gives the plan it did."""
    plan = plan_import(desk, workbook(folder / name, usual(*rows, programme=programme)))
    import_plan(desk, plan)
    return plan


def trainer(desk: Desk, name: str) -> Any:
    return next(row for row in desk.ask(trainers, desk.today) if row.person.name == name)


def row_of(plan: ImportPlan, name: str) -> Any:
    return next(row for row in plan.rows if row.thing == "trainer" and name in row.what)


def test_first_import(desk: Desk, tmp_path: Path) -> None:
    plan = bring(desk, tmp_path)
    assert not plan.questions
    assert plan.name == "Import pool.xlsx: 4 trainers, 3 sessions"
    assert (trainer(desk, "Gwen Parry").standing.state.value, trainer(desk, "Ottilie Brand").standing.state.value) == (
        "approved",
        "lapsed",
    )
    assert trainer(desk, "Nia O'Dowd").standing.state.value == "candidate"
    first = desk.ask(sessions)[0]
    assert [(one.name, one.role, one.state) for one in first.team] == [
        ("Gwen Parry", "lead", "confirmed"), ("Idris Malik", "co-trainer", "confirmed"),
    ]  # fmt: skip


def test_only_the_sheet_changed(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    plan = bring(
        desk,
        tmp_path,
        changed(GWEN, phone="07700 900555", courses="NEG; DA", status="On hold"),
        changed(IDRIS, courses="NEG; DA"),
        NIA,
        OTTILIE,
    )
    assert not plan.questions
    assert (row_of(plan, "Gwen").outcome, row_of(plan, "Nia").outcome) == ("merged", "unchanged")
    assert "phone: 07700 900001 becomes 07700 900555" in row_of(plan, "Gwen").changes
    gwen = trainer(desk, "Gwen Parry")
    assert (gwen.person.phone, gwen.standing.state.value) == ("07700 900555", "on hold")
    assert trainer(desk, "Idris Malik").courses == ("DA", "NEG")
    assert plan.name == "Import pool.xlsx: 2 trainers"


def test_only_the_pool_changed(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    change_trainer(desk, "Gwen Parry", phone="07700 900777", notes="Written by hand")
    before = dump(desk)
    plan = bring(desk, tmp_path)
    assert plan.changes_nothing
    assert dump(desk) == before


def test_both_changed_is_a_question_and_the_pool_stays_until_it_is_answered(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    change_trainer(desk, "Gwen Parry", phone="07700 900777")
    plan = bring(desk, tmp_path, changed(GWEN, phone="07700 900555"), IDRIS, NIA, OTTILIE)
    (question,) = plan.questions
    assert (question.kind, question.default, question.rows) == ("conflict", "pool", ["Register!2"])
    assert "07700 900555" in question.text
    assert "07700 900777" in question.text
    assert row_of(plan, "Gwen").outcome == "needs decision"
    assert row_of(plan, "Gwen").questions == (question.id,)
    assert trainer(desk, "Gwen Parry").person.phone == "07700 900777"
    decided = decide(desk, with_answer(plan.answers, question.section, question.about, "file"))
    assert (decided.answered, decided.left) == (1, ())
    assert trainer(desk, "Gwen Parry").person.phone == "07700 900555"
    assert bring(desk, tmp_path, changed(GWEN, phone="07700 900555"), IDRIS, NIA, OTTILIE).changes_nothing


def test_a_conflict_answered_for_the_pool_is_not_asked_again(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    change_trainer(desk, "Gwen Parry", phone="07700 900777")
    path = workbook(tmp_path / "pool.xlsx", usual(changed(GWEN, phone="07700 900555"), IDRIS, NIA, OTTILIE))
    plan = plan_import(desk, path)
    (question,) = plan.questions
    answered = plan_with(desk, plan, with_answer(plan.answers, question.section, question.about, "pool"))
    assert not answered.questions
    import_plan(desk, answered)
    assert trainer(desk, "Gwen Parry").person.phone == "07700 900777"
    assert plan_import(desk, path).changes_nothing
    other = plan_import(
        desk, workbook(tmp_path / "pool.xlsx", usual(changed(GWEN, phone="07700 900556"), IDRIS, NIA, OTTILIE))
    )
    assert len(other.questions) == 1, "a new word of the file is a new question"


def test_rows_that_vanished_are_listed_once_and_nothing_is_deleted(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    plan = bring(desk, tmp_path, GWEN, IDRIS, OTTILIE, programme=PROGRAMME[:3])
    assert {(gone.thing, gone.what) for gone in plan.vanished} == {
        ("trainer", "Nia O'Dowd"), ("session", "Neglect and Early Help, 2027-03-02"),
    }  # fmt: skip
    assert trainer(desk, "Nia O'Dowd").person.email == "nia.odowd@probation.example.org"
    assert len(desk.ask(sessions)) == 3
    again = bring(desk, tmp_path, GWEN, IDRIS, OTTILIE, programme=PROGRAMME[:3])
    assert again.changes_nothing
    assert not again.vanished
    back = bring(desk, tmp_path)
    assert row_of(back, "Nia").outcome == "unchanged"
    assert len(desk.ask(people, desk.today)) == 4


def test_rows_in_another_order_with_one_more_among_them(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    new = [
        "Tom Vane",
        "Moorshire Police",
        "tom.vane@police.example.org",
        "07700 900009",
        "2025-02-02",
        "2025-09-09",
        "DA",
        "Approved",
        "",
    ]
    plan = bring(desk, tmp_path, OTTILIE, new, NIA, GWEN, IDRIS)
    assert (row_of(plan, "Tom").outcome, row_of(plan, "Gwen").outcome, row_of(plan, "Nia").outcome) == (
        "added",
        "unchanged",
        "unchanged",
    )
    assert len(desk.ask(people, desk.today)) == 5


def test_a_changed_name_with_the_same_address_is_the_same_person(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    plan = bring(desk, tmp_path, changed(GWEN, name="Gwen Ashworth"), IDRIS, NIA, OTTILIE, programme=PROGRAMME[:1])
    gwen = trainer(desk, "Gwen Ashworth")
    assert desk.ask(former_names, gwen.id) == ("Gwen Parry",)
    assert row_of(plan, "Gwen Ashworth").outcome == "merged"


def test_another_agency_is_a_move_and_what_was_delivered_keeps_the_old_one(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    desk.clock = FixedClock.on(date(2027, 1, 20))
    bring(desk, tmp_path, changed(GWEN, agency="Moorshire Council"), IDRIS, NIA, OTTILIE)
    assert {row.name: row.agency for row in desk.ask(people, date(2027, 1, 20))}["Gwen Parry"] == "Moorshire Council"
    assert {row.name: row.agency for row in desk.ask(people, date(2027, 1, 12))}["Gwen Parry"] == "Moorshire Police"


def test_a_moved_session_is_the_same_session(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    before = {row.id for row in desk.ask(sessions)}
    moved = [PROGRAMME[0], PROGRAMME[1], ["2027-02-16", *PROGRAMME[2][1:]], PROGRAMME[3]]
    plan = bring(desk, tmp_path, programme=moved)
    after = desk.ask(sessions)
    assert {row.id for row in after} == before
    assert [row.parts[0].date for row in after] == ["2027-01-12", "2027-02-16", "2027-03-02"]
    assert plan.name == "Import pool.xlsx: 1 session"


def test_trainers_of_a_session_change_with_the_sheet_and_stay_with_the_pool(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    other = [PROGRAMME[0], [*PROGRAMME[1][:6], "Gwen Parry", "Ottilie Brand", "Planned"], PROGRAMME[2], PROGRAMME[3]]
    bring(desk, tmp_path, programme=other)
    team = {(one.name, one.state) for one in desk.ask(sessions)[0].team}
    assert team == {("Gwen Parry", "confirmed"), ("Idris Malik", "withdrawn"), ("Ottilie Brand", "confirmed")}
    change_session(desk, desk.ask(sessions)[1].id, venue="Guildhall")
    assert bring(desk, tmp_path, programme=other).changes_nothing


@pytest.mark.parametrize(
    ("said", "state"), [("Lapsed", "lapsed"), ("Left", "alumni"), ("Suspended", "suspended"), ("On hold", "on hold")]
)
def test_a_status_that_comes_and_goes(desk: Desk, tmp_path: Path, said: str, state: str) -> None:
    bring(desk, tmp_path)
    desk.clock = FixedClock.on(date(2026, 12, 10))
    bring(desk, tmp_path, changed(GWEN, status=said), IDRIS, NIA, OTTILIE)
    gwen = trainer(desk, "Gwen Parry")
    assert (gwen.standing.state.value, gwen.courses) == (state, ("DA", "NEG"))
    desk.clock = FixedClock.on(date(2027, 1, 10))
    bring(desk, tmp_path)
    gwen = trainer(desk, "Gwen Parry")
    assert (gwen.standing.state.value, gwen.may_deliver) == ("approved", ("DA", "NEG"))


def test_a_corrected_date_corrects_the_evidence(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    bring(desk, tmp_path, changed(GWEN, approved_from="2024-09-12", ttt_completed="2024-02-29"), IDRIS, NIA, OTTILIE)
    found = trainer(desk, "Gwen Parry").standing
    assert (found.approved_from, found.ttt_course_on) == (date(2024, 9, 12), date(2024, 2, 29))


def test_evidence_corrected_in_the_pool_stays(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    gwen = trainer(desk, "Gwen Parry").id
    add_evidence(desk, gwen, "hold", "2026-11-21")
    plan = bring(desk, tmp_path)
    assert plan.changes_nothing
    assert trainer(desk, "Gwen Parry").standing.state.value == "on hold"


def test_somebody_the_pool_knows_already_is_filled_and_asked_about(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, NIA, programme=PROGRAMME[:1], name="first.xlsx")
    add_trainer(desk, "Gwen", "Parry", "Moorshire Probation", email="gwen.parry@police.example.org")
    plan = bring(desk, tmp_path, GWEN, IDRIS)
    (question,) = plan.questions
    assert "agency" in question.text
    gwen = trainer(desk, "Gwen Parry")
    assert (gwen.person.agency, gwen.person.phone, gwen.standing.state.value) == (
        "Moorshire Probation",
        "07700 900001",
        "approved",
    )
    assert sum(row.name == "Gwen Parry" for row in desk.ask(people, desk.today)) == 1
    decide(desk, answers_from_json({"values": {question.about: "file"}}))
    assert trainer(desk, "Gwen Parry").person.agency == "Moorshire Police"


def test_a_column_that_was_dropped_clears_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    sheets = usual()
    sheets["Register"] = [[cell for place, cell in enumerate(row) if place not in {3, 7}] for row in sheets["Register"]]
    plan = plan_import(desk, workbook(tmp_path / "pool.xlsx", sheets))
    import_plan(desk, plan)
    gwen = trainer(desk, "Gwen Parry")
    assert (gwen.person.phone, gwen.standing.state.value) == ("07700 900001", "approved")
    assert trainer(desk, "Ottilie Brand").standing.state.value == "lapsed"


def test_absences_come_in_once(desk: Desk, tmp_path: Path) -> None:
    away = [["Trainer", "From", "To", "Reason"], ["Gwen Parry", "2027-02-01", "2027-02-12", "Leave"]]
    path = workbook(tmp_path / "pool.xlsx", {**usual(), "Leave": away})
    import_plan(desk, plan_import(desk, path))
    assert plan_import(desk, path).changes_nothing
    add_unavailability(desk, "Idris Malik", date(2027, 3, 1), date(2027, 3, 2))
    away.append(["Idris Malik", "2027-03-01", "2027-03-02", ""])
    plan = plan_import(desk, workbook(tmp_path / "pool.xlsx", {**usual(), "Leave": away}))
    assert plan.totals["added"] == 0


def test_the_pool_changed_between_plan_and_import(desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(desk, workbook(tmp_path / "pool.xlsx", usual()))
    bring(desk, tmp_path, NIA, name="other.xlsx")
    with pytest.raises(Problem, match="changed since"):
        import_plan(desk, plan)


def test_undoing_each_of_several_imports_leads_back_step_by_step(desk: Desk, tmp_path: Path) -> None:
    moved = [PROGRAMME[0], ["2027-01-13", *PROGRAMME[1][1:6], "Idris Malik", "", "Cancelled"], PROGRAMME[3]]
    versions = [
        ((GWEN, IDRIS, NIA, OTTILIE), PROGRAMME),
        ((changed(GWEN, agency="Moorshire Council", courses="DA", status="Left"), IDRIS, OTTILIE), moved),
        ((changed(GWEN, name="Gwen Ashworth", phone="", notes=""), NIA), PROGRAMME),
    ]
    states = [dump(desk)]
    for people_rows, programme in versions:
        assert not bring(desk, tmp_path, *people_rows, programme=programme).changes_nothing
        states.append(dump(desk))
    for state in reversed(states[:-1]):
        desk.undo()
        assert dump(desk) == state


def test_a_day_that_was_worked_out_does_not_move_with_the_calendar(desk: Desk, tmp_path: Path) -> None:
    courses = [["Code", "Course", "Hours"], ["CP", "Child Protection (2 days)", 12]]
    programme = [PROGRAMME[0], ["2027-01-12", "09:30", "15:30", "CP", "Town Hall, Moorshire", 20, "", "", "Planned"]]
    path = workbook(tmp_path / "pool.xlsx", {"Programme": programme, "Key": courses})
    import_plan(desk, plan_import(desk, path))
    assert [(part.date, part.assumed) for part in desk.ask(sessions)[0].parts] == [
        ("2027-01-12", False),
        ("2027-01-13", True),
    ]
    add_closed_day(desk, date(2027, 1, 13), "Flood")
    assert plan_import(desk, path).changes_nothing
