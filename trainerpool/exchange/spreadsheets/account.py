"""The account of a file: what became of every row and cell, and the questions that came up."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainerpool.exchange.spreadsheets.layout import Table
from trainerpool.exchange.spreadsheets.reading import CellProblem, NoteKept, Option, Question, ReadAs, RowReading


@dataclass(slots=True)
class Account:
    """Rows by (sheet, table, row); questions by id, asked once however many cells they concern."""

    rows: dict[tuple[str, int, int], RowReading] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    seen: dict[str, set[tuple[bool, int, int, int]]] = field(default_factory=dict)  # sheet -> stretches accounted for
    orders: dict[str, str] = field(default_factory=dict)  # heading -> "day" or "month", proved anywhere in the file
    _tables: dict[int, int] = field(default_factory=dict)

    def row(self, table: Table, row: int) -> RowReading:
        """The account of one row of a table, begun where there is none yet; its cells count as seen."""
        number = self._tables.setdefault(id(table), len(self._tables))
        key = (table.grid.sheet.name, number, table.grid.number(row))
        found = self.rows.get(key)
        if found is None:
            found = self.rows[key] = RowReading(table.grid.number(row), "record", table=number)
            seen = self.seen.setdefault(table.grid.sheet.name, set())
            grid = table.grid
            seen.add((grid.turned, grid.rows[row], grid.columns[0], grid.columns[-1]))
        return found

    def skip(self, table: Table, row: int, why: str) -> None:
        """A row that feeds no record; its texts are kept in the account."""
        found = self.row(table, row)
        found.outcome, found.why = "skipped", why
        for column in table.grid.used(row):
            found.texts[table.grid.address(row, column).rsplit("!", 1)[1]] = table.grid.text(row, column)

    def read_as(self, table: Table, row: int, column: int, shown: str) -> None:
        """The cell was read as something a person should see."""
        text = table.grid.text(row, column)
        self.row(table, row).read_as.append(ReadAs(table.grid.address(row, column), text, shown))

    def problem(self, table: Table, row: int, column: int, kept_as: str, question: str | None = None) -> None:
        """The cell was not (surely) understood; its text is kept."""
        text = table.grid.text(row, column)
        self.row(table, row).problems.append(CellProblem(table.grid.address(row, column), text, kept_as, question))

    def ask(
        self, kind: str, text: str, *, section: str, about: str, cell: str = "", row: str = "", options: list[Option] | None = None,
        default: str | None = None,
    ) -> str:  # fmt: skip
        """Ask once; a further cell of the same matter joins the question. Gives the question's id."""
        key = f"{kind}:{about}"
        question = self.questions.get(key)
        if question is None:
            question = self.questions[key] = Question(key, kind, text, [], section, about, options or [], default)
        if cell:
            question.cells.append(cell)
        if row:
            question.rows.append(row)
        return key


def note(table: Table, row: int, column: int, label: str = "", text: str = "") -> NoteKept:
    """A cell's text as a note under its heading."""
    return NoteKept(label or table.label(column), text or table.grid.text(row, column), table.grid.address(row, column))


def source(table: Table, row: int) -> str:
    """The row as "Sheet!8"; for a turned table the column's letters, "Sheet!C"."""
    if table.grid.turned:
        return table.grid.address(row, 0).rstrip("0123456789")
    return f"{table.grid.sheet.name}!{table.grid.number(row)}"
