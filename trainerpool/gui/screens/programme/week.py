"""The week as a grid of hours: sessions as long as they last, those of one time side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from trainerpool.gui.screens.programme.days_grid import DaysGrid, Hit
from trainerpool.gui.screens.programme.painting import part_on
from trainerpool.gui.screens.programme.spoken_days import session_parts
from trainerpool.gui.screens.programme.week_painting import WeekShown, paint_week
from trainerpool.gui.screens.programme.week_shape import WeekShape, minutes_of, side_by_side
from trainerpool.gui.spoken import SpokenPart
from trainerpool.queries.sessions import PartRow
from trainerpool.queries.staffing import StaffingRow

_STEP_MINUTES = 30
_FIRST_HOUR, _LAST_HOUR = 8, 18


class WeekGrid(DaysGrid):
    """Left and right move the day, up and down go through its sessions; while one is carried they move it by half an hour."""

    def __init__(self, today: date) -> None:
        super().__init__(today)
        self.first = today - timedelta(days=today.weekday())
        self.setAccessibleDescription(
            "Left and right move the day, up and down its sessions, Enter opens one, Ctrl+X and Ctrl+V move one. The agenda shows the same in lines"
        )
        self.say()

    def show_days(self, first: date, rows: Sequence[StaffingRow], off: Mapping[date, str]) -> None:
        """Show a week, by its Monday, with its sessions and days off."""
        self.take(first, rows, off)
        self.setMinimumHeight(self.shape().least_height())

    def is_inside(self, day: date) -> bool:
        return 0 <= (day - self.first).days < 7

    def parts(self, day: date) -> list[PartRow]:
        """The part of each of a day's sessions on that day."""
        return [part_on(row, day) for row in self.rows(day)]

    def shape(self) -> WeekShape:
        """Where hours and sessions stand, as wide and high as the widget is."""
        days = [self.first + timedelta(days=number) for number in range(7)]
        parts = [part for day in days for part in self.parts(day)]
        starts = [minutes_of(part.start) // 60 for part in parts if part.start]
        ends = [-(-minutes_of(part.end or part.start) // 60) for part in parts if part.start]
        untimed = max((sum(not part.start for part in self.parts(day)) for day in days), default=0)
        return WeekShape(
            self.first, self.width(), self.height(), min([_FIRST_HOUR, *starts]), min(24, max([_LAST_HOUR, *ends])),
            min(untimed, 2), any(self.rows(day) for day in days[5:]),
        )  # fmt: skip

    def spots(self, day: date, shape: WeekShape) -> list[tuple[int, QRectF]]:
        """Which of a day's sessions stands where."""
        parts = self.parts(day)
        timed = [(block.place, shape.block(day, block)) for block in side_by_side(parts)]
        loose = [place for place, part in enumerate(parts) if not part.start][: shape.untimed]
        return timed + [(place, shape.untimed_spot(day, number)) for number, place in enumerate(loose)]

    def spoken_parts(self) -> list[SpokenPart]:
        """Every session shown, for screen readers."""
        shape = self.shape()
        return session_parts(self, lambda day: self.spots(day, shape))

    def room_of(self, day: date) -> QRectF:
        shape = self.shape()
        column = shape.column(day)
        top = shape.head
        if self.carried is not None and (part := part_on(self.carried, self.day)).start:
            top = shape.top(minutes_of(part.start) + self.carried_minutes)
        return QRectF(column.left(), max(0.0, top), column.width(), 2.0 * shape.line)

    def day_at(self, point: QPointF) -> date | None:
        return self.shape().day_at(point)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        shape = self.shape()
        spots = {day: self.spots(day, shape) for day in shape.days() if self.rows(day)}
        shown = WeekShown(
            shape, self.by_day, spots, self._off, self.today, self.day, self._place, self.carried, self.carried_minutes, self.hasFocus(),
        )  # fmt: skip
        painter = QPainter(self)
        paint_week(painter, shown)
        painter.end()

    def key_moves(self, event: QKeyEvent) -> bool:
        key = event.key()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
        upright = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in sideways:
            self.go(self.day + timedelta(days=sideways[Qt.Key(key)]))
        elif key in upright and self.carried is not None:
            self._carry_by(upright[Qt.Key(key)] * _STEP_MINUTES)
        elif key in upright:
            rows = self.rows(self.day)
            if rows:
                self.go(self.day, min(max(self._place + upright[Qt.Key(key)], 0), len(rows) - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(self.first if key == Qt.Key.Key_Home else self.first + timedelta(days=6))
        else:
            return False
        return True

    def _carry_by(self, minutes: int) -> None:
        """Half an hour earlier or later, as long as it stays within the day."""
        row = self.carried
        if row is None:
            return
        timed = [part for part in row.session.parts if part.start and part.end]
        moved = self.carried_minutes + minutes
        if timed and all(minutes_of(one.start) + moved >= 0 and minutes_of(one.end) + moved < 24 * 60 for one in timed):
            self.carried_minutes = moved
            self.say()
            self.update()
            self.carry_to(self.day)

    def minutes_dragged(self, pressed: QPointF, now: QPointF) -> int:
        steps = round((now.y() - pressed.y()) / self.shape().hour * 60 / _STEP_MINUTES)
        return int(steps) * _STEP_MINUTES

    def hit(self, point: QPointF) -> Hit | None:
        shape = self.shape()
        day = shape.day_at(point)
        if day is None:
            return None
        return day, next((place for place, rect in self.spots(day, shape) if rect.contains(point)), 0), False

    def is_over_one(self, point: QPointF) -> bool:
        shape = self.shape()
        day = shape.day_at(point)
        return day is not None and any(rect.contains(point) for _, rect in self.spots(day, shape))
