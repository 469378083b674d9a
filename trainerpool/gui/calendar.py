"""The month as a grid of days with chips: what is on, how it is staffed, and the same by keyboard as by mouse."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning
from trainerpool.gui.tables.header import TableHeader

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_ROLE = Qt.ItemDataRole.UserRole + 1
_CHIP, _GAP, _TOP = 36, 4, 20


@dataclass(frozen=True, slots=True)
class Chip:
    """One session in a day: "09:30", "Neglect", then icon, "1 of 2" and the venue. `is_ghost` marks its old place."""

    key: Hashable
    time: str
    title: str
    staffing: str
    place: str
    meaning: Meaning = Meaning.NEUTRAL
    icon: str = ""
    is_ghost: bool = False

    def read_out(self) -> str:
        return ", ".join(part for part in (self.time, self.title, self.staffing, self.place) if part)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid."""

    on: date
    chips: tuple[Chip, ...]
    note: str
    is_inside: bool

    def number(self) -> str:
        if self.on.day == 1 or (not self.is_inside and self.on.weekday() == 0):
            return f"{self.on.day} {calendar.month_abbr[self.on.month]}"
        return str(self.on.day)

    def read_out(self) -> str:
        name = f"{_LONG[self.on.weekday()]} {self.on.day} {calendar.month_name[self.on.month]} {self.on.year}"
        words = [name, self.note, *(chip.read_out() for chip in self.chips)]
        return "; ".join(word for word in words if word)


class MonthModel(QAbstractTableModel):
    """Weeks down, Monday to Sunday across, for one month and what touches it."""

    def __init__(self) -> None:
        super().__init__()
        self.first = date(2000, 1, 1)
        self._days: list[Day] = []

    def set_month(
        self, first: date, chips: Callable[[date], Sequence[Chip]], note: Callable[[date], str] = lambda _day: ""
    ) -> None:
        """Show the month of `first`; `chips` and `note` ("Bank holiday") are asked for each day of the grid."""
        self.beginResetModel()
        self.first = first.replace(day=1)
        start = self.first - timedelta(days=self.first.weekday())
        last = calendar.monthrange(self.first.year, self.first.month)[1]
        weeks = -(-((self.first - start).days + last) // 7)
        days = [start + timedelta(days=n) for n in range(weeks * 7)]
        self._days = [Day(on, tuple(chips(on)), note(on), on.month == self.first.month) for on in days]
        self.endResetModel()

    def day(self, row: int, column: int) -> Day:
        return self._days[row * 7 + column]

    def place_of(self, on: date) -> tuple[int, int]:
        """Row and column of a day, or (-1, -1)."""
        if not self._days:
            return -1, -1
        number = (on - self._days[0].on).days
        return divmod(number, 7) if 0 <= number < len(self._days) else (-1, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._days) // 7

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        day = self.day(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return day.number()
            case Qt.ItemDataRole.AccessibleTextRole:
                return day.read_out()
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(chip.read_out() for chip in day.chips) or None
            case _:
                return day if role == DAY_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < 7:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _LONG[section]
        return _DAYS[section] if role == Qt.ItemDataRole.DisplayRole else None


class _DayDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if isinstance(view, MonthView):
            _paint_day(painter, option.rect, index.data(DAY_ROLE), view, view.currentIndex() == index)


def chip_height() -> int:
    """36, or two lines and 4 where the text is larger."""
    return max(_CHIP, 2 * theme.line_height() + 4)


def _paint_day(painter: QPainter, rect: QRect, day: Day, view: MonthView, is_here: bool) -> None:
    look = theme.tokens()
    painter.fillRect(rect, look.raised if day.is_inside and day.on.weekday() < 5 else look.sunken)
    drawing.line_below(painter, rect, look.line)
    drawing.line_right(painter, rect, look.line)
    busy = day.is_inside and (day.on.weekday() < 5 or bool(day.chips))
    painter.setFont(theme.font("strong" if busy else "body"))
    painter.setPen(look.text if busy else look.muted)
    line = max(_TOP, theme.line_height() + 4)
    painter.drawText(QRect(rect.left() + 7, rect.top() + 2, rect.width() - 8, line), 0, day.number())
    left = rect.left() + 13 + painter.fontMetrics().horizontalAdvance(day.number())
    painter.setFont(theme.font())
    painter.setPen(look.muted)
    note = drawing.elided(day.note, theme.font(), rect.right() - left - 4)
    painter.drawText(QRect(left, rect.top() + 2, rect.right() - left, line), 0, note)
    fits = view.fits()
    shown = day.chips if len(day.chips) <= fits else day.chips[: fits - 1]
    for place, chip in enumerate(shown):
        spot = QRect(
            rect.left() + 4, rect.top() + line + place * (chip_height() + _GAP), rect.width() - 9, chip_height()
        )
        chosen = is_here and not chip.is_ghost and chip.key == view.chosen_key()
        paint_chip(painter, spot, chip, is_chosen=chosen)
        if chosen and view.hasFocus():
            drawing.ring(painter, QRectF(spot), look.radii["calendar_chip"])
    if len(shown) < len(day.chips):
        top = rect.top() + line + len(shown) * (chip_height() + _GAP)
        painter.setPen(look.link)
        painter.drawText(QRect(rect.left() + 8, top, rect.width() - 12, line), 0, f"{len(day.chips) - len(shown)} more")
    if is_here and view.hasFocus() and view.chosen_key() is None:
        drawing.inner_ring(painter, rect)


def paint_chip(painter: QPainter, rect: QRect, chip: Chip, is_chosen: bool = False) -> None:
    """One chip: bar of its meaning, time and title, then icon, staffing and venue."""
    look = theme.tokens()
    colours = look.meaning(chip.meaning)
    painter.save()
    if chip.is_ghost:
        pen = painter.pen()
        pen.setColor(look.line_strong)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        fill = look.selected if is_chosen else look.raised
        drawing.box(painter, QRectF(rect), fill, look.focus if is_chosen else look.line, look.radii["calendar_chip"])
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), colours.border)
    half = rect.height() // 2
    left, room = rect.left() + 10, rect.width() - 14
    painter.setFont(theme.font())
    painter.setPen(look.muted if chip.is_ghost else look.text)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRect(left, rect.top() + 1, room, half), middle, chip.time)
    wide = painter.fontMetrics().horizontalAdvance(chip.time + " ")
    bold = theme.font("body" if chip.is_ghost else "strong")
    painter.setFont(bold)
    title = drawing.elided(chip.title, bold, room - wide)
    painter.drawText(QRect(left + wide, rect.top() + 1, room - wide, half), middle, title)
    size = theme.icon_size(12)
    second = QRect(left, rect.top() + half - 1, room, half)
    told = chip.meaning in (Meaning.STOP, Meaning.ATTENTION)
    if not chip.is_ghost:
        icon = chip.icon or MEANING_ICONS[chip.meaning]
        icons.paint(painter, icon, colours.foreground, QRectF(second.left(), second.top(), size, second.height()))
        second.setLeft(second.left() + size + 4)
    painter.setFont(theme.font())
    painter.setPen(look.muted if chip.is_ghost else colours.foreground if told else look.text)
    staffing = drawing.elided(chip.staffing, theme.font(), second.width())
    painter.drawText(second, middle, staffing)
    second.setLeft(second.left() + painter.fontMetrics().horizontalAdvance(staffing + " "))
    painter.setPen(look.muted)
    painter.drawText(second, middle, drawing.elided(chip.place, theme.font(), second.width()))
    painter.restore()


