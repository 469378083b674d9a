"""Reports as documents: kept pictures of their words, and what each of them counts."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY, a_pool
from tests.reports.conftest import Term
from trainerpool.problem import Problem
from trainerpool.queries.settings import terms
from trainerpool.reports.document import Document, as_json, in_columns
from trainerpool.reports.periods import Period, parse_period
from trainerpool.reports.registry import REPORTS, build_report

GOLDENS = Path(__file__).resolve().parents[1] / "goldens" / "reports"


def built(term: Term, name: str, period: str = "Spring term", **more: object) -> Document:
    return build_report(term.desk.ask, name, parse_period(period, term.desk.ask(terms)), TODAY, **more)


def asked_for(term: Term) -> dict[str, Document]:
    why = {term.sessions["february"]: "Two are away, one works Mondays to Wednesdays only."}
    found = {
        "month-sheet": built(term, "month-sheet"),
        "programme": built(term, "programme"),
        "term-staffing": built(term, "term-staffing", reasons=why),
        "sign-in-sheet": built(term, "sign-in-sheet", session=term.sessions["curious"]),
        "pool-health": built(term, "pool-health", "2026-11-21"),
        "standing-statement": built(term, "standing-statement", "2026-11-21", trainer=term.people["Gwen"]),
    }
    assert term.observed is not None
    assert term.packed is not None
    packs = term.packed.ask
    ask, year = term.observed.ask, (date(2026, 1, 1), date(2026, 12, 31))
    return found | {
        "observation-copy": build_report(ask, "observation-copy", year, TODAY, observation=term.observation),
        "observation-form": build_report(ask, "observation-form", year, TODAY, session=term.sessions["seen"]),
        "judgements": build_report(ask, "judgements", year, TODAY),
        "materials-register": build_report(packs, "materials-register", year, TODAY),
        "material-review": build_report(packs, "material-review", year, TODAY),
    }


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_what_it_said_before(term: Term, name: str) -> None:
    """A changed report is a changed file in goldens, looked at: write it with TRAINERPOOL_WRITE_GOLDENS=1."""
    found = as_json(asked_for(term)[name])
    found["footer"]["trail"] = found["footer"]["trail"].rsplit(" ", 2)[0]  # its digest is another for each pool
    kept = GOLDENS / f"{name}.json"
    if os.environ.get("TRAINERPOOL_WRITE_GOLDENS"):
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert found == json.loads(kept.read_text(encoding="utf-8"))


def test_every_report_has_a_golden_and_every_golden_a_report() -> None:
    assert {path.stem for path in GOLDENS.glob("*.json")} == set(REPORTS)


def test_the_foot_names_pool_trail_policy_and_day(term: Term) -> None:
    foot = built(term, "month-sheet").footer
    assert foot.words.startswith("Moorshire Safeguarding Partnership · Trail ")
    assert f"{term.desk.store.head.count}, {term.desk.store.head.digest[:12]}" in foot.words
    assert foot.words.endswith("First policy · Printed 21 Nov 2026")


def test_places_filled_and_empty_add_up(term: Term) -> None:
    document = built(term, "term-staffing")
    figures = {figure.what.split(",")[0]: figure.value for figure in document.figures}
    assert figures == {"sessions": "3", "places": "6", "filled": "5", "empty": "1", "sessions fully staffed": "2 of 3"}
    agencies = document.sections[0].tables[0].rows
    assert sum(row[2] for row in agencies[:-1] if isinstance(row[2], int)) == agencies[-1][2] == 5
    assert "83%" in document.figures[2].what


def test_a_cancelled_session_is_on_the_month_sheet_and_in_no_count(term: Term) -> None:
    rows = [row for table in built(term, "month-sheet").tables for row in table.rows]
    assert [str(row[4]) for row in rows] == [
        "Gwen Parry, Police", "Idris Malik, Children's Services", "Place empty", "Cancelled",
    ]  # fmt: skip
    assert built(term, "month-sheet").summary == ("3 sessions, and 1 cancelled. 1 place empty.",)
    assert len(built(term, "sign-in-sheet").sections) == 3


def test_an_empty_place_has_the_lead_s_name_when_only_a_co_trainer_is_there(term: Term) -> None:
    (table,) = built(term, "month-sheet", "2027-02").tables
    assert (str(table.rows[0][4]), str(table.rows[0][5])) == ("Place empty", "Nia O'Dowd, Probation, accepted")


def test_a_sign_in_sheet_has_a_line_for_each_learner_and_no_personal_data_but_names(term: Term) -> None:
    document = built(term, "sign-in-sheet", session=term.sessions["curious"])
    (table,) = document.tables
    assert len(table.rows) == 16
    assert all(cell is None for row in table.rows for cell in row[1:])
    assert [column.heading for column in table.columns[3:]] == ["Signature Thu 14 Jan", "Signature Fri 15 Jan"]
    words = json.dumps(as_json(document))
    assert "Idris Malik (lead) and Tom Vane" in words
    assert "@" not in words
    assert "Children's Services" not in words


def test_a_statement_is_of_the_day_asked_for(term: Term) -> None:
    gwen = term.people["Gwen"]
    then = built(term, "standing-statement", "2028-09-01", trainer=gwen)
    facts = {fact.what: fact.which for fact in then.sections[0].facts}
    assert facts["Standing"] == "Lapsed"
    assert then.subtitle == "As on Fri 1 Sep 2028"
    everybody = built(term, "standing-statement", "2026-11-21")
    assert [section.title for section in everybody.sections][:2] == ["Ottilie Brand", "Sam Hill"]
    assert len(everybody.sections) == 6


def test_what_is_not_there_is_a_problem(term: Term) -> None:
    for name, more in (
        ("moon-sheet", {}),
        ("sign-in-sheet", {"session": "x"}),
        ("standing-statement", {"trainer": "x"}),
    ):
        with pytest.raises(Problem):
            built(term, name, **more)


def test_an_empty_pool_has_empty_reports(tmp_path: Path) -> None:
    desk = a_pool(tmp_path)
    try:
        for name in set(REPORTS) - {"observation-form"}:  # a form has lines to be written on
            document = build_report(desk.ask, name, (date(2027, 1, 1), date(2027, 1, 31)), TODAY)
            assert document.subtitle
            assert not any(table.rows for table in document.tables)
    finally:
        desk.store.close()


def test_rows_are_dealt_into_columns_downwards() -> None:
    rows = [(number,) for number in range(7)]
    assert in_columns(rows, 3) == [rows[:3], rows[3:5], rows[5:]]
    assert in_columns(rows[:2], 4) == [rows[:1], rows[1:2]]
    assert in_columns(rows, 1) == [rows]
    assert in_columns([], 3) == [[]]


def test_months_of_a_term_have_their_own_section(term: Term) -> None:
    assert [section.title for section in built(term, "month-sheet").sections] == ["January 2027", "February 2027"]
    whole = build_report(term.desk.ask, "month-sheet", Period(date(2027, 1, 1), date(2027, 1, 31), "January"), TODAY)
    assert [section.title for section in whole.sections] == [""]
