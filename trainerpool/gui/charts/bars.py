"""Small bar charts, drawn plainly with direct labels; each says the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.gui import drawing, spoken, theme


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `is_planned` draws a dashed outline, `is_hollow` a plain one (not counted), `is_chosen` the accent."""

    label: str
    value: float
    words: str = ""
    is_planned: bool = False
    is_hollow: bool = False
    is_chosen: bool = False


class BarChart(QWidget):
    """Upright or lying bars. Arrow keys move from bar to bar; `opened(place)` on Enter or a click.

    `as_rows()` gives the table behind it.
    """

    opened = Signal(int)
    spoken_role = spoken.Role.List

    def __init__(self, name: str, bars: Sequence[Bar] = (), lying: bool = False, high: int = 72) -> None:
        super().__init__()
        self._name, self._lying, self._high = name, lying, high
        self._bars: tuple[Bar, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        self._bars = tuple(bars)
        self._current = min(self._current, max(0, len(bars) - 1))
        self.setAccessibleName(self._name)
        self.setAccessibleDescription("; ".join(f"{label}: {value}" for label, value in self.as_rows()))
        self.updateGeometry()
        self.update()

    def as_rows(self) -> tuple[tuple[str, str], ...]:
        return tuple((bar.label, bar.words or f"{bar.value:g}") for bar in self._bars)

    def spoken_parts(self) -> Sequence[spoken.SpokenPart]:
        """Each bar, for screen readers."""
        return [
            spoken.SpokenPart(f"{label}: {value}", self._spot(place).toRect(), place == self._current)
            for place, (label, value) in enumerate(self.as_rows())
        ]

    def sizeHint(self) -> QSize:
        if self._lying:
            return QSize(280, len(self._bars) * self._line())
        return QSize(len(self._bars) * 16, self._high + 2 * theme.line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key()), 0
        )
        if step and self._bars:
            self._current = min(max(self._current + step, 0), len(self._bars) - 1)
            bar = self._bars[self._current]
            self.setToolTip(f"{bar.label}: {bar.words or bar.value}")
            spoken.tell_current(self, self._current)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._bars:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._bars)):
            if self._spot(place).contains(event.position()):
                self._current = place
                self.opened.emit(place)
                self.update()

    def _line(self) -> int:
        return theme.line_height() + 4

    def _spot(self, place: int) -> QRectF:
        """The whole field of one bar."""
        if self._lying:
            return QRectF(0, place * self._line(), self.width(), self._line())
        share = self.width() / max(1, len(self._bars))
        return QRectF(place * share, 0, share, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        most = max((bar.value for bar in self._bars), default=0) or 1
        for place, bar in enumerate(self._bars):
            if self._lying:
                self._paint_lying(painter, self._spot(place), bar, most)
            else:
                self._paint_upright(painter, self._spot(place), bar, most)
            if self.hasFocus() and place == self._current:
                drawing.inner_ring(painter, self._spot(place).toRect())
        if not self._lying:
            base = self.height() - theme.line_height()
            painter.fillRect(QRectF(0, base, self.width(), 1), theme.tokens().line_strong)

    def _paint_upright(self, painter: QPainter, spot: QRectF, bar: Bar, most: float) -> None:
        look, line = theme.tokens(), theme.line_height()
        base = spot.bottom() - line
        high = (base - line) * bar.value / most
        body = QRectF(spot.center().x() - min(spot.width() * 0.34, 12), base - high, min(spot.width() * 0.68, 24), high)
        _paint_body(painter, body, bar)
        painter.setFont(theme.font("small"))
        painter.setPen(look.text)
        painter.drawText(
            QRectF(spot.left() - 8, base + 1, spot.width() + 16, line), Qt.AlignmentFlag.AlignCenter, bar.label
        )
        if bar.words:
            above = QRectF(spot.left() - 30, base - high - line, spot.width() + 60, line)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, bar.words)

    def _paint_lying(self, painter: QPainter, spot: QRectF, bar: Bar, most: float) -> None:
        look = theme.tokens()
        font = theme.font()
        metrics = QFontMetrics(font)
        labels = min(max(metrics.horizontalAdvance(one.label) for one in self._bars) + 8, round(self.width() * 0.55))
        figures = max(metrics.horizontalAdvance(one.words or f"{one.value:g}") for one in self._bars) + 8
        painter.setFont(font)
        painter.setPen(look.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(spot.adjusted(0, 0, 0, 0), middle, drawing.elided(bar.label, font, labels - 8))
        words = QRectF(labels, spot.top(), figures - 8, spot.height())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, bar.words or f"{bar.value:g}")
        left = labels + figures
        wide = (spot.width() - left - 4) * bar.value / most
        _paint_body(painter, QRectF(left, spot.center().y() - 5, wide, 10), bar)


def _paint_body(painter: QPainter, body: QRectF, bar: Bar) -> None:
    look = theme.tokens()
    if body.width() <= 0 or body.height() <= 0:
        return
    if bar.is_planned or bar.is_hollow:
        pen = QPen(look.accent if bar.is_planned else look.line_strong, 1)
        if bar.is_planned:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(body.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(body, look.accent if bar.is_chosen else look.chart_bar)
