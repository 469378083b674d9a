"""The falling step line of a search for a better plan, with its bound dashed under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.gui import spoken, theme


class FallingSteps(QWidget):
    """Best so far and bound over time, labelled at their end. Points are (seconds, value); lower is better."""

    spoken_role = spoken.Role.Graphic

    def __init__(self, name: str = "Cost of the best plan so far, and the least it could be") -> None:
        super().__init__()
        self._name = name
        self._best: list[tuple[float, float]] = []
        self._bound: list[tuple[float, float]] = []
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_points(self, best: Sequence[tuple[float, float]], bound: Sequence[tuple[float, float]], now: float) -> None:
        """Show these two lines up to `now` seconds."""
        self._best, self._bound, self._now = list(best), list(bound), now
        self._describe()
        self.update()

    def as_rows(self) -> tuple[tuple[str, str], ...]:
        rows = [(f"best after {at:.1f} s", f"{value:,.0f}") for at, value in self._best]
        return tuple(rows + [(f"bound after {at:.1f} s", f"{value:,.0f}") for at, value in self._bound])

    def _describe(self) -> None:
        best = f"best {self._best[-1][1]:,.0f}" if self._best else "no plan yet"
        bound = f", bound {self._bound[-1][1]:,.0f}" if self._bound else ""
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(best + bound)

    @property
    def least(self) -> float:
        """The lowest that is shown: of a bound far below, as the first ones are, no more than leaves both lines apart."""
        lowest = min(value for _, value in self._best + self._bound)
        if not self._bound:
            return lowest
        first, bound = self._best[0][1], self._bound[-1][1]
        return max(lowest, bound - (first - bound) / 2)

    def sizeHint(self) -> QSize:
        return QSize(300, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 56)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        strong, plain = theme.font("strong"), theme.font()
        best = f"best {self._best[-1][1]:,.0f}" if self._best else ""
        bound = f"bound {self._bound[-1][1]:,.0f}" if self._bound else ""
        room = max(QFontMetrics(strong).horizontalAdvance(best), QFontMetrics(plain).horizontalAdvance(bound)) + 8
        plot = QRectF(0, 4, self.width() - room - 4, self.height() - 9)
        painter.fillRect(QRectF(0, self.height() - 2, self.width(), 1), look.line_strong)
        if not self._best:
            return
        painter.fillRect(QRectF(plot.right(), 0, 1, self.height()), look.line)
        least, most = self.least, max(value for _, value in self._best + self._bound)
        span = (most - least) or 1.0
        seconds = max(self._now, self._best[-1][0], 0.001)

        def spot(at: float, value: float) -> QPointF:
            return QPointF(
                plot.width() * min(1.0, at / seconds), plot.top() + plot.height() * (most - max(value, least)) / span
            )

        dashed = QPen(look.muted, 1.5)
        dashed.setDashPattern([2, 2])
        for points, pen in ((self._bound, dashed), (self._best, QPen(look.accent, 2))):
            painter.setPen(pen)
            line: list[QPointF] = []
            for at, value in points:
                if line:
                    line.append(QPointF(spot(at, value).x(), line[-1].y()))
                line.append(spot(at, value))
            if line:
                line.append(QPointF(plot.right(), line[-1].y()))
                painter.drawPolyline(line)
        left = plot.right() + 8
        high = theme.line_height()
        best_top = spot(seconds, self._best[-1][1]).y() - high
        best_top = min(max(0.0, best_top), self.height() - 2 * high - 3)
        painter.setFont(strong)
        painter.setPen(look.text)
        painter.drawText(QRectF(left, best_top, room, high), Qt.AlignmentFlag.AlignVCenter, best)
        painter.setFont(plain)
        painter.setPen(look.muted)
        painter.drawText(QRectF(left, best_top + high, room, high), Qt.AlignmentFlag.AlignVCenter, bound)
