"""Reports as files: tagged pages that programs can read aloud, Word files, workbooks; each holds every row."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from tests.builders import TODAY
from tests.reports.conftest import Term
from tests.reports.test_reports import asked_for
from trainerpool.problem import Problem
from trainerpool.reports.document import Bars, Column, Document, Footer, Said, Section, Table
from trainerpool.reports.paper import chart_png, pdf_of
from trainerpool.reports.registry import REPORTS, write_report
from trainerpool.reports.writing import bytes_of

FOOT = Footer("Moorshire", "Moorshire · Trail 3, 0a1b2c", "First policy", TODAY)
ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_is_tagged_titled_and_in_english(term: Term, name: str) -> None:
    document = asked_for(term)[name]
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(document)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == document.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert reader.outline[0]["/Title"] == document.title
    embedded = {str(font["/BaseFont"]) for page in reader.pages for font in fonts_of(page)}
    assert embedded
    assert all("SourceSansPro" in font for font in embedded)


def fonts_of(page: pypdf.PageObject) -> list[pypdf.generic.DictionaryObject]:
    return [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_holds_every_row_and_no_day_in_figures(term: Term, name: str) -> None:
    document = asked_for(term)[name]
    found = text_of(pdf_of(document))
    assert document.footer.words in found
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                words = cell.text if isinstance(cell, Said) else cell if isinstance(cell, str) else ""
                assert all(line in found for line in words.splitlines()), words
    assert not ISO.search(found)


def test_headers_are_header_cells_and_charts_have_words(term: Term) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(asked_for(term)["term-staffing"])))
    kinds: list[str] = []
    words: list[str] = []

    def walk(node: pypdf.generic.PdfObject) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            kinds.append(str(node.get("/S")))
            words.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert kinds.count("/TH") >= 4 + 4 + 2
    assert {"/Table", "/H1", "/H2", "/Figure"} <= set(kinds)
    assert any(text.startswith("Bar chart: places taken by agency. Health 2") for text in words)


def test_a_sign_in_sheet_for_25_is_one_page(term: Term, tmp_path: Path) -> None:
    rows = tuple((number, None, None) for number in range(1, 26))
    columns = (Column("No.", 0.4, figures=True), Column("Name"), Column("Signature"))
    section = Section("", tables=(Table("", columns, rows, room=7.84),))
    document = Document("sign-in-sheet", "Sign-in sheet", "Neglect", FOOT, sections=(section,))
    assert len(pypdf.PdfReader(io.BytesIO(pdf_of(document))).pages) == 1
    write_report(term.desk.ask, "sign-in-sheet", (date(2027, 1, 1), date(2027, 1, 31)), tmp_path / "january.pdf", TODAY)
    assert len(pypdf.PdfReader(tmp_path / "january.pdf").pages) == 2


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    rows = tuple((f"Row {number}", number) for number in range(200))
    table = Table("", (Column("The heading"), Column("Count", figures=True)), rows)
    reader = pypdf.PdfReader(
        io.BytesIO(pdf_of(Document("x", "Long", "All", FOOT, sections=(Section("", tables=(table,)),))))
    )
    assert len(reader.pages) > 2
    assert all("The heading" in page.extract_text() for page in reader.pages)


def test_no_text_becomes_markup() -> None:
    evil = "#panic() $x$ *bold* _it_ @ref <label> \\ `raw` = not a heading"
    table = Table("", (Column(evil),), ((Said(evil, evil, "stop"),), (evil,)))
    chart = Bars("<b>&\"'", ((evil, 1, "<1>"),))
    document = Document(
        "x", evil, evil, FOOT, (evil,), sections=(Section(evil, (evil,), chart=chart, tables=(table,)),)
    )
    assert text_of(pdf_of(document)).count(evil) >= 6


def test_the_same_document_is_the_same_bytes(term: Term) -> None:
    document = asked_for(term)["term-staffing"]
    for ending in (".pdf", ".json", ".csv"):
        assert bytes_of(document, ending) == bytes_of(document, ending)


def test_a_workbook_has_a_sheet_for_each_table(term: Term) -> None:
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(asked_for(term)["month-sheet"], ".xlsx")))
    assert book.sheetnames == ["January 2027", "February 2027"]
    page = book["January 2027"]
    assert [cell.value for cell in page[3]][:3] == ["Day", "Time", "Course"]
    assert page["A4"].value.date() == date(2027, 1, 12)
    assert page["G4"].value == 18


def test_a_word_file_has_headings_header_rows_and_words_for_its_chart(term: Term) -> None:
    content = bytes_of(asked_for(term)["term-staffing"], ".docx")
    word = docx.Document(io.BytesIO(content))
    assert (word.core_properties.title, word.core_properties.language) == ("Term staffing", "en-GB")
    assert [line.text for line in word.paragraphs if line.style.name == "Heading 1"] == [
        "Places taken, by agency", "Empty places", "Sessions, by trainer",
    ]  # fmt: skip
    assert [len(table.rows) for table in word.tables] == [6, 2, 6]
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert body.count("w:tblHeader") == 3
    assert 'descr="Bar chart: places taken by agency.' in body
    assert "Two are away" in body


def test_a_chart_is_a_picture() -> None:
    assert chart_png(Bars("x", (("A", 1, "1"), ("B", 0, "0")))).startswith(b"\x89PNG")


def test_an_ending_no_report_has_is_a_problem_and_writes_nothing(term: Term, tmp_path: Path) -> None:
    for name in ("a.odt", "a"):
        with pytest.raises(Problem, match="cannot be written as"):
            write_report(term.desk.ask, "month-sheet", (TODAY, TODAY), tmp_path / name, TODAY)
    assert not list(tmp_path.iterdir())


def test_reports_load_nothing_heavy_until_one_is_written() -> None:
    told = "import sys, trainerpool.reports.registry, trainerpool.reports.exports as e; "
    told += "print([n for n in ('typst', 'docx', 'xlsxwriter', 'icalendar', 'PySide6') if n in sys.modules])"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
