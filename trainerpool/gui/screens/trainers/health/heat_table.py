"""The heat table as it is seen: names stand still at the left, every cell prints its number, keys move cell by cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainerpool.gui import drawing, icons, spoken, theme
from trainerpool.gui.marks import MEANING_ICONS
from trainerpool.gui.screens.trainers.health.heat_model import HeatCell, HeatModel, Line
from trainerpool.gui.tables.columns import CELL_ROLE
from trainerpool.gui.tables.matrix import Matrix

Index = QModelIndex | QPersistentModelIndex
_FONTS = ("strong", "body", "small")
_NAMES, _LEAST, _MOST = 184, 60, 120
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HeatTable(Matrix):
    """`moved(cell)` when another cell has the focus; `opened(cell)` on Enter or a double click."""

    moved = Signal(object)
    opened = Signal(object)
    asked_menu = Signal(object, object)

    def __init__(self, model: HeatModel) -> None:
        super().__init__("Approved, by agency and course", model)
        self.heat = model
        self.setItemDelegate(_HeatDelegate(self))
        self.setHorizontalHeader(_Courses(self))
        self.setVerticalHeader(_Names(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._corner = _Corner(self)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._on_menu)
        self.horizontalHeader().sectionClicked.connect(lambda column: self._choose_line(Line.TOTAL, column))
        self.verticalHeader().sectionClicked.connect(lambda row: self._choose(row, len(self.heat.heads) - 1))
        model.modelReset.connect(self.settle)

    def current_cell(self) -> HeatCell | None:
        """The cell the keyboard is on."""
        return self.heat.cell(self.currentIndex())

    def _choose(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.heat.index(row, column))
        self.setFocus()

    def _choose_line(self, line: Line, column: int) -> None:
        self._choose(next(place for place, (_, kind) in enumerate(self.heat.rows) if kind is line), column)

    def settle(self) -> None:
        """Share the width among the courses, and be exactly as high as the rows."""
        high = theme.row_height("board")
        self.verticalHeader().setDefaultSectionSize(high)
        number = max(1, len(self.heat.heads))
        names = min(theme.scaled(_NAMES), max(theme.scaled(112), self.width() - number * theme.scaled(_LEAST)))
        self.verticalHeader().setFixedWidth(names)
        wide = min(theme.scaled(_MOST), max(theme.scaled(_LEAST), (self.width() - names) // number))
        left = self.width() - names - wide * number
        for column in range(number):
            self.setColumnWidth(column, wide + (1 if 0 <= column < left < number else 0))
        scrolls = wide * number > self.width() - names
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + high * len(self.heat.rows) + bar)
        self._corner.setGeometry(0, 0, names, self.horizontalHeader().sizeHint().height())
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.heat.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.start()
        self.viewport().update()

    def start(self) -> None:
        """Where no cell is current yet, begin at the weightiest thin course, where most people carry it."""
        if not self.currentIndex().isValid() and self.heat.rows:
            self.setCurrentIndex(self.heat.index(*self.heat.weightiest()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _open(self, index: Index) -> None:
        if (cell := self.heat.cell(index)) is not None:
            self.opened.emit(cell)

    def _on_current(self, index: QModelIndex) -> None:
        if (cell := self.heat.cell(index)) is not None:
            self.moved.emit(cell)

    def _on_menu(self, point: QPoint) -> None:
        if (cell := self.current_cell()) is not None:
            self.asked_menu.emit(cell, self.menu_place(point))


class _Courses(QHeaderView):
    """The courses, in up to two lines, right above their figures."""

    def __init__(self, table: HeatTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setAccessibleName("Courses")

    def sizeHint(self) -> QSize:
        return QSize(100, 2 * theme.line_height() + 12)

    def _font(self) -> str:
        """The first type step in which every heading fits: one for all, so that none stands out by chance."""
        rooms = [(text, self.sectionSize(place) - 11) for place, text in enumerate(self._table.heat.heads)]
        return next(
            (one for one in _FONTS if all(_fits(text, theme.font(one), room) for text, room in rooms)), _FONTS[-1]
        )

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        here = self._table.currentIndex().column() == section
        painter.save()
        painter.fillRect(rect, look.selected if here else look.sunken)
        drawing.line_below(painter, rect, look.line_strong)
        drawing.line_right(painter, rect, look.line)
        room = rect.adjusted(3, 2, -8, -3)
        text = self._table.heat.heads[section]
        painter.setFont(theme.font(self._font()))
        painter.setPen(look.text)
        lines = _two_lines(text, QFontMetrics(painter.font()), room.width())
        high = theme.line_height()
        top = room.center().y() - high * len(lines) // 2
        for place, line in enumerate(lines):
            painter.drawText(QRect(room.left(), top + place * high, room.width(), high), _RIGHT, line)
        painter.restore()


def _fits(text: str, font: QFont, room: int) -> bool:
    return all("…" not in line for line in _two_lines(text, QFontMetrics(font), room))


def _two_lines(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A heading in one line, or in two where it is too long; what still does not fit is elided."""
    if metrics.horizontalAdvance(text) <= room or " " not in text:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)]
    words = text.split(" ")
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    best = min(cuts, key=lambda pair: max(metrics.horizontalAdvance(part) for part in pair))
    return [metrics.elidedText(part, Qt.TextElideMode.ElideMiddle, room) for part in best]


