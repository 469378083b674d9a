"""The page of trainers: a table searched as one types, filters as chips, and an inspector that says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainers.bar import FilterStrip
from trainerpool.gui.screens.trainers.deeds import ListDeeds
from trainerpool.gui.screens.trainers.filters import (
    EVERYBODY,
    STANDINGS,
    WAITS,
    Filters,
    likely_words,
    marked_words,
    matching,
)
from trainerpool.gui.screens.trainers.listing import Listing
from trainerpool.gui.screens.trainers.summary import summary_facts
from trainerpool.gui.screens.trainers.telling import Telling
from trainerpool.gui.screens.trainers.views import Views
from trainerpool.gui.shell import Command, Shell
from trainerpool.queries.search import Hit, search
from trainerpool.queries.trainer_list import TrainerList, trainer_list

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
        self.search = SearchField("Search trainers by name, agency, course or note", "Search")
        self.strip = FilterStrip()
        self.views = Views(self.show_filters, self._ask_view_name)
        self.listing = Listing()
        self.table = self.listing.table
        self.deeds = ListDeeds(shell, self.listing, lambda: self.search.text().strip(), self._on_added)
        self.telling = Telling(shell, self.listing, self.deeds)
        self.header = PageHeader("Trainers", (), [Button("Add trainer", "filled", "user-plus").does(self._add)])
        bar = FilterBar(self.search, self.strip, self.views, self.listing.columns)
        bar.row.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(bar)
        whole.addWidget(self.listing, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(100)
        self._slow.timeout.connect(lambda: self.listing.mute(True))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.strip.changed.connect(self.show_filters)
        self.search.sought.connect(self._on_sought)
        self.search.returnPressed.connect(self._to_table)
        down = QShortcut(QKeySequence("Down"), self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._to_table)
        self.table.opened.connect(lambda row: self.deeds.open_page(row.id))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.table.asked_menu.connect(lambda row, point: self.deeds.menu(self, row).popup(point))
        self.shell.set_commands([
            Command("Add trainer", self._add, "Trainers", "", "user-plus"),
            Command("Show everybody ever in the pool", lambda: self.show_filters(EVERYBODY), "Trainers", "", "users"),
            Command("Agreements to renew", lambda: self.show_filters(Filters(standing="", waits="agreements")), "Trainers", "", "file-check"),
            Command("Observations due", lambda: self.show_filters(Filters(standing="", waits="observations")), "Trainers", "", "eye"),
        ])  # fmt: skip

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: a list of Today or a standing by its word, an agency's, course's or trainer's key, or several ids."""
        if argument in (None, ""):
            return
        if self.known is None:
            self._pending = argument
            return
        self._pending = None
        if isinstance(argument, tuple | list):
            self.show_filters(Filters(standing="", only=tuple(str(key) for key in argument)))
        elif argument in STANDINGS or argument == "notice":
            self.show_filters(Filters(standing="on notice" if argument == "notice" else str(argument)))
        elif argument in WAITS:
            self.show_filters(Filters(standing="", waits=str(argument)))
        elif any(argument == one[0] for one in self.known.agencies):
            self.show_filters(Filters(agency=str(argument)))
        elif any(argument == one[0] for one in self.known.courses):
            self.show_filters(Filters(course=str(argument)))
        else:
            self.choose(str(argument))

    def refresh(self) -> None:
        """Ask for everybody again; search and filters stay."""
        self._slow.start()
        self.shell.ask(trainer_list, self.shell.today(), then=self._show, latest="list", owner=self)
        if self.search.text().strip():
            self._on_sought(self.search.text().strip())

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def make_new(self) -> bool:
        self._add()
        return True

    def leave_step(self) -> bool:
        if self.search.text():
            self.search.clear()
            return True
        return False

    # rows

    def show_filters(self, filters: Filters) -> None:
        """Narrow the list to these."""
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
        self.header.set_summary(summary_facts(known, self.show_filters))
        self._apply()
        if self._pending is not None:
            self.arrive(self._pending)
        if first and self.isVisible() and not self._has_focus():
            self.table.setFocus()

    def _has_focus(self) -> bool:
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

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
        if self._wanted_row:
            self.choose(self._wanted_row)
        self._on_selection()

    def _nothing(self, known: TrainerList, words: str) -> EmptyState:
        if not known.rows:
            return EmptyState(
                "No trainer is in the pool yet", "Bring a register in from a spreadsheet, or add the first trainer by hand.",
                [("Bring in a spreadsheet", lambda: self.shell.navigate("import")), ("Add trainer", self._add)], "users",
            )  # fmt: skip
        number = self.filters.count()
        links: list[tuple[str, Callable[[], None]]] = []
        if number:
            links.append((f"Clear {count_of(number, 'filter')}", lambda: self.show_filters(EVERYBODY)))
        if not words:
            return EmptyState(
                "No trainer fits these filters", f"{len(known.rows)} are in the pool in all.", links=links
            )
        if likely := likely_words(known, words):
            links.append((f"Search for “{likely}”", lambda: self.search.setText(likely)))
        links.append(("Clear the search", self.search.clear))
        on = (
            f"{count_of(number, 'filter')} {'are' if number > 1 else 'is'} on as well."
            if number
            else "No filter is on."
        )
        return EmptyState(f"No trainer matches “{words}”", on, links=links)

    def _on_selection(self) -> None:
        self.telling.tell()
        self.listing.say_rows()

    # deeds

    def _add(self) -> None:
        self.deeds.add_trainer(self)

    def _on_added(self, trainer: str) -> None:
        self._wanted_row = trainer
        self._apply()

    def _ask_view_name(self, answered: Callable[[str | None], None]) -> None:
        self.shell.dialogs.ask_text(self, "Save these filters as a view", "Name of the view", answered)

    def _to_table(self) -> None:
        if self.listing.model.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.choose(self.listing.model.rows()[0].id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = (
            sum(one.sizeHint().width() for one in (self.views, self.listing.columns)) + self.strip.least_width() + 44
        )
        self.search.setFixedWidth(max(theme.scaled(84), min(theme.scaled(184), self.width() - taken)))
