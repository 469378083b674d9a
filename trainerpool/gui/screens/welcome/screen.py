"""The page without a pool: the last one is one key away, and four ways to begin."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.background import Job
from trainerpool.gui.page import Screen
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.notices import Notice
from trainerpool.gui.screens.welcome.begin import Way, WaysToBegin
from trainerpool.gui.screens.welcome.new_pool import NewPoolForm
from trainerpool.gui.screens.welcome.recent import COLUMNS, RecentRow, looked_at, recent_rows, says
from trainerpool.gui.shell import Question, Shell
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.host import remembered

WIDEST = 1056
WORKBOOKS = ("Workbooks (*.xlsx *.xls *.ods *.csv)",)
_EXAMPLES: list[tempfile.TemporaryDirectory[str]] = []  # lie until the program ends, then go

WHY_LOCAL = Question(
    "Why a pool stays on this computer",
    "A database that two computers write at once, or that something copies while it is written, loses what it held.",
    "Close",
    "Back",
    (
        "Share the work with return files and the home copy, which is brought up to date after each quiet minute.",
        "Backups may lie on a network drive: they are written whole, then checked.",
    ),
)


class WelcomeScreen(Screen):
    """Enter opens the pool the list stands on; Del takes it off the list; Ctrl+N makes a new one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Welcome")
        self.form: NewPoolForm | None = None
        self.model: RowsModel[RecentRow] = RowsModel(COLUMNS, recent_rows(), says=says)
        self.table = TableView("Opened lately", self.model, density="comfortable")
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.open = Button("Open", "filled", "folder-open", "Enter", large=True).does(self._open_current)
        self.restore = Button("Put a backup back...", "link").does(self._restore)
        self.ways = WaysToBegin(
            (
                Way(
                    "plus",
                    "Make a new pool",
                    "One encrypted file. You choose a passphrase and print a recovery sheet.",
                    "New pool...",
                    self._make_pool,
                    "Ctrl+N",
                ),
                Way(
                    "table-properties",
                    "Bring in a spreadsheet you already keep",
                    "Every row is shown with what became of it before anything is stored. You can also drop the file on this window.",
                    "Choose a workbook...",
                    self._choose_workbook,
                ),
                Way(
                    "folder-open",
                    "Open a pool that is on this computer",
                    "A file that ends in .tpool, such as a backup you restored. It opens with your passphrase.",
                    "Open...",
                    self._choose_pool,
                    "Ctrl+O",
                ),
                Way(
                    "eye",
                    "Look round with an example",
                    "64 invented trainers and a year of their evidence. Nothing you do there touches a real pool.",
                    "Open the example",
                    self._open_example,
                ),
            )
        )
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label("Trainer Pool", "title"))
        words.addWidget(
            Label(
                "Who may deliver what, on which day, with which approved material, and why.", tone="muted", wraps=True
            )
        )
        head.addLayout(words, 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        head.setContentsMargins(0, 0, 0, 0)
        self.lately = QWidget()
        lately = QVBoxLayout(self.lately)
        lately.setContentsMargins(0, 0, 0, 0)
        lately.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(Label("Opened lately", "section"))
        above.addStretch(1)
        above.addWidget(Label("Del takes one off this list; the file stays", tone="muted"))
        above.addSpacing(12)
        above.addWidget(self.restore)
        lately.addLayout(above)
        card = Pane("card")
        card.column.addWidget(self.table)
        lately.addWidget(card)
        self.far = Notice(
            "A pool is not opened from a network drive, where it could be damaged. Keep it on this computer; backups may go to a network drive.",
            link=("Why", self._say_why_local),
        )
        self.far.hide()
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(WIDEST) + 32)
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(24)
        self._column.addLayout(head)
        self._column.addWidget(self.lately)
        start = QVBoxLayout()
        start.setSpacing(8)
        start.addWidget(Label("Start here", "section"))
        start.addWidget(self.ways)
        self._column.addLayout(start)
        self._column.addWidget(self.far)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_scrolled(inner))
        QWidget.setTabOrder(self.open, self.table)

    def _connect(self) -> None:
        self.table.opened.connect(self._open_row)
        self.table.chosen.connect(lambda _row: self._say_open())
        self.table.asked_menu.connect(self._menu)
        self.shell.background.finished.connect(self._on_finished)

    # what the window asks

    def arrive(self, argument: object) -> None:
        """A path: a workbook that was dropped while no pool was open."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.choose(self.model.rows()[0].id)
        (self.open if self.model.rowCount() else self.ways.buttons[0]).setFocus()
        if isinstance(argument, Path):
            self._make_pool(argument)

    def refresh(self) -> None:
        """Look again which files are there; the list is shown at once."""
        self._show(recent_rows() if not self.model.rows() else self.model.rows())
        rows = recent_rows()
        self.shell.solve(lambda: looked_at(rows), then=self._show, title="Looking for the pools", owner=self)

    def make_new(self) -> bool:
        self._make_pool()
        return True

    # rows

    def _show(self, rows: Sequence[RecentRow]) -> None:
        self.model.set_rows(rows)
        self.lately.setVisible(bool(rows))
        self.open.setVisible(bool(rows))
        self.ways.buttons[0].set_kind("outlined" if rows else "filled")
        self.far.setVisible(any(row.state is not None and row.state.is_far for row in rows))
        if rows and not self.table.currentIndex().isValid():
            self.table.choose(rows[0].id)
        self._fit_table()
        self._say_open()

    def _fit_table(self) -> None:
        head = max(self.table.horizontalHeader().height(), self.table.horizontalHeader().sizeHint().height())
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(head + row * self.model.rowCount() - 1)  # the card closes the last row

    def _say_open(self) -> None:
        row = self.table.current_row()
        self.open.set_text(f"Open {row.path.name}" if row is not None else "Open")

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: RecentRow) -> None:
        """Open it; what was found to be in the way is looked at once more before it is refused."""

        def seen(rows: Sequence[RecentRow]) -> None:
            state = rows[0].state
            if state is None or state.problem is None:
                self.shell.open_pool(row.path)
            else:
                self._show([rows[0] if one.path == row.path else one for one in self.model.rows()])
                self.shell.problem(state.problem)

        self.shell.solve(lambda: looked_at([row]), then=seen, title="Looking for the pool", owner=self)

    def _forget(self, row: RecentRow) -> None:
        remembered.forget_file(row.path)
        place = self.model.place_of(row.id)
        known = {one.path: one for one in self.model.rows()}
        rows = [known.get(one.path, one) for one in recent_rows()]
        self._show(rows)
        if rows:
            self.table.choose(rows[min(place, len(rows) - 1)].id)
        self.shell.toast(f"{row.path.name} is off the list. The file stays where it is.")
        if not rows:
            self.ways.buttons[0].setFocus()

    def _menu(self, row: RecentRow, point: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"Open {row.path.name}", lambda: self._open_row(row))
        menu.addAction("Put a backup back...", self._restore)
        menu.addAction("Take off this list", lambda: self._forget(row))
        menu.popup(point)

    def _restore(self) -> None:
        """For a pool that does not open: one of its backups in its place."""
        if (row := self.table.current_row()) is not None:
            from trainerpool.gui.screens.settings.restore_form import RestoreForm

            RestoreForm(self, self.shell, row.path).open()

    # ways to begin

    def _make_pool(self, workbook: Path | None = None) -> None:
        here = next(
            (row.path for row in self.model.rows() if row.state is not None and row.state.problem is None), None
        )
        self.form = NewPoolForm(self, self.shell, workbook, here)
        self.form.open()

    def _choose_workbook(self) -> None:
        self.shell.dialogs.open_file(
            self, "Bring in a spreadsheet", WORKBOOKS, lambda path: self._make_pool(path) if path else None
        )

    def _choose_pool(self) -> None:
        self.shell.dialogs.open_file(
            self, "Open a pool", ("Pools (*.tpool)",), lambda path: self.shell.open_pool(path) if path else None
        )

    def _open_example(self) -> None:
        place = tempfile.TemporaryDirectory(prefix="trainerpool-example-", ignore_cleanup_errors=True)
        _EXAMPLES.append(place)
        self.ways.buttons[3].block("The example is being made")

        def make() -> Any:
            from trainerpool.operations.example import make_example_pool

            return make_example_pool(Path(place.name))

        self.shell.show_made(make)

    def _on_finished(self, job: Job) -> None:
        if job.error is not None:
            self.ways.buttons[3].block("")

    def _say_why_local(self) -> None:
        self.shell.dialogs.confirm(self, WHY_LOCAL, lambda _yes: None)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.table.current_row()
        if event.key() == Qt.Key.Key_Delete and row is not None and (self.table.hasFocus() or self.open.hasFocus()):
            self._forget(row)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.tokens().layout["lay_inspector_over_under"]
        self._column.setContentsMargins(16, 12 if narrow else 32, 16, 16)
        self._column.setSpacing(12 if narrow else 24)
        self._fit_table()


def _scrolled(inside: QWidget) -> QScrollArea:
    """Something in the middle, to scroll through, up and down only."""
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inside, 1000)
    row.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(middle)
    return scroll
