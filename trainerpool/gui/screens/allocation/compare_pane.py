"""Two proposals side by side in place of the board: figures first, then the sessions in which they differ."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.words import heading
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.operations.comparisons import CompareRow, Comparison, DifferingSession


class ComparePane(QWidget):
    """`used("A" or "B")` takes one of them, `left` goes back to the board, `opened(session)` shows a session there."""

    used = Signal(str)
    left = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Two proposals compared")
        self._loaded: Loaded | None = None
        self.words = Label("", tone="muted", wraps=True)
        self.use = {key: Button(f"Use {key}").does(lambda key=key: self.used.emit(key)) for key in "AB"}  # type: ignore[misc]
        self.back = Button("Back to the board", "link").does(self.left.emit)
        self.figures: RowsModel[CompareRow] = RowsModel(
            (
                ColumnSpec("Figure", lambda one: one.what, kind=CellKind.STRONG, width=260, stretches=True),
                ColumnSpec("Proposal A", lambda one: one.first, width=110, align="right", icon=lambda one: _tick(one, 1), meaning=lambda one: _good(one, 1)),
                ColumnSpec("Proposal B", lambda one: one.second, width=110, align="right", icon=lambda one: _tick(one, 2), meaning=lambda one: _good(one, 2)),
            ),
            key=lambda one: one.what,
            says=_figure_words,
            parent=self,
        )  # fmt: skip
        self.sessions: RowsModel[DifferingSession] = RowsModel(
            (
                ColumnSpec("Session", self._heading, kind=CellKind.STRONG, width=190),
                ColumnSpec("Proposal A", lambda one: one.first, width=220, stretches=True),
                ColumnSpec("Proposal B", lambda one: one.second, width=220, stretches=True),
            ),
            key=lambda one: one.session,
            says=lambda one: f"{self._heading(one)}: A {one.first}; B {one.second}",
            parent=self,
        )
        self.table = TableView("Figures of both proposals", self.figures, "compact")
        self.differing = TableView("Sessions in which they differ", self.sessions, "compact")
        self.differing.opened.connect(lambda row: self.opened.emit(row.session))
        self.count = Label("", "strong")
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 13, 4)
        head.setSpacing(4)
        head.addWidget(self.words, 1)
        for one in (self.back, *self.use.values()):
            head.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 7)
        self.count.setContentsMargins(16, 10, 16, 6)
        column.addWidget(self.count)
        column.addWidget(self.differing, 6)

    def _heading(self, one: DifferingSession) -> str:
        return heading(self._loaded.row(one.session)) if self._loaded is not None else ""

    def show_comparison(self, loaded: Loaded, found: Comparison, first: str, second: str) -> None:
        """Show these; `first` and `second` say what each was proposed for."""
        self._loaded = loaded
        self.words.setText(f"A: {first}. B: {second}. A tick marks the better figure.")
        self.figures.set_rows(found.figures)
        self.sessions.set_rows(found.sessions)
        number = len(found.sessions)
        self.count.setText(
            f"{number} session{'s differ' if number != 1 else ' differs'}"
            if number
            else "Both staff every session alike"
        )
        self.differing.setVisible(bool(number))


def _good(one: CompareRow, which: int) -> Meaning | None:
    return Meaning.GOOD if one.better == which else None


def _tick(one: CompareRow, which: int) -> str:
    return "check" if one.better == which else ""


def _figure_words(one: CompareRow) -> str:
    better = f", {'AB'[one.better - 1]} is better" if one.better else ""
    return f"{one.what}: A {one.first}, B {one.second}{better}"
