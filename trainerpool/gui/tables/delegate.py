"""How a cell is painted: text elided in its middle, pills, ticks, two lines, marks of the search, hairlines and rings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning
from trainerpool.gui.parts.pill import paint_pill
from trainerpool.gui.tables.columns import CELL_ROLE, Cell, CellKind

Index = QModelIndex | QPersistentModelIndex
SIDE = 8
_ICON = 14


def matches(text: str, words: str) -> list[tuple[int, int]]:
    """Where words of the text begin with one searched for, and how long it is; else the first place that holds one."""
    low, sought = text.casefold(), words.casefold().split()
    if len(low) != len(text):
        return []
    begun = [
        (place, len(word))
        for word in sought
        for place in range(len(low))
        if low.startswith(word, place) and not low[place - 1 : place].isalnum()
    ]
    return sorted(begun) or [(low.find(word), len(word)) for word in sought if word in low][:1]


class CellDelegate(QStyledItemDelegate):
    """Paints every kind of Cell. The view tells it the hovered row, the search, and whether rows are stale."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.hovered_row = -1
        self.search = ""
        self.is_stale = False
        self.first_column = 0
        self.rings_row = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.tokens()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        widget: QWidget | None = option.widget
        cell: Cell | None = index.data(CELL_ROLE)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        back = look.selected if chosen else look.hover if index.row() == self.hovered_row else look.raised
        painter.save()
        painter.fillRect(rect, back)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(widget))
        left = index.column() == self.first_column
        if chosen and left:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        if cell is not None:
            margin = 16 if left else SIDE
            self._paint_cell(painter, rect.adjusted(margin, 0, -SIDE, -1), cell)
        painter.restore()
        self._paint_ring(painter, option, index)

    def _paint_ring(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, QAbstractItemView) or not view.hasFocus():
            return
        current = view.currentIndex()
        rect: QRect = option.rect
        if current.row() != index.row() or (not self.rings_row and current.column() != index.column()):
            return
        if not self.rings_row:
            drawing.inner_ring(painter, rect)
            return
        # The ring of a row is painted cell by cell: top and bottom everywhere, the ends at the ends of the view.
        width = view.viewport().width()
        painter.save()
        painter.setClipRect(rect)
        drawing.inner_ring(painter, QRect(0, rect.top(), width, rect.height()))
        painter.restore()

    def _paint_cell(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        look = theme.tokens()
        if cell.mark is not None:
            painter.setOpacity(0.6 if self.is_stale else 1.0)
            paint_pill(painter, QRectF(room), cell.mark)
            return
        if cell.is_ticked is not None:
            if cell.is_ticked:
                icons.paint(painter, "check", look.text, QRectF(room).adjusted(0, 0, 0, 0))
            return
        ink = look.ink(cell.meaning)
        if cell.kind is CellKind.MUTED and cell.meaning is None:
            ink = look.muted
        if self.is_stale:
            ink = look.muted
        icon = cell.icon
        if not icon and cell.meaning is not None and cell.meaning is not Meaning.NEUTRAL:
            icon = MEANING_ICONS[cell.meaning]
        font = theme.font("strong" if cell.kind in (CellKind.STRONG, CellKind.TWO_LINES) else "body")
        painter.setPen(ink)
        if cell.kind is CellKind.TWO_LINES:
            if icon:
                icons.paint(painter, icon, ink, QRectF(room.left(), room.top(), 16, room.height()))
                room = room.adjusted(28, 0, 0, 0)
            painter.setPen(look.muted if self.is_stale else look.text)
            half = room.height() // 2
            high = theme.line_height()
            self._paint_text(painter, QRect(room.left(), room.top() + half - high, room.width(), high), cell, font)
            painter.setPen(look.muted)
            painter.setFont(theme.font())
            second = drawing.elided(cell.second, theme.font(), room.width())
            painter.drawText(QRect(room.left(), room.top() + half, room.width(), high), 0, second)
            return
        if icon and cell.text:
            size = theme.icon_size(_ICON)
            width = min(QFontMetrics(font).horizontalAdvance(cell.text), room.width() - size - 3)
            at = room.right() - width - size - 3 if cell.is_right else room.left()
            icons.paint(painter, icon, ink, QRectF(at, room.top(), size, room.height()))
            room = room.adjusted(size + (3 if cell.is_right else 4), 0, 0, 0)
        self._paint_text(painter, room, cell, font)

    def _paint_text(self, painter: QPainter, room: QRect, cell: Cell, font: QFont) -> None:
        painter.setFont(font)
        shown = drawing.elided(cell.text, font, room.width())
        metrics = QFontMetrics(font)
        left = room.right() + 1 - metrics.horizontalAdvance(shown) if cell.is_right else room.left()
        look = theme.tokens()
        for place, length in matches(shown, self.search) if self.search and cell.marks_search else ():
            start = left + metrics.horizontalAdvance(shown[:place])
            wide = metrics.horizontalAdvance(shown[: place + length]) - metrics.horizontalAdvance(shown[:place])
            top = room.center().y() - metrics.height() // 2
            attention = look.meaning(Meaning.ATTENTION)
            painter.fillRect(QRect(start, top, wide, metrics.height()), attention.background)
            painter.fillRect(QRect(start, top + metrics.height() - 1, wide, 2), attention.border)
            painter.setPen(look.text)
        painter.drawText(QRect(left, room.top(), room.width() + 4, room.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(60, theme.row_height("table"))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        cell: Cell | None = index.data(CELL_ROLE)
        tip: str | None = index.data(Qt.ItemDataRole.ToolTipRole)
        if tip is None and cell is not None:
            font = theme.font("strong" if cell.kind in (CellKind.STRONG, CellKind.TWO_LINES) else "body")
            room: QRect = option.rect
            lines = [text for text in (cell.text, cell.second) if text]
            cut = any(drawing.text_width(text, font) > room.width() - 2 * SIDE - 20 for text in lines)
            tip = "\n".join(lines) if cut else None
        where: QPoint = event.globalPos()
        if tip:
            QToolTip.showText(where, tip, view)
            return True
        QToolTip.hideText()
        return super().helpEvent(event, view, option, index)
