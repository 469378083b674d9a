"""The form for a hold or a suspension of one trainer: what it would mean is said before it is recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.why import Reason, ReasonLine
from trainerpool.gui.shell import Shell
from trainerpool.operations.evidence import add_evidence
from trainerpool.queries.for_several import PauseEffect, pause_effect
from trainerpool.queries.trainer_list import TrainerListRow

_TITLES = {
    Kind.HOLD: ("Put on hold", "Asked for, and free of blame."),
    Kind.SUSPENSION: ("Suspend", "Decided, with a day for its review."),
}


class PauseForm(FormPane):
    """From, until (or review on), by whom, note; the consequences follow the days as they are given."""

    def __init__(self, shell: Shell, row: TrainerListRow, kind: Kind, left: Callable[[], None]) -> None:
        title, note = _TITLES[kind]
        super().__init__(shell, f"{title}: {row.name}", note, title, left)
        self.row, self.kind = row, kind
        today = shell.today()
        self.on, self.until, self.by, self.note = (
            DayField("From", today, today),
            DayField("Until", today),
            QLineEdit(),
            QLineEdit(),
        )
        self.until.set_day(None)
        ends = "Ends, if agreed" if kind is Kind.HOLD else "Review on"
        self.fields = {
            "on": Field("From", self.on, required=True), "until": Field(ends, self.until),
            "by": Field("Decided by" if kind is Kind.SUSPENSION else "Asked for by", self.by), "note": Field("Note", self.note),
        }  # fmt: skip
        self.add(*self.fields.values())
        self._means = self.add(
            Label("Looking at what it would mean.", tone="muted", wraps=True), title="What it would mean"
        )
        self.add_foot()
        self.first = self.on
        for day in (self.on, self.until):
            day.settled.connect(lambda _: self._look())
            day.editingFinished.connect(self._look)
        self._look()

    def finish(self) -> None:
        wrong = self._wrong()
        if wrong:
            return
        self.save.block("Being recorded")
        until = self.until.day()
        self.shell.do(
            add_evidence, self.row.id, self.kind.value, self.on.read().iso, until, None, self.by.text().strip() or None,
            note=self.note.text().strip() or None, then=lambda _: self._left(), failed=self.refuse, owner=self,
        )  # fmt: skip

    def _wrong(self) -> bool:
        on, until = self.on.read(), self.until.read()
        first = on.problem or ("" if on.day else "Say from which day.")
        second = until.problem
        if not first and not second and on.day and until.day and until.day < on.day:
            second = "It would end before it begins."
        self.fields["on"].say(first)
        self.fields["until"].say(second)
        if first or second:
            (self.on if first else self.until).setFocus()
        return bool(first or second)

    def _look(self) -> None:
        day, until = self.on.day(), self.until.day()
        if day is None or (until is not None and until < day):
            return
        self.shell.ask(pause_effect, self.row.id, self.kind, day, until, then=self._show, latest="pause", owner=self)

    def _show(self, found: PauseEffect) -> None:
        layout = self._means.layout()
        assert isinstance(layout, QVBoxLayout)
        while layout.count() > 1:
            item = layout.takeAt(1)
            old: QWidget | None = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, said in enumerate(found.sentences):
            layout.addWidget(ReasonLine(Reason(Meaning.ATTENTION if place else Meaning.NEUTRAL, said)))
        for one in found.sessions[:8]:
            layout.addWidget(ReasonLine(Reason(Meaning.NEUTRAL, one, "", "calendar-days")))
