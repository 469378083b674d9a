"""A narrow list beside the page: two lines a row for courses, one for versions, each with its icon and what stands right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_SIDE, _ICON, _GAP = 13, 14, 6


@dataclass(frozen=True, slots=True)
class SideLine:
    """One row: `title` and, in a list of two lines, `under` it; `right` in the ink of `meaning`; `says` is read out."""

    key: str
    title: str
    says: str
    icon: str
    under: str = ""
    right: str = ""
    meaning: Meaning | None = None
    icon_meaning: Meaning | None = None
    is_quiet: bool = False


class SideModel(QAbstractListModel):
    """The rows of one list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[SideLine] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.says
            case Qt.ItemDataRole.ToolTipRole:
                return line.says
            case _ if role == LINE:
                return line
        return None

    def show(self, lines: Sequence[SideLine]) -> None:
        """Show these rows; where only their words are new, nothing is reset and the scroll stays."""
        if [one.key for one in lines] == [one.key for one in self.lines]:
            self.lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 0))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def place_of(self, key: str) -> int:
        """The place of a row by its key, or -1."""
        return next((place for place, line in enumerate(self.lines) if line.key == key), -1)


class SideList(QListView):
    """`chosen(key)` when the person goes to another row; `opened(key)` on Enter; `asked_menu(key, point)` on Shift+F10."""

    chosen = Signal(str)
    opened = Signal(str)
    asked_menu = Signal(str, QPoint)

    def __init__(self, name: str, two_lines: bool) -> None:
        super().__init__()
        self.lines_model = SideModel()
        self.two_lines = two_lines
        self._is_told = True
        self.setModel(self.lines_model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Paint(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[SideLine], key: str) -> None:
        """Show these rows with the one of this key chosen; nothing is told of that."""
        self._is_told = False
        self.lines_model.show(lines)
        self.choose(key)
        self._is_told = True

    def choose(self, key: str) -> None:
        """Go to the row of this key, where there is one."""
        place = self.lines_model.place_of(key)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.lines_model.index(place, 0))
            self.scrollTo(self.lines_model.index(place, 0))

    def current_key(self) -> str:
        """The key of the row that is chosen, or ""."""
        line = self.currentIndex().data(LINE) if self.currentIndex().isValid() else None
        return line.key if isinstance(line, SideLine) else ""

    def wanted_height(self, most: int) -> int:
        """The height of all rows, of `most` of them at most."""
        return max(1, min(most, len(self.lines_model.lines))) * self.row_height() + 1

    def row_height(self) -> int:
        """How high one row is."""
        return theme.row_height("two_line") if self.two_lines else _one_line()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(244), self.wanted_height(6))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.data(LINE) if index.isValid() else None
        if self._is_told and isinstance(line, SideLine):
            self.chosen.emit(line.key)

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point) if self.viewport().underMouse() else self.currentIndex()
        line = index.data(LINE) if index.isValid() else None
        if isinstance(line, SideLine):
            self.asked_menu.emit(line.key, self.viewport().mapToGlobal(self.visualRect(index).center()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._bring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring()

    def _bring(self) -> None:
        """The row that is chosen stays in sight."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            self.opened.emit(self.current_key())
            return
        super().keyPressEvent(event)


def _one_line() -> int:
    return max(32, round(theme.font_height()) + 12)


class _Paint(QStyledItemDelegate):
    """Paints a row: the title over icon and state, or all of it on one line."""

    def _list(self) -> SideList:
        view = self.parent()
        assert isinstance(view, SideList)
        return view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(self._list().viewport().width(), self._list().row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: SideLine = index.data(LINE)
        look, rect, state = theme.tokens(), option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, look.selected if selected else look.hover if hovered else look.raised)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(self._list()))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        room = rect.adjusted(_SIDE, 0, -_SIDE, -1)
        if self._list().two_lines:
            self._paint_two(painter, room, line, selected)
        else:
            self._paint_one(painter, room, line, selected)
        if state & QStyle.StateFlag.State_HasFocus:
            drawing.inner_ring(painter, rect)
        painter.restore()

    def _paint_two(self, painter: QPainter, room: QRect, line: SideLine, selected: bool) -> None:
        high = round(theme.font_height())
        top = room.top() + (room.height() - 2 * high) // 2
        font = theme.font("strong" if selected else "body")
        painter.setFont(font)
        painter.setPen(theme.tokens().text)
        title = drawing.elided(line.title, font, room.width())
        painter.drawText(QRect(room.left(), top, room.width() + 4, high), Qt.AlignmentFlag.AlignVCenter, title)
        self._paint_state(painter, QRect(room.left(), top + high, room.width(), high), line, line.under)

    def _paint_one(self, painter: QPainter, room: QRect, line: SideLine, selected: bool) -> None:
        look, size = theme.tokens(), theme.icon_size(_ICON)
        icons.paint(
            painter, line.icon, look.ink(line.icon_meaning) if line.icon_meaning else look.muted,
            QRectF(room.left(), room.top(), size, room.height()),
        )  # fmt: skip
        font = theme.font("strong" if selected or not line.is_quiet else "body")
        left = room.left() + size + 8
        wide = max(round(drawing.text_width("0.0", theme.font("strong"))), round(drawing.text_width(line.title, font)))
        painter.setFont(font)
        painter.setPen(look.text)
        painter.drawText(QRect(left, room.top(), wide + 4, room.height()), Qt.AlignmentFlag.AlignVCenter, line.title)
        rest = QRect(left + wide + 8, room.top(), room.right() - left - wide - 8, room.height())
        self._paint_words(painter, rest, line, line.under)

    def _paint_state(self, painter: QPainter, room: QRect, line: SideLine, words: str) -> None:
        look, size = theme.tokens(), theme.icon_size(_ICON)
        ink = look.ink(line.icon_meaning) if line.icon_meaning else look.muted
        icons.paint(painter, line.icon, ink, QRectF(room.left(), room.top(), size, room.height()))
        self._paint_words(painter, room.adjusted(size + _GAP, 0, 0, 0), line, words)

    @staticmethod
    def _paint_words(painter: QPainter, room: QRect, line: SideLine, words: str) -> None:
        """The state at the left and what stands right of it; the right gives way last."""
        look, font = theme.tokens(), theme.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        right = drawing.elided(line.right, font, room.width() * 0.75)
        wide = metrics.horizontalAdvance(right)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.text if not line.is_quiet else look.muted)
        left = drawing.elided(words, font, room.width() - wide - 8)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, left)
        painter.setPen(look.ink(line.meaning) if line.meaning else look.muted)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, right)
