"""What a table keeps while its model is reset: the selected rows by key, the one in focus, the scroll."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import groupby
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject
from PySide6.QtWidgets import QTableView

from trainerpool.gui.tables.rows import RowsModelBase


def selected_places(view: QTableView) -> list[int]:
    """The places of the selected rows, top to bottom; Qt's own way asks every cell of them."""
    ranges: list[QItemSelectionRange] = list(view.selectionModel().selection())  # type: ignore[call-overload]
    return sorted({place for one in ranges for place in range(one.top(), one.bottom() + 1)})


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of the places that follow each other."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        found = [place for _, place in run]
        yield found[0], found[-1]


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
        places = map(self._rows.row_at, selected_places(self._view))
        self._keys = [self._rows.key(row) for row in places if row is not None]
        index = self._view.currentIndex()
        current = self._rows.row_at(index.row()) if index.isValid() else None
        self._current = self._rows.key(current) if current is not None else None
        self._scroll = self._view.verticalScrollBar().value()

    def _put(self) -> None:
        selection, last = QItemSelection(), len(self._rows.columns) - 1
        for first, end in _runs(self._rows.places_of(self._keys)):
            selection.select(self._rows.index(first, 0), self._rows.index(end, last))
        self._view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at = self._rows.place_of(self._current) if self._current is not None else -1
        if at >= 0:
            index = self._rows.index(at, self._first_shown())
            self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._view.verticalScrollBar().setValue(self._scroll)
