"""The way through Train-the-Trainer, drawn, with how far it has come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from trainerpool.domain.dates import count_of
from trainerpool.domain.standing import StageState
from trainerpool.gui import theme
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, Pane
from trainerpool.gui.parts.path import Stage, TtTPath
from trainerpool.gui.screens.trainers import words
from trainerpool.queries.trainer_page import TrainerPage

_DONE = (StageState.DONE, StageState.DECISION)


class PathPane(Pane):
    """`opened(ids)` with the evidence of the stage that was pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        self._stages: tuple[tuple[str, ...], ...] = ()
        self._drawn_as: list[Stage] = []
        self.title = Label("", "strong")
        self.note = ElidedLabel("", tone="muted")
        self.drawn, self.listed = TtTPath(folded=False), TtTPath(folded=True)
        for path in (self.drawn, self.listed):
            path.opened.connect(lambda place: self.opened.emit(self._stages[place]))
        self.listed.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 6)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        room = QHBoxLayout()
        room.setContentsMargins(14, 0, 16, 8)
        room.addWidget(self.drawn)
        room.addWidget(self.listed)
        self.column.addLayout(head)
        self.column.addLayout(room)
        self.column.addWidget(Hairline())

    def show_page(self, page: TrainerPage) -> None:
        """Draw this trainer's path."""
        self._stages = tuple(stage.evidence for stage in page.standing.path)
        self.title.setText(f"Train-the-Trainer: {page.path_course}" if page.path_course else "Train-the-Trainer")
        self.note.setText(path_note(page))
        self._drawn_as = words.stages(page.standing)
        self._fold()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """A list where the dates under the stages would not fit beside each other."""
        share = QFontMetrics(theme.font()).horizontalAdvance("28 Nov 2026") + 8
        fits = self.width() - 30 >= share * max(1, len(self._stages))
        if self.drawn.isHidden() == fits:
            self.drawn.setVisible(fits)
            self.listed.setVisible(not fits)
            self._fill()

    def _fill(self) -> None:
        """Only the form that is shown is filled: every node is a widget."""
        for path in (self.drawn, self.listed):
            path.set_stages([] if path.isHidden() else self._drawn_as)


def path_note(page: TrainerPage) -> str:
    """How far the path has come, and how long it took; or why nothing of it is held."""
    stages = page.standing.path
    done = [stage for stage in stages if stage.state in _DONE]
    said = f"{len(done)} of {len(stages)} stages"
    if page.standing.transferred:
        return f"{said} on record; approved on transfer, by the register’s word"
    days = [stage.on for stage in done if stage.on is not None]
    if len(done) == len(stages) and len(days) > 1:
        first, last = min(days), max(days)
        months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
        return f"{said}, {count_of(max(1, months), 'month')} from application to sign-off"
    finish = words.time_to_finish(page.statement)
    return f"{said}. {finish.split('.')[0]}." if finish else said
