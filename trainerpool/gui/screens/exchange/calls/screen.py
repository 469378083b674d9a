"""The page Calls, a view of Exchange: each call for availability with everybody it asked, what they said, and who is waited for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout

from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState, Pile, stack
from trainerpool.gui.screens.exchange.beside import Beside
from trainerpool.gui.screens.exchange.calls.about import AboutCall
from trainerpool.gui.screens.exchange.calls.doing import CallsDoing
from trainerpool.gui.screens.exchange.calls.rows import (
    COLUMNS,
    call_line,
    says,
    summary_of,
    write_words,
)
from trainerpool.gui.screens.exchange.views import CALLS, exchange_views
from trainerpool.gui.screens.materials.side_list import SideList
from trainerpool.gui.shell import Command, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.calls import AskedRow, CallPageRow, availability_calls


class CallsScreen(Screen):
    """`arrive`: the id of a call. Ctrl+N asks; Enter goes to the deeds of the person in focus."""

    shows = frozenset({
        "availability_call", "availability_answer", "unavailability", "weekday_pattern", "carried_file", "returned_file",
        "person_keys", "person", "membership", "evidence", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Calls for availability")
        self.found: tuple[CallPageRow, ...] | None = None
        self.doing = CallsDoing(shell, self)
        self.about: AboutCall | None = None
        self._here = self._wanted = ""
        self.ask = Button("Call for availability...", "filled", "calendar-days", keys="Ctrl+N").does(self.doing.ask)
        self.write = Button("Write to people...", icon="send").does(self.write_all)
        self.header = PageHeader("Exchange", (), [self.write, self.ask])
        self.views = exchange_views(shell, CALLS)
        self.search = SearchField("Search people")
        self.bar = FilterBar(self.views, self.search)
        self.bar.stretch()
        self.calls = SideList("Calls", two_lines=True)
        self.model: RowsModel[AskedRow] = RowsModel(COLUMNS, says=says)
        self.table = TableView("People asked", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.nothing = EmptyState("Nobody is found", "No name or agency has these words.", icon="search")
        self.none_yet = EmptyState(
            "Nobody was asked yet",
            "A call asks trainers when they are free in a term. It goes with their carry files, or by e-mail; answers come back "
            "with returns, or are entered here.", [("Call for availability...", self.doing.ask)], icon="calendar-days",
        )  # fmt: skip
        self.pile = Pile(self.table, stack(self.nothing), stack(self.none_yet))
        self.body = Beside(self.calls, "Calls", self.pile, "People asked")
        self.body.stand_above_under(700, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.bar)
        whole.addWidget(Hairline())
        whole.addWidget(self.body, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        _connect(self)
        shell.set_commands([
            Command("Call for availability", self.doing.ask, "Exchange", "Ctrl+N", "calendar-days"),
            Command("Write to those who have not answered", self.write_all, "Exchange", "", "send"),
            Command("Take this call back", self.take_back, "Exchange", "", "undo-2"),
        ])  # fmt: skip
        self.write.setVisible(False)
        self.refresh()

    # what the window asks

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str) and argument:
            self._wanted = argument
            if self.found is not None:
                self._take(self.found)
                self.refresh()  # a call just made is not among those known yet
        if self.found is not None:
            self._focus()

    def refresh(self) -> None:
        """Ask for the calls again; call, row, order and scroll stay."""
        today = self.shell.today()
        self.shell.ask(
            availability_calls, today, then=self._take, failed=self._fail, latest="calls", owner=self
        )  # fmt: skip

    def make_new(self) -> bool:
        self.doing.ask()
        return True

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def leave_step(self) -> bool:
        if self.search.text():
            self.search.clear()
            self.show_people()
            self.table.setFocus()
            return True
        return False

    # what is shown

    def call(self) -> CallPageRow | None:
        """The call that is shown."""
        return next((one for one in self.found or () if one.id == self._here), None)

    def current(self) -> AskedRow | None:
        """The person in focus."""
        row = self.table.current_row()
        return row if isinstance(row, AskedRow) else None

    def _fail(self, error: Exception) -> None:
        self.pile.show_error(error, self.refresh)

    def _take(self, found: tuple[CallPageRow, ...]) -> None:
        first, self.found = self.found is None, found
        self.pile.drop_error()
        keys = [one.id for one in found]
        if self._wanted in keys:
            self._here, self._wanted = self._wanted, ""
        elif self._here not in keys:
            self._here = keys[0] if keys else ""
        today = self.shell.today()
        self.calls.show_lines([call_line(one, today) for one in found], self._here)
        self.body.list_head.setText(f"Calls, {len(found)}" if found else "Calls")
        self.body.show_list(bool(found))
        self.search.setVisible(bool(found))
        self.show_people()
        if first and self.isVisible():
            self._focus()

    def _focus(self) -> None:
        if self.pile.currentWidget() is self.table:
            self.table.setFocus()
        elif self.found:
            self.calls.setFocus()
        else:
            self.ask.setFocus()

    def show_call(self, key: str) -> None:
        """Show this call."""
        self._here = key
        self.show_people()

    def show_people(self) -> None:
        """Everybody asked by the call that is shown, as the search finds them."""
        call = self.call()
        words = self.search.text().strip().casefold()
        self.model.set_search(words)
        rows = call.asked if call is not None else ()
        self.model.set_rows(one for one in rows if words in f"{one.name} {one.agency}".casefold())
        number = self.model.rowCount()
        if self.found is not None:
            self.pile.setCurrentIndex(2 if call is None else 0 if number else 1)
            self.header.set_summary([summary_of(call)])
        if number and self.table.current_row() is None:
            self.table.choose(self.model.rows()[0].id)
        if call is not None:
            self.body.right_head.setText(f"People asked, {len(call.asked)}")
            self.write.set_text(write_words(call))
        over = call is None or call.end < self.shell.today()
        self.write.setVisible(call is not None and not over and bool(call.waiting))
        self.header.fit()
        self._soon.start()

    def tell_soon(self) -> None:
        """Tell of the person in focus, once the arrow keys rest."""
        self._soon.start()

    def tell(self) -> None:
        """The inspector for the person in focus and the call."""
        if not self.isVisible():
            return
        call, one = self.call(), self.current() if self.pile.currentIndex() == 0 else None
        if call is None:
            self.about = None
            self.shell.set_inspector(None)
        elif self.about is None or (self.about.call, self.about.one) != (call, one):
            deeds = self.doing.of(call, one) if one is not None else ()
            self.about = AboutCall(call, one, deeds, self.doing.of_call(call), self.shell.today())
            self.shell.set_inspector(self.about)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._soon.start()

    # the deeds

    def write_all(self) -> None:
        """Write to everybody of this call who has not answered."""
        if (call := self.call()) is not None and not self.write.isHidden():
            self.doing.write_all(call)

    def take_back(self) -> None:
        """Take this call back."""
        if (call := self.call()) is not None:
            self.doing.take_back(call)

    def into_deeds(self) -> None:
        """Enter: to the first deed of the person in focus."""
        self._soon.stop()
        self.tell()
        self.shell.show_inspector(True)
        if self.about is not None and self.about.deeds:
            self.about.deeds[0].setFocus()

    def show_menu(self, row: Any, point: QPoint) -> None:
        """The context menu: the deeds of the person, or of the call."""
        call = self.call()
        if call is None:
            return
        menu = QMenu(self)
        for words, _icon, run in self.doing.of(call, row) if isinstance(row, AskedRow) else ():
            menu.addAction(words, run)
        menu.addSeparator()
        if not self.write.isHidden():
            menu.addAction(self.write.text(), self.write_all)
        for words, _icon, run in self.doing.of_call(call):
            menu.addAction(words, run)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def _connect(page: CallsScreen) -> None:
    page.calls.chosen.connect(page.show_call)
    page.calls.opened.connect(lambda _key: page.table.setFocus())
    page.calls.asked_menu.connect(lambda _key, point: page.show_menu(None, point))
    page.table.chosen.connect(lambda _row: page.tell_soon())
    page.table.opened.connect(lambda _row: page.into_deeds())
    page.table.asked_menu.connect(page.show_menu)
    page.search.sought.connect(lambda _words: page.show_people())
