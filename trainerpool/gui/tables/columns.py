"""How a row becomes cells: the column specification every table is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from trainerpool.gui.marks import Mark, Meaning

R = TypeVar("R")


class CellKind(Enum):
    """How a cell is painted."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    NUMBER = "number"
    DATE = "date"
    PILL = "pill"
    TICK = "tick"
    TWO_LINES = "two lines"


RIGHT_KINDS = frozenset({CellKind.NUMBER, CellKind.DATE})
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
SORT_ROLE = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class ColumnSpec(Generic[R]):
    """One column of rows of type R.

    `value` gives what is shown: text, number, date, time, bool (TICK), a Mark (PILL) or a tuple (joined by commas);
    None is an empty cell. `sort` gives the sorting key in memory; `sort_name` the name a paged fetch understands. `width` is
    logical pixels at 100 %; `stretches` shares what is left. `priority` 1 never leaves, 2 and up leave first when the
    table is narrow. `meaning` and `icon` colour a cell and put an icon before its text. `second` is the second line.
    """

    title: str
    value: Callable[[R], Any]
    sort: Callable[[R], Any] | None = None
    width: int = 120
    align: str = ""
    priority: int = 1
    kind: CellKind = CellKind.TEXT
    sort_name: str = ""
    stretches: bool = False
    meaning: Callable[[R], Meaning | None] | None = None
    icon: Callable[[R], str] | None = None
    second: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    marks_search: bool = True

    @property
    def is_right(self) -> bool:
        return self.align == "right" or (not self.align and self.kind in RIGHT_KINDS)

    @property
    def is_sortable(self) -> bool:
        return self.sort is not None or bool(self.sort_name)

    def cell(self, row: R) -> Cell:
        value = self.value(row)
        mark = value if isinstance(value, Mark) else None
        return Cell(
            text=shown(value),
            kind=self.kind,
            is_right=self.is_right,
            mark=mark,
            meaning=self.meaning(row) if self.meaning else None,
            icon=self.icon(row) if self.icon else "",
            second=self.second(row) if self.second else "",
            is_ticked=bool(value) if self.kind is CellKind.TICK else None,
            marks_search=self.marks_search,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One painted cell, as the delegate reads it."""

    text: str
    kind: CellKind = CellKind.TEXT
    is_right: bool = False
    mark: Mark | None = None
    meaning: Meaning | None = None
    icon: str = ""
    second: str = ""
    is_ticked: bool | None = None
    marks_search: bool = True


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(value: Any) -> str:
    """The text of a value as tables write it: 12 Jan 2027, 09:30, Yes; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case Mark():
            return value.word
        case datetime():
            return f"{value.day} {_MONTHS[value.month - 1]} {value.year} {value:%H:%M}"
        case date():
            return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
        case time():
            return f"{value:%H:%M}"
        case tuple() | list():
            return ", ".join(shown(part) for part in value)
        case _:
            return str(value)
