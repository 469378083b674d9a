"""The list of Today: lines under the headings of their groups, each painted with its reason, time left and fix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning
from trainerpool.gui.preferences import density_in
from trainerpool.queries.today import TodayPage, TodayRow, Urgency

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_MARGIN, _ICON, _BUTTON, _LEFT = 16, 16, 120, 124
_NARROW = 720


class TodayModel(QAbstractListModel):
    """Headings (an Urgency with its count) and lines (TodayRow), in the order they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[TodayRow | tuple[Urgency, int]] = []

    def show(
        self, page: TodayPage, wanted: Callable[[TodayRow], bool] = lambda row: row.urgency is not Urgency.PUT_OFF
    ) -> None:
        """Show the lines of this page that are wanted."""
        self.beginResetModel()
        self.items = []
        for urgency in Urgency:
            rows = [row for row in page.of(urgency) if wanted(row)]
            if rows:
                self.items += [(urgency, len(rows)), *rows]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ROW:
            return item
        if isinstance(item, tuple):
            return f"{item[0].words} {item[1]}" if role in _SPOKEN else None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(
                part for part in (item.title, item.detail.rstrip("."), item.left, f"Enter: {item.fix}") if part
            )
        return item.detail if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.items[index.row()], tuple):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def place_of(self, subject: str) -> int:
        """The place of a line by what it is about, or -1."""
        return next(
            (n for n, item in enumerate(self.items) if isinstance(item, TodayRow) and item.subject == subject), -1
        )


