"""Facts in two columns for the inspector, and two records side by side with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import ElidedLabel, Label

_NAMES = 92


class Facts(QWidget):
    """Names in one column, values beside them, each value as long as it is."""

    def __init__(self, name: str, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, theme.scaled(_NAMES))
        grid.setColumnStretch(1, 1)
        for row, (words, value) in enumerate(facts):
            grid.addWidget(Label(words, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            is_one_word = len(value) > 28 and " " not in value
            grid.addWidget(ElidedLabel(value) if is_one_word else Label(value, wraps=True), row, 1)


class ComparedLine(QWidget):
    """One field of two records; what differs is bold on the surface of attention."""

    def __init__(self, name: str, one: str, other: str, is_head: bool = False, differs: bool = False) -> None:
        super().__init__()
        self._differs = differs
        self.setAccessibleName(f"{name}: {one or 'empty'}; {other or 'empty'}{', differs' if differs else ''}")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(8)
        label = Label(name, tone="muted")
        label.setFixedWidth(theme.scaled(88))
        row.addWidget(label)
        for text in (one, other):
            row.addWidget(ElidedLabel(text, "strong" if is_head or differs else "body"), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._differs:
            QPainter(self).fillRect(self.rect(), theme.tokens().meaning(Meaning.ATTENTION).background)
        super().paintEvent(event)
