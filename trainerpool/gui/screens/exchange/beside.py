"""A narrow list and what belongs to its row beside each other; in a narrow page the list stands above, a row or two of it seen."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.screens.materials.side_list import SideList

_NARROW, _LEFT, _ANY = 560, 236, 16_777_215


class Beside(QWidget):
    """`list` at the left under its heading, `right` beside it under its own, with `more` after that heading."""

    def __init__(self, list_: SideList, list_words: str, right: QWidget, right_words: str, *more: Label) -> None:
        super().__init__()
        self._narrow_under, self._rows_seen = _NARROW, 2
        self.list = list_
        self.list_head, self.right_head = Label(list_words, "strong"), Label(right_words, "strong")
        self.left = Pane("raised")
        self.left.column.addWidget(_head(self.list_head))
        self.left.column.addWidget(self.list, 1)
        self._line = Hairline(upright=True)
        beside = Pane("raised")
        self._over = _head(self.right_head, *more)
        beside.column.addWidget(self._over)
        beside.column.addWidget(right, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.left)
        self._row.addWidget(self._line)
        self._row.addWidget(beside, 1)
        self.left.setFixedWidth(theme.scaled(_LEFT))

    def stand_above_under(self, wide: int, rows_seen: int) -> None:
        """The list stands above where there is less room than this, with so many rows seen."""
        self._narrow_under, self._rows_seen = wide, rows_seen

    def is_narrow(self) -> bool:
        """Whether the list stands above."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def show_list(self, shown: bool) -> None:
        """Show the list and the headings, or what is at the right alone."""
        self.left.setVisible(shown)
        self._line.setVisible(shown and not self.is_narrow())
        self._over.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(self._narrow_under)
        if narrow is self.is_narrow():
            return
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._line.setVisible(not narrow and not self.left.isHidden())
        self.turned(narrow)
        wide = theme.scaled(_LEFT)
        # Each of these may make room and so call this again: what counts is how the two stand now.
        self.left.setMinimumWidth(0 if self.is_narrow() else wide)
        self.left.setMaximumWidth(_ANY if self.is_narrow() else wide)
        high = self.list_head.sizeHint().height() + 12 + self._rows_seen * self.list.row_height()
        self.left.setMaximumHeight(high if self.is_narrow() else _ANY)

    def turned(self, narrow: bool) -> None:
        """The list has gone above, or beside again."""


def _head(*labels: Label) -> QWidget:
    """The heading of a list on the sunken surface."""
    pane = Pane("sunken")
    row = QHBoxLayout()
    row.setContentsMargins(13, 5, 13, 5)
    row.setSpacing(8)
    for label in labels:
        row.addWidget(label)
    row.addStretch(1)
    pane.column.addLayout(row)
    pane.column.addWidget(Hairline())
    return pane
