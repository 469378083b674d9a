"""How a session that would be made is painted in a list: its day in bold, under it why that day and what is against it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Meaning

Index = QModelIndex | QPersistentModelIndex
Line = tuple[str, QFont, QColor]
AGAINST_ROLE = Qt.ItemDataRole.UserRole + 2
_ABOVE, _BESIDE = 6, 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PlannedLines(QStyledItemDelegate):
    """The words of an item as they are read out, in lines of their own: the first in bold, what is against it in amber."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        wide = view.viewport().width()
        left = self._words_from(option, index, QRect(0, 0, wide, 100))
        high = sum(_height(line, wide - left - _BESIDE) for line in _lines(index))
        return QSize(100, int(high) + 2 * _ABOVE + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, shown = theme.tokens(), QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        style, rect = view.style(), option.rect
        focused = bool(shown.state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.selected if chosen else look.raised)
        if shown.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            tick = QStyleOptionViewItem(shown)
            tick.rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, view)
            on = shown.checkState == Qt.CheckState.Checked
            tick.state |= QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, tick, painter, view)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, style.subElementRect(QStyle.SubElement.SE_ItemViewItemDecoration, shown, view))
        left = self._words_from(option, index, rect)
        top, wide = float(rect.top() + _ABOVE), rect.right() - left - _BESIDE
        for line in _lines(index):
            text, font, ink = line
            high = _height(line, wide)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(left, top, wide, high), _WRAPPED, text)
            top += high
        drawing.line_below(painter, rect, look.line)
        if focused:
            drawing.inner_ring(painter, rect)

    def _words_from(self, option: QStyleOptionViewItem, index: Index, rect: QRect) -> int:
        """Where the words begin: after the tick and the icon, which stay where a click finds them."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        shown.rect = rect
        found = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemDecoration, shown, view)
        return found.right() + 1 + _BESIDE


def _lines(index: Index) -> list[Line]:
    """The words of an item with how each line of them is written."""
    look = theme.tokens()
    first, *under = str(index.data(Qt.ItemDataRole.DisplayRole) or "").split("\n")
    can_be = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable) or bool(under)
    lines: list[Line] = [(first, theme.font("strong"), look.text) if can_be else (first, theme.font(), look.muted)]
    lines += [(text, theme.font(), look.muted) for text in under]
    against = str(index.data(AGAINST_ROLE) or "")
    if against and under and under[-1] == against:
        lines[-1] = (against, theme.font(), look.ink(Meaning.ATTENTION))
    return lines


def _height(line: Line, wide: float) -> float:
    text, font, _ = line
    return max(
        theme.line_height(), QFontMetricsF(font).boundingRect(QRectF(0, 0, wide, 10_000), _WRAPPED, text).height()
    )
