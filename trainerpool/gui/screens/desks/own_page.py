"""What the pages of one's own desk share: whose desk it is, what is asked about them, and what is said without a carry file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.marks import Meaning
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.notices import EmptyState, Notice, stack
from trainerpool.gui.screens.desks.lines import Group, Line
from trainerpool.gui.screens.desks.lines_view import LinesView
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import ColumnSpec
from trainerpool.queries.own_work import HeldFileRow, held_file

if TYPE_CHECKING:
    from trainerpool.gui.shown import ShownTable

Deed = tuple[str, Callable[[], None]]

OWN_KINDS = frozenset({
    "person", "evidence", "training_session", "session_part", "allocation", "allocation_step", "unavailability", "weekday_pattern",
    "material_version", "acknowledgement", "ready_step", "session_report", "reflection", "held_file", "attendance",
    "availability_answer", "availability_call", "support_request", "observation", "visit", "setting", "kept_file",
    "judgement", "strength", "observation_action", "observation_revision",
})  # fmt: skip
PRINTED: tuple[ColumnSpec[Line], ...] = (
    ColumnSpec("Day", lambda line: line.lead, width=90),
    ColumnSpec("What", lambda line: line.title, width=220),
    ColumnSpec("About it", lambda line: line.detail, width=260),
    ColumnSpec("State", lambda line: line.mark.word if line.mark else line.beside, width=110),
)


class OwnPage(Screen):
    """A head over a list of lines; subclasses ask in `question` (in the worker) and show in `tell`."""

    title: ClassVar[str] = ""
    shows = OWN_KINDS

    def __init__(self, shell: Shell, deeds: tuple[QWidget, ...] = ()) -> None:
        super().__init__(shell)
        self.setAccessibleName(self.title)
        self.person = ""
        self.held: HeldFileRow | None = None
        self.form: FormPane | None = None
        self.header = PageHeader(self.title, (), deeds)
        self.list = LinesView(self.title)
        self.list.chosen.connect(self._on_chosen)
        self.list.did.connect(self.do)
        self.list.asked_menu.connect(self._on_menu)
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        self.pile = QStackedLayout()
        self.pile.addWidget(self.list)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.header)
        self.column.addLayout(self.above)
        self.column.addLayout(self.pile, 1)
        self.column.addLayout(self.below)
        self._wanted = ""
        self._empty: QWidget | None = None
        self._notice: QWidget | None = None
        self.refresh()

    # asked and shown

    def question(self, desk: Any, held: HeldFileRow, today: date) -> Any:
        """What the page shows, asked of the desk in the worker."""
        raise NotImplementedError

    def tell(self, found: Any) -> None:
        """Show what was found."""
        raise NotImplementedError

    def about(self, line: Line) -> None:
        """Show what is known of a line in the inspector."""

    def do(self, line: Line, word: str) -> None:
        """Do one deed of a line; "" opens it."""

    def deeds_of(self, line: Line) -> list[Deed]:
        """The deeds of a line, as its menu holds them."""
        return [(one.words, lambda one=one: self.do(line, one.word)) for one in line.deeds]  # type: ignore[misc]

    def refresh(self) -> None:
        """Ask again; the line in focus stays."""
        today = self.shell.today()

        def work(desk: Any) -> tuple[HeldFileRow | None, Any]:
            held = desk.ask(held_file) if desk is not None else None
            return held, (self.question(desk, held, today) if held is not None else None)

        self.shell.work(work, then=self._show, latest=f"own {self.title}", owner=self)

    def _show(self, found: tuple[HeldFileRow | None, Any]) -> None:
        self.held = found[0]
        if self.held is None:
            text = "Open the carry file the Business Unit sends you: by File, Open your own desk, or drop it on this window."
            self.show_empty("There is no carry file on this desk yet", text)
            return
        self.person = self.held.person
        self._tell_expiry(self.held)
        self.tell(found[1])

    def show_groups(self, groups: Sequence[Group]) -> bool:
        """Show lines in groups; False where there is none."""
        self.list.show_groups(groups, self._wanted)
        self._wanted = ""
        if self.list.lines.items:
            was_on_it = self.has_keyboard()
            self.pile.setCurrentWidget(self.list)
            if was_on_it:
                self.take_keyboard()
            if self.list.current() is not None and self.form is None:
                self._on_chosen(self.list.current())
        return bool(self.list.lines.items)

    def show_empty(self, title: str, text: str, deeds: tuple[Deed, ...] = (), icon: str = "cloud-off") -> None:
        """Say what is not there, and the deeds that would fill it."""
        was_on_it = self.has_keyboard()
        if self._empty is not None:
            self.pile.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = stack(EmptyState(title, text, deeds, icon))
        self.pile.addWidget(self._empty)
        self.pile.setCurrentWidget(self._empty)
        if was_on_it:
            self.take_keyboard()
        if self.form is None:
            self.shell.set_inspector(None)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on what the pile shows, or on nothing: what takes its place takes the keyboard, too."""
        focused: QWidget | None = QApplication.focusWidget()
        shown = self.pile.currentWidget()
        return self.isVisible() and (
            focused is None or focused is shown or (shown is not None and shown.isAncestorOf(focused))
        )

    def _tell_expiry(self, held: HeldFileRow) -> None:
        if self._notice is not None:
            self.above.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None
        today = self.shell.today()
        if held.opens_until is None or not held.is_expired(today):
            return
        words = f"This carry file was meant to be used until {in_words(held.opens_until, weekday=True)}. What you did can still be sent; ask for a new one."
        if held.is_to_wipe(today):
            words += " It is time to wipe it from this computer: you are asked each time you open it."
        self._notice = Notice(words, Meaning.ATTENTION)
        self.above.insertWidget(0, self._notice)

    # the inspector

    def show_form(self, form: FormPane | None) -> None:
        """Lay a form over the inspector; None takes it away and gives the keyboard back to the list."""
        self.form = form
        if form is None:
            line = self.list.current()
            if line is not None and self.pile.currentWidget() is self.list:
                self.about(line)
            else:
                self.shell.set_inspector(None)
            self.take_keyboard()
            return
        self.shell.set_inspector(form)
        self.shell.show_inspector()

    def leave_form(self) -> None:
        """The form was done or left."""
        self.show_form(None)

    def take_keyboard(self) -> None:
        """Put the keyboard on what the page is about."""
        shown = self.pile.currentWidget()
        if shown is self.list:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is not None and shown is self._empty:
            stops = [one for one in shown.findChildren(Button) if one.focusPolicy().value]
            if stops:
                stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, line: Line | None) -> None:
        self.form = None
        if line is not None:
            self.about(line)

    def _on_menu(self, line: Line, point: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, run in self.deeds_of(line):
            menu.addAction(words, run)
        if not menu.isEmpty():
            menu.popup(point)

    # what the window asks

    def arrive(self, argument: object) -> None:
        """`argument`: the key of a line."""
        if isinstance(argument, str):
            self._wanted = argument
            self.list.choose(argument)

    def leave_step(self) -> bool:
        if self.form is not None:
            self.leave_form()
            return True
        focused: QWidget | None = QApplication.focusWidget()
        if (
            focused is not None
            and not self.isAncestorOf(focused)
            and self.width() > 600
            and self.pile.currentWidget() is self.list
        ):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def shown_tables(self) -> tuple[ShownTable, ...]:
        """What is printed: the lines that are shown."""
        from trainerpool.gui.shown import ShownTable

        rows = [item for item in self.list.lines.items if isinstance(item, Line)]
        return (ShownTable(self.title, PRINTED, lambda: rows),)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_keyboard()
