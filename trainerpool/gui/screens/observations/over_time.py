"""Judgements over time, by trainer, course and criterion: a chart with its table, no scores and no ranking of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import OUTCOME
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FilterBar, FootLine
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.notices import EmptyState, Pile, stack
from trainerpool.gui.screens.observations.judged_chart import JudgedChart, JudgedRow
from trainerpool.gui.screens.observations.visit.judgement_choice import JUDGEMENTS
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.observations_over_time import (
    CriterionCount,
    OverTime,
    SeenRow,
    observations_judged,
    over_time,
)

_MOST_DAYS = 6


class OverTimeView(QWidget):
    """`show_records(ids)` opens the observations behind a row."""

    def __init__(self, shell: Shell, show_records: Callable[[frozenset[str]], None]) -> None:
        super().__init__()
        self.shell, self._show_records = shell, show_records
        self._found: OverTime | None = None
        self._asked = ("", "", "")
        self.trainer, self.course, self.criterion = choice_box(), choice_box(), choice_box()
        for box, name in ((self.trainer, "Trainer"), (self.course, "Course"), (self.criterion, "Criterion")):
            box.setAccessibleName(f"{name} whose judgements are shown")
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMaximumWidth(230)
            box.activated.connect(lambda _place: self.refresh())
        self.turn = Button("As a table", icon="table-properties").does(self._turn)
        bar = FilterBar(self.trainer, self.course, self.criterion)
        for place in range(3):
            bar.row.setStretch(place, 4)
        bar.stretch()
        bar.row.addWidget(self.turn)
        self.chart = JudgedChart()
        self.chart.opened.connect(lambda place: self._open(self.chart.rows[place].number))
        self.roll = QScrollArea()
        self.roll.setWidgetResizable(True)
        self.roll.setFrameShape(QFrame.Shape.NoFrame)
        self.roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = Pane("raised")
        inner.column.addWidget(self.chart)
        inner.column.addStretch(1)
        self.roll.setWidget(inner)
        self.model: RowsModel[SeenRow] = RowsModel(
            seen_columns(), key=lambda row: (row.observation_id, row.number), says=seen_said
        )
        self.table = TableView("Judgements over time", self.model)
        self.table.opened.connect(lambda row: self._show_records(frozenset({row.observation_id})))
        self.counts_model: RowsModel[CriterionCount] = RowsModel(
            count_columns(), key=lambda row: row.number, says=count_said
        )
        self.counts_table = TableView("Judgements by criterion", self.counts_model)
        self.counts_table.opened.connect(lambda row: self._open(row.number))
        self.pages = Pile()
        for page in (self.roll, self.table, self.counts_table):
            self.pages.addWidget(page)
        self.pages.addWidget(
            stack(
                EmptyState(
                    "Nothing was judged here", "Judgements count here once their observation is submitted.", icon="eye"
                )
            )
        )
        self.foot = FootLine()
        self.foot.middle.setText("Enter opens the observations behind a criterion    What was seen, no score")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.foot)

    def refresh(self) -> None:
        """Ask again for what is chosen; the choices stay."""
        person, course, number = (str(box.currentData() or "") for box in (self.trainer, self.course, self.criterion))
        self.shell.ask(
            over_time, person=person or None, course=course or None, criterion=number or None,
            then=lambda found: self._take(found, (person, course, number)), failed=self._refuse, latest="over time", owner=self,
        )  # fmt: skip

    def focus_here(self) -> None:
        """Put the keyboard on what is shown."""
        shown: dict[int, QWidget] = {1: self.table, 2: self.counts_table}
        shown.get(self.pages.currentIndex(), self.chart).setFocus()

    def inspector(self) -> QWidget:
        """What a reader should know of these figures."""
        made = Inspector("Judgements over time", "Of submitted observations")
        made.add(
            Label(
                "Each trainer is judged alone, criterion by criterion. There is no total, and nobody is ranked.",
                wraps=True,
            ),
            Label("“Not seen” counts against nobody.", tone="muted", wraps=True),
        )
        made.add(
            FactLines(
                "What can be chosen",
                [("A trainer", "visit by visit"), ("A course", "how often each"), ("A criterion", "over everybody")],
            ),
            title="What can be chosen",
        )
        return made

    def _take(self, found: OverTime, asked: tuple[str, str, str]) -> None:
        self._asked, self._found = asked, found
        _offer(self.trainer, "All trainers", found.trainers)
        _offer(self.course, "All courses", found.courses)
        _offer(self.criterion, "All criteria", found.criteria)
        self._show()

    def _refuse(self, error: Exception) -> None:
        """In place of the chart: what went wrong."""
        self.pages.show_error(error, self.refresh)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        self.pages.drop_error()
        person = self._asked[0]
        rows, heads = by_days(found.seen, found.counts) if person else ([judged_row(one) for one in found.counts], ())
        who = self.trainer.currentText() if person else "Everybody"
        self.chart.show_rows(f"Judgements of {who}" if person else "Judgements by criterion", rows, heads)
        self.model.set_rows(list(reversed(found.seen)))
        self.counts_model.set_rows(found.counts)
        self.foot.right.setText(
            f"{count_of(found.judgements, 'judgement')} of {count_of(found.observations, 'observation')}"
        )
        place = 0 if not self._is_table() else 1 if found.seen else 2
        self.pages.setCurrentIndex(place if found.counts else 3)

    def _is_table(self) -> bool:
        return self.turn.text() == "As a chart"

    def _turn(self) -> None:
        self.turn.set_text("As a chart" if self.turn.text() == "As a table" else "As a table")
        self._show()
        self.focus_here()

    def _open(self, number: str) -> None:
        """The observations behind a criterion, among those chosen."""
        person, course, _ = self._asked
        self.shell.ask(
            observations_judged, number, person=person or None, course=course or None, then=self._show_records,
            latest="behind a criterion", owner=self,
        )  # fmt: skip


def judged_row(one: CriterionCount) -> JudgedRow:
    """A criterion as the chart paints it."""
    return JudgedRow(
        one.number, one.text, one.starred, (one.met, one.developing, one.not_met, one.not_seen), (), one.group
    )


def by_days(rows: Sequence[SeenRow], counts: Sequence[CriterionCount]) -> tuple[list[JudgedRow], tuple[str, ...]]:
    """One trainer's judgements, a column a visit, the latest last."""
    visits = sorted({(one.on, one.observation_id) for one in rows})[-_MOST_DAYS:]
    held = {(one.observation_id, one.number): one.judgement for one in rows}
    made = [
        replace(judged_row(one), days=tuple(held.get((key, one.number), "") for _, key in visits)) for one in counts
    ]
    return made, tuple(_head(day) for day, _ in visits)


