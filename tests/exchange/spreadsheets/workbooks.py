"""Small workbooks written by hand for one layout each."""

from __future__ import annotations

import io
from datetime import date, time

import openpyxl

from trainerpool.exchange.spreadsheets.book import Book, read_bytes
from trainerpool.exchange.spreadsheets.reading import Answers, Known, Reading
from trainerpool.exchange.spreadsheets.understand import understand

Cell = str | int | float | date | time | None


def book_of(sheets: dict[str, list[list[Cell]]], merges: dict[str, list[str]] | None = None) -> Book:
    """The sheets written to a real workbook and read again as cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for c, cell in enumerate(row, 1):
                if cell not in ("", None):
                    sheet.cell(r, c, cell)
        for merge in (merges or {}).get(name, []):
            sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return read_bytes(out.getvalue(), "made.xlsx")


def read(
    sheets: dict[str, list[list[Cell]]],
    merges: dict[str, list[str]] | None = None,
    answers: Answers | None = None,
    known: Known | None = None,
) -> Reading:
    """Write the sheets to a real workbook and read it."""
    return understand(book_of(sheets, merges), answers=answers or Answers(), known=known or Known())


def names(reading: Reading) -> dict[str, str]:
    """TrainerDraft.key -> Given Family."""
    return {t.key: f"{t.given_name} {t.family_name}".strip() for t in reading.trainers}


def told(reading: Reading) -> list[tuple[str, list[str], list[str]]]:
    """Sessions as (title, parts in words, trainers)."""
    people = names(reading)
    return [
        (
            s.title,
            [f"{p.on} {p.start:%H:%M}-{p.end:%H:%M}" if p.start and p.end else str(p.on) for p in s.parts],
            [people.get(n.trainer or "", "?") for n in s.trainers],
        )
        for s in reading.sessions
    ]
