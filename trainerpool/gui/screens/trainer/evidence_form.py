"""The form for one piece of evidence: adds, corrects, and takes back with a reason; it says what that would do first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.screens.trainer.effect_lines import EffectLines
from trainerpool.gui.screens.trainer.evidence_fields import EvidenceFields
from trainerpool.queries.trainer_effect import Effect, Trial
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage

_TYPING_MS = 120


class EvidenceForm(Pane):
    """`wanted(values)` when it is complete: a dict for add_evidence, correct_evidence or retract_evidence; `left()` on Cancel.

    `tried(trial)` a moment after something was typed: the item as it would be, or None while it is not whole. `grew()`
    when it needs another height.
    """

    wanted = Signal(object)
    left = Signal()
    tried = Signal(object)
    grew = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("raised")
        self.title = Label("Add evidence", "strong")
        self.fields = EvidenceFields(today)
        self.effects = EffectLines()
        self.save = Button("Record", "filled", keys="Ctrl+Enter").does(self.finish)
        self.cancel = Button("Cancel").does(self.left.emit)
        self.about = Label("", tone="muted", wraps=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 0, 13, 6)
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addSpacing(8)
        foot.addWidget(self.about, 1)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 4)
        head.addWidget(self.title)
        self.column.addLayout(head)
        self.column.addWidget(self.fields)
        self.column.addWidget(self.effects)
        self.column.addLayout(foot)
        self.column.addWidget(Hairline())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPING_MS)
        self._soon.timeout.connect(lambda: self.tried.emit(self.trial()))
        fields = self.fields
        fields.kind.currentIndexChanged.connect(lambda _: self._settle())
        for box in (fields.kind, fields.course, fields.outcome, fields.starred):
            box.currentIndexChanged.connect(lambda _: self._soon.start())
        for line in (fields.on, fields.until, fields.by, fields.note):
            line.textChanged.connect(lambda _: self._soon.start())

    @property
    def line(self) -> EvidenceLine | None:
        """The item that is corrected or taken back; None for a new one."""
        return self.fields.line

    @property
    def kind(self) -> QComboBox:
        """The field of the kind, where a new item begins."""
        return self.fields.kind

    @property
    def takes_back(self) -> bool:
        """Whether the item is taken back."""
        return self.fields.takes_back

    def start(self, page: TrainerPage, kind: Kind | None = None, course: str = "") -> None:
        """Begin a new item, of a kind and for a course where one is given."""
        self._prepare(page, None, "Add evidence", "Record")
        self.fields.kind.setEnabled(True)
        self.fields.kind.setCurrentIndex(self.fields.kind.findData(kind or Kind.DELIVERY))
        self.fields.on.set_day(None)
        self.fields.follow_kind()
        self.fields.choose_course(course)
        self._settle()
        (self.fields.on if kind is not None else self.fields.kind).setFocus()

    def correct(self, page: TrainerPage, line: EvidenceLine) -> None:
        """Correct an item: the old one stays readable as an earlier revision."""
        self._prepare(page, line, f"Correct: {line.label}, {line.when}", "Record correction")
        self.fields.kind.setCurrentIndex(self.fields.kind.findData(line.kind))
        self.fields.kind.setEnabled(False)
        self.fields.fill(line)
        self.about.setText("The item stays readable as it was; this becomes its next revision.")
        self._settle()
        self.fields.on.setFocus()
        self.fields.on.selectAll()

    def take_back(self, page: TrainerPage, line: EvidenceLine) -> None:
        """Take an item back, saying why."""
        self._prepare(page, line, f"Take back: {line.label}, {line.when}", "Take back", takes_back=True)
        self.about.setText("It stays readable, and counts for nothing.")
        self.fields.arrange()
        self._settle()
        self.fields.reason.setFocus()
        self._soon.start()

    def trial(self) -> Trial | None:
        """The item as it would be recorded now; None while something it needs is missing."""
        line = self.line
        if self.takes_back:
            return Trial(line.kind, line.on, course=line.course_id, replaces=line.id, retracted=True) if line else None
        if self.isHidden() or any(self.fields.wrong(key) for key in self.fields.shown()):
            return None
        given = self.fields.values()
        return Trial(
            self.fields.chosen_kind(), given["on"], given.get("until"), given.get("course"), given.get("by", ""),
            given.get("starred_met"), given.get("outcome"), given.get("note", ""), line.id if line is not None else None,
        )  # fmt: skip

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Say what recording it would do; nothing while it is not whole."""
        self.effects.show_effects(effects, "Without it" if self.takes_back else "With this")
        self.grew.emit()

    def finish(self) -> None:
        """Hand the values on, or say what is missing; the first field with a message takes the focus."""
        if wrong := self.fields.check():
            self.fields.all[wrong].control.setFocus()
            return
        kind = {} if self.line is not None else {"kind": self.fields.chosen_kind().value}
        self.wanted.emit({**kind, **self.fields.values()})

    def refuse(self, text: str) -> None:
        """Show why it was not recorded; what was typed stays."""
        self.fields.all["reason" if self.takes_back else "on"].say(text)

    def _prepare(
        self, page: TrainerPage, line: EvidenceLine | None, title: str, verb: str, *, takes_back: bool = False
    ) -> None:
        self.fields.line, self.fields.takes_back = line, takes_back
        self.fields.prepare(page)
        self.effects.show_effects(())
        self.about.setText("")
        self.title.setText(title)
        self.save.set_text(verb)

    def _settle(self) -> None:
        QWidget.setTabOrder(self.fields.last(), self.save)
        QWidget.setTabOrder(self.save, self.cancel)
        self.grew.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
