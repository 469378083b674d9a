"""The few strokes every painted part is made of: the focus ring with its gap, boxes, hairlines, text that fits."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from trainerpool.gui import theme

RING_ROOM = 3
"""Pixels around a control that belong to the ring: 2 of ring, 1 of gap."""


def box(painter: QPainter, rect: QRectF, fill: QColor | None, edge: QColor | None, radius: float) -> None:
    """A filled and outlined box whose 1 px line lies inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5) if edge is not None else rect
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The focus ring around `rect`, which is the control without its ring: 2 px wide, 1 px away."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens().focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
    painter.restore()


def inner_ring(painter: QPainter, rect: QRect) -> None:
    """The ring of a row or cell: inside its edge."""
    painter.save()
    pen = QPen(theme.tokens().focus, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
    painter.restore()


def current_mark(painter: QPainter, rect: QRect) -> None:
    """Where the keyboard will be in a table that does not have it: a line, not the ring."""
    painter.save()
    painter.setPen(QPen(theme.tokens().line_strong, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def hairline_width(widget: QWidget | None) -> float:
    """1 device pixel up to 150 %, then 2, in logical pixels."""
    ratio = widget.devicePixelRatioF() if widget is not None else 1.0
    return (1 if ratio <= 1.5 else 2) / ratio


def line_below(painter: QPainter, rect: QRect, colour: QColor, width: float = 1.0) -> None:
    """The hairline at the lower edge of a row."""
    painter.fillRect(QRectF(rect.left(), rect.bottom() + 1 - width, rect.width(), width), colour)


def line_right(painter: QPainter, rect: QRect, colour: QColor, width: float = 1.0) -> None:
    """The hairline at the right edge of a header cell."""
    painter.fillRect(QRectF(rect.right() + 1 - width, rect.top(), width, rect.height()), colour)


def text_width(text: str, font: QFont) -> float:
    """The width of one line in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def elided(text: str, font: QFont, width: float) -> str:
    """The text, shortened in its middle where it does not fit."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0.0, width))
