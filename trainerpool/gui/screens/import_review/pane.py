"""The rows of one file under review: its header with the deeds, the tick for approvals, the bar, the table of each sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import Fact, PageHeader
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.import_review.bar import ALL, ReviewBar
from trainerpool.gui.screens.import_review.columns_bar import ColumnsBar
from trainerpool.gui.screens.import_review.rows import Review, ReviewRow, review_columns, says
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView


class ReviewPane(QWidget):
    """`chosen(row)` when the table stands on another row; `opened(row)` on Enter; `transfer_wanted(on)` from the tick."""

    chosen = Signal(object)
    opened = Signal(object)
    asked_menu = Signal(object, object)
    transfer_wanted = Signal(bool)

    def __init__(
        self,
        leave: Callable[[], None],
        do_import: Callable[[], None],
        about_file: Callable[[], None],
        matched: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self._about_file = about_file
        self.review: Review | None = None
        self.cancel = Button("Cancel").does(leave)
        self.do_import = Button("Import", "filled").does(do_import)
        self.header = PageHeader("Import", (), [self.cancel, self.do_import])
        self.transfer = QCheckBox("")
        self.transfer.toggled.connect(self.transfer_wanted)
        self._without = Label("", tone="muted")
        self._tick = QWidget()
        tick = QHBoxLayout(self._tick)
        tick.setContentsMargins(16, 6, 16, 6)
        tick.setSpacing(12)
        tick.addWidget(self.transfer)
        tick.addWidget(self._without, 1)
        self._tick_line = Hairline()
        self.bar = ReviewBar()
        self.bar.changed.connect(self._fill)
        self.columns = ColumnsBar(matched)
        self.tables = QStackedWidget()
        self._by_sheet: dict[int, tuple[TableView, RowsModel[ReviewRow]]] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.header, self._tick, self._tick_line, self.bar):
            whole.addWidget(part)
        whole.addWidget(self.tables, 1)
        whole.addWidget(self.columns)

    def show_review(self, review: Review, answering: bool) -> None:
        """Show this review; a new file begins at its first sheet, the same one keeps sheet, outcome, row and scroll."""
        if self.review is None or self.review.plan.digest != review.plan.digest:
            self._begin_anew()
        self.review = review
        plan = review.plan
        self.header.set_title(f"Answer the questions of {plan.file_name}" if answering else f"Import {plan.file_name}")
        self._say_transfers(review, answering)
        self.bar.show_review(review)
        self._fill()

    def say_deeds(self, waiting: int, answering: bool, given: int, later: bool = False) -> None:
        """Say in the header what is in the pool, what is asked, and what the deed would do.

        `later`: every open question was put off, so that importing is the filled deed.
        """
        if self.review is None:
            return
        plan, rows = self.review.plan, sum(len(sheet.rows) for sheet in self.review.sheets)
        facts: list[Fact] = [f"{count_of(waiting, 'answer')} {_is(waiting)} needed. "] if waiting else []
        if answering:
            facts += [] if waiting else ["Every question is answered. "]
        else:
            facts.append(
                "All of it is in the pool already. " if plan.changes_nothing else "Nothing is in the pool yet. "
            )
        facts.append(f"{count_of(rows, 'row')} in {count_of(len(self.review.sheets), 'sheet')}. ")
        number = len(plan.lost) + len(plan.vanished)
        facts.append(
            (count_of(number, "thing to know", "things to know") if number else "About this file", self._about_file)
        )
        self.header.set_summary(facts)
        words, blocked = self._deed(self.review, waiting, answering, given)
        self.do_import.set_text(words)
        self.do_import.block(blocked)
        self.do_import.set_kind("filled" if not waiting or later else "outlined")

    @staticmethod
    def _deed(review: Review, waiting: int, answering: bool, given: int) -> tuple[str, str]:
        """The words of the deed, and why it cannot be done yet."""
        if answering:
            words = f"Store {count_of(given, 'answer')}" if given else "Store the answers"
            return words, "" if given else "Answer a question first."
        if review.plan.changes_nothing:
            return "Nothing to import", "Nothing in this file is new."
        if not review.imported and review.kept:
            return f"Keep {count_of(review.kept, 'row')} as text", ""
        if not review.imported and not given:
            return "Nothing to import", "No row of this file was understood as a record."
        rows = count_of(review.imported, "row")
        return (f"Import {rows}, ask {waiting} later" if waiting else f"Import {rows}"), ""

    def _say_transfers(self, review: Review, answering: bool) -> None:
        plan = review.plan
        if plan.transfers:
            self.transfer.setText(f"Record {count_of(plan.transfers, 'approval')} as transferred from this register")
        elif not self.transfer.text():
            self.transfer.setText("Record approvals as transferred from this register")
        self.transfer.setAccessibleName(self.transfer.text())
        self.transfer.blockSignals(True)
        self.transfer.setChecked(plan.transfer)
        self.transfer.blockSignals(False)
        self._without.setText(
            "" if plan.transfer else "They come in as candidates; what the register says is kept in their notes."
        )
        shown = not answering and (plan.transfers > 0 or not plan.transfer)
        self._tick.setVisible(shown)
        self._tick_line.setVisible(shown)

    def _begin_anew(self) -> None:
        for table, _ in self._by_sheet.values():
            self.tables.removeWidget(table)
            table.deleteLater()
        self._by_sheet.clear()
        self.columns.forget()
        self.transfer.setText("")

    # rows

    def table(self) -> TableView | None:
        """The table that is shown, None while the filter leaves nothing."""
        held = self._by_sheet.get(self.bar.sheet)
        return held[0] if held is not None else None

    def current(self) -> ReviewRow | None:
        """The row the table stands on."""
        table = self.table()
        row = table.current_row() if table is not None else None
        return row if isinstance(row, ReviewRow) else None

    def go_to(self, place: str) -> bool:
        """Show and choose the row at a place of the file; False where the file has no such row."""
        if self.review is None:
            return False
        for number, sheet in enumerate(self.review.sheets):
            row = next((row for row in sheet.rows if row.place == place), None)
            if row is not None:
                keeps = self.bar.sheet == number and self.bar.outcome in (ALL, row.outcome)
                self.bar.choose(number, self.bar.outcome if keeps else ALL)
                table = self.table()
                return table is not None and table.choose(place)
        return False

    def mute(self, stale: bool) -> None:
        """Mute the last known rows while newer are on their way."""
        for table, _ in self._by_sheet.values():
            if table.delegate.is_stale != stale:
                table.delegate.is_stale = stale
                table.viewport().update()

    def _fill(self) -> None:
        if self.review is None:
            return
        sheet = self.review.sheets[self.bar.sheet]
        if self.bar.sheet not in self._by_sheet:
            self._by_sheet[self.bar.sheet] = self._make_table(self.bar.sheet)
        table, model = self._by_sheet[self.bar.sheet]
        model.set_rows(row for row in sheet.rows if self.bar.outcome in (ALL, row.outcome))
        self.tables.setCurrentWidget(table)
        self.columns.show_columns(sheet.unknown)
        if not sheet.rows:
            empty = stack(EmptyState("This sheet is empty", "No cell of it holds anything."))
            self.tables.addWidget(empty)
            self.tables.setCurrentWidget(empty)
        self.chosen.emit(self.current())

    def _make_table(self, place: int) -> tuple[TableView, RowsModel[ReviewRow]]:
        assert self.review is not None
        sheet = self.review.sheets[place]
        model: RowsModel[ReviewRow] = RowsModel(review_columns(sheet), key=lambda row: row.place, says=says)
        table = TableView(f"Rows of {sheet.name}", model)
        table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        table.chosen.connect(self.chosen)
        table.opened.connect(self.opened)
        table.asked_menu.connect(self.asked_menu)
        self.tables.addWidget(table)
        return table, model


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
