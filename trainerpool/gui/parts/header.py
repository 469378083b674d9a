"""The head of a page: title, one sentence of facts whose counts are links, and the deeds at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane

Fact = str | tuple[str, Callable[[], None]]


class PageHeader(Pane):
    """Title, summary and deeds; under 900 wide title and summary share one line."""

    def __init__(self, title: str, summary: Sequence[Fact] = (), deeds: Sequence[QWidget] = ()) -> None:
        super().__init__("surface")
        self.title = Label(title, "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(8)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(0)
        self.trail = QHBoxLayout()
        self.trail.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addLayout(self.beside)
        top.addStretch(1)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(0)
        self._words.addLayout(top)
        self._words.addLayout(self._facts)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addLayout(self.trail)
        left.addLayout(self._words)
        left.addStretch(1)
        self.deeds = QHBoxLayout()
        self.deeds.setSpacing(2)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 13, 6)
        row.addLayout(left, 1)
        row.addLayout(self.deeds)
        self._row = row
        self.column.addLayout(row)
        self.column.addWidget(Hairline())
        for deed in deeds:
            self.deeds.addWidget(deed)
        self.set_summary(summary)
        self._fold(False)

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def set_summary(self, facts: Sequence[Fact]) -> None:
        """Show these facts in a row; a pair of words and a callable is a link that opens the list behind the count."""
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for fact in facts:
            if isinstance(fact, str):
                label = ElidedLabel(fact, tone="muted") if len(facts) == 1 else Label(fact, tone="muted")
                self._facts.addWidget(label, 1 if len(facts) == 1 else 0)
            else:
                self._facts.addWidget(Button(fact[0], "link").does(fact[1]))
        if len(facts) != 1:
            self._facts.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.window().width() < theme.tokens().layout["lay_inspector_over_under"])

    def _fold(self, folded: bool) -> None:
        sideways = QBoxLayout.Direction.LeftToRight if folded else QBoxLayout.Direction.TopToBottom
        self._words.setDirection(sideways)
        self._words.setSpacing(12 if folded else 0)
        layout = theme.tokens().layout
        self.setMinimumHeight(layout["page_header_folded" if folded else "page_header"])
        self._row.setContentsMargins(16, 2 if folded else 6, 13, 2 if folded else 6)
        self._row.setAlignment(self.deeds, Qt.AlignmentFlag.AlignVCenter)


class FilterBar(QWidget):
    """The bar under the header of a list: search, chips, count, view, columns; 40 high."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(13, 2, 13, 3)
        self.row.setSpacing(2)
        self.setMinimumHeight(theme.tokens().layout["filter_bar"])
        for widget in widgets:
            self.row.addWidget(widget)

    def stretch(self) -> None:
        self.row.addStretch(1)


class FootLine(Pane):
    """The line under a list: what is selected, which keys help, how many rows."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.left = Label("", tone="muted")
        self.middle = ElidedLabel("", tone="muted")
        self.right = Label("", tone="muted")
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        for label, share in ((self.left, 0), (self.middle, 1), (self.right, 0)):
            row.addWidget(label, share)
        self.column.addWidget(Hairline())
        self.column.addLayout(row)
        self.setMinimumHeight(28)
