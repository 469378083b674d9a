"""The page of trainers: a table searched as one types, filters as chips, and an inspector that says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.screens.trainers.commands import commands
from trainerpool.gui.screens.trainers.deeds import ListDeeds
from trainerpool.gui.screens.trainers.filters import EVERYBODY, Filters, marked_words, matching, wished_filters
from trainerpool.gui.screens.trainers.nothing import empty_pool, nothing_found
from trainerpool.gui.screens.trainers.summary import summary_facts
from trainerpool.gui.screens.trainers.table_pane import TablePane
from trainerpool.gui.screens.trainers.telling import Telling
from trainerpool.gui.shell import Shell
from trainerpool.queries.search import Hit, search
from trainerpool.queries.trainer_list import TrainerList, trainer_list

if TYPE_CHECKING:
    from trainerpool.gui.screens.trainers.health.page import HealthPage

_MOST_FOUND = 100_000


class TrainersScreen(Screen):
    """Ctrl+F searches, Ctrl+N adds, Enter opens the page; several chosen rows share one deed."""

    shows = frozenset({
        "person", "former_name", "membership", "agency", "agency_alias", "course", "evidence", "policy", "setting", "weekday_pattern",
        "unavailability", "allocation", "training_session",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Trainers")
        self.filters = Filters()
        self.known: TrainerList | None = None
        self.found: frozenset[str] | None = None
        self._wanted_row = ""
        self._pending: object = None
        self._pane = pane = TablePane(self.show_filters, shell.dialogs)
        self.search, self.strip, self.views, self.listing = pane.search, pane.strip, pane.views, pane.listing
        self.table = self.listing.table
        self.deeds = ListDeeds(shell, self.listing, lambda: self.search.text().strip(), self._on_added)
        self.telling = Telling(shell, self.listing, self.deeds)
        self.deeds.show_form = self.telling.hold
        self.choice = SegmentedChoice("View", (("table", "Table"), ("health", "Pool health")))
        self.add = Button("Add trainer", "filled", "user-plus").does(self._add)
        self.save = Button("Save as report", "filled", "file-text").does(lambda: self.health.save_report(self))
        self.header = PageHeader("Trainers", (), [self.choice, self.add, self.save])
        self.header.deeds.setSpacing(4)
        self.stack = QStackedWidget()
        self.stack.addWidget(pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.stack, 1)
        self._facts: Sequence[Fact] = ()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(100)
        self._slow.timeout.connect(lambda: self.listing.mute(True))
        self._connect()
        self._turn("table")
        self._on_told()
        self.refresh()

    def _connect(self) -> None:
        self.search.sought.connect(self._on_sought)
        self.table.opened.connect(lambda row: self.deeds.open_page(row.id))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.table.asked_menu.connect(lambda row, point: self.deeds.menu(self, row).popup(point))
        self.choice.chosen.connect(lambda view: self.shell.navigate("trainers", view))
        self.telling.told.connect(self._on_told)
        self.listing.wants_chooser.connect(self.deeds.arrange)
        self.views.turned.connect(self._on_told)
        for keys, step in (("Ctrl+PgUp", "table"), ("Ctrl+PgDown", "health")):
            turn = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda step=step: self.shell.navigate("trainers", step))

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: "table", "health", a list of Today or a standing by its word, an agency's, course's or trainer's
        key, several ids, or Shown.
        """
        if argument in ("table", "health"):
            self._turn(str(argument))
            return
        self._turn("table")
        if argument in (None, ""):
            return
        if self.known is None:
            self._pending = argument
            return
        self._pending = None
        wished = wished_filters(argument, self.known)
        if wished is not None:
            self.show_filters(wished)
        else:
            self.choose(str(argument))

    def recall(self, state: object) -> None:
        """As every page; the filters of the table do not turn away from pool health."""
        was_health = self.is_health()
        super().recall(state)
        if was_health:
            self._turn("health")

    def is_health(self) -> bool:
        """Whether pool health is shown, and not the table."""
        return "health" in self.__dict__ and self.stack.currentWidget() is self.health

    @cached_property
    def health(self) -> HealthPage:
        """Pool health, built when it is first asked for."""
        from trainerpool.gui.screens.trainers.health.page import HealthPage

        made = HealthPage(self.shell, self._begin())
        made.told.connect(lambda facts: self.header.set_summary(facts) if self.is_health() else None)
        self.stack.addWidget(made)
        return made

    def _turn(self, view: str) -> None:
        """Show the table, or pool health."""
        health = view == "health"
        self.choice.choose(view)
        self.stack.setCurrentWidget(self.health if health else self._pane)
        self.add.setVisible(not health)
        self.save.setVisible(health)
        if health:
            self.health.refresh()
            self.health.focus()
        else:
            self.header.set_summary(self._facts)
            self._on_selection()

    def refresh(self) -> None:
        """Ask for everybody again; search and filters stay."""
        self._slow.start()
        self.shell.ask(
            trainer_list, self.shell.today(), then=self._show, failed=self._failed, latest="list", owner=self
        )
        if self.is_health():
            self.health.refresh()
        if self.search.text().strip():
            self._on_sought(self.search.text().strip())

    def focus_search(self) -> bool:
        self._turn("table")
        self.search.setFocus()
        self.search.selectAll()
        return True

    def make_new(self) -> bool:
        self._add()
        return True

    def leave_step(self) -> bool:
        if self.is_health():
            return False
        if self.telling.let_go():
            self.table.setFocus()
            return True
        if self.search.text():
            self.search.clear()
            return True
        return False

    def print_shown(self) -> bool:
        """Ctrl+P: pool health as its report; the table is printed as every page is."""
        if self.is_health():
            self.health.save_report(self)
        return self.is_health()

    # rows

    def show_filters(self, filters: Filters) -> None:
        """Narrow the list to these."""
        if self.is_health():
            self._turn("table")
            self.table.setFocus()
        self.filters = filters
        self._apply()

    def choose(self, key: str) -> None:
        """Choose one trainer, taking filters off where they hide the row."""
        self._wanted_row = ""
        if self.table.choose(key) or self.known is None:
            return
        if all(row.id != key for row in self.known.rows):
            self._wanted_row = key  # just added: it comes with the rows that are on their way
        elif self.filters != EVERYBODY or self.found is not None:
            self._wanted_row = key
            self.filters = EVERYBODY
            self.search.clear()
            self._apply()

    def _show(self, known: TrainerList) -> None:
        first, self.known = self.known is None, known
        self._slow.stop()
        self.listing.mute(False)
        self._facts = summary_facts(known, self.show_filters)
        if not self.is_health():
            self.header.set_summary(self._facts)
        self._apply()
        if self._pending is not None:
            self.arrive(self._pending)
        if first and self.isVisible() and not self.search.hasFocus() and not self.is_health():
            self.table.setFocus()

    def _on_sought(self, words: str) -> None:
        if not words:
            self.found = None
            self._apply()
            return

        def arrived(hits: Sequence[Hit]) -> None:
            if words == self.search.text().strip():
                self.found = frozenset(hit.record for hit in hits)
                self._apply()

        self.shell.ask(search, words, ("person",), _MOST_FOUND, then=arrived, latest="search", owner=self)

    def _apply(self) -> None:
        if self.known is None:
            return
        rows = matching(self.known, self.filters, self.found)
        words = self.search.text().strip()
        self.listing.model.set_search(marked_words(self.known, words) if words else "")
        self.listing.show_rows(rows, None if rows else self._nothing(self.known, words))
        self.strip.show_filters(self.filters, self.known)
        self.strip.say_count(len(rows), len(self.known.rows))
        self.views.follow(self.filters)
        self._pane.fit()
        if self._wanted_row:
            self.choose(self._wanted_row)
        self._on_selection()

    def _begin(self) -> list[tuple[str, Callable[[], None]]]:
        return [("Bring in a spreadsheet", lambda: self.shell.navigate("import")), ("Add trainer", self._add)]

    def _nothing(self, known: TrainerList, words: str) -> QWidget:
        if not known.rows:
            return empty_pool(self._begin())
        return nothing_found(known, self.filters, words, lambda: self.show_filters(EVERYBODY), self.search.setText)

    def _failed(self, error: Exception) -> None:
        self._slow.stop()
        self.listing.show_error(error, self.refresh)

    def _on_selection(self) -> None:
        if not self.is_health():
            self.telling.tell()
        self.listing.say_rows()

    def _on_told(self) -> None:
        chosen = self.table.selected_rows()
        deeds = self.deeds.entries(chosen) if chosen else ()
        self.shell.set_commands(
            commands(self._add, self.show_filters, self.arrive, deeds, chosen, self.views.commands())
        )

    # deeds

    def _add(self) -> None:
        self.deeds.add_trainer(self)

    def _on_added(self, trainer: str) -> None:
        """The new trainer is chosen in the list, and their page opens."""
        self._wanted_row = trainer
        self._apply()
        self.deeds.open_page(trainer)