def _head(day: date) -> str:
    return in_words(day)


def _offer(box: QComboBox, every: str, choices: Sequence[tuple[str, str]]) -> None:
    """Fill a choice anew; what was chosen stays where it is still there."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(every, "")
    for words, key in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def seen_columns() -> Sequence[ColumnSpec[SeenRow]]:
    """The same as a table."""
    return (
        ColumnSpec("Day", lambda r: r.on, lambda r: r.on, 96, kind=CellKind.DATE),
        ColumnSpec("Trainer", lambda r: r.trainer, lambda r: r.trainer, 150, kind=CellKind.STRONG),
        ColumnSpec("Course", lambda r: r.course, lambda r: r.course, 100, priority=3),
        ColumnSpec("Criterion", lambda r: f"{r.number} {r.text}", None, 280, stretches=True, tip=lambda r: r.text,
                   icon=lambda r: "star" if r.starred else ""),
        ColumnSpec("Judgement", lambda r: OUTCOME.get(r.judgement.casefold()), lambda r: JUDGEMENTS.index(r.judgement), 124,
                   kind=CellKind.PILL),
        ColumnSpec("Evidence", lambda r: r.evidence, None, 240, priority=2, stretches=True, tip=lambda r: r.evidence),
    )  # fmt: skip


def count_columns() -> Sequence[ColumnSpec[CriterionCount]]:
    """How often each judgement was made, as a table: a row a criterion."""

    def figure(words: str, number: Callable[[CriterionCount], int]) -> ColumnSpec[CriterionCount]:
        return ColumnSpec(words, lambda r: number(r) or None, number, 96, kind=CellKind.NUMBER)

    return (
        ColumnSpec("No.", lambda r: r.number, lambda r: int(r.number) if r.number.isdecimal() else 0, 52, align="right"),
        ColumnSpec("Criterion", lambda r: r.text, lambda r: r.text, 320, stretches=True,
                   tip=lambda r: r.text, icon=lambda r: "star" if r.starred else ""),
        figure("Met", lambda r: r.met),
        figure("Developing", lambda r: r.developing),
        figure("Not met", lambda r: r.not_met),
        figure("Not seen", lambda r: r.not_seen),
        ColumnSpec("Group", lambda r: r.group, lambda r: r.group, 180, priority=2, kind=CellKind.MUTED),
    )  # fmt: skip


def count_said(row: CriterionCount) -> str:
    """A row as a screen reader says it."""
    star = ", starred" if row.starred else ""
    return f"{row.number} {row.text}{star}: {judged_row(row).words(())}"


def seen_said(row: SeenRow) -> str:
    """A row as a screen reader says it."""
    return f"{in_words(row.on)}, {row.trainer}, criterion {row.number} {row.text}: {row.judgement}"
