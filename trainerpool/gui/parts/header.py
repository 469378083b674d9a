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
        self._facts = QWidget()
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._shown_facts: list[QWidget] = []
        self.trail = QHBoxLayout()
        self.trail.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addLayout(self.beside)
        top.addStretch(0)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(0)
        self._words.addLayout(top)
        self._words.addWidget(self._facts, 1)
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
        """Show these facts in a row; a pair of words and a callable is a link that opens the list behind the count.

        Where there is no room for all, the last ones give way first.
        """
        for old in self._shown_facts:
            old.hide()
            old.deleteLater()
        self._shown_facts = []
        for fact in facts:
            made = ElidedLabel(fact, tone="muted") if isinstance(fact, str) else Button(fact[0], "link").does(fact[1])
            made.setParent(self._facts)
            self._shown_facts.append(made)
        self._spread()

    def _spread(self) -> None:
        """Give each fact its width, in order, until the room is used."""
        folded = self._words.direction() == QBoxLayout.Direction.LeftToRight
        taken = self.title.sizeHint().width() + 24 if folded else 0
        room = self.width() - self.deeds.sizeHint().width() - taken - 44
        high = max((fact.sizeHint().height() for fact in self._shown_facts), default=0)
        self._facts.setFixedHeight(high)
        left = 0
        for fact in self._shown_facts:
            fact.ensurePolished()
            wide = fact.sizeHint().width()
            fits = left + wide <= room
            # A first fact that is too long is cut short and keeps its whole in the tool tip.
            if not fits and left == 0 and isinstance(fact, Label) and room > 60:
                wide, fits = room, True
                fact.setToolTip(fact.text())
            # A link's side room belongs to its ring: its words stand where a plain fact's would.
            side = 2 if isinstance(fact, Button) else 0
            fact.setGeometry(left - side, (high - fact.sizeHint().height()) // 2, wide, fact.sizeHint().height())
            fact.setVisible(fits)
            left = left + wide - 2 * side if fits else room + 1
        # What only joined a fact that gave way goes with it.
        for fact in reversed(self._shown_facts):
            if not fact.isHidden():
                if isinstance(fact, Label) and fact.text().strip() in {",", ".", ":", ";"}:
                    fact.hide()
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.window().width() < theme.tokens().layout["lay_inspector_over_under"])
        self._spread()

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
        self.row.setSpacing(4)
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
