"""The month as a grid of days with a chip for each session; moved over by arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from trainerpool.domain.dates import add_months
from trainerpool.gui.screens.programme.days_grid import DaysGrid, Hit
from trainerpool.gui.screens.programme.painting import Shown, paint_days
from trainerpool.gui.screens.programme.shape import DayGrid
from trainerpool.gui.screens.programme.spoken_days import session_parts
from trainerpool.gui.spoken import SpokenPart
from trainerpool.queries.staffing import StaffingRow

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_LINES = 2


class MonthGrid(DaysGrid):
    """Arrows move by a day or a week, Page Up and Down by a month."""

    def __init__(self, today: date) -> None:
        super().__init__(today)
        self.first = today.replace(day=1)
        self.setAccessibleDescription(
            "Arrows move the day, Space goes through its sessions, Enter opens one, Ctrl+X and Ctrl+V move one. The agenda shows the same in lines"
        )
        self.say()

    def show_days(self, first: date, rows: Sequence[StaffingRow], off: Mapping[date, str]) -> None:
        """Show a month, by its first day, with its sessions and days off."""
        self.take(first, rows, off)
        self.setMinimumHeight(self.grid().least_height())

    def is_inside(self, day: date) -> bool:
        return day.replace(day=1) == self.first

    def grid(self) -> DayGrid:
        """Where days and chips stand, as wide and high as the widget is."""
        start = self.first - timedelta(days=self.first.weekday())
        last = add_months(self.first, 1) - timedelta(days=1)
        weeks = (last - start).days // 7 + 1
        ends = start + timedelta(days=7 * weeks)
        crowded = any(day.weekday() > 4 and start <= day < ends for day in self.by_day)
        return DayGrid(start, weeks, self.width(), self.height(), _LINES, crowded)

    def room_of(self, day: date) -> QRectF:
        return self.grid().cell(day)

    def spoken_parts(self) -> list[SpokenPart]:
        """Every session shown, for screen readers."""
        return session_parts(self, lambda day: self.shown().chips(day))

    def day_at(self, point: QPointF) -> date | None:
        return self.grid().day_at(point)

    def shown(self) -> Shown:
        """What is painted, as it stands."""
        return Shown(
            self.grid(), self.by_day, self._off, self.today, self.first, self.day, self._place, self.carried, self.hasFocus()
        )  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_days(painter, self.shown())
        painter.end()

    def key_moves(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go(self.day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go(add_months(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            monday = self.day - timedelta(days=self.day.weekday())
            self.go(monday if key == Qt.Key.Key_Home else monday + timedelta(days=6))
        else:
            return False
        return True

    def hit(self, point: QPointF) -> Hit | None:
        shown = self.shown()
        day = shown.grid.day_at(point)
        if day is None:
            return None
        chips = shown.chips(day)
        if len(chips) < len(shown.rows(day)) and shown.grid.more(day).contains(point):
            return day, 0, True
        return day, next((place for place, rect in chips if rect.contains(point)), 0), False

    def is_over_one(self, point: QPointF) -> bool:
        shown = self.shown()
        day = shown.grid.day_at(point)
        return day is not None and any(rect.contains(point) for _, rect in shown.chips(day))
