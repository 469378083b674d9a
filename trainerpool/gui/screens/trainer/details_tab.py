"""The tab of details: name and how to reach them, agencies by date, conflicts, a second record, and leaving the pool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Hairline, Label, Pane
from trainerpool.gui.screens.trainer.details_form import DetailsForm
from trainerpool.gui.screens.trainer.details_parts import AgencyPart, ConflictPart, MergePart
from trainerpool.gui.shell import Question, Shell
from trainerpool.operations.agencies import move_to_agency
from trainerpool.operations.people import add_exclusion, change_trainer, merge_trainers, remove_exclusion
from trainerpool.problem import Problem
from trainerpool.queries.trainer_details import MergePreview, TrainerDetails, merge_preview, trainer_details
from trainerpool.queries.trainer_page import TrainerPage


class DetailsTab(QWidget):
    """Everything in place; only the merge asks first, because it takes a record away."""

    def __init__(self, shell: Shell, record: Callable[[EvidenceKind], None]) -> None:
        super().__init__()
        self._shell = shell
        self._page: TrainerPage | None = None
        today = shell.today()
        self.form = DetailsForm(today)
        self.agency, self.conflicts, self.twice = AgencyPart(today), ConflictPart(), MergePart()
        self.leave = Button("Record leaving the pool").does(lambda: record(EvidenceKind.WITHDRAWAL))
        self.hold = Button("Record a hold").does(lambda: record(EvidenceKind.HOLD))
        ends = Pane("surface", gap=2)
        ends.column.setContentsMargins(13, 8, 13, 8)
        words = "A hold is asked for and free of blame. Whoever leaves stays in the records, and can come back."
        for label in (Label("Time away, and leaving", "strong"), Label(words, tone="muted", wraps=True)):
            label.setContentsMargins(3, 0, 0, 0)
            ends.column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.hold)
        row.addWidget(self.leave)
        row.addStretch(1)
        ends.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, part in enumerate((self.form, self.agency, self.conflicts, self.twice, ends)):
            if place:
                column.addWidget(Hairline())
            column.addWidget(part)
        column.addStretch(1)
        self.form.wanted.connect(self._change)
        self.agency.wanted.connect(self._move)
        self.conflicts.wanted.connect(self._exclude)
        self.conflicts.gone.connect(lambda key: self._shell.do(remove_exclusion, key))
        self.twice.asked.connect(self._preview)
        self.twice.wanted.connect(self._merge)

    def show_page(self, page: TrainerPage) -> None:
        """Ask for this trainer's details."""
        self._page = page
        self._shell.ask(
            trainer_details, page.person.id, self._shell.today(), then=self._show, latest="details", owner=self
        )

    def focus_form(self) -> None:
        """Put the keyboard on the first field."""
        self.form.lines["given_name"].setFocus()

    def _show(self, found: TrainerDetails | None) -> None:
        if found is None:
            return
        self.form.show_person(found.person, [words.split(",")[0] for _, words in found.others])
        for part in (self.agency, self.conflicts, self.twice):
            part.show_details(found)

    # deeds

    def _change(self, changes: dict[str, Any]) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            self.form.refuse(str(error))

        if self._page is not None:
            self._shell.do(change_trainer, self._page.person.id, failed=failed, owner=self, **changes)

    def _move(self, agency: str, day: object) -> None:
        if self._page is not None:
            self._shell.do(move_to_agency, self._page.person.id, agency, day)

    def _exclude(self, other: str, reason: str) -> None:
        if self._page is not None:
            self._shell.do(add_exclusion, self._page.person.id, other=other, reason=reason or None)

    def _preview(self, other: str) -> None:
        if self._page is None or not other:
            self.twice.show_preview(None)
            return

        def then(found: MergePreview | None) -> None:
            if self.twice.other.chosen() == other:
                self.twice.show_preview(found)

        person, today = self._page.person.id, self._shell.today()
        self._shell.ask(merge_preview, person, other, today, then=then, latest="merge", owner=self)

    def _merge(self, other: str, name: str) -> None:
        if self._page is None:
            return
        person = self._page.person
        question = Question(
            f"Merge {name} into {person.name}",
            f"Everything recorded of {name} goes to this record, and that record goes. One undo splits them again.",
            "Merge", "Cancel", (self.twice.field.message.text(),),
        )  # fmt: skip

        def answered(yes: bool) -> None:
            if yes:
                self._shell.do(merge_trainers, other, person.id)

        self._shell.dialogs.confirm(self, question, answered)
