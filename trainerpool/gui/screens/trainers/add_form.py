"""The form that adds a trainer: name, agency, how to reach them, first evidence; every message stands under its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind as Kind
from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.trainers.agency_field import AgencyField
from trainerpool.gui.shell import Shell
from trainerpool.problem import Problem
from trainerpool.queries.likely_doubles import LikelyDouble, likely_doubles

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_FIRST = (Kind.APPLICATION, Kind.RELEASE_AGREEMENT, Kind.ELIGIBILITY_CHECK, Kind.TTT_COURSE, Kind.TRANSFERRED_APPROVAL)


class AddTrainerForm(FittingDialog):
    """`wanted(form)` runs when the form is complete; it stays open until it is accepted, or shows why not."""

    def __init__(
        self, shell: Shell, parent: QWidget, agencies: Sequence[str], wanted: Callable[[AddTrainerForm], None]
    ) -> None:
        super().__init__(parent)
        self._shell, self._wanted = shell, wanted
        self._warned_of: tuple[str, ...] = ()
        self.setWindowTitle("Add trainer")
        self.setAccessibleName("Add trainer")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.given, self.family = QLineEdit(), QLineEdit()
        self.mail, self.phone, self.job = QLineEdit(), QLineEdit(), QLineEdit()
        self.agency = AgencyField(agencies)
        self.kind = QComboBox()
        self.kind.addItem("None yet", "")
        for one in _FIRST:
            self.kind.addItem(one.label, one.value)
        self.on = DayField("Day of the evidence", shell.today(), shell.today(), month_too=True)
        self.fields = {
            "given_name": Field("Given name", self.given),
            "family_name": Field("Family name", self.family, required=True),
            "agency": Field("Agency", self.agency, required=True, hint="One of the list, or a new one."),
            "job_title": Field("Job title", self.job),
            "email": Field("E-mail", self.mail),
            "phone": Field("Phone", self.phone),
            "kind": Field("First evidence", self.kind),
            "on": Field("Day of the evidence", self.on, hint="A day, or only a month."),
        }
        for key, line in (("given_name", self.given), ("family_name", self.family), ("email", self.mail)):
            line.editingFinished.connect(lambda key=key: self._check_left(key))
        self.agency.editTextChanged.connect(
            lambda _: self.fields["agency"].say(self.agency.meaning(), Meaning.INFORMATION)
        )
        self.agency.left.connect(lambda: self._check_left("agency"))
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self.on.editingFinished.connect(lambda: self._check("on"))
        self._lay_out()
        self._panel: QWidget | None = None
        self._on_kind()
        self.given.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
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
        note = "A candidate until evidence says more. The page of the new trainer opens, where more is added."
        self._column.addWidget(Label(note, tone="muted", wraps=True))
        self._column.addLayout(grid)
        self._column.addLayout(foot)
        self.setMinimumWidth(520)

    def values(self) -> dict[str, Any]:
        """What is typed, by the operation's own names; empty ones left out."""
        made = {
            "given_name": self.given.text(), "family_name": self.family.text(), "agency": self.agency.named(),
            "email": self.mail.text(), "phone": self.phone.text(), "job_title": self.job.text(),
        }  # fmt: skip
        whole = {key: text.strip() for key, text in made.items() if text.strip()}
        whole.setdefault("given_name", "")
        if self.kind.currentData():
            whole |= {"kind": self.kind.currentData(), "on": self.on.read().iso}
        return whole

    def finish(self) -> None:
        """Add the trainer, or say what is missing; somebody who may be the same person is named first."""
        wrong = [key for key in self.fields if not self._check(key)]
        if wrong:
            self.fields[wrong[0]].control.setFocus()
            return
        self.add.block("Being added")
        given = self.values()

        def found(doubles: Sequence[LikelyDouble]) -> None:
            told = tuple(one.id for one in doubles)
            if self._warn_of_address(doubles):
                self.add.block("")
                self.mail.setFocus()
                return
            if doubles and told != self._warned_of:
                self.add.block("")
                self._warn(doubles)
                self.add.setFocus()
                return
            self._wanted(self)

        self._ask_doubles(given, found)

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
            if not self.add.is_blocked():
                self.finish()
            return
        if enter:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    # messages

    def _ask_doubles(self, given: dict[str, Any], then: Callable[[Sequence[LikelyDouble]], None]) -> None:
        self._shell.ask(
            likely_doubles, given.get("given_name", ""), given.get("family_name", ""), given.get("agency", ""), given.get("email", ""),
            self._shell.today(), then=then, latest="doubles", owner=self,
        )  # fmt: skip

    def _warn_of_address(self, doubles: Sequence[LikelyDouble]) -> bool:
        """Whether somebody has this address already: nobody can be added with it."""
        owner = next((one for one in doubles if one.has_address), None)
        if owner is not None:
            self.fields["email"].say(f"{owner.words} Kept as typed.")
        return owner is not None

    def _warn(self, doubles: Sequence[LikelyDouble]) -> None:
        """Name who may be the same person; from now on the button says that it is another."""
        self._warn_of_address(doubles)
        self._warned_of = tuple(one.id for one in doubles)
        self.fields["family_name"].say(" ".join(one.words for one in doubles[:2]) if doubles else "", Meaning.ATTENTION)
        self.add.set_text("Add as another person" if doubles else "Add trainer")

    def _check_left(self, key: str) -> None:
        """On leaving a field only what was typed wrongly is said; what is missing waits for the end."""
        if key in self.values() and not self._check(key):
            return
        if key in ("family_name", "agency", "email") and self.family.text().strip():
            self._ask_doubles(self.values(), self._warn)

    def _check(self, key: str) -> bool:
        given, words, meaning = self.values(), "", Meaning.STOP
        if key == "email" and key in given and not _MAIL.fullmatch(given[key]):
            words = f"“{given[key]}” is no e-mail address. Kept as typed."
        elif key == "agency" and key not in given:
            words = "Choose an agency, or name a new one."
        elif key == "agency" and self.agency.is_new():
            words, meaning = f"A new agency: {given[key]} is added with the trainer.", Meaning.INFORMATION
        elif key == "family_name" and key not in given:
            words = "A trainer needs a name."
        elif key == "on" and self.kind.currentData():
            read = self.on.read()
            words = read.problem or ("" if read.iso else "Say on which day, or in which month.")
            if not words and read.day is not None and read.day > self._shell.today():
                words = "Evidence is recorded once it has happened."
        if key == "family_name" and not words and self._warned_of:
            return True  # the warning stays where it is
        self.fields[key].say(words, meaning)
        return not words or meaning is Meaning.INFORMATION

    def _on_kind(self) -> None:
        asked = bool(self.kind.currentData())
        self.on.setEnabled(asked)
        self.fields["on"].say("")
