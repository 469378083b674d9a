"""Where days and chips stand in the grid of a month, and which day lies under a point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF

from trainerpool.gui import theme

_GAP, _EDGE = 4, 4
_LEAST_NARROW = 48.0


@dataclass(frozen=True)
class DayGrid:
    """Weeks of seven days from a Monday; the weekend is narrow while nothing stands in it."""

    start: date
    weeks: int
    width: float
    height: float
    lines: int
    wide_weekend: bool = False

    @cached_property
    def line(self) -> int:
        """How high a line of text is."""
        return theme.line_height()

    @cached_property
    def head(self) -> float:
        """How high the row of the days' names is."""
        return max(24, self.line + 8)

    @property
    def chip(self) -> float:
        """How high a chip is."""
        return self.lines * self.line + 6

    @property
    def above(self) -> float:
        """The room over the first chip of a day, where its number stands."""
        return self.line + 8

    def least_height(self) -> int:
        """So high that each day has room for one chip."""
        return int(self.head + self.weeks * (self.above + self.chip + _GAP + 2))

    def days(self) -> list[date]:
        """Every day of the grid."""
        return [self.start + timedelta(days=number) for number in range(7 * self.weeks)]

    @cached_property
    def columns(self) -> list[tuple[float, float]]:
        """Left and width of each day of the week."""
        narrow = self.width / 7 if self.wide_weekend else max(_LEAST_NARROW, self.width * 0.07)
        wide = (self.width - 2 * narrow) / 5
        widths = [wide] * 5 + [narrow] * 2
        return [(sum(widths[:place]), widths[place]) for place in range(7)]

    def cell(self, day: date) -> QRectF:
        """The room of a day."""
        number = (day - self.start).days
        left, width = self.columns[number % 7]
        high = (self.height - self.head) / self.weeks
        return QRectF(left, self.head + (number // 7) * high, width, high)

    def room(self) -> int:
        """How many chips a day has room for."""
        high = (self.height - self.head) / self.weeks - self.above - 2
        return max(1, int((high + _GAP) // (self.chip + _GAP)))

    def chips(self, day: date, count: int, place: int) -> list[tuple[int, QRectF]]:
        """Which of a day's chips are shown, and where; the one in focus (`place`) is always among them."""
        cell, room = self.cell(day), self.room()
        first = max(0, min(place - room + 1, count - room)) if count > room else 0
        return [
            (number, QRectF(cell.left() + _EDGE, cell.top() + self.above + row * (self.chip + _GAP), cell.width() - 2 * _EDGE, self.chip))
            for row, number in enumerate(range(first, min(count, first + room)))
        ]  # fmt: skip

    def more(self, day: date) -> QRectF:
        """Where "2 more" stands: at the right of the day's number."""
        cell = self.cell(day)
        return QRectF(cell.left() + cell.width() / 2, cell.top() + 2, cell.width() / 2 - 6, self.line + 4)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point."""
        return next((day for day in self.days() if self.cell(day).contains(point)), None)
