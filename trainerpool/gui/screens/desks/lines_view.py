"""The list of a page of one's own desk: lines under headings, with the deeds painted in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from trainerpool.gui.parts.focus_edge import FocusEdge
from trainerpool.gui.screens.desks.line_paint import LinePaint
from trainerpool.gui.screens.desks.lines import LINE, Group, Index, Line, LinesModel


class LinesView(QListView):
    """`did(line, word)` by Enter or a painted deed, the word "" where the line is to be opened; `chosen(line or None)`."""

    did = Signal(object, str)
    chosen = Signal(object)
    asked_menu = Signal(object, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines = LinesModel()
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.paints = LinePaint(self)
        self.setItemDelegate(self.paints)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self._is_filling = False
        self.selectionModel().currentChanged.connect(self._on_current)
        self._edge = FocusEdge(self)

    def current(self) -> Line | None:
        """The line in focus."""
        return self._line(self.currentIndex())

    def show_groups(self, groups: Sequence[Group], wanted: str = "") -> None:
        """Show these; the line in focus (or the one wanted) and the scroll stay, else the nearest line takes the focus.

        `chosen` tells of nothing then: a form that is being filled in beside the list stays.
        """
        held, place = self.current(), self.currentIndex().row()
        scroll = self.verticalScrollBar().value()
        self._is_filling = True
        self._fill(groups, wanted or (held.key if held else ""), place)
        self._is_filling = False
        if held is not None and not wanted:
            self.verticalScrollBar().setValue(scroll)

    def _fill(self, groups: Sequence[Group], wanted: str, place: int) -> None:
        self.lines.show(groups)
        places = [n for n, item in enumerate(self.lines.items) if isinstance(item, Line)]
        if places:
            same = self.lines.place_of(wanted)
            near = min(places, key=lambda one: (abs(one - place), -one)) if place >= 0 else places[0]
            self.setCurrentIndex(self.lines.index(same if same >= 0 else near, 0))

    def _on_current(self, index: Index) -> None:
        if not self._is_filling:
            self.chosen.emit(self._line(index))

    def choose(self, key: str) -> None:
        """Put the focus on a line."""
        if (place := self.lines.place_of(key)) >= 0:
            self.setCurrentIndex(self.lines.index(place, 0))

    def _line(self, index: Index) -> Line | None:
        found = index.data(LINE) if index.isValid() else None
        return found if isinstance(found, Line) else None

    def _on_menu(self, point: QPoint) -> None:
        line = self._line(self.indexAt(point)) or self.current()
        if line is not None:
            self.choose(line.key)
            self.asked_menu.emit(line, self.viewport().mapToGlobal(point))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # lines wrap anew, and are as high as their words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and line is not None:
            self.did.emit(line, line.deeds[-1].word if line.deeds else "")
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._line(index)
        if line is None:
            return
        for deed, room in self.paints.deed_rects(self.visualRect(index), line):
            if room.contains(event.position()):
                self.did.emit(line, deed.word)
                return
