"""The page of observations: who is due, visits and records with their clocks, judgements over time, and the framework."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.labels import Pane
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.observations.commands import commands, paper_menu, summary_facts
from trainerpool.gui.screens.observations.lists import DuePane, RecordsPane, group_of
from trainerpool.gui.screens.observations.paper_entry import paper_form
from trainerpool.gui.screens.observations.papers import save_paper_form
from trainerpool.gui.screens.observations.telling import Telling
from trainerpool.gui.shell import Shell
from trainerpool.queries.observations import observation_list
from trainerpool.queries.observations_planning import DueRow, observations_due
from trainerpool.queries.observations_rows import ObservationLine

if TYPE_CHECKING:
    from trainerpool.gui.screens.observations.framework_view import FrameworkView
    from trainerpool.gui.screens.observations.over_time import OverTimeView

_VIEWS = (("due", "Due"), ("records", "Records"), ("time", "Over time"), ("framework", "Framework"))
SHOWS = frozenset({
    "visit", "observation", "timed_note", "judgement", "strength", "observation_action", "observation_revision", "framework",
    "person", "membership", "evidence", "policy", "training_session", "session_part", "allocation", "course", "unavailability",
})  # fmt: skip


class ObservationsScreen(Screen):
    """`arrive`: a view, a group of records, the key of an observation or of a trainer who is due."""

    shows = SHOWS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Observations")
        self._due: tuple[DueRow, ...] | None = None
        self._records: tuple[ObservationLine, ...] | None = None
        self._wanted = ""
        self.telling = Telling(shell, self, self._current, self._open_record, self._on_left)
        self.due, self.records = DuePane(), RecordsPane()
        self.choice = SegmentedChoice("View", _VIEWS)
        self.plan = Button("Plan a visit", "filled", "calendar-days").does(self._plan)
        self.more = Button("Paper form")
        self.header = PageHeader("Observations", (), [self.more, self.plan])
        self.header.beside.addWidget(self.choice)
        self.header.deeds.setSpacing(4)
        self.more.set_menu(paper_menu(self, self._enter_paper, lambda: save_paper_form(shell, self, None)))
        self.more.setAccessibleDescription("Enter a visit from paper, or print the form")
        self.stack = QStackedWidget()
        for pane in (self.due, self.records):
            self.stack.addWidget(pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        self._under = Pane("surface")  # the view's choice stands here where the head has no room for it
        self._under.column.setContentsMargins(13, 2, 13, 2)
        whole.addWidget(self._under)
        whole.addWidget(self.stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(100)
        self._slow.timeout.connect(lambda: [pane.mute(True) for pane in (self.due, self.records)])
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.choice.chosen.connect(lambda view: self.shell.navigate("observations", view))
        self.due.narrowed.connect(self.due.apply)
        self.records.narrowed.connect(self.records.apply)
        self.due.chosen.connect(lambda _row: self._tell())
        self.records.chosen.connect(lambda _row: self._tell())
        self.due.opened.connect(lambda _row: self._plan())
        self.records.opened.connect(self._open)
        self.due.asked_menu.connect(lambda row, point: self.telling.due_menu(row, self._plan).popup(point))
        self.records.asked_menu.connect(self.telling.ask_menu)
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            turn = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda by=by: self._step_view(by))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(780)
        if narrow and not self._under.isAncestorOf(self.choice):
            self._under.column.addWidget(self.choice)
        elif not narrow and self._under.isAncestorOf(self.choice):
            self.header.beside.addWidget(self.choice)
        self._under.setVisible(narrow)
        self.more.setVisible(self.width() >= theme.scaled(560))

    @cached_property
    def time(self) -> OverTimeView:
        """Judgements over time, built when first asked for."""
        from trainerpool.gui.screens.observations.over_time import OverTimeView

        made = OverTimeView(self.shell, self._show_records)
        self.stack.addWidget(made)
        return made

    @cached_property
    def framework(self) -> FrameworkView:
        """The framework and its versions, built when first asked for."""
        from trainerpool.gui.screens.observations.framework_view import FrameworkView

        made = FrameworkView(self.shell)
        self.stack.addWidget(made)
        return made

    # what the window asks

    def arrive(self, argument: object) -> None:
        if argument in dict(_VIEWS):
            self._turn(str(argument))
        elif (group := group_of(argument)) is not None:
            self._turn("records")
            self.records.group(group)
        elif isinstance(argument, str) and argument:
            self._wanted = argument
            self._choose_wanted()
        self._say_commands()

    def refresh(self) -> None:
        """Ask for everything again; search, chips, selection and scroll stay."""
        today = self.shell.today()
        self._slow.start()
        self.shell.ask(observations_due, today, then=self._take_due, failed=lambda error: self.due.show_error(error, self.refresh),
                       latest="due", owner=self)  # fmt: skip
        self.shell.ask(observation_list, today, then=self._take_records, failed=lambda error: self.records.show_error(error, self.refresh),
                       latest="records", owner=self)  # fmt: skip
        for name in ("time", "framework"):
            if name in self.__dict__:
                getattr(self, name).refresh()

    def focus_search(self) -> bool:
        if (pane := self._list()) is not None:
            pane.search.setFocus()
            pane.search.selectAll()
            return True
        return False

    def make_new(self) -> bool:
        self._turn("due")
        self._plan()
        return True

    def leave_step(self) -> bool:
        if self.telling.form is not None:
            self.telling.leave_form()
            return True
        if (pane := self._list()) is not None and pane.search.text():
            pane.search.clear()
            return True
        return False

    # what is shown

    def view(self) -> str:
        """The view shown."""
        return self.choice.choice()

    def _turn(self, view: str) -> None:
        self.choice.choose(view)
        pane: QWidget = {"due": self.due, "records": self.records}.get(view) or getattr(self, view)
        self.stack.setCurrentWidget(pane)
        focused = QApplication.focusWidget()
        is_choosing = focused is not None and self.choice.isAncestorOf(focused)
        if isinstance(pane, DuePane | RecordsPane):
            self._tell()
            if not is_choosing:
                pane.table.setFocus()
        else:
            self.telling.forget()
            self.shell.set_inspector(getattr(self, view).inspector())
            getattr(self, view).refresh()
            if not is_choosing:
                getattr(self, view).focus_here()
        self._say_commands()

    def _step_view(self, by: int) -> None:
        keys = [key for key, _ in _VIEWS]
        self.shell.navigate("observations", keys[min(max(keys.index(self.view()) + by, 0), len(keys) - 1)])

    def _take_due(self, rows: tuple[DueRow, ...]) -> None:
        first, self._due = self._due is None, rows
        self.due.mute(False)
        self.due.take(rows)
        self._say_facts()
        self._land(first and self.view() == "due")
        self._tell(again=True)
        self._choose_wanted()

    def _take_records(self, rows: tuple[ObservationLine, ...]) -> None:
        first, self._records = self._records is None, rows
        self._slow.stop()
        self.records.mute(False)
        self.records.take(rows)
        self._land(first and self.view() == "records")
        self._say_facts()
        self._tell(again=True)
        self._choose_wanted()

    def _say_facts(self) -> None:
        self.header.set_summary(summary_facts(self._due or (), self._records or (), self.arrive))

    def _choose_wanted(self) -> None:
        wanted = self._wanted
        if not wanted or self._due is None or self._records is None:
            return
        if self.shell.background.is_idle():
            self._wanted = ""  # else newer rows may be on their way, and hold it
        if any(row.id == wanted for row in self._records):
            self._wanted = ""
            self._turn("records")
            self.records.bring(wanted)
        elif any(row.person_id == wanted for row in self._due):
            self._turn("due")
            self.due.bring(wanted)

    def _show_records(self, ids: frozenset[str]) -> None:
        self._turn("records")
        self.records.only(ids)

    def _current(self) -> DueRow | ObservationLine | None:
        """The row chosen in the list shown."""
        pane = self._list()
        return pane.table.current_row() if pane is not None else None

    def _list(self) -> DuePane | RecordsPane | None:
        pane = self.stack.currentWidget()
        return pane if isinstance(pane, DuePane | RecordsPane) else None

    def _tell(self, again: bool = False) -> None:
        if self._list() is not None:
            self.telling.tell(again)

    def _land(self, is_first: bool) -> None:
        """The first rows of the list shown are there: the keyboard goes to them."""
        if is_first and self.isVisible():
            self._on_left()

    def _on_left(self) -> None:
        if (pane := self._list()) is not None:
            pane.table.setFocus()

    # deeds

    def _plan(self) -> None:
        """Plan a visit for the row chosen, or for whoever is due first."""
        if self.view() != "due":
            self._turn("due")
        table = self.due.table
        if table.current_row() is None and self.due.model.rowCount():
            table.choose(self.due.model.key(self.due.model.rows()[0]))
        self.shell.show_inspector()
        self.telling.focus_planning()

    def _open_record(self, key: str) -> None:
        """Choose an observation among all records."""
        self._wanted = key
        self._choose_wanted()

    def _open(self, row: ObservationLine) -> None:
        """Enter: the form while the visit is under way, else the observation's own page."""
        if str(row.state) in ("Planned", "Under way") and row.visit_id:
            self.shell.navigate("visit", row.visit_id)
        else:
            self.shell.navigate("observation", row.id)

    def _enter_paper(self) -> None:
        self._turn("records")
        self.telling.show_form(
            lambda left: paper_form(self.shell, left, lambda visit: self.shell.navigate("visit", visit))
        )

    def _say_commands(self) -> None:
        print_blank = lambda: save_paper_form(self.shell, self, None)  # noqa: E731
        self.shell.set_commands(commands(self._plan, self._enter_paper, print_blank, self.arrive, _VIEWS))
