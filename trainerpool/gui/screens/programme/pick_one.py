"""One out of many, found by typing: for a filter with more choices than a menu can hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.screens.programme.dialog import FormDialog

_KEY = Qt.ItemDataRole.UserRole + 1


class PickOne(FormDialog):
    """`picked(key)` once, with the choice; up and down go through the list while one types."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        choices: Sequence[tuple[str, str]],
        chosen: str,
        picked: Callable[[str], None],
    ) -> None:
        super().__init__(parent, title, "Choose", wide=420)
        self._choices, self._picked = choices, picked
        self.search = SearchField(f"{title}, search", "Search")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(220)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.search.textChanged.connect(lambda _: self._fill())
        self.list.itemActivated.connect(lambda _: self.finish())
        self._fill(chosen)
        self.search.setFocus()

    def _fill(self, chosen: str = "") -> None:
        words = self.search.text().casefold().split()
        self.list.clear()
        for key, name in self._choices:
            if all(word in name.casefold() for word in words):
                item = QListWidgetItem(name[:1].upper() + name[1:])
                item.setData(_KEY, key)
                self.list.addItem(item)
                if key == chosen:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.done_button.block("" if self.list.count() else "Nothing is called so.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self.list.count():
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Take the choice."""
        item = self.list.currentItem()
        if item is not None:
            self._picked(item.data(_KEY))
            self.accept()
