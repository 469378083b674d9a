"""How the cells of the allocation board are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.board_model import CHOSEN, BoardCell, CellState
from trainerpool.gui.tables.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
_QUIET = {CellState.BLOCKED: ("x", 10), CellState.OVERRIDE: ("circle-slash", 14)}


def paint_board_cell(painter: QPainter, rect: QRect, cell: BoardCell, lines: bool = True) -> None:
    """Draw one cell of the board; the same picture stands in the key above the board."""
    look = theme.tokens()
    painter.save()
    attention, stop = look.meaning(Meaning.ATTENTION), look.meaning(Meaning.STOP)
    back = look.raised
    if cell.state in _QUIET:
        back = look.sunken
    elif cell.state is CellState.WARNING:
        back = attention.background
    elif cell.state is CellState.DECLINED or cell.is_illegal:
        back = stop.background
    painter.fillRect(rect, back)
    if lines:
        drawing.line_below(painter, rect, look.line)
        drawing.line_right(painter, rect, look.line)
    inside = QRectF(rect.adjusted(0, 0, -1, -1))
    middle = inside.center()
    match cell.state:
        case CellState.ELIGIBLE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.text)
            painter.drawEllipse(middle, 2.0, 2.0)
        case CellState.WARNING:
            icons.paint(painter, "triangle-alert", attention.foreground, _spot(inside, 14))
        case CellState.DECLINED:
            painter.setPen(QPen(stop.border, 1))
            painter.drawRect(inside.adjusted(0.5, 0.5, -0.5, -0.5))
            icons.paint(painter, "user-x", stop.foreground, _spot(inside, 16))
        case CellState.BLOCKED | CellState.OVERRIDE:
            name, size = _QUIET[cell.state]
            icons.paint(painter, name, look.muted, _spot(inside, size))
        case CellState.LEAD | CellState.CO_TRAINER | CellState.EXTRA:
            _paint_chosen(painter, _spot(inside, 24), cell, back)
    painter.restore()


def _spot(room: QRectF, size: float) -> QRectF:
    return QRectF(round(room.center().x() - size / 2), round(room.center().y() - size / 2), size, size)


def _paint_chosen(painter: QPainter, spot: QRectF, cell: BoardCell, back: QColor) -> None:
    look = theme.tokens()
    accent = look.meaning(Meaning.STOP).foreground if cell.is_illegal else look.accent
    if cell.state is CellState.LEAD:
        painter.fillRect(spot, accent)
        ink, letter = look.on_accent, "L"
    elif cell.state is CellState.CO_TRAINER:
        painter.fillRect(spot, back if cell.is_illegal else look.selected)
        pen = QPen(accent, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(spot.adjusted(1, 1, -1, -1))
        ink, letter = look.text, "C"
    else:
        pen = QPen(look.text, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRect(spot.adjusted(0.5, 0.5, -0.5, -0.5))
        icons.paint(painter, "plus", look.text, spot.adjusted(5, 5, -5, -5))
        ink, letter = look.text, ""
    painter.setFont(theme.font("strong"))
    painter.setPen(ink)
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, letter)
    if cell.is_pinned:
        corner = QRectF(spot.right() - 8, spot.top() - 4, 12, 13)
        painter.fillRect(corner, back)
        icons.paint(painter, "pin", look.text, corner.adjusted(1, 1, 0, -1))
    if cell.is_warned or cell.is_illegal or cell.is_overridden:
        corner = QRectF(spot.right() - 8, spot.bottom() - 9, 13, 13)
        painter.fillRect(corner, back)
        meaning = Meaning.STOP if cell.is_illegal else Meaning.ATTENTION
        name = "octagon-x" if cell.is_illegal else "circle-slash" if cell.is_overridden else "triangle-alert"
        icons.paint(painter, name, look.ink(meaning), corner.adjusted(0, 0, -1, -1))


def paint_left(painter: QPainter, rect: QRect) -> None:
    """A dashed frame around the place somebody is being carried from."""
    look = theme.tokens()
    painter.save()
    painter.fillRect(rect.adjusted(0, 0, -1, -1), look.raised)
    pen = QPen(look.accent, 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawRect(QRectF(rect).adjusted(4.5, 4.5, -5.5, -5.5))
    painter.restore()


class BoardDelegate(QStyledItemDelegate):
    """Paints board cells; the cell in focus has the ring inside its edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        cell: BoardCell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        paint_board_cell(painter, rect, cell)
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            (drawing.inner_ring if view.hasFocus() else drawing.current_mark)(painter, rect)
            if view.hasFocus() and cell.state in CHOSEN:
                look = theme.tokens()
                painter.setPen(QPen(look.raised, 1))
                painter.drawRect(QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        size = theme.row_height("board")
        return QSize(size, size)
