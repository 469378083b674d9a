"""The key above the board: one small picture and word for each kind of cell, as many as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.gui import icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.tables.board_model import CellState

_MARK, _GAP, _AFTER = 16, 4, 9
_ENTRIES: tuple[tuple[str, CellState | str], ...] = (
    ("lead", CellState.LEAD),
    ("co-trainer", CellState.CO_TRAINER),
    ("confirmed", "pin"),
    ("eligible", CellState.ELIGIBLE),
    ("warning", CellState.WARNING),
    ("override", CellState.OVERRIDE),
    ("blocked", CellState.BLOCKED),
)


class BoardKey(QWidget):
    """Words beside marks; what does not fit is left out from the end, and all of it is in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = ", ".join(word for word, _ in _ENTRIES)
        self.setAccessibleName(f"Key of the board: {words}")
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(400, max(24, theme.line_height() + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, painter, metrics = theme.tokens(), QPainter(self), QFontMetrics(theme.font())
        painter.setFont(theme.font())
        left = 0
        for word, mark in _ENTRIES:
            wide = _MARK + _GAP + metrics.horizontalAdvance(word)
            if left + wide > self.width():
                return
            middle = self.height() / 2
            spot = QRectF(left, middle - _MARK / 2, _MARK, _MARK)
            if mark in (CellState.LEAD, CellState.CO_TRAINER):
                self._paint_chosen(painter, spot, mark)
            elif mark is CellState.ELIGIBLE:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.text)
                painter.drawEllipse(spot.center(), 2.0, 2.0)
            else:
                names = {
                    "pin": ("pin", look.text),
                    CellState.WARNING: ("triangle-alert", look.ink(Meaning.ATTENTION)),
                    CellState.OVERRIDE: ("circle-slash", look.muted),
                    CellState.BLOCKED: ("x", look.muted),
                }
                name, ink = names[mark]
                icons.paint(painter, name, ink, spot.adjusted(1, 1, -1, -1))
            painter.setPen(look.text)
            room = QRectF(left + _MARK + _GAP, 0, wide, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
            left += wide + _AFTER

    @staticmethod
    def _paint_chosen(painter: QPainter, spot: QRectF, state: CellState) -> None:
        """A chosen cell at the size of an icon."""
        look = theme.tokens()
        font = theme.font("strong")
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.save()
        if state is CellState.LEAD:
            painter.fillRect(spot, look.accent)
        else:
            painter.fillRect(spot, look.selected)
            pen = QPen(look.accent, 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(spot.adjusted(1, 1, -1, -1))
        painter.setFont(font)
        painter.setPen(look.on_accent if state is CellState.LEAD else look.text)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "L" if state is CellState.LEAD else "C")
        painter.restore()
