"""The board's cells painted from a few kept pictures: there are thousands of cells and some twenty looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from trainerpool.gui import drawing, theme
from trainerpool.gui.tables.board import BoardView
from trainerpool.gui.tables.board_model import CHOSEN, BoardCell, CellState
from trainerpool.gui.tables.board_paint import BoardDelegate, paint_board_cell, paint_left
from trainerpool.gui.tables.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
Look = tuple[CellState, bool, bool, bool, bool, int, int, float, str, float]


class QuickCells(BoardDelegate):
    """Paints what BoardDelegate paints; each look is drawn once for a size, scheme and device ratio."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(board)
        self._board = board
        # Images, not pixmaps: they may be let go of in any thread.
        self._kept: dict[Look, QImage] = {}
        self._ratio, self._scheme, self._size = 1.0, "", 1.0
        self._current: Index = QModelIndex()
        board.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Once a frame, not once a cell: asking Qt costs more than drawing.
        if event.type() == QEvent.Type.Paint:
            self._ratio, self._current = self._board.devicePixelRatioF(), self._board.currentIndex()
            self._scheme, self._size = theme.tokens().scheme, theme.text_size()
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        cell: BoardCell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        painter.drawImage(rect.topLeft(), self._picture(cell, rect))
        if self._board.carry.source is not None and self._board.carry.is_source(index):
            paint_left(painter, rect)
        if self._current == index:
            drawing.inner_ring(painter, rect)
            if self._board.hasFocus() and cell.state in CHOSEN:
                painter.setPen(QPen(theme.tokens().raised, 1))
                painter.drawRect(QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5))

    def _picture(self, cell: BoardCell, rect: QRect) -> QImage:
        look: Look = (
            cell.state, cell.is_pinned, cell.is_warned, cell.is_illegal, cell.is_overridden,
            rect.width(), rect.height(), self._ratio, self._scheme, self._size,
        )  # fmt: skip
        if look not in self._kept:
            made = QImage(rect.size() * self._ratio, QImage.Format.Format_ARGB32_Premultiplied)
            made.setDevicePixelRatio(self._ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            paint_board_cell(painter, QRect(0, 0, rect.width(), rect.height()), cell)
            painter.end()
            self._kept[look] = made
        return self._kept[look]
