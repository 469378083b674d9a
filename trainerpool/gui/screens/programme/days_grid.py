"""What month and week share: the day in focus, its sessions, a session carried from day to day by keys or pointer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.screens.programme.clash import ClashNote
from trainerpool.gui.screens.programme.painting import part_on, whole
from trainerpool.gui.spoken import Role, SpokenPart, tell_current
from trainerpool.queries.moving import Move
from trainerpool.queries.staffing import StaffingRow

Hit = tuple[date, int, bool]
"""A day, which of its sessions, and whether it is the words that there are more."""


class DaysGrid(QWidget):
    """Space goes through a day's sessions, Enter opens one; Ctrl+X carries it, Ctrl+V puts it down.

    `carried_to` and `put_down` give the session, its new first day, and by how many minutes it is later.
    """

    chosen = Signal(object)
    opened = Signal(object)
    carried_to = Signal(object, object, int)
    put_down = Signal(object, object, int)
    taken_up = Signal(object)
    days_wanted = Signal(object)
    day_opened = Signal(object)
    asked_menu = Signal(object, QPoint)
    spoken_role = Role.List

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today, self.day, self.first = today, today, today
        self.carried: StaffingRow | None = None
        self.carried_minutes = 0
        self.by_day: dict[date, list[StaffingRow]] = {}
        self._carried_days, self._by_keys = 0, True
        self._off: Mapping[date, str] = {}
        self._place = 0
        self._pressed: QPointF | None = None
        self.note = ClashNote(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    # what a view of days says of itself

    def is_inside(self, day: date) -> bool:
        """Whether a day belongs to what is shown."""
        raise NotImplementedError

    def room_of(self, day: date) -> QRectF:
        """Where a day is painted."""
        raise NotImplementedError

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point."""
        raise NotImplementedError

    def hit(self, point: QPointF) -> Hit | None:
        """What lies under a point."""
        raise NotImplementedError

    def is_over_one(self, point: QPointF) -> bool:
        """Whether a session lies under a point."""
        raise NotImplementedError

    def minutes_dragged(self, _pressed: QPointF, _now: QPointF) -> int:
        """By how many minutes a drag moves a session: none where days have no hours."""
        return 0

    def key_moves(self, _event: QKeyEvent) -> bool:
        """Whether a key went to another day or session."""
        raise NotImplementedError

    # showing

    def take(self, first: date, rows: Sequence[StaffingRow], off: Mapping[date, str]) -> None:
        """Show these sessions from a first day on; the day in focus stays where it is shown."""
        self.first, self._off = first, off
        self.by_day = {}
        for row in rows:
            for text in dict.fromkeys(part.date for part in row.session.parts if len(part.date) == 10):
                self.by_day.setdefault(date.fromisoformat(text), []).append(row)
        for day, some in self.by_day.items():
            some.sort(key=lambda row, day=day: part_on(row, day).start)  # type: ignore[misc]
        if not self.is_inside(self.day):
            self.day = self.today if self.is_inside(self.today) else self.first
            self._place = 0
        self.say()
        self.update()

    def choose(self, session_id: str) -> bool:
        """Put the focus on a session shown; False where it is not."""
        days = sorted((day for day in self.by_day if self.is_inside(day)), key=lambda day: (day != self.day, day))
        for day in days:
            for place, row in enumerate(self.by_day[day]):
                if row.id == session_id:
                    self.go(day, place)
                    return True
        return False

    def rows(self, day: date) -> list[StaffingRow]:
        """The sessions of a day by time."""
        return self.by_day.get(day, [])

    def current(self) -> StaffingRow | None:
        """The session in focus."""
        rows = self.rows(self.day)
        return rows[min(self._place, len(rows) - 1)] if rows else None

    def is_in_focus(self, place: int) -> bool:
        """Whether a session of the day in focus is the one in focus, by its place in the day."""
        return place == min(self._place, len(self.rows(self.day)) - 1)

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.note.move_shown is not None:
            self.show_clash(self.note.move_shown)

    # moving about

    def go(self, day: date, place: int = 0) -> None:
        """Put the focus on a day, and on one of its sessions."""
        self.day, self._place = day, place
        if not self.is_inside(day):
            self.days_wanted.emit(day)
        self.say()
        self.update()
        if QAccessible.isActive():
            tell_current(self, _place_of_current(self))
        self.chosen.emit(self.current())
        if self.carried is not None:
            self.carry_to(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        rows = self.rows(self.day)
        if control and key == Qt.Key.Key_X and (row := self.current()) is not None:
            self.carry(row)
        elif control and key == Qt.Key.Key_V and self.carried is not None:
            self._put_down()
        elif key == Qt.Key.Key_Escape and self.carried is not None:
            self.leave()
        elif key == Qt.Key.Key_Space and rows:
            self.go(self.day, (self._place + 1) % len(rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.carried is not None:
                self._put_down()
            else:
                self.opened.emit(self.current())
        elif not self.key_moves(event):
            super().keyPressEvent(event)

    # carrying a session

    def carry(self, row: StaffingRow, *, by_keys: bool = True) -> None:
        """Take a session up from the day in focus, if it may still move."""
        if row.session.status not in {"planned", "to agree"} or len(row.session.parts[0].date) != 10:
            return
        self.carried, self._by_keys, self.carried_minutes = row, by_keys, 0
        self._carried_days = max(0, (self.day - row.session.first_date).days)
        self.taken_up.emit(row)
        self.say()
        self.update()

    def leave(self) -> None:
        """Put nothing down: the session stays where it is."""
        self.carried, self.carried_minutes = None, 0
        self.note.leave()
        self.say()
        self.update()

    def show_clash(self, move: Move) -> None:
        """Say beside the day what speaks against the move."""
        if (
            self.carried is not None
            and move.session_id == self.carried.id
            and move.to == self._first_day(self.day)
            and move.minutes == self.carried_minutes
        ):
            self.note.say(move, self.room_of(self.day), by_keys=self._by_keys)
            self.say()

    def carry_to(self, day: date) -> None:
        """The session carried is over a day now."""
        if self.carried is not None:
            self.note.leave()
            if self._first_day(day) != self.carried.session.first_date or self.carried_minutes:
                self.carried_to.emit(self.carried, self._first_day(day), self.carried_minutes)

    def _first_day(self, day: date) -> date:
        """The first day of the session carried, when the part in hand is put on this day."""
        return day - timedelta(days=self._carried_days)

    def _put_down(self) -> None:
        row, day, minutes = self.carried, self._first_day(self.day), self.carried_minutes
        if row is None or (day == row.session.first_date and not minutes):
            self.leave()
        else:
            self.put_down.emit(row, day, minutes)

    # the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position())
        if hit is None or self.carried is not None:
            return
        if hit[2]:
            self.day_opened.emit(hit[0])
            return
        grabs = event.button() == Qt.MouseButton.LeftButton and self.is_over_one(event.position())
        self._pressed = event.position() if grabs else None
        self.go(hit[0], hit[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.opened.emit(self.current() if self.is_over_one(event.position()) else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A session dragged goes with the pointer; the day under it takes the ring."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.carried is None and far and (row := self.current()) is not None:
            self.carry(row, by_keys=False)
        day = self.day_at(event.position())
        minutes = self.minutes_dragged(self._pressed, event.position())
        if self.carried is not None and day is not None and (day != self.day or minutes != self.carried_minutes):
            self.day, self._place, self.carried_minutes = day, 0, minutes
            self.say()
            self.update()
            self.carry_to(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed = self._pressed is not None, None
        if self.carried is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not dragged and (day := self.day_at(event.position())) is not None:
            self.go(day)  # carried by keys, put down by a click
        self._put_down()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), _tip(self, QPointF(event.pos()), self._off), self)
            return True
        return super().event(event)

    def _on_menu(self, point: QPoint) -> None:
        if self.current() is not None:
            self.asked_menu.emit(self.current(), self.mapToGlobal(point))

    def say(self) -> None:
        """What a screen reader hears of the day in focus."""
        note = self._off.get(self.day, "")
        said = said_day(self.day, self.today, note, self.rows(self.day), self.current(), self.carried)
        if found := self.note.words():
            said += f". {found}"
        self.setAccessibleName(said)


def _place_of_current(grid: DaysGrid) -> int:
    """Which of the sessions a screen reader knows is in focus; -1 where none is."""
    parts: Sequence[SpokenPart] = grid.spoken_parts() if hasattr(grid, "spoken_parts") else ()
    return next((number for number, part in enumerate(parts) if part.is_current), -1)


def _tip(grid: DaysGrid, point: QPointF, off: Mapping[date, str]) -> str:
    """All that the session under a point stands for, else what the day is called."""
    hit = grid.hit(point)
    if hit is not None and grid.is_over_one(point):
        return whole(grid.rows(hit[0])[hit[1]])
    return off.get(hit[0], "") if hit is not None else ""


def said_day(
    day: date, today: date, off: str, rows: Sequence[StaffingRow], row: StaffingRow | None, carried: StaffingRow | None
) -> str:
    """A day in words: what it is called, how many sessions it has, which is in focus, and which one is being moved."""
    count = count_of(len(rows), "session") if rows else "no session"
    said = ", ".join(
        part for part in (in_words(day, weekday=True), "today" if day == today else "", off, count) if part
    )
    if row is not None:
        where = "online" if row.session.virtual else row.session.venue
        said += f". {part_on(row, day).start} {row.session.title}, {row.words}, {where}"
    if carried is not None:
        said += f". Moving {carried.session.title}: Ctrl+V puts it here, Esc leaves it"
    return said
