"""A row of choices that goes on in a second line where the pane is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from trainerpool.gui.parts.chips import ChoiceChips


class FlowLayout(QLayout):
    """Lays its widgets out like words: left to right, then in the next line."""

    def __init__(self, parent: QWidget, gap: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        return self._lay(QRect(0, 0, wide, 0), place=False)

    def sizeHint(self) -> QSize:
        wide = sum(item.sizeHint().width() + self._gap for item in self._items)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        wide = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(wide, max((item.minimumSize().height() for item in self._items), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def _lay(self, rect: QRect, *, place: bool) -> int:
        left, top, high = rect.left(), rect.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.left() + rect.width():
                left, top, high = rect.left(), top + high, 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            high = max(high, size.height())
        return top + high - rect.top()


class KindChips(ChoiceChips):
    """Choice chips in as many lines as they need."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self._flow: FlowLayout | None = None
        super().__init__(name)
        while self._row.count():
            self._row.takeAt(0)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._row.addWidget(holder, 1)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        super().set_choices(choices)
        if self._flow is None:
            return
        held = {id(self._flow.itemAt(place).widget()) for place in range(self._flow.count())}  # type: ignore[union-attr]
        for chip in self._chips.values():
            if id(chip) not in held:
                self._row.removeWidget(chip)
                self._flow.addWidget(chip)
        self._flow.invalidate()
        self.updateGeometry()
