"""The corner of a matrix: the words over its rows, where both heads meet."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from trainerpool.gui import drawing, theme

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Corner(QWidget):
    """`left` stands over the names, `right` over the figures at their end; the mouse goes through it."""

    def __init__(self, table: QTableView, left: str, right: str) -> None:
        super().__init__(table)
        self._left, self._right = left, right
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, painter = theme.tokens(), QPainter(self)
        painter.fillRect(self.rect(), look.surface)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.line_strong)
        drawing.line_right(painter, self.rect(), look.line)
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        room = self.rect().adjusted(16, 0, -9, -6)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | _LEFT, self._left)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | _RIGHT, self._right)
