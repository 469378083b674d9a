"""The sections of Settings as a list at the left, with the search above; in a narrow window a choice in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox

from trainerpool.gui import theme
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.labels import Pane
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

WIDE = 212


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section in the list, with the count of what it holds."""

    id: str
    title: str
    count: str = ""


_COLUMNS: tuple[ColumnSpec[SectionRow], ...] = (
    ColumnSpec("Section", lambda row: row.title, width=150, stretches=True),
    ColumnSpec("Held", lambda row: row.count, width=48, kind=CellKind.MUTED, align="right"),
)


class SectionPicker(Pane):
    """`chosen(key)` when another section is turned to; `entered()` on Enter; `sought(words)` while searching."""

    chosen = Signal(str)
    entered = Signal()
    sought = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__("raised")
        self.search = SearchField("Search the settings", "Search the settings")
        self.search.sought.connect(self.sought)
        self._sections = tuple(sections)
        self.model: RowsModel[SectionRow] = RowsModel(_COLUMNS, [SectionRow(*one) for one in sections], says=_says)
        self.list = TableView("Sections of Settings", self.model)
        self.list.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.list.horizontalHeader().hide()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fold = QComboBox()
        self.fold.setAccessibleName("Section of Settings")
        for key, title in sections:
            self.fold.addItem(title, key)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setContentsMargins(13, 3, 10, 2)
        self._head.addWidget(self.search)
        self._row.addLayout(self._head)
        self._row.addWidget(self.fold)
        self._row.addWidget(self.list, 1)
        self.column.addLayout(self._row)
        self.list.chosen.connect(self._on_row)
        self.list.opened.connect(lambda _row: self.entered.emit())
        self.fold.activated.connect(lambda _place: self.chosen.emit(str(self.fold.currentData())))
        self.is_folded = False
        self.set_folded(False)

    def set_folded(self, folded: bool) -> None:
        """One line above the section, or a list beside it."""
        self.is_folded = folded
        self.fold.setVisible(folded)
        self.list.setVisible(not folded)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if folded else QBoxLayout.Direction.TopToBottom)
        self.setMaximumWidth(16_777_215 if folded else theme.scaled(WIDE))
        self.setMinimumWidth(0 if folded else theme.scaled(WIDE))
        self.setMaximumHeight(theme.scaled(44) + 8 if folded else 16_777_215)

    def show_section(self, key: str) -> None:
        """Mark the section that is shown, without turning to it."""
        self.list.blockSignals(True)
        self.list.choose(key)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self.fold.setCurrentIndex(self.fold.findData(key))

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how much each section holds."""
        self.list.blockSignals(True)
        self.model.set_rows(
            SectionRow(key, title, f"{counts[key]:,}" if key in counts else "") for key, title in self._sections
        )
        self.list.blockSignals(False)

    def take_focus(self) -> None:
        (self.fold if self.is_folded else self.list).setFocus()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(WIDE), super().sizeHint().height())

    def _on_row(self, row: SectionRow | None) -> None:
        if row is not None:
            self.chosen.emit(row.id)


def _says(row: SectionRow) -> str:
    return f"{row.title}, {row.count}" if row.count else row.title
