"""The timed notes of a visit: time, who, what was seen, and the criteria each is tied to; changed or taken out in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trainerpool.gui import drawing, theme
from trainerpool.queries.observations_rows import NoteRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole + 1
_SIDE, _GAP = 16, 8


class NotesModel(QAbstractListModel):
    """Notes as rows; each is read out as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: tuple[NoteRow, ...] = ()

    def set_notes(self, notes: Sequence[NoteRow]) -> None:
        """Show these notes."""
        self.beginResetModel()
        self.notes = tuple(notes)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.notes):
            return None
        note = self.notes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{note.at} {note.initials} {note.text}".replace("  ", " ")
            case Qt.ItemDataRole.AccessibleTextRole:
                tied = f", criteria {', '.join(note.criteria)}" if note.criteria else ""
                return f"{note.at}, {note.initials or 'both'}: {note.text}{tied}"
            case _ if role == _ROW:
                return note
            case _:
                return None


class _NoteDelegate(QStyledItemDelegate):
    def _columns(self, rect: QRect) -> tuple[QRect, QRect, QRect, QRect]:
        """Time, who, text, criteria."""
        inside = rect.adjusted(_SIDE, 6, -_SIDE, -7)
        metrics = QFontMetrics(theme.font())
        time = QRect(inside.left(), inside.top(), metrics.horizontalAdvance("00:00") + _GAP, inside.height())
        who = QRect(time.right() + 1, inside.top(), metrics.horizontalAdvance("WWW") + _GAP, inside.height())
        tied = metrics.horizontalAdvance("00, 00, 0") + _GAP
        text = QRect(who.right() + 1, inside.top(), inside.right() - who.right() - tied - _GAP, inside.height())
        return time, who, text, QRect(text.right() + _GAP, inside.top(), tied, inside.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        note: NoteRow | None = index.data(_ROW)
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else 400
        _, _, text, tied = self._columns(QRect(0, 0, wide, 100))
        if note is None:
            return QSize(wide, theme.row_height("table"))
        metrics = QFontMetrics(theme.font())
        wraps = int(Qt.TextFlag.TextWordWrap)
        high = max(
            metrics.boundingRect(0, 0, max(40, one.width()), 10_000, wraps, said).height()
            for one, said in ((text, note.text), (tied, ", ".join(note.criteria)))
        )
        return QSize(wide, max(theme.row_height("table"), high + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.tokens()
        rect: QRect = option.rect
        note: NoteRow | None = index.data(_ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, look.selected if chosen else look.hover if over else look.raised)
        drawing.line_below(painter, rect, look.line, drawing.hairline_width(option.widget))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        if note is not None:
            time, who, text, tied = self._columns(rect)
            top = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            wraps = int(Qt.TextFlag.TextWordWrap)
            painter.setFont(theme.font())
            painter.setPen(look.muted)
            painter.drawText(time, top, note.at)
            right = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight) | wraps
            painter.drawText(tied, right, ", ".join(note.criteria))
            painter.setPen(look.text)
            painter.drawText(text, top | wraps, note.text)
            painter.setFont(theme.font("strong"))
            painter.drawText(who, top, note.initials)
        painter.restore()
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row():
            drawing.inner_ring(painter, rect)


class NotesList(QListView):
    """`opened(note)` on Enter or a double click: to be changed; `taken_out(note)` on Del."""

    opened = Signal(object)
    taken_out = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Timed notes")
        self.rows = NotesModel()
        self.setModel(self.rows)
        self.setItemDelegate(_NoteDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.doubleClicked.connect(lambda index: self._open(index.data(_ROW)))

    def show_notes(self, notes: Sequence[NoteRow]) -> None:
        """Show these; the note chosen stays chosen, and a new last one is brought into view."""
        if tuple(notes) == self.rows.notes:
            return
        chosen, before, at = self.chosen(), len(self.rows.notes), self.verticalScrollBar().value()
        self.rows.set_notes(notes)
        if chosen is not None:
            place = next((n for n, one in enumerate(notes) if one.id == chosen.id), -1)
            if place >= 0:
                self.setCurrentIndex(self.rows.index(place))
        self.verticalScrollBar().setValue(at)
        if len(notes) > before:
            self.scrollToBottom()

    def chosen(self) -> NoteRow | None:
        """The note the keyboard is on."""
        found = self.currentIndex().data(_ROW) if self.currentIndex().isValid() else None
        return found if isinstance(found, NoteRow) else None

    def menu(self) -> QMenu:
        """What can be done with the note."""
        menu = QMenu(self)
        note = self.chosen()
        if note is not None:
            menu.addAction("Change this note\tEnter").triggered.connect(lambda: self.opened.emit(note))
            menu.addAction("Take this note out\tDel").triggered.connect(lambda: self.taken_out.emit(note))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        note = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and note is not None:
            self.opened.emit(note)
        elif event.key() == Qt.Key.Key_Delete and note is not None:
            self.taken_out.emit(note)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.notes:
            self.setCurrentIndex(self.rows.index(len(self.rows.notes) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a narrower list wraps more

    def _open(self, note: object) -> None:
        if isinstance(note, NoteRow):
            self.opened.emit(note)

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point) if self.viewport().underMouse() else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu().popup(self.viewport().mapToGlobal(self.visualRect(index).center()))
