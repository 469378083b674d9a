"""The ways to begin as one list: an icon, what it is, what it means, and its button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon, Pane


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin."""

    icon: str
    title: str
    text: str
    deed: str
    run: Callable[[], None]
    keys: str = ""


class WaysToBegin(Pane):
    """Rows of equal make with hairlines between them; `buttons` in their order."""

    def __init__(self, ways: Sequence[Way]) -> None:
        super().__init__("card")
        self.setAccessibleName("Start here")
        self.buttons: list[Button] = []
        for place, way in enumerate(ways):
            if place:
                self.column.addWidget(Hairline())
            self.column.addWidget(self._row(way))

    def _row(self, way: Way) -> QWidget:
        made = QWidget()
        made.setMinimumHeight(60)
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 8, 13, 8)
        row.setSpacing(16)
        row.addWidget(MeaningIcon(None, way.icon, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(way.title, "strong", wraps=True))
        words.addWidget(Label(way.text, tone="muted", wraps=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        button = Button(way.deed, keys=way.keys).does(way.run)
        button.setAccessibleDescription(f"{way.title}. {way.text}")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons.append(button)
        return made
