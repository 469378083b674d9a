"""Decisions files, and answers that follow the rows they are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.operations.imports.workbooks import GWEN, IDRIS, NIA, OTTILIE, changed, usual, workbook
from trainerpool.exchange.spreadsheets.book import Book, Sheet
from trainerpool.operations.desk import Desk
from trainerpool.operations.imports import (
    answers_from_json,
    answers_to_json,
    decide,
    import_plan,
    joined,
    plan_import,
    with_answer,
    without_answer,
)
from trainerpool.operations.imports.answers import Marks
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies
from trainerpool.queries.imports import open_questions
from trainerpool.queries.people import people

TWICE = changed(GWEN, phone="", ttt_completed="", approved_from="", courses="", notes="again?")


def test_there_and_back() -> None:
    body = {
        "agencies": {"WMP": "West Moor Police"}, "courses": {"Neg.": "NEG"}, "columns": {"Sheet!G": "notes"},
        "people": [{"rows": ["Sheet!8", "Sheet!71"], "same": False}], "values": {"Sheet!G7": "approved"},
    }  # fmt: skip
    assert answers_to_json(answers_from_json(body)) == body


@pytest.mark.parametrize(
    "body",
    [[], {"agency": {}}, {"agencies": []}, {"agencies": {"a": 1}}, {"people": [{"rows": ["A!1"], "same": True}]},
     {"people": [{"rows": ["A!1", "A!2"], "same": "yes"}]}],
)  # fmt: skip
def test_another_form_is_refused_in_words(body: Any) -> None:
    with pytest.raises(Problem, match="decisions file"):
        answers_from_json(body)


def test_one_by_one_and_the_later_word_counts() -> None:
    first = with_answer(answers_from_json({}), "people", "A!1|A!2", "same")
    both = joined(first, with_answer(answers_from_json({}), "people", "A!1|A!2", "different"))
    assert [(item.rows, item.same) for item in both.people] == [(("A!1", "A!2"), False)]
    assert without_answer(both, "people", "A!1|A!2").people == ()
    agencies_said = with_answer(first, "agencies", "WMP", "Police")
    assert without_answer(agencies_said, "agencies", "WMP") == first


def test_marks_follow_rows_and_columns() -> None:
    old = Marks(Book([Sheet("S", [["Name", "Car"], ["Ann", "x"], ["Ben", "y"]])]))
    new = Marks(Book([Sheet("S", [["New", "Name", "Car"], ["", "Cat", ""], ["", "Ann", "x"], ["", "Ben", "y"]])]))
    same_width = Marks(Book([Sheet("S", [["Name", "Car"], ["Cat", "z"], ["Ann", "x"], ["Ben", "y"]])]))
    people_marks, column_marks = old.of("people", "S!2|S!3"), old.of("columns", "S!B")
    assert same_width.moved("people", "S!2|S!3", people_marks) == "S!3|S!4"
    assert new.moved("columns", "S!B", column_marks) == "S!C"
    gone = Marks(Book([Sheet("S", [["Name", "Car"], ["Ann", "x"]])]))
    assert gone.moved("people", "S!2|S!3", people_marks) is None


def test_the_same_person_stays_answered_when_rows_move(desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(desk, workbook(tmp_path / "pool.xlsx", usual(GWEN, IDRIS, TWICE)))
    (question,) = plan.questions
    assert question.about == "Register!2|Register!4"
    import_plan(desk, plan)
    assert sum(row.name == "Gwen Parry" for row in desk.ask(people, desk.today)) == 1
    assert [row.about for row in desk.ask(open_questions)] == [question.about]
    decided = decide(desk, answers_from_json({"people": [{"rows": question.about.split("|"), "same": True}]}))
    assert decided.left == ()
    moved = plan_import(desk, workbook(tmp_path / "pool.xlsx", usual(NIA, GWEN, OTTILIE, IDRIS, TWICE)))
    assert not moved.questions
    import_plan(desk, moved)
    assert sorted(row.name for row in desk.ask(people, desk.today)) == [
        "Gwen Parry",
        "Idris Malik",
        "Nia O'Dowd",
        "Ottilie Brand",
    ]


def test_two_people_of_one_name(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "pool.xlsx", usual(GWEN, IDRIS, changed(TWICE, e_mail="")))
    import_plan(desk, plan_import(desk, path))
    (question,) = desk.ask(open_questions)
    decide(desk, with_answer(answers_from_json({}), question.section, question.about, "different"))
    assert sum(row.name == "Gwen Parry" for row in desk.ask(people, desk.today)) == 2
    assert plan_import(desk, path).changes_nothing


def test_an_agency_nobody_is_sure_of_stands_alone_until_it_is_answered(desk: Desk, tmp_path: Path) -> None:
    odd = changed(NIA, agency="MC - Children's Services")
    path = workbook(tmp_path / "pool.xlsx", usual(GWEN, IDRIS, odd))
    plan = plan_import(desk, path)
    import_plan(desk, plan)
    asked = [row for row in desk.ask(open_questions) if row.section == "agencies"]
    if not asked:
        pytest.skip("the reader was sure of this one")
    assert {row.name: row.agency for row in desk.ask(people, desk.today)}["Nia O'Dowd"] == "MC - Children's Services"
    names = {row.name for row in desk.ask(agencies, desk.today)}
    decide(desk, answers_from_json({"agencies": {asked[0].about: "Moorshire Council"}}))
    assert {row.name: row.agency for row in desk.ask(people, desk.today)}["Nia O'Dowd"] == "Moorshire Council"
    rows = desk.ask(agencies, desk.today)
    assert {row.name for row in rows} == names - {"MC - Children's Services"}
    assert "MC - Children's Services" in next(row for row in rows if row.name == "Moorshire Council").aliases
    assert plan_import(desk, path).changes_nothing
    desk.undo()
    assert {row.name: row.agency for row in desk.ask(people, desk.today)}["Nia O'Dowd"] == "MC - Children's Services"


def test_its_own_agency_is_an_answer_too(desk: Desk, tmp_path: Path) -> None:
    odd = changed(NIA, agency="MC - Children's Services")
    path = workbook(tmp_path / "pool.xlsx", usual(GWEN, IDRIS, odd))
    import_plan(desk, plan_import(desk, path))
    asked = [row for row in desk.ask(open_questions) if row.section == "agencies"]
    if not asked:
        pytest.skip("the reader was sure of this one")
    decide(desk, answers_from_json({"agencies": {asked[0].about: asked[0].about}}))
    assert not desk.ask(open_questions)
    assert {row.name: row.agency for row in desk.ask(people, desk.today)}["Nia O'Dowd"] == "MC - Children's Services"
    assert plan_import(desk, path).changes_nothing


def test_deciding_where_nothing_is_open(desk: Desk) -> None:
    with pytest.raises(Problem, match="No question"):
        decide(desk, answers_from_json({}))