_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class TodayList(QListView):
    """Enter does the line's fix; the painted button does the same."""

    fixed = Signal(object)
    chosen = Signal(object)
    asked_menu = Signal(object, QPoint)

    def __init__(self, model: TodayModel) -> None:
        super().__init__()
        self.setModel(model)
        self.lines = model
        self.setAccessibleName("What needs you")
        self.setItemDelegate(_Paint(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().currentChanged.connect(lambda index, _old: self.chosen.emit(self._row(index)))

    def current(self) -> TodayRow | None:
        """The line in focus."""
        return self._row(self.currentIndex())

    def choose(self, place: int, near: int = -1) -> None:
        """Put the focus on a line; where there is none at this place on the one nearest to `near`, the later of two."""
        places = [n for n, item in enumerate(self.lines.items) if isinstance(item, TodayRow)]
        if places:
            closest = min(places, key=lambda one: (abs(one - near), -one)) if near >= 0 else places[0]
            self.setCurrentIndex(self.lines.index(place if place in places else closest, 0))

    def _row(self, index: Index) -> TodayRow | None:
        found = index.data(ROW) if index.isValid() else None
        return found if isinstance(found, TodayRow) else None

    def _on_menu(self, point: QPoint) -> None:
        row = self._row(self.indexAt(point)) or self.current()
        if row is not None:
            self.asked_menu.emit(row, self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.fixed.emit(self.current())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._row(index)
        if row is not None and button_rect(self.visualRect(index)).contains(event.position()):
            self.fixed.emit(row)


def button_rect(rect: QRect) -> QRectF:
    """Where the painted button of a line stands."""
    high = max(28, round(QFontMetricsF(theme.font()).height()) + 10)
    wide = theme.scaled(_BUTTON)
    return QRectF(rect.right() - _MARGIN - wide, rect.center().y() - high / 2 + 0.5, wide, high)


class _Paint(QStyledItemDelegate):
    """Paints a heading on the sunken surface, a line in two rows of words; narrow, the second row wraps."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        item = index.data(ROW)
        width = self._view().viewport().width()
        if isinstance(item, tuple):
            return QSize(width, theme.row_height("table"))
        least = theme.row_height("two_line", density_in(self._view()))
        return QSize(width, max(least, self._words_high(item, width) + 12))

    def _view(self) -> TodayList:
        view = self.parent()
        assert isinstance(view, TodayList)
        return view

    def _room(self, width: int) -> float:
        narrow = width < theme.scaled(_NARROW)
        return width - 2 * _MARGIN - _ICON - 12 - theme.scaled(_BUTTON) - 12 - (0 if narrow else theme.scaled(_LEFT))

    def _words_high(self, row: TodayRow, width: int) -> int:
        line = QFontMetrics(theme.font()).height()
        if width >= theme.scaled(_NARROW):
            return 2 * line
        lines = len(_wrapped(row.title, theme.font("strong"), self._room(width))) + len(
            _wrapped(_second(row), theme.font(), self._room(width))
        )
        return lines * line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, look, rect = index.data(ROW), theme.tokens(), option.rect
        painter.save()
        if isinstance(item, tuple):
            self._paint_heading(painter, rect, item)
        else:
            state = option.state
            selected = bool(state & QStyle.StateFlag.State_Selected)
            if selected or state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, look.selected if selected else look.hover)
            if selected:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.accent)
            self._paint_line(painter, rect, item)
            if state & QStyle.StateFlag.State_HasFocus:
                drawing.inner_ring(painter, rect)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(self._view()))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, item: tuple[Urgency, int]) -> None:
        look = theme.tokens()
        painter.fillRect(rect, look.sunken)
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        room = QRectF(rect).adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, item[0].words)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(item[0].words) + 8)
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(item[1]))

    def _paint_line(self, painter: QPainter, rect: QRect, row: TodayRow) -> None:
        look, meaning = theme.tokens(), Meaning(row.meaning.value)
        size = theme.icon_size()
        icons.paint(
            painter,
            MEANING_ICONS[meaning],
            look.ink(meaning),
            QRectF(rect.left() + _MARGIN, rect.center().y() - size / 2, size, size),
        )
        left, room = rect.left() + _MARGIN + size + 12, self._room(rect.width())
        narrow = rect.width() < theme.scaled(_NARROW)
        high = self._words_high(row, rect.width())
        top = rect.top() + (rect.height() - high) / 2
        line = QFontMetrics(theme.font()).height()
        for text, step, colour in (
            (row.title, "strong", look.text),
            (_second(row) if narrow else row.detail, "body", look.muted),
        ):
            font = theme.font(step)
            painter.setFont(font)
            painter.setPen(colour)
            shown = _wrapped(text, font, room) if narrow else [drawing.elided(text, font, room)]
            for place, words in enumerate(shown):
                beside = QRectF(left, top, room + 4, line)
                if narrow and step == "body" and not place and row.left and meaning is Meaning.STOP:
                    head, words = words[: len(row.left) + 1], words[len(row.left) + 1 :]  # noqa: PLW2901
                    painter.setPen(look.ink(meaning))
                    painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, head)
                    painter.setPen(colour)
                    beside.setLeft(left + drawing.text_width(head, font))
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)
                top += line
        if not narrow:
            painter.setFont(theme.font())
            painter.setPen(look.ink(meaning) if meaning is Meaning.STOP else look.muted)
            button = button_rect(rect)
            wide = theme.scaled(_LEFT)
            beside = QRectF(button.left() - wide - 12, rect.top(), wide, rect.height())
            painter.drawText(
                beside,
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                drawing.elided(row.left, painter.font(), wide),
            )
        self._paint_button(painter, rect, row.fix)

    def _paint_button(self, painter: QPainter, rect: QRect, words: str) -> None:
        look, room = theme.tokens(), button_rect(rect)
        drawing.box(painter, room, look.raised, look.line_strong, look.radii["button"])
        painter.setFont(theme.font())
        painter.setPen(look.text)
        shown = drawing.elided(words, painter.font(), room.width() - 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


def _second(row: TodayRow) -> str:
    """The second row of words where the time left has no column of its own."""
    return f"{row.left[:1].upper()}{row.left[1:]}. {row.detail}" if row.left else row.detail


def _wrapped(text: str, font: QFont, width: float) -> list[str]:
    if drawing.text_width(text, font) <= width:
        return [text]  # most lines need no laying out, and there may be hundreds
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines or [""]
