"""A model that fetches its rows in windows, so that 200,000 rows scroll as 200 do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.rows import Index, RowsModelBase

R = TypeVar("R")
_ROOT = QModelIndex()
WINDOW = 200
WINDOWS_KEPT = 24
_ALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Window(Generic[R]):
    """One window of rows and how many there are in all."""

    rows: tuple[R, ...]
    total: int


class Run(Protocol):
    """Runs a fetch in the background; `Background.run` with `reads=True`, or at once in a test."""

    def __call__(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> object: ...


class PagedRowsModel(RowsModelBase[R]):
    """Rows behind `fetch(offset, limit, sort, filter) -> Window`.

    `sort` is a column's `sort_name`, with "-" before it for last first, or "". `filter` is whatever `set_filter` was
    given. Windows arrive through `run`; a window that belongs to an older sort or filter is thrown away. The last known
    rows stay until the first new window is there.
    """

    arrived = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[ColumnSpec[R]],
        fetch: Callable[[int, int, str, Any], Window[R]],
        run: Run,
        *,
        key: Callable[[R], Hashable] = lambda row: getattr(row, "id", row),
        says: Callable[[R], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key=key, says=says, parent=parent)
        self._fetch, self._run = fetch, run
        self._windows: OrderedDict[int, tuple[R, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._total = 0
        self._turn = 0
        self._shown_turn = 0
        self._filter: Any = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask_wanted)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def row_at(self, row: int) -> R | None:
        number, place = divmod(row, WINDOW)
        window = self._windows.get(number)
        if window is not None:
            self._windows.move_to_end(number)
            return window[place] if place < len(window) else None
        if not self.is_stale():
            self._want(number)
        return None

    def place_of(self, key: Hashable) -> int:
        for number, window in self._windows.items():
            for place, row in enumerate(window):
                if self.key(row) == key:
                    return number * WINDOW + place
        return -1

    def is_stale(self) -> bool:
        return self._turn != self._shown_turn

    def set_filter(self, wanted: Any) -> None:
        """Show what this filter finds, from the top."""
        self._filter = wanted
        self.refresh()

    def refresh(self) -> None:
        """Ask again with the present sort and filter."""
        self._turn += 1
        self._asked.clear()
        self._wanted.clear()
        self._want(0)
        self.asked_again.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or not self.columns[column].sort_name:
            return
        self.sorted_by, self.is_descending = column, order == Qt.SortOrder.DescendingOrder
        self.refresh()

    def everything(self) -> Callable[[], tuple[R, ...]]:
        """What fetches every row in the present sort and filter; for the worker, to print or save them."""
        fetch, sought, sort = self._fetch, self._filter, self._sort_name()
        return lambda: fetch(0, _ALL, sort, sought).rows

    def _sort_name(self) -> str:
        name = self.columns[self.sorted_by].sort_name if self.sorted_by >= 0 else ""
        return f"-{name}" if name and self.is_descending else name

    def _want(self, number: int) -> None:
        if number not in self._asked and number not in self._wanted:
            self._wanted.append(number)
            self._soon.start()

    def _ask_wanted(self) -> None:
        # A fast scroll leaves a trail of windows nobody looks at any more: only the newest few are fetched.
        wanted, self._wanted = self._wanted[-3:], []
        sort = self._sort_name()
        for number in wanted:
            self._asked.add(number)
            turn, sought = self._turn, self._filter
            self._run(
                lambda number=number, sought=sought: self._fetch(number * WINDOW, WINDOW, sort, sought),  # type: ignore[misc]
                lambda window, number=number, turn=turn: self._take(number, turn, window),  # type: ignore[misc]
                lambda error, number=number: self._give_up(number, error),  # type: ignore[misc]
            )

    def _take(self, number: int, turn: int, window: Window[R]) -> None:
        if turn != self._turn:
            return
        self._asked.discard(number)
        if self.is_stale() or window.total != self._total:
            self.beginResetModel()
            self._windows.clear()
            self._windows[number] = window.rows
            self._total, self._shown_turn = window.total, turn
            self.endResetModel()
        else:
            self._windows[number] = window.rows
            while len(self._windows) > WINDOWS_KEPT:
                self._windows.popitem(last=False)
            first = number * WINDOW
            last = min(first + len(window.rows), self._total) - 1
            if last >= first:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.arrived.emit(self._total)

    def _give_up(self, number: int, error: Exception) -> None:
        self._asked.discard(number)
        self.failed.emit(error)
