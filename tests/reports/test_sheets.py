"""Sheets: what was typed into the pool stays text, whichever program opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainerpool.problem import Problem
from trainerpool.reports import sheets
from trainerpool.reports.sheets import Sheet, csv_of, harmless, xlsx_of

EVIL = ["=1+1", "+447700900487", "-2", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "＝1", '=HYPERLINK("x")', "-"]


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula(text: str) -> None:
    sheet = Sheet("Notes", (text,), [(text,)])
    assert rows_of_csv(csv_of([sheet])) == [[f"'{text}"], [f"'{text}"]]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([sheet], "Notes")))
    assert [cell.data_type for row in book.active.iter_rows() for cell in row] == ["s", "s"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_harmless_text_never_begins_as_a_formula_and_loses_nothing(text: str) -> None:
    found = harmless(text)
    assert found in {text, f"'{text}"}
    assert not re.match(r"\s*[=+\-@]", found)


def test_csv_is_seen_as_utf_8_by_excel() -> None:
    content = csv_of([Sheet("Names", ("name",), [("Siân Ó Briain",)])])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


def test_days_numbers_and_yes_are_what_they_are() -> None:
    sheet = Sheet("Kinds", ("day", "count", "is", "empty"), [(date(2027, 1, 12), -3, True, None)])
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([sheet], "Kinds")))
    assert [cell.value for cell in book.active[2]] == [datetime(2027, 1, 12), -3, "yes", None]
    assert rows_of_csv(csv_of([sheet]))[1] == ["2027-01-12", "-3", "yes", ""]
    assert book.properties.title == "Kinds"
    assert book.active.freeze_panes == "A2"


def test_several_tables_stand_apart() -> None:
    two = [Sheet("One", ("a",), [("1",)]), Sheet("Two", ("b",), [])]
    assert rows_of_csv(csv_of(two)) == [["One"], ["a"], ["1"], [], ["Two"], ["b"]]
    assert openpyxl.load_workbook(io.BytesIO(xlsx_of(two, "x"))).sheetnames == ["One", "Two"]


def test_names_a_workbook_would_refuse_are_mended() -> None:
    names = ["A/B: [C]?", "a b   c", "x" * 40, "x" * 41, "'", ""]
    found = openpyxl.load_workbook(io.BytesIO(xlsx_of([Sheet(n, ("a",), []) for n in names], "x"))).sheetnames
    assert len({name.casefold() for name in found}) == len(names)
    assert all(0 < len(name) <= 31 for name in found)


def test_a_text_longer_than_a_cell_says_that_it_is_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([Sheet("Long", ("a",), [("x" * 40_000,)])], "x")))
    assert len(book.active["A2"].value) == 32_767
    assert book.active["A2"].value.endswith("the .json export has all of it)")


def test_a_sheet_too_long_for_a_workbook_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST_ROWS", 2)
    with pytest.raises(Problem, match="3 rows"):
        xlsx_of([Sheet("Trail", ("a",), [(1,), (2,), (3,)])], "x")


def test_a_workbook_holds_no_link_and_no_formula() -> None:
    content = xlsx_of([Sheet("Notes", ("a",), [("https://moorshire.example.org/x",), ("=1+1",)])], "x")
    book = zipfile.ZipFile(io.BytesIO(content))
    page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page
