"""The page of the programme: what the window asks of it, and its deeds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent, QShowEvent

from trainerpool.gui import theme
from trainerpool.gui.screens.programme.inspecting import deeds_menu
from trainerpool.gui.screens.programme.preview import preview_month
from trainerpool.gui.screens.programme.showing import ProgrammeShowing
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.stepping_in import SteppingIn, stepping_in

_WIDE = 720


class ProgrammeScreen(ProgrammeShowing):
    """Ctrl+N adds a session; Page Up and Down change the month or week; the table lists a year from the month shown."""

    # what the window asks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.take_focus(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.add.setText("Add session" if self.width() >= theme.scaled(_WIDE) else "Add")
        self.add.updateGeometry()

    def print_shown(self) -> bool:
        """The sheet of the month shown, to look at, print or save; the table is printed row by row as it is."""
        if self.view == "table":
            return False
        preview_month(self, self.shell, self.first)
        return True

    def arrive(self, argument: object) -> None:
        """`argument`: a session's id, which is shown and chosen."""
        if isinstance(argument, str) and argument:
            self.shell.ask(stepping_in, argument, self.shell.today(), then=self._arrived, owner=self)

    def _arrived(self, known: SteppingIn | None) -> None:
        if known is not None:
            self._held = known.staffing.id
            if not self.bar.filters.fits(known.staffing):
                self.bar.clear()
            self._show_from(known.staffing.session.first_date)

    def state(self) -> object:
        """The view, its days, what is let through, and the session in focus."""
        return self.view, self.first, self.bar.filters, self._held

    def recall(self, state: object) -> None:
        """Stand again as it was left."""
        if not isinstance(state, tuple) or len(state) != 4 or state == self.state():
            return
        view, self.first, filters, self._held = state
        self.bar.search.setText(filters.words)
        self.bar.filters = filters
        self.views.choose(view)
        self._picks_first = False
        self._show_from(self.first)

    def focus_search(self) -> bool:
        self.bar.search.setFocus()
        return True

    def make_new(self) -> bool:
        self.add_session()
        return True

    def leave_step(self) -> bool:
        grid = self.shown.grid_of(self.view)
        if grid is not None and grid.carried is not None:
            grid.leave()
        elif self.bar.search.text():
            self.bar.search.clear()
            self.bar.search.seek_now()
        else:
            return False
        return True

    # deeds

    def open_row(self, row: StaffingRow | None) -> None:
        if row is not None and self.page is not None:
            if row.session.status in {"planned", "to agree"}:
                self.deeds.change(self.page, row)
            else:
                self.shell.show_inspector()
        elif row is None:
            self.add_session()

    def add_session(self) -> None:
        if self.page is not None:
            grid = self.shown.grid_of(self.view)
            self.deeds.add(self.page, grid.day if grid is not None else self.shell.today())

    def show_added(self, session: str, day: date) -> None:
        self._held = session
        self._show_from(day)

    def carry(self, row: StaffingRow) -> None:
        """Take it up from the grid; from a list, its month is shown first."""
        self._held = row.id
        grid = self.shown.grid_of(self.view)
        if grid is None:
            self._carries = True
            self.month.day = row.session.first_date
            self.views.choose("month")
            self._show_from(row.session.first_date)
        elif grid.choose(row.id):
            self.carrying.take_up(grid)

    def open_menu(self, row: StaffingRow, point: QPoint) -> None:
        if self.page is not None:
            deeds_menu(self, self.deeds.of(self.page, row, lambda: self.carry(row))).popup(point)
