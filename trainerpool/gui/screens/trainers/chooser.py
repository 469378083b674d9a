"""The chooser of columns: which are shown, in which order and how wide, all of it by keys, seen at once in the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from trainerpool.gui import theme
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.trainers.table import ArrangedTable
from trainerpool.gui.shell import Shell

_COLUMN = Qt.ItemDataRole.UserRole


class _ColumnList(QListWidget):
    """The columns, ticked when shown; Ctrl with an arrow key moves one, or makes it wider and narrower."""

    def __init__(self, table: ArrangedTable) -> None:
        super().__init__()
        self._table = table
        self.setAccessibleName("Columns, ticked when shown")
        self.setAccessibleDescription("Space ticks. Ctrl+Up and Ctrl+Down move, Ctrl+Left and Ctrl+Right set the width")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fill()
        self.itemChanged.connect(self._on_changed)

    def fill(self) -> None:
        """List the columns as they stand; the line with the keyboard keeps it."""
        at = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        columns = self._table.model().columns  # type: ignore[attr-defined]
        for column in self._table.order()[1:]:
            item = QListWidgetItem(columns[column].title)
            item.setData(_COLUMN, column)
            item.setSizeHint(QSize(0, theme.row_height("list")))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            shown = column not in self._table.hidden
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(min(at, self.count() - 1))
        self.blockSignals(False)
        self.setFixedHeight(self.sizeHintForRow(0) * self.count() + 2 * self.frameWidth() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        widens = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if self.count() and event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in moves | widens:
            column = int(item.data(_COLUMN))
            if key in widens:
                self._table.widen_column(column, widens[key])
            elif self._table.move_column(column, moves[key]):
                row = self.currentRow() + moves[key]
                self.fill()
                self.setCurrentRow(row)
            return
        super().keyPressEvent(event)

    def _on_changed(self, item: QListWidgetItem) -> None:
        self._table.choose_column(int(item.data(_COLUMN)), item.checkState() == Qt.CheckState.Checked)


class ColumnChooser(FormPane):
    """Every change is seen in the table at once, and remembered."""

    is_about_rows = False

    def __init__(self, shell: Shell, table: ArrangedTable, left: Callable[[], None]) -> None:
        super().__init__(shell, "Columns", "Which are shown, in which order, how wide", "Done", left)
        self.list = _ColumnList(table)
        self._table = table
        said = "Space shows or hides. Ctrl+Up and Ctrl+Down move a column, Ctrl+Left and Ctrl+Right set its width. The name stays first."
        self.add(self.list, Label(said, tone="muted", wraps=True))
        self.add(Button("Put back as at first", "link").does(self._put_back))
        self.add_foot()
        self.cancel.hide()
        self.first = self.list

    def finish(self) -> None:
        self._left()

    def _put_back(self) -> None:
        self._table.put_back()
        self.list.fill()
