"""The table every list is shown in: keyboard complete, copied with its headers, its columns leaving by priority."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from trainerpool.gui import preferences, theme
from trainerpool.gui.tables.columns import ROW_ROLE, shown
from trainerpool.gui.tables.delegate import CellDelegate
from trainerpool.gui.tables.frozen import FrozenColumn
from trainerpool.gui.tables.header import TableHeader
from trainerpool.gui.tables.keeping import KeptSelection, selected_places
from trainerpool.gui.tables.rows import RowsModelBase

Index = QModelIndex | QPersistentModelIndex
_COPY_CELL = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C)
_STALE_AFTER_MS = 100


class TableView(QTableView):
    """Shows any RowsModel or PagedRowsModel.

    `opened(row)` on Enter or a double click; `chosen(row)` when another row becomes current (None when there is none);
    `asked_menu(row, point)` on Shift+F10 or the right button; `columns_changed(shown, all)` when columns leave or return.
    """

    opened = Signal(object)
    chosen = Signal(object)
    asked_menu = Signal(object, object)
    columns_changed = Signal(int, int)

    def __init__(self, name: str, model: RowsModelBase[Any], density: str = "", two_lines: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows = model
        self._density = density
        self._two_lines = two_lines
        self._left_by_choice: set[int] = set()
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(model)
        self._frozen = FrozenColumn(self)
        header.sectionClicked.connect(self._on_header)
        self._kept = KeptSelection(self, model, self._first_shown)
        model.modelReset.connect(self._on_reset)
        model.searched.connect(self._on_search)
        model.asked_again.connect(lambda: QTimer.singleShot(_STALE_AFTER_MS, self, self._mute))
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._on_menu)
        self._set_heights()

    # rows

    def current_row(self) -> Any:
        """The row the keyboard is on, or None."""
        return self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None

    def selected_rows(self) -> list[Any]:
        """The selected rows, top to bottom; those not fetched yet are left out."""
        return [row for row in map(self._rows.row_at, selected_places(self)) if row is not None]

    def choose(self, key: Hashable) -> bool:
        """Select the row with this key and bring it into view."""
        place = self._rows.place_of(key)
        if place < 0:
            return False
        self.selectRow(place)
        self.setCurrentIndex(self._rows.index(place, self._first_shown()))
        return True

    def rows_model(self) -> RowsModelBase[Any]:
        """The model it shows."""
        return self._rows

    def model_key(self) -> Hashable | None:
        """The key of the row the keyboard is on, or None."""
        row = self.current_row()
        return self._rows.key(row) if row is not None else None

    def shown_words(self) -> str:
        """What stands in the foot line, such as "Rows 1 to 19 of 33"."""
        total = self._rows.rowCount()
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        return f"Rows {first + 1:,} to {(total if last < 0 else last + 1):,} of {total:,}" if total else "No rows"

    def set_density(self, density: str) -> None:
        """Set "compact", "comfortable", or "" for what the window's height suggests."""
        self._density = density
        self._set_heights()

    def density(self) -> str:
        return self._density or preferences.density_in(self)

    def _set_heights(self) -> None:
        kind = "two_line" if self._two_lines else "table"
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(theme.row_height(kind, self.density()))

    # columns

    def column_menu(self, parent: QWidget) -> QMenu:
        """The column chooser: every column but the first, ticked when shown."""
        menu = QMenu(parent)
        for column, spec in enumerate(self._rows.columns[1:], start=1):
            action = menu.addAction(spec.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.toggled.connect(lambda on, column=column: self.show_column(column, on))
        return menu

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide one column by the person's choice; it stays so at every width."""
        (self._left_by_choice.discard if shown else self._left_by_choice.add)(column)
        self._fit(always={column} if shown else set())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._set_heights()
        self._frozen.settle()

    def _fit(self, always: Iterable[int] = ()) -> None:
        """Let columns leave by priority until the rest fit, then give what is left to those that stretch."""
        columns = self._rows.columns
        widths = [self.wanted_width(place) for place in range(len(columns))]
        shown = [place for place in range(len(columns)) if place not in self._left_by_choice]
        room = self.viewport().width()
        leaving = sorted(
            (place for place in shown if columns[place].priority > 1), key=lambda p: (-columns[p].priority, -p)
        )
        for place in leaving:
            if sum(widths[p] for p in shown) <= room:
                break
            if place not in set(always):
                shown.remove(place)
        left = room - sum(widths[place] for place in shown)
        stretching = [place for place in shown if self.may_stretch(place)] or shown[-1:]
        for place in range(len(columns)):
            self.setColumnHidden(place, place not in shown)
            extra = left // len(stretching) if left > 0 and place in stretching else 0
            self.setColumnWidth(place, widths[place] + extra)
        self.delegate.first_column = self._first_shown()
        self.columns_changed.emit(len(shown), len(columns))

    def wanted_width(self, column: int) -> int:
        """How wide a column is to be where there is room; a table whose columns can be dragged says otherwise."""
        return theme.scaled(self._rows.columns[column].width)

    def may_stretch(self, column: int) -> bool:
        """Whether a column takes a share of what is left."""
        return self._rows.columns[column].stretches

    def _first_shown(self) -> int:
        return next((place for place in range(len(self._rows.columns)) if not self.isColumnHidden(place)), 0)

    def _on_header(self, section: int) -> None:
        if not self._rows.columns[section].is_sortable:
            return
        again = self._rows.sorted_by == section and not self._rows.is_descending
        self._rows.sort(section, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().viewport().update()

    # keys and copying

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.keyCombination() == _COPY_CELL:
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.rowCount():
            last = self._rows.rowCount() - 1
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> str:
        """Put the selected rows, shown columns only and with headers, on the clipboard as tab-separated text."""
        columns = [place for place in range(len(self._rows.columns)) if not self.isColumnHidden(place)]
        columns.sort(key=self.horizontalHeader().visualIndex)
        specs = [self._rows.columns[column] for column in columns]
        lines = ["\t".join(spec.title for spec in specs)]
        for row in self.selected_rows():
            texts = (shown(spec.value(row)) for spec in specs)
            lines.append("\t".join(text.replace("\t", " ").replace("\n", " ") for text in texts))
        text = "\n".join(lines) + "\n"
        QGuiApplication.clipboard().setText(text)
        return text

    def _open(self, index: Index) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    def _on_menu(self, point: Any) -> None:
        index = self.indexAt(point) if self.viewport().underMouse() else self.currentIndex()
        if not index.isValid():  # asked for by keys while the mouse rests below the rows
            index = self.currentIndex()
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None:
            self.asked_menu.emit(row, self.viewport().mapToGlobal(self.visualRect(index).center()))

    # what must be painted again

    def _on_current(self, index: QModelIndex) -> None:
        self.viewport().update()
        self._frozen.viewport().update()
        self.chosen.emit(index.data(ROW_ROLE) if index.isValid() else None)

    def _on_search(self, words: str) -> None:
        self.delegate.search = words
        self.viewport().update()

    def _on_reset(self) -> None:
        self.delegate.is_stale = self._rows.is_stale()

    def _mute(self) -> None:
        if self._rows.is_stale() != self.delegate.is_stale:
            self.delegate.is_stale = self._rows.is_stale()
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, self._first_shown()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_frozen"):
            self._set_heights()
            self._fit()

    def _hover(self, row: int) -> None:
        if self.delegate.hovered_row != row:
            self.delegate.hovered_row = row
            self.viewport().update()
            self._frozen.viewport().update()
