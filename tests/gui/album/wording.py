"""What can be read or heard of a scene, and which of it is no word of the field: an id, a date of a machine, a name of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QMenu, QMenuBar, QPlainTextEdit, QTabBar, QWidget

from trainerpool.gui.tables.columns import CELL_ROLE, Cell

MOST_ROWS = 400
_SAID = ("text", "title", "placeholderText", "toolTip", "accessibleName", "accessibleDescription", "windowTitle")
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_NO_WORDS = {
    "an id": re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-|\b[0-9a-f]{24,}\b"),
    "a date as machines write it": re.compile(r"\b\d{4}-\d\d-\d\d"),
    "a time with seconds": re.compile(r"\b\d\d:\d\d:\d\d"),
    "a name of the code": re.compile(r"(?<![\w@./\\-])[A-Za-z]+_[A-Za-z_]*[A-Za-z](?![\w@-]|\.\w)|\b\w+\(\)|<\w+[ .]"),
    "a value of the code": re.compile(r"(?<!^)(?<![.:] )\bNone\b|^None,|\b(?:True|False|nan|NaN|null)\b"),
    "something not filled in": re.compile(r"\{\w*\}|%[sdn]\b|\(\)|\[\]"),
    "a gap": re.compile(r" [,;:.](?:\s|$)|,,|(?<!\.)\.\.(?!\.)|;;"),
    "one of many": re.compile(
        r"(?<![\d.,:/&-])\b1 (?:working |whole |empty |free |open |more |new )?"
        r"(?:days|weeks|months|years|hours|minutes|trainers|sessions|places|people|courses|agencies|deliveries|offers|"
        r"agreements|approvals|observations|rows|questions|lines|changes|venues|matters|items|proposals|assignments|"
        r"candidates|names|columns|messages|matches|filters|keys|backups|terms|versions|are|have|were|need|wait|end)\b"
    ),
    "begging or blaming": re.compile(r"\bplease\b|\boops\b|\bsorry\b|!(?:\s|$)|\bvalid\b", re.IGNORECASE),
    "he or she": re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE),
}


def read(root: QWidget) -> Iterator[tuple[str, str]]:
    """Everything under `root` that is shown or said: the words, and the class of what says them."""
    for one in (root, *root.findChildren(QWidget)):
        if not one.isVisible():
            continue
        kind = type(one).__name__
        yield from ((words, kind) for words in _of_widget(one) if words)
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from ((words, f"{kind} of {type(one.parent()).__name__}") for words in _of_rows(one.model()))
        spoken = getattr(one, "spoken_parts", None)
        if callable(spoken):
            yield from ((part.words, kind) for part in spoken())


def faults(root: QWidget) -> list[str]:
    """One line for each text that is no plain English: what is wrong, the text, where."""
    found = []
    for words, kind in dict.fromkeys(read(root)):
        found += [f"{why}: {words[:160]!r} ({kind})" for why, pattern in _NO_WORDS.items() if pattern.search(words)]
    return found


def _of_widget(one: QWidget) -> Iterator[str]:
    for name in _SAID:
        if name == "text" and isinstance(one, QLineEdit) and not one.isReadOnly():
            continue  # what somebody typed
        said = getattr(one, name, None)
        if callable(said) and isinstance(words := said(), str):
            yield words
    if isinstance(one, QComboBox):
        yield from (one.itemText(place) for place in range(one.count()))
    elif isinstance(one, QTabBar):
        yield from (one.tabText(place) for place in range(one.count()))
        yield from (one.tabToolTip(place) for place in range(one.count()))
    elif isinstance(one, QPlainTextEdit) and one.isReadOnly():
        yield one.toPlainText()
    elif isinstance(one, QMenu | QMenuBar):
        yield from (entry.text() for entry in one.actions())
        yield from (entry.toolTip() for entry in one.actions())


def _of_rows(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            said = [index.data(role) for role in _ROLES]
            cell = index.data(CELL_ROLE)
            if isinstance(cell, Cell):
                said += [cell.text, cell.second]
            yield from (words for words in said if isinstance(words, str) and words)
