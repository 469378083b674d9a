"""A rectangle of a sheet that knows where each cell stands, upright or turned so that trainers run down."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from trainerpool.exchange.spreadsheets.book import Sheet, Value, column_letters, text_of
from trainerpool.exchange.spreadsheets.words import tidy


@dataclass(slots=True)
class Grid:
    """Cells by row and column from 0; `rows` and `columns` are their places in the sheet, changed over when turned.

    `spread` holds cells that got their value from a merged cell above them; `across` the last column of a cell
    merged to the right.
    """

    sheet: Sheet
    cells: list[list[Value]]
    rows: list[int]
    columns: list[int]
    turned: bool = False
    spread: set[tuple[int, int]] = field(default_factory=set)
    across: dict[tuple[int, int], int] = field(default_factory=dict)
    _used: dict[int, list[int]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.rows)

    def text(self, row: int, column: int) -> str:
        """The cell's text, "" for a blank."""
        value = self.cells[row][column]
        return value if isinstance(value, str) else text_of(value)

    def place(self, row: int, column: int) -> tuple[int, int]:
        """(row, column) in the sheet, from 0."""
        if self.turned:
            return self.columns[column], self.rows[row]
        return self.rows[row], self.columns[column]

    def address(self, row: int, column: int) -> str:
        """The cell as "Sheet!B6"."""
        at_row, at_column = self.place(row, column)
        return f"{self.sheet.name}!{_letters(at_column)}{at_row + 1}"

    def number(self, row: int) -> int:
        """The row's number as the spreadsheet program shows it (of a turned grid the column's)."""
        return self.rows[row] + 1

    def used(self, row: int) -> list[int]:
        """The columns with a value of their own in a row."""
        found = self._used.get(row)
        if found is None:
            spread = self.spread
            found = [
                c for c, value in enumerate(self.cells[row]) if value != "" and not (spread and (row, c) in spread)
            ]
            self._used[row] = found
        return found

    def told(self, row: int) -> list[int]:
        """The columns with a value in a row, its own or one spread from a merged cell above."""
        if not self.spread:
            return self.used(row)
        return [c for c, value in enumerate(self.cells[row]) if value != ""]

    def turn(self) -> Grid:
        """The same cells with rows and columns changed over."""
        cells = [list(column) for column in zip(*self.cells, strict=True)]
        return Grid(self.sheet, cells, self.columns, self.rows, not self.turned)

    def band(self, first: int, last: int) -> Grid:
        """The columns from first to last, both counted."""
        cells = [row[first : last + 1] for row in self.cells]
        spread = {(r, c - first) for r, c in self.spread if first <= c <= last}
        across = {(r, c - first): min(end, last) - first for (r, c), end in self.across.items() if first <= c <= last}
        return Grid(self.sheet, cells, self.rows, self.columns[first : last + 1], self.turned, spread, across)


@lru_cache(maxsize=4_000)
def _letters(column: int) -> str:
    return column_letters(column)


def grid_of(sheet: Sheet) -> Grid:
    """The whole sheet as a rectangle, blanks made plain, cells merged downwards filled."""
    width = max((len(row) for row in sheet.rows), default=0)
    cells: list[list[Value]] = []
    for row in sheet.rows:
        values = ["" if isinstance(value, str) and not value.strip() else value for value in row]
        values.extend([""] * (width - len(values)))
        cells.append(values)
    grid = Grid(sheet, cells, list(range(len(cells))), list(range(width)))
    for top, left, bottom, right in sheet.merged:
        if top >= len(cells) or left >= width:
            continue
        value = cells[top][left]
        if right > left:
            grid.across[(top, left)] = min(right, width - 1)
        if value != "" and bottom > top and bottom - top < 500:
            for below in range(top + 1, min(bottom + 1, len(cells))):
                if cells[below][left] == "":
                    cells[below][left] = value
                    grid.spread.add((below, left))
    return grid


def short(text: str) -> str:
    """A heading as it is shown: on one line."""
    return tidy(text)
