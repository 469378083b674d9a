"""The page of the programme: one filter over a month and a table, the inspector of the session in focus."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from trainerpool.domain.dates import add_months, count_of
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.programme.about import about
from trainerpool.gui.screens.programme.deeds import SessionDeeds
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.screens.programme.publishing import publish_menu
from trainerpool.gui.screens.programme.table import columns, says
from trainerpool.gui.shell import Command, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.programme import ProgrammePage, programme
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.stepping_in import SteppingIn, stepping_in

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_STAFFING = (
    ("", "Staffing: any"),
    ("short", "Staffing: places empty"),
    ("whole", "Staffing: complete"),
    ("agree", "To agree"),
)
_AHEAD_MONTHS = 12


class ProgrammeScreen(Screen):
    """Ctrl+N adds a session; Ctrl+Page Up and Down change the month; the table lists a year from the month shown."""

    shows = frozenset({
        "training_session", "session_part", "allocation", "venue", "course", "closed_day", "term", "policy", "person", "evidence",
        "unavailability",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Programme")
        self.page: ProgrammePage | None = None
        self._staffing, self._course, self._wanted = "", "", ""
        self.first = shell.today().replace(day=1)
        self.views = SegmentedChoice("View", [("month", "Month"), ("table", "Table")])
        self.add = Button("Add session", "filled", "plus").does(self._add)
        self.publish = Button("Publish")
        self.header = PageHeader("Programme", (), [self.views, self.publish, self.add])
        self.back = IconButton("Month before", "chevron-left").does(lambda: self.show_month(add_months(self.first, -1)))
        self.now = Button("Today").does(lambda: self.show_month(self.shell.today()))
        self.next = IconButton("Month after", "chevron-right").does(lambda: self.show_month(add_months(self.first, 1)))
        self.search = SearchField("Search sessions by course, trainer or venue", "Search")
        self.search.setMaximumWidth(180)
        self.course = Button("Courses: all")
        self.staffing = Button("Staffing: any")
        self.count = Label("", tone="muted")
        bar = FilterBar(self.back, self.now, self.next, self.search, self.course, self.staffing)
        bar.stretch()
        bar.row.addWidget(self.count)
        self.month = MonthGrid(shell.today())
        self.model = RowsModel(columns(), says=says)
        self.table = TableView("Programme", self.model)
        fill = [("Add session", self._add), ("Bring in a spreadsheet", lambda: shell.navigate("import"))]
        self._nothing = stack(
            EmptyState("No session here", "Add one, or bring in the spreadsheet it lives in.", fill, "calendar-days")
        )
        self._shown = QStackedWidget()
        for view in (self.month, self.table, self._nothing):
            self._shown.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(bar)
        whole.addWidget(self._shown, 1)
        self.deeds = SessionDeeds(shell, self, self._on_added)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.publish.set_menu(
            publish_menu(self, self.shell, lambda: self.first, lambda: row.id if (row := self.current()) else None)
        )
        self.staffing.set_menu(self._staffing_menu())
        self.views.chosen.connect(lambda _key: self.refresh())
        self.search.sought.connect(lambda _words: self._fill())
        self.month.chosen.connect(self._tell)
        self.month.opened.connect(self._open)
        self.month.month_wanted.connect(self.show_month)
        self.month.put_down.connect(lambda row, day: self.deeds.move(row, day, self.month.leave))
        self.month.asked_menu.connect(self._menu)
        self.table.chosen.connect(self._tell)
        self.table.opened.connect(self._open)
        self.table.asked_menu.connect(self._menu)
        self.shell.set_commands([Command("Add session", self._add, "Programme", "Ctrl+N", "plus")])

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: a session's id, which is shown and chosen."""
        if isinstance(argument, str) and argument:
            self._wanted = argument
            self.shell.ask(stepping_in, argument, self.shell.today(), then=self._arrived, owner=self)

    def _arrived(self, known: SteppingIn | None) -> None:
        if known is not None:
            self.show_month(known.staffing.session.first_date)

    def refresh(self) -> None:
        """Ask for the sessions shown again."""
        table = self.views.choice() == "table"
        start = self.first if table else self.first - timedelta(days=7)
        end = add_months(self.first, _AHEAD_MONTHS if table else 1) + timedelta(days=0 if table else 7)
        self.shell.ask(programme, start, end, self.shell.today(), then=self._show, latest="programme", owner=self)

    def show_month(self, day: date) -> None:
        """Show the month of a day."""
        self.first = day.replace(day=1)
        self.refresh()

    def focus_search(self) -> bool:
        self.search.setFocus()
        return True

    def make_new(self) -> bool:
        self._add()
        return True

    def leave_step(self) -> bool:
        if self.search.text():
            self.search.clear()
            self.search.seek_now()
            return True
        if self.month.carried is not None:
            self.month.leave()
            return True
        return False

    def current(self) -> StaffingRow | None:
        """The session in focus, whichever view is shown."""
        if self.views.choice() == "month":
            return self.month.current()
        row = self.table.current_row()
        return row if isinstance(row, StaffingRow) else None

    # showing

    def _show(self, page: ProgrammePage) -> None:
        self.page = page
        self.course.set_menu(self._course_menu(page))
        self._fill()

    def _fill(self) -> None:
        page = self.page
        if page is None:
            return
        month = self.views.choice() == "month"
        rows = [row for row in page.rows if self._fits(row)]
        inside = [row for row in rows if row.session.first_date.replace(day=1) == self.first] if month else rows
        term = page.term_in_words()
        self.header.set_title(f"{_MONTHS[self.first.month - 1]} {self.first.year}" if month else "Programme")
        self.header.set_summary(
            [term or "Between terms"] if month else [f"A year from {_MONTHS[self.first.month - 1]} {self.first.year}"]
        )
        whole = sum(row.sure >= row.places for row in inside if row.session.status == "planned")
        offered = sum(row.words == "offered" for row in inside)
        agree = sum(row.session.status == "to agree" for row in inside)
        short = sum(row.session.status == "planned" for row in inside) - whole - offered
        parts = [
            f"{whole} staffed",
            f"{offered} on offer",
            f"{short} to staff",
            *([f"{agree} to agree"] if agree else []),
        ]
        self.count.setText(f"{count_of(len(inside), 'session')}: {', '.join(parts)}" if inside else "No session")
        held = self.current()
        self.month.show_month(self.first, rows, page.off)
        self.model.set_search(self.search.text())
        self.model.set_rows(rows)
        self._shown.setCurrentWidget(self.month if month else self.table if rows else self._nothing)
        wanted = self._wanted or (held.id if held else "")
        self._wanted = ""
        if wanted:
            self.month.choose(wanted)
            self.table.choose(wanted)
        if month and inside and self.month.current() is None:
            self.month.choose(inside[0].id)
        self._tell(self.current())

    def _fits(self, row: StaffingRow) -> bool:
        session = row.session
        words = self.search.text().casefold().split()
        text = " ".join(
            [session.title, session.venue, session.short_name, session.notes, *(one.name for one in session.team)]
        ).casefold()
        planned = session.status == "planned"
        staffed = {
            "": True,
            "short": planned and row.sure < row.places,
            "whole": planned and row.sure >= row.places,
            "agree": session.status == "to agree",
        }
        of_course = not self._course or bool(session.course and session.course.id == self._course)
        return all(word in text for word in words) and staffed[self._staffing] and of_course

    def _staffing_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, words in _STAFFING:
            menu.addAction(words, lambda key=key, words=words: self._set_staffing(key, words))  # type: ignore[misc]
        return menu

    def _set_staffing(self, key: str, words: str) -> None:
        self._staffing = key
        self.staffing.set_text(words)
        self._fill()

    def _course_menu(self, page: ProgrammePage) -> QMenu:
        menu = QMenu(self)
        menu.addAction("All courses", lambda: self._set_course("", f"Courses: all {len(page.courses)}"))
        for one in page.courses:
            menu.addAction(one.title, lambda one=one: self._set_course(one.id, f"Course: {one.short_name}"))  # type: ignore[misc]
        if not self._course:
            self.course.set_text(f"Courses: all {len(page.courses)}")
        return menu

    def _set_course(self, key: str, words: str) -> None:
        self._course = key
        self.course.set_text(words)
        self._fill()

    def _tell(self, row: StaffingRow | None) -> None:
        if row is None:
            self.shell.set_inspector(None)
            return
        self.shell.ask(stepping_in, row.id, self.shell.today(), then=self._told, latest="about", owner=self)

    def _told(self, known: SteppingIn | None) -> None:
        row, page = self.current(), self.page
        if known is None or row is None or page is None or known.staffing.id != row.id:
            return
        deeds = self.deeds.of(page, known.staffing, lambda: self._carry(known.staffing))
        self.shell.set_inspector(
            about(known, page.agencies, lambda person: self.shell.navigate("trainer", person), deeds)
        )

    # deeds

    def _open(self, row: StaffingRow | None) -> None:
        if row is not None and self.page is not None and row.session.status in {"planned", "to agree"}:
            self.deeds.change(self.page, row)
        elif row is None:
            self._add()

    def _add(self) -> None:
        if self.page is not None:
            self.deeds.add(self.page, self.month.day if self.views.choice() == "month" else self.shell.today())

    def _on_added(self, session: str, day: date) -> None:
        self._wanted = session
        self.show_month(day)

    def _carry(self, row: StaffingRow) -> None:
        self.views.choose("month")
        self.month.choose(row.id)
        self.month.carried = row
        self.month.setFocus()
        self.month.update()
        self.shell.toast("Arrow keys choose the day, Ctrl+V puts it there, Esc leaves it")

    def _menu(self, row: StaffingRow, point: QPoint) -> None:
        if self.page is None:
            return
        menu = QMenu(self)
        for words, run in self.deeds.of(self.page, row, lambda: self._carry(row)):
            menu.addAction(words, run)
        menu.popup(point)
