"""The account sheet by sheet: every row and every cell that is not empty, understood or listed with its text."""

from __future__ import annotations

from trainerpool.domain.dates import count_of
from trainerpool.exchange.spreadsheets.account import Account
from trainerpool.exchange.spreadsheets.book import Sheet, column_letters, text_of
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.reading import CellProblem, RowReading, SheetReading, TableReading, TrainerDraft
from trainerpool.exchange.spreadsheets.session_days import SessionRow
from trainerpool.exchange.spreadsheets.trainer_cells import TrainerRow

_SHOWN = (
    "given_name",
    "family_name",
    "agency",
    "email",
    "phone",
    "stage",
    "ttt_course_on",
    "approved_from",
    "approved_until",
    "job_title",
)


def account_of_sheets(
    sheets: list[Sheet], tables: list[Table], account: Account, trainers: list[TrainerRow], sessions: list[SessionRow]
) -> list[SheetReading]:
    """One SheetReading per sheet, its rows in order; nothing that stands in a cell is left out."""
    for one in trainers:
        account.row(one.table, one.row).fields.update(_trainer_fields(one.draft))
    for session in sessions:
        account.row(session.table, session.row).fields.update(_session_fields(session))
    found = []
    for sheet in sheets:
        mine = [table for table in tables if table.grid.sheet is sheet]
        rows = _rows_of(sheet, mine, account)
        largest = max(mine, key=lambda table: len(table.body), default=None)
        readings = [_table_reading(table) for table in mine]
        shown = _table_reading(largest) if largest else TableReading("notes", [], {})
        columns = dict(shown.columns)
        for table, other in zip(mine, readings, strict=True):
            if table.part:  # of visits side by side the first table knows only its own columns
                columns |= {label: field for label, field in other.columns.items() if label not in columns}
        found.append(SheetReading(sheet.name, shown.kind, shown.header_rows, columns, rows, readings, sheet.hidden))
    return found


def _table_reading(table: Table) -> TableReading:
    columns: dict[str, str | None] = {}
    for column in sorted({*table.headings, *table.fields}):
        label = table.label(column)
        if label in columns:
            label = f"{label} ({column_letters(table.grid.place(0, column)[1])})"
        columns[label] = table.fields.get(column)
    return TableReading(table.kind, [table.grid.number(row) for row in table.header], columns, table.grid.turned)


def _trainer_fields(draft: TrainerDraft) -> dict[str, str]:
    fields = {name: str(value) for name in _SHOWN if (value := getattr(draft, name))}
    if draft.courses:
        fields["courses"] = "; ".join(held.course for held in draft.courses)
    return fields


def _session_fields(one: SessionRow) -> dict[str, str]:
    draft = one.draft
    fields = {
        "course": draft.title,
        "parts": "; ".join(f"{part.on} {part.start or ''}-{part.end or ''}" for part in draft.parts),
        "venue": draft.venue,
        "max_learners": str(draft.max_learners or ""),
        "attended": "" if draft.attended is None else str(draft.attended),
        "status": draft.status,
        "trainers": "; ".join(named.text for named in draft.trainers),
    }
    return {name: value for name, value in fields.items() if value}


def _rows_of(sheet: Sheet, tables: list[Table], account: Account) -> list[RowReading]:
    for table in tables:
        for row in [*table.header, *table.repeats]:
            account.skip(table, row, "header")
        for row in table.body:
            if table.kind in ("notes", "key") and table.grid.used(row):
                account.skip(table, row, "not read" if table.kind == "notes" else "key")
    rows = [row for (name, _, _), row in account.rows.items() if name == sheet.name]
    across: dict[int, list[tuple[int, int]]] = {}
    down: dict[int, list[tuple[int, int]]] = {}
    for turned, line, first, last in account.seen.get(sheet.name, ()):
        (down if turned else across).setdefault(line, []).append((first, last))
    numbered = {row.row for row in rows}
    first_header = min(
        (table.grid.rows[row] for table in tables if not table.grid.turned for row in table.header), default=0
    )
    for index, values in enumerate(sheet.rows):
        seen = across.get(index, [])
        loose = [
            column
            for column, value in enumerate(values)
            if value != ""
            and not any(first <= column <= last for first, last in seen)
            and not any(first <= index <= last for first, last in down.get(column, ()))
            and not (isinstance(value, str) and not value.strip())
        ]
        if loose:
            why = "title" if index < first_header else "note"
            texts = {f"{column_letters(column)}{index + 1}": text_of(values[column]) for column in loose}
            rows.append(RowReading(index + 1, "skipped", why, texts=texts, table=-1))
        elif index + 1 not in numbered and not any(value != "" for value in values):
            rows.append(RowReading(index + 1, "skipped", "blank", table=-1))
    rows.extend(
        RowReading(number, "skipped", "far below the table", texts={str(number): text}, table=-1)
        for number, text in sheet.stray
    )
    _add_lost(sheet, rows)
    return sorted(rows, key=lambda row: (row.row, row.table))


def _add_lost(sheet: Sheet, rows: list[RowReading]) -> None:
    by_number = {row.row: row for row in rows}
    for (row, column), text in sheet.lost.items():
        reading = by_number.get(row + 1)
        if reading is None:
            reading = by_number[row + 1] = RowReading(row + 1, "skipped", "lost values", table=-1)
            rows.append(reading)
        reading.problems.append(CellProblem(f"{sheet.name}!{column_letters(column)}{row + 1}", text, "nothing", None))


def lost_sentences(sheets: list[Sheet]) -> list[str]:
    """What the file itself no longer holds, in words."""
    found = []
    for sheet in sheets:
        if sheet.lost:
            cells = ", ".join(f"{column_letters(c)}{r + 1}" for r, c in sorted(sheet.lost)[:5])
            found.append(
                f"“{sheet.name}” has {count_of(len(sheet.lost), 'formula')} without a value ({cells}); nothing could be read there."
            )
        if sheet.stray:
            found.append(f"“{sheet.name}” has text far below its table, in row {sheet.stray[0][0]}; it was not read.")
    return found
