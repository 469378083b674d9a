"""The focus ring of something that scrolls: laid over it, because what it shows would cover a ring of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from trainerpool.gui import drawing


class FocusEdge(QWidget):
    """Shows the ring while the keyboard is on the area; the mouse goes through it."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        area.installEventFilter(self)
        area.viewport().installEventFilter(self)  # told of its size once it has it; the area before
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize):
            self.setGeometry(self._area.viewport().geometry())
            self.setVisible(self._area.hasFocus())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        drawing.inner_ring(painter, self.rect())
        painter.end()