class _Names(QHeaderView):
    """The agencies, and below them what the last rows say."""

    def __init__(self, table: HeatTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Agencies")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        name, line = self._table.heat.rows[section]
        here = self._table.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, look.selected if here else look.raised)
        drawing.line_below(painter, rect, look.line)
        drawing.line_right(painter, rect, look.line)
        font = theme.font("strong" if line is Line.TOTAL else "body")
        painter.setFont(font)
        painter.setPen(look.text)
        short = self._table.heat.shorts[section]
        whole = name if drawing.text_width(name, font) <= rect.width() - 20 else short
        words = drawing.elided(whole, font, rect.width() - 20)
        painter.drawText(rect.adjusted(16, 0, -4, -1), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class _Corner(QWidget):
    """The words over the agencies."""

    spoken_role = spoken.Role.StaticText

    def __init__(self, table: HeatTable) -> None:
        super().__init__(table)
        self.setAccessibleName("Approved, by agency")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.sunken)
        drawing.line_below(painter, self.rect(), look.line_strong)
        drawing.line_right(painter, self.rect(), look.line)
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        words = drawing.elided("Approved, by agency", painter.font(), self.width() - 20)
        painter.drawText(self.rect().adjusted(16, 0, -4, -1), Qt.AlignmentFlag.AlignVCenter, words)


class _HeatDelegate(QStyledItemDelegate):
    """Six steps of colour with the number always printed; the ring is doubled so that it is seen on every step."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: HeatCell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        look, rect = theme.tokens(), option.rect
        painter.save()
        painter.fillRect(rect, look.raised)
        ink = look.ink(cell.meaning)
        if cell.step is None:
            drawing.line_below(painter, rect, look.line)
        else:
            painter.fillRect(rect.adjusted(0, 0, -1, -1), look.heat[cell.step])
            ink = look.on_heat[cell.step]
        font = theme.font("strong" if cell.is_strong else "body")
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect.adjusted(4, 0, -9, -1), _RIGHT, cell.text)
        if cell.meaning is not None:
            wide = drawing.text_width(cell.text, font)
            size = theme.icon_size(13)
            spot = QRectF(rect.right() - 8 - wide - size - 4, rect.top(), size, rect.height() - 1)
            icons.paint(painter, MEANING_ICONS[cell.meaning], ink, spot)
        self._ring(painter, rect, index)
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, QAbstractItemView) or view.currentIndex() != index:
            return
        look, inside = theme.tokens(), QRectF(rect.adjusted(0, 0, -1, -1))
        edge = QPen(look.focus if view.hasFocus() else look.accent, 2)
        edge.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(edge)
        painter.drawRect(inside.adjusted(1, 1, -1, -1))
        if view.hasFocus():
            painter.setPen(QPen(look.raised, 2))
            painter.drawRect(inside.adjusted(3, 3, -3, -3))
