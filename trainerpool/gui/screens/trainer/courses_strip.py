"""The courses in one line: held, begun, and how many more the pool has."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Mark, Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.parts.pill import Pill
from trainerpool.queries.trainer_page import CourseLine, TrainerPage

_LONGEST = 27


class CoursesStrip(Pane):
    """Pills that do not fit are counted; `opened()` leads to the tab that has them all."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._pills: list[Pill] = []
        self._note = ElidedLabel("", tone="muted")
        self._link = Button("How to gain another", "link").does(self.opened.emit)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(16, 6, 14, 6)
        self._row.setSpacing(8)
        self._row.addWidget(Label("Courses", "strong"))
        self._row.addWidget(self._note, 1)
        self._row.addWidget(self._link)
        self.column.addLayout(self._row)
        self.column.addWidget(Hairline())
        self._said = ""

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's courses."""
        for pill in self._pills:
            pill.hide()
            pill.deleteLater()
        mine = [line for line in page.courses if line.held or line.begun]
        self._pills = []
        for place, line in enumerate(mine):
            pill = Pill(_mark(line, may_deliver=page.standing.may_deliver))
            pill.setToolTip(f"{line.title}{f', {line.level}' if line.level else ''}")
            self._row.insertWidget(place + 1, pill)
            self._pills.append(pill)
        begun = next((line for line in mine if line.begun), None)
        self._said = begun.lacks if begun is not None else "" if mine else "None approved yet"
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.width() - 120 - self._link.sizeHint().width()
        hidden = 0
        for pill in self._pills:
            left -= pill.sizeHint().width() + 8
            pill.setVisible(left >= 0)
            hidden += left < 0
        self._note.setText(f"and {count_of(hidden, 'course')} more" if hidden else self._said)


def short_title(title: str) -> str:
    """A course's title up to its colon, cut at a word where it is still long."""
    words = title.split(":", maxsplit=1)[0].split()
    while len(" ".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    short = " ".join(words)
    while words and words[-1] in {"and", "in", "of", "the", "for"}:
        words.pop()
        short = " ".join(words)
    return short


def _mark(line: CourseLine, *, may_deliver: bool) -> Mark:
    if line.begun:
        return Mark(short_title(line.title), Meaning.NEUTRAL, "circle-dot", is_dashed=True)
    return Mark(
        short_title(line.title), Meaning.GOOD if may_deliver else Meaning.NEUTRAL, "" if may_deliver else "circle-pause"
    )
