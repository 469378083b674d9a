"""Checklists and frameworks in Settings: their versions, and the newest changed item by item into one that follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from trainerpool.domain import framework_changes as changing
from trainerpool.domain.framework_changes import Draft, DraftItem
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.screens.settings.framework_about import about_framework, about_item
from trainerpool.gui.screens.settings.framework_doing import FrameworkDoing
from trainerpool.gui.screens.settings.framework_rows import (
    CHANGE,
    COLUMNS,
    GROUP,
    STARRED,
    has_stars,
    says,
    told_of,
    version_words,
)
from trainerpool.gui.screens.settings.section import Section
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.framework_history import FrameworkHistory, FrameworkVersion, framework_histories


class FrameworkSection(Section):
    """Enter changes the item in focus, Alt+Up and Down move it, Space stars it, Del retires it, Ctrl+Enter puts it all in force."""

    title = "Checklists and frameworks"
    summary = "A change makes a new version; what was judged by an older one stays as it was."

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.rows: tuple[FrameworkHistory, ...] = ()
        self._drafts: dict[str, Draft] = {}
        self._form: FormPane | None = None
        self._wanted = ""
        self.doing = FrameworkDoing(self, self)
        self.add = Button("Add item", "outlined", "plus").does(self.doing.add)
        self.put = Button("Put in force", "outlined", keys="Ctrl+Enter").does(self.finish)
        self.deeds = [self.add, self.put]
        self.which, self.version = choice_box(), choice_box()
        self.which.setAccessibleName("Framework")
        self.version.setAccessibleName("Version of the framework")
        self.more = Button("More")
        bar = QHBoxLayout()
        bar.setContentsMargins(13, 4, 13, 0)
        bar.setSpacing(8)
        bar.addWidget(self.which, 3)
        bar.addWidget(self.version, 3)
        bar.addWidget(self.more)
        self.told, self.warned = Label("", tone="muted", wraps=True), Label("", tone="attention", wraps=True)
        words = QVBoxLayout()
        words.setContentsMargins(16, 4, 16, 6)
        words.setSpacing(2)
        words.addWidget(self.told)
        words.addWidget(self.warned)
        self.model: RowsModel[DraftItem] = RowsModel(COLUMNS, key=lambda row: row.no, says=says)
        self.table = TableView("Items of the framework", self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        empty = EmptyState("No item is left", "A framework has one at least.", [("Add item", self.doing.add), ("Discard changes", self.discard)])  # fmt: skip
        self.stack.addWidget(stack(empty))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addLayout(words)
        whole.addWidget(Hairline())
        whole.addWidget(self.stack, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        self.which.activated.connect(lambda _place: self._turn())
        self.version.activated.connect(lambda _place: self._fill())
        self.table.chosen.connect(lambda _row: self._soon.start())
        self.table.opened.connect(self.doing.edit)
        self.doing.listen(self.table)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # Enter alone opens the item in focus
            finish = QShortcut(QKeySequence(keys), self)
            finish.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            finish.activated.connect(self.finish)
        self.table.asked_menu.connect(lambda _row, point: self.doing.menu().popup(point))

    # what is shown

    def refresh(self) -> None:
        """Ask for the versions again; changes not in force yet stay."""
        self.shell.ask(framework_histories, self.shell.today(), then=self._take, latest="frameworks", owner=self)

    def history(self) -> FrameworkHistory | None:
        """The framework that is shown."""
        place = self.which.currentIndex()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def shown_version(self) -> FrameworkVersion | None:
        """The version that is shown."""
        history = self.history()
        place = max(0, self.version.currentIndex())
        return history.versions[place] if history is not None and place < len(history.versions) else None

    @property
    def is_open(self) -> bool:
        """Whether the version shown is the newest, which changes go on from."""
        return self.history() is not None and self.version.currentIndex() <= 0

    @property
    def is_changed(self) -> bool:
        """Whether there are changes that are not in force yet."""
        history = self.history()
        return history is not None and changing.is_changed(self.draft(), history.newest.items)

    def draft(self) -> Draft:
        """The items as they would be, or those of an older version as they were."""
        history, version = self.history(), self.shown_version()
        if history is None or version is None:
            return ()
        if not self.is_open:
            return changing.begun(version.items)
        return self._drafts.get(history.id) or changing.begun(version.items)

    def _take(self, rows: Sequence[FrameworkHistory]) -> None:
        before, version = self.history(), self.version.currentIndex()
        was = before.newest.number if before is not None else 0
        self.rows = tuple(rows)
        self.which.clear()
        for one in self.rows:
            self.which.addItem(one.name if one.sort != "checklist" else f"{one.name}, the checklist", one.id)
        place = max(0, self.which.findData(before.id if before is not None else ""))
        self.which.setCurrentIndex(place)
        self._turn(version if before is not None and self.rows and self.rows[place].newest.number == was else 0)
        if self._wanted:
            self.choose(self._wanted)

    def _turn(self, version: int = 0) -> None:
        """Another framework is turned to."""
        history = self.history()
        self.version.clear()
        if history is None:
            return
        for one in history.versions:
            self.version.addItem(version_words(one, self.shell.today()), one.number)
        self.version.setCurrentIndex(version)
        self._fill()

    def _fill(self) -> None:
        history, version = self.history(), self.shown_version()
        if history is None or version is None:
            return
        draft = self.draft()
        self.model.set_rows(draft)
        for column, is_there in (
            (STARRED, has_stars(history)), (GROUP, any(one.item.group for one in draft)),
            (CHANGE, self.is_open and any(one.change for one in draft)),
        ):  # fmt: skip
            self.table.show_column(column, is_there)
        if self.table.current_row() is None and draft:
            self.table.choose(draft[0].no)
        self.stack.setCurrentIndex(0 if draft else 1)
        self.told.setText(told_of(history, version))
        self._settle(history, draft)
        self._soon.start()

    def _settle(self, history: FrameworkHistory, draft: Draft) -> None:
        """What may be done now, and what is to be seen to first."""
        why = self._why_not(draft)
        self.put.block(why)
        self.put.set_kind("filled" if not why and self._form is None else "outlined")
        self.add.block("" if self.is_open else "An older version stays as it was.")
        self.warned.setText(_warning(history, draft, is_open=self.is_open, is_changed=self.is_changed))
        self.warned.setVisible(bool(self.warned.text()))
        menu = QMenu(self.more)
        menu.setAccessibleName("More")
        for words, keys, run in self.doing.of_framework():
            menu.addAction(f"{words}\t{keys}" if keys else words, run)
        self.more.set_menu(menu)

    def _why_not(self, draft: Draft) -> str:
        if not self.is_open:
            return "An older version stays as it was."
        if not changing.kept(draft):
            return "No item is left."
        return "" if self.is_changed else "Nothing is changed."

    def tell(self) -> None:
        """Show the item in focus in the inspector; a form that is being filled in stays."""
        history, row = self.history(), self.table.current_row()
        if not self.isVisible() or self._form is not None or history is None:
            return
        if row is None:
            self.shell.set_inspector(about_framework(history, self.doing.of_framework()))
        else:
            self.shell.set_inspector(about_item(history, row, self.doing.of_item(row), self.is_open))

    def show_draft(self, draft: Draft, no: str = "") -> None:
        """Show these changes, with the item of this number in focus."""
        history = self.history()
        if history is None:
            return
        self._drafts[history.id] = draft
        if not changing.is_changed(draft, history.newest.items) and not any(one.is_retired for one in draft):
            self._drafts.pop(history.id)
        self._fill()
        if no:
            self.table.choose(no)

    def discard(self) -> None:
        """Let go of what is not in force yet."""
        history = self.history()
        if history is not None:
            self._drafts.pop(history.id, None)
        self.version.setCurrentIndex(0)
        self._fill()
        self.take_focus()

    def show_form(self, form: FormPane | None) -> None:
        """Lay a form over the inspector; None takes it away and goes back to the items."""
        had, self._form = self._form, form
        if had is not None:
            had.setEnabled(False)  # it takes no focus any more, whatever was on its way
        self.put.set_kind("filled" if form is None and not self.put.is_blocked() else "outlined")
        if form is None:
            self.tell()
            self.take_focus()
            return
        self.shell.set_inspector(form)
        self.shell.show_inspector()
        if form.first is not None:
            form.first.setFocus()

    def after(self, _done: Any) -> None:
        """A new version is in force: nothing is left of its draft."""
        history = self.history()
        if history is not None:
            self._drafts.pop(history.id, None)
        self.version.setCurrentIndex(0)
        self.refresh()

    # what the page asks

    def shown(self) -> None:
        self.shell.set_inspector(self._form)
        self._soon.start()

    def hidden(self) -> None:
        self._form = None
        self._fill()

    def take_focus(self) -> None:
        (self.table if self.model.rowCount() else self.which).setFocus()

    def choose(self, key: str) -> None:
        """`key`: a framework, as "checklist: Trainer packs" or the sort alone."""
        self._wanted = key if not self.rows else ""
        place = next((n for n, one in enumerate(self.rows) if key in (one.id, one.sort, one.name)), -1)
        if place >= 0:
            self.which.setCurrentIndex(place)
            self._turn()
            self.take_focus()

    def make_new(self) -> bool:
        self.doing.add()
        return True

    def finish(self) -> None:
        """Ctrl+Enter: show what would change, then put it in force."""
        if self._form is not None:
            self._form.finish()
        elif not self.put.is_blocked():
            self.doing.put_in_force()


def _warning(history: FrameworkHistory, draft: Draft, *, is_open: bool, is_changed: bool) -> str:
    """What is to be known before anything is put in force."""
    if not is_open:
        return "An older version stays as it was. More offers to bring it back."
    if not is_changed:
        return ""
    items = changing.kept(draft)
    said = ["Changed, not in force yet."]
    if not items:
        said.append("No item is left.")
    elif has_stars(history) and history.sort != "principles" and not any(item.starred for item in items):
        stars = "nobody could be signed off" if history.sort == "observation" else "no No would stop approval"
        said.append(f"No item is starred: {stars}.")
    return " ".join(said)
