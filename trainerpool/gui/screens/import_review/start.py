"""What the page shows before a file is chosen: how to begin, questions left open, and the files brought in before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.parts.labels import Label, MeaningIcon, Pane
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.imports import ImportedFileRow, OpenQuestionRow, latest_files, open_questions

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A file brought in before."""

    file: ImportedFileRow
    waiting: int

    @property
    def id(self) -> str:
        return self.file.id

    @property
    def on(self) -> date:
        return date.fromisoformat(self.file.on)

    def total(self, outcome: str) -> int | None:
        return int(self.file.totals.get(outcome, 0)) or None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the pool knows of imports: the files, and the questions they left open."""

    files: tuple[BroughtIn, ...]
    waiting: tuple[OpenQuestionRow, ...]


def imports_so_far(reader: Any) -> Standing:
    """Every file brought in, latest first, with how many of its questions are open; read with a Reader."""
    waiting = open_questions(reader)
    files = [BroughtIn(one, sum(row.file_name == one.name for row in waiting)) for one in latest_files(reader)]
    return Standing(tuple(sorted(files, key=lambda one: (one.on, one.file.name), reverse=True)), waiting)


_COLUMNS: tuple[ColumnSpec[BroughtIn], ...] = (
    ColumnSpec("File", lambda one: one.file.name, width=260, kind=CellKind.STRONG, stretches=True),
    ColumnSpec("Brought in", lambda one: one.on, sort=lambda one: one.on, width=110, kind=CellKind.DATE),
    ColumnSpec("Added", lambda one: one.total("added"), width=80, kind=CellKind.NUMBER, priority=3),
    ColumnSpec("Merged", lambda one: one.total("merged"), width=80, kind=CellKind.NUMBER, priority=4),
    ColumnSpec("Same", lambda one: one.total("unchanged"), width=80, kind=CellKind.NUMBER, priority=5),
    ColumnSpec(
        "Waiting", lambda one: count_of(one.waiting, "question") if one.waiting else None, width=140, priority=2,
        meaning=lambda one: Meaning.ATTENTION if one.waiting else None, icon=lambda one: "circle-help" if one.waiting else "",
    ),
)  # fmt: skip


class StartPane(QWidget):
    """`choose` asks for a workbook; `answer(file)` opens the questions one file left open."""

    def __init__(self, choose: Callable[[], None], answer: Callable[[ImportedFileRow], None]) -> None:
        super().__init__()
        self._choose, self._answer = choose, answer
        self.choose = Button("Choose a workbook...", "filled", "table-properties", "Ctrl+N").does(choose)
        self.header = PageHeader(
            "Spreadsheets", ["Bring in a spreadsheet; every row is shown before anything is stored."], [self.choose]
        )
        self.model: RowsModel[BroughtIn] = RowsModel(_COLUMNS, says=_says)
        self.table = TableView("Files brought in before", self.model, density="comfortable")
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.opened.connect(self._open)
        self._nothing = EmptyState(
            "No spreadsheet has been brought in yet",
            "Drop a workbook on this window, or choose one: .xlsx, .xls, .ods or .csv. "
            "Trainers, agencies, courses, sessions and absences are found by their headings, whatever their order.",
            icon="table-properties",
        )  # fmt: skip
        self._waiting = QVBoxLayout()
        self._waiting.setSpacing(8)
        self.answers: list[Button] = []
        self._title = Label("Files brought in before", "section")
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addWidget(self._nothing)
        inner.addLayout(self._waiting)
        inner.addWidget(self._title)
        self._card = Pane("card")
        self._card.column.addWidget(self.table)
        inner.addWidget(self._card)
        inner.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(inner, 1)
        self.show_standing(Standing((), ()))

    def show_standing(self, standing: Standing) -> None:
        """Show these files and the questions they left open."""
        self._nothing.setVisible(not standing.files)
        self._title.setVisible(bool(standing.files))
        self._card.setVisible(bool(standing.files))
        self.model.set_rows(standing.files[:MOST_SHOWN])
        head = max(self.table.horizontalHeader().height(), self.table.horizontalHeader().sizeHint().height())
        self.table.setFixedHeight(
            head + self.table.verticalHeader().defaultSectionSize() * min(len(standing.files), MOST_SHOWN) - 1
        )
        while (item := self._waiting.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.answers = []
        for one in standing.files:
            if one.waiting:
                self._waiting.addWidget(
                    self._asks(one, [row for row in standing.waiting if row.file_name == one.file.name])
                )
        self.choose.set_kind("outlined" if self.answers else "filled")

    def _asks(self, one: BroughtIn, rows: Sequence[OpenQuestionRow]) -> QWidget:
        pane = Pane(Meaning.ATTENTION.value)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 13, 8)
        row.setSpacing(12)
        row.addWidget(MeaningIcon(Meaning.ATTENTION, "circle-help"), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(f"{one.file.name} waits for {count_of(one.waiting, 'answer')}", "strong", wraps=True))
        cells = sum(max(1, len(question.rows)) for question in rows)
        words.addWidget(
            Label(f"{count_of(cells, 'row')} {'are' if cells > 1 else 'is'} kept as written until then.", wraps=True)
        )
        row.addLayout(words, 1)
        button = Button("Answer now", "outlined" if self.answers else "filled").does(lambda: self._answer(one.file))
        button.setAccessibleDescription(f"{one.file.name}, {count_of(one.waiting, 'question')}")
        self.answers.append(button)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        pane.column.addLayout(row)
        return pane

    def _open(self, one: BroughtIn) -> None:
        if one.waiting:
            self._answer(one.file)


def _says(one: BroughtIn) -> str:
    waits = f", waits for {count_of(one.waiting, 'answer')}" if one.waiting else ""
    return f"{one.file.name}, brought in {in_words(one.on)}{waits}"
