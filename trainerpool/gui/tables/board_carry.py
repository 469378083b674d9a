"""Carrying a trainer's place over the board, by mouse or by Ctrl+X, arrows and Ctrl+V; what a drop would do is said beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QTableView

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.tables.board_model import CHOSEN, BoardModel

Index = QModelIndex | QPersistentModelIndex
_BESIDE, _WIDEST = 6, 320


class Carrying(QObject):
    """`looked(from, to)` and `dropped(from, to)`, each a pair of (session key, trainer key); `ended` when let go."""

    looked = Signal(object, object)
    dropped = Signal(object, object)
    ended = Signal()

    def __init__(self, table: QTableView, model: BoardModel) -> None:
        super().__init__(table)
        self._table, self._board = table, model
        self.source: tuple[object, object] | None = None
        self._pressed: QPoint | None = None
        self._is_dragged = False
        self.words = Label("", wraps=True)
        self.words.setParent(table.viewport())
        self.words.setProperty("pane", "card")
        self.words.setContentsMargins(8, 4, 8, 4)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.hide()
        table.viewport().installEventFilter(self)
        table.selectionModel().currentChanged.connect(self._look)
        model.modelReset.connect(self.end)

    def is_on(self) -> bool:
        return self.source is not None

    def source_index(self) -> QModelIndex | None:
        """The cell what is carried came from."""
        if self.source is None:
            return None
        row = next((at for at, one in enumerate(self._board.sessions) if one.key == self.source[0]), -1)
        column = next((at for at, one in enumerate(self._board.trainers) if one.key == self.source[1]), -1)
        return self._board.index(row, column)

    def _keys(self, index: Index) -> tuple[object, object]:
        return self._board.sessions[index.row()].key, self._board.trainers[index.column()].key

    def begin(self) -> bool:
        """Take up what stands on the cell in focus; False where nobody does."""
        index = self._table.currentIndex()
        if not index.isValid() or self._board.board_cell(index.row(), index.column()).state not in CHOSEN:
            return False
        self.source = self._keys(index)
        self._table.viewport().update()
        self._look(index)
        return True

    def drop(self) -> bool:
        """Let it down on the cell in focus."""
        index, source = self._table.currentIndex(), self.source
        if source is None or not index.isValid():
            return False
        target = self._keys(index)
        self.end()
        if target != source:
            self.dropped.emit(source, target)
        return True

    def end(self) -> None:
        """Let go; nothing is changed."""
        was, self.source = self.source, None
        self._pressed, self._is_dragged = None, False
        self.words.hide()
        self._table.viewport().update()
        if was is not None:
            self.ended.emit()

    def say(self, text: str, meaning: Meaning | None) -> None:
        """Say beside the cell in focus what a drop there would do."""
        if self.source is None:
            return
        self.words.set_tone(meaning.value if meaning is not None else "")
        self.words.setText(text)
        port, spot = self._table.viewport(), self._table.visualRect(self._table.currentIndex())
        wide = min(_WIDEST, port.width() - 2 * _BESIDE)
        self.words.setFixedWidth(wide)
        self.words.setFixedHeight(max(self.words.heightForWidth(wide), self.words.sizeHint().height() // 2))
        left = min(max(_BESIDE, spot.left()), port.width() - wide - _BESIDE)
        top = spot.bottom() + _BESIDE
        if top + self.words.height() > port.height():
            top = max(0, spot.top() - self.words.height() - _BESIDE)
        self.words.move(left, top)
        self.words.show()
        self.words.raise_()

    def _look(self, index: Index) -> None:
        if self.source is not None and index.isValid():
            self.looked.emit(self.source, self._keys(index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QMouseEvent):
            kind = event.type()
            if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._pressed = event.position().toPoint()
            elif kind == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
                return self._on_move(event.position().toPoint())
            elif kind == QEvent.Type.MouseButtonRelease and self._is_dragged:
                return self.drop()
        return False

    def _on_move(self, spot: QPoint) -> bool:
        if self._pressed is None:
            return False
        far = QGuiApplication.styleHints().startDragDistance()
        if not self._is_dragged:
            if (spot - self._pressed).manhattanLength() < far:
                return True
            self._table.setCurrentIndex(self._table.indexAt(self._pressed))
            if not self.begin():
                self._pressed = None
                return False
            self._is_dragged = True
        index = self._table.indexAt(spot)
        if index.isValid() and index != self._table.currentIndex():
            self._table.setCurrentIndex(index)
        return True
