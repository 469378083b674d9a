"""The month as a grid of days with a chip for each session; moved over by arrow keys, a session carried from day to day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.queries.staffing import StaffingRow

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ICONS = {
    Meaning.GOOD: "circle-check", Meaning.ATTENTION: "triangle-alert", Meaning.STOP: "circle-x", Meaning.INFORMATION: "hourglass",
    Meaning.NEUTRAL: "users",
}  # fmt: skip
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthGrid(QWidget):
    """Arrows move the day, Space goes through its sessions, Enter opens one; Ctrl+X carries it, Ctrl+V puts it down."""

    chosen = Signal(object)
    opened = Signal(object)
    put_down = Signal(object, object)
    month_wanted = Signal(object)
    asked_menu = Signal(object, QPoint)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today, self.day, self.first = today, today, today.replace(day=1)
        self.carried: StaffingRow | None = None
        self._by_day: dict[date, list[StaffingRow]] = {}
        self._off: Mapping[date, str] = {}
        self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self._say()

    def show_month(self, first: date, rows: Sequence[StaffingRow], off: Mapping[date, str]) -> None:
        """Show a month with its sessions and the days off in it."""
        self.first, self._off = first.replace(day=1), off
        self._by_day = {}
        for row in rows:
            for part in row.session.parts:
                if len(part.date) == 10:
                    self._by_day.setdefault(date.fromisoformat(part.date), []).append(row)
        if self.day.replace(day=1) != self.first:
            self.day = self.today if self.today.replace(day=1) == self.first else self.first
            self._place = 0
        self._say()
        self.update()

    def choose(self, session_id: str) -> None:
        """Put the focus on a session of this month."""
        for day, rows in self._by_day.items():
            for place, row in enumerate(rows):
                if row.id == session_id and day.replace(day=1) == self.first:
                    self._go(day, place)
                    return

    def current(self) -> StaffingRow | None:
        """The session in focus."""
        rows = self._by_day.get(self.day, [])
        return rows[min(self._place, len(rows) - 1)] if rows else None

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 7 * 44)

    # geometry

    def _start(self) -> date:
        return self.first - timedelta(days=self.first.weekday())

    def _weeks(self) -> int:
        last = add_months(self.first, 1) - timedelta(days=1)
        return (last - self._start()).days // 7 + 1

    def _head(self) -> int:
        return max(24, theme.line_height() + 8)

    def _columns(self) -> list[tuple[float, float]]:
        """Left and width of each day: weekend days are narrow."""
        narrow = max(48.0, self.width() * 0.07)
        wide = (self.width() - 2 * narrow) / 5
        widths = [wide] * 5 + [narrow] * 2
        return [(sum(widths[:place]), widths[place]) for place in range(7)]

    def _cell(self, day: date) -> QRectF:
        number = (day - self._start()).days
        left, width = self._columns()[number % 7]
        high = (self.height() - self._head()) / self._weeks()
        return QRectF(left, self._head() + (number // 7) * high, width, high)

    def _chips(self, day: date) -> list[tuple[QRectF, StaffingRow | None]]:
        """Where the chips of a day stand; a last None is "n more"."""
        rows = self._by_day.get(day, [])
        cell, high = self._cell(day), 2 * theme.line_height() + 6
        top = cell.top() + theme.line_height() + 8
        room = max(1, int((cell.bottom() - top - 2) // (high + 4)))
        fit = rows if len(rows) <= room else rows[: max(0, room - 1)]
        made: list[tuple[QRectF, StaffingRow | None]] = [
            (QRectF(cell.left() + 4, top + number * (high + 4), cell.width() - 8, high), row)
            for number, row in enumerate(fit)
        ]
        if len(fit) < len(rows):
            made.append(
                (QRectF(cell.left() + 4, top + len(fit) * (high + 4), cell.width() - 8, theme.line_height() + 4), None)
            )
        return made

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), look.raised)
        painter.fillRect(0, 0, self.width(), self._head(), look.sunken)
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        for name, (left, width) in zip(_DAYS, self._columns(), strict=True):
            painter.drawText(QRectF(left + 8, 0, width - 8, self._head()), Qt.AlignmentFlag.AlignVCenter, name)
        for number in range(7 * self._weeks()):
            self._paint_day(painter, self._start() + timedelta(days=number))
        painter.setPen(QPen(look.line, 0))
        high = (self.height() - self._head()) / self._weeks()
        for left, _ in self._columns()[1:]:
            painter.drawLine(int(left), 0, int(left), self.height())
        for week in range(self._weeks()):
            painter.drawLine(0, int(self._head() + week * high), self.width(), int(self._head() + week * high))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        look, cell = theme.tokens(), self._cell(day)
        inside = day.replace(day=1) == self.first
        closed = day.weekday() > 4 or day in self._off
        if not inside or closed:
            painter.fillRect(cell, look.sunken)
        if day == self.day and self.hasFocus():
            painter.fillRect(cell, look.hover)
        painter.setFont(theme.font("strong" if inside else "body"))
        painter.setPen(look.text if inside and not closed else look.muted)
        number = str(day.day) if day.day > 1 else f"1 {_MONTHS[day.month - 1]}"
        room = QRectF(cell.left() + 8, cell.top() + 3, cell.width() - 12, theme.line_height() + 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, number)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(number) + 8
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        said = "today" if day == self.today else self._off.get(day, "") if day.weekday() < 5 else ""
        painter.drawText(
            room.adjusted(wide, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter,
            drawing.elided(said, painter.font(), room.width() - wide),
        )
        for rect, row in self._chips(day):
            if row is None:
                painter.setFont(theme.font())
                painter.setPen(look.link)
                more = len(self._by_day[day]) - len(self._chips(day)) + 1
                painter.drawText(rect.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{more} more")
            else:
                self._paint_chip(painter, rect, row, day)
        if day == self.day and self.hasFocus() and self.current() is None:
            drawing.inner_ring(painter, cell.toRect())

    def _paint_chip(self, painter: QPainter, rect: QRectF, row: StaffingRow, day: date) -> None:
        look, meaning = theme.tokens(), Meaning(row.meaning.value)
        here = day == self.day and row is self.current()
        carried = self.carried is not None and self.carried.id == row.id
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
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), look.meaning(meaning).border)
        line, left = theme.line_height(), rect.left() + 10
        width = rect.width() - 14
        part = next((one for one in row.session.parts if one.date == day.isoformat()), row.session.parts[0])
        painter.setFont(theme.font())
        painter.setPen(look.text)
        first = QRectF(left, rect.top() + 2, width, line)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, part.start)
        used = QFontMetricsF(painter.font()).horizontalAdvance(f"{part.start} ") if part.start else 0
        painter.setFont(theme.font("strong"))
        painter.drawText(
            first.adjusted(used, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter,
            drawing.elided(row.session.short_name, painter.font(), width - used),
        )
        below = QRectF(left, rect.top() + 2 + line, width, line)
        icons.paint(
            painter, _icon(row, meaning), look.ink(meaning), QRectF(below.left(), below.top() + (line - 12) / 2, 12, 12)
        )
        painter.setFont(theme.font())
        painter.setPen(look.ink(meaning) if meaning in (Meaning.STOP, Meaning.ATTENTION) else look.text)
        room = below.adjusted(16, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.words)
        used = QFontMetricsF(painter.font()).horizontalAdvance(f"{row.words} ")
        painter.setPen(look.muted)
        where = "online" if row.session.virtual else row.session.venue
        painter.drawText(
            room.adjusted(used, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter,
            drawing.elided(where, painter.font(), room.width() - used),
        )
        if here and self.hasFocus():
            drawing.inner_ring(painter, rect.toRect())

    # moving about

    def _go(self, day: date, place: int = 0) -> None:
        self.day, self._place = day, place
        if day.replace(day=1) != self.first:
            self.month_wanted.emit(day.replace(day=1))
        self._say()
        self.update()
        self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        rows = self._by_day.get(self.day, [])
        if key in _STEPS:
            self._go(self.day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif control and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(add_months(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif control and key == Qt.Key.Key_X and self.current() is not None:
            self.carried = self.current()
            self._say()
            self.update()
        elif control and key == Qt.Key.Key_V and self.carried is not None:
            self.put_down.emit(self.carried, self.day)
        elif key == Qt.Key.Key_Escape and self.carried is not None:
            self.leave()
        elif key == Qt.Key.Key_Space and rows:
            self._go(self.day, (self._place + 1) % len(rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Put nothing down: the session stays where it is."""
        self.carried = None
        self._say()
        self.update()

    def _hit(self, point: QPoint) -> tuple[date, int] | None:
        for number in range(7 * self._weeks()):
            day = self._start() + timedelta(days=number)
            if self._cell(day).contains(point):
                for place, (rect, row) in enumerate(self._chips(day)):
                    if rect.contains(point) and row is not None:
                        return day, place
                return day, 0
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().toPoint())
        if hit is not None:
            self._go(*hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self.opened.emit(self.current())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A session dragged goes with the pointer; the day under it takes the ring."""
        if event.buttons() & Qt.MouseButton.LeftButton and (hit := self._hit(event.position().toPoint())) is not None:
            if self.carried is None and self.current() is not None and hit[0] != self.day:
                self.carried = self.current()
            if self.carried is not None and hit[0] != self.day:
                self.day, self._place = hit[0], 0
                self._say()
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.carried is not None and event.button() == Qt.MouseButton.LeftButton:
            self.put_down.emit(self.carried, self.day)

    def _on_menu(self, point: QPoint) -> None:
        if self.current() is not None:
            self.asked_menu.emit(self.current(), self.mapToGlobal(point))

    def _say(self) -> None:
        """What a screen reader hears of the day in focus."""
        row, rows = self.current(), self._by_day.get(self.day, [])
        said = f"{in_words(self.day, weekday=True)}, {count_of(len(rows), 'session') if rows else 'no session'}"
        if row is not None:
            said += f". {row.session.parts[0].start} {row.session.title}, {row.words}, {row.session.venue}"
        if self.carried is not None:
            said += f". Moving {self.carried.session.title}: Ctrl+V puts it here, Esc leaves it"
        self.setAccessibleName(said)


def _icon(row: StaffingRow, meaning: Meaning) -> str:
    special = {"to agree": "circle-help", "cancelled": "circle-slash", "delivered": "check"}
    return special.get(row.session.status, _ICONS[meaning])
