"""A part of a page that is read rather than filled in: it takes the keyboard, arrow keys scroll it, and its ring is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea

from trainerpool.gui import drawing
from trainerpool.gui.spoken import Role

RING = 2
"""The part's own edge, in which its ring is painted; what stands in it begins so much further in."""


class ReadingRoll(QScrollArea):
    """The ring is painted round the part, not under what stands in it."""

    spoken_role = Role.Document

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(RING, RING, RING, RING)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            drawing.inner_ring(QPainter(self), self.rect())
        return done

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
