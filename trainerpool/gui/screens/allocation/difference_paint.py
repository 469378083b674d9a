"""How the lines of the difference list are painted: sign, who and role, reason under it, pin at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.allocation.difference_model import ITEM_ROLE, Item
from trainerpool.gui.screens.allocation.differences import ADDED, CHANGED, EMPTY, HELD, RELEASED, Way

Index = QModelIndex | QPersistentModelIndex
SIGNS: dict[str, tuple[str, Meaning]] = {
    ADDED: ("plus", Meaning.GOOD),
    CHANGED: ("repeat", Meaning.INFORMATION),
    RELEASED: ("minus", Meaning.STOP),
    EMPTY: ("triangle-alert", Meaning.ATTENTION),
    HELD: ("octagon-x", Meaning.STOP),
}
_LEFT, _TEXT, _RIGHT, _PIN = 16, 38, 16, 24
_MOST_HEIGHTS = 4000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class DifferenceDelegate(QStyledItemDelegate):
    """Paints headings and lines; the group in focus lies on the selected surface with its bar."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.focus_session = ""
        self._heights: dict[tuple[str, str, int], int] = {}

    def _wide(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else 320

    def _text_room(self, item: Item) -> int:
        line = item.line
        return self._wide() - theme.scaled(_TEXT) - (_RIGHT + _PIN if line is not None and line.trainer else _RIGHT)

    def _high(self, text: str, font: QFont, wide: int) -> int:
        key = (text, font.key(), wide)
        if key not in self._heights:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            room = QRect(0, 0, max(60, wide), 10_000)
            self._heights[key] = QFontMetrics(font).boundingRect(room, int(_WRAP), text).height()
        return self._heights[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        item: Item | None = index.data(ITEM_ROLE)
        if item is None:
            return QSize(0, 0)
        wide = self._wide()
        if item.line is None:
            return QSize(wide, 10 + self._high(item.group.title, theme.font("strong"), wide - _LEFT - _RIGHT) + 2)
        room = self._text_room(item)
        high = 3 + self._high(item.line.text, theme.font(), room)
        if item.line.detail:
            high += self._high(item.line.detail, theme.font(), room)
        if item.ways:
            high += (theme.line_height() + 6) * len(self._rows_of_ways(item))
        return QSize(wide, high + (12 if item.is_last else 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item | None = index.data(ITEM_ROLE)
        if item is None:
            return
        rect: QRect = option.rect
        look = theme.tokens()
        painter.save()
        if item.group.session == self.focus_session:
            painter.fillRect(rect, look.selected)
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        if item.line is None:
            painter.setFont(theme.font("strong"))
            painter.setPen(look.text)
            painter.drawText(rect.adjusted(_LEFT, 10, -_RIGHT, 0), int(_WRAP), item.group.title)
        else:
            self._paint_line(painter, rect, item)
        if item.is_last:
            drawing.line_below(painter, rect, look.line)
        view = self.parent()
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            drawing.inner_ring(painter, rect.adjusted(4, 0, -4, -2))
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, item: Item) -> None:
        look, line = theme.tokens(), item.line
        assert line is not None
        sign, meaning = SIGNS[line.kind]
        size = theme.icon_size(14)
        top = rect.top() + 3
        icons.paint(painter, sign, look.ink(meaning), QRectF(rect.left() + _LEFT, top, size, theme.line_height()))
        left, room = rect.left() + theme.scaled(_TEXT), self._text_room(item)
        painter.setFont(theme.font())
        painter.setPen(look.text)
        high = self._high(line.text, theme.font(), room)
        painter.drawText(QRect(left, top, room, high), int(_WRAP), line.text)
        top += high
        if line.detail:
            painter.setPen(look.muted)
            high = self._high(line.detail, theme.font(), room)
            painter.drawText(QRect(left, top, room, high), int(_WRAP), line.detail)
        for way, spot in self.ways_at(rect, item):
            painter.setPen(look.link)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, way.words)
            base = spot.center().y() + QFontMetrics(theme.font()).ascent() // 2 + 2
            painter.setPen(QPen(look.link, 1))
            painter.drawLine(spot.left(), base, spot.right(), base)
        if line.trainer and line.kind in (ADDED, CHANGED):
            ink = look.accent if line.is_pinned else look.muted
            icons.paint(painter, "pin", ink, QRectF(self.pin_at(rect).adjusted(5, 5, -5, -5)))

    def pin_at(self, rect: QRect) -> QRect:
        """Where the pin of a line can be pressed."""
        return QRect(rect.right() - _RIGHT - _PIN + 6, rect.top(), _PIN, _PIN)

    def _rows_of_ways(self, item: Item) -> list[list[Way]]:
        """The links of a line, in as many rows as they need."""
        metrics, room = QFontMetrics(theme.font()), self._wide() - theme.scaled(_TEXT) - _RIGHT
        rows: list[list[Way]] = [[]]
        used = 0
        for way in item.ways:
            wide = metrics.horizontalAdvance(way.words) + 12
            if rows[-1] and used + wide > room:
                rows.append([])
                used = 0
            rows[-1].append(way)
            used += wide
        return rows

    def ways_at(self, rect: QRect, item: Item) -> list[tuple[Way, QRect]]:
        """Each link of a line with where it stands."""
        if not item.ways:
            return []
        metrics, found = QFontMetrics(theme.font()), []
        rows = self._rows_of_ways(item)
        high = theme.line_height() + 6
        top = rect.bottom() - (12 if item.is_last else 6) - high * len(rows) + 2
        for row in rows:
            left = rect.left() + theme.scaled(_TEXT)
            for way in row:
                wide = metrics.horizontalAdvance(way.words)
                found.append((way, QRect(left, top, wide, high)))
                left += wide + 12
            top += high
        return found
