"""The table of trainers with its columns, its density and its foot line; or what is said where it would be empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FootLine
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.trainers.columns import FIRST_HIDDEN, columns, says
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.trainer_list import TrainerListRow

_DENSITIES = (("", "Rows as the window suggests"), ("compact", "Compact rows"), ("comfortable", "Comfortable rows"))


class Listing(QStackedWidget):
    """`columns` is the button that belongs in the filter bar."""

    def __init__(self) -> None:
        super().__init__()
        self.model = RowsModel(columns(), says=says)
        self.model.sort(0)
        self.table = TableView("Trainers", self.model)
        self.columns = Button("Columns", icon="columns-3")
        self.columns.setAccessibleDescription("Columns shown, and how high rows are")
        self.foot = FootLine()
        self._hidden = set(FIRST_HIDDEN)
        for column in self._hidden:
            self.table.show_column(column, False)
        self.columns.set_menu(self._menu())
        listed = QWidget()
        column_of = QVBoxLayout(listed)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(0)
        column_of.addWidget(self.table, 1)
        column_of.addWidget(self.foot)
        self.addWidget(listed)
        self._notice: QWidget | None = None
        self.table.columns_changed.connect(self._on_columns)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.say_rows())
        self.table.verticalScrollBar().rangeChanged.connect(lambda *_: self.say_rows())

    def show_rows(self, rows: Sequence[TrainerListRow], nothing: EmptyState | None) -> None:
        """Show these rows, or what is said where there are none."""
        if self._notice is not None:
            self.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None
        self.model.set_rows(rows)
        if nothing is not None:
            self._notice = stack(nothing)
            self.addWidget(self._notice)
            self.setCurrentWidget(self._notice)
        else:
            self.setCurrentIndex(0)
        self.say_rows()

    def mute(self, stale: bool) -> None:
        """Mute the last known rows while newer are on their way."""
        if self.table.delegate.is_stale != stale:
            self.table.delegate.is_stale = stale
            self.table.viewport().update()

    def say_rows(self) -> None:
        """Say in the foot how many are chosen, which keys help, and which rows are shown."""
        number = len(self.table.selectionModel().selectedRows())
        self.foot.left.setText(f"{number} selected" if number else "")
        copies = "Ctrl+C copies rows for a spreadsheet" if number else "Arrow keys choose"
        self.foot.middle.setText(f"Enter opens the page    {copies}")
        self.foot.right.setText(self.table.shown_words())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for column, spec in enumerate(self.model.columns[1:], start=1):
            action = menu.addAction(spec.title)
            action.setCheckable(True)
            action.setChecked(column not in self._hidden)
            action.toggled.connect(lambda on, column=column: self._show_column(column, on))
        menu.addSeparator()
        group = QActionGroup(menu)
        for key, words in _DENSITIES:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(not key)
            action.triggered.connect(lambda _=False, key=key: self.table.set_density(key))
            group.addAction(action)
        return menu

    def _show_column(self, column: int, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(column)
        self.table.show_column(column, shown)

    def _on_columns(self, shown: int, _all: int) -> None:
        wanted = len(self.model.columns) - len(self._hidden)
        words = "Columns" if shown >= wanted else f"{shown} of {wanted}"
        if self.columns.text() != words:
            self.columns.set_text(words)
