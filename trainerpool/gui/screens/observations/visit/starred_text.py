"""A criterion's words, wrapped, with the star of what must be met drawn after the last of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.gui import icons, theme

_STAR = 14
_GAP = 6


class StarredText(QWidget):
    """Read out as its words, and "must be met for sign-off" where it is starred."""

    def __init__(self, text: str, is_starred: bool) -> None:
        super().__init__()
        self._text, self._is_starred = text, is_starred
        self.setAccessibleName(f"{text}, starred: must be Met for sign-off" if is_starred else text)
        if is_starred:
            self.setToolTip("Starred: must be Met for TtT sign-off")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._lay(width)[1]) + 1

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(max(self.width(), 260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.line_height())

    def _lay(self, width: float) -> tuple[QTextLayout, float, QPointF]:
        """The lines, their height, and where the star goes."""
        star = theme.icon_size(_STAR) + _GAP if self._is_starred else 0
        layout = QTextLayout(self._text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        top, end = 0.0, 0.0
        step = float(theme.line_height())
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, width))
            line.setPosition(QPointF(0, top + (step - line.height()) / 2))
            end = line.naturalTextWidth()
            top += step
        layout.endLayout()
        spot = QPointF(end + _GAP, top - step)
        if star and end + star > width:
            spot = QPointF(0, top)
            top += step
        return layout, top, spot

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(theme.tokens().text)
        layout, _, spot = self._lay(self.width())
        layout.draw(painter, QPointF(0, 0))
        if self._is_starred:
            size = theme.icon_size(_STAR)
            icons.paint(painter, "star", theme.tokens().text, QRectF(spot.x(), spot.y(), size, theme.line_height()))
