"""The form of a refusal or a withdrawal entered on somebody's behalf: the kind of reason, words, and who told us."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit

from trainerpool.domain.offers import DECLINE_REASONS
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.allocation.offers.words import title_of, when_of
from trainerpool.gui.shell import Shell
from trainerpool.operations.offers import respond, withdraw_trainer
from trainerpool.queries.offers import OfferRow


class AnswerForm(FormPane):
    """`word` is decline or withdraw. A letter chooses the kind of reason; Ctrl+Enter records it."""

    def __init__(self, shell: Shell, row: OfferRow, word: str, left: Callable[[], None]) -> None:
        verb = "declines" if word == "decline" else "withdraws"
        super().__init__(shell, f"{row.trainer.name} {verb}", f"{title_of(row)}, {when_of(row)}", "Record", left)
        self._row, self._word = row, word
        self.kind = QComboBox()
        self.kind.addItem("No reason given", None)
        for key, words in DECLINE_REASONS.items():
            self.kind.addItem(words, key)
        self.reason = QLineEdit()
        self.told = QLineEdit(row.trainer.name)
        self.add(
            Field("Kind of reason", self.kind, hint="Counted by kind; nobody is named."),
            Field("In words", self.reason, hint="The trainer's personal data; it leaves the pool in no list."),
            Field("Told by", self.told),
            Label("The place is empty again, and the record of it stays.", tone="muted", wraps=True),
        )
        self.add_foot()
        self.first = self.kind

    def finish(self) -> None:
        self.save.block("Being stored")
        session, trainer = self._row.session.id, self._row.trainer.id
        given = {
            "reason": self.reason.text().strip() or None,
            "told_by": self.told.text().strip() or None,
            "category": self.kind.currentData(),
        }
        if self._word == "decline":
            self.shell.do(respond, session, trainer, False, **given, then=self._done, failed=self.refuse, owner=self)
        else:
            self.shell.do(withdraw_trainer, session, trainer, **given, then=self._done, failed=self.refuse, owner=self)

    def _done(self, _done: object) -> None:
        self._left()
