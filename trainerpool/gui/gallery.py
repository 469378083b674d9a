"""Paints every part in every scheme to pictures: `python -m trainerpool.gui.gallery DIR`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from trainerpool.gui import dress, marks, theme
from trainerpool.gui.charts.bars import Bar, BarChart
from trainerpool.gui.charts.falling import FallingSteps
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.chips import AddFilterChip, ChoiceChips, FilterChip
from trainerpool.gui.parts.fields import Field, SearchField
from trainerpool.gui.parts.health import HealthFact, HealthStrip
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel, Loading, Notice
from trainerpool.gui.parts.path import Stage, StageState, TtTPath
from trainerpool.gui.parts.pill import Pill
from trainerpool.gui.parts.segmented import SegmentedChoice
from trainerpool.gui.parts.toast import Toast
from trainerpool.gui.parts.why import Reason, Remedy, RemedyBlock, WhyBlock
from trainerpool.gui.photograph import photograph
from trainerpool.gui.tables.board_model import BoardCell, CellState
from trainerpool.gui.tables.board_paint import paint_board_cell
from trainerpool.problem import Problem

STAGES = (
    Stage("Applied", StageState.DONE, "3 Mar"),
    Stage("Agreed", StageState.DONE, "26 Mar"),
    Stage("Course", StageState.DECISION, "decision"),
    Stage("Shadow", StageState.DONE, "16 Jun"),
    Stage("Deliver", StageState.NOW, "1 of 2"),
    Stage("Seen", StageState.COMING),
    Stage("Sign-off", StageState.COMING),
)


def _nothing() -> None:
    """Stand in for a deed in a picture."""


def _column(title: str, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(Label(title, "strong"))
    column.addWidget(Hairline())
    for widget in widgets:
        column.addWidget(widget)
    return column


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return made


class _Cell(QWidget):
    def __init__(self, cell: BoardCell) -> None:
        super().__init__()
        self._cell = cell
        self.setFixedSize(34, 34)
        self.setAccessibleName(cell.read_out())

    def paintEvent(self, event: object) -> None:  # noqa: ARG002
        from PySide6.QtGui import QPainter

        paint_board_cell(QPainter(self), self.rect(), self._cell)


def _buttons_and_fields() -> QWidget:
    blocked = Button("Send offers")
    blocked.block("No offer is ready")
    date = Field("Session date", QLineEdit("Tue 12 Jan 2027"))
    wrong = Field("Learners, at most", QLineEdit("31"))
    wrong.say("More than 25, the most this course allows. Kept as typed.")
    fixed = Field("Review date", QLineEdit("30 Nov 2026"))
    fixed.fix("Fixed when version 3.1 was approved.")
    chosen, on = QRadioButton("Chosen"), QCheckBox("On")
    chosen.setChecked(True)
    on.setChecked(True)
    focus = Button("Send offers", "filled")
    made = QWidget()
    made.setLayout(
        _column(
            "Buttons",
            _row(focus, Button("Send offers")),
            _row(Button("Add trainer", "filled", "user-plus"), Button("Open", keys="Ctrl+O"), Button("Rule", "link")),
            _row(blocked, Label("No offer is ready.", tone="muted")),
            SearchField("Search trainers", "Search"),
            date,
            wrong,
            fixed,
            _row(chosen, QRadioButton("Other"), on, QCheckBox("Off")),
            _row(SegmentedChoice("View", [("table", "Table"), ("health", "Pool health")])),
            _row(FilterChip("Standing", "not alumni"), AddFilterChip()),
            ChoiceChips("Outcome", [("all", "All 61"), ("added", "Added 38"), ("same", "Same 6")]),
        )
    )
    column = made.layout()
    if isinstance(column, QVBoxLayout):
        column.addStretch(1)
    return made


def _pills_and_cells() -> QWidget:
    made = QWidget()
    column = _column("Pills")
    for table in (marks.STANDING, marks.ALLOCATION, marks.MATERIAL, marks.OUTCOME, marks.IMPORT):
        pills = [Pill(mark) for mark in table.values()]
        for start in range(0, len(pills), 3):
            column.addWidget(_row(*pills[start : start + 3]))
    column.addWidget(Label("Board cells", "strong"))
    grid = QGridLayout()
    cells = [BoardCell(state) for state in CellState]
    cells += [BoardCell(CellState.LEAD, is_pinned=True), BoardCell(CellState.CO_TRAINER, is_pinned=True)]
    cells += [BoardCell(CellState.LEAD, is_warned=True), BoardCell(CellState.CO_TRAINER, is_illegal=True)]
    for place, cell in enumerate(cells):
        grid.addWidget(_Cell(cell), place // 6, place % 6)
    column.addLayout(grid)
    column.addStretch(1)
    made.setLayout(column)
    return made


def _paths_and_charts() -> QWidget:
    chart = BarChart(
        "Deliveries",
        [
            Bar(month, value, is_chosen=value > 0)
            for month, value in zip("DJFMAMJJASON", (0, 0, 1, 0, 2, 0, 1, 1, 0, 1, 0, 1), strict=True)
        ],
    )
    lying = BarChart(
        "Bookings", [Bar("Children’s Services", 7), Bar("Ellerdale NHS Trust", 5), Bar("Others", 3)], lying=True
    )
    falling = FallingSteps()
    falling.set_points([(0, 1980), (3, 1700), (6, 1500), (9, 1300), (12, 1284)], [(0, 900), (4, 1100), (10, 1236)], 14)
    facts = (
        HealthFact("staffed", "Staffed, next 8 weeks", "34 of 37", "sessions", Meaning.ATTENTION, "Staffed"),
        HealthFact("approved", "Approved today", "51 of 64", "in the pool", Meaning.GOOD, "Approved"),
    )
    reasons = (
        Reason(Meaning.NEUTRAL, "Sign-off", "By the Business Unit, not mentor or observer."),
        Reason(Meaning.ATTENTION, "1 more co-delivery", "With an approved trainer; evaluations attached. 2 asked."),
    )
    remedy = Remedy("Neglect, Tue 12 Jan 2027", "Add as extra", _nothing)
    made = QWidget()
    column = _column(
        "Train-the-Trainer path",
        TtTPath(STAGES, folded=False),
        TtTPath(STAGES[2:], folded=True),
        WhyBlock("Why not approved yet", reasons, "Rule", note="To finish by Wed 12 May 2027."),
        RemedyBlock("Could co-deliver next", [remedy]),
        HealthStrip(facts),
        chart,
        lying,
        falling,
    )
    column.addStretch(1)
    made.setLayout(column)
    return made


def _notices() -> QWidget:
    loading = Loading("Reading Trainers 2026-27.xlsx")
    loading.say(6200, 10000, "rows")
    host = QWidget()
    host.setFixedHeight(72)
    toast = Toast(host)
    toast.say("2 offers sent for Thu 3 Dec", _nothing)
    made = QWidget()
    column = _column(
        "Notices",
        host,
        EmptyState(
            "No session in the spring term yet",
            "Copy the autumn term, bring in a spreadsheet or add one.",
            [("Copy autumn", _nothing), ("Add session", _nothing)],
            "calendar-days",
        ),
        EmptyState("No trainer matches “neglct”", "2 filters are on as well.", links=[("Clear filters", _nothing)]),
        loading,
        ErrorPanel(
            Problem(
                "The report could not be written",
                kept="Drive U: is full. The pool is unchanged.",
                todo="Choose another place.",
            ),
            [("Choose another place", _nothing)],
            [("Details", _nothing)],
        ),
        Notice("A pool is not opened from a network drive, where it could be damaged.", link=("Why", _nothing)),
    )
    column.addStretch(1)
    made.setLayout(column)
    return made


def gallery() -> QWidget:
    """Every part on one sheet."""
    made = QWidget()
    dress.wear(made)
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(24)
    for part, share in ((_buttons_and_fields(), 3), (_pills_and_cells(), 3), (_paths_and_charts(), 7), (_notices(), 3)):
        row.addWidget(part, share)
    return made


def main(folder: Path) -> None:
    """Write parts-SCHEME.png at 100 % and 200 % into `folder`."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError
    for scheme in theme.SCHEMES:
        dress.apply(app, scheme)
        for scale in (1, 2):
            sheet = gallery()
            photograph(sheet, folder / f"parts-{scheme}-{scale}00.png", QSize(1640, 900), scale)
            sheet.deleteLater()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
