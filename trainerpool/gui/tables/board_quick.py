"""The board's cells painted at once from a few kept pictures: there are thousands of cells in view and some twenty looks."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from trainerpool.gui import drawing, theme
from trainerpool.gui.tables.board_model import CHOSEN, BoardCell, BoardModel, CellState
from trainerpool.gui.tables.board_paint import paint_board_cell, paint_left

Index = QModelIndex | QPersistentModelIndex
Look = tuple[CellState, bool, bool, bool, bool]


class AnyBoard(Protocol):
    """What is asked of the board that is painted."""

    board: BoardModel

    def verticalHeader(self) -> QHeaderView: ...

    def horizontalHeader(self) -> QHeaderView: ...

    def currentIndex(self) -> QModelIndex: ...

    def visualRect(self, index: Index, /) -> QRect: ...

    def hasFocus(self) -> bool: ...

    def devicePixelRatioF(self) -> float: ...


class QuickCells:
    """Each look is drawn once for a size, scheme, text size and device ratio; a frame is those pictures side by side."""

    def __init__(self, table: AnyBoard) -> None:
        self._table = table
        # Images, not pixmaps: they may be let go of in any thread.
        self._kept: dict[Look, QImage] = {}
        self._kept_for: tuple[object, ...] = ()

    def paint(self, painter: QPainter, asked: QRect, source: Index | None) -> None:
        """Paint every cell that touches `asked`; `source` is where somebody is being carried from."""
        table, model = self._table, self._table.board
        down, across = table.verticalHeader(), table.horizontalHeader()
        size = QSize(across.defaultSectionSize(), down.defaultSectionSize())
        look = (size.width(), size.height(), table.devicePixelRatioF(), theme.tokens(), theme.text_size())
        if look != self._kept_for:
            self._kept, self._kept_for = {}, look
        rows = _span(asked.top(), asked.bottom(), down.offset(), size.height(), model.rowCount())
        columns = _span(asked.left(), asked.right(), across.offset(), size.width(), model.columnCount())
        lefts = [(column, column * size.width() - across.offset()) for column in columns]
        cell_of, draw = model.board_cell, painter.drawImage
        for row in rows:
            top = row * size.height() - down.offset()
            for column, left in lefts:
                draw(QPoint(left, top), self._picture(cell_of(row, column), size))
        if source is not None and source.isValid():
            paint_left(painter, table.visualRect(source))
        if (current := table.currentIndex()).isValid():
            self._paint_ring(painter, table.visualRect(current), model.board_cell(current.row(), current.column()))

    def _paint_ring(self, painter: QPainter, rect: QRect, cell: BoardCell) -> None:
        if not self._table.hasFocus():
            drawing.current_mark(painter, rect)
            return
        drawing.inner_ring(painter, rect)
        if cell.state in CHOSEN:
            painter.setPen(QPen(theme.tokens().raised, 1))
            painter.drawRect(QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5))

    def _picture(self, cell: BoardCell, size: QSize) -> QImage:
        look = (cell.state, cell.is_pinned, cell.is_warned, cell.is_illegal, cell.is_overridden)
        made = self._kept.get(look)
        if made is None:
            ratio = self._table.devicePixelRatioF()
            made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            paint_board_cell(painter, QRect(QPoint(0, 0), size), cell)
            painter.end()
            self._kept[look] = made
        return made


def _span(first: int, last: int, offset: int, step: int, count: int) -> range:
    """The sections between two positions in view; every section has the same size."""
    return range(max(0, (first + offset) // step), min(count, (last + offset) // step + 1))
