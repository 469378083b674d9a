"""What the weeks of trainers show: a row a trainer, a column a week, and in each cell the sessions as chips."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class WeekChip:
    """A session of a trainer: "12 Neglect" and L, C or +; `is_sure` is filled, else outlined."""

    key: Hashable
    words: str
    letter: str
    says: str
    is_sure: bool = False
    meaning: Meaning | None = None


@dataclass(frozen=True)
class WeekRow:
    """A trainer with their chips by the number of the week, and the load against the cap in words."""

    key: Hashable
    name: str
    agency: str
    load: str
    chips: Mapping[int, tuple[WeekChip, ...]] = field(default_factory=dict)
    meaning: Meaning | None = None

    @property
    def most(self) -> int:
        """How many chips its fullest week holds."""
        return max((len(some) for some in self.chips.values()), default=0)


class WeeksModel(QAbstractTableModel):
    """Rows are trainers; columns are weeks, each (month or empty, "12 Jan", the words read out)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[WeekRow, ...] = ()
        self.weeks: tuple[tuple[str, str, str], ...] = ()

    def set_rows(self, rows: Sequence[WeekRow], weeks: Sequence[tuple[str, str, str]]) -> None:
        """Show these; the same again costs nothing."""
        if tuple(rows) == self.rows and tuple(weeks) == self.weeks:
            return
        self.beginResetModel()
        self.rows, self.weeks = tuple(rows), tuple(weeks)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.weeks)

    def chips(self, index: Index) -> tuple[WeekChip, ...]:
        """The chips of one cell."""
        return self.rows[index.row()].chips.get(index.column(), ())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows) or index.column() >= len(self.weeks):
            return None
        chips = self.chips(index)
        if role == CELL_ROLE:
            return chips
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(one.says for one in chips)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.rows[index.row()]
            said = "; ".join(one.says for one in chips) or "no session"
            return f"{row.name}, {row.load}, {self.weeks[index.column()][2]}: {said}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.weeks[section][2] if 0 <= section < len(self.weeks) else None
        if not 0 <= section < len(self.rows):
            return None
        row = self.rows[section]
        return f"{row.name}, {row.agency}, {row.load}"
