"""The page Carry files, the other view of Exchange: who has keys and which carry file, who is invited, whose trust ended."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from trainerpool.domain.dates import count_of
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.exchange.carry.about import AboutCarry
from trainerpool.gui.screens.exchange.carry.doing import CarryDoing
from trainerpool.gui.screens.exchange.carry.rows import COLUMNS, CarryLine, says, who_has_what
from trainerpool.gui.screens.exchange.views import CARRY, exchange_views
from trainerpool.gui.shell import Command, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.trust import EXPIRED, INVITED


class CarryScreen(Screen):
    """`arrive`: the id of somebody. Enter hands out or invites; the deeds of the row in focus stand in the inspector."""

    shows = frozenset({"carried_file", "returned_file", "person_keys", "invitation", "person", "membership", "policy"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Carry files")
        self.found: tuple[CarryLine, ...] | None = None
        self.doing = CarryDoing(shell, self)
        self.about: AboutCarry | None = None
        self._wanted = ""
        self.all = Button("Hand out to everybody...", "filled", "send", keys="Ctrl+N").does(self.doing.hand_out_all)
        self.header = PageHeader("Exchange", (), [self.all])
        self.views = exchange_views(shell, CARRY)
        self.search = SearchField("Search people")
        self.bar = FilterBar(self.views, self.search)
        self.bar.stretch()
        self.model: RowsModel[CarryLine] = RowsModel(COLUMNS, says=says)
        self.table = TableView("Carry files", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.nothing = EmptyState("Nobody is found", "No name or agency has these words.", icon="search")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(stack(self.nothing))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.bar)
        whole.addWidget(Hairline())
        whole.addWidget(self.stack, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        self.table.chosen.connect(lambda _row: self._soon.start())
        self.table.opened.connect(lambda _row: self.into_deeds())
        self.table.asked_menu.connect(self._show_menu)
        self.search.sought.connect(lambda _words: self._show())
        shell.set_commands([
            Command("Hand out carry files to everybody", self.doing.hand_out_all, "Exchange", "Ctrl+N", "send"),
            Command("Returns", lambda: shell.navigate("exchange"), "Exchange", "", "arrow-left-right"),
        ])  # fmt: skip
        self.refresh()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str) and argument:
            self._wanted = argument
            self._show()
        if self.found is not None:
            self.table.setFocus()

    def refresh(self) -> None:
        """Ask again who has what; row, order and scroll stay."""
        self.shell.work(who_has_what, then=self._take, latest="carry", owner=self)

    def make_new(self) -> bool:
        self.doing.hand_out_all()
        return True

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def leave_step(self) -> bool:
        if self.search.text():
            self.search.clear()
            self._show()
            self.table.setFocus()
            return True
        return False

    def current(self) -> CarryLine | None:
        """The person in focus."""
        row = self.table.current_row()
        return row if isinstance(row, CarryLine) else None

    def _take(self, found: tuple[tuple[CarryLine, ...], int]) -> None:
        first, (self.found, self.doing.weeks) = self.found is None, found
        self._show()
        if first and self.isVisible():
            self.table.setFocus()

    def _show(self) -> None:
        if self.found is None:
            return
        words = self.search.text().strip().casefold()
        self.model.set_search(words)
        self.model.set_rows(line for line in self.found if words in f"{line.name} {line.agency}".casefold())
        number = self.model.rowCount()
        if not self.found:
            self.nothing.title.setText("Nobody is in the pool yet")
            self.nothing.text.setText("Trainers and observers stand here once there are some. Invite them from here.")
        else:
            self.nothing.title.setText("Nobody is found")
            self.nothing.text.setText("No name or agency has these words.")
        self.stack.setCurrentIndex(0 if number else 1)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif self.table.current_row() is None and number:
            self.table.choose(self.model.rows()[0].id)
        self.header.set_summary([summary_of(self.found)])
        self._soon.start()

    def tell(self) -> None:
        """The inspector for the person in focus."""
        if not self.isVisible():
            return
        line = self.current()
        if line is None or self.stack.currentIndex():
            self.about = None
            self.shell.set_inspector(None)
        elif self.about is None or self.about.line != line:
            self.about = AboutCarry(line, self.doing.of(line))
            self.shell.set_inspector(self.about)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._soon.start()

    def into_deeds(self) -> None:
        """Enter: to the first deed of the row in focus."""
        self._soon.stop()
        self.tell()
        self.shell.show_inspector(True)
        if self.about is not None and self.about.deeds:
            self.about.deeds[0].setFocus()

    def _show_menu(self, row: Any, point: QPoint) -> None:
        menu = QMenu(self)
        for words, _icon, run in self.doing.of(row):
            menu.addAction(words, run)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def summary_of(lines: tuple[CarryLine, ...]) -> str:
    """How many have keys, are invited, and have not answered."""
    keys = sum(line.has_keys for line in lines)
    invited = sum(line.state == INVITED for line in lines)
    over = sum(line.state == EXPIRED for line in lines)
    open_ = sum(line.latest is not None and line.latest.answered_on is None for line in lines)
    parts = [f"{count_of(keys, 'person', 'people')} with keys" if keys else "Nobody has keys yet"]
    if invited:
        parts.append(f"{invited} invited")
    if over:
        parts.append(f"{count_of(over, 'invitation')} ran out")
    if open_:
        parts.append(f"{open_} not answered")
    return ", ".join(parts) + "."
