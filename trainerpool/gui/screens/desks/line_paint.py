"""How a line of one's own desk is painted: its day, its title over its words, and at the right a mark, a word or its deeds."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.parts.pill import paint_pill, pill_width
from trainerpool.gui.preferences import density_in
from trainerpool.gui.screens.desks.lines import LINE, Heading, Index, Line, LineDeed

_MARGIN, _LEAD, _BESIDE, _GAP = 16, 128, 150, 12
_NARROW, _CLOSE = 560, 760


class LinePaint(QStyledItemDelegate):
    """Words wrap where they have no room; under 760 what stands beside goes on after the words, under 560 the day, too."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._list = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        item, width = index.data(LINE), self._list.viewport().width()
        if isinstance(item, Heading):
            return QSize(width, theme.row_height("table"))
        high = theme.line_height() * sum(len(some) for some, _ in self._words(item, width))
        return QSize(width, max(theme.row_height("two_line", density_in(self._list)), round(high) + 14))

    def deed_rects(self, rect: QRect, line: Line) -> list[tuple[LineDeed, QRectF]]:
        """Where the painted deeds stand, left to right; a narrow line has room for the last alone."""
        shown = line.deeds if rect.width() >= theme.scaled(_NARROW) else line.deeds[-1:]
        high = max(28, theme.line_height() + 10)
        right, found = float(rect.right() - _MARGIN), []
        for deed in reversed(shown):
            wide = drawing.text_width(deed.words, theme.font()) + 24
            found.append((deed, QRectF(right - wide, rect.center().y() - high / 2 + 0.5, wide, high)))
            right -= wide + 8
        return list(reversed(found))

    def _at_right(self, line: Line, width: int) -> float:
        """What the mark or the deeds take."""
        deeds = self.deed_rects(QRect(0, 0, width, 52), line)
        if deeds:
            return width - _MARGIN - deeds[0][1].left() + _GAP
        return pill_width(line.mark) + _GAP if line.mark else 0

    def _lead(self, line: Line, width: int) -> float:
        wide = max(theme.scaled(_LEAD), drawing.text_width("Wed 30 Sep 2026", theme.font("strong")) + 20)
        return wide if line.lead and width >= theme.scaled(_NARROW) else 0

    def _left(self, line: Line) -> float:
        return _MARGIN + (theme.icon_size() + _GAP if line.icon else 0)

    def _words(self, line: Line, width: int) -> list[tuple[list[str], str]]:
        """Title and words as lines of text, each with its type step."""
        beside = theme.scaled(_BESIDE) + _GAP if line.beside and width >= theme.scaled(_CLOSE) else 0
        room = width - self._left(line) - self._lead(line, width) - self._at_right(line, width) - beside - _MARGIN
        detail = line.detail
        if line.beside and not beside:
            detail = f"{detail.rstrip('.')}. {line.beside}" if detail else line.beside
        if line.lead and not self._lead(line, width):
            detail = f"{line.lead}. {detail}" if detail else line.lead
        return [
            (_wrapped(line.title, theme.font("strong"), room), "strong"),
            (_wrapped(detail, theme.font(), room), "body"),
        ]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, look, rect = index.data(LINE), theme.tokens(), option.rect
        painter.save()
        if isinstance(item, Heading):
            self._paint_heading(painter, rect, item)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            if selected or option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, look.selected if selected else look.hover)
            if selected:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.accent)
            self._paint_line(painter, rect, item)
            if option.state & QStyle.StateFlag.State_HasFocus:
                drawing.inner_ring(painter, rect)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(self._list))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, item: Heading) -> None:
        look = theme.tokens()
        painter.fillRect(rect, look.sunken)
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        room = QRectF(rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, item.words)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(item.words) + 8)
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(item.number))

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look, width, middle = theme.tokens(), rect.width(), Qt.AlignmentFlag.AlignVCenter
        size = theme.icon_size()
        if line.icon:
            spot = QRectF(rect.left() + _MARGIN, rect.center().y() - size / 2, size, size)
            icons.paint(painter, line.icon, look.ink(line.meaning) if line.meaning else look.muted, spot)
        left = rect.left() + self._left(line)
        if lead := self._lead(line, width):
            painter.setFont(theme.font("strong"))
            painter.setPen(look.text)
            painter.drawText(QRectF(left, rect.top(), lead, rect.height()), middle, line.lead)
            left += lead
        words = self._words(line, width)
        top = rect.top() + (rect.height() - theme.line_height() * sum(len(some) for some, _ in words)) / 2
        for some, step in words:
            painter.setFont(theme.font(step))
            painter.setPen(look.text if step == "strong" else look.muted)
            for text in some:
                painter.drawText(QRectF(left, top, width, theme.line_height()), middle, text)
                top += theme.line_height()
        self._paint_right(painter, rect, line)

    def _paint_right(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look, width = theme.tokens(), rect.width()
        painter.setFont(theme.font())
        for deed, room in self.deed_rects(rect, line):
            drawing.box(painter, room, look.raised, look.line_strong, look.radii["button"])
            painter.setPen(look.text)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, deed.words)
        if line.mark and not line.deeds:
            wide = pill_width(line.mark)
            spot = QRectF(rect.right() - _MARGIN - wide, rect.top(), wide + 1, rect.height())
            paint_pill(painter, spot, line.mark)
        if line.beside and width >= theme.scaled(_CLOSE):
            painter.setFont(theme.font())
            painter.setPen(look.muted)
            right = rect.right() - _MARGIN - self._at_right(line, width)
            spot = QRectF(right - theme.scaled(_BESIDE), rect.top(), theme.scaled(_BESIDE), rect.height())
            shown = drawing.elided(line.beside, theme.font(), spot.width())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)


def _wrapped(text: str, font: QFont, width: float) -> list[str]:
    if not text:
        return []
    if QFontMetricsF(font).horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(60.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines
