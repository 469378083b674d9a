"""One criterion in the form: its number and words, the four judgements, and below them the evidence where it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui import drawing, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import ElidedLabel, Label, MeaningIcon
from trainerpool.gui.screens.observations.visit.evidence_box import EvidenceBox
from trainerpool.gui.screens.observations.visit.judgement_choice import JudgementChoice
from trainerpool.gui.screens.observations.visit.starred_text import StarredText


class CriterionBlock(QWidget):
    """`judged(word)`, `typed(text)` and `left()` of its evidence, `entered()` when the keyboard comes to it."""

    judged = Signal(str)
    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self, number: str, text: str, is_starred: bool) -> None:
        super().__init__()
        self.number = number
        self._is_current = False
        self._notes: tuple[tuple[str, str], ...] = ()
        self.text = StarredText(text, is_starred)
        self.choice = JudgementChoice(f"{number} {self.text.accessibleName()}")
        self.side = ElidedLabel("", tone="muted")
        self._mark = MeaningIcon(Meaning.ATTENTION, size=14)
        figure = Label(number, tone="muted")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        figure.setFixedWidth(theme.scaled(22))
        self.evidence: EvidenceBox | None = None
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.choice)
        line.addWidget(self._mark)
        line.addWidget(self.side, 1)
        line.addStretch(0)  # where nothing stands beside the choice, the block still begins at its left
        self._right = QVBoxLayout()
        self._right.setSpacing(3)
        self._right.addWidget(self.text)
        self._right.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 5)
        row.setSpacing(10)
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._right, 1)
        self._right.setContentsMargins(0, 0, 0, 0)
        self.choice.chosen.connect(self._on_chosen)
        self.choice.entered.connect(self.entered)

    def least_width(self) -> int:
        """What the number and the four judgements need."""
        self.choice.ensurePolished()
        return self.choice.sizeHint().width() + theme.scaled(22) + 12 + 10 + 12 + 6 + theme.icon_size(14)

    # what is shown

    def show_kept(self, judgement: str, evidence: str, notes: Sequence[tuple[str, str]], tied: int) -> None:
        """Show what is kept: the judgement, its evidence, the notes that may be taken over, and how many are tied."""
        self.choice.show_judgement(judgement)
        self._notes, self._tied, self._kept = tuple(notes), tied, evidence
        self._settle()
        if self.evidence is not None:
            self.evidence.show_text(evidence)
            self._settle()

    def set_current(self, is_current: bool) -> None:
        """Mark it as the one the keyboard is on; its evidence opens."""
        if is_current != self._is_current:
            self._is_current = is_current
            self._settle()
            self.update()

    def evidence_text(self) -> str:
        """The evidence as it stands in the field, or as it is kept where no field was opened."""
        return self.evidence.text() if self.evidence is not None else self._kept

    def needs_evidence(self) -> bool:
        """Whether the judgement asks for evidence and has none."""
        return self.choice.judgement not in ("", "Met") and not self.evidence_text()

    _kept: str = ""
    _tied: int = 0

    def _settle(self) -> None:
        judged = self.choice.judgement
        opens = self._is_current and (judged not in ("", "Met") or bool(self._kept) or self._has_focus_within())
        if opens and self.evidence is None:
            self._open()
        if self.evidence is not None:
            self.evidence.setVisible(opens)
            self.evidence.say_needed(judged if self.needs_evidence() else "")
            self.evidence.offer(self._notes)
        missing = self.needs_evidence() and not opens
        self.side.setText("Evidence needed" if missing else count_of(self._tied, "note") if self._tied else "")
        self._mark.setVisible(missing)
        self.side.set_tone(Meaning.ATTENTION.value if missing else "muted")
        self.side.setVisible(self._fits_beside())
        self.choice.setAccessibleDescription(self.side.text() or "1 Met, 2 Developing, 3 Not met, 4 Not seen")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(self._fits_beside())

    def _fits_beside(self) -> bool:
        """Whether there is room for the words beside the choice; its icon is always there."""
        room = self.width() - self.least_width() - 6
        return self.side.fontMetrics().horizontalAdvance(self.side.text()) <= room

    def _has_focus_within(self) -> bool:
        return self.evidence is not None and self.evidence.field.hasFocus()

    def _open(self) -> None:
        self.evidence = box = EvidenceBox(f"criterion {self.number}")
        box.put_text(self._kept)
        box.typed.connect(self._on_typed)
        box.left.connect(self.left)
        self._right.addWidget(box)

    def open_evidence(self) -> None:
        """Open the field, whatever the judgement, and put the keyboard into it."""
        if self.evidence is None:
            self._open()
        if self.evidence is not None:
            self.evidence.show()
            self.evidence.offer(self._notes)
            self.evidence.field.moveCursor(QTextCursor.MoveOperation.End)
            self.evidence.field.setFocus()

    # what the person does

    def _on_chosen(self, word: str) -> None:
        self._settle()
        self.judged.emit(word)

    def _on_typed(self, text: str) -> None:
        self._settle()
        self.typed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.choice.hasFocus():
            self.open_evidence()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.selected if self._is_current else look.raised)
        if self._is_current:
            painter.fillRect(0, 0, look.border["selected_bar"], self.height(), look.accent)
        drawing.line_below(painter, self.rect(), look.line, drawing.hairline_width(self))
