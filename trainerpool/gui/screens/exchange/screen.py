"""The page Exchange: returns that wait, each as a plan in sentences to be ticked, settled and taken in as one deed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui import theme
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel, stack
from trainerpool.gui.screens.exchange.about import AboutRow, deed_words
from trainerpool.gui.screens.exchange.came import Came, Returns, Waiting, open_what_came, returns_here, taking
from trainerpool.gui.screens.exchange.deciding import Deciding, side_lines
from trainerpool.gui.screens.exchange.plan_list import PlanList
from trainerpool.gui.screens.exchange.words import settled_words
from trainerpool.gui.screens.materials.side_list import SideList
from trainerpool.gui.shell import Command, Shell
from trainerpool.operations.carrying.taking_in import POOL, RETURN, refuse_return
from trainerpool.problem import Problem

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
        self.take = Button("Take in", "filled", "check").does(self._go_on)
        self.refuse = Button("Refuse...").does(self._refuse)
        self.header = PageHeader("Exchange", (), [self.refuse, self.take])
        self.open = Button("Open a file that came...", icon="folder-open", keys="Ctrl+N").does(self._choose)
        self.sheets = Button("Spreadsheets", icon="table-properties").does(lambda: shell.navigate("import"))
        self.bar = FilterBar(self.open, self.sheets)
        self.bar.stretch()
        self.returns = SideList("Returns", two_lines=True)
        self.plan = PlanList()
        self._left_head, self._plan_head = Label("Returns", "strong"), Label("What would change", "strong")
        self._order = Label("in the order it was done", tone="muted")
        self._beside = QStackedWidget()
        self._body = self._laid_out()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.bar)
        whole.addWidget(Hairline())
        whole.addWidget(self._body, 1)
        self._instead: QWidget | None = None
        self.returns.chosen.connect(self._show_return)
        self.returns.opened.connect(lambda _key: self.plan.setFocus())
        self.returns.asked_menu.connect(lambda _key, point: self._menu(point))
        self.plan.chosen.connect(lambda _key: self._tell())
        self.plan.ticked.connect(self._tick)
        self.plan.opened.connect(self._open_row)
        self.plan.asked_menu.connect(lambda _key, point: self._menu(point))
        shell.set_commands([
            Command("Open a return or a reply", self._choose, "Exchange", "Ctrl+N", "folder-open"),
            Command("Take in this return", self._go_on, "Exchange", "Ctrl+Enter", "check"),
            Command("Refuse this return", self._refuse, "Exchange", "", "x"),
            Command("Bring in a spreadsheet", lambda: shell.navigate("import"), "Exchange", "", "table-properties"),
        ])  # fmt: skip
        self._say()
        self.refresh()

    def _laid_out(self) -> QWidget:
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._left = Pane("raised")
        self._left.column.addWidget(_head(self._left_head))
        self._left.column.addWidget(self.returns, 1)
        self._line = Hairline(upright=True)
        right = Pane("raised")
        right.column.addWidget(_head(self._plan_head, self._order))
        right.column.addWidget(self._beside, 1)
        self._beside.addWidget(self.plan)
        self._row.addWidget(self._left)
        self._row.addWidget(self._line)
        self._row.addWidget(right, 1)
        return body

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
        self._choose()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(_NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._line.setVisible(not narrow)
        if narrow:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16777215)
            self._left.setFixedHeight(self._left_head.sizeHint().height() + 16 + self.returns.wanted_height(2))
        else:
            self._left.setMinimumHeight(0)
            self._left.setMaximumHeight(16777215)
            self._left.setFixedWidth(theme.scaled(236))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_on()
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

    def _choose(self) -> None:
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

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._show_instead(stack(ErrorPanel(error, [("Try again", self.refresh)])))

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
        self._left_head.setText(f"Returns, {len(found.waiting)}" if found.waiting else "Returns")
        self.shell.set_badge("exchange", len(found.waiting))
        self._show()
        if (first or arrived) and self.isVisible():
            self._focus()

    def _focus(self) -> None:
        if self.current() is not None and self._beside.currentWidget() is self.plan:
            self.plan.setFocus()
        elif self.found is not None and (self.found.waiting or self.found.settled):
            self.returns.setFocus()
        else:
            self.open.setFocus()

    def _show_return(self, key: str) -> None:
        self._here = key
        self._show()

    def _show(self) -> None:
        one = self.current()
        if one is not None and one.plan is not None:
            self._show_instead(None)
            keep = self.plan.current()
            self.plan.plan.show(one.plan.rows, self.deciding.left_out(one.key), self.deciding.sides(one.key))
            self.plan.choose(keep.key if keep is not None else next(iter(one.clashes()), ""))
        else:
            self.plan.plan.show((), (), {})
            self._show_instead(stack(self._said_instead(one)))
        self._say()
        self._tell()

    def _said_instead(self, one: Waiting | None) -> QWidget:
        if one is not None and one.problem is not None:
            return ErrorPanel(one.problem)
        settled = next((row for row in self.found.settled if row.id == self._here), None) if self.found else None
        if settled is not None:
            return EmptyState(
                f"{settled_words(settled)}: the return from {settled.name}",
                "The same file again changes nothing. What it changed stands in History.", icon="check",
            )  # fmt: skip
        return EmptyState(
            "No return waits",
            "Drop a return on this window, or open it: a file that ends in .tpreturn. What it would change is shown "
            "before anything is in the pool.", [("Open a file that came...", self._choose)], icon="arrow-left-right",
        )  # fmt: skip

    def _show_instead(self, widget: QWidget | None) -> None:
        """Show this in place of the plan; None brings the plan back."""
        if self._instead is not None:
            self._beside.removeWidget(self._instead)
            self._instead.hide()
            self._instead.deleteLater()
        self._instead = widget
        if widget is not None:
            self._beside.addWidget(widget)
        self._beside.setCurrentWidget(widget or self.plan)

    def _say(self) -> None:
        """Title, summary and deeds of the return that is shown."""
        one = self.current()
        plan = one.plan if one is not None else None
        waits = len(self.found.waiting) if self.found else 0
        self.header.set_title(f"Return from {one.row.name}" if one is not None else "Exchange")
        facts = [f"{plan.summary} Nothing is in the pool yet."] if plan is not None else []
        self.header.set_summary(facts or ["No return waits." if not waits else "Choose a return."])
        self.take.setVisible(plan is not None)
        self.refuse.setVisible(one is not None)
        self.open.set_kind("outlined")
        self._plan_head.setText(
            f"What would change, {plan.count(Fate.READY) + plan.count(Fate.CLASH)}" if plan else "Nothing to look at"
        )
        self._order.setVisible(plan is not None)
        if one is not None and plan is not None:
            unsettled, count = self.deciding.unsettled(one), self.deciding.count(one)
            words = f"Settle {len(unsettled)} clash{'' if len(unsettled) == 1 else 'es'}" if unsettled else (
                f"Take in {count} change{'' if count == 1 else 's'}" if count else "Take in none of it"
            )  # fmt: skip
            self.take.set_text(words)
            self.take.icon_name = "split" if unsettled else "check"
        self.header.fit()

    def _tell(self) -> None:
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
        self.about = AboutRow(one, row, ticked, side, deed, self._decide, self._decide_all, self._tick)
        self.shell.set_inspector(self.about)

    # deciding

    def _tick(self, key: str) -> None:
        one = self.current()
        row = next((row for row in one.plan.rows if row.key == key), None) if one is not None and one.plan else None
        if one is None or row is None:
            return
        if row.fate is Fate.READY:
            self.deciding.tick(one.key, key)
        elif row.fate is Fate.CLASH:
            self.deciding.turn(one.key, key)
        self._show()

    def _decide(self, key: str, side: str) -> None:
        if (one := self.current()) is not None:
            self.deciding.decide(one.key, key, side)
            self._show()

    def _decide_all(self, side: str) -> None:
        if (one := self.current()) is not None:
            for key in one.clashes():
                self.deciding.decide(one.key, key, side)
            self._show()

    def _open_row(self, key: str) -> None:
        """Enter: a clash goes to its two sides; anything else is ticked."""
        if self.about is not None and self.about.sides is not None:
            self.shell.show_inspector()
            self.about.sides.focus()
        else:
            self._tick(key)

    def _menu(self, point: QPoint) -> None:
        one, row = self.current(), self.plan.current()
        menu = QMenu(self)
        if one is not None and row is not None and self.plan.hasFocus():
            if row.fate is Fate.READY:
                out = row.key in self.deciding.left_out(one.key)
                menu.addAction("Take it in" if out else "Leave it out", lambda: self._tick(row.key))
            elif row.fate is Fate.CLASH:
                menu.addAction("Keep the pool’s side", lambda: self._decide(row.key, POOL))
                menu.addAction("Take the return’s side", lambda: self._decide(row.key, RETURN))
        if one is not None:
            menu.addAction(self.take.text(), self._go_on)
            menu.addAction("Refuse...", self._refuse)
        menu.addAction("Open a file that came...", self._choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    # the deeds

    def _go_on(self) -> None:
        """Go to the next clash that is not settled; where there is none, take the return in."""
        one = self.current()
        if one is None or one.read is None or self.take.is_blocked():
            return
        if unsettled := self.deciding.unsettled(one):
            self.plan.choose(unsettled[0])
            self._open_row(unsettled[0])
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

    def _refuse(self) -> None:
        one = self.current()
        if one is None:
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.shell.do(refuse_return, one.key, reason, then=lambda _done: self.refresh(), owner=self)

        self.shell.dialogs.ask_text(
            self, f"Refuse the return from {one.row.name}", "Why? It is kept with the return; nothing of it is taken in.", answered
        )  # fmt: skip


def _head(*labels: Label) -> QWidget:
    """The heading of a list on the sunken surface."""
    pane = Pane("sunken")
    row = QHBoxLayout()
    row.setContentsMargins(13, 5, 13, 5)
    row.setSpacing(8)
    for label in labels:
        row.addWidget(label)
    row.addStretch(1)
    pane.column.addLayout(row)
    pane.column.addWidget(Hairline())
    return pane
