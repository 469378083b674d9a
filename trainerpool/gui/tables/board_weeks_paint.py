"""How the weeks of trainers are painted: the heads, and the chips in their cells."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS, Meaning
from trainerpool.gui.tables.board_weeks_model import WeekChip, WeeksModel
from trainerpool.gui.tables.columns import CELL_ROLE

Index = QModelIndex | QPersistentModelIndex
CHIP = 22
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class WeekHeads(QHeaderView):
    """The weeks by their first day, under the month they begin."""

    def __init__(self, table: QTableView, model: WeeksModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table, self._weeks = table, model
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Weeks")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        month, first, _ = self._weeks.weeks[section]
        here = self._table.currentIndex().column() == section
        half = rect.height() // 2
        painter.save()
        painter.fillRect(rect, look.sunken)
        if here:
            painter.fillRect(QRect(rect.left(), rect.top() + half, rect.width(), half), look.selected)
        painter.setPen(look.text)
        painter.setFont(theme.font("strong"))
        if month:
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), look.line_strong)
            room = QRect(rect.left() + 8, rect.top(), rect.width() - 10, half)
            painter.drawText(room, _MIDDLE, month)
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(look.text if here else look.muted)
        painter.drawText(QRect(rect.left() + 8, rect.top() + half, rect.width() - 10, half), _MIDDLE, first)
        drawing.line_right(painter, rect.adjusted(0, half, 0, 0), look.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.line_strong)
        painter.restore()


class WeekTrainers(QHeaderView):
    """The trainers at the left: name over agency, and the load against the cap at the right."""

    def __init__(self, table: QTableView, model: WeeksModel) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table, self._weeks = table, model
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Trainers")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, row = theme.tokens(), self._weeks.rows[section]
        here = self._table.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, look.selected if here else look.raised)
        drawing.line_below(painter, rect, look.line)
        drawing.line_right(painter, rect, look.line)
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        bold = theme.font("strong")
        wide = QFontMetrics(bold).horizontalAdvance(row.load)
        words = QRect(rect.left() + 16, rect.top(), rect.width() - wide - 52, rect.height())
        line = theme.line_height()
        top = rect.top() + (min(rect.height(), 2 * line + 8) - 2 * line) // 2
        painter.setFont(bold)
        painter.setPen(look.text)
        first = QRect(words.left(), top, words.width(), line)
        painter.drawText(first, _MIDDLE, drawing.elided(row.name, bold, words.width()))
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        second = QRect(words.left(), top + line, words.width(), line)
        painter.drawText(second, _MIDDLE, drawing.elided(row.agency, theme.font(), words.width()))
        painter.setFont(bold if row.meaning else theme.font())
        painter.setPen(look.ink(row.meaning))
        load = QRect(rect.right() - wide - 10, top, wide + 2, line)
        painter.drawText(load, _MIDDLE | Qt.AlignmentFlag.AlignRight, row.load)
        if row.meaning:
            spot = QRectF(load.left() - 17, load.top(), 13, load.height())
            icons.paint(painter, MEANING_ICONS[row.meaning], look.ink(row.meaning), spot)
        painter.restore()


class ChipDelegate(QStyledItemDelegate):
    """Paints the chips of a cell, one under the other; the cell in focus has the ring."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.tokens(), option.rect
        current = self._table.currentIndex()
        painter.fillRect(rect, look.raised)
        drawing.line_below(painter, rect, look.line)
        drawing.line_right(painter, rect, look.line)
        high = theme.scaled(CHIP)
        for place, chip in enumerate(index.data(CELL_ROLE) or ()):
            _paint_chip(
                painter, QRect(rect.left() + 3, rect.top() + 3 + place * (high + 2), rect.width() - 7, high), chip
            )
        if current == index:
            (drawing.inner_ring if self._table.hasFocus() else drawing.current_mark)(painter, rect)


def _paint_chip(painter: QPainter, rect: QRect, chip: WeekChip) -> None:
    look = theme.tokens()
    meaning = chip.meaning
    edge = look.meaning(meaning).border if meaning else look.accent
    ink = look.ink(meaning) if meaning else look.text
    back = look.meaning(meaning).background if meaning else look.selected if chip.is_sure else look.raised
    painter.save()
    painter.fillRect(rect, back)
    pen = QPen(edge if chip.is_sure or meaning else look.line_strong, 1)
    if not chip.is_sure:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), edge)
    bold = theme.font("strong")
    letter = QFontMetrics(bold).horizontalAdvance(chip.letter)
    mark = 15 if meaning else 0
    room = rect.adjusted(8, 0, -letter - 8 - mark, 0)
    painter.setPen(ink)
    painter.setFont(theme.font())
    words = QFontMetrics(theme.font()).elidedText(chip.words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _MIDDLE, words)
    if meaning:
        name = "octagon-x" if meaning is Meaning.STOP else "triangle-alert"
        icons.paint(painter, name, ink, QRectF(rect.right() - letter - 6 - mark, rect.top(), 12, rect.height()))
    painter.setFont(bold)
    painter.drawText(rect.adjusted(0, 0, -5, 0), _MIDDLE | Qt.AlignmentFlag.AlignRight, chip.letter)
    painter.restore()
