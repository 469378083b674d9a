"""The tab of development: the events attended, set against what is asked a year, and one added in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import add_months, count_of, in_words
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Hairline, Label, MeaningIcon
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.columns import development_columns
from trainerpool.gui.screens.trainer.keeps import development
from trainerpool.gui.screens.trainer.observed_strip import ObservedStrip
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.operations.evidence import add_evidence
from trainerpool.problem import Problem
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage


class DevelopmentTab(QWidget):
    """`corrects(id)` and `takes_back(id)` lead to the evidence, where a revision is made."""

    def __init__(self, shell: Shell, corrects: Callable[[str], bool], takes_back: Callable[[str], None]) -> None:
        super().__init__()
        self._shell, self._corrects, self._takes_back = shell, corrects, takes_back
        self._page: TrainerPage | None = None
        self.icon, self.said = MeaningIcon(), Label("", wraps=True)
        self.on = DayField("Date", shell.today(), month_too=True)
        self.what = QLineEdit()
        self.fields = {"on": Field("Date", self.on, required=True), "what": Field("Which event", self.what)}
        self.record = Button("Record event", keys="Ctrl+Enter").does(self.finish)
        self.rows: TabTable[EvidenceLine] = TabTable(
            "Development events", development_columns(), lambda r: ", ".join((r.label, r.when, r.note)), self._deeds
        )
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 2)
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.said, 1)
        form = QHBoxLayout()
        form.setContentsMargins(13, 2, 13, 0)
        form.setSpacing(6)
        form.addWidget(self.fields["on"], 1)
        form.addWidget(self.fields["what"], 2)
        form.addWidget(self.record, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(form)
        column.addWidget(Hairline())
        self.agreed = ObservedStrip(shell, has_records=False)
        column.addWidget(self.agreed)
        column.addWidget(self.rows, 1)

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's events against what is asked."""
        if self._page is None or self._page.person.id != page.person.id:
            self.on.set_day(None)
            self.what.clear()
        self._page = page
        self.agreed.show_person(page.person.id)
        events = [one for one in page.evidence if one.kind is EvidenceKind.DEVELOPMENT_EVENT and one.stands]
        self.icon.set_meaning(development(page).meaning)
        self.said.setText(in_a_year(page, events))
        name = page.person.given_name or page.person.name
        self.rows.show_rows(
            events,
            lambda: EmptyState(
                "No development event is recorded", f"Record one above when {name} has attended.", icon="lightbulb"
            ),
        )

    def finish(self) -> None:
        """Record the event, or say what is missing."""
        said = self.on.read()
        self.fields["on"].say(said.problem or ("" if said.iso else "Say on which day, or in which month."))
        if self._page is None or said.problem or not said.iso:
            self.on.setFocus()
            return

        def done(_result: object) -> None:
            self.on.set_day(None)
            self.what.clear()
            self.on.setFocus()

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            self.fields["on"].say(str(error))

        given: dict[str, Any] = {"note": self.what.text().strip() or None}
        kind = EvidenceKind.DEVELOPMENT_EVENT.value
        self._shell.do(
            add_evidence, self._page.person.id, kind, said.iso, then=done, failed=failed, owner=self, **given
        )

    def _deeds(self, line: EvidenceLine) -> Sequence[Deed]:
        return (
            ("Correct", partial(self._correct, line.id)),
            ("Take back", partial(self._takes_back, line.id)),
        )

    def _correct(self, key: str) -> None:
        self._corrects(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            return
        super().keyPressEvent(event)


def in_a_year(page: TrainerPage, events: Sequence[EvidenceLine]) -> str:
    """How the last twelve months stand against the policy: "1 event in 12 months, 1 asked. The next is due by 12 Jul 2027"."""
    on, asked = page.statement.on, page.statement.policy.development_events
    since = add_months(on, -12)
    days = [date.fromisoformat(one.on if len(one.on) == 10 else f"{one.on}-01") for one in events]
    number = sum(since < day <= on for day in days)
    said = f"{count_of(number, 'event')} in 12 months, {asked} asked a year."
    due = page.standing.development_due
    if due is None:
        return said
    return f"{said} {'The next is due by' if due >= on else 'It was due by'} {in_words(due, weekday=True)}."
