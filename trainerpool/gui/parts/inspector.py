"""The inspector: a heading in line with the page's header, then sections with a hairline between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import Hairline, Label, Pane

_LARGE = 115  # a length of 100 at the text's size: from here on, words may be wider than the pane


class Inspector(Pane):
    """The content of the right pane for one selected thing; sections are added top to bottom and scroll together."""

    def __init__(self, title: str, summary: str = "") -> None:
        super().__init__("raised")
        self.setAccessibleName(f"About {title}")
        head = QWidget()
        head.setMinimumHeight(theme.tokens().layout["page_header"] - 1)
        words = QVBoxLayout(head)
        words.setContentsMargins(16, 8, 16, 8)
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(title, "section", wraps=True))
        if summary:
            words.addWidget(Label(summary, tone="muted", wraps=True))
        words.addStretch(1)
        self.column.addWidget(head)
        self.column.addWidget(Hairline())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        # Words grow faster than the pane where text is large; at the usual size all is made to fit, and no bar is wanted.
        is_large = theme.scaled(100) > _LARGE
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_large else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._scroll.setHorizontalScrollBarPolicy(policy)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = Pane("raised")
        self._inner = inner
        inner.column.addStretch(1)
        self._scroll.setWidget(inner)
        self.column.addWidget(self._scroll, 1)
        self._count = 0

    def add(self, *widgets: QWidget, title: str = "") -> QWidget:
        """Add one section holding these widgets; a hairline stands between sections."""
        place = self._inner.column.count() - 1
        if self._count:
            self._inner.column.insertWidget(place, Hairline())
            place += 1
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        if title:
            column.addWidget(Label(title, "strong", wraps=True))
        for widget in widgets:
            column.addWidget(widget)
        self._inner.column.insertWidget(place, section)
        self._count += 1
        return section


class FactLines(QWidget):
    """Pairs of words and value in two columns, such as "16 Mar 2027, notice of 30 days begins"."""

    def __init__(self, name: str, facts: list[tuple[str, str]], value_right: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for words, value in facts:
            row = QHBoxLayout()
            row.addWidget(
                Label(words, wraps=True) if value_right else Label(words, tone="muted"), 1 if value_right else 0
            )
            row.addWidget(
                Label(value, tone="muted") if value_right else Label(value, wraps=True), 0 if value_right else 1
            )
            column.addLayout(row)
