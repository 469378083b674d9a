"""The view of pool health: the heat table, what ends by month, and the pool's figures, all for one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui import drawing, spoken, theme
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.header import Fact
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.parts.notices import EmptyState, stack
from trainerpool.gui.screens.trainers.health.about import about_cell, about_health, about_month
from trainerpool.gui.screens.trainers.health.ends import EndsChart
from trainerpool.gui.screens.trainers.health.groups import groups
from trainerpool.gui.screens.trainers.health.heat_model import HeatCell, HeatModel, Line
from trainerpool.gui.screens.trainers.health.heat_table import HeatTable
from trainerpool.gui.shell import Shell
from trainerpool.queries.pool_health import MonthEnds, PoolHealth, pool_health
from trainerpool.queries.pool_thinness import CourseHealth

_SETTLES_MS = 60
_TWO, _THREE = 480, 760
_COLUMNS = 11
# By how many stand side by side, rows of (panel, first column, columns): two thirds and a third, halves, or all.
_SPOTS: dict[int, tuple[tuple[tuple[int, int, int], ...], ...]] = {
    3: (((0, 0, 7), (1, 8, 3)), ((2, 0, 3), (3, 4, 3), (4, 8, 3))),
    2: (((0, 0, 11),), ((1, 0, 5), (2, 6, 5)), ((3, 0, 5), (4, 6, 5))),
    1: tuple(((place, 0, 11),) for place in range(5)),
}


@dataclass(frozen=True, slots=True)
class HealthDoors:
    """Where the figures of pool health lead."""

    person: Callable[[str], None]
    people: Callable[[Sequence[str], str], None]
    session: Callable[[str], None]
    letter: Callable[[CourseHealth], None]


class HealthView(QScrollArea):
    """`told(facts)` when the sentence under the page's title is another."""

    told = Signal(object)

    def __init__(self, shell: Shell, doors: HealthDoors, begin: Sequence[tuple[str, Callable[[], None]]]) -> None:
        super().__init__()
        self.shell, self.doors, self._begin = shell, doors, begin
        self.health: PoolHealth | None = None
        self.on = shell.today()
        self._cell: HeatCell | None = None
        self._month: date | None = None
        self.setAccessibleName("Pool health")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.model = HeatModel()
        self.table = HeatTable(self.model)
        self.day = DayField("On this day", shell.today(), shell.today())
        self.ends = EndsChart()
        self.groups = groups(doors.people)
        self._panels: tuple[QWidget, ...] = (self.ends, *self.groups.all())
        whole = Pane("raised")
        self._whole = whole
        whole.column.addWidget(self.table)
        whole.column.addWidget(self._legend())
        whole.column.addWidget(Hairline())
        self._below = QGridLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        for column in range(_COLUMNS):
            self._below.setColumnStretch(column, 0 if column in (3, 5, 7) else 1)
        self._lines: list[QWidget] = []
        whole.column.addLayout(self._below)
        whole.column.addStretch(1)
        self.setWidget(whole)
        self._across = 0
        self._soon = QTimer(self)  # moving on from cell to cell is told of once it stops
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLES_MS)
        self._soon.timeout.connect(self.tell)
        self.table.moved.connect(self._on_cell)
        self.table.opened.connect(self._on_opened)
        self.table.asked_menu.connect(lambda cell, point: self.menu(cell).popup(point))
        self.ends.chosen.connect(self._on_month)
        self.day.settled.connect(self.show_day)
        self._arrange()

    # what is asked for

    def show_day(self, on: date) -> None:
        """Show the pool of another day."""
        self.on = on
        self.refresh()

    def refresh(self) -> None:
        """Ask again; the cell in focus and the month chosen stay."""
        self.shell.ask(pool_health, self.on, then=self._show, latest="health", owner=self)

    def tell(self) -> None:
        """Say in the inspector what is chosen, and in the header what is shown."""
        self._soon.stop()
        if self.health is None or not self.isVisible():
            return
        self.told.emit(self._facts(self.health))
        if self._month is not None and (month := self._the_month(self._month)) is not None:
            self.shell.set_inspector(about_month(month, self.health, self.doors))
        elif self._cell is not None:
            self.shell.set_inspector(about_cell(self._cell, self.health, self.doors))
        else:
            self.shell.set_inspector(about_health(self.health))

    def menu(self, cell: HeatCell) -> QMenu:
        """The deeds of a cell, as the inspector has them."""
        menu, health = QMenu(self), self.health
        words = _named(cell)
        people = menu.addAction("Open them as a list\tEnter")
        people.setEnabled(bool(cell.people))
        people.triggered.connect(lambda: self.doors.people(cell.people, words))
        course = cell.course
        if health is not None and course is not None and course.meaning is not None:
            if course.helpers:
                told = f"could be briefed for {course.short_name or course.title}"
                keys = tuple(one.id for one in course.helpers)
                brief = menu.addAction(f"Brief {count_of(len(keys), 'near-ready trainer')}: show them")
                brief.triggered.connect(lambda: self.doors.people(keys, told))
            menu.addAction("Ask agencies for applicants: draft letter").triggered.connect(
                lambda: self.doors.letter(course)
            )
        menu.addAction("Copy the table for a spreadsheet\tCtrl+C").triggered.connect(self.copy)
        return menu

    def copy(self) -> str:
        """Put the heat table on the clipboard with its headings."""
        from PySide6.QtGui import QGuiApplication

        text = self.model.as_text()
        QGuiApplication.clipboard().setText(text)
        self.shell.toast("The table of pool health is copied with its headings.")
        return text

    # what comes back

    def _show(self, health: PoolHealth) -> None:
        at = self.table.currentIndex()
        self.table.blockSignals(True)  # what is chosen is put back, not chosen anew
        place, bar = (at.row(), at.column()), self.verticalScrollBar().value()
        self.health = health
        if self.day.day() != health.on:
            self.day.set_day(health.on)
        self.model.show(health)
        if at.isValid() and place[0] < len(self.model.rows) and place[1] < len(self.model.heads):
            self.table.setCurrentIndex(self.model.index(*place))
        if self.table.hasFocus():
            self.table.start()
        self.table.blockSignals(False)
        self._cell = self.table.current_cell()
        self.ends.show_health(health)
        self.groups.show(health, health.on == self.shell.today())
        self._say_empty(health)
        self.verticalScrollBar().setValue(bar)
        if self.isVisible():
            self.tell()

    def _say_empty(self, health: PoolHealth) -> None:
        empty = not health.present
        if empty and self.widget() is self._whole:
            self._whole.hide()
            self.takeWidget()
            said = "Pool health shows who carries which course once there are trainers and courses."
            self.setWidget(stack(EmptyState("No trainer is in the pool yet", said, self._begin, "users")))
        elif not empty and self.widget() is not self._whole:
            self.setWidget(self._whole)
            self._whole.show()

    # what the person does

    def _on_cell(self, cell: HeatCell) -> None:
        self._cell, self._month = cell, None
        self.ends.clear_choice()
        rect = self.table.visualRect(self.table.currentIndex())
        spot = self.table.viewport().mapTo(self._whole, rect.center())
        self.ensureVisible(self.horizontalScrollBar().value(), spot.y(), 0, rect.height())
        self._soon.start()

    def _on_month(self, month: MonthEnds) -> None:
        self._month = month.start
        self.tell()

    def _on_opened(self, cell: HeatCell) -> None:
        if cell.line is Line.PLACES and cell.course is not None and cell.course.sessions:
            self.doors.session(cell.course.sessions[0].id)
        elif cell.people:
            self.doors.people(cell.people, _named(cell))

    def _the_month(self, start: date) -> MonthEnds | None:
        return next((one for one in self.health.ends if one.start == start), None) if self.health else None

    def _facts(self, health: PoolHealth) -> list[Fact]:
        courses = count_of(len(health.courses), "course")
        agencies = count_of(len(health.agencies), "agency")
        said = f"Pool health on {in_words(health.on, weekday=True)}: "
        return [
            said,
            f"{agencies}, ",
            f"{courses}, ",
            (count_of(health.present, "person", "people"), lambda: self.doors.people((), "")),
        ]

    # how it lies

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Three figures in a row, two, or one, as the width lets; hairlines between them."""
        wide = self.viewport().width()
        across = 3 if wide >= theme.scaled(_THREE) else 2 if wide >= theme.scaled(_TWO) else 1
        if across == self._across:
            return
        self._across = across
        for panel in self._panels:
            self._below.removeWidget(panel)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for rank, spots in enumerate(_SPOTS[across]):
            if rank:
                self._line(2 * rank - 1, 0, _COLUMNS, upright=False)
            for place, column, share in spots:
                if column:
                    self._line(2 * rank, column - 1, 1, upright=True)
                self._below.addWidget(self._panels[place], 2 * rank, column, 1, share)

    def _line(self, row: int, column: int, wide: int, upright: bool) -> None:
        line = Hairline(upright)
        self._lines.append(line)
        self._below.addWidget(line, row, column, 1, wide)

    def _legend(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 2, 13, 2)
        row.setSpacing(12)
        row.addWidget(_Scale())
        hint = ElidedLabel("Choose a cell to see the people in it", tone="muted")
        row.addWidget(hint, 1)
        row.addWidget(Label("On"))
        self.day.setFixedWidth(theme.scaled(150))
        row.addWidget(self.day)
        return line


class _Scale(QWidget):
    """What the steps of colour stand for."""

    spoken_role = spoken.Role.StaticText
    _WORDS = ("none", "1", "2", "3", "4", "5 or more")

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Steps of colour: none, 1, 2, 3, 4, 5 or more people")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font())
        return QSize(sum(metrics.horizontalAdvance(word) + 30 for word in self._WORDS), theme.line_height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, painter = theme.tokens(), QPainter(self)
        painter.setFont(theme.font())
        left, high = 0, self.height()
        for step, word in enumerate(self._WORDS):
            drawing.box(painter, QRectF(left, (high - 12) / 2, 12, 12), look.heat[step], look.line_strong, 0)
            painter.setPen(look.muted)
            base = (high + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
            painter.drawText(QPoint(left + 18, base), word)
            left += painter.fontMetrics().horizontalAdvance(word) + 30


def _named(cell: HeatCell) -> str:
    parts = [cell.course.short_name or cell.course.title] if cell.course is not None else []
    parts += [cell.agency.short] if cell.agency is not None else []
    return ", ".join(parts) or "who may deliver"
