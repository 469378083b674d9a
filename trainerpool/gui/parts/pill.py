"""The pill: a status in an outline with its icon and one or two words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from trainerpool.gui import icons, theme
from trainerpool.gui.marks import Mark

_SIDE = 6
_ICON = 12
_GAP = 4


def pill_height() -> int:
    """The token's height, or the text plus 4 where that is larger."""
    return max(theme.tokens().controls["pill"], round(QFontMetricsF(theme.font()).height()) + 4)


def pill_width(mark: Mark) -> float:
    """The width this mark wants, in logical pixels."""
    return _SIDE + theme.icon_size(_ICON) + _GAP + QFontMetricsF(theme.font()).horizontalAdvance(mark.word) + _SIDE + 3


def paint_pill(painter: QPainter, rect: QRectF, mark: Mark) -> float:
    """Draw a pill at the left of `rect`, centred in its height; the width used is returned. For delegates too."""
    look = theme.tokens()
    colours = look.meaning(mark.meaning)
    size = theme.icon_size(_ICON)
    high = min(pill_height(), rect.height() - 2)
    wide = min(pill_width(mark), rect.width())
    spot = QRectF(rect.left(), rect.center().y() - high / 2, wide, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colours.border, 1)
    if mark.is_dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(colours.background)
    painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), high / 2, high / 2)
    icons.paint(painter, mark.shown_icon, colours.foreground, QRectF(spot.left() + _SIDE + 1, spot.top(), size, high))
    painter.setFont(theme.font())
    painter.setPen(colours.foreground)
    words = spot.adjusted(_SIDE + 1 + size + _GAP, 0, -2, 0)
    shown = painter.fontMetrics().elidedText(mark.word, Qt.TextElideMode.ElideMiddle, int(words.width()) + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
    return wide


class Pill(QLabel):
    """A pill as a widget; its word is its text, so that it is read out."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(mark.word)
        self._mark = mark
        self.setAccessibleName(mark.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: Mark) -> None:
        self._mark = mark
        self.setText(mark.word)
        self.setAccessibleName(mark.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self._mark)) + 1, pill_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_pill(QPainter(self), QRectF(self.rect()), self._mark)
