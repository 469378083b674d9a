"""The page of the programme: one filter over month, week and table, the inspector of the session in focus."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.programme.about import about, about_day
from trainerpool.gui.screens.programme.bar import ProgrammeBar
from trainerpool.gui.screens.programme.carrying import Carrying
from trainerpool.gui.screens.programme.deeds import Deeds, SessionDeeds
from trainerpool.gui.screens.programme.filters import counts
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.screens.programme.publishing import publish_menu
from trainerpool.gui.screens.programme.views import Views, nothing_found
from trainerpool.gui.shell import Command, Shell
from trainerpool.queries.programme import ProgrammePage, programme
from trainerpool.queries.staffing import StaffingRow
from trainerpool.queries.stepping_in import SteppingIn, stepping_in

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_VIEWS = [("month", "Month"), ("week", "Week"), ("table", "Table")]
_AHEAD_MONTHS = 12
_WIDE = 680


class ProgrammeScreen(Screen):
    """Ctrl+N adds a session; Page Up and Down change the month or week; the table lists a year from the month shown."""

    shows = frozenset({
        "training_session", "session_part", "allocation", "venue", "course", "closed_day", "term", "policy", "person", "evidence",
        "unavailability",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Programme")
        self.page: ProgrammePage | None = None
        self._held, self._picks_first = "", True
        self.first = shell.today()
        self.views = SegmentedChoice("View", _VIEWS)
        self.add = Button("Add session", "filled", "plus").does(self._add)
        self.publish = Button("Publish")
        self.header = PageHeader("Programme", (), [self.views, self.publish, self.add])
        self.bar = ProgrammeBar()
        self.month = MonthGrid(shell.today())
        self.shown = Views(self.month)
        self.table, self.model = self.shown.table, self.shown.model
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.header, self.bar, self.shown):
            whole.addWidget(part, int(part is self.shown))
        self.deeds = SessionDeeds(shell, self, self._on_added)
        self.carrying = Carrying(shell, self, self.month, self.deeds, partial(setattr, self, "_held"))
        self._carries = False
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.publish.set_menu(
            publish_menu(self, self.shell, lambda: self.first, lambda: row.session if (row := self.current()) else None)
        )
        self.views.chosen.connect(self._on_view)
        self.bar.changed.connect(lambda _filters: self._fill())
        self.bar.stepped.connect(lambda step: self.show_month(_stepped(self.views.choice(), self.first, step)))
        self.bar.today_wanted.connect(lambda: self.show_month(self.shell.today()))
        self.month.days_wanted.connect(self._show_from)
        self.month.day_opened.connect(self._open_day)
        for view in (self.month, self.table):
            view.chosen.connect(self._tell)
            view.opened.connect(self._open)
            view.asked_menu.connect(self._menu)
        self.shell.set_commands([
            Command("Add session", self._add, "Programme", "Ctrl+N", "plus"),
            *(Command(f"Programme as {words.lower()}", lambda key=key: self.show_view(key), "Programme") for key, words in _VIEWS),  # type: ignore[misc]
        ])  # fmt: skip

    # what the window asks

    def print_shown(self) -> bool:
        """What can be handed out, in the menu that offers it."""
        self.publish.click()
        return True

    def arrive(self, argument: object) -> None:
        """`argument`: a session's id, which is shown and chosen."""
        if isinstance(argument, str) and argument:
            self.shell.ask(stepping_in, argument, self.shell.today(), then=self._arrived, owner=self)

    def _arrived(self, known: SteppingIn | None) -> None:
        if known is not None:
            self._held = known.staffing.id
            self._show_from(known.staffing.session.first_date)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.table if self.views.choice() == "table" else self.month).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.add.setText("Add session" if self.width() >= theme.scaled(_WIDE) else "Add")
        self.add.updateGeometry()

    def refresh(self) -> None:
        """Ask for the sessions shown again."""
        first = _first_of(self.views.choice(), self.first)
        table = self.views.choice() == "table"
        end = add_months(first, _AHEAD_MONTHS) if table else first + timedelta(days=45)
        start = first if table else first - timedelta(days=7)
        self.shell.ask(programme, start, end, self.shell.today(), then=self._show, latest="programme", owner=self)

    def show_month(self, day: date) -> None:
        """Show the month or week of a day, with its first session in focus."""
        self._picks_first = True
        self._show_from(day)

    def show_view(self, key: str) -> None:
        """Show the programme as month, week or table."""
        self.views.choose(key)
        self._on_view(key)

    def _show_from(self, day: date) -> None:
        self.first = day
        self.refresh()

    def _on_view(self, key: str) -> None:
        if key != "table" and self.table.isVisible() and (row := self.table.current_row()) is not None:
            self.first = row.session.first_date
        elif key == "week":
            self.first = self.month.day
        self.refresh()

    def _open_day(self, day: date) -> None:
        self._held, self._picks_first = "", True
        self.month.day = day
        self.show_view("week")
        self.month.setFocus()

    def focus_search(self) -> bool:
        self.bar.search.setFocus()
        return True

    def make_new(self) -> bool:
        self._add()
        return True

    def leave_step(self) -> bool:
        if self.month.carried is not None:
            self.month.leave()
        elif self.bar.search.text():
            self.bar.search.clear()
            self.bar.search.seek_now()
        else:
            return False
        return True

    def current(self) -> StaffingRow | None:
        """The session in focus, whichever view is shown."""
        if self.views.choice() != "table":
            return self.month.current()
        row = self.table.current_row()
        return row if isinstance(row, StaffingRow) else None

    # showing

    def _show(self, page: ProgrammePage) -> None:
        self.page = page
        self.bar.know(page, "Week" if self.views.choice() == "week" else "Month")
        self._fill()

    def _fill(self) -> None:
        page, view, first = self.page, self.views.choice(), _first_of(self.views.choice(), self.first)
        if page is None:
            return
        held = self._held  # new rows make the table choose its own
        rows = [row for row in page.rows if self.bar.filters.fits(row)]
        if view == "table":
            inside = rows
            self.model.set_search(self.bar.search.text())
            self.model.set_rows(rows)
            self.shown.show_table(None if rows else nothing_found(self.bar, self._add, self.shell))
        else:
            self.month.show_days(view, first, rows, page.off)
            self.shown.show_month()
            inside = [row for row in rows if self.month.is_inside(row.session.first_date)]
        self._head(page, view, first, inside)
        self.bar.count.say(counts(inside))
        self._held = held
        self._choose(inside)
        self._tell(self.current())

    def _choose(self, inside: list[StaffingRow]) -> None:
        """The session that was in focus keeps it; a month gone to by its button begins with its first session."""
        if self.views.choice() == "table":
            self.table.choose(self._held or (inside[0].id if inside else ""))
            return
        found = bool(self._held) and self.month.choose(self._held)
        if found and self._carries:
            self.carrying.take_up()
        self._carries = False
        if not found and self._picks_first and self.month.carried is None and inside and self.month.current() is None:
            later = [row for row in inside if row.session.first_date >= self.shell.today()]
            self.month.choose((later or inside)[0].id)
        self._picks_first = False

    def _head(self, page: ProgrammePage, view: str, first: date, inside: list[StaffingRow]) -> None:
        month = f"{_MONTHS[first.month - 1]} {first.year}"
        self.header.set_title({"month": month, "week": f"Week of {in_words(first)}"}.get(view, "Programme"))
        term, days = page.term_in_words(first)
        words: list[Fact] = [term or "Between terms", *([f", {days}"] if days else [])]
        if view == "table":
            words = ["A year", f" from {month}"]
        loose = [row for row in inside if len(row.session.parts[0].date) == 7]
        if loose and view == "month":
            words += [", ", (f"{count_of(len(loose), 'session')} without a day yet", lambda: self.show_view("table"))]
        self.header.set_summary(words)

    def _tell(self, row: StaffingRow | None) -> None:
        if self.month.carried is not None and self.views.choice() != "table":
            return  # what is carried stays in the inspector
        if row is None:
            self._held = ""
            if self.page is None or self.views.choice() == "table":
                self.shell.set_inspector(None)
            else:
                self.shell.set_inspector(about_day(self.month.day, self.page.off.get(self.month.day, ""), self._add))
            return
        self._held = row.id
        self.shell.ask(stepping_in, row.id, self.shell.today(), then=self._told, latest="about", owner=self)

    def _told(self, known: SteppingIn | None) -> None:
        row, page = self.current(), self.page
        if known is None or row is None or page is None or known.staffing.id != row.id:
            return
        deeds = self.deeds.of(page, known.staffing, lambda: self._carry(known.staffing))
        pane = about(
            known,
            page.agencies,
            lambda person: self.shell.navigate("trainer", person),
            lambda: self.shell.navigate("allocation", known.staffing.id),
            deeds,
        )
        self.shell.set_inspector(pane)

    # deeds

    def _open(self, row: StaffingRow | None) -> None:
        if row is not None and self.page is not None and row.session.status in {"planned", "to agree"}:
            self.deeds.change(self.page, row)
        elif row is None:
            self._add()

    def _add(self) -> None:
        if self.page is not None:
            self.deeds.add(self.page, self.shell.today() if self.views.choice() == "table" else self.month.day)

    def _on_added(self, session: str, day: date) -> None:
        self._held = session
        self._show_from(day)

    def _carry(self, row: StaffingRow) -> None:
        """Take it up from the grid; from the table, its month is shown first."""
        self._held = row.id
        if self.views.choice() == "table":
            self.first = self.month.day = row.session.first_date
            self._carries = True
            self.show_view("month")
        elif self.month.choose(row.id):
            self.carrying.take_up()

    def _menu(self, row: StaffingRow, point: QPoint) -> None:
        if self.page is not None:
            deeds_menu(self, self.deeds.of(self.page, row, lambda: self._carry(row))).popup(point)


def deeds_menu(parent: QWidget, deeds: Deeds) -> QMenu:
    """The inspector's deeds as a menu, in the same words."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for words, run in deeds:
        menu.addAction(words, run)
    return menu


def _first_of(view: str, day: date) -> date:
    """The Monday of a day's week, or the first of its month."""
    return day - timedelta(days=day.weekday()) if view == "week" else day.replace(day=1)


def _stepped(view: str, day: date, step: int) -> date:
    """A week or a month on or back."""
    return day + timedelta(days=7 * step) if view == "week" else add_months(day.replace(day=1), step)
