"""One model for every table: frozen rows and a tuple of column specifications."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trainerpool.gui.tables.columns import CELL_ROLE, ROW_ROLE, SORT_ROLE, ColumnSpec

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModelBase(QAbstractTableModel, Generic[R]):
    """What the whole and the paged model share: cells, headers, words for a screen reader."""

    searched = Signal(str)
    asked_again = Signal()

    def __init__(
        self,
        columns: Sequence[ColumnSpec[R]],
        *,
        key: Callable[[R], Hashable] = lambda row: getattr(row, "id", row),
        says: Callable[[R], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`says` is the sentence a row is read out as ("name, standing, what is due"); `key` tells rows apart."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self.says = says
        self.sorted_by = -1
        self.is_descending = False
        self.search = ""

    def row_at(self, row: int) -> R | None:
        """The row shown at this place, or None where it has not been fetched yet."""
        raise NotImplementedError

    def place_of(self, key: Hashable) -> int:
        """The place of the row with this key, or -1."""
        raise NotImplementedError

    def places_of(self, keys: Iterable[Hashable]) -> list[int]:
        """The places of the rows with these keys that are here, top to bottom."""
        return sorted(place for place in map(self.place_of, keys) if place >= 0)

    def is_stale(self) -> bool:
        """True while the rows shown are the last known ones and newer are on their way."""
        return False

    def set_search(self, words: str) -> None:
        """The words whose matches are marked in the cells; filtering is the query's business."""
        if words != self.search:
            self.search = words
            self.searched.emit(words)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount() or index.column() >= len(self.columns):
            return None
        spec = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.is_right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        row = self.row_at(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return spec.cell(row).text
            case Qt.ItemDataRole.ToolTipRole:
                return spec.tip(row) if spec.tip else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._read_out(spec, row, index.column())
            case _ if role == CELL_ROLE:
                return spec.cell(row)
            case _ if role == ROW_ROLE:
                return row
            case _ if role == SORT_ROLE and spec.sort:
                return spec.sort(row)
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        spec = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return spec.title
        if role == Qt.ItemDataRole.AccessibleTextRole and section == self.sorted_by:
            return f"{spec.title}, sorted {'last first' if self.is_descending else 'first to last'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.is_right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _read_out(self, spec: ColumnSpec[R], row: R, column: int) -> str:
        if column == 0 and self.says is not None:
            return self.says(row)
        cell = spec.cell(row)
        words = " ".join(part for part in (cell.text, cell.second) if part)
        return f"{spec.title}: {words or 'empty'}"


class RowsModel(RowsModelBase[R]):
    """All rows in memory: right up to some thousands. Larger tables use PagedRowsModel."""

    def __init__(
        self,
        columns: Sequence[ColumnSpec[R]],
        rows: Iterable[R] = (),
        *,
        key: Callable[[R], Hashable] = lambda row: getattr(row, "id", row),
        says: Callable[[R], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key=key, says=says, parent=parent)
        self._rows: list[R] = list(rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, row: int) -> R | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rows(self) -> tuple[R, ...]:
        return tuple(self._rows)

    def place_of(self, key: Hashable) -> int:
        return next((place for place, row in enumerate(self._rows) if self.key(row) == key), -1)

    def places_of(self, keys: Iterable[Hashable]) -> list[int]:
        wanted = set(keys)
        return [place for place, row in enumerate(self._rows) if self.key(row) in wanted] if wanted else []

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show these rows, in the present sort order; a TableView keeps its selection by key."""
        self.beginResetModel()
        self._rows = list(rows)
        self._order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or self.columns[column].sort is None:
            return
        self.layoutAboutToBeChanged.emit()
        before = [self.key(row) for row in self._rows]
        self.sorted_by, self.is_descending = column, order == Qt.SortOrder.DescendingOrder
        self._order()
        after = {self.key(row): place for place, row in enumerate(self._rows)}
        old = self.persistentIndexList()
        new = [self.index(after[before[index.row()]], index.column()) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _order(self) -> None:
        if self.sorted_by < 0 or (sort := self.columns[self.sorted_by].sort) is None:
            return
        known = [(sort(row), row) for row in self._rows]
        empty = [row for value, row in known if value is None]
        full = [(value, row) for value, row in known if value is not None]
        full.sort(key=lambda pair: pair[0], reverse=self.is_descending)
        # Rows without a value stand last both ways round: what is missing is never the first thing read.
        self._rows = [row for _, row in full] + empty
