"""The approvals and agreements that end, month by month: as bars, or the same as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.charts.bars import Bar, BarChart
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.pool_health import MonthEnds, PoolHealth


class EndsChart(QWidget):
    """`chosen(month)` when the person opens a bar or a row of the table."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[MonthEnds, ...] = ()
        self._place = -1
        title = "Approvals and agreements ending, by month"
        self.setAccessibleName(title)
        self.switch = Button("As a table", "link").does(self._turn)
        self.switch.setAccessibleDescription(title)
        head = QHBoxLayout()
        head.addWidget(Label(title, "section", wraps=True), 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.chart = BarChart(title, high=96)
        self.chart.opened.connect(self._open)
        self.model: RowsModel[MonthEnds] = RowsModel(
            (
                ColumnSpec("Month", lambda one: in_words(one.start, month_only=True), width=100, kind=CellKind.STRONG),
                ColumnSpec("Approvals", lambda one: len(one.approvals), width=110, kind=CellKind.NUMBER),
                ColumnSpec("Agreements", lambda one: len(one.agreements), width=110, kind=CellKind.NUMBER),
                ColumnSpec("Together", lambda one: one.count, width=100, kind=CellKind.NUMBER),
            ),
            key=lambda one: one.start,
        )
        self.table = TableView(f"{title}, as a table", self.model)
        self.table.opened.connect(lambda month: self._open(self._months.index(month)))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.chart)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_health(self, health: PoolHealth) -> None:
        """Show the months from the day on."""
        months = health.ends
        if months != self._months:
            self._place = -1
        self._months = months
        self.model.set_rows(months)
        self.table.setFixedHeight((len(months) + 1) * theme.row_height("table") + 6)
        self._draw()

    def clear_choice(self) -> None:
        """No bar is the chosen one: something else is told of in the inspector."""
        self._place = -1
        self._draw()

    def _draw(self) -> None:
        bars = []
        for place, month in enumerate(self._months):
            name = in_words(month.start, month_only=True).split(" ")[0][:3]
            begins = month.start.month == 1 or (place == 0 and month.start.month != 12)  # December's year is told next
            year = f" ’{month.start:%y}" if begins else ""
            words = str(month.count) if month.count else ""
            bars.append(Bar(f"{name}{year}", month.count, words, is_chosen=place == self._place))
        self.chart.set_bars(bars)

    def _open(self, place: int) -> None:
        self._place = place
        self._draw()
        self.chosen.emit(self._months[place])

    def _turn(self) -> None:
        as_table = self.table.isHidden()
        self.table.setVisible(as_table)
        self.chart.setVisible(not as_table)
        self.switch.set_text("As a chart" if as_table else "As a table")
