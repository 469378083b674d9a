"""The page Exchange: returns that wait, each as a plan in sentences to be ticked, settled and taken in as one deed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout

from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import ErrorPanel, stack
from trainerpool.gui.screens.exchange.about import AboutRow, deed_words
from trainerpool.gui.screens.exchange.body import ReturnsBody
from trainerpool.gui.screens.exchange.came import (
    Came,
    Returns,
    Waiting,
    open_what_came,
    returns_here,
    taking,
)
from trainerpool.gui.screens.exchange.deciding import Deciding, side_lines
from trainerpool.gui.screens.exchange.views import RETURNS, exchange_views
from trainerpool.gui.screens.exchange.words import settled_words
from trainerpool.gui.shell import Command, Shell
from trainerpool.operations.carrying.taking_in import POOL, RETURN, reconsider_return, refuse_return
from trainerpool.problem import Problem
from trainerpool.queries.returns import REFUSED

CAME_IN = ("Returns and spreadsheets (*.tpreturn *.xlsx *.xls *.ods *.csv)",)
_NARROW = 560


class ExchangeScreen(Screen):
    """`arrive`: the id of a return, or the path of a file that came in. Ctrl+Enter takes in, or goes to the next clash."""

    shows = frozenset({
        "returned_file", "carried_file", "person_keys", "invitation", "person", "allocation", "training_session", "unavailability",
        "weekday_pattern", "evidence", "observation", "reflection", "session_report", "attendance", "acknowledgement",
    })  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Exchange")
        self.found: Returns | None = None
        self.deciding = Deciding()
        self._here = self._wanted = ""
        self.about: AboutRow | None = None
        self.take = Button("Take in", "filled", "check").does(self.go_on)
        self.refuse = Button("Refuse...").does(self.refuse_it)
        self.header = PageHeader("Exchange", (), [self.refuse, self.take])
        self.open = Button("Open a file...", icon="folder-open", keys="Ctrl+N").does(self.choose)
        self.sheets = Button("Spreadsheets", icon="table-properties").does(lambda: shell.navigate("import"))
        self.views = exchange_views(shell, RETURNS)
        self.bar = FilterBar(self.views, self.open, self.sheets)
        self.bar.stretch()
        self.body = ReturnsBody(shell, self.choose, self.look_again)
        self.returns, self.plan = self.body.returns, self.body.plan
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.bar)
        whole.addWidget(Hairline())
        whole.addWidget(self.body, 1)
        _connect(self)
        shell.set_commands(_commands(self))
        self._say()
        self.refresh()

    # what the window asks

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Path):
            self.open_file(argument)
        elif isinstance(argument, str) and argument:
            self._wanted = argument
            if self.found is not None:
                self._take(self.found)
        elif self.found is not None:
            self._focus()

    def refresh(self) -> None:
        """Ask for the returns again, each planned against the pool of now; ticks, choices, row and scroll stay."""
        self.shell.work(returns_here, then=self._take, failed=self._fail, latest="returns", owner=self)

    def make_new(self) -> bool:
        self.choose()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
            return
        super().keyPressEvent(event)

    # what came in

    def open_file(self, path: Path) -> None:
        """A file came: a spreadsheet goes to its own page; a return is kept as waiting, a reply taken in."""
        if path.suffix.lower() != ".tpreturn":
            self.shell.navigate("import", path)
            return
        self.shell.do(
            lambda desk: open_what_came(desk, path), then=self._opened, title=f"Opening {path.name}", owner=self
        )

    def choose(self) -> None:
        """Ask for a file that came in."""
        self.shell.dialogs.open_file(
            self, "Open a file that came", CAME_IN, lambda path: self.open_file(path) if path else None
        )

    def _opened(self, came: Came) -> None:
        if came.text:
            self.shell.toast(came.text)
        self._wanted = came.returned
        self.refresh()

    # what is shown

    def current(self) -> Waiting | None:
        """The return that is shown, where it waits."""
        return next((one for one in self.found.waiting if one.key == self._here), None) if self.found else None

    def here(self) -> str:
        """The id of the return that is shown, settled or not."""
        return self._here

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.body.show_instead(stack(ErrorPanel(error, [("Try again", self.refresh)])))

    def _take(self, found: Returns) -> None:
        first, self.found = self.found is None, found
        keys = [one.key for one in found.waiting] + [row.id for row in found.settled]
        before = self._here
        waits = {one.key for one in found.waiting}
        fallback = found.waiting[0].key if found.waiting else (keys[0] if keys else "")
        self._here = next((key for key in (self._wanted, before) if key in keys), fallback)
        if before in keys and before not in waits and before != self._wanted and found.waiting and not self._wanted:
            self._here = fallback  # what was just settled makes room for the next that waits
        arrived, self._wanted = bool(self._wanted), ""
        self.deciding.keep_only(waits)
        self.returns.show_lines(side_lines(found), self._here)
        self.body.count(len(found.waiting))
        self.shell.set_badge("exchange", len(found.waiting))
        self._show()
        if (first or arrived) and self.isVisible():
            self._focus()

    def _focus(self) -> None:
        if self.current() is not None and self.body.is_plan():
            self.plan.setFocus()
        elif self.found is not None and (self.found.waiting or self.found.settled):
            self.returns.setFocus()
        else:
            self.open.setFocus()

    def show_return(self, key: str) -> None:
        """Show this return."""
        self._here = key
        self._show()

    def _show(self) -> None:
        one = self.current()
        if one is not None and one.plan is not None:
            self.body.show_instead(None)
            keep = self.plan.current()
            self.plan.plan.show(one.plan.rows, self.deciding.left_out(one.key), self.deciding.sides(one.key))
            self.plan.choose(keep.key if keep is not None else next(iter(one.clashes()), ""))
        else:
            self.plan.plan.show((), (), {})
            self.body.say_instead(one, self.found, self._here)
        self._say()
        self.tell()

    def look_again(self, key: str) -> None:
        """Let a refused return wait again."""
        self._wanted = key
        self.shell.do(reconsider_return, key, owner=self)

    def _say(self) -> None:
        """Title, summary and deeds of the return that is shown."""
        one = self.current()
        plan = one.plan if one is not None else None
        title, summary = _head_words(self, one)
        self.header.set_title(title)
        self.header.set_summary([summary])
        self.take.setVisible(plan is not None)
        self.refuse.setVisible(one is not None)
        self.open.set_kind("outlined")
        self.body.say_plan(plan)
        if one is not None and plan is not None:
            words, self.take.icon_name = self.deciding.deed(one)
            self.take.set_text(words)
        self.header.fit()

    def tell(self) -> None:
        """The inspector for the row in focus; a clash being settled keeps its place and focus."""
        one, row = self.current(), self.plan.current()
        if one is None:
            self.about = None
            self.shell.set_inspector(None)
            return
        side = self.deciding.sides(one.key).get(row.key, "") if row is not None else ""
        ready = self.deciding.ready(one)
        deed = deed_words(one.row.name, len(ready), len(one.clashes()), len(self.deciding.unsettled(one)))
        if self.about is not None and self.about.sides is not None and row is not None and self.about.row == row:
            self.about.sides.show_side(side)
            self.about.deed_line.setText(deed)
            return
        ticked = row is not None and row.key not in self.deciding.left_out(one.key)
        self.about = AboutRow(one, row, ticked, side, deed, self.decide, self._decide_all, self.tick)
        self.shell.set_inspector(self.about)

    # deciding

    def tick(self, key: str) -> None:
        """Leave a change out or take it again; of a clash the other side."""
        one = self.current()
        row = next((row for row in one.plan.rows if row.key == key), None) if one is not None and one.plan else None
        if one is None or row is None:
            return
        if row.fate is Fate.READY:
            self.deciding.tick(one.key, key)
        elif row.fate is Fate.CLASH:
            self.deciding.turn(one.key, key)
        self._show()

    def decide(self, key: str, side: str) -> None:
        """Choose a side of a clash."""
        if (one := self.current()) is not None:
            self.deciding.decide(one.key, key, side)
            self._show()

    def _decide_all(self, side: str) -> None:
        if (one := self.current()) is not None:
            for key in one.clashes():
                self.deciding.decide(one.key, key, side)
            self._show()

    def open_row(self, key: str) -> None:
        """Enter: a clash goes to its two sides; anything else is ticked."""
        if self.about is not None and self.about.sides is not None:
            self.shell.show_inspector()
            self.about.sides.focus()
        else:
            self.tick(key)

    # the deeds

    def go_on(self) -> None:
        """Go to the next clash that is not settled; where there is none, take the return in."""
        one = self.current()
        if one is None or one.read is None or self.take.is_blocked():
            return
        if unsettled := self.deciding.unsettled(one):
            self.plan.choose(unsettled[0])
            self.open_row(unsettled[0])
            return
        self.take.block("Being taken in")
        deed = taking(one.read, frozenset(self.deciding.ready(one)), self.deciding.sides(one.key))
        self.shell.do(
            deed, then=self._taken, failed=self._not_taken, title=f"Taking in the return from {one.row.name}", owner=self
        )  # fmt: skip

    def _taken(self, _done: Any) -> None:
        self.take.block("")
        self.refresh()

    def _not_taken(self, error: Exception) -> None:
        self.take.block("")
        self.shell.problem(error)

    def refuse_it(self) -> None:
        """Ask why, and refuse the return."""
        if (one := self.current()) is not None:
            _ask_why(self, one)


def _head_words(page: ExchangeScreen, one: Waiting | None) -> tuple[str, str]:
    """Title and summary: of the return that is shown, or that none waits."""
    if one is not None:
        said = f"{one.plan.summary} Nothing is in the pool yet." if one.plan is not None else "It cannot be read."
        return f"Return from {one.row.name}", said
    settled = page.found.settled if page.found is not None else ()
    row = next((row for row in settled if row.id == page.here()), None)
    if row is not None:
        more = " Nothing of it is in the pool." if row.outcome == REFUSED else ""
        return f"Return from {row.name}", f"{settled_words(row)}.{more}"
    return "Exchange", "No return waits."


def _ask_why(page: ExchangeScreen, one: Waiting) -> None:
    def answered(reason: str | None) -> None:
        if reason is not None:
            page.shell.do(refuse_return, one.key, reason, then=lambda _done: page.refresh(), owner=page)

    page.shell.dialogs.ask_text(
        page, f"Refuse the return from {one.row.name}", "Why? It is kept with the return; nothing of it is taken in.", answered
    )  # fmt: skip


def _show_menu(page: ExchangeScreen, point: QPoint) -> None:
    """The context menu: what the inspector and the head offer."""
    one, row = page.current(), page.plan.current()
    menu = QMenu(page)
    if one is not None and row is not None and page.plan.hasFocus():
        if row.fate is Fate.READY:
            out = row.key in page.deciding.left_out(one.key)
            menu.addAction("Take it in" if out else "Leave it out", lambda: page.tick(row.key))
        elif row.fate is Fate.CLASH:
            menu.addAction("Keep the pool’s side", lambda: page.decide(row.key, POOL))
            menu.addAction("Take the return’s side", lambda: page.decide(row.key, RETURN))
    if one is not None:
        menu.addAction(page.take.text(), page.go_on)
        menu.addAction("Refuse...", page.refuse_it)
    menu.addAction("Open a file that came...", page.choose)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)


def _commands(page: ExchangeScreen) -> list[Command]:
    """The palette's entries."""
    return [
        Command("Open a return or a reply", page.choose, "Exchange", "Ctrl+N", "folder-open"),
        Command("Take in this return", page.go_on, "Exchange", "Ctrl+Enter", "check"),
        Command("Refuse this return", page.refuse_it, "Exchange", "", "x"),
        Command("Bring in a spreadsheet", lambda: page.shell.navigate("import"), "Exchange", "", "table-properties"),
    ]


def _connect(page: ExchangeScreen) -> None:
    page.returns.chosen.connect(page.show_return)
    page.returns.opened.connect(lambda _key: page.plan.setFocus())
    page.returns.asked_menu.connect(lambda _key, point: _show_menu(page, point))
    page.plan.chosen.connect(lambda _key: page.tell())
    page.plan.ticked.connect(page.tick)
    page.plan.opened.connect(page.open_row)
    page.plan.asked_menu.connect(lambda _key, point: _show_menu(page, point))
