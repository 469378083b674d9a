"""A list as a page shows it, written to a file: the columns chosen, the rows chosen, and never a formula among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from trainerpool.host.files import write_whole
from trainerpool.problem import Problem
from trainerpool.reports.sheets import Sheet, Value, csv_of, xlsx_of
from trainerpool.reports.writing import as_bytes

ENDINGS = (".xlsx", ".csv", ".json")


def write_list(title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]], to: Path) -> int:
    """Write a list as .xlsx, .csv or .json by the file's ending; gives how many rows. Problem for any other ending."""
    sheet = Sheet(title, tuple(headings), rows)
    match to.suffix.lower():
        case ".xlsx":
            body = xlsx_of([sheet], f"Trainer Pool: {title}", "d mmm yyyy")
        case ".csv":
            body = csv_of([sheet])
        case ".json":
            body = as_bytes([{name: _plain(value) for name, value in zip(headings, row, strict=True)} for row in rows])
        case other:
            raise Problem(
                f"A list cannot be written as {other or 'a file without an ending'}.", kept="Nothing was written.",
                todo=f"End the name in one of: {', '.join(ENDINGS)}.",
            )  # fmt: skip
    write_whole(to, body, private=False)
    return len(rows)


def _plain(value: Value) -> str | int | bool | None:
    return value.isoformat() if isinstance(value, date) else value
