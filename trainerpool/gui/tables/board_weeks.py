"""Trainers down and weeks across, each session a chip in its week; names and weeks stand still while the chips scroll."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView

from trainerpool.gui import theme
from trainerpool.gui.tables.board_weeks_model import WeekChip, WeekRow, WeeksModel
from trainerpool.gui.tables.board_weeks_paint import CHIP, ChipDelegate, WeekHeads, WeekTrainers
from trainerpool.gui.tables.corner import Corner
from trainerpool.gui.tables.matrix import Matrix


class WeeksView(Matrix):
    """`opened(trainer key, session key or None)` on Enter or a double click; `chosen(trainer key)`; `asked_menu(point)`."""

    opened = Signal(object, object)
    chosen = Signal(object)
    asked_menu = Signal(object)

    def __init__(self, name: str, model: WeeksModel) -> None:
        super().__init__(name, model)
        self.weeks = model
        self.setItemDelegate(ChipDelegate(self))
        self.setHorizontalHeader(WeekHeads(self, model))
        self.setVerticalHeader(WeekTrainers(self, model))
        self._corner = Corner(self, "Trainer", "Sessions of cap")
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self._open())
        self.customContextMenuRequested.connect(self._on_menu)
        model.modelReset.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Take sizes from the fonts, the rows shown and the room there is."""
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setFixedWidth(min(theme.scaled(228), round(self.width() * 0.42)))
        room = self.width() - self.verticalHeader().width() - self.verticalScrollBar().sizeHint().width()
        least = theme.scaled(112)
        count = max(1, len(self.weeks.weeks))
        self.horizontalHeader().setDefaultSectionSize(max(least, room // count))
        self.horizontalHeader().setFixedHeight(2 * (theme.line_height() + 6))
        high = theme.scaled(CHIP) + 2
        least_row = max(theme.row_height("board"), 2 * theme.line_height() + 8)
        for number, row in enumerate(self.weeks.rows):
            self.verticalHeader().resizeSection(number, max(least_row, row.most * high + 6))
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self.verticalHeader().width(), self.horizontalHeader().height())
        self._corner.raise_()

    def current_row(self) -> WeekRow | None:
        """The trainer in focus."""
        index = self.currentIndex()
        return self.weeks.rows[index.row()] if index.isValid() else None

    def current_chips(self) -> tuple[WeekChip, ...]:
        """The sessions of the cell in focus."""
        index = self.currentIndex()
        return self.weeks.chips(index) if index.isValid() else ()

    def go_to(self, trainer: Hashable) -> None:
        """Stand on a trainer's first session."""
        for number, row in enumerate(self.weeks.rows):
            if row.key == trainer:
                index = self.weeks.index(number, min(row.chips, default=0))
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard always stands somewhere: on the first trainer's first session, until it is moved."""
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.currentIndex().isValid() and self.weeks.rows:
            self.go_to(self.weeks.rows[0].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if (row := self.current_row()) is not None:
            chips = self.current_chips()
            self.opened.emit(row.key, chips[0].key if chips else None)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.weeks.rows[index.row()].key)

    def _on_menu(self, point: QPoint) -> None:
        if self.currentIndex().isValid():
            self.asked_menu.emit(self.menu_place(point))
