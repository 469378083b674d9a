"""A workbook or delimited file as plain values, whoever wrote it, with what the file itself has lost."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

from trainerpool.exchange.spreadsheets import container
from trainerpool.exchange.spreadsheets.apart import run_apart
from trainerpool.problem import Problem

Value = str | int | float | bool | date | datetime | time | timedelta

MAX_FILE = 50_000_000
MAX_GAP = 2_000  # blank rows after which whatever follows is a stray cell, not a table
MAX_ROWS = 250_000
MAX_COLUMNS = 1_000
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_CLOSE = "Nothing was changed."
_SAVE = "Open it in a spreadsheet program, save it as .xlsx and try again."


@dataclass(slots=True)
class Sheet:
    """One sheet from its cell A1; blanks are "". `merged` are inclusive (row, column, row, column) from 0."""

    name: str
    rows: list[list[Value]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    lost: dict[tuple[int, int], str] = field(default_factory=dict)
    stray: list[tuple[int, str]] = field(default_factory=list)  # rows far below everything else, 1-based


@dataclass(slots=True)
class Book:
    """A file's sheets in their order."""

    sheets: list[Sheet]


def text_of(value: Value) -> str:
    """The value as a person would read it in the cell; text comes back exactly as it was."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def column_letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_book(path: Path) -> Book:
    """Read .xlsx, .xls, .ods or a delimited text file.

    Raises Problem where the file is missing, too large, damaged, protected or no spreadsheet.
    """
    try:
        size = path.stat().st_size
        if path.exists() and not path.is_file():
            raise Problem(f"“{path.name}” is not a file.", kept=_CLOSE)
        data = path.read_bytes() if size <= MAX_FILE else b""
    except OSError as error:
        raise Problem(f"“{path.name}” could not be opened: {error.strerror or error}.", kept=_CLOSE) from error
    if size > MAX_FILE:
        raise Problem(f"“{path.name}” is larger than 50 MB.", kept=_CLOSE, todo="Remove pictures and old sheets first.")
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Book:
    """As `read_book`, from the bytes of a file; `name` is for messages and names a text file's only sheet."""
    if not data:
        raise Problem(f"“{name}” is empty.", kept=_CLOSE)
    kind = container.kind_of(data, name)
    if kind == "text":
        sheets = [_read_text(data, name)]
    elif kind == "xls":
        sheets = run_apart(_read_sheets, data, name)
    else:
        sheets = _read_sheets(data, name)
    for sheet in sheets:
        _check_width(sheet, name)
        _clean(sheet)
    return Book(sheets)


def _clean(sheet: Sheet) -> None:
    """Take out what nobody can see and a screen or terminal would obey: control characters, marks that turn the direction."""
    for row in sheet.rows:
        for column, value in enumerate(row):
            if isinstance(value, str) and _UNSEEN.search(value):
                row[column] = _UNSEEN.sub("", value)


def _check_width(sheet: Sheet, name: str) -> None:
    """Cut blank cells at the ends of rows; no register is a thousand columns wide, and each would be weighed as a heading."""
    for row in sheet.rows:
        while row and (row[-1] == "" or (isinstance(row[-1], str) and not row[-1].strip())):
            row.pop()
    width = max((len(row) for row in sheet.rows), default=0)
    if width > MAX_COLUMNS:
        raise Problem(
            f"Sheet “{sheet.name}” of “{name}” has {width:,} columns and was not read.", kept=_CLOSE,
            todo="Copy the columns that matter into a sheet of their own.",
        )  # fmt: skip


def _read_sheets(data: bytes, name: str) -> list[Sheet]:
    notes = container.look_inside(data, container.kind_of(data, name), name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_read_sheet(book, index, notes) for index in range(len(book.sheet_names))]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        if "assword" in f"{type(error).__name__} {error}":
            raise Problem(
                f"“{name}” is protected with a password.", kept=_CLOSE, todo="Save it without one and try again."
            ) from error
        raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE) from error
    found = [sheet for sheet in sheets if sheet is not None]
    if not found:
        raise Problem(f"“{name}” has no sheet with cells.", kept=_CLOSE)
    return found


def _read_sheet(book: CalamineWorkbook, index: int, notes: dict[str, container.SheetNotes]) -> Sheet | None:
    meta = book.sheets_metadata[index]
    if "WorkSheet" not in str(meta.typ):
        return None
    raw = book.get_sheet_by_index(index)
    rows: list[list[Value]] = []
    stray: list[tuple[int, str]] = []
    blanks = 0
    left = [""] * (raw.start[1] if raw.start else 0)  # rows come from the sheet's top, columns from the first used
    for number, row in enumerate(raw.iter_rows() if raw.height else ()):
        if not any(value != "" and not (isinstance(value, str) and not value.strip()) for value in row):
            blanks += 1
            if blanks <= MAX_GAP:
                rows.append([])
        elif blanks > MAX_GAP or number >= MAX_ROWS:
            stray.append((number + 1, " | ".join(text_of(value) for value in row if value != "")))
            blanks = MAX_GAP + 1
        else:
            blanks = 0
            rows.append(left + row)
    while rows and not rows[-1]:
        rows.pop()
    merged = [(a[0], a[1], b[0], b[1]) for a, b in (raw.merged_cell_ranges or [])]
    note = notes.get(meta.name, container.SheetNotes())
    hidden = "Visible" not in str(meta.visible)
    return Sheet(meta.name, rows, merged, hidden, dict(note.lost), stray)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE) from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _delimiter(text: str) -> str:
    """The separator that gives the steadiest number of columns above one over the first rows."""
    sample = text[:60_000]

    def steadiness(mark: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=mark) if row][:60]
        except csv.Error:
            return (0.0, 0)
        widths = widths[:-1] if len(sample) < len(text) and len(widths) > 1 else widths
        wide = [width for width in widths if width > 1]
        if not wide:
            return (0.0, 0)
        usual = max(set(wide), key=wide.count)
        return (wide.count(usual) / len(widths), usual)

    return max((",", ";", "\t", "|"), key=steadiness)


def _read_text(data: bytes, name: str) -> Sheet:
    text = _decoded(data, name)
    if "\x00" in text:
        raise Problem(f"“{name}” is not a spreadsheet or a text table.", kept=_CLOSE, todo=_SAVE)
    first, _, rest = text.partition("\n")
    mark = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        mark, text = first.strip()[4], rest
    csv.field_size_limit(1_000_000)
    try:
        rows: list[list[Value]] = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark or _delimiter(text))
        ]
    except csv.Error as error:
        raise Problem(f"“{name}” is damaged and could not be read.", kept=_CLOSE, todo=_SAVE) from error
    if len(rows) > MAX_ROWS:
        raise Problem(f"“{name}” has more than {MAX_ROWS:,} rows.", kept=_CLOSE, todo="Split it and try again.")
    if not any(any(str(value).strip() for value in row) for row in rows):
        raise Problem(f"“{name}” has no cells with text.", kept=_CLOSE)
    return Sheet(Path(name).stem, rows)
