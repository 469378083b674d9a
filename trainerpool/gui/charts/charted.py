"""A chart under its title, with "As a table" beside it: the same figures as rows, for reading out and for copying."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

Row = tuple[int, str, str]
_MOST_LINES = 8


class Chart(Protocol):
    """Any chart that can say the same as rows: label and figure."""

    def as_rows(self) -> tuple[tuple[str, str], ...]: ...


class Charted(QWidget):
    """`opened(place)` when a row of the table is opened; the chart keeps its own signal.

    `heads` are the headings of the two columns. Whoever changes the chart's figures calls `refresh`.
    """

    opened = Signal(int)

    def __init__(self, title: str, chart: QWidget, heads: tuple[str, str] = ("What", "Figure")) -> None:
        super().__init__()
        assert hasattr(chart, "as_rows")
        self.setAccessibleName(title)
        self.chart = chart
        self.title = Label(title, "strong", wraps=True)
        self.switch = Button("As a table", "link").does(self.turn)
        self.switch.setAccessibleDescription(title)
        self.model: RowsModel[Row] = RowsModel(
            (
                ColumnSpec(heads[0], lambda row: row[1], lambda row: row[0], 140, stretches=True, kind=CellKind.STRONG),
                ColumnSpec(heads[1], lambda row: row[2], width=120, align="right"),
            ),
            key=lambda row: row[0],
            says=lambda row: f"{row[1]}: {row[2]}",
        )
        self.table = TableView(f"{title}, as a table", self.model, "compact")
        self.table.opened.connect(lambda row: self.opened.emit(row[0]))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.switch)
        self._stack = QStackedLayout()
        self._stack.addWidget(chart)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._stack)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.refresh()

    def is_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def turn(self) -> None:
        """From the chart to its table and back; the keyboard goes along."""
        to_table = not self.is_table()
        self.refresh()
        self._stack.setCurrentWidget(self.table if to_table else self.chart)
        self.switch.set_text("As a chart" if to_table else "As a table")
        (self.table if to_table else self.chart).setFocus()

    def refresh(self) -> None:
        """Take the figures from the chart again."""
        rows = self.chart.as_rows()
        self.model.set_rows((place, label, figure) for place, (label, figure) in enumerate(rows))
        lines = min(max(2, len(rows)), _MOST_LINES)
        high = (
            self.table.horizontalHeader().sizeHint().height() + lines * self.table.verticalHeader().defaultSectionSize()
        )
        self.table.setFixedHeight(high + 2)
