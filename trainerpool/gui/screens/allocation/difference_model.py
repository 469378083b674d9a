"""The rows of the difference list: a heading for each session, and its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainerpool.gui.screens.allocation.differences import ADDED, CHANGED, EMPTY, HELD, RELEASED, Group, Line, Way

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
SIGN_WORDS = {EMPTY: "Empty", CHANGED: "Changed", ADDED: "Added", RELEASED: "Released", HELD: "Held back"}


@dataclass(frozen=True, slots=True)
class Item:
    """One row: a heading (`line` None) or a line of its group."""

    group: Group
    line: Line | None = None
    is_last: bool = False
    ways: tuple[Way, ...] = ()


class DifferenceModel(QAbstractListModel):
    """The groups laid out in rows. Headings take no focus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self._groups: tuple[Group, ...] = ()
        self._days: dict[str, Way] = {}

    def set_groups(self, groups: Sequence[Group], days: Mapping[str, Way]) -> None:
        """Show these groups; `days` are the other days found for sessions with an empty place."""
        self._groups, self._days = tuple(groups), dict(days)
        self.beginResetModel()
        self.items = []
        for group in self._groups:
            self.items.append(Item(group))
            for line in group.lines:
                ways = line.ways
                if line.kind == EMPTY and group.session in self._days:
                    ways = (self._days[group.session], *ways)
                self.items.append(Item(group, line, line is group.lines[-1], ways))
        self.endResetModel()

    def place_of(self, session: str, trainer: str = "") -> int:
        """The row of this session's line about this trainer, else of its first line; -1 where it has none."""
        mine = [place for place, one in enumerate(self.items) if one.line is not None and one.group.session == session]
        for place in mine:
            line = self.items[place].line
            if trainer and line is not None and trainer in (line.trainer, line.other):
                return place
        return mine[0] if mine else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.line.text if item.line is not None else item.group.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return read_out(item)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or index.row() >= len(self.items) or self.items[index.row()].line is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def read_out(item: Item) -> str:
    """What a screen reader says of a row."""
    if item.line is None:
        return item.group.title
    line = item.line
    words = [f"{SIGN_WORDS[line.kind]}: {line.text}", line.detail, "Pinned" if line.is_pinned else ""]
    words += [way.words for way in item.ways]
    return ". ".join(part.rstrip(".") for part in words if part) + f". {item.group.title}"
