"""The checklist as a table: each item with its four answers, painted at a fixed width and given by the keys 1 to 4."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.tables.columns import ROW_ROLE, CellKind, ColumnSpec
from trainerpool.gui.tables.delegate import SIDE, CellDelegate
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

Index = QModelIndex | QPersistentModelIndex
ANSWERS = ("Yes", "Partly", "No", "Not applicable")
_SHORT = {one: one for one in ANSWERS} | {"Not applicable": "N/A"}
_ICONS = {"Yes": "check", "Partly": "minus", "No": "x", "Not applicable": "circle-slash"}
_KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), ANSWERS, strict=True))
_ITEM, _JUDGEMENT = 1, 2
_AIR = 10  # around the word and icon of an answer


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item as the table shows it; `judgement` is "" while there is none; `wants` is what is still missing of it."""

    item: str
    number: int
    text: str
    is_starred: bool
    judgement: str = ""
    where: str = ""
    note: str = ""
    answer: str = ""
    wants: str = ""
    whole: str = ""


def says(line: ChecklistLine) -> str:
    """A row as it is read out."""
    star = "starred, " if line.is_starred else ""
    judged = line.judgement or "no judgement yet"
    where = f", seen at {line.where}" if line.where else ""
    wants = f", {line.wants}" if line.wants else ""
    return f"Item {line.number}, {star}{(line.whole or line.text).rstrip('.')}. {judged}{where}{wants}"


def segment_widths() -> list[int]:
    """The fixed width of each answer: its word in bold with its icon."""
    bold = QFont(theme.font("strong"))
    metrics, icon = QFontMetricsF(bold), theme.icon_size(14)
    return [round(metrics.horizontalAdvance(_SHORT[one])) + icon + 4 + _AIR for one in ANSWERS]


def segments(room: QRect) -> list[tuple[str, QRectF]]:
    """Where each answer of a row is painted, neighbours sharing their line."""
    high = min(room.height() - 8, max(24, round(theme.font_height()) + 6))
    left, top, made = float(room.left()), room.top() + (room.height() - high) / 2, []
    for answer, wide in zip(ANSWERS, segment_widths(), strict=True):
        made.append((answer, QRectF(left, top, wide, high)))
        left += wide
    return made


def _columns() -> tuple[ColumnSpec[ChecklistLine], ...]:
    judgement = round((sum(segment_widths()) + 2 * SIDE + 2) * 100 / theme.scaled(100)) + 1
    return (
        ColumnSpec("No.", lambda r: r.number, width=52, kind=CellKind.NUMBER),
        ColumnSpec("Item", lambda r: r.text, width=120, stretches=True, tip=lambda r: r.whole or r.text,
                   icon=lambda r: "star" if r.is_starred else ""),
        ColumnSpec("Judgement", lambda r: r.judgement, width=judgement),
        ColumnSpec("Where seen", lambda r: r.where or None, width=106, kind=CellKind.MUTED, priority=2, tip=lambda r: r.where),
    )  # fmt: skip


