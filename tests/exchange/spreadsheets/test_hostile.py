"""Hostile and damaged files: a Problem in words or a true reading, never a crash."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from time import perf_counter

import pytest
import xlsxwriter

from tests.exchange.spreadsheets.accounted import unaccounted
from tests.exchange.spreadsheets.varieties import make
from tests.exchange.spreadsheets.varieties_files import file_of
from trainerpool.exchange.spreadsheets.book import read_book, read_bytes
from trainerpool.exchange.spreadsheets.understand import understand
from trainerpool.problem import Problem


def _mutate(data: bytes, rng: random.Random) -> bytes:
    work = bytearray(data)
    deed = rng.randrange(5)
    if deed == 0:
        for _ in range(rng.randint(1, 40)):
            work[rng.randrange(len(work))] = rng.randrange(256)
    elif deed == 1:
        del work[rng.randrange(len(work)) :]
    elif deed == 2:
        start = rng.randrange(len(work))
        del work[start : start + rng.randint(1, 400)]
    elif deed == 3:
        at = rng.randrange(len(work))
        work[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 200)))
    else:
        at, other = rng.randrange(len(work)), rng.randrange(len(work))
        work[at : at + 64] = work[other : other + 64]
    return bytes(work)


def _mutate_inside(data: bytes, rng: random.Random) -> bytes:
    """Damage the XML itself and pack it again, so that the damage gets past the checksums."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        victim = rng.choice(old.namelist())
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, _mutate(body, rng) if name == victim and body else body)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "csv"])
def test_mutated_files_are_refused_in_words_or_read_in_full(kind: str, dose: int) -> None:
    seeds = [seed for seed in range(60) if make(seed).kind == kind][:2]
    rng = random.Random(f"mutations of {kind}")
    for seed in seeds:
        data, name = file_of(make(seed))
        for number in range(12 * dose):
            zipped = kind in ("xlsx", "ods") and number % 2
            changed = _mutate_inside(data, rng) if zipped else _mutate(data, rng)
            try:
                book = read_bytes(changed, name)
            except Problem as problem:
                said = problem.text
            else:
                said = ""
            if said:
                assert name in said
                continue
            assert not unaccounted(book, understand(book))


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "not a spreadsheet"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x00\x01\x02\x03" * 30, "not a spreadsheet"),
        (b"PK\x03\x04 broken", "damaged"),
        (_zip({"word/document.xml": b"<w/>"}), "not a spreadsheet"),
        (_zip({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 80_000_000}), "unpacks"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\r\n\r\n,,,\r\n", "no cells"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_by_name(data: bytes, word: str) -> None:
    with pytest.raises(Problem, match=word):
        read_bytes(data, "pool.xlsx")


def _workbook(fill: object) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)  # type: ignore[operator]
    book.close()
    return out.getvalue()


def _register(sheet: object, extra: tuple[str, ...] = ()) -> None:
    for r, row in enumerate(
        [
            ("Name", "Agency", "Email", *extra),
            ("Ada Quill", "Thornby Police", "ada.quill@police.example.org"),
            ("Bo Lind", "Thornby Police", "bo.lind@police.example.org"),
        ]
    ):
        sheet.write_row(r, 0, row)  # type: ignore[attr-defined]


def test_a_stray_cell_in_the_last_row_is_said_and_not_taken_for_the_table() -> None:
    def fill(book: object) -> None:
        sheet = book.add_worksheet("Pool")  # type: ignore[attr-defined]
        _register(sheet)
        sheet.write(1_048_575, 1, "stray")

    reading = understand(read_bytes(_workbook(fill), "pool.xlsx"))
    assert len(reading.trainers) == 2
    assert any("1048576" in sentence for sentence in reading.lost)
    assert any("stray" in text for row in reading.sheets[0].rows for text in row.texts.values())


def test_a_cell_in_the_furthest_corner_is_refused_before_memory_is() -> None:
    def fill(book: object) -> None:
        sheet = book.add_worksheet("Pool")  # type: ignore[attr-defined]
        _register(sheet)
        sheet.write(1_048_575, 16_383, "stray")

    with pytest.raises(Problem, match="far end"):
        read_bytes(_workbook(fill), "pool.xlsx")


def test_a_formula_without_a_value_and_an_error_are_listed_as_lost() -> None:
    def fill(book: object) -> None:
        sheet = book.add_worksheet("Pool")  # type: ignore[attr-defined]
        _register(sheet, ("Phone",))
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")

    data = _workbook(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b't="e"' in sheet
    reading = understand(read_bytes(data, "pool.xlsx"))
    assert [(p.cell, p.text) for row in reading.sheets[0].rows for p in row.problems] == [("Pool!D2", "#DIV/0!")]
    assert reading.lost
    assert reading.trainers[0].phone == ""


def test_cells_of_tens_of_thousands_of_letters_are_read_in_moments() -> None:
    def fill(book: object) -> None:
        sheet = book.add_worksheet("Log")  # type: ignore[attr-defined]
        sheet.write_row(
            0, 0, ("Date of visit", "Course", "Trainer observed", "Observer", "Outcome", "Strengths", "Notes")
        )
        sheet.write_row(1, 0, ("3 Mar 2026", "NEG", "Ada Quill", "Bo Lind", "(" * 20_000, "x" * 30_000, "y" * 30_000))
        sheet.write_row(
            2,
            0,
            (
                "4 Mar 2026",
                "NEG",
                " & ".join(["Ada Quill", "Bo Lind"] * 1_000),
                "Bo Lind",
                "not " * 7_000,
                "-" * 30_000,
            ),
        )

    began = perf_counter()
    reading = understand(read_bytes(_workbook(fill), "log.xlsx"))
    assert perf_counter() - began < 20, "it was minutes"
    assert {one.on for one in reading.observations} == {"2026-03-03", "2026-03-04"}


def test_a_sheet_of_thousands_of_columns_is_refused_and_blank_ones_are_not_counted() -> None:
    head, row = "Name,Agency,Email", "Ada Quill,Thornby Police,ada@police.example.org"
    blank = "," * 20_000
    reading = understand(read_bytes(f"{head}{blank}\n{row}{blank}\n".encode(), "pool.csv"))
    assert len(reading.trainers) == 1
    full = ",x" * 2_000
    with pytest.raises(Problem, match="2,003 columns"):
        read_bytes(f"{head}{full}\n{row}{full}\n".encode(), "pool.csv")


def test_what_nobody_sees_is_taken_out_of_names_and_notes() -> None:
    text = "Date,Course,Trainer,Observer,Outcome,Strengths\n3 Mar 2026,NEG,Ada\u200b \u202eQuill,Bo\x07 Lind,Continue,\x1b[31mClear\n"
    reading = understand(read_bytes(text.encode(), "log.csv"))
    seen = reading.observations[0]
    assert (seen.text, seen.observer, seen.strengths) == ("Ada Quill", "Bo Lind", ["[31mClear"])


def test_a_device_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not a file"):
        read_book(tmp_path)
