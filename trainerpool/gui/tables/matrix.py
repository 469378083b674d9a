"""What every table of cells is: heads that stand still while the cells scroll, and a keyboard that moves from cell to cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView


class Matrix(QTableView):
    """Cells of one kind; a subclass gives delegate and heads, and says in `settle` how large they are."""

    def __init__(self, name: str, model: QAbstractTableModel) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().currentChanged.connect(self._paint_heads)

    def settle(self) -> None:
        """Take sizes from the fonts, what is shown and the room there is."""
        raise NotImplementedError

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds here or nothing, never a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def menu_place(self, point: QPoint) -> QPoint:
        """Where on the screen a context menu opens: at the mouse, or on the cell in focus when a key asked."""
        port = self.viewport()
        here = point if port.underMouse() else self.visualRect(self.currentIndex()).center()
        return port.mapToGlobal(here)

    def _paint_heads(self) -> None:
        """The heads of the cell in focus are marked."""
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
