"""The month or week as a grid of days with a chip for each session; moved over by arrow keys, a session carried from day to day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.gui.screens.programme.clash import ClashNote
from trainerpool.gui.screens.programme.painting import Shown, paint_days, part_on
from trainerpool.gui.screens.programme.shape import DayGrid
from trainerpool.queries.moving import Move
from trainerpool.queries.staffing import StaffingRow

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_LINES = {"month": 2, "week": 5}


class MonthGrid(QWidget):
    """Arrows move the day, Space goes through its sessions, Enter opens one; Ctrl+X carries it, Ctrl+V puts it down."""

    chosen = Signal(object)
    opened = Signal(object)
    carried_to = Signal(object, object)
    put_down = Signal(object, object)
    days_wanted = Signal(object)
    day_opened = Signal(object)
    asked_menu = Signal(object, QPoint)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today, self.day, self.first, self.span = today, today, today.replace(day=1), "month"
        self.carried: StaffingRow | None = None
        self._carried_days, self._by_keys = 0, True
        self._by_day: dict[date, list[StaffingRow]] = {}
        self._off: Mapping[date, str] = {}
        self._place = 0
        self._pressed: QPointF | None = None
        self.note = ClashNote(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleDescription(
            "Arrows move the day, Space goes through its sessions, Enter opens one, Ctrl+X and Ctrl+V move one. The table shows the same in rows"
        )
        self.customContextMenuRequested.connect(self._on_menu)
        self._say()

    def show_days(self, span: str, first: date, rows: Sequence[StaffingRow], off: Mapping[date, str]) -> None:
        """Show a month ("month", its first day) or a week ("week", its Monday) with its sessions and days off."""
        self.span, self.first, self._off = span, first, off
        self._by_day = {}
        for row in rows:
            for text in dict.fromkeys(part.date for part in row.session.parts if len(part.date) == 10):
                self._by_day.setdefault(date.fromisoformat(text), []).append(row)
        for day, some in self._by_day.items():
            some.sort(key=lambda row, day=day: part_on(row, day).start)  # type: ignore[misc]
        if not self.is_inside(self.day):
            self.day = self.today if self.is_inside(self.today) else self.first
            self._place = 0
        self.setMinimumHeight(self.grid().least_height())
        self._say()
        self.update()

    def is_inside(self, day: date) -> bool:
        """Whether a day belongs to what is shown."""
        return day.replace(day=1) == self.first if self.span == "month" else 0 <= (day - self.first).days < 7

    def choose(self, session_id: str) -> bool:
        """Put the focus on a session shown; False where it is not."""
        days = sorted((day for day in self._by_day if self.is_inside(day)), key=lambda day: (day != self.day, day))
        for day in days:
            for place, row in enumerate(self._by_day[day]):
                if row.id == session_id:
                    self._go(day, place)
                    return True
        return False

    def current(self) -> StaffingRow | None:
        """The session in focus."""
        rows = self._by_day.get(self.day, [])
        return rows[min(self._place, len(rows) - 1)] if rows else None

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def grid(self) -> DayGrid:
        """Where days and chips stand, as wide and high as the widget is."""
        start = self.first - timedelta(days=self.first.weekday())
        last = add_months(self.first, 1) - timedelta(days=1)
        weeks = (last - start).days // 7 + 1 if self.span == "month" else 1
        ends = start + timedelta(days=7 * weeks)
        crowded = any(day.weekday() > 4 and start <= day < ends for day in self._by_day)
        return DayGrid(start, weeks, self.width(), self.height(), _LINES[self.span], crowded)

    def _shown(self) -> Shown:
        month = self.first if self.span == "month" else None
        return Shown(
            self.grid(), self._by_day, self._off, self.today, month, self.day, self._place, self.carried, self.hasFocus()
        )  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_days(painter, self._shown())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.note.move_shown is not None:
            self.show_clash(self.note.move_shown)

    # moving about

    def _go(self, day: date, place: int = 0) -> None:
        self.day, self._place = day, place
        if not self.is_inside(day):
            self.days_wanted.emit(day)
        self._say()
        self.update()
        self.chosen.emit(self.current())
        if self.carried is not None:
            self._carry_to(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        rows = self._by_day.get(self.day, [])
        if key in _STEPS:
            self._go(self.day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = -1 if key == Qt.Key.Key_PageUp else 1
            self._go(add_months(self.day, step) if self.span == "month" else self.day + timedelta(days=7 * step))
        elif control and key == Qt.Key.Key_X and (row := self.current()) is not None:
            self.carry(row)
        elif control and key == Qt.Key.Key_V and self.carried is not None:
            self._put_down()
        elif key == Qt.Key.Key_Escape and self.carried is not None:
            self.leave()
        elif key == Qt.Key.Key_Space and rows:
            self._go(self.day, (self._place + 1) % len(rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    # carrying a session

    def carry(self, row: StaffingRow, *, by_keys: bool = True) -> None:
        """Take a session up from the day in focus, if it may still move."""
        if row.session.status not in {"planned", "to agree"} or len(row.session.parts[0].date) != 10:
            return
        self.carried, self._by_keys = row, by_keys
        self._carried_days = max(0, (self.day - row.session.first_date).days)
        self._say()
        self.update()

    def leave(self) -> None:
        """Put nothing down: the session stays where it is."""
        self.carried = None
        self.note.leave()
        self._say()
        self.update()

    def show_clash(self, move: Move) -> None:
        """Say beside the day what speaks against the move."""
        if self.carried is not None and move.session_id == self.carried.id and move.to == self._first_day(self.day):
            self.note.say(move, self.grid().cell(self.day), by_keys=self._by_keys)
            self._say()

    def _first_day(self, day: date) -> date:
        """The first day of the session carried, when the part in hand is put on this day."""
        return day - timedelta(days=self._carried_days)

    def _carry_to(self, day: date) -> None:
        if self.carried is not None:
            self.note.leave()
            if self._first_day(day) != self.carried.session.first_date:
                self.carried_to.emit(self.carried, self._first_day(day))

    def _put_down(self) -> None:
        row, day = self.carried, self._first_day(self.day)
        if row is None or day == row.session.first_date:
            self.leave()
        else:
            self.put_down.emit(row, day)

    # the pointer

    def _hit(self, point: QPointF) -> tuple[date, int, bool] | None:
        shown = self._shown()
        day = shown.grid.day_at(point)
        if day is None:
            return None
        chips = shown.chips(day)
        if len(chips) < len(shown.rows(day)) and shown.grid.more(day).contains(point):
            return day, 0, True
        return day, next((place for place, rect in chips if rect.contains(point)), 0), False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if hit is None or self.carried is not None:
            return
        if hit[2]:
            self.day_opened.emit(hit[0])
            return
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        self._go(hit[0], hit[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self._pressed = None
        self.opened.emit(self.current())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A session dragged goes with the pointer; the day under it takes the ring."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.carried is None and far and (row := self.current()) is not None:
            self.carry(row, by_keys=False)
        day = self.grid().day_at(event.position())
        if self.carried is not None and day is not None and day != self.day:
            self.day, self._place = day, 0
            self._say()
            self.update()
            self._carry_to(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed = self._pressed is not None, None
        if self.carried is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not dragged and (day := self.grid().day_at(event.position())) is not None:
            self._go(day)  # carried by keys, put down by a click
        self._put_down()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._hit(QPointF(event.pos()))
            rows = self._by_day.get(hit[0], []) if hit else []
            over = hit is not None and any(
                rect.contains(QPointF(event.pos())) for _, rect in self._shown().chips(hit[0])
            )
            QToolTip.showText(
                event.globalPos(),
                _whole(rows[hit[1]]) if over and hit else self._off.get(hit[0], "") if hit else "",
                self,
            )
            return True
        return super().event(event)

    def _on_menu(self, point: QPoint) -> None:
        if self.current() is not None:
            self.asked_menu.emit(self.current(), self.mapToGlobal(point))

    def _say(self) -> None:
        """What a screen reader hears of the day in focus."""
        row, rows = self.current(), self._by_day.get(self.day, [])
        off = f", {self._off[self.day]}" if self.day in self._off else ""
        said = f"{in_words(self.day, weekday=True)}{off}, {count_of(len(rows), 'session') if rows else 'no session'}"
        if row is not None:
            said += f". {part_on(row, self.day).start} {row.session.title}, {row.words}, {row.session.venue}"
        if self.carried is not None:
            said += f". Moving {self.carried.session.title}: Ctrl+V puts it here, Esc leaves it"
        if found := self.note.words():
            said += f". {found}"
        self.setAccessibleName(said)


def _whole(row: StaffingRow) -> str:
    """All a chip stands for."""
    session = row.session
    team = ", ".join(one.name for one in session.trainers) or "Nobody yet"
    times = ", ".join(f"{part.start} to {part.end}" if part.end else part.start for part in session.parts[:1])
    return "\n".join(
        part for part in (session.title, ", ".join(p for p in (times, session.venue) if p), row.words, team) if part
    )
