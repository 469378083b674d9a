"""Where hours and sessions stand in the week's grid: columns of days, sessions of one time side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF

from trainerpool.gui import theme
from trainerpool.queries.sessions import PartRow

_LEAST_NARROW = 48.0
_EDGE, _GAP = 3.0, 2.0
_LEAST_MINUTES = 40
"""A shorter session is painted as long as this, so that its line can be read."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a session in its column: minutes after midnight, and which lane of how many beside each other."""

    place: int
    start: int
    end: int
    lane: int
    lanes: int


def minutes_of(time: str) -> int:
    """A time as minutes after midnight."""
    return int(time[:2]) * 60 + int(time[3:])


def side_by_side(parts: Sequence[PartRow]) -> list[Block]:
    """Parts of one day, in order of their start, in lanes: those that overlap stand beside each other."""
    found: list[Block] = []
    cluster: list[tuple[int, int, int, int]] = []  # place, start, end, lane
    ends: list[int] = []

    def close() -> None:
        found.extend(Block(place, start, end, lane, len(ends)) for place, start, end, lane in cluster)
        cluster.clear()
        ends.clear()

    for place, part in enumerate(parts):
        if not part.start:
            continue
        start = minutes_of(part.start)
        end = max(start + _LEAST_MINUTES, minutes_of(part.end) if part.end else start + 60)
        if ends and start >= max(ends):
            close()
        lane = next((number for number, busy in enumerate(ends) if busy <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        cluster.append((place, start, end, lane))
    close()
    return found


@dataclass(frozen=True)
class WeekShape:
    """Seven days from a Monday under a row of names; hours downwards from `first_hour` to `last_hour`.

    `untimed` is how many lines of sessions without a time stand above the hours.
    """

    start: date
    width: float
    height: float
    first_hour: int = 8
    last_hour: int = 18
    untimed: int = 0
    wide_weekend: bool = False

    @cached_property
    def line(self) -> int:
        """How high a line of text is."""
        return theme.line_height()

    @cached_property
    def gutter(self) -> float:
        """The room for the hours at the left."""
        return theme.scaled(46)

    @cached_property
    def head(self) -> float:
        """The row of the days' names, with the line for a day off, and what has no time under it."""
        return 2 * self.line + 8 + self.untimed * (self.line + 6)

    @cached_property
    def hour(self) -> float:
        """How high an hour is: as much as there is room for."""
        return max(self.least_hour(), (self.height - self.head - 6) / (self.last_hour - self.first_hour))

    def least_hour(self) -> float:
        """So high that a session of an hour shows two lines."""
        return self.line * 2 + 2

    def least_height(self) -> int:
        """So high that every hour can be read."""
        return int(self.head + 6 + self.least_hour() * (self.last_hour - self.first_hour))

    def days(self) -> list[date]:
        """Monday to Sunday."""
        return [self.start + timedelta(days=number) for number in range(7)]

    @cached_property
    def columns(self) -> list[tuple[float, float]]:
        """Left and width of each day."""
        room = self.width - self.gutter
        narrow = room / 7 if self.wide_weekend else max(_LEAST_NARROW, room * 0.07)
        wide = (room - 2 * narrow) / 5
        widths = [wide] * 5 + [narrow] * 2
        return [(self.gutter + sum(widths[:place]), widths[place]) for place in range(7)]

    def column(self, day: date) -> QRectF:
        """The room of a day from top to bottom."""
        left, width = self.columns[(day - self.start).days]
        return QRectF(left, 0, width, self.height)

    def top(self, minutes: float) -> float:
        """Where a time of the day stands."""
        return self.head + (minutes / 60 - self.first_hour) * self.hour

    def block(self, day: date, block: Block) -> QRectF:
        """Where a session stands."""
        column = self.column(day)
        wide = (column.width() - 2 * _EDGE) / block.lanes
        top, bottom = self.top(block.start), self.top(block.end)
        return QRectF(
            column.left() + _EDGE + block.lane * wide,
            top + 1,
            wide - (_GAP if block.lanes > 1 else 0),
            bottom - top - 2,
        )

    def untimed_spot(self, day: date, number: int) -> QRectF:
        """Where a session without a time stands, under the day's name."""
        column = self.column(day)
        top = 2 * self.line + 6 + number * (self.line + 6)
        return QRectF(column.left() + _EDGE, top, column.width() - 2 * _EDGE, self.line + 4)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point."""
        return next((day for day in self.days() if self.column(day).contains(point)), None)
