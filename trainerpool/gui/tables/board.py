"""The allocation board: sessions and upright names stand still while the cells scroll; every deed has a key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from trainerpool.gui import drawing, icons, theme
from trainerpool.gui.marks import MEANING_ICONS
from trainerpool.gui.tables.board_model import BoardModel, BoardSession, BoardTrainer
from trainerpool.gui.tables.board_paint import BoardDelegate

WISHES = {Qt.Key.Key_L: "lead", Qt.Key.Key_C: "co-trainer", Qt.Key.Key_P: "pin", Qt.Key.Key_W: "why"}
_MOST_HIGH = 132


class _UprightNames(QHeaderView):
    """The trainers' names, written upwards; the one in focus stands out."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(Qt.Orientation.Horizontal, board)
        self._board = board
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Trainers")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("strong"))
        names = (metrics.horizontalAdvance(trainer.short_name) for trainer in self._board.board.trainers)
        return QSize(100, min(max(names, default=60) + 20, theme.scaled(_MOST_HIGH)))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        here = self._board.currentIndex().column() == section
        font = theme.font("strong" if here else "body")
        painter.save()
        painter.fillRect(rect, look.selected if here else look.sunken)
        drawing.line_right(painter, rect, look.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.line_strong)
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        painter.setFont(font)
        painter.setPen(look.text)
        name = drawing.elided(self._board.board.trainers[section].short_name, font, rect.height() - 10)
        painter.drawText(QRectF(6, 0, rect.height() - 8, rect.width()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class _Sessions(QHeaderView):
    """The sessions at the left: when, what, and how many places are filled."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(Qt.Orientation.Vertical, board)
        self._board = board
        self._known: tuple[object, tuple[int, int, int]] | None = None
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(8)
        self.setAccessibleName("Sessions")

    def widths(self) -> tuple[int, int, int]:
        """The widths of the three parts: when, title, places; worked out once for the rows, font and width shown."""
        font = theme.font("strong")
        key = (id(self._board.board.sessions), font.key(), self._board.width())
        if self._known is None or self._known[0] != key:
            self._known = key, self._measured(font)
        return self._known[1]

    def _measured(self, font: QFont) -> tuple[int, int, int]:
        bold = QFontMetrics(font)
        sessions = self._board.board.sessions
        when = max((bold.horizontalAdvance(one.when) for one in sessions), default=60) + 12
        places = max((bold.horizontalAdvance(one.places) for one in sessions), default=40) + 30
        title = max((bold.horizontalAdvance(one.title) for one in sessions), default=80) + 10
        room = round(self._board.width() * 0.42)
        return when, max(60, min(title, max(60, room - when - places - 24))), places

    def sizeHint(self) -> QSize:
        return QSize(16 + sum(self.widths()) + 8, 100)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.tokens()
        session = self._board.board.sessions[section]
        here = self._board.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, look.selected if here else look.raised)
        drawing.line_below(painter, rect, look.line)
        drawing.line_right(painter, rect, look.line)
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), look.border["selected_bar"], rect.height()), look.accent)
        when, title, places = self.widths()
        middle = Qt.AlignmentFlag.AlignVCenter
        left = rect.left() + 16
        painter.setFont(theme.font())
        painter.setPen(look.muted)
        painter.drawText(QRect(left, rect.top(), when, rect.height()), middle, session.when)
        font: QFont = theme.font("strong" if here else "body")
        painter.setFont(font)
        painter.setPen(look.text)
        words = drawing.elided(session.title, font, title - 8)
        painter.drawText(QRect(left + when, rect.top(), title, rect.height()), middle, words)
        painter.setFont(theme.font("strong" if session.meaning else "body"))
        painter.setPen(look.ink(session.meaning))
        end = QRect(left + when + title, rect.top(), places, rect.height())
        painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, session.places)
        if session.meaning:
            wide = painter.fontMetrics().horizontalAdvance(session.places)
            spot = QRectF(end.right() - wide - 18, rect.top(), 13, rect.height())
            icons.paint(painter, MEANING_ICONS[session.meaning], look.ink(session.meaning), spot)
        painter.restore()


class _Corner(QWidget):
    """The words over the sessions."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(board)
        self._board = board
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.surface)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.line_strong)
        drawing.line_right(painter, self.rect(), look.line)
        painter.setFont(theme.font("strong"))
        painter.setPen(look.text)
        room = self.rect().adjusted(16, 0, -9, -6)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, "Session")
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, "Places")


class BoardView(QTableView):
    """The matrix.

    `wished(word, session, trainer)` with "lead", "co-trainer", "pin", "release", "why" or "open" (Enter, double click);
    `moved(session, trainer)` when another cell has the focus; `asked_menu(session, trainer, point)`.
    """

    wished = Signal(str, object, object)
    moved = Signal(object, object)
    asked_menu = Signal(object, object, object)

    def __init__(self, name: str, model: BoardModel) -> None:
        super().__init__()
        self.board = model
        self.uses_letters = True
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(BoardDelegate(self))
        self.setHorizontalHeader(_UprightNames(self))
        self.setVerticalHeader(_Sessions(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._corner = _Corner(self)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda: self._wish("open"))
        self.customContextMenuRequested.connect(self._on_menu)
        model.modelReset.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Take sizes from the fonts and the words shown."""
        size = theme.row_height("board")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
        self.verticalHeader().setFixedWidth(self.verticalHeader().sizeHint().width())
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().sizeHint().height())
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self.verticalHeader().width(), self.horizontalHeader().height())
        self._corner.raise_()

    def current(self) -> tuple[BoardSession, BoardTrainer] | None:
        """The session and trainer of the cell in focus."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.board.sessions[index.row()], self.board.trainers[index.column()]

    def go_to(self, session: Any, trainer: Any) -> None:
        """Put the focus on the cell of these two keys."""
        row = next((place for place, one in enumerate(self.board.sessions) if one.key == session), -1)
        column = next((place for place, one in enumerate(self.board.trainers) if one.key == trainer), -1)
        if row >= 0:
            index = self.board.index(row, max(column, 0))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def shown_counts(self) -> tuple[int, int]:
        """How many sessions and trainers are in view."""
        size = theme.row_height("board")
        port = self.viewport()
        return min(port.height() // size, self.board.rowCount()), min(port.width() // size, self.board.columnCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain and self.uses_letters and key in WISHES:
            self._wish(WISHES[key])
        elif plain and key == Qt.Key.Key_Delete:
            self._wish("release")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wish("open")
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds here, never a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def _wish(self, word: str) -> None:
        if (here := self.current()) is not None:
            self.wished.emit(word, *here)

    def _on_current(self, index: QModelIndex) -> None:
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        if index.isValid():
            self.moved.emit(self.board.sessions[index.row()], self.board.trainers[index.column()])

    def _on_menu(self, point: QPoint) -> None:
        here = self.current()
        if here is not None:
            where = self.viewport().mapToGlobal(point if self.viewport().underMouse() else QPoint(0, 0))
            if not self.viewport().underMouse():
                where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            self.asked_menu.emit(here[0], here[1], where)
