"""What each row of a table's body is: a record, a blank, a total, a section's name, or a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from trainerpool.exchange.spreadsheets.grid import Grid
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.words import is_organisation, norm, tidy

_TOTAL = re.compile(r"^(?:grand |sub ?|overall )?totals?\b|^(?:count|sum|average|number of|no of|total no)\b|^n \d+$")
_LABEL = re.compile(
    r"^\s*(?:agency|organisation|organization|service|team|partner|employer|month|term|course|venue)\s*[:\-–]\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![A-Za-z\d])\s*[(\[–-]?\s*\d+\s*(?:trainers?|people|members?|sessions?|courses?)?\s*[)\]]?\s*$"
)


@dataclass(slots=True)
class BodyRow:
    """One row of the body; `section` is the cleaned text of the last section row above it."""

    row: int
    kind: str  # record, blank, total, section, note, repeat
    section: str = ""
    section_at: int | None = None


def section_text(text: str) -> str:
    """As in "Agency: Northmoor Police (5)" -> "Northmoor Police"."""
    shown = _LABEL.sub("", tidy(text))
    return (_COUNT.sub("", shown) if re.search(r"\d\s*(?:trainers?|people|members?|sessions?|courses?)?\s*[)\]]?\s*$", shown) and not
            re.search(r"(?:19|20)\d\d", shown) else shown).strip(" :-–")  # fmt: skip


def read_body(table: Table, is_section: Callable[[str], bool], *, continuing: list[int] | None = None) -> list[BodyRow]:
    """Classify every row of the body. `is_section` knows the texts that may head a section of this kind of table.

    A row with nothing but a cell of a `continuing` column goes on with the record above it.
    """
    grid = table.grid
    repeats = set(table.repeats)
    data = {row for row in table.body if len(grid.used(row)) >= 2 and row not in repeats}
    found: list[BodyRow] = []
    section, section_at = "", None
    for row in table.body:
        used = grid.used(row)
        if not used:
            found.append(BodyRow(row, "blank"))
        elif row in repeats:
            found.append(BodyRow(row, "repeat"))
        elif _is_total(grid, row, used):
            found.append(BodyRow(row, "total"))
        elif continuing and used[0] in continuing and len(used) == 1 and used[0] > min(table.fields):
            found.append(BodyRow(row, "record", section, section_at))
        elif _lone(grid, row, used):
            text = grid.text(row, used[0])
            if _starts_section(row, data) and is_section(section_text(text)):
                section, section_at = section_text(text), row
                found.append(BodyRow(row, "section", section, row))
            else:
                found.append(BodyRow(row, "note"))
        else:
            found.append(BodyRow(row, "record", section, section_at))
    return found


def _lone(grid: Grid, row: int, used: list[int]) -> bool:
    if len(used) != 2:
        return len(used) == 1
    # a section's name with its count
    return isinstance(grid.cells[row][used[1]], (int, float)) and is_organisation(grid.text(row, used[0]))


def _starts_section(row: int, data: set[int]) -> bool:
    """Is there a record below before the table ends, with nothing but blanks and other lone rows between."""
    return any(below in data for below in range(row + 1, row + 5))


def _is_total(grid: Grid, row: int, used: list[int]) -> bool:
    for column in used[:3]:
        value = grid.cells[row][column]
        if isinstance(value, str) and _TOTAL.match(norm(value)):
            return len(used) <= 2 or sum(isinstance(grid.cells[row][c], (int, float)) for c in used) >= len(used) - 2
    return False
