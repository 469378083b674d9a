"""What a table keeps while its model is reset: the selected rows by key, the one in focus, the scroll."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QTableView

from trainerpool.gui.tables.rows import RowsModelBase


class KeptSelection(QObject):
    """Takes down before a reset, and puts back after it; `first_shown` is the column the focus goes to."""

    def __init__(self, view: QTableView, rows: RowsModelBase[Any], first_shown: Callable[[], int]) -> None:
        super().__init__(view)
        self._view, self._rows, self._first_shown = view, rows, first_shown
        self._keys: list[Hashable] = []
        self._current: Hashable | None = None
        self._scroll = 0
        rows.modelAboutToBeReset.connect(self._take)
        rows.modelReset.connect(self._put)

    def _take(self) -> None:
        places = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        self._keys = [self._rows.key(row) for row in map(self._rows.row_at, places) if row is not None]
        index = self._view.currentIndex()
        current = self._rows.row_at(index.row()) if index.isValid() else None
        self._current = self._rows.key(current) if current is not None else None
        self._scroll = self._view.verticalScrollBar().value()

    def _put(self) -> None:
        selection, last = QItemSelection(), len(self._rows.columns) - 1
        for place in map(self._rows.place_of, self._keys):
            if place >= 0:
                selection.select(self._rows.index(place, 0), self._rows.index(place, last))
        self._view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at = self._rows.place_of(self._current) if self._current is not None else -1
        if at >= 0:
            index = self._rows.index(at, self._first_shown())
            self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._view.verticalScrollBar().setValue(self._scroll)
