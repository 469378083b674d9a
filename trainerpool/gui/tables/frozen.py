"""The first column of a table that stays where it is when the rest scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from trainerpool.gui.tables.header import TableHeader


class FrozenColumn(QTableView):
    """A picture of the first column laid over its table, shown only while the table is scrolled sideways.

    It takes no focus and is hidden from assistive technology: the table under it holds the same cells.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalHeader(TableHeader(self))
        self.verticalHeader().hide()
        self.setItemDelegate(table.itemDelegate())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.settle)
        self.hide()

    def settle(self) -> None:
        """Show or hide, and lie exactly over the first column."""
        table = self._table
        if table.horizontalScrollBar().value() <= table.horizontalScrollBar().minimum():
            self.hide()
            return
        for column in range(table.model().columnCount()):
            self.setColumnHidden(column, column != 0)
        self.setColumnWidth(0, table.columnWidth(0))
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        high = table.horizontalHeader().height() + table.viewport().height()
        self.setGeometry(0, 0, table.columnWidth(0), high)
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
