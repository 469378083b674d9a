"""What a report consists of, before it becomes a page, a sheet or a document."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, TypeAlias

from trainerpool.domain.dates import in_words


@dataclass(frozen=True, slots=True)
class Said:
    """Text with something quieter under it; `meaning` is one of the tokens' meanings, never said by colour alone.

    `value` is what a sheet or a script gets in place of the words: a day, or a number.
    """

    text: str
    note: str = ""
    meaning: str = ""
    value: date | int | None = None

    def __str__(self) -> str:
        gap = " " if self.text.endswith((".", "?")) else ", "
        return gap.join(part for part in (self.text, self.note) if part)


Cell: TypeAlias = str | int | date | Said | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and whether it holds figures (set right, tabular)."""

    heading: str
    width: float = 1.0
    figures: bool = False
    weekday: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `across` sets it in so many balanced columns; `total` marks the last row as the sum.

    `room` is the height of a row in millimetres where somebody is to write by hand, 0 for what the text needs.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "Nothing to show."
    total: bool = False
    across: int = 1
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each thing counted, in the order given; `said` is what stands at a bar's end."""

    title: str
    bars: tuple[tuple[str, int, str], ...]

    @property
    def alt(self) -> str:
        """The chart in words, for whoever hears the page."""
        return f"Bar chart: {self.title}. " + "; ".join(f"{label} {said}" for label, _, said in self.bars) + "."


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of "what: which", as at the head of a sheet."""

    what: str
    which: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, a list of points, facts, a chart and tables; the chart stands left of the first table."""

    title: str
    sentences: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    chart: Bars | None = None
    tables: tuple[Table, ...] = ()
    new_page: bool = False
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth a glance, with what it counts."""

    value: str
    what: str


@dataclass(frozen=True, slots=True)
class Footer:
    """What every page ends with: where the records stood, which policy counts, when it was printed."""

    pool: str
    trail: str
    policy: str
    printed_on: date

    @property
    def words(self) -> str:
        """The footer in one line."""
        return f"{self.trail} · {self.policy} · Printed {in_words(self.printed_on)}"


@dataclass(frozen=True)
class Document:
    """A report: title, period in words, a summary in sentences, a few figures, and sections."""

    name: str
    title: str
    subtitle: str
    footer: Footer
    summary: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    landscape: bool = False
    small: bool = False
    notes: tuple[str, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table in order."""
        return tuple(table for section in self.sections for table in section.tables)


def as_json(document: Document) -> dict[str, Any]:
    """The document for scripts: tables as lists of objects by heading, days as YYYY-MM-DD."""
    return {
        "report": document.name,
        "title": document.title,
        "subtitle": document.subtitle,
        "summary": list(document.summary),
        "figures": [asdict(figure) for figure in document.figures],
        "sections": [_section(section) for section in document.sections],
        "notes": list(document.notes),
        "footer": {**asdict(document.footer), "printed_on": document.footer.printed_on.isoformat()},
    }


def _section(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = {"title": section.title}
    if section.sentences:
        found["sentences"] = list(section.sentences)
    if section.points:
        found["points"] = list(section.points)
    if section.facts:
        found["facts"] = {fact.what: fact.which for fact in section.facts}
    if section.chart:
        found["chart"] = {
            "title": section.chart.title,
            "bars": [{"label": label, "value": value, "said": said} for label, value, said in section.chart.bars],
        }
    found["tables"] = [{"title": table.title, "rows": _records(table)} for table in section.tables]
    return found


def _records(table: Table) -> list[dict[str, Any]]:
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, map(_scripted, row), strict=True)) for row in table.rows]


def plain(cell: Cell) -> str | int | date | None:
    """A cell as sheets have it: the value where there is one, else the words in one line."""
    if isinstance(cell, Said):
        return str(cell).replace("\n", ", ") if cell.value is None else cell.value
    return cell.replace("\n", ", ") if isinstance(cell, str) else cell


def _scripted(cell: Cell) -> str | int | None:
    value = plain(cell)
    return value.isoformat() if isinstance(value, date) else value


def printed(cell: Cell, column: Column) -> str:
    """A cell as paper has it: days in words, nothing for nothing."""
    if cell is None:
        return ""
    return in_words(cell, weekday=column.weekday) if isinstance(cell, date) else str(cell)


def in_columns(rows: Sequence[tuple[Cell, ...]], across: int) -> list[list[tuple[Cell, ...]]]:
    """Rows dealt into so many columns of nearly equal length, read downwards."""
    if across < 2 or not rows:
        return [list(rows)]
    length, longer = divmod(len(rows), across)
    ends = list(itertools.accumulate(length + (number < longer) for number in range(across)))
    return [list(rows[start:end]) for start, end in zip([0, *ends], ends, strict=False) if start < end]
