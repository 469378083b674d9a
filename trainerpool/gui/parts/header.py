"""The head of a page: title, one sentence of facts whose counts are links, and the deeds at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import drawing, theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.parts.tab_order import put_before

Fact = str | tuple[str, Callable[[], None]]


class PageHeader(Pane):
    """Title, summary and deeds; under 900 wide title and summary share one line."""

    def __init__(self, title: str, summary: Sequence[Fact] = (), deeds: Sequence[QWidget] = ()) -> None:
        super().__init__("surface")
        self._title = title
        self.title = Label(title, "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(8)
        self._facts = QWidget()
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._shown_facts: list[Label | Button] = []
        self._words_of: list[str] = []
        self._is_folded = False
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
        self._title = title
        self._spread()

    def set_summary(self, facts: Sequence[Fact]) -> None:
        """Show these facts in a row; a pair of words and a callable is a link that opens the list behind the count.

        Where there is no room for all, they go on in a line of their own.
        """
        for old in self._shown_facts:
            old.hide()
            old.deleteLater()
        self._shown_facts = []
        self._words_of = [fact if isinstance(fact, str) else fact[0] for fact in facts]
        for fact in facts:
            made: Label | Button
            made = ElidedLabel(fact, tone="muted") if isinstance(fact, str) else Button(fact[0], "link").does(fact[1])
            made.setParent(self._facts)
            self._shown_facts.append(made)
        links = [one for one in self._shown_facts if isinstance(one, Button)]
        if links and (first := self._first_deed()) is not None:
            put_before(first, links)
        self._spread()

    def fit(self) -> None:
        """Give each fact its room again: the deeds beside them have another width."""
        self.deeds.invalidate()  # it remembers the width of before until its turn comes
        self._spread()

    def _first_deed(self) -> QWidget | None:
        """What Tab comes to first of the deeds at the right."""
        items = (self.deeds.itemAt(n) for n in range(self.deeds.count()))
        found = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        within = [one for deed in found for one in (deed, *deed.findChildren(QWidget))]
        return next((one for one in within if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)

    def facts_in_words(self) -> list[str]:
        """The summary's facts, in order."""
        return list(self._words_of)

    def _spread(self) -> None:
        """Give each fact its width, in order; what has no room beside the others goes on in the next line."""
        ends = self.width() - self.deeds.sizeHint().width() - 44
        self._name(ends - self.beside.sizeHint().width())
        wides = []
        for fact, words in zip(self._shown_facts, self._words_of, strict=True):
            fact.ensurePolished()
            if fact.text() != words:
                fact.setText(words)
            # A link's side room belongs to its ring: its words stand where a plain fact's would.
            wides.append(fact.sizeHint().width() - (4 if isinstance(fact, Button) else 0))
        beside = ends - self.title.sizeHint().width() - self.beside.sizeHint().width() - 36
        is_beside = self._is_folded and sum(wides) <= beside
        sideways = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._words.direction() != sideways:
            self._words.setDirection(sideways)
        self._words.setSpacing(12 if is_beside else 0)
        room = beside if is_beside else ends
        high = max((fact.sizeHint().height() for fact in self._shown_facts), default=0)
        left = top = 0
        for fact, wide in zip(self._shown_facts, wides, strict=True):
            if left and left + wide > room and not _only_joins(fact):
                left, top = 0, top + high
                if isinstance(fact, Label) and fact.text().startswith((", ", ". ", "; ")):
                    fact.setText(fact.text()[2:])  # what joined it to the line above
                    wide = fact.sizeHint().width()  # noqa: PLW2901
            # A fact longer than a whole line is cut short and keeps its whole in the tool tip.
            if wide > room > 60:
                wide = room  # noqa: PLW2901
                fact.setToolTip(fact.text() if isinstance(fact, Label) else "")
            side = 2 if isinstance(fact, Button) else 0
            down = top + (high - fact.sizeHint().height()) // 2
            fact.setGeometry(left - side, down, wide + 2 * side, fact.sizeHint().height())
            fact.show()
            left += wide
        self._facts.setFixedHeight(top + high)
        self.column.activate()  # the layouts within keep their sizes of before until then
        # A least height of its own would let a crowded page squeeze the lines there are.
        least = theme.tokens().layout["page_header_folded" if self._is_folded else "page_header"]
        self.setMinimumHeight(max(least, self.minimumSizeHint().height()))

    def _name(self, room: int) -> None:
        """The title, in a narrow page shortened in its middle with the whole in the tool tip."""
        shown = drawing.elided(self._title, theme.font("title"), room - 8) if room > 160 else self._title
        if self.title.text() != shown:
            self.title.setText(shown)
        self.title.setToolTip(self._title if shown != self._title else "")
        self.title.setAccessibleName(self._title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.window().width() < theme.tokens().layout["lay_inspector_over_under"])
        self._spread()

    def _fold(self, folded: bool) -> None:
        self._is_folded = folded
        layout = theme.tokens().layout
        self.setMinimumHeight(layout["page_header_folded" if folded else "page_header"])
        self._row.setContentsMargins(16, 2 if folded else 6, 13, 2 if folded else 6)
        self._row.setAlignment(self.deeds, Qt.AlignmentFlag.AlignVCenter)


def _only_joins(fact: Label | Button) -> bool:
    """Whether a fact is only what joins two others: it never begins a line."""
    return fact.text().strip() in {"", ",", ".", ":", ";"}


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
