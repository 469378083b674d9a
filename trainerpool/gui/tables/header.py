"""The header of a table: sunken, with the sort mark beside the word, and hairlines between columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from trainerpool.gui import drawing, icons, theme


class TableHeader(QHeaderView):
    """Paints titles bold, right above right-aligned columns, and says which way a column is sorted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setMinimumSectionSize(48)
        self.setAccessibleName("Columns")

    def sizeHint(self) -> QSize:
        # The view asks for the height only, and often: Qt's own answer would measure the title of every column.
        high = max(theme.tokens().controls["table_header"], round(theme.font_height("strong")) + 12) + 1
        return QSize(self.length(), high)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        painter.save()
        painter.fillRect(rect, look.sunken)
        drawing.line_below(painter, rect, look.line)
        if self.visualIndex(section) < self.count() - 1:
            drawing.line_right(painter, rect, look.line)
        model: Any = self.model()
        font = theme.font("strong")
        painter.setFont(font)
        painter.setPen(look.text)
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        align = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) or 0
        is_sorted = getattr(model, "sorted_by", -1) == section
        left = 16 if self.visualIndex(section) == 0 else 8
        room = rect.adjusted(left, 0, -8, -1)
        mark = 16 if is_sorted else 0
        shown = drawing.elided(title, font, room.width() - mark)
        wide = QFontMetrics(font).horizontalAdvance(shown)
        start = room.right() + 1 - wide - mark if align & int(Qt.AlignmentFlag.AlignRight) else room.left()
        painter.drawText(QRect(start, room.top(), wide + 4, room.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if is_sorted:
            name = "chevron-up" if getattr(model, "is_descending", False) else "chevron-down"
            icons.paint(painter, name, look.text, QRectF(start + wide + 4, room.top(), 12, room.height()))
        painter.restore()

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        look = theme.tokens()
        painter = QPainter(self.viewport())
        end = self.length() - self.offset()
        if end < self.viewport().width():
            rest = QRect(end, 0, self.viewport().width() - end, self.height())
            painter.fillRect(rest, look.sunken)
            drawing.line_below(painter, rest, look.line)
