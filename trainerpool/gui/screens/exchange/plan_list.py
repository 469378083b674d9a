"""The list of what a return would change: a sentence a row with a tick, what becomes of it under it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.screens.exchange.words import said, second_line
from trainerpool.queries.returns import PlanRow

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_SIDE, _GAP, _AIR = 16, 12, 8
_SIGNS = {Fate.CLASH: "split", Fate.SAME: "minus", Fate.LATER: "minus", Fate.REFUSED: "x"}
_INKS = {Fate.CLASH: Meaning.ATTENTION, Fate.REFUSED: Meaning.STOP}


class PlanModel(QAbstractListModel):
    """The rows of one plan with what is left out of it and the sides chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PlanRow, ...] = ()
        self.left_out: frozenset[str] = frozenset()
        self.sides: dict[str, str] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        ticked, side = row.key not in self.left_out, self.sides.get(row.key, "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return said(row, ticked, side)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.text} {second_line(row, side)}".strip()
            case _ if role == ROW:
                return row
        return None

    def show(self, rows: Sequence[PlanRow], left_out: Collection[str], sides: Mapping[str, str]) -> None:
        """Show these rows; where they are the same things nothing is reset, and row and scroll stay."""
        same = [one.key for one in rows] == [one.key for one in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.left_out, self.sides = tuple(rows), frozenset(left_out), dict(sides)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))


class PlanList(QListView):
    """Space or a click on the tick leaves a change out or takes it again; of a clash Space goes from side to side."""

    chosen = Signal(str)
    ticked = Signal(str)
    opened = Signal(str)
    asked_menu = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.plan = PlanModel()
        self.setModel(self.plan)
        self.setAccessibleName("What would change")
        self.setAccessibleDescription("Space leaves a change out, or takes it again")
        self.setItemDelegate(_Paint(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().currentChanged.connect(lambda index, _old: self.chosen.emit(_key(index)))

    def current(self) -> PlanRow | None:
        """The row in focus."""
        found = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return found if isinstance(found, PlanRow) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # a row is as high as its sentence is long in this width

    def choose(self, key: str) -> None:
        """Go to the row of this key; to the first where there is none."""
        rows = self.plan.rows
        place = next((n for n, row in enumerate(rows) if row.key == key), 0)
        if rows and self.currentIndex().row() != place:
            self.setCurrentIndex(self.plan.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() == Qt.Key.Key_Space and row is not None:
            self.ticked.emit(row.key)
            return
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None and plain:
            self.opened.emit(row.key)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        row = index.data(ROW)
        if row.fate is Fate.READY and spot.x() - self.visualRect(index).left() < _SIDE + theme.icon_size() + _GAP:
            self.ticked.emit(row.key)

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point) if self.viewport().underMouse() else self.currentIndex()
        if key := _key(index):
            self.asked_menu.emit(key, self.viewport().mapToGlobal(self.visualRect(index).center()))


def _key(index: Index) -> str:
    row = index.data(ROW) if index.isValid() else None
    return row.key if isinstance(row, PlanRow) else ""


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """The text in as many lines as it needs."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and drawing.text_width(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


class _Paint(QStyledItemDelegate):
    """Paints the tick or the sign at the left, the sentence, and the line under it."""

    def _list(self) -> PlanList:
        view = self.parent()
        assert isinstance(view, PlanList)
        return view

    def _lines(self, row: PlanRow, width: int) -> tuple[list[str], list[str]]:
        room = width - 2 * _SIDE - theme.icon_size() - _GAP
        under = second_line(row, self._list().plan.sides.get(row.key, ""))
        # Measured in bold whether or not it is chosen, so that no row changes its height when it is gone to.
        return wrapped(row.text, theme.font("strong"), room), wrapped(under, theme.font(), room) if under else []

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        width = self._list().viewport().width()
        first, second = self._lines(index.data(ROW), width)
        high = (len(first) + len(second)) * round(theme.font_height()) + 2 * _AIR
        return QSize(width, max(theme.row_height("two_line"), high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PlanRow = index.data(ROW)
        look, rect, state = theme.tokens(), option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, look.selected if selected else look.hover if hovered else look.raised)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(self._list()))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        self._paint_sign(painter, rect, row)
        self._paint_words(painter, rect, row, selected)
        if state & QStyle.StateFlag.State_HasFocus:
            drawing.inner_ring(painter, rect)
        painter.restore()

    def _paint_sign(self, painter: QPainter, rect: QRect, row: PlanRow) -> None:
        look, size = theme.tokens(), theme.icon_size()
        spot = QRectF(rect.left() + _SIDE, rect.center().y() - size / 2 + 0.5, size, size)
        if row.fate is not Fate.READY:
            settled = row.key in self._list().plan.sides
            ink = look.accent if settled else look.ink(_INKS[row.fate]) if row.fate in _INKS else look.muted
            icons.paint(painter, _SIGNS[row.fate], ink, spot)
            return
        ticked = row.key not in self._list().plan.left_out
        drawing.box(painter, spot, look.accent if ticked else look.raised, None if ticked else look.line_strong, 2)
        if ticked:
            icons.paint(painter, "check", look.on_accent, spot.adjusted(2, 2, -2, -2))

    def _paint_words(self, painter: QPainter, rect: QRect, row: PlanRow, selected: bool) -> None:
        look, line = theme.tokens(), round(theme.font_height())
        first, second = self._lines(row, rect.width())
        left = rect.left() + _SIDE + theme.icon_size() + _GAP
        top = rect.top() + (rect.height() - (len(first) + len(second)) * line) // 2
        left_out = row.fate is Fate.READY and row.key in self._list().plan.left_out
        unsettled = row.fate is Fate.CLASH and row.key not in self._list().plan.sides
        under = (
            look.ink(Meaning.ATTENTION)
            if unsettled
            else look.ink(Meaning.STOP)
            if row.fate is Fate.REFUSED
            else look.muted
        )
        for words, step, ink in (
            (first, "strong" if selected else "body", look.muted if left_out else look.text),
            (second, "body", under),
        ):
            painter.setFont(theme.font(step))
            painter.setPen(ink)
            for one in words:
                painter.drawText(QRect(left, top, rect.right() - left, line), Qt.AlignmentFlag.AlignVCenter, one)
                top += line
