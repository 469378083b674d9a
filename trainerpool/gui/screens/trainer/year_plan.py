"""Twelve months as rows of days in their weeks, painted by mouse or by keys; its words say the same as its table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from trainerpool.domain.dates import add_months, in_words
from trainerpool.gui import spoken, theme
from trainerpool.gui.screens.trainer.year_paint import LETTERS, YearPainter
from trainerpool.queries.trainer_year import TrainerYear, day_in_words

COLUMNS = 37
_ONE_DAY = timedelta(days=1)


class YearPlan(QWidget):
    """Twelve months of somebody, from `first` on. `moved()` when other days are chosen; `painted(start, end)` when they are to be painted.

    Arrow keys go by days along a row and by months across rows, with Shift they choose a stretch; Page Up and Down go by
    years. Space, or letting go of a drag, paints.
    """

    moved = Signal()
    painted = Signal(object, object)
    cleared = Signal(object, object)
    turned = Signal()
    spoken_role = spoken.Role.Table

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.plan: TrainerYear | None = None
        self.first = today.replace(day=1)
        self.current = self.anchor = today
        self._drags = False
        self._parts: tuple[spoken.SpokenPart, ...] = ()
        self._kept, self._kept_for = QPixmap(), tuple[object, ...]()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(False)
        self._name()

    def show_plan(self, plan: TrainerYear) -> None:
        """Show what is known now; year and choice stay."""
        self.plan, self._kept_for = plan, ()
        self._tell()

    def show_year(self, step: int) -> None:
        """Show the twelve months so many years on; the choice goes to the same day of them."""
        self.first = add_months(self.first, 12 * step)
        self.choose(add_months(self.current, 12 * step))
        self.turned.emit()

    def last(self) -> date:
        """The last day that is shown."""
        return add_months(self.first, 12) - _ONE_DAY

    def choose(self, day: date, *, extends: bool = False) -> None:
        """Choose a day, or the stretch from where the choice began to it."""
        self.current = day
        if not extends:
            self.anchor = day
        if not self.first <= day <= self.last():
            steps = -1 if day < self.first else 1
            while not self.first <= day <= self.last():
                self.first = add_months(self.first, 12 * steps)
            self.turned.emit()
        self._tell()
        self.moved.emit()

    def chosen(self) -> tuple[date, date]:
        """The first and the last day of the choice."""
        return min(self.anchor, self.current), max(self.anchor, self.current)

    def clears(self) -> bool:
        """Whether painting the choice would clear it: every day of it is away."""
        start, end = self.chosen()
        days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
        return self.plan is not None and all(self.plan.away_on(day) for day in days)

    def paint_chosen(self) -> None:
        """Mark the choice as away; where all of it is away, clear it."""
        (self.cleared if self.clears() else self.painted).emit(*self.chosen())

    # places

    def sizeHint(self) -> QSize:
        return QSize(48 + COLUMNS * 21, self._head() + 12 * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def _row(self) -> int:
        return max(20, theme.line_height("small") + 4)

    def _head(self) -> int:
        return theme.line_height("small") + 4

    def _side(self) -> int:
        return theme.scaled(44)

    def spot(self, day: date) -> QRect:
        """Where a day of the months shown lies."""
        row = (day.year - self.first.year) * 12 + day.month - self.first.month
        place = day.replace(day=1).weekday() + day.day - 1
        wide = (self.width() - self._side()) / COLUMNS
        left, right = self._side() + round(place * wide), self._side() + round((place + 1) * wide)
        return QRect(left, self._head() + row * self._row(), right - left, self._row())

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point; None beside the days."""
        row = int((point.y() - self._head()) // self._row())
        wide = (self.width() - self._side()) / COLUMNS
        place = int((point.x() - self._side()) // wide)
        if point.y() < self._head() or not 0 <= row < 12 or not 0 <= place < COLUMNS:
            return None
        month = add_months(self.first, row)
        number = place - month.weekday() + 1
        return month.replace(day=number) if 1 <= number <= monthrange(month.year, month.month)[1] else None

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        key, day = Qt.Key(event.key()), self.current
        last = monthrange(day.year, day.month)[1]
        went = {
            Qt.Key.Key_Left: lambda: day - _ONE_DAY, Qt.Key.Key_Right: lambda: day + _ONE_DAY,
            Qt.Key.Key_Up: lambda: add_months(day, -1), Qt.Key.Key_Down: lambda: add_months(day, 1),
            Qt.Key.Key_Home: lambda: day.replace(day=1), Qt.Key.Key_End: lambda: day.replace(day=last),
            Qt.Key.Key_PageUp: lambda: add_months(day, -12), Qt.Key.Key_PageDown: lambda: add_months(day, 12),
        }  # fmt: skip
        if not other and key in went:
            self.choose(went[key](), extends=extends)
        elif not other and key == Qt.Key.Key_Space:
            self.paint_chosen()
        elif not other and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(*self.chosen())
        elif key == Qt.Key.Key_Home and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose(self._today)
        elif key == Qt.Key.Key_Escape and self.anchor != self.current:
            self._drags = False
            self.choose(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drags = True
            self.choose(day, extends=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if self._drags and day is not None and day != self.current:
            self.choose(day, extends=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        drew, self._drags = self._drags and self.anchor != self.current, False
        if drew:
            self.paint_chosen()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.day_at(event.position()) is not None:
            self.paint_chosen()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            words = day_in_words(self.plan, day) if day is not None and self.plan is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # what is read out and painted

    def _name(self) -> None:
        first, last = (in_words(day, month_only=True) for day in (self.first, self.last()))
        self.setAccessibleName(f"Availability, {first} to {last}")

    def _tell(self) -> None:
        """Say the day in focus, for whoever hears the page."""
        self._name()
        words = day_in_words(self.plan, self.current) if self.plan is not None else ""
        start, end = self.chosen()
        if start != end:
            words = f"{(end - start).days + 1} days chosen, to {words}"
        self.setAccessibleDescription(f"{words}. Space marks away, or clears.")
        self._parts = ()
        spoken.tell_current(self, (self.current - self.first).days)
        self.update()

    def spoken_parts(self) -> Sequence[spoken.SpokenPart]:
        """Each day, for screen readers; made when one asks."""
        if not self._parts and self.plan is not None:
            start, end = self.chosen()
            days = [self.first + timedelta(days=number) for number in range((self.last() - self.first).days + 1)]
            self._parts = tuple(
                spoken.SpokenPart(day_in_words(self.plan, day), self.spot(day), start <= day <= end, spoken.Role.Cell)
                for day in days
            )
        return self._parts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._parts = ()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The days come from a kept picture; only the choice and the ring are painted anew as they move."""
        painter = QPainter(self)
        ratio = painter.device().devicePixelRatio()
        key: tuple[object, ...] = (
            self.first,
            self.width(),
            self.height(),
            ratio,
            theme.tokens().scheme,
            theme.text_size(),
        )
        if key != self._kept_for:
            self._kept_for = key
            self._kept = QPixmap(self.size() * ratio)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(Qt.GlobalColor.transparent)
            with_days = QPainter(self._kept)
            self._paint_days(YearPainter(with_days, self.plan, self._today))
            with_days.end()
        painter.drawPixmap(0, 0, self._kept)
        brush = YearPainter(painter, self.plan, self._today)
        start, end = self.chosen()
        if start != end:
            first, last = max(start, self.first), min(end, self.last())
            for number in range((last - first).days + 1):
                brush.chosen(self.spot(first + timedelta(days=number)))
        if self.first <= self.current <= self.last():
            brush.focus(self.spot(self.current), has_focus=self.hasFocus())

    def _paint_days(self, brush: YearPainter) -> None:
        wide = (self.width() - self._side()) / COLUMNS
        for place in range(COLUMNS):
            spot = QRectF(self._side() + place * wide, 0, wide, self._head())
            brush.letter(spot, LETTERS[place % 7], is_weekend=place % 7 > 4)
        for place in range(12):
            first = add_months(self.first, place)
            row = QRect(0, self._head() + place * self._row(), self.width(), self._row())
            brush.month(row, self._side(), first, with_year=place == 0 or first.month == 1)
            for number in range(monthrange(first.year, first.month)[1]):
                day = first + timedelta(days=number)
                brush.day(self.spot(day), day)
