"""A row of choices that goes on in a second line where the pane is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from trainerpool.gui.parts.chips import AddFilterChip


class KindChips(QWidget):
    """Few fixed choices with counts, one chosen, in as many lines as they need. `chosen(key)` as the person chooses."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._chips: dict[str, AddFilterChip] = {}
        for key, words in choices:
            chip = AddFilterChip(words, "")
            chip.setParent(self)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(chip)
            self._chips[key] = chip
        self.choose(choices[0][0])
        self._lay(self.width())

    def set_words(self, words: Sequence[tuple[str, str]]) -> None:
        """Change what stands on the chips."""
        for key, text in words:
            self._chips[key].setText(text)
            self._chips[key].setAccessibleName(text)
        self._lay(self.width())

    def choice(self) -> str:
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        self._chips[key].setChecked(True)

    def sizeHint(self) -> QSize:
        return QSize(sum(chip.sizeHint().width() for chip in self._chips.values()), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(event.size().width())

    def _lay(self, wide: int) -> None:
        left = top = high = 0
        for chip in self._chips.values():
            size = chip.sizeHint()
            if left and left + size.width() > wide:
                left, top = 0, top + high
            chip.setGeometry(left, top, size.width(), size.height())
            left, high = left + size.width(), size.height()
        if self.height() != top + high:
            self.setFixedHeight(top + high)
