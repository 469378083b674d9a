"""The page of triggers: every one there is, how far it is answered, and the courses of the one in focus beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout

from trainerpool.domain.dates import count_of
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.header import FilterBar, PageHeader
from trainerpool.gui.parts.labels import Hairline
from trainerpool.gui.parts.notices import EmptyState, Pile, stack
from trainerpool.gui.screens.materials import around_forms
from trainerpool.gui.screens.materials.triggers.about import about_trigger
from trainerpool.gui.screens.materials.triggers.rows import ALL, OPEN, SETTLED, columns, says, wanted
from trainerpool.gui.shell import Command, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.material_learning import TriggerRow, triggers
from trainerpool.queries.material_versions import MaterialCourseRow, material_courses, material_versions


class TriggersScreen(Screen):
    """`arrive`: the id of a trigger. Ctrl+N records one; Enter settles the first course that is still to answer."""

    shows = frozenset({"trigger", "trigger_flag", "course", "material_version", "material_review", "policy", "person"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Triggers")
        self.rows: tuple[TriggerRow, ...] | None = None
        self.courses: tuple[MaterialCourseRow, ...] = ()
        self._form: FormPane | None = None
        self._wanted = ""
        self.new = Button("Record a trigger...", "filled", "flag", keys="Ctrl+N").does(self.record)
        self.back = Button("Materials", icon="chevron-left").does(lambda: shell.navigate("materials"))
        self.header = PageHeader("Triggers", (), [self.back, self.new])
        self.chips = ChoiceChips("Which triggers", [(ALL, "All"), (OPEN, "To answer"), (SETTLED, "Settled")])
        self.search = SearchField("Search triggers", "Search triggers and courses")
        self.model: RowsModel[TriggerRow] = RowsModel(columns(shell.today()), says=says)
        self.table = TableView("Triggers", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.none_yet = EmptyState(
            "No trigger is on record", "New law, guidance, a local review or another procedure: every course it touches is flagged at once.",
            [("Record a trigger...", self.record)], "flag",
        )  # fmt: skip
        self.nothing = EmptyState("", "", [("Show all", self._clear)], "search")
        self.pile = Pile(self.table, stack(self.none_yet), stack(self.nothing))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(FilterBar(self.chips, self.search))
        whole.addWidget(Hairline())
        whole.addWidget(self.pile, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        self.chips.chosen.connect(lambda _key: self._show())
        self.search.sought.connect(lambda _words: self._show())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(lambda _row: self._soon.start())
        self.table.opened.connect(lambda _row: self._first())
        self.table.asked_menu.connect(lambda _row, point: self.menu().popup(point))
        shell.set_commands([
            Command("Record a trigger", self.record, "Triggers", "Ctrl+N", "flag"),
            Command("Flag more courses for this trigger", lambda: self.do("flag"), "Triggers", icon="flag"),
        ])  # fmt: skip
        self.refresh()

    # what the window asks

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str) and argument:
            self._wanted = argument
            self._clear()
        if self.rows is not None and self._form is None:
            self.table.setFocus()

    def refresh(self) -> None:
        """Ask again; the trigger in focus, the chip and the search stay."""
        today = self.shell.today()

        def work(desk: Any) -> Any:
            return desk.ask(triggers), desk.ask(material_courses, today)

        self.shell.work(work, then=self._take, failed=self._fail, latest="triggers", owner=self)

    def make_new(self) -> bool:
        self.record()
        return True

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def leave_step(self) -> bool:
        if self._form is not None:
            self.show_form(None)
            return True
        if self.search.text():
            self.search.clear()
            self.table.setFocus()
            return True
        return False

    # what is shown

    def current(self) -> TriggerRow | None:
        """The trigger in focus."""
        row = self.table.current_row()
        return row if isinstance(row, TriggerRow) else None

    def _fail(self, error: Exception) -> None:
        self.pile.show_error(error, self.refresh)

    def _take(self, found: tuple[tuple[TriggerRow, ...], tuple[MaterialCourseRow, ...]]) -> None:
        is_first = self.rows is None
        self.rows, self.courses = found
        self.pile.drop_error()
        still = sum(row.open for row in self.rows)
        open_rows = sum(bool(row.open) for row in self.rows)
        self.header.set_summary([
            f"{count_of(len(self.rows), 'trigger')}. ",
            (f"{count_of(still, 'course')} to answer", self._show_open) if still else "Every course has answered.",
        ])  # fmt: skip
        number = len(self.rows)
        self.chips.set_choices([(ALL, f"All {number}"), (OPEN, f"To answer {open_rows}"), (SETTLED, f"Settled {number - open_rows}")])  # fmt: skip
        self._show()
        if is_first and self.isVisible():
            (self.table if number else self.new).setFocus()

    def _show_open(self) -> None:
        self.chips.choose(OPEN)
        self._show()
        self.table.setFocus()

    def _clear(self) -> None:
        self.chips.choose(ALL)
        self.search.clear()
        self._show()

    def _show(self) -> None:
        words = self.search.text().strip()
        rows = wanted(self.rows or (), self.chips.choice() or ALL, words)
        self.model.set_search(words)
        self.model.set_rows(rows)
        self.nothing.title.setText(f"No trigger matches “{words}”." if words else "None of the kind.")
        self.nothing.text.setText("Show all brings every trigger back." if self.rows else "")
        if not self.pile.has_error():
            self.pile.setCurrentIndex(0 if rows else 2 if self.rows else 1)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif self.table.current_row() is None and rows:
            self.table.choose(rows[0].id)
        self._soon.start()

    def tell(self) -> None:
        """Tell of the trigger in focus, unless a form lies over it."""
        row = self.current()
        if self._form is None and self.isVisible():
            self.shell.set_inspector(about_trigger(row, self.do) if row is not None else None)

    def show_form(self, form: FormPane | None) -> None:
        """Lay a form over the inspector; None takes it away."""
        had, self._form = self._form, form
        if had is not None:
            had.setEnabled(False)
        self.new.set_kind("filled" if form is None else "outlined")
        if form is None:
            self.tell()
            self.table.setFocus()
            return
        self.shell.set_inspector(form)
        self.shell.show_inspector()
        if form.first is not None:
            form.first.setFocus()

    # deeds

    def menu(self) -> QMenu:
        """The deeds of the trigger in focus."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self.current()
        for flag, name, _version in row.flags if row is not None else ():
            if flag.is_open:
                menu.addAction(f"Settle: {name}", lambda flag=flag: self.do("settle", flag.id))  # type: ignore[misc]
        for flag, name, _version in row.flags if row is not None else ():
            menu.addAction(f"Open pack: {name}", lambda flag=flag: self.do("open", flag.id))  # type: ignore[misc]
        menu.addAction("Flag more courses...", lambda: self.do("flag"))
        return menu

    def _first(self) -> None:
        row = self.current()
        still = [flag for flag, _, _ in row.flags if flag.is_open] if row is not None else []
        self.do("settle" if still else "flag", still[0].id if still else "")

    def record(self) -> None:
        """A new trigger, and the courses it touches."""
        form = around_forms.trigger(self.shell, self.courses, "", self.shell.today(), self._left)
        form.then = self._made
        self.show_form(form)

    def _made(self, done: Any) -> None:
        self._wanted = str(done.result)
        self._clear()

    def do(self, word: str, flag: str = "") -> None:
        """Settle a flag, open the pack of its course, or flag more courses."""
        row = self.current()
        if row is None:
            return
        of = next((one for one, _, _ in row.flags if one.id == flag), None)
        if word == "flag":
            self.show_form(around_forms.flag_more(self.shell, row, self.courses, self._left))
        elif of is not None and word == "open":
            self.shell.navigate("materials", of.course_id)
        elif of is not None:
            today = self.shell.today()

            def found(versions: Sequence[Any]) -> None:
                self.show_form(around_forms.settle(self.shell, of, versions, today, self._left))

            self.shell.ask(material_versions, of.course_id, today, then=found, latest="versions", owner=self)

    def _left(self) -> None:
        self.show_form(None)
