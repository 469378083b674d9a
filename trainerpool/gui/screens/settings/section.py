"""What every section of Settings is: blocks to scroll through, or a list whose chosen row is changed in the inspector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.settings.editing import RecordInspector
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

WIDEST = 720
Deed = tuple[str, Callable[[], None]]


class Section(QWidget):
    """One section. `deeds` stand at the right of the page's head while it is shown."""

    title = ""
    summary = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.deeds: list[Button] = []
        self.setAccessibleName(self.title)

    def refresh(self) -> None:
        """Ask the pool again; what is being typed stays."""

    def shown(self) -> None:
        """The section has been turned to: give the inspector what belongs to it."""
        self.shell.set_inspector(None)

    def hidden(self) -> None:
        """Another section is turned to; what stood in the inspector is the window's to let go."""

    def choose(self, key: str) -> None:
        """Go to one thing in the section, as the search found it."""

    def make_new(self) -> bool:
        """Ctrl+N; True when this section makes something new."""
        return False

    def finish(self) -> None:
        """Ctrl+Enter."""

    def take_focus(self) -> None:
        """Put the keyboard on the section's first thing."""
        self.focusNextChild()


class ScrollSection(Section):
    """Blocks below each other, scrolled together."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(13, 12, 16, 16)
        holder = QWidget()
        holder.setMaximumWidth(theme.scaled(WIDEST))
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        row.addWidget(holder, 1000)
        row.addStretch(1)
        scroll.setWidget(inner)
        self.area = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


class ListBlock(QWidget):
    """A short table with its heading, shown at its full height, or what is said where there is nothing."""

    def __init__(
        self, title: str, columns: tuple[ColumnSpec[Any], ...], nothing: str, hint: str, deeds: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.model: RowsModel[Any] = RowsModel(columns)
        self.table = TableView(title, self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState(nothing, hint)
        self._card = Pane("card")
        self._card.column.addWidget(self.table)
        head = QHBoxLayout()
        head.setSpacing(2)
        self.heading = Label(title, "section")
        head.addWidget(self.heading)
        head.addStretch(1)
        for deed in deeds:
            head.addWidget(deed)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 0, 3, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._card)
        self.show_rows(())

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows."""
        self.model.set_rows(rows)
        number = self.model.rowCount()
        self._empty.setVisible(not number)
        self._card.setVisible(bool(number))
        head = max(self.table.horizontalHeader().height(), self.table.horizontalHeader().sizeHint().height())
        self.table.setFixedHeight(head + self.table.verticalHeader().defaultSectionSize() * number - 1)


class ListSection(Section):
    """A list of one kind of record; the row in focus is shown in the inspector, where it is changed.

    A subclass gives `ask_rows`, `ask_about(row)`, which answers through `show_about`, and `deeds_of(row)`.
    """

    add_words = ""

    def __init__(
        self, shell: Shell, columns: tuple[ColumnSpec[Any], ...], nothing: tuple[str, str], says: Callable[[Any], str]
    ) -> None:
        super().__init__(shell)
        self.model: RowsModel[Any] = RowsModel(columns, says=says)
        self.table = TableView(self.title, self.model)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.about: RecordInspector | None = None
        self._wanted = ""
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.empty = EmptyState(*nothing, [(self.add_words, lambda: None)] if self.add_words else [], "plus")
        for button in self.empty.findChildren(Button):
            button.does(self._make)
        self.stack.addWidget(stack(self.empty))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        if self.add_words:
            self.deeds = [Button(self.add_words, "filled", "plus").does(self._make)]
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.tell)
        self.table.chosen.connect(lambda _row: self._soon.start())
        self.table.opened.connect(self.on_opened)
        self.table.asked_menu.connect(self._menu)

    # what a subclass gives

    def ask_about(self, row: Any) -> None:
        """Ask for everything about a row; ends in `show_about`."""
        raise NotImplementedError

    def deeds_of(self, _row: Any) -> Sequence[Deed]:
        """What can be done about a row, for its context menu: the same deeds as in the inspector."""
        return ()

    def on_opened(self, _row: Any) -> None:
        """Enter on a row: to its form."""
        self._soon.stop()
        self.tell()
        self.shell.show_inspector(True)
        if self.about is not None:
            self.about.form.focus()

    # what is shared

    def deed(self, operation: Callable[..., Any], *args: Any, **named: Any) -> None:
        """Do a deed of the pool."""
        self.shell.do(operation, *args, owner=self, **named)

    def _make(self) -> None:
        self.make_new()

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows; the one just made is chosen, else the one that was, else the first."""
        self.model.set_rows(rows)
        self.stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif self.table.current_row() is None and self.model.rowCount():
            self.table.choose(self.model.key(self.model.rows()[0]))
        self._soon.start()

    def tell(self) -> None:
        """Show the row in focus in the inspector; a new record being typed is left alone."""
        row = self.table.current_row()
        if not self.isVisible():
            return
        if row is None:
            self.about = None
            self.shell.set_inspector(None)
            return
        if self.about is not None and not self.about.about and self.about.form.changes():
            return
        self.ask_about(row)

    def show_about(self, made: RecordInspector, basis: Any) -> None:
        """Show an inspector; one that says the same already stays, and what is typed in it."""
        before = self.about
        if before is not None and before.about == made.about:
            if before.basis == basis and made.about:
                made.deleteLater()
                return
            made.form.take_over(before.form)
        made.basis = basis
        self.about = made
        self._fill_deed("filled")
        if self.isVisible():
            self.shell.set_inspector(made)

    def is_about(self, key: str, basis: Any) -> bool:
        """Whether the inspector says exactly this already."""
        return self.about is not None and self.about.about == key and self.about.basis == basis

    def shown(self) -> None:
        self.shell.set_inspector(self.about)
        self._soon.start()

    def hidden(self) -> None:
        self.about = None
        self._fill_deed("filled")

    def _fill_deed(self, kind: str) -> None:
        for deed in self.deeds:
            deed.set_kind(kind)

    def choose(self, key: str) -> None:
        if not self.table.choose(key):
            self._wanted = key
        self.table.setFocus()

    def choose_when_there(self, key: str) -> None:
        """Choose a record just made, once the list has it."""
        self._wanted = key
        self.refresh()

    def take_focus(self) -> None:
        is_empty = self.stack.currentIndex() == 1
        (self.deeds[0] if is_empty and self.deeds else self.table).setFocus()

    def finish(self) -> None:
        if self.about is not None:
            self.about.finish()

    def begin_new(self, made: RecordInspector, add: Callable[[], None], *below: QWidget) -> bool:
        """Show the form of a new record, with the keyboard in it; `add` is its deed, Esc leaves without a trace."""
        made.offer(add, self.end_new, *below)
        self.about = made
        self._fill_deed("outlined")  # the form's own deed is the filled one now
        self.shell.set_inspector(made)
        self.shell.show_inspector(True)
        made.form.focus()
        return True

    def made(self, done: Any) -> None:
        """A new record was made: turn to it."""
        self.about = None
        self.choose_when_there(done.record or "")
        self.table.setFocus()

    def end_new(self) -> None:
        """Leave the form of a new record without making it."""
        self.about = None
        self._fill_deed("filled")
        self.tell()
        self.take_focus()

    def _menu(self, row: Any, point: Any) -> None:
        deeds = self.deeds_of(row)
        if not deeds:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, run in deeds:
            menu.addAction(words, run)
        menu.popup(point)
