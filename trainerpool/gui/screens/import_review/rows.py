"""A plan of an import as rows for the screen: what stands in the file beside what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from trainerpool.exchange.spreadsheets.book import Sheet, column_letters, read_bytes, text_of
from trainerpool.exchange.spreadsheets.words import norm
from trainerpool.gui.marks import IMPORT, Mark, Meaning
from trainerpool.gui.screens.import_review.words import field_words, plainly, short_words, understood_words
from trainerpool.gui.tables.columns import CellKind, ColumnSpec, shown
from trainerpool.operations.imports import ImportPlan, RowAccount, SheetAccount

ASKS = "needs decision"
IMPORTED = ("added", "merged")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of the file; `outcome` is "needs decision" as long as one of its questions is open."""

    account: RowAccount
    outcome: str
    cells: tuple[str, ...]
    understood: str

    @property
    def place(self) -> str:
        return f"{self.account.sheet}!{self.account.row}"


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column nobody knows: its cells are kept as notes until it is matched to a field."""

    place: str  # "Sheet!G"
    heading: str
    kind: str
    filled: int


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """One sheet: its columns as shown, and every row."""

    name: str
    kind: str
    titles: tuple[str, ...]
    rows: tuple[ReviewRow, ...]
    unknown: tuple[UnknownColumn, ...]
    account: SheetAccount


@dataclass(frozen=True, slots=True)
class Review:
    """A plan ready to be shown; made in the worker."""

    plan: ImportPlan
    sheets: tuple[ReviewSheet, ...]
    by_place: dict[str, ReviewRow] = field(default_factory=dict)

    @property
    def imported(self) -> int:
        """How many rows would come in now."""
        return sum(row.account.outcome in IMPORTED for sheet in self.sheets for row in sheet.rows)

    @property
    def kept(self) -> int:
        """How many rows of kinds not read yet would be kept word for word."""
        return sum(_is_kept(row.account) for sheet in self.sheets for row in sheet.rows)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.sheets)


_SHOWN: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "trainers": (
        ("Name as written", ("name", "title", "given_name", "family_name")), ("Agency as written", ("agency",)),
        ("Courses", ("courses",)), ("Date", ("approved_from", "ttt_course_on")),
    ),
    "sessions": (
        ("Course as written", ("course",)), ("Date", ("date", "month")),
        ("Trainers", ("lead", "co_trainer", "trainers", "shadow")), ("Venue", ("venue",)),
    ),
    "courses": (("Course as written", ("title", "course")), ("Code", ("code",)), ("Hours", ("hours", "minutes"))),
    "agencies": (("Agency as written", ("name", "agency")), ("Also written", ("alias", "aliases"))),
    "availability": (("Name as written", ("name", "trainer")), ("From", ("first", "start", "date")), ("Until", ("last", "end", "end_date"))),
}  # fmt: skip
_ALTERNATIVES = frozenset({"Date", "Hours"})  # the first that is filled, not all of them
_WIDTHS = {
    "Date": 112, "Code": 80, "Hours": 72, "From": 96, "Until": 96, "Courses": 84, "Name as written": 136, "Agency as written": 132,
    "Course as written": 190, "Trainers": 160,
}  # fmt: skip


def review(plan: ImportPlan) -> Review:
    """The rows of a plan with their cells as written."""
    book = {sheet.name: sheet for sheet in read_bytes(plan.body, plan.file_name).sheets}
    turned = {sheet.sheet for sheet in plan.reading.sheets if any(table.transposed for table in sheet.tables)}
    asked: dict[str, list[str]] = {}
    shorts = {question.id: short_words(question, book) for question in plan.questions}
    for question in plan.questions:
        for place in question.rows:
            asked.setdefault(place, []).append(question.id)
    sheets = []
    for account in plan.sheets:
        sheet = None if account.sheet in turned else book.get(account.sheet)
        sheets.append(_sheet(account, sheet, asked, shorts))
    return Review(plan, tuple(sheets), {row.place: row for sheet in sheets for row in sheet.rows})


def _sheet(
    account: SheetAccount, sheet: Sheet | None, asked: dict[str, list[str]], shorts: dict[str, str]
) -> ReviewSheet:
    wanted = _SHOWN.get(account.kind) or tuple((heading, (heading,)) for heading in list(account.columns)[:4])
    places = _columns(account, sheet)
    made = []
    for row in account.rows:
        asks = [key for key in (*row.questions, *asked.get(f"{row.sheet}!{row.row}", ())) if key in shorts]
        cells = tuple(_written(row, sheet, title, fields, places) for title, fields in wanted)
        words = shorts[asks[0]] if asks else understood_words(row)
        made.append(ReviewRow(row, ASKS if asks else row.outcome, cells, words))
    unknown = tuple(
        UnknownColumn(f"{account.sheet}!{column_letters(column)}", heading, account.kind, filled)
        for heading, taken in account.columns.items()
        if taken is None and sheet is not None and (column := _found(heading, account, sheet)) is not None
        if (filled := _filled(account, sheet, column))
    )
    return ReviewSheet(account.sheet, account.kind, tuple(title for title, _ in wanted), tuple(made), unknown, account)


def _columns(account: SheetAccount, sheet: Sheet | None) -> dict[str, list[int]]:
    """Field, or heading, -> the columns that hold it, from 0."""
    found: dict[str, list[int]] = {}
    if sheet is None:
        return found
    for heading, taken in account.columns.items():
        column = _found(heading, account, sheet)
        if column is not None:
            found.setdefault(heading, []).append(column)
            if taken:
                found.setdefault(taken.partition(":")[0], []).append(column)
    return found


def _found(heading: str, account: SheetAccount, sheet: Sheet) -> int | None:
    rows = [sheet.rows[number - 1] for number in account.header_rows if 0 < number <= len(sheet.rows)]
    wide = max((len(row) for row in rows), default=0)
    wanted = norm(heading)
    for column in range(wide):
        parts = [text_of(row[column]) for row in rows if column < len(row)]
        letters = f"({column_letters(column)})"
        texts = [*parts, " ".join(part for part in parts if part)]
        if any(norm(text) == wanted or norm(f"{text} {letters}") == wanted for text in texts if text):
            return column
    return None


def _filled(account: SheetAccount, sheet: Sheet, column: int) -> int:
    read = {row.row for row in account.rows if row.outcome != "skipped"}
    return sum(
        number in read and column < len(row) and text_of(row[column]).strip() != ""
        for number, row in enumerate(sheet.rows, 1)
    )


def _written(
    row: RowAccount, sheet: Sheet | None, title: str, fields: Sequence[str], places: dict[str, list[int]]
) -> str:
    """The text of the file in these columns; of a skipped row its first words; where rows are columns, what was understood."""
    if sheet is None or not 0 < row.row <= len(sheet.rows):
        return plainly("; ".join(row.fields[name] for name in fields if row.fields.get(name)))
    line = sheet.rows[row.row - 1]
    if row.outcome == "skipped" and row.why.partition(":")[0] in ("title", "note", "total", "not read", "section"):
        first = title in (_SHOWN.get(row.thing or "trainers", (("", ()),))[0][0], "Course as written")
        return next((text for value in line if (text := cell_words(value))), "") if first else ""
    texts = [
        text
        for name in fields
        for column in places.get(name, ())
        if column < len(line) and (text := cell_words(line[column]).strip())
    ]
    if title in _ALTERNATIVES:
        return texts[0] if texts else ""
    return (" " if title == "Name as written" else "; ").join(texts)


def _is_kept(row: RowAccount) -> bool:
    return row.outcome == "skipped" and bool(row.thing)


def cell_words(value: Any) -> str:
    """A cell as a person reads it in the file: dates as 12 Jan 2027, whole numbers without a point."""
    if isinstance(value, datetime) and value.time() == time():
        return shown(value.date())
    if isinstance(value, datetime | date | time):
        return shown(value)
    return "; ".join(line.strip() for line in text_of(value).splitlines() if line.strip())


def review_columns(sheet: ReviewSheet) -> tuple[ColumnSpec[ReviewRow], ...]:
    """The columns of one sheet: row, outcome, what is written, what was understood."""
    made: list[ColumnSpec[ReviewRow]] = [
        ColumnSpec(
            "Row", lambda row: row.account.row, sort=lambda row: row.account.row, width=58, kind=CellKind.NUMBER
        ),
        ColumnSpec("Outcome", mark_of, sort=lambda row: mark_of(row).word, width=122, kind=CellKind.PILL),
    ]
    for place, title in enumerate(sheet.titles):
        made.append(
            ColumnSpec(
                title,
                lambda row, place=place: row.cells[place],  # type: ignore[misc]
                sort=lambda row, place=place: row.cells[place].casefold() or None,  # type: ignore[misc]
                width=_WIDTHS.get(title, 130),
                kind=CellKind.STRONG if place == 0 else CellKind.TEXT,
                align="right" if title in ("Date", "From", "Until", "Hours") else "",
                priority=1 if place == 0 else 2 + place,
                stretches=place == 0 and len(sheet.titles) < 4,
            )
        )
    made.append(
        ColumnSpec(
            "What was understood",
            lambda row: row.understood,
            width=190,
            kind=CellKind.MUTED,
            stretches=True,
            meaning=lambda row: Meaning.ATTENTION if row.outcome == ASKS else None,
            icon=lambda row: "circle-help" if row.outcome == ASKS else "",
            tip=lambda row: row.understood,
        )
    )
    return tuple(made)


def mark_of(row: ReviewRow) -> Mark:
    """The pill of a row."""
    return IMPORT[row.outcome]


def says(row: ReviewRow) -> str:
    """The row as it is read out."""
    parts = (f"Row {row.account.row}", mark_of(row).word, row.cells[0] if row.cells else "", row.understood)
    return ", ".join(part for part in parts if part)


def counts(rows: Iterable[ReviewRow]) -> dict[str, int]:
    """How many rows have each outcome, in the order of the chips."""
    found = dict.fromkeys(IMPORT, 0)
    for row in rows:
        found[row.outcome] += 1
    return found


def columns_said(sheet: ReviewSheet) -> list[tuple[str, str]]:
    """Which heading was taken for which field."""
    return [(heading, field_words(taken) if taken else "A note") for heading, taken in sheet.account.columns.items()]
