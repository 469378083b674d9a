"""The table of agency by course: its cells with who stands behind each, its totals, and demand beside supply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.trainers.words import meaning
from trainerpool.gui.tables.columns import CELL_ROLE
from trainerpool.queries.pool_health import AgencyHealth, PoolHealth
from trainerpool.queries.pool_thinness import CourseHealth

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Line(Enum):
    """What a row of the table says."""

    AGENCY = "agency"
    TOTAL = "total"
    PLACES = "places"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: its text, its step of the scale (None: no heat), what it means, and who stands behind it."""

    line: Line
    text: str
    says: str
    people: tuple[str, ...] = ()
    step: int | None = None
    meaning: Meaning | None = None
    course: CourseHealth | None = None
    agency: AgencyHealth | None = None
    is_strong: bool = False


class HeatModel(QAbstractTableModel):
    """Agencies down, courses across; below them the totals, the places to fill, and the places for each trainer."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[str, ...] = ()
        self.titles: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, Line], ...] = ()
        self.shorts: tuple[str, ...] = ()
        self.cells: list[list[HeatCell]] = []

    def show(self, health: PoolHealth) -> None:
        """Show the pool of a day."""
        self.beginResetModel()
        self.heads = (*(one.short_name or one.title for one in health.courses), "People")
        self.titles = (*(one.title for one in health.courses), "Everybody who may deliver")
        self.rows = (
            *((one.name, Line.AGENCY) for one in health.agencies), ("All agencies", Line.TOTAL),
            (f"Places to fill, {health.horizon}", Line.PLACES), ("Places for each trainer", Line.EACH),
        )  # fmt: skip
        self.shorts = (*(one.short for one in health.agencies), *(name for name, _ in self.rows[-3:]))
        self.cells = [
            [*(_held(agency, course) for course in health.courses), _whole(agency)] for agency in health.agencies
        ]
        self.cells += [
            [*(_total(course) for course in health.courses), _all(health)],
            [*(_places(course, health.horizon) for course in health.courses), _all_places(health)],
            [*(_each(course) for course in health.courses), HeatCell(Line.EACH, "", "")],
        ]
        self.endResetModel()

    def cell(self, index: Index) -> HeatCell | None:
        """What stands in a cell."""
        return self.cells[index.row()][index.column()] if index.isValid() and self.cells else None

    def weightiest(self) -> tuple[int, int]:
        """Row and column of the thinnest course, at the agency that carries most of it; the first cell where none is thin."""
        marks = [cell.meaning for cell in self.cells[-1]]
        for wanted in (Meaning.STOP, Meaning.ATTENTION):
            if wanted in marks:
                column = marks.index(wanted)
                agencies = range(len(self.cells) - 3)
                return max(agencies, key=lambda row: len(self.cells[row][column].people), default=0), column
        return 0, 0

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.says or f"{self.rows[index.row()][0]}, {self.titles[index.column()]}: nothing"
            case Qt.ItemDataRole.ToolTipRole:
                return cell.says
            case _ if role == CELL_ROLE:
                return cell
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < (len(self.heads) if across else len(self.rows)):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section] if across else self.rows[section][0]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.titles[section] if across else self.rows[section][0]
        return None

    def as_text(self) -> str:
        """The whole table with its headings, ready to paste into a spreadsheet."""
        lines = ["\t".join(("Approved, by agency", *self.titles[:-1], "People"))]
        for (name, _), cells in zip(self.rows, self.cells, strict=True):
            lines.append("\t".join((name, *("0" if cell.text == "none" else cell.text for cell in cells))))
        return "\n".join(lines) + "\n"


def _number(ids: tuple[str, ...]) -> str:
    return str(len(ids)) if ids else "none"


def _held(agency: AgencyHealth, course: CourseHealth) -> HeatCell:
    ids = agency.by_course.get(course.id, ())
    says = f"{agency.name}, {course.title}: {_number(ids)} approved"
    return HeatCell(Line.AGENCY, _number(ids), says, ids, min(len(ids), 5), None, course, agency)


def _whole(agency: AgencyHealth) -> HeatCell:
    says = f"{agency.name}: {count_of(len(agency.people), 'person may', 'people may')} deliver"
    return HeatCell(Line.AGENCY, str(len(agency.people)), says, agency.people, agency=agency, is_strong=True)


def _total(course: CourseHealth) -> HeatCell:
    says = f"All agencies, {course.title}: {_number(course.people)} approved"
    return HeatCell(Line.TOTAL, _number(course.people), says, course.people, course=course, is_strong=True)


def _all(health: PoolHealth) -> HeatCell:
    says = f"All agencies: {count_of(len(health.able), 'person may', 'people may')} deliver"
    return HeatCell(Line.TOTAL, str(len(health.able)), says, health.able, is_strong=True)


def _places(course: CourseHealth, horizon: str) -> HeatCell:
    number = str(course.places) if course.places else "none"
    says = f"{course.title}: {count_of(course.places, 'place')} to fill, {horizon}"
    return HeatCell(Line.PLACES, number, says, course=course)


def _all_places(health: PoolHealth) -> HeatCell:
    return HeatCell(Line.PLACES, str(health.places), f"{count_of(health.places, 'place')} to fill, {health.horizon}")


def _each(course: CourseHealth) -> HeatCell:
    text = f"{course.each:.1f}" if course.each is not None else "nobody" if course.places else ""
    says = f"{course.title}: {text or 'no'} places for each trainer. {course.word}"
    return HeatCell(Line.EACH, text, says, course.people, None, meaning(course.meaning), course)
