"""The form that adds a trainer: name, agency, how to reach them; every message stands under its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.problem import Problem

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class AddTrainerForm(QDialog):
    """`wanted(form)` runs when the form is complete; it stays open until it is accepted, or shows why not."""

    def __init__(self, parent: QWidget, agencies: Sequence[str], wanted: Callable[[AddTrainerForm], None]) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.setWindowTitle("Add trainer")
        self.setAccessibleName("Add trainer")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.given, self.family = QLineEdit(), QLineEdit()
        self.mail, self.phone, self.job = QLineEdit(), QLineEdit(), QLineEdit()
        self.agency = QComboBox()
        self.agency.addItems(list(agencies))
        self.agency.setCurrentIndex(-1)
        self.agency.setPlaceholderText("Choose an agency")
        self.fields = {
            "given_name": Field("Given name", self.given),
            "family_name": Field("Family name", self.family, required=True),
            "agency": Field("Agency", self.agency, required=True),
            "job_title": Field("Job title", self.job),
            "email": Field("E-mail", self.mail),
            "phone": Field("Phone", self.phone),
        }
        for key, line in (("given_name", self.given), ("family_name", self.family), ("email", self.mail)):
            line.editingFinished.connect(lambda key=key: self._check_left(key))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2)
        self.add = Button("Add trainer", "filled", keys="Ctrl+Enter").does(self.finish)
        self.leave = Button("Cancel").does(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add)
        foot.addWidget(self.leave)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 17, 14)
        self._column.setSpacing(8)
        self._column.addWidget(Label("Add trainer", "section"))
        note = "A candidate until evidence says more. Evidence is added on the trainer’s page."
        self._column.addWidget(Label(note, tone="muted", wraps=True))
        self._column.addLayout(grid)
        self._column.addLayout(foot)
        self._panel: QWidget | None = None
        self.setMinimumWidth(520)
        self.given.setFocus()

    def values(self) -> dict[str, str]:
        """What is typed, by the operation's own names; empty ones left out."""
        made = {
            "given_name": self.given.text(), "family_name": self.family.text(), "agency": self.agency.currentText(),
            "email": self.mail.text(), "phone": self.phone.text(), "job_title": self.job.text(),
        }  # fmt: skip
        return {key: text.strip() for key, text in made.items() if text.strip()}

    def finish(self) -> None:
        """Add the trainer, or say what is missing; the first field with a message takes the focus."""
        wrong = [key for key in self.fields if not self._check(key)]
        if wrong:
            self.fields[wrong[0]].control.setFocus()
            return
        self.add.block("Being added")
        self._wanted(self)

    def refuse(self, error: Exception) -> None:
        """Show why it was not added, in the form; what was typed stays."""
        self.add.block("")
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.deleteLater()
        if "address" in error.text:
            self.fields["email"].say(f"{error.text} Kept as typed.")
            self.mail.setFocus()
            return
        self._panel = ErrorPanel(error)
        self._column.insertWidget(2, self._panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            return
        if enter:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _check_left(self, key: str) -> None:
        """On leaving a field only what was typed wrongly is said; what is missing waits for the end."""
        if key in self.values():
            self._check(key)

    def _check(self, key: str) -> bool:
        given, words = self.values(), ""
        if key == "email" and key in given and not _MAIL.fullmatch(given[key]):
            words = f"“{given[key]}” is no e-mail address. Kept as typed."
        elif key == "agency" and key not in given:
            words = "Choose an agency."
        elif key == "family_name" and key not in given:
            words = "A trainer needs a name."
        self.fields[key].say(words)
        return not words