class MonthView(QTableView):
    """A month. Arrows go from day to day, Enter into the day's chips and Esc out of them.

    `chosen(chip, day)` when another chip has the focus; `opened(chip, day)` on Enter or a double click on one;
    `day_opened(day)` for "2 more" or an empty day.
    """

    chosen = Signal(object, object)
    opened = Signal(object, object)
    day_opened = Signal(object)

    def __init__(self, name: str = "Month") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.month = MonthModel()
        self._chip = -1
        self.setModel(self.month)
        self.setItemDelegate(_DayDelegate(self))
        self.setHorizontalHeader(TableHeader(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.month.modelReset.connect(self._settle)
        self.selectionModel().currentChanged.connect(lambda: self._choose(-1))

    def set_month(
        self, first: date, chips: Callable[[date], Sequence[Chip]], note: Callable[[date], str] = lambda _day: ""
    ) -> None:
        """Show this month; the day in focus stays where it is still shown."""
        here = self.current_day()
        self.month.set_month(first, chips, note)
        self.go_to(here.on if here is not None and self.month.place_of(here.on)[0] >= 0 else first)

    def go_to(self, on: date) -> None:
        """Put the focus on a day."""
        row, column = self.month.place_of(on)
        if row >= 0:
            self.setCurrentIndex(self.month.index(row, column))

    def current_day(self) -> Day | None:
        index = self.currentIndex()
        return self.month.day(index.row(), index.column()) if index.isValid() else None

    def chosen_key(self) -> Hashable | None:
        """The key of the chip in focus."""
        day = self.current_day()
        return day.chips[self._chip].key if day is not None and 0 <= self._chip < len(day.chips) else None

    def fits(self) -> int:
        """How many chips a day has room for; at least one."""
        line = max(_TOP, theme.line_height() + 4)
        return max(1, (self.rowHeight(0) - line) // (chip_height() + _GAP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self.current_day()
        key = Qt.Key(event.key())
        inside = self._chip >= 0 and day is not None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and day is not None:
            if inside:
                self.opened.emit(day.chips[self._chip], day)
            elif day.chips:
                self._choose(0)
            else:
                self.day_opened.emit(day)
        elif inside and day is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose(min(max(self._chip + step, 0), len(day.chips) - 1))
        elif inside and key == Qt.Key.Key_Escape:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._choose(self._chip_at(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day, place = self.current_day(), self._chip_at(event)
        if day is not None and place >= 0:
            self.opened.emit(day.chips[place], day)
        elif day is not None:
            self.day_opened.emit(day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _chip_at(self, event: QMouseEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return -1
        day = self.month.day(index.row(), index.column())
        top = self.visualRect(index).top() + max(_TOP, theme.line_height() + 4)
        place = int((event.position().y() - top) // (chip_height() + _GAP))
        shown = len(day.chips) if len(day.chips) <= self.fits() else self.fits() - 1
        return place if 0 <= place < shown else -1

    def _choose(self, place: int) -> None:
        self._chip = place
        self.viewport().update()
        day = self.current_day()
        if day is not None and 0 <= place < len(day.chips):
            self.chosen.emit(day.chips[place], day)

    def _settle(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        weekend = max(56, round(self.viewport().width() * 0.07))
        workday = (self.viewport().width() - 2 * weekend) // 5
        for column in range(7):
            self.setColumnWidth(column, workday if column < 5 else weekend)
        self.setColumnWidth(6, self.viewport().width() - 5 * workday - weekend)
        rows = self.month.rowCount()
        least = max(_TOP, theme.line_height() + 4) + chip_height() + 2 * _GAP
        for row in range(rows):
            self.setRowHeight(row, max(least, self.viewport().height() // max(1, rows)))
