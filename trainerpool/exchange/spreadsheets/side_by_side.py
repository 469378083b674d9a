"""Several visits of a trainer beside each other in one row, as a table for each visit."""

from __future__ import annotations

import re

from trainerpool.exchange.spreadsheets.grid import Grid
from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.words import norm

_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBER = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th|[1-6])\b")
_VISIT = frozenset({"date", "outcome", "observer"})


def visits_apart(table: Table) -> list[Table]:
    """A table for each visit of a log that has them beside each other; the table itself where it has one visit a row."""
    sets = _sets(table) if table.kind == "observations" else {}
    first = min(sets, default=0)
    told = {name: table.fields[column] for name, column in sets.get(first, {}).items() if column in table.fields}
    if len(sets) < 2 or len(_VISIT & set(told.values())) < 2:
        return [table]
    among = {column for columns in sets.values() for column in columns.values()}
    found = []
    for number, columns in sorted(sets.items()):
        fields = {column: told[name] for name, column in columns.items() if name in told}
        fields |= {column: field for column, field in table.fields.items() if column not in among}
        rows = [
            row
            for row in table.body
            if not table.grid.used(row) or any(table.grid.cells[row][c] != "" for c in columns.values())
        ]
        rows = rows if number != first else list(table.body)
        others = among - set(columns.values())
        found.append(_part(table, fields, others, rows, number if number != first else 0))
    return found


def _sets(table: Table) -> dict[int, dict[str, int]]:
    """Numbered visits with their columns by the heading without its number, as far as the visits have them in common."""
    sets: dict[int, dict[str, int]] = {}
    for column in table.headings:
        label = norm(table.label(column))
        number = _NUMBER.search(label)
        if number is not None and column:
            bare = " ".join(_NUMBER.sub(" ", label, count=1).split())
            sets.setdefault(_WORDS.get(number.group(1)) or int(number.group(1)), {}).setdefault(bare, column)
    common = set.intersection(*(set(columns) for columns in sets.values())) if len(sets) > 1 else set()
    return {number: columns for number, columns in sets.items() if len(columns) > 1} if len(common) > 1 else {}


def _part(table: Table, fields: dict[int, str], others: set[int], rows: list[int], part: int) -> Table:
    """The table with one visit's columns alone; the columns of the other visits are blank in it."""
    grid = table.grid
    cells = [["" if column in others else value for column, value in enumerate(line)] for line in grid.cells]
    alone = Grid(grid.sheet, cells, grid.rows, grid.columns, grid.turned, grid.spread, grid.across)
    headings = {column: heading for column, heading in table.headings.items() if column not in others}
    return Table(
        alone, table.header, headings, table.groups, [r for r in rows if alone.used(r)] if part else rows, table.kind, fields,
        table.context, [] if part else table.repeats, part,
    )  # fmt: skip
