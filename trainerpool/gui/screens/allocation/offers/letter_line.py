"""How a letter stands in its list: a tick, the trainer's name, the session under it, and a mark where an address is missing."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning

Index = QModelIndex | QPersistentModelIndex
SECOND = Qt.ItemDataRole.UserRole + 1
MISSING = Qt.ItemDataRole.UserRole + 2
_TICK, _LEFT = 44, 16


class LetterLine(QStyledItemDelegate):
    """Paints one letter; a click on the tick's place or Space ticks it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.tokens()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, look.selected if chosen else look.hover if over else look.raised)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(option.widget))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        self._paint_tick(painter, rect, index)
        room = rect.adjusted(_TICK, 0, -8, -1)
        if index.data(MISSING):
            spot = QRectF(room.right() - 16, room.top(), 16, room.height())
            icons.paint(painter, "triangle-alert", look.ink(Meaning.ATTENTION), spot)
            room.setRight(room.right() - 22)
        half, high = room.height() // 2, theme.line_height()
        painter.setPen(look.text)
        painter.setFont(theme.font("strong"))
        name = drawing.elided(str(index.data()), theme.font("strong"), room.width())
        painter.drawText(QRect(room.left(), room.top() + half - high, room.width(), high), 0, name)
        painter.setPen(look.muted)
        painter.setFont(theme.font())
        second = drawing.elided(str(index.data(SECOND)), theme.font(), room.width())
        painter.drawText(QRect(room.left(), room.top() + half, room.width(), high), 0, second)
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row():
            drawing.inner_ring(painter, rect)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, theme.row_height("two_line"))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        rect: QRect = option.rect
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.position().x() < rect.left() + _TICK
        )
        spaced = (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        )
        if not clicked and not spaced:
            return False
        is_on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def _paint_tick(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look, size = theme.tokens(), theme.icon_size(16)
        spot = QRectF(rect.left() + _LEFT, rect.center().y() - size / 2, size, size)
        is_on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        drawing.box(painter, spot, look.accent if is_on else look.raised, look.accent if is_on else look.line_strong, 3)
        if is_on:
            icons.paint(painter, "check", look.on_accent, spot.adjusted(1, 1, -1, -1))
