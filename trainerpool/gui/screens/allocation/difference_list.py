"""The list of what a proposal would change, in the inspector: kinds with counts above it, every line a door to its cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.screens.allocation.difference_model import ITEM_ROLE, DifferenceModel, Index, Item
from trainerpool.gui.screens.allocation.difference_paint import DifferenceDelegate
from trainerpool.gui.screens.allocation.differences import ADDED, CHANGED, EMPTY, Differences, Line, Way
from trainerpool.gui.screens.allocation.kind_chips import KindChips

# A longer repair is told by the list alone.
_MOST_CHAINS = 4
_NONE = {EMPTY: "Every place is filled.", CHANGED: "Nobody who stands is changed.", ADDED: "Nobody is added."}


class DifferenceView(QListView):
    """`wished(word, line, way)` with "show", "pin", "take out" or "way"."""

    wished = Signal(str, object, object)

    def __init__(self, model: DifferenceModel) -> None:
        super().__init__()
        self.rows = model
        self.setAccessibleName("What the proposal would change")
        self.setAccessibleDescription(
            "Enter shows the cell, P pins, A confirms the session alone, Delete takes out, Shift+F10 offers every deed"
        )
        self.setModel(model)
        self.delegate = DifferenceDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.customContextMenuRequested.connect(self._on_menu)

    def show_session(self, session: str, trainer: str = "") -> None:
        """Mark the group of this session and bring it into view."""
        if session == self.delegate.focus_session and not trainer:
            return
        self.delegate.focus_session = session
        place = self.rows.place_of(session, trainer)
        if place >= 0 and not self.hasFocus():
            head = next(number for number in range(place, -1, -1) if self.rows.items[number].line is None)
            last = next(number for number in range(place, len(self.rows.items)) if self.rows.items[number].is_last)
            self.scrollTo(self.rows.index(last))
            self.scrollTo(self.rows.index(head))
        self.viewport().update()

    def line_here(self) -> Item | None:
        """The line in focus."""
        item: Item | None = self.currentIndex().data(ITEM_ROLE) if self.currentIndex().isValid() else None
        return item if item is not None and item.line is not None else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.line_here()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit("show", item.line, None)
        elif item is not None and event.key() == Qt.Key.Key_P and not event.modifiers():
            self.wished.emit("pin", item.line, None)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            whole = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            self.wished.emit("leave out" if whole else "take out", item.line, None)
        elif item is not None and event.key() == Qt.Key.Key_A and not event.modifiers():
            self.wished.emit("session", item.line, None)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds here, never a search."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        item: Item | None = index.data(ITEM_ROLE) if index.isValid() else None
        if item is None or item.line is None:
            return
        spot, rect = event.position().toPoint(), self.visualRect(index)
        for way, where in self.delegate.ways_at(rect, item):
            if where.adjusted(-2, 0, 2, 0).contains(spot):
                self.wished.emit("way", item.line, way)
                return
        if item.line.trainer and item.line.kind in (ADDED, CHANGED) and self.delegate.pin_at(rect).contains(spot):
            self.wished.emit("pin", item.line, None)
        else:
            self.wished.emit("show", item.line, None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        item: Item | None = index.data(ITEM_ROLE) if index.isValid() else None
        spots = self.delegate.ways_at(self.visualRect(index), item) if item is not None else []
        over = any(where.contains(event.position().toPoint()) for _, where in spots)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def menu(self) -> QMenu | None:
        """Every deed of the line in focus."""
        item = self.line_here()
        if item is None or item.line is None:
            return None
        line, made = item.line, QMenu(self)
        made.addAction("Show on the board\tEnter", lambda: self.wished.emit("show", line, None))
        if line.trainer and line.kind in (ADDED, CHANGED):
            made.addAction("Pin this choice\tP", lambda: self.wished.emit("pin", line, None))
            made.addAction("Take out of the proposal\tDel", lambda: self.wished.emit("take out", line, None))
        if line.kind in (ADDED, CHANGED):
            made.addSeparator()
            made.addAction("Confirm this session only\tA", lambda: self.wished.emit("session", line, None))
            made.addAction("Leave this session out\tShift+Del", lambda: self.wished.emit("leave out", line, None))
        for way in item.ways:
            made.addAction(way.words, partial(self.wished.emit, "way", line, way))
        return made

    def _on_menu(self, point: QPoint) -> None:
        if (menu := self.menu()) is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(point))


class DifferencePane(Pane):
    """Head, kinds with counts, and the list. `wished` as the list's; `wants_all` to repair the rest of the period too."""

    wished = Signal(str, object, object)
    wants_all = Signal()

    def __init__(self) -> None:
        super().__init__("raised")
        self._found = Differences()
        self._days: dict[str, Way] = {}
        self.summary = Label("", tone="muted", wraps=True)
        self.kinds = KindChips(
            "Kind of change", [("all", "All 0"), (EMPTY, "Empty 0"), (CHANGED, "Changed 0"), (ADDED, "Added 0")]
        )
        self.kinds.chosen.connect(lambda _kind: self._fill())
        self.model = DifferenceModel(self)
        self.list = DifferenceView(self.model)
        self.list.wished.connect(self.wished)
        self.nothing = Label("", tone="muted", wraps=True)
        self.nothing.setContentsMargins(16, 12, 16, 12)
        head = QWidget()
        head.setMinimumHeight(theme.tokens().layout["page_header"] - 1)
        words = QVBoxLayout(head)
        words.setContentsMargins(16, 8, 16, 8)
        words.setSpacing(0)
        words.addStretch(1)
        self.title = Label("", "section", wraps=True)
        self.chain = Label("", wraps=True)
        self.chain.setContentsMargins(0, 6, 0, 0)
        self.all = Button("", "link").does(self.wants_all.emit)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        words.addWidget(self.chain)
        words.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QWidget()
        kinds = QVBoxLayout(row)
        kinds.setContentsMargins(13, 4, 4, 4)
        kinds.addWidget(self.kinds)
        self.column.addWidget(head)
        self.column.addWidget(Hairline())
        self.column.addWidget(row)
        self.column.addWidget(Hairline())
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.list, 1)

    def show_differences(self, found: Differences, days: Mapping[str, Way], others: int = 0) -> None:
        """Show these; the kind chosen, the line in focus and the scroll stay where they can.

        `others` places came undone in the period besides what a repair mends.
        """
        self._found, self._days = found, dict(days)
        self.title.setText("Repair against what stands" if found.chains else "Proposal against what stands")
        self.chain.setText("\n".join(found.chains[:_MOST_CHAINS]) if len(found.chains) <= _MOST_CHAINS else "")
        self.chain.setVisible(bool(self.chain.text()))
        self.all.set_text(f"Repair {others} more place{'s' if others != 1 else ''} of this period too")
        self.all.setVisible(bool(others))
        words = {"all": "All", EMPTY: "Empty", CHANGED: "Changed", ADDED: "Added"}
        self.kinds.set_words([(key, f"{word} {found.counts.get(key, 0)}") for key, word in words.items()])
        said = f"{found.summary[:1].upper()}{found.summary[1:]}."
        if found.held:
            said += f" {found.held} session{'s' if found.held > 1 else ''} cannot be confirmed yet."
        self.summary.setText(said)
        self._fill()

    def set_day(self, session: str, way: Way) -> None:
        """Another day was found for a session with an empty place."""
        self._days[session] = way
        self._fill()

    def _fill(self) -> None:
        kept = self.list.line_here()
        scroll = self.list.verticalScrollBar().value()
        groups = self._found.of(self.kinds.choice() or "all")
        self.model.set_groups(groups, self._days)
        if kept is not None and kept.line is not None:
            place = self.model.place_of(kept.group.session, kept.line.trainer)
            if place >= 0:
                self.list.setCurrentIndex(self.model.index(place))
        self.list.doItemsLayout()
        self.list.verticalScrollBar().setValue(scroll)
        none = _NONE.get(self.kinds.choice(), "Nothing would change.")
        self.nothing.setText(none if not groups else "")
        self.nothing.setVisible(not groups)
        self.list.setVisible(bool(groups))

    def line_of(self, session: str, trainer: str) -> Line | None:
        """The line about this trainer in this session."""
        return next(
            (
                line
                for group in self._found.groups
                if group.session == session
                for line in group.lines
                if line.trainer == trainer
            ),
            None,
        )
