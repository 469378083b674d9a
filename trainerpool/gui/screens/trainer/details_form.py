"""The form of somebody's name and how to reach them; a changed name asks from when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.queries.people import PersonRow

_FIELDS = (
    ("given_name", "Given name"),
    ("family_name", "Family name"),
    ("known_as", "Known as"),
    ("job_title", "Job title"),
    ("manager", "Manager"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("home_zone", "Travel band"),
    ("notes", "Notes"),
)
_HINTS = {"manager": "Told of a pause; never observes them."}


class DetailsForm(Pane):
    """`wanted(values)` with what was changed; Ctrl+Enter saves, Esc gives back what stood there."""

    wanted = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__("surface")
        self._person: PersonRow | None = None
        self.lines = {key: QLineEdit() for key, _ in _FIELDS}
        self.fields = {key: Field(words, self.lines[key], hint=_HINTS.get(key, "")) for key, words in _FIELDS}
        self._names = QStringListModel(self)
        found = QCompleter(self._names, self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.lines["manager"].setCompleter(found)
        self.on = DayField("New name from", today)
        self.since = Field("New name from", self.on, hint="The name before stays searchable.")
        self.save = Button("Save changes", keys="Ctrl+Enter").does(self.finish)
        self.cancel = Button("Cancel").does(self.give_back)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self._across = 0
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        self.column.setContentsMargins(13, 8, 13, 8)
        heading = Label("Name and how to reach them", "strong")
        heading.setContentsMargins(3, 0, 0, 2)
        self.column.addWidget(heading)
        self.column.addLayout(self._grid)
        self.column.addLayout(foot)
        for line in self.lines.values():
            line.textEdited.connect(lambda _: self._settle())
        self._arrange(3)

    def show_person(self, person: PersonRow, others: Sequence[str] = ()) -> None:
        """Show this person; what somebody is in the middle of typing about the same one stays.

        `others` are the names offered as manager; somebody the pool does not know may be named as well.
        """
        self._names.setStringList(list(others))
        same = self._person is not None and self._person.id == person.id and bool(self.changed())
        self._person = person
        if not same:
            self.give_back()

    def give_back(self) -> None:
        """Show what is recorded, without a trace of what was typed."""
        if self._person is not None:
            for key, line in self.lines.items():
                line.setText(getattr(self._person, key))
                line.setCursorPosition(0)
                self.fields[key].say("")
        self.on.set_day(None)
        self._settle()

    def changed(self) -> dict[str, str]:
        """The fields that differ from what is recorded."""
        person = self._person
        if person is None:
            return {}
        said = {key: line.text().strip() for key, line in self.lines.items()}
        return {key: text for key, text in said.items() if text != getattr(person, key)}

    def finish(self) -> None:
        """Hand the changes on, or say what is wrong."""
        changes: dict[str, Any] = dict(self.changed())
        nameless = not self.lines["given_name"].text().strip() and not self.lines["family_name"].text().strip()
        self.fields["family_name"].say("A trainer needs a name." if nameless else "")
        mail = self.lines["email"].text().strip()
        wrong = bool(mail) and ("@" not in mail.strip("@") or " " in mail)
        self.fields["email"].say("An address looks like name@agency." if wrong else "")
        since = self.on.read()
        self.since.say(since.problem)
        if nameless or wrong or since.problem:
            (self.lines["family_name"] if nameless else self.lines["email"] if wrong else self.on).setFocus()
            return
        if self.since.isVisible() and since.day is not None:
            changes["on"] = since.day
        if changes:
            self.wanted.emit(changes)

    def refuse(self, text: str) -> None:
        """Say why it was not recorded; what was typed stays."""
        names = {"address": "email", "manager": "manager"}
        self.fields[next((key for word, key in names.items() if word in text), "family_name")].say(text)

    def _settle(self) -> None:
        changes = self.changed()
        self.save.block("" if changes else "Nothing was changed yet.")
        self.cancel.setVisible(bool(changes))
        self.since.setVisible(bool(changes.keys() & {"given_name", "family_name"}))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        notes = self.fields["notes"]
        shown: list[QWidget] = [*(field for field in self.fields.values() if field is not notes), self.since]
        for place, field in enumerate(shown):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        self._grid.removeWidget(notes)
        self._grid.addWidget(notes, len(shown) // across + 1, 0, 1, across)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.width() >= theme.scaled(700) else 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and self.changed():
            self.give_back()
        else:
            super().keyPressEvent(event)
