"""Painting the week: hours, names of days, sessions with as many lines as they are high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.programme.painting import DAYS, MONTHS, paint_staffing, part_on, write
from trainerpool.gui.screens.programme.week_shape import WeekShape, minutes_of
from trainerpool.queries.staffing import StaffingRow


@dataclass(frozen=True)
class WeekShown:
    """What the week shows as it stands."""

    shape: WeekShape
    by_day: Mapping[date, Sequence[StaffingRow]]
    spots: Mapping[date, Sequence[tuple[int, QRectF]]]
    off: Mapping[date, str]
    today: date
    day: date
    place: int
    carried: StaffingRow | None
    carried_minutes: int
    has_focus: bool


def paint_week(painter: QPainter, shown: WeekShown) -> None:
    """Paint the whole week."""
    look, shape = theme.tokens(), shown.shape
    painter.fillRect(QRectF(0, 0, shape.width, shape.height), look.raised)
    for day in shape.days():
        column = shape.column(day)
        if day.weekday() > 4 or day in shown.off:
            painter.fillRect(column, look.sunken)
        if day == shown.day and shown.has_focus:
            painter.fillRect(column, look.hover)
    _paint_hours(painter, shape)
    painter.fillRect(QRectF(0, 0, shape.width, shape.head), look.sunken)
    painter.setPen(QPen(look.line, 0))
    painter.drawLine(0, int(shape.head), int(shape.width), int(shape.head))
    for left, _ in shape.columns:
        painter.drawLine(int(left), 0, int(left), int(shape.height))
    for day in shape.days():
        _paint_head(painter, shown, day)
    for day, spots in shown.spots.items():
        for place, rect in spots:
            _paint_block(painter, shown, day, place, rect)
    _paint_carried(painter, shown)
    rows = shown.by_day.get(shown.day, ())
    if shown.has_focus and not rows and shown.carried is None and shown.day in shape.days():
        drawing.inner_ring(painter, shape.column(shown.day).toAlignedRect())


def _paint_hours(painter: QPainter, shape: WeekShape) -> None:
    look = theme.tokens()
    painter.setFont(theme.font("small"))
    for hour in range(shape.first_hour, shape.last_hour + 1):
        top = shape.top(hour * 60)
        painter.setPen(QPen(look.line, 0))
        painter.drawLine(int(shape.gutter), int(top), int(shape.width), int(top))
        if hour > shape.first_hour and hour < shape.last_hour:
            painter.setPen(look.muted)
            room = QRectF(0, top - shape.line / 2, shape.gutter - 6, shape.line)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{hour:02}:00")


def _paint_head(painter: QPainter, shown: WeekShown, day: date) -> None:
    look, shape = theme.tokens(), shown.shape
    column = shape.column(day)
    name, month = DAYS[day.weekday()], MONTHS[day.month - 1]
    room = QRectF(column.left() + 8, 3, column.width() - 12, shape.line)
    strong = theme.font("strong")
    used = write(painter, room, f"{name} ", strong, look.text)
    number = f"{day.day} {month}" if column.width() > theme.scaled(70) else str(day.day)
    left = room.adjusted(used, 0, 0, 0)
    if day == shown.today:
        wide = drawing.text_width(number, strong)
        drawing.box(
            painter,
            QRectF(left.left() - 3, left.top(), wide + 6, left.height()),
            look.accent,
            None,
            look.radii["button"],
        )
        write(painter, left, number, strong, look.on_accent)
    else:
        write(painter, left, number, theme.font(), look.text)
    said = ", ".join(part for part in ("Today" if day == shown.today else "", shown.off.get(day, "")) if part)
    if column.width() > theme.scaled(70):
        write(painter, room.translated(0, shape.line + 1), said, theme.font(), look.muted)


def _paint_block(painter: QPainter, shown: WeekShown, day: date, place: int, rect: QRectF) -> None:
    look, row, line = theme.tokens(), shown.by_day[day][place], shown.shape.line
    rows = shown.by_day[day]
    here = day == shown.day and place == min(shown.place, len(rows) - 1)
    carried = shown.carried is not None and shown.carried.id == row.id
    gone, meaning = row.session.status == "cancelled", Meaning(row.meaning.value)
    fill = look.selected if here else look.raised
    drawing.box(painter, rect, fill, None if carried else look.line_strong, look.radii["calendar_chip"])
    if carried:
        _dashed(painter, rect)
    else:
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), look.meaning(meaning).border)
    part, ink = part_on(row, day), look.muted if gone or carried else look.text
    room = QRectF(rect.left() + 9, rect.top() + 2, rect.width() - 12, line)
    lines = max(1, int((rect.height() - 3) // line))
    strong, body = theme.font("strong"), theme.font()
    time = f"{part.start} to {part.end}" if part.end else part.start
    if lines == 1:
        used = write(painter, room, part.start, body, ink) if room.width() > theme.scaled(110) else 0.0
        write(
            painter, room.adjusted(used + 4 if used else 0, 0, 0, 0), row.session.short_name, strong, ink, struck=gone
        )
    else:
        fits = drawing.text_width(time, body) <= room.width()
        write(painter, room, time if fits else part.start, body, ink)
        title = (
            row.session.title
            if drawing.text_width(row.session.title, strong) <= room.width()
            else row.session.short_name
        )
        write(painter, room.translated(0, line), title, strong, ink, struck=gone)
        if carried:
            write(painter, room.translated(0, 2 * line), "moving", body, look.muted)
        elif lines > 2:
            paint_staffing(painter, room.translated(0, 2 * line), row, meaning)
            for number, one in enumerate(row.session.trainers[: lines - 3]):
                write(painter, room.translated(0, (3 + number) * line), one.name, body, look.muted)
    if here and shown.has_focus and shown.carried is None:
        drawing.inner_ring(painter, rect.toAlignedRect())


def _paint_carried(painter: QPainter, shown: WeekShown) -> None:
    """Where the session carried would stand: a ring as long as it lasts."""
    row, shape = shown.carried, shown.shape
    if row is None or shown.day not in shape.days():
        return
    column, part = shape.column(shown.day), part_on(row, shown.day)
    if not part.start:
        drawing.inner_ring(painter, column.toAlignedRect())
        return
    start = minutes_of(part.start) + shown.carried_minutes
    end = minutes_of(part.end) + shown.carried_minutes if part.end else start + 60
    rect = QRectF(column.left() + 3, shape.top(start) + 1, column.width() - 6, shape.top(end) - shape.top(start) - 2)
    drawing.box(painter, rect, theme.tokens().raised, theme.tokens().line_strong, theme.tokens().radii["calendar_chip"])
    drawing.inner_ring(painter, rect.toAlignedRect())
    words = f"{start // 60:02}:{start % 60:02} {row.session.short_name}"
    write(
        painter,
        QRectF(rect.left() + 9, rect.top() + 3, rect.width() - 12, shape.line),
        words,
        theme.font("strong"),
        theme.tokens().text,
    )


def _dashed(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(theme.tokens().line_strong, 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