class ChecklistTable(TableView):
    """`judged(item, answer)` by key or click; while `is_open` is off the answers only stand there."""

    judged = Signal(str, str)
    stepped_in = Signal()

    def __init__(self) -> None:
        self.lines: RowsModel[ChecklistLine] = RowsModel(_columns(), says=says, key=lambda line: line.item)
        self.is_open = False
        super().__init__("Checklist", self.lines)
        self.lines.setParent(self)
        self.delegate = _Paint(self)
        self.setItemDelegate(self.delegate)
        self._frozen.setItemDelegate(self.delegate)
        self.horizontalHeader().setMinimumSectionSize(36)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setAccessibleDescription("1 Yes, 2 Partly, 3 No, 4 Not applicable; Enter goes to where it was seen")

    def _set_heights(self) -> None:
        super()._set_heights()
        self.verticalHeader().setDefaultSectionSize(
            max(theme.row_height("table", self.density()) + 4, 2 * round(theme.font_height()) + 5)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer, row = _KEYS.get(Qt.Key(event.key())), self.current_row()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if answer and plain and row is not None:
            self.judged.emit(row.item, answer)
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step(step)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """Go to the next or last item."""
        place = self.currentIndex().row() + by
        if 0 <= place < self.lines.rowCount():
            self.selectRow(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is None or index.column() != _JUDGEMENT or event.button() is not Qt.MouseButton.LeftButton:
            return
        if answer := answer_at(self.visualRect(index), event.position()):
            self.judged.emit(row.item, answer)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            index = self.indexAt(event.position().toPoint())
            over = index.isValid() and index.column() == _JUDGEMENT and self.is_open
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)


def two_lines(text: str, font: QFont, width: int) -> str:
    """The text as it is painted in two lines at most: whole where it fits so, else shortened in its middle."""
    wide = drawing.text_width(text, font)
    if wide <= width:
        return text
    words, first = text.split(), ""
    for place, word in enumerate(words):
        longer = f"{first} {word}".strip()
        if drawing.text_width(longer, font) > width and first:
            return f"{first}\n{drawing.elided(' '.join(words[place:]), font, width)}"
        first = longer
    return drawing.elided(text, font, width)


def answer_at(rect: QRect, spot: QPointF) -> str:
    """Which answer of a judgement cell is at this place, or ""."""
    return next((answer for answer, part in segments(_inside(rect)) if part.contains(spot)), "")


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(SIDE, 0, -SIDE, -1)


class _Paint(CellDelegate):
    """As any table, but for the star before an item, the item in focus in bold, and the four answers."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if index.column() not in (_ITEM, _JUDGEMENT) or not isinstance(row, ChecklistLine):
            super().paint(painter, option, index)
            return
        look, rect, state = theme.tokens(), option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        back = look.selected if chosen else look.hover if index.row() == self.hovered_row else look.raised
        painter.save()
        painter.fillRect(rect, back)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(option.widget))
        if index.column() == _ITEM:
            self._paint_item(painter, rect.adjusted(SIDE, 0, -SIDE, -1), row, chosen)
        else:
            self._paint_answers(painter, _inside(rect), row)
        painter.restore()
        self._paint_ring(painter, option, index)

    def _paint_item(self, painter: QPainter, room: QRect, row: ChecklistLine, chosen: bool) -> None:
        look, size = theme.tokens(), theme.icon_size(12)
        if row.is_starred:
            icons.paint(painter, "star", look.text, QRectF(room.left(), room.top(), size, room.height()))
        words = room.adjusted(size + 4, 0, 0, 0)
        font = theme.font("strong" if chosen else "body")
        painter.setFont(font)
        painter.setPen(look.muted if self.is_stale else look.text)
        painter.drawText(
            words,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap),
            two_lines(row.text, font, words.width()),
        )

    def _paint_answers(self, painter: QPainter, room: QRect, row: ChecklistLine) -> None:
        look, table = theme.tokens(), self.parent()
        is_open = isinstance(table, ChecklistTable) and table.is_open
        parts = segments(room)
        whole = QRectF(parts[0][1].topLeft(), parts[-1][1].bottomRight())
        drawing.box(painter, whole, look.raised if is_open else None, look.line_strong if is_open else look.line, 4)
        for place, (answer, part) in enumerate(parts):
            chosen = answer == row.judgement
            inner = part.adjusted(1, 1, 0 if place < len(parts) - 1 else -1, -1)
            if chosen:
                painter.fillRect(inner, look.selected)
                painter.fillRect(QRectF(inner.left(), inner.bottom() - 2, inner.width(), 3), look.accent)
            if place:
                painter.fillRect(QRectF(part.left(), part.top() + 1, 1, part.height() - 2), look.line)
            self._paint_answer(painter, part, answer, chosen, is_open)

    @staticmethod
    def _paint_answer(painter: QPainter, part: QRectF, answer: str, chosen: bool, is_open: bool) -> None:
        look, font = theme.tokens(), theme.font("strong" if chosen else "body")
        painter.setFont(font)
        painter.setPen(look.text if is_open or chosen else look.disabled_text)
        words = part.adjusted(0, 0, 0, -1)
        if chosen:
            size = theme.icon_size(14)
            wide = drawing.text_width(_SHORT[answer], font) + size + 4
            left = part.center().x() - wide / 2
            icons.paint(painter, _ICONS[answer], look.text, QRectF(left, words.top(), size, words.height()))
            words = QRectF(left + size + 4, words.top(), wide, words.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _SHORT[answer])
            return
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _SHORT[answer])
