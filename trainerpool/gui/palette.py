"""Ctrl+K: go anywhere and do anything, by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.fields import SearchField
from trainerpool.gui.parts.labels import Hairline, Label
from trainerpool.gui.shell import Command
from trainerpool.gui.tables.columns import CellKind, ColumnSpec
from trainerpool.gui.tables.rows import RowsModel
from trainerpool.gui.tables.view import TableView

_MOST, _MOST_OF_GROUP = 40, 5


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A command as it is listed; only the first of a group shows the group's name."""

    command: Command
    group: str


def matching(commands: Sequence[Command], words: str) -> list[Command]:
    """The commands whose words hold every word typed; those that begin with them first, then as listed."""
    wanted = words.casefold().split()
    found: list[tuple[int, int, Command]] = []
    for place, command in enumerate(commands):
        title = command.title.casefold()
        text = f"{title} {command.detail} {command.also}".casefold()
        if all(word in text for word in wanted):
            starts = bool(wanted) and any(part.startswith(wanted[0]) for part in title.split())
            rank = 0 if wanted and title.startswith(wanted[0]) else 1 if starts else 2
            if not all(word in f"{title} {command.detail}".casefold() for word in wanted):
                rank = 3  # found by another word for it
            found.append((rank, place, command))
    return [command for _, _, command in sorted(found, key=lambda one: one[:2])][:_MOST]


def grouped(commands: Sequence[Command], most: int = _MOST_OF_GROUP) -> list[PaletteRow]:
    """Commands under their groups, the group of the best first; of each group so many at most."""
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    return [
        PaletteRow(command, name if not place else "")
        for name, some in groups.items()
        for place, command in enumerate(some[:most])
    ]


def _is_named(command: Command, words: str) -> bool:
    title = command.title.casefold()
    return all(word in title for word in words.casefold().split())


class Palette(QFrame):
    """Lies over the top of the window. `sought(words)` asks for things of the pool; `add_found` brings them."""

    sought = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("pane", "card")
        self.setAccessibleName("Go or do")
        self._host = host
        self._commands: tuple[Command, ...] = ()
        self._found: tuple[Command, ...] = ()
        self._is_looking = False
        self._before: QWidget | None = None
        self.field = SearchField("Go anywhere, do anything", "A page, a person, a course, a deed")
        self.model: RowsModel[PaletteRow] = RowsModel(
            (
                ColumnSpec("Group", lambda one: one.group, kind=CellKind.MUTED, width=92, priority=4, marks_search=False),
                ColumnSpec("What", lambda one: one.command.title, kind=CellKind.STRONG, width=290, stretches=True,
                           icon=lambda one: one.command.icon),
                ColumnSpec("Where", lambda one: one.command.detail, kind=CellKind.MUTED, width=150, priority=2),
                ColumnSpec("Keys", lambda one: one.command.keys, kind=CellKind.MUTED, width=110, align="right", priority=3),
            ),
            key=lambda one: (one.command.title, one.command.detail, one.command.group),
            says=lambda one: ", ".join(
                part for part in (one.command.title, one.command.group, one.command.detail, one.command.keys) if part
            ),
        )  # fmt: skip
        self.table = TableView("What was found", self.model, "compact")
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(lambda _index: self.run_current())
        self.nothing: QLabel = Label("", tone="muted", wraps=True)
        self.nothing.setContentsMargins(16, 8, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing)
        self.field.textChanged.connect(self._on_text)
        self.field.sought.connect(self._on_sought)
        self.field.installEventFilter(self)
        host.installEventFilter(self)
        self.hide()

    def open(self, commands: Sequence[Command]) -> None:
        """Show with these commands, everything typed before forgotten."""
        self._before = QApplication.focusWidget()
        self._commands, self._found = tuple(commands), ()
        self.field.clear()
        self._settle()
        self._show()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_found(self, words: str, found: Sequence[Command]) -> None:
        """Things of the pool that match; thrown away when the words have changed since."""
        if words == self.field.text().strip():
            self._found, self._is_looking = tuple(found), False
            self._show()

    def run_current(self) -> None:
        """Do the marked entry."""
        row = self.table.current_row()
        run: Callable[[], None] | None = row.command.run if isinstance(row, PaletteRow) else None
        self.leave()
        if run is not None:
            run()

    def leave(self) -> None:
        """Close, and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._settle()
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut and not self.isHidden():
            self._before = None
            self.hide()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps and self.model.rowCount():
            row = min(max(self.table.currentIndex().row() + steps[key], 0), self.model.rowCount() - 1)
            self.table.selectRow(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_current()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _on_text(self) -> None:
        self._found = ()
        self._is_looking = len(self.field.text().strip()) >= 2
        self._show()

    def _on_sought(self, words: str) -> None:
        if len(words) >= 2 and not self.isHidden():
            self.sought.emit(words)

    def _show(self) -> None:
        words = self.field.text().strip()
        rows = self._rows(words)
        self.model.set_search(words)
        self.model.set_rows(rows)
        if rows:
            self.table.selectRow(0)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        said = f"Nothing is called “{words}”. A page, a person, a course, a session or a deed can be sought."
        self.nothing.setText("" if not words else "Looking in the pool." if self._is_looking else said)
        self._settle()

    def _rows(self, words: str) -> list[PaletteRow]:
        """What the window can do and what the pool holds: whoever types a name means the name first."""
        commands = matching(self._commands, words)
        if not words:
            return grouped(commands, _MOST)
        sure = [one for one in commands if one.title.casefold().startswith(words.casefold())]
        rest = [one for one in commands if one not in sure]
        # What is called so comes before what only has to do with it, such as everybody who delivers a course.
        named = sorted(self._found, key=lambda one: one.group != "Do" and not _is_named(one, words))
        return grouped([*sure, *named, *rest], _MOST_OF_GROUP)

    def _settle(self) -> None:
        wide = min(theme.scaled(680), self._host.width() - 32)
        rows = max(1, min(self.model.rowCount(), 10))
        below = rows * theme.row_height("table") if self.model.rowCount() else self.nothing.heightForWidth(wide - 2)
        high = self.field.sizeHint().height() + below + 8
        self.resize(wide, min(max(high, 90), self._host.height() - 32))
        self.move(QPoint((self._host.width() - wide) // 2, min(48, max(8, self._host.height() // 12))))
