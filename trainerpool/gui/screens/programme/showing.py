"""What the programme's page shows: one filter over month, week, agenda and table, the session in focus with its inspector."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout

from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.programme.about import about_day
from trainerpool.gui.screens.programme.agenda_model import lines_of
from trainerpool.gui.screens.programme.bar import ProgrammeBar
from trainerpool.gui.screens.programme.carrying import Carrying
from trainerpool.gui.screens.programme.deeds import SessionDeeds
from trainerpool.gui.screens.programme.filters import counts
from trainerpool.gui.screens.programme.heading import VIEWS, commands, heading
from trainerpool.gui.screens.programme.inspecting import Inspecting
from trainerpool.gui.screens.programme.keeping import keep, kept
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.screens.programme.publishing import publish_menu
from trainerpool.gui.screens.programme.spans import Span, first_of, span_of, stepped, wider
from trainerpool.gui.screens.programme.views import Strip, Views, grid_notice, nothing_found
from trainerpool.gui.screens.programme.week import WeekGrid
from trainerpool.gui.shell import Shell
from trainerpool.queries.programme import ProgrammePage, programme
from trainerpool.queries.staffing import StaffingRow


class ProgrammeShowing(Screen):
    """The parts of the page, what is asked for them, and how it is filled; the deeds are the screen's own."""

    shows = frozenset({
        "training_session", "session_part", "allocation", "venue", "course", "closed_day", "term", "policy", "person", "evidence",
        "unavailability", "attendance", "material_version",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Programme")
        self.page: ProgrammePage | None = None
        self._held, self._picks_first, self._carries = "", True, False
        self.first = shell.today()
        self.span: Span = span_of("month", self.first)
        self.views = SegmentedChoice("View", VIEWS)
        self.add = Button("Add session", "filled", "plus").does(self.add_session)
        self.publish = Button("Publish")
        self.header = PageHeader("Programme", (), [self.views, self.publish, self.add])
        self.bar = ProgrammeBar()
        self.month, self.week = MonthGrid(shell.today()), WeekGrid(shell.today())
        self.strip, self.shown = Strip(), Views(self.month, self.week)
        self.table, self.model, self.agenda = self.shown.table, self.shown.model, self.shown.agenda
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.header, self.bar, self.strip, self.shown):
            whole.addWidget(part, int(part is self.shown))
        self.deeds = SessionDeeds(shell, self, self.show_added)
        self.carrying = Carrying(shell, self, (self.month, self.week), self.deeds, partial(setattr, self, "_held"))
        self.inspecting = Inspecting(shell, self, self.deeds, self.carry)
        view, self.bar.filters = kept(VIEWS)
        self.views.choose(view)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.publish.set_menu(
            publish_menu(
                self,
                self.shell,
                lambda: self.first,
                lambda: row.session if (row := self.current()) else None,
                lambda: self.page.terms if self.page is not None else (),
            )
        )
        self.views.chosen.connect(self._on_view)
        self.bar.changed.connect(self._on_filters)
        self.bar.stepped.connect(self.step)
        self.bar.today_wanted.connect(lambda: self.show_month(self.shell.today()))
        for grid in (self.month, self.week):
            grid.days_wanted.connect(self._show_from)
            grid.day_opened.connect(self._open_day)
        for view in (self.month, self.week, self.agenda, self.table):
            view.chosen.connect(self._tell)
            view.opened.connect(self.open_row)
            view.asked_menu.connect(self.open_menu)
        self.agenda.wants_more.connect(self._further)
        self.shell.set_commands(commands(self))

    @property
    def view(self) -> str:
        """Which view is shown: month, week, agenda or table."""
        return self.views.choice()

    def refresh(self) -> None:
        """Ask for the sessions shown again, and for what the inspector says."""
        self.inspecting.is_stale = True
        self._ask()

    def _ask(self) -> None:
        start, end, today = self.span.start, self.span.end, self.shell.today()
        self.shell.ask(programme, start, end, today, then=self._show, latest="programme", owner=self)

    def show_month(self, day: date) -> None:
        """Show the month or week of a day, with its first session in focus."""
        self._picks_first = True
        self._held = "" if self.view == "agenda" else self._held
        self._show_from(day)

    def step(self, by: int) -> None:
        """A month or a week on or back."""
        at = self.agenda.day_at_top() if self.view == "agenda" else None
        self.show_month(stepped(self.view, at or self.first, by))

    def show_view(self, key: str) -> None:
        """Show the programme as month, week, agenda or table."""
        self.views.choose(key)
        self._on_view(key)

    def _show_from(self, day: date) -> None:
        self.first = day
        for grid in (self.month, self.week):
            if self.shown.grid_of(self.view) is not grid:
                grid.day = day
        self.span = span_of(self.view, day)
        self._ask()

    def _on_view(self, key: str) -> None:
        """The session and the day in focus go with the view."""
        row = self.inspecting.row
        day = row.session.first_date if row is not None and self._held == row.id else self._day_in_focus()
        for grid in (self.month, self.week):
            grid.leave()
            grid.day = day
        keep(key, self.bar.filters)
        self._picks_first = not self._held
        self._show_from(day)

    def _day_in_focus(self) -> date:
        shown = self.shown.currentWidget()
        grid = next(
            (one for key, one in (("month", self.month), ("week", self.week)) if self.shown.rolls[key] is shown), None
        )
        return grid.day if grid is not None else self.first

    def _on_filters(self, _filters: object) -> None:
        keep(self.view, self.bar.filters)
        self._fill()

    def _open_day(self, day: date) -> None:
        self._held, self._picks_first = "", True
        self.month.day = self.week.day = day
        self.views.choose("week")
        self._show_from(day)
        self.week.setFocus()

    def current(self) -> StaffingRow | None:
        """The session in focus, whichever view is shown."""
        return self.shown.current(self.view)

    # what the screen does

    def open_row(self, row: StaffingRow | None) -> None:
        """Open a session, or add one."""
        raise NotImplementedError

    def add_session(self) -> None:
        """Add a session on the day in focus."""
        raise NotImplementedError

    def show_added(self, session: str, day: date) -> None:
        """Show a session that was added."""
        raise NotImplementedError

    def carry(self, row: StaffingRow) -> None:
        """Take a session up."""
        raise NotImplementedError

    def open_menu(self, row: StaffingRow, point: QPoint) -> None:
        """The deeds of a session as a menu."""
        raise NotImplementedError

    # showing

    def _show(self, page: ProgrammePage) -> None:
        self.page = page
        unit = "Week" if self.view == "week" else "Month"
        self.bar.know(page, unit)
        self.shell.set_badge("programme", len(page.waiting))
        self._fill()

    def _fill(self) -> None:
        page, view = self.page, self.view
        if page is None:
            return
        first = first_of(view, self.first)
        held = self._held  # new rows make the table choose its own
        rows = [row for row in page.rows if self.bar.filters.fits(row)]
        inside = rows
        if view == "table":
            self.model.set_search(self.bar.search.text())
            self.model.set_rows(rows)
            self.shown.show_view(view, None if rows else nothing_found(self.bar, self.add_session, self.shell))
        elif view == "agenda":
            inside = self._fill_agenda(page, rows)
        else:
            grid = self.month if view == "month" else self.week
            grid.show_days(first, rows, page.off)
            self.shown.show_view(view)
            inside = [row for row in rows if grid.is_inside(row.session.first_date)]
        self.strip.say(grid_notice(self.bar, page, inside, view, self.shell))
        title, facts = heading(self, page, view, first, inside)
        self.header.set_title(title)
        self.header.set_summary(facts)
        self.bar.count.say(counts(inside))
        self._held = held
        self._choose(inside)
        self._tell(self.current())

    def _fill_agenda(self, page: ProgrammePage, rows: list[StaffingRow]) -> list[StaffingRow]:
        start, end = self.span.start, self.span.end
        lines = lines_of(rows, page.off, start, end, self.shell.today())
        earlier, later = page.first is not None and page.first < start, page.last is not None and page.last > end
        empty = not rows and not earlier and not later
        self.shown.show_view("agenda", nothing_found(self.bar, self.add_session, self.shell) if empty else None)
        self.agenda.show_lines(lines, earlier=earlier, later=later)
        return rows

    def _further(self, side: int) -> None:
        """Read further days at one end of the agenda; days far beyond the other end are let go."""
        if self.page is not None:
            self.span = wider(self.span, side, self.page.first, self.page.last)
            self._ask()

    def _choose(self, inside: list[StaffingRow]) -> None:
        """The session that was in focus keeps it; a month gone to by its button begins with its first session."""
        grid = self.shown.grid_of(self.view)
        if grid is None:
            self._choose_in_list(inside)
            return
        found = bool(self._held) and grid.choose(self._held)
        if found and self._carries:
            self.carrying.take_up(grid)
        self._carries = False
        if not found and self._picks_first and grid.carried is None and inside and grid.current() is None:
            later = [row for row in inside if row.session.first_date >= self.shell.today()]
            grid.choose((later or inside)[0].id)
        self._picks_first = False

    def _choose_in_list(self, inside: list[StaffingRow]) -> None:
        if self.view == "table":
            self.table.choose(self._held or (inside[0].id if inside else ""))
        elif not (self._held and self.agenda.choose(self._held)) and self._picks_first:
            self.agenda.show_day(self.first)
        self._picks_first = False

    def _tell(self, row: StaffingRow | None) -> None:
        grid = self.shown.grid_of(self.view)
        if grid is not None and grid.carried is not None:
            return  # what is carried stays in the inspector
        if row is None:
            self._held = ""
            self.inspecting.leave()
            if self.page is None or grid is None:
                self.shell.set_inspector(None)
            else:
                self.shell.set_inspector(
                    about_day(grid.day, self.page.off.get(grid.day, ""), self.deeds.of_day(self.page, grid.day))
                )
            return
        self._held = row.id
        if self.page is not None:
            self.inspecting.show(row, self.page)
