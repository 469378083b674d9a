"""The one promise every reading must keep: each cell that is not empty is understood, or listed with its text."""

from __future__ import annotations

from trainerpool.exchange.spreadsheets.book import Book, column_letters, text_of
from trainerpool.exchange.spreadsheets.reading import Reading


def unaccounted(book: Book, reading: Reading) -> list[str]:
    """Cells that neither feed a record, nor are a mapped column of one, nor stand in the account with their text."""
    missing = []
    for sheet, told in zip(book.sheets, reading.sheets, strict=True):
        fed = {row.row for row in told.rows if row.record}
        listed = {cell for row in told.rows for cell in row.texts}
        listed |= {problem.cell.rsplit("!", 1)[1] for row in told.rows for problem in row.problems}
        turned = {row.row for row in told.rows if row.record} if any(t.transposed for t in told.tables) else set()
        for r, values in enumerate(sheet.rows):
            for c, value in enumerate(values):
                if value == "" or (isinstance(value, str) and not value.strip()):
                    continue
                cell = f"{column_letters(c)}{r + 1}"
                if cell in listed or r + 1 in fed or c + 1 in turned:
                    continue
                missing.append(f"{sheet.name}!{cell} {text_of(value)}")
        rows = {row.row for row in told.rows}
        if not any(t.transposed for t in told.tables):
            missing += [f"{sheet.name} row {r + 1}" for r in range(len(sheet.rows)) if r + 1 not in rows]
    return missing


def lost_texts(book: Book, reading: Reading) -> list[str]:
    """Cells of rows that feed a record whose text is in no field, note, reading or problem of that row."""
    notes = [note.cell for t in reading.trainers for note in t.notes] + [
        note.cell for s in reading.sessions for note in s.notes
    ]
    kept = set(notes)
    missing = []
    for sheet, told in zip(book.sheets, reading.sheets, strict=True):
        if (
            any(table.transposed for table in told.tables)
            or len(told.tables) != 1
            or told.kind not in ("trainers", "sessions")
        ):
            continue
        headers = {row.row for row in told.rows if row.why == "header"}
        columns = list(told.columns.values())
        used = sorted({c for r in headers for c, v in enumerate(sheet.rows[r - 1]) if v != ""})
        if len(used) != len(columns):
            continue
        unmapped = [c for c, field in zip(used, columns, strict=True) if field is None]
        for row in told.rows:
            if not row.record or not row.record.startswith(("trainer", "session")):
                continue
            values = sheet.rows[row.row - 1]
            for c in unmapped:
                cell = f"{sheet.name}!{column_letters(c)}{row.row}"
                if c < len(values) and values[c] != "" and cell not in kept:
                    missing.append(cell)
    return missing
