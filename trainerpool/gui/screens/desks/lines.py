"""The lines of a page of one's own desk under their headings, and the model that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from trainerpool.gui.marks import Mark, Meaning

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
        return ". ".join(
            [*(one.rstrip(".") for one in said if one), *((f"Enter: {self.deeds[-1].words}",) if self.deeds else ())]
        )


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
