"""The head of the form: what is observed and by whom, when the last word was kept, full screen, and finishing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, MeaningIcon, Pane
from trainerpool.queries.observations_form import VisitForm

_ROLES = {"lead": "lead", "co": "co-trainer", "co-trainer": "co-trainer", "candidate": "candidate"}


_LONGEST = "All is kept as you write"


class VisitHead(Pane):
    """Title, one line of facts, "Kept 1 second ago", and two deeds."""

    def __init__(self, turn: Callable[[], None], finish: Callable[[], None]) -> None:
        super().__init__("surface")
        self.title = ElidedLabel("", "title")
        self.facts = ElidedLabel("", tone="muted")
        self._icon = MeaningIcon(Meaning.GOOD)
        self.kept = Label("", tone="muted")
        self.kept.setAccessibleName("Kept")
        self.kept.setMinimumWidth(
            self.kept.fontMetrics().horizontalAdvance(_LONGEST) + 2
        )  # nothing shifts as it counts
        self.full = Button("Full screen", keys="F11").does(turn)
        self.finish = Button("Finish the visit", "filled").does(finish)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        words.addStretch(1)
        self._words = words
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 13, 4)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._icon)
        row.addWidget(self.kept)
        row.addSpacing(6)
        row.addWidget(self.full)
        row.addWidget(self.finish)
        self.column.addLayout(row)
        self.column.addWidget(Hairline())
        self._fold()

    def show_form(self, form: VisitForm) -> None:
        """Say what is observed."""
        visit = form.visit
        self.title.setText(f"Observing {visit.title}")
        names = " and ".join(
            f"{one.name} ({_ROLES[one.role]})" if one.role in _ROLES else one.name for one in form.trainers
        )
        day = in_words(visit.on, weekday=True)
        place = visit.venue or ("" if visit.in_person else "online")
        where = f"{day}, {place}" if place else day
        self.facts.setText(f"{where}. {names}. Observer: {visit.observer}")
        self.finish.set_text(
            "Finished" if visit.finished_at else "Finish the visit" if visit.started_at else "Start the visit"
        )

    def say_kept(self, words: str, failed: bool) -> None:
        """How what was written stands."""
        self.kept.setText(words)
        self._icon.set_meaning(Meaning.STOP if failed else Meaning.GOOD)
        self.kept.set_tone(Meaning.STOP.value if failed else "muted")

    def say_full(self, is_full: bool) -> None:
        """Whether the form fills the screen."""
        words = "Leave full screen" if is_full else "Full screen"
        if self.full.text() != words:
            self.full.set_text(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Low windows give one line; narrow ones leave the words of the full screen to its key."""
        window = self.window()
        is_low = window.height() < 560
        self.facts.setVisible(not is_low)
        self.full.setVisible(self.width() >= 760)
        self.kept.setVisible(self.width() >= 560)
        layout = theme.tokens().layout
        self.setMinimumHeight(layout["page_header_folded" if is_low else "page_header"])
        self.setMaximumHeight(16_777_215)
        self.title.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
