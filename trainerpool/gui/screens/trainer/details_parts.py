"""The parts of the tab of details under its form: agencies by date, declared conflicts, a second record of the same person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label, MeaningIcon, Pane
from trainerpool.queries.trainer_details import ExclusionRow, MembershipRow, MergePreview, TrainerDetails


class Named(QComboBox):
    """One of a list of names, found by any part of it as it is typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEditable(True)
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)
        found = self.completer()
        if found is not None:
            found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            found.setFilterMode(Qt.MatchFlag.MatchContains)
            found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer these ids and names; what is chosen stays, where it still is one of them."""
        before = self.chosen()
        self.blockSignals(True)
        self.clear()
        for key, words in names:
            self.addItem(words, key)
        self.setCurrentIndex(self.findData(before) if before else -1)
        self.blockSignals(False)

    def chosen(self) -> str:
        """The id of what is written, "" where it is none of the names."""
        place = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(place)) if place >= 0 else ""


class _Part(Pane):
    """A heading, some lines, and a row of fields with the button that records."""

    def __init__(self, title: str) -> None:
        super().__init__("surface", gap=2)
        self.column.setContentsMargins(13, 8, 13, 6)
        heading = Label(title, "strong")
        heading.setContentsMargins(3, 0, 0, 2)
        self.column.addWidget(heading)
        self._lines: list[QWidget] = []

    def show_lines(self, made: Sequence[QWidget]) -> None:
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = list(made)
        for place, line in enumerate(self._lines):
            self.column.insertWidget(1 + place, line)

    def ask(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in widgets:
            button = isinstance(widget, Button)
            row.addWidget(widget, 0 if button else 1, Qt.AlignmentFlag.AlignVCenter if button else Qt.AlignmentFlag(0))
        self.column.addLayout(row)


class AgencyPart(_Part):
    """The agencies somebody belonged to. `wanted(agency, day)` when they are to move."""

    wanted = Signal(str, object)

    def __init__(self, today: date) -> None:
        super().__init__("Agency")
        self.to, self.on = Named("Moves to"), DayField("From", today)
        self.fields = {"to": Field("Moves to", self.to), "on": Field("From", self.on, required=True)}
        self.move_button = Button("Record the move").does(self.finish)
        self.ask(self.fields["to"], self.fields["on"], self.move_button)

    def show_details(self, found: TrainerDetails) -> None:
        """Show the agencies by date, and offer the others."""
        self.show_lines(
            [_line("users" if row.present else "clock", _membership(row), not row.present) for row in found.memberships]
        )
        self.to.offer([(name, name) for name in found.agencies if name != found.person.agency])

    def finish(self) -> None:
        """Hand the move on, or say what is missing."""
        said, agency = self.on.read(), self.to.chosen()
        self.fields["to"].say("" if agency else "Choose an agency of the pool.")
        self.fields["on"].say(said.problem or ("" if said.day else "Say from which day."))
        if agency and said.day is not None:
            self.wanted.emit(agency, said.day)
            self.on.set_day(None)
        else:
            (self.on if agency else self.to).setFocus()


class ConflictPart(_Part):
    """Declared conflicts. `wanted(person, reason)` for a new one, `gone(id)` when one is taken back."""

    wanted = Signal(str, str)
    gone = Signal(str)

    def __init__(self) -> None:
        super().__init__("Declared conflicts")
        self.other, self.reason = Named("Never with"), QLineEdit()
        self.fields = {
            "other": Field("Never with", self.other),
            "reason": Field("Why", self.reason, hint="Seen by the Business Unit only."),
        }
        self.record = Button("Record conflict").does(self.finish)
        self.ask(*self.fields.values(), self.record)

    def show_details(self, found: TrainerDetails) -> None:
        """Show the conflicts, and offer everybody else."""
        none = [_line("", "None is declared.", True)]
        self.show_lines([self._conflict(row) for row in found.exclusions] or none)
        self.other.offer(found.others)

    def _conflict(self, row: ExclusionRow) -> QWidget:
        made = _line("circle-slash", f"{row.what}{f': {row.reason}' if row.reason else ''}", False)
        button = Button("Take back", "link").does(partial(self.gone.emit, row.id))
        button.setAccessibleName(f"Take back the conflict with {row.what}")
        layout = made.layout()
        assert layout is not None
        layout.addWidget(button)
        return made

    def finish(self) -> None:
        """Hand the conflict on, or say what is missing."""
        other = self.other.chosen()
        self.fields["other"].say("" if other else "Choose somebody of the pool.")
        if other:
            self.wanted.emit(other, self.reason.text().strip())
            self.reason.clear()
            self.other.setCurrentIndex(-1)
        else:
            self.other.setFocus()


class MergePart(_Part):
    """A second record of the same person. `asked(id)` when one is chosen, `wanted(id, name)` when it is to be merged."""

    asked = Signal(str)
    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("The same person twice")
        self.other = Named("The other record")
        self.field = Field("The other record", self.other, hint="It goes into this one; one undo splits them again.")
        self.merge = Button("Merge into this record").does(self.finish)
        self.ask(self.field, self.merge)
        self.other.currentIndexChanged.connect(lambda _: self.asked.emit(self.other.chosen()))
        line = self.other.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self.asked.emit(self.other.chosen()))

    def show_details(self, found: TrainerDetails) -> None:
        """Offer everybody else."""
        self.other.offer(found.others)

    def show_preview(self, found: MergePreview | None) -> None:
        """Say what the merge would bring."""
        self.field.say(
            f"Brings {found.moves}. With it: {found.said}." if found is not None else "", Meaning.INFORMATION
        )

    def finish(self) -> None:
        """Hand the merge on, or say what is missing."""
        other = self.other.chosen()
        if other:
            self.wanted.emit(other, self.other.currentText().strip())
        else:
            self.field.say("Choose the other record of this person.")
            self.other.setFocus()


def _membership(row: MembershipRow) -> str:
    start = f" since {in_words(row.start)}" if row.start is not None and row.end is None else ""
    if row.end is not None:
        start = (
            f", {in_words(row.start)} to {in_words(row.end)}"
            if row.start is not None
            else f", until {in_words(row.end)}"
        )
    return f"{row.agency}{start}"


def _line(icon: str, words: str, muted: bool) -> QWidget:
    made = QWidget()
    made.setAccessibleName(words)
    row = QHBoxLayout(made)
    row.setContentsMargins(3, 0, 0, 0)
    row.setSpacing(8)
    if icon:
        row.addWidget(MeaningIcon(None, icon))
    row.addWidget(Label(words, tone="muted" if muted else "", wraps=True), 1)
    return made
