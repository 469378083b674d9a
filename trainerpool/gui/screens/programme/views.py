"""The views of the programme: month and week, which scroll where they are low, the agenda, the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui.parts.notices import Deed, EmptyState, Notice, stack
from trainerpool.gui.screens.programme.agenda import AgendaView
from trainerpool.gui.screens.programme.bar import ProgrammeBar
from trainerpool.gui.screens.programme.days_grid import DaysGrid
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.screens.programme.table import columns, says
from trainerpool.gui.screens.programme.week import WeekGrid
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.programme import ProgrammePage
from trainerpool.queries.staffing import StaffingRow


class Views(QStackedWidget):
    """`month`, `week`, `agenda`, `table`, and what is said where one of the last two would be empty."""

    def __init__(self, month: MonthGrid, week: WeekGrid) -> None:
        super().__init__()
        self.month, self.week = month, week
        self.model = RowsModel(columns(), says=says)
        self.table = TableView("Programme", self.model)
        self.agenda = AgendaView()
        self.rolls: dict[str, QScrollArea] = {}
        for key, grid in (("month", month), ("week", week)):
            self.rolls[key] = roll = QScrollArea()
            roll.setWidgetResizable(True)
            roll.setFrameShape(QFrame.Shape.NoFrame)
            roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            roll.setWidget(grid)
            self.addWidget(roll)
            grid.chosen.connect(lambda _row, key=key: QTimer.singleShot(0, self, lambda: self._keep_in_sight(key)))
        self._notice: QWidget | None = None
        self.addWidget(self.agenda)
        self.addWidget(self.table)

    def show_view(self, view: str, nothing: EmptyState | None = None) -> None:
        """Show one of them, or what is said where it has no rows."""
        if self._notice is not None:
            self.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None
        if nothing is None:
            self.setCurrentWidget({**self.rolls, "agenda": self.agenda, "table": self.table}[view])
            return
        self._notice = stack(nothing)
        self.addWidget(self._notice)
        self.setCurrentWidget(self._notice)

    def grid_of(self, view: str) -> DaysGrid | None:
        """The grid of days of a view, where it is one."""
        return {"month": self.month, "week": self.week}.get(view)

    def current(self, view: str) -> StaffingRow | None:
        """The session in focus of a view."""
        grid = self.grid_of(view)
        if grid is not None:
            return grid.current()
        row = self.agenda.current() if view == "agenda" else self.table.current_row()
        return row if isinstance(row, StaffingRow) else None

    def take_focus(self, view: str) -> None:
        """Give the keyboard to what is shown."""
        (self.grid_of(view) or (self.agenda if view == "agenda" else self.table)).setFocus()

    def _keep_in_sight(self, key: str) -> None:
        grid, roll = (self.month, self.rolls["month"]) if key == "month" else (self.week, self.rolls["week"])
        if not grid.is_inside(grid.day):
            return
        room = grid.room_of(grid.day)
        if key == "week" and grid.carried is None:
            spots = dict(self.week.spots(grid.day, self.week.shape()))
            room = next((rect for place, rect in spots.items() if grid.is_in_focus(place)), room)
        cell = room.center().toPoint()
        roll.ensureVisible(cell.x(), cell.y(), 20, min(int(room.height() / 2) + 4, roll.viewport().height() // 2))


class Strip(QWidget):
    """Room for one notice between the bar and what is shown; none while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._said: str | None = None
        self.hide()

    def say(self, said: tuple[str, Deed] | None) -> None:
        """Say this, with its link; or nothing."""
        words = said[0] if said is not None else None
        if words == self._said:
            return
        self._said = words
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if said is not None:
            self._column.addWidget(Notice(said[0], link=said[1]))
        self.setVisible(said is not None)


def grid_notice(
    bar: ProgrammeBar, page: ProgrammePage, inside: Sequence[StaffingRow], view: str, shell: Shell
) -> tuple[str, Deed] | None:
    """What is said over a month or a week without a session, where that needs a word."""
    if inside or view not in {"month", "week"}:
        return None
    if page.first is None:
        return "There is no session yet. Ctrl+N adds one.", ("Bring in a spreadsheet", lambda: shell.navigate("import"))
    if not bar.filters.is_on():
        return None
    words = bar.search.text().strip()
    said = f"No session of this {view} matches “{words}”." if words else f"No session of this {view} fits the filters."
    return said, ("Clear filters", bar.clear)


def nothing_found(bar: ProgrammeBar, add: Callable[[], None], shell: Shell) -> EmptyState:
    """What is said where a list would be empty."""
    if not bar.filters.is_on():
        fill = [("Add session", add), ("Bring in a spreadsheet", lambda: shell.navigate("import"))]
        return EmptyState("No session here", "Add one, or bring in the spreadsheet it lives in.", fill, "calendar-days")
    words = bar.search.text().strip()
    title = f"No session matches “{words}”" if words else "No session fits the filters"
    clear = [("Clear filters", bar.clear)]
    return EmptyState(title, "Search for another word, or clear the filters.", clear, "search")
