"""The list of a page of one's own desk: lines under headings, with the deeds painted in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.focus_edge import FocusEdge

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LineDeed:
    """A deed painted in a line: its words, and the word it is told by."""

    words: str
    word: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `lead` is its day; the last of its deeds is what Enter does, a line without any is opened by it."""

    key: str
    title: str
    detail: str = ""
    lead: str = ""
    icon: str = ""
    meaning: Meaning | None = None
    beside: str = ""
    mark: Mark | None = None
    deeds: tuple[LineDeed, ...] = ()

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        said = [self.lead, self.title, self.detail.rstrip("."), self.beside, self.mark.word if self.mark else ""]
        return ". ".join([*(one for one in said if one), *((f"Enter: {self.deeds[-1].words}",) if self.deeds else ())])


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a group of lines, with their number or what is said in its place."""

    words: str
    number: int | str


Group = tuple[str | Heading, Sequence[Line]]


class LinesModel(QAbstractListModel):
    """Headings and lines in the order they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Heading | Line] = []

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups; one without lines is left out, one without words has no heading."""
        self.beginResetModel()
        self.items = []
        for words, some in groups:
            if some:
                heading = words if isinstance(words, Heading) else Heading(words, len(some))
                self.items += [*((heading,) if heading.words else ()), *some]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == LINE:
            return item
        if isinstance(item, Heading):
            return f"{item.words} {item.number}" if role in _SAID else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken
        return item.title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.items[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def place_of(self, key: str) -> int:
        """The place of a line, or -1."""
        return next((n for n, item in enumerate(self.items) if isinstance(item, Line) and item.key == key), -1)


_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class LinesView(QListView):
    """`did(line, word)` by Enter or a painted deed, the word "" where the line is to be opened; `chosen(line or None)`."""

    did = Signal(object, str)
    chosen = Signal(object)
    asked_menu = Signal(object, QPoint)

    def __init__(self, name: str) -> None:
        from trainerpool.gui.screens.desks.line_paint import LinePaint

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
        self.selectionModel().currentChanged.connect(lambda index, _old: self.chosen.emit(self._line(index)))
        self._edge = FocusEdge(self)

    def current(self) -> Line | None:
        """The line in focus."""
        return self._line(self.currentIndex())

    def show_groups(self, groups: Sequence[Group], wanted: str = "") -> None:
        """Show these; the line in focus (or the one wanted) and the scroll stay, else the nearest line takes the focus."""
        held, place = self.current(), self.currentIndex().row()
        scroll = self.verticalScrollBar().value()
        self.lines.show(groups)
        places = [n for n, item in enumerate(self.lines.items) if isinstance(item, Line)]
        if not places:
            self.chosen.emit(None)
            return
        same = self.lines.place_of(wanted or (held.key if held else ""))
        near = min(places, key=lambda one: (abs(one - place), -one)) if place >= 0 else places[0]
        self.setCurrentIndex(self.lines.index(same if same >= 0 else near, 0))
        if held is not None and not wanted:
            self.verticalScrollBar().setValue(scroll)

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
