"""What the allocation board shows: sessions down, trainers across, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CellState(Enum):
    """What one trainer is for one session; the words are read out."""

    ELIGIBLE = "eligible"
    WARNING = "eligible with a warning"
    OVERRIDE = "blocked, override possible"
    BLOCKED = "blocked"
    LEAD = "lead"
    CO_TRAINER = "co-trainer"
    EXTRA = "extra"
    DECLINED = "declined"


CHOSEN = frozenset({CellState.LEAD, CellState.CO_TRAINER, CellState.EXTRA})


@dataclass(frozen=True, slots=True)
class BoardSession:
    """A row of the board: when ("Tue 12 Jan"), the short title, and its places ("2 of 2") with what they mean."""

    key: Hashable
    when: str
    title: str
    places: str
    meaning: Meaning | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class BoardTrainer:
    """A column of the board: the short name on its head, the whole name that is read out, and the agency it stands under."""

    key: Hashable
    short_name: str
    name: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One cell. `is_pinned`: confirmed or pinned; `is_warned`: chosen with a warning; `is_illegal`: no longer allowed;
    `is_overridden`: chosen against a rule, with a reason that is kept.
    """

    state: CellState
    reason: str = ""
    is_pinned: bool = False
    is_warned: bool = False
    is_illegal: bool = False
    is_overridden: bool = False

    def read_out(self) -> str:
        words = [self.state.value]
        words += ["pinned"] if self.is_pinned else []
        words += ["with a warning"] if self.is_warned else []
        words += ["against a rule, with a reason"] if self.is_overridden else []
        words += ["no longer allowed"] if self.is_illegal else []
        return ", ".join(words) + (f": {self.reason}" if self.reason else "")


class BoardModel(QAbstractTableModel):
    """Cells are asked for when they are painted and kept until `refresh` or `refresh_cells`."""

    def __init__(
        self,
        sessions: Sequence[BoardSession] = (),
        trainers: Sequence[BoardTrainer] = (),
        cell: Callable[[BoardSession, BoardTrainer], BoardCell] = lambda _s, _t: BoardCell(CellState.BLOCKED),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sessions, self.trainers = tuple(sessions), tuple(trainers)
        self._cell = cell
        self._kept: dict[tuple[int, int], BoardCell] = {}

    def set_board(
        self,
        sessions: Sequence[BoardSession],
        trainers: Sequence[BoardTrainer],
        cell: Callable[[BoardSession, BoardTrainer], BoardCell],
    ) -> None:
        """Show another board."""
        self.beginResetModel()
        self.sessions, self.trainers, self._cell = tuple(sessions), tuple(trainers), cell
        self._kept.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Ask for every cell again; rows and columns stay as they are."""
        self._kept.clear()
        if self.sessions and self.trainers:
            last = self.index(len(self.sessions) - 1, len(self.trainers) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_sessions(self, sessions: Sequence[BoardSession]) -> None:
        """New words for the same rows, such as a place filled; the cells are asked for again."""
        if len(sessions) != len(self.sessions):
            raise ValueError("set_sessions keeps the rows; use set_board")
        self.sessions = tuple(sessions)
        self.refresh()
        if sessions:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(sessions) - 1)

    def board_cell(self, row: int, column: int) -> BoardCell:
        """What stands in this cell."""
        if (row, column) not in self._kept:
            self._kept[row, column] = self._cell(self.sessions[row], self.trainers[column])
        return self._kept[row, column]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sessions)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.trainers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.sessions) or index.column() >= len(self.trainers):
            return None
        if role == CELL_ROLE:
            return self.board_cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.board_cell(index.row(), index.column())
            return cell.reason.partition("\n")[0] or cell.state.value
        if role == Qt.ItemDataRole.DisplayRole:
            return self.board_cell(index.row(), index.column()).state.value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            session, trainer = self.sessions[index.row()], self.trainers[index.column()]
            cell = self.board_cell(index.row(), index.column())
            return f"{trainer.name}, {session.title}, {session.when}: {cell.read_out()}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not 0 <= section < (len(self.trainers) if across else len(self.sessions)):
            return None
        if across:
            trainer = self.trainers[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return trainer.short_name
            return f"{trainer.name}, {trainer.agency}" if trainer.agency else trainer.name
        session = self.sessions[section]
        return session.says or f"{session.when}, {session.title}, {session.places}"
