"""A table of a tab with its line of deeds under it, or what is said where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

R = TypeVar("R")
Deed = tuple[str, Callable[[], None]]


class TabTable(QWidget, Generic[R]):
    """`deeds_of(row)` names what can be done with a row: as links under the table, in its menu, and the first on Enter."""

    changed = Signal()

    def __init__(
        self, name: str, columns: Sequence[ColumnSpec[R]], says: Callable[[R], str], deeds_of: Callable[[R], Sequence[Deed]],
        key: Callable[[R], Hashable] = lambda row: getattr(row, "id", row), hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._deeds_of = deeds_of
        self.model: RowsModel[R] = RowsModel(columns, says=says, key=key)
        self.table = TableView(name, self.model)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self._empty: QWidget | None = None
        self._links: list[Button] = []
        self._hint = hint
        self.said = ElidedLabel(hint, tone="muted")
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(16, 0, 14, 0)
        self._foot.setSpacing(12)
        self._foot.addWidget(self.said, 1)
        foot = QWidget()
        foot.setLayout(self._foot)
        foot.setMinimumHeight(theme.scaled(30))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.pages, 1)
        self.column.addWidget(Hairline())
        self.column.addWidget(foot)
        self.table.chosen.connect(lambda _row: self._offer())
        self.table.opened.connect(self._on_opened)
        self.table.asked_menu.connect(self._on_menu)

    def show_rows(self, rows: Sequence[R], empty: Callable[[], EmptyState]) -> None:
        """Show these rows, or what is said where there are none."""
        if self._empty is not None:
            self.pages.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        self.model.set_rows(rows)
        if rows:
            self.pages.setCurrentIndex(0)
        else:
            self._empty = stack(empty())
            self.pages.addWidget(self._empty)
            self.pages.setCurrentWidget(self._empty)
        self._offer()

    def add_link(self, link: Button) -> None:
        """A link of the tab's own, at the right of the line under the table."""
        self._foot.addWidget(link)

    def choose(self, key: Hashable) -> bool:
        """Choose the row with this key."""
        return self.table.choose(key)

    def menu(self, row: Any) -> QMenu:
        """The context menu of a row: its deeds, and copying."""
        menu = QMenu(self)
        for words, run in self._deeds_of(row):
            menu.addAction(words).triggered.connect(run)
        menu.addAction("Copy row for a spreadsheet\tCtrl+C").triggered.connect(lambda: self.table.copy_rows() and None)
        return menu

    def _offer(self) -> None:
        for link in self._links:
            link.hide()
            link.deleteLater()
        self._links = []
        row = self.table.current_row()
        for place, (words, run) in enumerate(self._deeds_of(row) if row is not None else ()):
            link = Button(words, "link").does(run)
            self._foot.insertWidget(place, link)
            self._links.append(link)
        self.said.setText("" if self._links else self._hint if self.model.rowCount() else "")
        self.changed.emit()

    def _on_opened(self, row: Any) -> None:
        if deeds := self._deeds_of(row):
            deeds[0][1]()

    def _on_menu(self, row: Any, point: QPoint) -> None:
        self.menu(row).popup(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.table.current_row()
        if event.key() == Qt.Key.Key_Delete and row is not None:
            back = next((run for words, run in self._deeds_of(row) if words.startswith("Take back")), None)
            if back is not None:
                back()
                return
        super().keyPressEvent(event)
