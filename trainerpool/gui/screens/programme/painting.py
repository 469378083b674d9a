"""Painting the grid of days: numbers, days off by name, and a chip for each session with its staffing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.programme.shape import DayGrid
from trainerpool.queries.sessions import PartRow
from trainerpool.queries.staffing import StaffingRow

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STAFFING_ICONS = {
    Meaning.GOOD: "circle-check", Meaning.ATTENTION: "triangle-alert", Meaning.STOP: "circle-x", Meaning.INFORMATION: "hourglass",
    Meaning.NEUTRAL: "users",
}  # fmt: skip
STATUS_ICONS = {"to agree": "circle-help", "cancelled": "circle-slash", "delivered": "check"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LEAST_TIMED = 132
"""On a chip narrower than this the course matters more than the time, which the tool tip has."""
_LEAST_WORD = 34.0
"""Under so many pixels a cut word says nothing and is left out."""


@dataclass(frozen=True)
class Shown:
    """What the grid shows as it stands: sessions by day, days off, the day and session in focus, the one carried."""

    grid: DayGrid
    by_day: Mapping[date, Sequence[StaffingRow]]
    off: Mapping[date, str]
    today: date
    month: date | None
    day: date
    place: int
    carried: StaffingRow | None
    has_focus: bool

    def rows(self, day: date) -> Sequence[StaffingRow]:
        """The sessions of a day."""
        return self.by_day.get(day, ())

    def chips(self, day: date) -> list[tuple[int, QRectF]]:
        """The chips of a day that are shown."""
        return self.grid.chips(day, len(self.rows(day)), self.place if day == self.day else 0)


def paint_days(painter: QPainter, shown: Shown) -> None:
    """Paint the whole grid."""
    look, grid = theme.tokens(), shown.grid
    painter.fillRect(QRectF(0, 0, grid.width, grid.height), look.raised)
    for day in grid.days():
        _paint_day(painter, shown, day)
    painter.fillRect(QRectF(0, 0, grid.width, grid.head), look.sunken)
    painter.setFont(theme.font("strong"))
    painter.setPen(look.text)
    for name, (left, width) in zip(DAYS, grid.columns, strict=True):
        painter.drawText(QRectF(left + 8, 0, width - 8, grid.head), _LEFT, name)
    painter.setPen(QPen(look.line, 0))
    high = (grid.height - grid.head) / grid.weeks
    for left, _ in grid.columns[1:]:
        painter.drawLine(int(left), 0, int(left), int(grid.height))
    for week in range(grid.weeks):
        painter.drawLine(0, int(grid.head + week * high), int(grid.width), int(grid.head + week * high))
    chosen = shown.rows(shown.day)
    if shown.has_focus and (not chosen or shown.carried is not None) and shown.day in grid.days():
        drawing.inner_ring(painter, grid.cell(shown.day).toAlignedRect())


def _paint_day(painter: QPainter, shown: Shown, day: date) -> None:
    look, cell = theme.tokens(), shown.grid.cell(day)
    inside = shown.month is None or day.replace(day=1) == shown.month
    closed = day.weekday() > 4 or day in shown.off
    if not inside or closed:
        painter.fillRect(cell, look.sunken)
    if day == shown.day and shown.has_focus:
        painter.fillRect(cell, look.hover)
    number = str(day.day) if day.day > 1 and shown.month is not None else f"{day.day} {MONTHS[day.month - 1]}"
    font = theme.font("strong" if inside else "body")
    wide = drawing.text_width(number, font)
    room = QRectF(cell.left() + 8, cell.top() + 3, cell.width() - 12, shown.grid.line + 2)
    ink = look.text if inside and not closed else look.muted
    if day == shown.today:
        mark = QRectF(room.left() - 5, room.top(), wide + 10, room.height())
        drawing.box(painter, mark, look.accent, None, look.radii["button"])
        ink = look.on_accent
    write(painter, room, number, font, ink)
    hidden = len(shown.rows(day)) - len(shown.chips(day))
    said = "Today" if day == shown.today else shown.off.get(day, "") if cell.width() > 90 else ""
    left = room.adjusted(wide + 10, 0, 0, 0)
    if hidden:
        words = f"{hidden} more"
        spot = shown.grid.more(day)
        painter.setFont(theme.font())
        painter.setPen(look.link)
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        left.setRight(spot.right() - drawing.text_width(words, theme.font()) - 6)
    write(painter, left, said, theme.font(), look.muted)
    for place, rect in shown.chips(day):
        _paint_chip(painter, rect, shown, day, place)


def _paint_chip(painter: QPainter, rect: QRectF, shown: Shown, day: date, place: int) -> None:
    look, row = theme.tokens(), shown.rows(day)[place]
    meaning, line = Meaning(row.meaning.value), shown.grid.line
    here = day == shown.day and place == min(shown.place, len(shown.rows(day)) - 1)
    carried = shown.carried is not None and shown.carried.id == row.id
    gone = row.session.status == "cancelled"
    drawing.box(
        painter,
        rect,
        look.selected if here else look.raised,
        None if carried else look.line,
        look.radii["calendar_chip"],
    )
    if carried:
        painter.setPen(QPen(look.line_strong, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), look.meaning(meaning).border)
    first = QRectF(rect.left() + 10, rect.top() + 3, rect.width() - 14, line)
    time, used = part_on(row, day).start, 0.0
    if time and rect.width() >= theme.scaled(_LEAST_TIMED):
        used = write(painter, first, time, theme.font(), look.text) + 4
    ink = look.muted if gone else look.text
    write(painter, first.adjusted(used, 0, 0, 0), row.session.short_name, theme.font("strong"), ink, struck=gone)
    below = first.translated(0, line)
    if carried:
        write(painter, below, "moving", theme.font(), look.muted)
        return
    paint_staffing(painter, below, row, meaning)
    if here and shown.has_focus:
        drawing.inner_ring(painter, rect.toAlignedRect())


def paint_staffing(painter: QPainter, below: QRectF, row: StaffingRow, meaning: Meaning) -> None:
    """How a session is staffed, by icon and word, and where it is."""
    look, size = theme.tokens(), theme.icon_size(12)
    icon = STATUS_ICONS.get(row.session.status, STAFFING_ICONS[meaning])
    icons.paint(painter, icon, look.ink(meaning), QRectF(below.left(), below.center().y() - size / 2, size, size))
    ink = look.ink(meaning) if meaning in (Meaning.STOP, Meaning.ATTENTION) else look.text
    room = below.adjusted(size + 4, 0, 0, 0)
    used = write(painter, room, row.words, theme.font(), ink)
    where = "online" if row.session.virtual else row.session.venue
    left = room.adjusted(used + 4, 0, 0, 0)
    if left.width() >= min(_LEAST_WORD, drawing.text_width(where, theme.font())):
        write(painter, left, where, theme.font(), look.muted)


def write(painter: QPainter, room: QRectF, text: str, font: QFont, ink: QColor, *, struck: bool = False) -> float:
    """Write one line, cut at its end where it does not fit; gives the width used."""
    if not text or room.width() <= 0:
        return 0.0
    if struck:
        font = QFont(font)
        font.setStrikeOut(True)
    painter.setFont(font)
    painter.setPen(ink)
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, words)
    return metrics.horizontalAdvance(words)


def part_on(row: StaffingRow, day: date) -> PartRow:
    """The part of a session on a day."""
    return next((one for one in row.session.parts if one.date == day.isoformat()), row.session.parts[0])


def whole(row: StaffingRow) -> str:
    """All a chip stands for, in lines."""
    session = row.session
    team = ", ".join(one.name for one in session.trainers) or "Nobody yet"
    times = ", ".join(f"{part.start} to {part.end}" if part.end else part.start for part in session.parts[:1])
    where = "online" if session.virtual else session.venue
    return "\n".join(
        part for part in (session.title, ", ".join(p for p in (times, where) if p), row.words, team) if part
    )
