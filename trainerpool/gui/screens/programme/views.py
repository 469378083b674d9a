"""The views of the programme side by side: the grid of days, which scrolls where it is low, and the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.programme.bar import ProgrammeBar
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.screens.programme.table import columns, says
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView


class Views(QStackedWidget):
    """`month` (also the week), `table`, and what is said where the table would be empty."""

    def __init__(self, month: MonthGrid) -> None:
        super().__init__()
        self.month = month
        self.model = RowsModel(columns(), says=says)
        self.table = TableView("Programme", self.model)
        self.roll = QScrollArea()
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(QFrame.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.roll.setWidget(month)
        self._notice: QWidget | None = None
        self.addWidget(self.roll)
        self.addWidget(self.table)
        month.chosen.connect(lambda _row: QTimer.singleShot(0, self, self._keep_in_sight))

    def show_month(self) -> None:
        """Show the grid."""
        self.setCurrentWidget(self.roll)

    def show_table(self, nothing: EmptyState | None) -> None:
        """Show the table, or what is said where it has no rows."""
        if self._notice is not None:
            self.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None
        if nothing is None:
            self.setCurrentWidget(self.table)
            return
        self._notice = stack(nothing)
        self.addWidget(self._notice)
        self.setCurrentWidget(self._notice)

    def _keep_in_sight(self) -> None:
        cell = self.month.grid().cell(self.month.day).center().toPoint()
        half = int(self.month.grid().cell(self.month.day).height() / 2) + 4
        self.roll.ensureVisible(cell.x(), cell.y(), 20, half)


def nothing_found(bar: ProgrammeBar, add: Callable[[], None], shell: Shell) -> EmptyState:
    """What is said where the table would be empty."""
    if not bar.filters.is_on():
        fill = [("Add session", add), ("Bring in a spreadsheet", lambda: shell.navigate("import"))]
        return EmptyState("No session here", "Add one, or bring in the spreadsheet it lives in.", fill, "calendar-days")
    words = bar.search.text().strip()
    title = f"No session matches “{words}”" if words else "No session fits the filters"
    clear = [("Clear filters", bar.clear)]
    return EmptyState(title, "Search for another word, or clear the filters.", clear, "search")
