"""The form for the words of a kind of letter: subject and text with fields in braces, kept in the pool."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from trainerpool.exchange.letters import DEFAULTS, FIELDS, LetterKind, Template, check
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import FactLines
from trainerpool.gui.screens.allocation.offers.words import LETTER_WORDS
from trainerpool.gui.shell import Shell
from trainerpool.operations.letters import set_letter
from trainerpool.problem import Problem

_TYPING_MS = 250


class WordsForm(FormPane):
    """`tried(template)` a moment after something was typed that holds, so that the letter beside it can show it."""

    tried = Signal(object)

    def __init__(self, shell: Shell, kind: LetterKind, words: Template, left: Callable[[], None]) -> None:
        super().__init__(shell, "Words of the letter", LETTER_WORDS[kind], "Keep", left)
        self.kind = kind
        self.subject = QLineEdit(words.subject)
        self.body = QPlainTextEdit(words.body)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(220)
        self.field = Field("Subject", self.subject)
        self.text = Field("Text", self.body, hint="Kept in this pool, for everybody who works in it.")
        self.add(self.field, self.text)
        self.add_foot()
        self.add(
            FactLines("Fields", [(f"{{{name}}}", about) for name, about in FIELDS.items()], value_right=False),
            title="Fields",
        )
        self.add(Button("Put the first words back").does(self._put_back))
        self.first = self.body
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPING_MS)
        self._soon.timeout.connect(self._try)
        self.subject.textChanged.connect(lambda _: self._soon.start())
        self.body.textChanged.connect(self._soon.start)

    def template(self) -> Template:
        """The words as typed."""
        return Template(self.subject.text(), self.body.toPlainText())

    def finish(self) -> None:
        if not self._try():
            self.body.setFocus()
            return
        self.save.block("Being stored")
        words = self.template()
        self.shell.do(
            set_letter,
            self.kind.value,
            words.subject,
            words.body,
            then=lambda _: self._left(),
            failed=self.refuse,
            owner=self,
        )

    def _try(self) -> bool:
        """Say what does not hold, or show how it reads; True where it holds."""
        try:
            check(self.template())
        except Problem as problem:
            self.text.say(" ".join(part for part in (problem.text, problem.todo) if part))
            return False
        self.text.say("")
        self.tried.emit(self.template())
        return True

    def _put_back(self) -> None:
        self.subject.setText(DEFAULTS[self.kind].subject)
        self.body.setPlainText(DEFAULTS[self.kind].body)
