"""The health strip: a few counts of the pool, each with its meaning and each a door to the list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning
from trainerpool.gui.parts.labels import Hairline, Pane


@dataclass(frozen=True, slots=True)
class HealthFact:
    """One count: "Staffed, next 8 weeks", "34 of 37", "sessions", and what it means."""

    key: str
    title: str
    figure: str
    unit: str
    meaning: Meaning
    short: str = ""


class _Fact(QAbstractButton):
    def __init__(self, fact: HealthFact) -> None:
        super().__init__()
        self.fact = fact
        self.is_folded = False
        self.setAccessibleName(f"{fact.title}: {fact.figure} {fact.unit}, {fact.meaning.value}")
        self.setToolTip(f"{fact.title}: {fact.figure} {fact.unit}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        small, figure = QFontMetrics(theme.font()), QFontMetrics(theme.font("section"))
        if self.is_folded:
            words = small.horizontalAdvance(f"{self.fact.short or self.fact.title} ")
            return QSize(words + figure.horizontalAdvance(self.fact.figure) + 52, max(28, small.height() + 12))
        first = small.horizontalAdvance(self.fact.title)
        second = figure.horizontalAdvance(self.fact.figure) + 8 + small.horizontalAdvance(self.fact.unit) + 28
        return QSize(max(first, second) + 32, small.height() + figure.height() + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), look.hover)
        icon, ink = MEANING_ICONS[self.fact.meaning], look.ink(self.fact.meaning)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        inside = QRectF(self.rect()).adjusted(16, 8, -16, -8)
        if self.is_folded:
            icons.paint(painter, icon, ink, QRectF(inside.left(), 0, 16, self.height()))
            left = inside.left() + 22
            for words, step in ((self.fact.short or self.fact.title, "body"), (self.fact.figure, "strong")):
                painter.setFont(theme.font(step))
                painter.setPen(look.text)
                painter.drawText(QRectF(left, 0, self.width() - left, self.height()), middle, words)
                left += painter.fontMetrics().horizontalAdvance(words + " ")
        else:
            half = inside.height() * 0.45
            painter.setFont(theme.font())
            painter.setPen(look.muted)
            title = self.fact.title
            if self.fact.short and drawing.text_width(title, painter.font()) > inside.width():
                title = self.fact.short
            title = drawing.elided(title, painter.font(), inside.width())
            painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), half), middle, title)
            below = QRectF(inside.left(), inside.top() + half, inside.width(), inside.height() - half)
            painter.setFont(theme.font("section"))
            painter.setPen(look.text)
            painter.drawText(below, middle, self.fact.figure)
            below.setLeft(below.left() + painter.fontMetrics().horizontalAdvance(self.fact.figure) + 8)
            painter.setFont(theme.font())
            # The unit gives way whole: what is counted stands above, and all of it is in the tool tip.
            if drawing.text_width(self.fact.unit, painter.font()) <= below.width() - 24:
                painter.drawText(below, middle, self.fact.unit)
            icons.paint(painter, icon, ink, QRectF(inside.right() - 16, below.top(), 16, below.height()))
        if self.hasFocus():
            drawing.inner_ring(painter, self.rect())


class HealthStrip(Pane):
    """A row of counts; `opened(key)` when one is pressed. On a low window it is one line."""

    opened = Signal(str)

    def __init__(self, facts: Sequence[HealthFact] = ()) -> None:
        super().__init__("surface")
        self.setAccessibleName("Health of the pool")
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self.column.addLayout(self._row)
        self.column.addWidget(Hairline())
        self._facts: list[_Fact] = []
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[HealthFact]) -> None:
        """Show these counts."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._facts = []
        for place, fact in enumerate(facts):
            if place:
                self._row.addWidget(Hairline(upright=True))
            part = _Fact(fact)
            part.clicked.connect(lambda _=False, key=fact.key: self.opened.emit(key))
            self._facts.append(part)
            self._row.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window: QWidget = self.window()
        folded = window.height() < 480 or window.width() < theme.tokens().layout["lay_inspector_over_under"]
        for part in self._facts:
            if part.is_folded != folded:
                part.is_folded = folded
                part.updateGeometry()
