"""The table of trainers with its columns, its density and its foot line; or what is said where it would be empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FootLine
from trainerpool.gui.parts.notices import ErrorPanel, stack
from trainerpool.gui.screens.trainers.columns import FIRST_HIDDEN, columns, says
from trainerpool.gui.screens.trainers.table import ArrangedTable
from trainerpool.gui.tables.columns import shown
from trainerpool.gui.tables.keeping import selected_places
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.problem import Problem
from trainerpool.queries.trainer_list import TrainerListRow
from trainerpool.reports.sheets import Value

_DENSITIES = (("", "Rows as the window suggests"), ("compact", "Compact rows"), ("comfortable", "Comfortable rows"))


class Listing(QStackedWidget):
    """`columns` is the button that belongs in the filter bar; `wants_chooser()` when the columns are to be arranged."""

    wants_chooser = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = RowsModel(columns(), says=says)
        self.model.sort(0)
        self.table = ArrangedTable("Trainers", self.model, "trainer_columns", FIRST_HIDDEN)
        self.columns = Button("Columns", icon="columns-3")
        self.columns.setAccessibleDescription("Columns shown, and how high rows are")
        self.foot = FootLine()
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self.fill_menu)
        self.columns.set_menu(self._list)
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

    def show_rows(self, rows: Sequence[TrainerListRow], nothing: QWidget | None) -> None:
        """Show these rows, or what is said where there are none."""
        if self._notice is not None:
            self.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None
        self.model.set_rows(rows)
        if nothing is not None:
            self._lay_over(stack(nothing))
        else:
            self.setCurrentIndex(0)
        self.say_rows()

    def show_error(self, error: Exception, again: Callable[[], None]) -> None:
        """Say in place of the rows what went wrong, and offer to try again. What is no Problem is a bug and raised."""
        if not isinstance(error, Problem):
            raise error
        self._lay_over(stack(ErrorPanel(error, [("Try again", again)])))

    def _lay_over(self, notice: QWidget) -> None:
        self._notice = notice
        self.addWidget(notice)
        self.setCurrentWidget(notice)

    def mute(self, stale: bool) -> None:
        """Mute the last known rows while newer are on their way."""
        if self.table.delegate.is_stale != stale:
            self.table.delegate.is_stale = stale
            self.table.viewport().update()

    def say_rows(self) -> None:
        """Say in the foot how many are chosen, which keys help, and which rows are shown."""
        number = len(selected_places(self.table))
        self.foot.left.setText(f"{number} selected" if number else "")
        self.foot.left.setVisible(bool(number))
        copies = "Ctrl+C copies rows for a spreadsheet" if number else "Arrow keys choose"
        self.foot.middle.setText(f"Enter opens the page    {copies}")
        self.foot.right.setText(self.table.shown_words())

    def exported(self, rows: Sequence[TrainerListRow]) -> tuple[list[str], list[list[Value]]]:
        """Headings and cells of the columns shown, in their order, for a file: days stay days, counts stay numbers."""
        specs = [self.model.columns[column] for column in self.table.order() if not self.table.isColumnHidden(column)]
        return [spec.title for spec in specs], [[_plain(spec.value(row)) for spec in specs] for row in rows]

    def fill_menu(self) -> QMenu:
        """Which columns are shown, and how high rows are, as it is now."""
        menu = self._list
        menu.clear()
        for column in self.table.order()[1:]:
            action = menu.addAction(self.model.columns[column].title)
            action.setCheckable(True)
            action.setChecked(column not in self.table.hidden)
            action.toggled.connect(lambda on, column=column: self.table.choose_column(column, on))
        menu.addSeparator()
        menu.addAction("Arrange columns").triggered.connect(self.wants_chooser.emit)
        menu.addSeparator()
        group = QActionGroup(menu)
        for key, words in _DENSITIES:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == self.table.chosen_density())
            action.triggered.connect(lambda _=False, key=key: self.table.choose_density(key))
            group.addAction(action)
        return menu

    def _on_columns(self, shown: int, _all: int) -> None:
        wanted = len(self.model.columns) - len(self.table.hidden)
        words = "Columns" if shown >= wanted else f"{shown} of {wanted}"
        if self.columns.text() != words:
            self.columns.set_text(words)
            self.columns.setAccessibleName("Columns" if words == "Columns" else f"Columns: {words} shown")


def _plain(value: Any) -> Value:
    """A cell as a file holds it."""
    return value if value is None or isinstance(value, str | int | date) else shown(value)
