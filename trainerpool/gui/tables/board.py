"""The allocation board: sessions and upright names stand still while the cells scroll; every deed has a key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from trainerpool.gui import preferences, theme
from trainerpool.gui.tables.board_carry import Carrying
from trainerpool.gui.tables.board_heads import SessionHeads, UprightNames
from trainerpool.gui.tables.board_model import BoardModel, BoardSession, BoardTrainer
from trainerpool.gui.tables.board_paint import BoardDelegate
from trainerpool.gui.tables.board_quick import QuickCells
from trainerpool.gui.tables.corner import Corner
from trainerpool.gui.tables.matrix import Matrix

WISHES = {Qt.Key.Key_L: "lead", Qt.Key.Key_C: "co-trainer", Qt.Key.Key_P: "pin", Qt.Key.Key_W: "why"}


class BoardView(Matrix):
    """The matrix.

    `wished(word, session, trainer)` with "lead", "co-trainer", "pin", "release", "carry", "why" or "open" (Enter, double click);
    `moved(session, trainer)` when another cell has the focus; `asked_menu(session, trainer, point)`.
    """

    wished = Signal(str, object, object)
    moved = Signal(object, object)
    asked_menu = Signal(object, object, object)

    def __init__(self, name: str, model: BoardModel) -> None:
        super().__init__(name, model)
        self.board = model
        self.uses_letters, self.by_agency = True, False
        self.setItemDelegate(BoardDelegate(self))
        self._cells = QuickCells(self)
        self.setHorizontalHeader(UprightNames(self))
        self.setVerticalHeader(SessionHeads(self))
        self._corner = Corner(self, "Session", "Places")
        self.carry = Carrying(self, model)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda: self._wish("open"))
        self.customContextMenuRequested.connect(self._on_menu)
        model.modelReset.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Take sizes from the fonts and the words shown."""
        size = theme.row_height("board")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
        self.verticalHeader().setFixedWidth(self.verticalHeader().sizeHint().width())
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().sizeHint().height())
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self.verticalHeader().width(), self.horizontalHeader().height())
        self._corner.raise_()

    def current(self) -> tuple[BoardSession, BoardTrainer] | None:
        """The session and trainer of the cell in focus."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.board.sessions[index.row()], self.board.trainers[index.column()]

    def go_to(self, session: Any, trainer: Any) -> None:
        """Put the focus on the cell of these two keys."""
        row = next((place for place, one in enumerate(self.board.sessions) if one.key == session), -1)
        column = next((place for place, one in enumerate(self.board.trainers) if one.key == trainer), -1)
        if row >= 0:
            index = self.board.index(row, max(column, 0))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def shown_counts(self) -> tuple[int, int]:
        """How many sessions and trainers are in view."""
        size = theme.row_height("board")
        port = self.viewport()
        return min(port.height() // size, self.board.rowCount()), min(port.width() // size, self.board.columnCount())

    def paintEvent(self, event: QPaintEvent) -> None:
        """All cells in view at once: asking the delegate for each would take longer than a frame on a large board."""
        painter = QPainter(self.viewport())
        self._cells.paint(painter, event.rect(), self.carry.source_index())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain and self.uses_letters and preferences.letter_keys() and key in WISHES:
            self._wish(WISHES[key])
        elif plain and key == Qt.Key.Key_Delete:
            self._wish("release")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.carry.drop():
                self._wish("open")
        elif event.matches(QKeySequence.StandardKey.Cut):
            if not self.carry.begin():
                self._wish("carry")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.carry.drop()
        elif key == Qt.Key.Key_Escape and self.carry.is_on():
            self.carry.end()
        else:
            super().keyPressEvent(event)

    def _wish(self, word: str) -> None:
        if (here := self.current()) is not None:
            self.wished.emit(word, *here)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.moved.emit(self.board.sessions[index.row()], self.board.trainers[index.column()])

    def _on_menu(self, point: QPoint) -> None:
        here = self.current()
        if here is not None:
            self.asked_menu.emit(*here, self.menu_place(point))
