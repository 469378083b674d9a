"""A field for a day: typed in any of the usual ways, stepped by arrow keys, or picked from a small calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months, in_words
from trainerpool.gui import icons, theme

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: place for place, name in enumerate(_NAMES, 1)}
_NUMERIC = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+")


@dataclass(frozen=True, slots=True)
class DayRead:
    """What was read: a day as YYYY-MM-DD, a month as YYYY-MM, or "" with what is wrong."""

    iso: str = ""
    problem: str = ""

    @property
    def day(self) -> date | None:
        """The day, where a whole one was given."""
        return date.fromisoformat(self.iso) if len(self.iso) == 10 else None


def read_day(text: str, today: date, *, month_too: bool = False) -> DayRead:
    """Read a day as people write it, day first; two-figure years are 2000 to 2068."""
    said = _WEEKDAY.sub("", " ".join(text.casefold().split()))
    if not said:
        return DayRead()
    if said in {"today", "yesterday", "tomorrow"}:
        return DayRead((today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[said])).isoformat())
    year, month, day = _parts(said)
    if not month:
        return DayRead("", f"“{text.strip()}” is no day. Type it like 12 Jan 2027.")
    if day is None:
        if month_too and 1 <= month <= 12:
            return DayRead(f"{year:04d}-{month:02d}")
        return DayRead("", "The day of the month is missing. Type it like 12 Jan 2027.")
    try:
        return DayRead(date(year, month, day).isoformat())
    except ValueError:
        return DayRead("", f"There is no {text.strip()}.")


def _parts(said: str) -> tuple[int, int, int | None]:
    if found := _ISO.fullmatch(said):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := _NUMERIC.fullmatch(said):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := _NAMED.fullmatch(said):
        return _year(found[3]), _MONTHS.get(found[2][:3], 0), int(found[1]) if found[1] else None
    return 0, 0, None


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else 2000 + number if number <= 68 else 1900 + number


class DayField(QLineEdit):
    """One day. `settled(day)` when the person has given another one; up and down step it by a day, Page Up and Down by a month."""

    settled = Signal(object)

    def __init__(self, name: str, today: date, day: date | None = None, *, month_too: bool = False) -> None:
        super().__init__()
        self._today, self._month_too = today, month_too
        self._last: date | None = day
        self._calendar: MonthPick | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("12 Jan 2027" if not month_too else "12 Jan 2027 or Jan 2027")
        self._pick = pick = self.addAction(icons.icon("calendar-days"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setText("Pick a day")
        pick.setToolTip("Pick a day (Alt+Down)")
        pick.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._on_finished)
        self.set_day(day)

    def set_day(self, day: date | None) -> None:
        """Show this day without telling anybody."""
        self._last = day
        self.setText(in_words(day, weekday=True) if day is not None else "")
        self.setCursorPosition(0)

    def set_iso(self, iso: str) -> None:
        """Show a day YYYY-MM-DD or a month YYYY-MM."""
        if len(iso) == 7:
            self._last = None
            self.setText(in_words(date.fromisoformat(f"{iso}-01"), month_only=True))
        else:
            self.set_day(date.fromisoformat(iso) if iso else None)

    def read(self) -> DayRead:
        """What the field says now."""
        return read_day(self.text(), self._today, month_too=self._month_too)

    def day(self) -> date | None:
        """The day given, or None."""
        return self.read().day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        months = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        key, day = Qt.Key(event.key()), self.day()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and (key in steps or key in months):
            start = day or self._today
            self._give(start + timedelta(days=steps[key]) if key in steps else add_months(start, months[key]))
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_pick"):
            icons.show_on(self._pick, "calendar-days")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def open_calendar(self) -> None:
        """Show a month under the field to pick from."""
        self._calendar = MonthPick(self, self.day() or self._today, self._give)

    def _give(self, day: date) -> None:
        self.set_day(day)
        self.settled.emit(day)

    def _on_finished(self) -> None:
        day = self.day()
        if day is not None and day != self._last:
            self._give(day)
        elif day is not None:
            self.setText(in_words(day, weekday=True))


class MonthPick(QFrame):
    """A month laid over the window under its field; Enter or a click picks, Esc or leaving closes.

    A child of the window and no window of its own: nothing is grabbed, and it can be read out like the rest.
    """

    def __init__(self, field: DayField, day: date, picked: Callable[[date], None]) -> None:
        super().__init__(field.window())
        self._field, self._picked = field, picked
        self.setProperty("pane", "card")
        self.setAccessibleName(f"Pick a day, {field.accessibleName()}")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(self.accessibleName())
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        look = self.calendar.palette()
        look.setColor(QPalette.ColorRole.Highlight, theme.tokens().accent)
        look.setColor(QPalette.ColorRole.HighlightedText, theme.tokens().on_accent)
        self.calendar.setPalette(look)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.tokens().muted)
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day_of_week, weekend)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
        self.calendar.activated.connect(self._on_picked)
        self.calendar.clicked.connect(self._on_picked)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self.calendar.setFocus()
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def shut(self) -> None:
        """Take it away."""
        if self.isVisible():
            self.hide()
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._field.setFocus()
            self.shut()
            return
        super().keyPressEvent(event)

    def _place(self) -> None:
        """Under the field, or above it where there is no room; always inside the window."""
        window, field = self._field.window(), self._field
        below = field.mapTo(window, QPoint(3, field.height() - 2))
        above = field.mapTo(window, QPoint(3, 2)).y() - self.height()
        top = below.y() if below.y() + self.height() <= window.height() else max(0, above)
        self.move(max(0, min(below.x(), window.width() - self.width() - 4)), top)

    def _on_picked(self, chosen: QDate) -> None:
        if self.isVisible():
            self._field.setFocus()
            self.shut()
            self._picked(date(chosen.year(), chosen.month(), chosen.day()))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self.isAncestorOf(now):
            self.shut()
