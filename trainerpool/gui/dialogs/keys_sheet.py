"""Help > Keys: every key in a table, so that it is read line by line, scrolled and copied as any other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.keys import KEYS, KeyLine
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

_COLUMNS: tuple[ColumnSpec[KeyLine], ...] = (
    ColumnSpec("Keys", lambda one: one.keys, width=180, kind=CellKind.STRONG),
    ColumnSpec("Does", lambda one: one.words[:1].upper() + one.words[1:], width=240, stretches=True),
    ColumnSpec("Where", lambda one: one.where, width=130, kind=CellKind.MUTED, priority=2),
)
_SIZE = QSize(680, 560)


class KeysSheet(FittingDialog):
    """Opens on the first line; Esc or the button closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAccessibleName("Keys")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model: RowsModel[KeyLine] = RowsModel(_COLUMNS, key=lambda one: f"{one.where} {one.keys}")
        self.model.set_rows(KEYS)
        self.table = TableView("Keys", self.model)
        room = parent.window().size()
        self.table.setMinimumSize(
            min(theme.scaled(_SIZE.width()), room.width() - 48), min(theme.scaled(_SIZE.height()), room.height() - 160)
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button("Close", "filled").does(self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 17, 14)
        column.setSpacing(12)
        column.addWidget(Label("Keys", "section"))
        column.addWidget(
            Label("Arrows move everywhere. Every menu entry shows its keys as well.", tone="muted", wraps=True)
        )
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.table.selectRow(0)
        self.table.setFocus()
