"""Judgements over time, by trainer, course and criterion: a chart with its table, no scores and no ranking of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.marks import OUTCOME
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import FilterBar, FootLine
from trainerpool.gui.parts.inspector import FactLines, Inspector
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.observations.judged_chart import JudgedChart, JudgedRow
from trainerpool.gui.screens.observations.visit.judgement_choice import JUDGEMENTS
from trainerpool.gui.screens.settings.editing import choice_box
from trainerpool.gui.shell import Shell
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView
from trainerpool.queries.observations_over_time import SeenRow, judgements_over_time

_MOST_DAYS = 6


class OverTimeView(QWidget):
    """`show_records(ids)` opens the observations behind a row."""

    def __init__(self, shell: Shell, show_records: Callable[[frozenset[str]], None]) -> None:
        super().__init__()
        self.shell, self._show_records = shell, show_records
        self._all: tuple[SeenRow, ...] = ()
        self._shown: list[SeenRow] = []
        self.trainer, self.course, self.criterion = choice_box(), choice_box(), choice_box()
        for box, name in ((self.trainer, "Trainer"), (self.course, "Course"), (self.criterion, "Criterion")):
            box.setAccessibleName(f"{name} whose judgements are shown")
            box.setMaximumWidth(230)
            box.activated.connect(lambda _place: self._apply())
        self.turn = Button("As a table", icon="table-properties").does(self._turn)
        bar = FilterBar(self.trainer, self.course, self.criterion)
        bar.stretch()
        bar.row.addWidget(self.turn)
        self.chart = JudgedChart()
        self.chart.opened.connect(self._on_opened)
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
        self.pages = QStackedWidget()
        self.pages.addWidget(self.roll)
        self.pages.addWidget(self.table)
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
        """Ask for every judgement again; what is chosen stays."""
        self.shell.ask(judgements_over_time, then=self._take, latest="over time", owner=self)

    def focus_here(self) -> None:
        """Put the keyboard on what is shown."""
        (self.table if self.turn.text() == "As a chart" else self.chart).setFocus()

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

    def _take(self, rows: tuple[SeenRow, ...]) -> None:
        self._all = rows
        _offer(self.trainer, "All trainers", sorted({(one.trainer, one.person_id) for one in rows}))
        _offer(self.course, "All courses", sorted({(one.course, one.course_id or "") for one in rows if one.course_id}))
        known = {one.number: one.text for one in rows}
        numbers = sorted(known, key=lambda one: (int(one) if one.isdecimal() else 0, one))
        _offer(self.criterion, "All criteria", [(f"{one} {known[one]}", one) for one in numbers])
        self._apply()

    def _apply(self) -> None:
        person, course, number = (str(box.currentData() or "") for box in (self.trainer, self.course, self.criterion))
        self._shown = [
            one
            for one in self._all
            if person in ("", one.person_id) and course in ("", one.course_id) and number in ("", one.number)
        ]
        rows, heads = by_days(self._shown) if person else (counted(self._shown), ())
        who = self.trainer.currentText() if person else "Everybody"
        self.chart.show_rows(f"Judgements of {who}" if person else "Judgements by criterion", rows, heads)
        self.model.set_rows(list(reversed(self._shown)))
        visits = len({one.observation_id for one in self._shown})
        self.foot.right.setText(f"{count_of(len(self._shown), 'judgement')} of {count_of(visits, 'observation')}")
        as_table = self.turn.text() == "As a chart"
        self.pages.setCurrentIndex((1 if as_table else 0) if self._shown else 2)

    def _turn(self) -> None:
        self.turn.set_text("As a chart" if self.turn.text() == "As a table" else "As a table")
        self._apply()
        self.focus_here()

    def _on_opened(self, place: int) -> None:
        number = self.chart.rows[place].number
        self._show_records(frozenset(one.observation_id for one in self._shown if one.number == number))


def counted(rows: Sequence[SeenRow]) -> list[JudgedRow]:
    """How often each judgement was made, criterion by criterion."""
    grouped: dict[tuple[str, str, bool, str], Counter[str]] = defaultdict(Counter)
    for one in rows:
        grouped[one.number, one.text, one.starred, one.group][one.judgement] += 1
    made = [
        JudgedRow(
            number, text, starred, (held["Met"], held["Developing"], held["Not met"], held["Not seen"]), (), group
        )
        for (number, text, starred, group), held in grouped.items()
    ]
    return sorted(made, key=lambda one: (one.group, int(one.number) if one.number.isdecimal() else 0, one.number))


def by_days(rows: Sequence[SeenRow]) -> tuple[list[JudgedRow], tuple[str, ...]]:
    """One trainer's judgements, a column a visit, the latest last."""
    visits = sorted({(one.on, one.observation_id) for one in rows})[-_MOST_DAYS:]
    held = {(one.observation_id, one.number): one.judgement for one in rows}
    made = [
        JudgedRow(one.number, one.text, one.starred, one.counts, tuple(held.get((key, one.number), "") for _, key in visits), one.group)
        for one in counted(rows)
    ]  # fmt: skip
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


def seen_said(row: SeenRow) -> str:
    """A row as a screen reader says it."""
    return f"{in_words(row.on)}, {row.trainer}, criterion {row.number} {row.text}: {row.judgement}"
