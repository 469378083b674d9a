"""The bar under the rows: a column nobody knows, matched to a field or kept as a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon, Pane
from trainerpool.gui.screens.import_review.rows import UnknownColumn
from trainerpool.gui.screens.import_review.words import MATCHES, field_words


class ColumnsBar(Pane):
    """Shows one unknown column after the other; hidden when there is none. `matched(place, field)` matches one."""

    def __init__(self, matched: Callable[[str, str], None]) -> None:
        super().__init__("surface")
        self.setAccessibleName("Column that is not known")
        self._matched = matched
        self._kept: set[str] = set()
        self._columns: Sequence[UnknownColumn] = ()
        self.title = Label("", "strong", wraps=True)
        self.text = Label("", tone="muted", wraps=True)
        self.match = Button("Match to a field")
        self._menu = QMenu(self)
        self.match.set_menu(self._menu)
        self.keep = Button("Keep as note").does(self._keep)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 13, 8)
        row.setSpacing(2)
        row.addWidget(MeaningIcon(Meaning.INFORMATION), 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        row.addSpacing(8)
        row.addWidget(self.match, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addWidget(Hairline())
        self.column.addLayout(row)
        self.hide()

    def show_columns(self, columns: Sequence[UnknownColumn]) -> None:
        """The unknown columns of the sheet that is shown."""
        self._columns = [one for one in columns if one.place not in self._kept]
        self.setVisible(bool(self._columns))
        if not self._columns:
            return
        one, more = self._columns[0], len(self._columns) - 1
        self.title.setText(f"Column “{one.heading}” is not known" + (f", and {more} more" if more else ""))
        person = {"trainers": "each person", "sessions": "each session"}.get(one.kind, "each record")
        verb = "cell holds" if one.filled == 1 else "cells hold"
        self.text.setText(f"{one.filled} {verb} text. It is kept as a note on {person}; nothing is lost.")
        self._menu.clear()
        for field in MATCHES.get(one.kind, ()):
            self._menu.addAction(field_words(field), partial(self._matched, one.place, field))
        self.match.setVisible(bool(MATCHES.get(one.kind)))
        self.match.setAccessibleDescription(f"Column {one.heading}")
        self.keep.setAccessibleDescription(f"Column {one.heading}, {count_of(one.filled, 'cell')}")

    def _keep(self) -> None:
        self._kept.add(self._columns[0].place)
        self.show_columns(self._columns)
        if self.isVisible():
            self.keep.setFocus()

    def forget(self) -> None:
        """Another file: nothing has been kept yet."""
        self._kept.clear()
