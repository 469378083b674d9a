"""Tables as files that spreadsheet programs open: nothing that was typed into the pool ever becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from trainerpool.problem import Problem

Value: TypeAlias = str | int | bool | date | None

_MOST_ROWS = 1_048_575
_MOST_LETTERS = 32_767
_CUT = " … (cut here; the .json export has all of it)"
# A spreadsheet program takes these for the start of a formula, some of them in their wide forms and after blanks too.
_FORMULA = re.compile(r"^[\s\x00]*[=+\-@＝＋－＠]|^[\t\r\n]")


@dataclass(frozen=True)
class Sheet:
    """One table: its name, headings, rows; `note` stands above the headings where a program has room for it."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    note: str = ""
    bold_last: bool = False


def harmless(text: str) -> str:
    """Text for a CSV cell: what would begin a formula gets an apostrophe, the sign for text that spreadsheets know."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_of(sheets: Sequence[Sheet]) -> bytes:
    """CSV in UTF-8 with the mark Excel needs to see that it is; several tables are divided by an empty line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        if len(sheets) > 1:
            if number:
                writer.writerow([])
            writer.writerow([harmless(sheet.name)])
        writer.writerow([harmless(heading) for heading in sheet.headings])
        writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: Value) -> str | int:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    return harmless(value or "")


def xlsx_of(sheets: Sequence[Sheet], title: str, day_format: str = "yyyy-mm-dd") -> bytes:
    """A workbook with a sheet for each table; days are real days, headings stay in sight. Problem when it is too long."""
    import xlsxwriter

    for sheet in sheets:
        if len(sheet.rows) > _MOST_ROWS:
            raise Problem(
                f"{sheet.name} has {len(sheet.rows)} rows; a worksheet holds {_MOST_ROWS}.",
                kept="Nothing was written.",
                todo="Export it as .csv or .json.",
            )
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, plain)
    book.set_properties({"title": title})
    names = _sheet_names([sheet.name for sheet in sheets])
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "note": book.add_format({"italic": True}),
        "text": book.add_format({"valign": "top"}),
        "day": book.add_format({"num_format": day_format, "align": "left", "valign": "top"}),
        "bold": book.add_format({"bold": True, "top": 1}),
    }
    for name, sheet in zip(names, sheets, strict=True):
        page = book.add_worksheet(name)
        first = 2 if sheet.note else 0
        if sheet.note:
            page.write_string(0, 0, sheet.note, formats["note"])
        for column, heading in enumerate(sheet.headings):
            page.write_string(first, column, heading, formats["head"])
            page.set_column(column, column, _width(sheet, column))
        for number, row in enumerate(sheet.rows):
            total = sheet.bold_last and number == len(sheet.rows) - 1
            for column, value in enumerate(row):
                _write(page, first + 1 + number, column, value, formats, bold=total)
        page.freeze_panes(first + 1, 0)
        if sheet.rows:
            page.autofilter(first, 0, first + len(sheet.rows), len(sheet.headings) - 1)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_landscape()
        page.repeat_rows(first)
    book.close()
    return out.getvalue()


def _write(page: object, row: int, column: int, value: Value, formats: dict[str, object], *, bold: bool) -> None:
    shape = formats["bold"] if bold else formats["text"]
    if value is None or value == "":
        if bold:
            page.write_blank(row, column, None, shape)  # type: ignore[attr-defined]
    elif isinstance(value, bool):
        page.write_string(row, column, "yes" if value else "no", shape)  # type: ignore[attr-defined]
    elif isinstance(value, int):
        page.write_number(row, column, value, shape)  # type: ignore[attr-defined]
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats["day"])  # type: ignore[attr-defined]
    else:
        # A longer text would be left out without a word.
        text = value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - len(_CUT)] + _CUT
        page.write_string(row, column, text, shape)  # type: ignore[attr-defined]


def _width(sheet: Sheet, column: int) -> float:
    longest = max(
        (_letters(row[column]) for row in sheet.rows[:500]),
        default=0,
    )
    return min(60.0, max(longest, len(sheet.headings[column])) + 2.5)


def _letters(value: Value) -> int:
    return 11 if isinstance(value, date) else max((len(line) for line in str(value or "").splitlines()), default=0)


def _sheet_names(names: Sequence[str]) -> list[str]:
    """Names a workbook takes: at most 31 letters, without its marks, each once."""
    taken: list[str] = []
    for name in names:
        short = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31].strip() or "Sheet"
        number = 2
        unique = short
        while unique.casefold() in {other.casefold() for other in taken}:
            unique = f"{short[: 31 - len(str(number)) - 1]} {number}"
            number += 1
        taken.append(unique)
    return taken
