"""Short lists of figures under a title: each line a word that opens its people, a count, and a bar drawn plainly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, MeaningIcon


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: its words, the count and how it is said, what it means, and what opens the people behind it."""

    words: str
    value: int
    said: str
    opens: Callable[[], None] | None = None
    meaning: Meaning | None = None
    icon: str = ""
    detail: str = ""


class FigureLines(QWidget):
    """A titled list of figures; Up and Down move between the lines. Each line is its own row of text for a reader."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._links: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(2)
        self.title = Label(title, "section", wraps=True)
        self.note = Label(note, tone="muted", wraps=True)
        column.addWidget(self.title)
        if note:
            column.addWidget(self.note)
        self._lines = QWidget()
        column.addWidget(self._lines)
        column.addStretch(1)
        self._column = column

    def show_figures(self, figures: Sequence[Figure], empty: str = "") -> None:
        """Show these lines in place of those before; a line with the focus keeps it."""
        focused = next((link.text() for link in self._links if link.hasFocus()), None)
        self._column.removeWidget(self._lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines, self._links = QWidget(), []
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(3, 1)
        most = max((one.value for one in figures), default=0)
        for row, one in enumerate(figures):
            self._add(grid, row, one, most)
        if not figures and empty:
            grid.addWidget(Label(empty, tone="muted", wraps=True), 0, 0, 1, 4)
        self._column.insertWidget(self._column.count() - 1, self._lines)
        for link in self._links:
            if link.text() == focused:
                link.setFocus()

    def _add(self, grid: QGridLayout, row: int, one: Figure, most: int) -> None:
        if one.icon or one.meaning:
            grid.addWidget(MeaningIcon(one.meaning, one.icon), row, 0, Qt.AlignmentFlag.AlignVCenter)
        if one.opens is not None and one.value:
            words: QWidget = Button(one.words, "link").does(one.opens)
            words.setAccessibleName(f"{one.words}: {one.said}")
            words.setAccessibleDescription(one.detail)
            words.setToolTip(one.detail)
            self._links.append(words)  # type: ignore[arg-type]
        else:
            words = Label(one.words)
            words.setContentsMargins(2, 5, 0, 5)
        count = Label(one.said)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(words, row, 1)
        grid.addWidget(count, row, 2)
        grid.addWidget(_Stroke(one.value / most if most else 0.0, one.meaning), row, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = next((place for place, link in enumerate(self._links) if link.hasFocus()), -1)
        if step and at >= 0:
            self._links[min(max(at + step, 0), len(self._links) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class _Stroke(QWidget):
    """The bar of a line; the words and the count beside it say the same."""

    def __init__(self, share: float, meaning: Meaning | None) -> None:
        super().__init__()
        self._share, self._meaning = share, meaning
        self.setMinimumWidth(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        fill = look.meaning(self._meaning).border if self._meaning is not None else look.chart_bar
        wide = max(3.0, self.width() * self._share) if self._share else 0.0
        QPainter(self).fillRect(QRectF(0, 0, wide, self.height()), fill)
