"""A field for a day: typed in any of the usual ways, stepped by arrow keys, or picked from a small calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

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
            self._pick.setIcon(icons.icon("calendar-days"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def open_calendar(self) -> None:
        """Show a month under the field to pick from."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setAccessibleName(f"Pick a day, {self.accessibleName()}")
        calendar = QCalendarWidget(popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        look = calendar.palette()
        look.setColor(QPalette.ColorRole.Highlight, theme.tokens().accent)
        look.setColor(QPalette.ColorRole.HighlightedText, theme.tokens().on_accent)
        calendar.setPalette(look)
        day = self.day() or self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)

        def picked(chosen: QDate) -> None:
            popup.close()
            self._give(date(chosen.year(), chosen.month(), chosen.day()))

        calendar.activated.connect(picked)
        calendar.clicked.connect(picked)
        popup.move(self.mapToGlobal(QPoint(3, self.height() - 2)))
        popup.show()
        calendar.setFocus()

    def _give(self, day: date) -> None:
        self.set_day(day)
        self.settled.emit(day)

    def _on_finished(self) -> None:
        day = self.day()
        if day is not None and day != self._last:
            self._give(day)
        elif day is not None:
            self.setText(in_words(day, weekday=True))
