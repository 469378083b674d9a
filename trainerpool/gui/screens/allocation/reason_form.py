"""A reason typed where the cell is explained: for going against a rule, and for a place that is given back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.why import Reason, WhyBlock
from trainerpool.gui.screens.allocation.short_form import ShortForm


class ReasonForm(ShortForm):
    """`answered(reason)` on Enter, Ctrl+Enter or the deed."""

    answered = Signal(str)

    def __init__(self, title: str, about: str, why: str, deed: str, needed: bool) -> None:
        """`about` says whom and what; `why` is the rule gone against, `deed` the words of the button."""
        super().__init__(title, about)
        self._needed = needed
        if why:
            kept = "The reason is kept with the allocation and shown wherever it is."
            self.add(WhyBlock("The rule", [Reason(Meaning.ATTENTION, why, kept)]))
        self.line = QLineEdit()
        self.field = Field("Reason", self.line, required=needed)
        self.add_fields(self.field, deed=deed)
        self.line.returnPressed.connect(self.finish)
        QWidget.setTabOrder(self.line, self.deed)
        QWidget.setTabOrder(self.deed, self.cancel)

    def finish(self) -> None:
        text = self.line.text().strip()
        if self._needed and not text:
            self.field.say("A reason is needed to go against a rule. Nothing was changed.")
            self.line.setFocus()
            return
        self.answered.emit(text)
