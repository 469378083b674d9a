"""The tab of evidence: the form in place, the table, earlier revisions on demand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.columns import evidence_columns
from trainerpool.gui.screens.trainer.evidence_form import EvidenceForm
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.operations.evidence import add_evidence, correct_evidence, retract_evidence
from trainerpool.problem import Problem
from trainerpool.queries.trainer_effect import Effect, Trial, effect_of
from trainerpool.queries.trainer_evidence import EvidenceLine
from trainerpool.queries.trainer_page import TrainerPage


class EvidenceTab(QWidget):
    """`forms(shown)` is told when the form opens or closes, so that one filled button stands on the page."""

    def __init__(self, shell: Shell, forms: Callable[[bool], None]) -> None:
        super().__init__()
        self._shell, self._forms = shell, forms
        self._page: TrainerPage | None = None
        self._shows_all = False
        self._known: frozenset[str] = frozenset()  # what there was when an item was recorded that is not here yet
        self.form = EvidenceForm(shell.today())
        self.form.wanted.connect(self._record)
        self.form.left.connect(self.close_form)
        self.form.tried.connect(self._try)
        self.form.hide()
        self.rows: TabTable[EvidenceLine] = TabTable(
            "Evidence", evidence_columns(), lambda r: ", ".join(part for part in (r.label, r.when, r.what, r.counts_for) if part), self._deeds,
            hint="Choose an item to correct it or take it back. A stage of the path leads to its evidence.",
        )  # fmt: skip
        self.earlier = Button("", "link").does(self._swap)
        self.rows.add_link(self.earlier)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(self.rows, 1)

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's evidence; a form that is open stays open for the same trainer."""
        if self._page is not None and self._page.person.id != page.person.id:
            self.close_form()
            self._known = frozenset()
        self._page = page
        self._fill()
        self._choose_new()

    def add(self, kind: EvidenceKind | None = None, course: str = "") -> None:
        """Open the form for a new item."""
        if self._page is not None:
            self._open()
            self.form.start(self._page, kind, course)

    def correct(self, key: str) -> bool:
        """Open the form to correct an item; False where none of this id stands."""
        line = next((one for one in self._page.evidence if one.id == key and one.stands), None) if self._page else None
        if line is None or line.of_programme:
            return False
        self.choose({key})
        self._correct(line)
        return True

    def close_form(self) -> bool:
        """Close the form; False when none was open."""
        if self.form.isHidden():
            return False
        self.form.hide()
        self._forms(False)
        self.form.show_effects(())
        self.rows.table.setFocus()
        return True

    def choose(self, ids: Collection[str]) -> None:
        """Choose the first of these items."""
        for row in self.rows.model.rows():
            if row.id in ids:
                self.rows.choose(row.id)
                self.rows.table.setFocus()
                return

    def choose_month(self, month: date) -> None:
        """Choose the first delivery of a month."""
        kinds = {EvidenceKind.DELIVERY, EvidenceKind.CO_DELIVERY}
        text = month.isoformat()[:7]
        self.choose({row.id for row in self.rows.model.rows() if row.kind in kinds and row.on.startswith(text)})

    def take_back(self, key: str) -> None:
        """Open the form to take an item back."""
        line = next((one for one in self._page.evidence if one.id == key and one.stands), None) if self._page else None
        if line is not None and not line.of_programme:
            self.choose({key})
            self._take_back(line)

    def _try(self, trial: Trial | None) -> None:
        """Ask what the item that is being typed would do, and say it in the form."""
        if self._page is None or trial is None or self.form.isHidden():
            self.form.show_effects(())
            return
        person, today = self._page.person, self._shell.today()

        def ask(desk: Any) -> tuple[Effect, ...]:
            # A sign-off that names nobody is by whoever sits here, as the operation has it.
            signed = trial.kind is EvidenceKind.SIGN_OFF and not trial.by and not trial.replaces
            tried = replace(trial, by=desk.person) if signed else trial
            found: tuple[Effect, ...] = desk.ask(effect_of, person.id, person.name, today, tried)
            return found

        self._shell.work(ask, then=self.form.show_effects, latest="effect", owner=self.form)

    def _open(self) -> None:
        self.form.show()
        self._forms(True)

    def _fill(self) -> None:
        assert self._page is not None
        lines = self._page.evidence
        past = [line for line in lines if not line.stands]
        self.earlier.setVisible(bool(past))
        words = f"Show {count_of(len(past), 'item')} corrected or taken back"
        self.earlier.set_text("Show only what stands" if self._shows_all else words)
        deed = ("Add evidence", lambda: self.add(EvidenceKind.APPLICATION))
        self.rows.show_rows(
            [line for line in lines if line.stands or self._shows_all],
            lambda: EmptyState(
                "No evidence is recorded yet", "The first is usually the application.", [deed], "file-text"
            ),
        )

    def _choose_new(self) -> None:
        """Stand on what was recorded last, once it is here: a correction takes the place of what was chosen."""
        made = [row.id for row in self.rows.model.rows() if row.stands and row.id not in self._known]
        if self._known and made:
            self._known = frozenset()
            self.rows.choose(made[0])

    def _swap(self) -> None:
        self._shows_all = not self._shows_all
        self._fill()

    def _deeds(self, line: EvidenceLine) -> Sequence[Deed]:
        if line.of_programme or not line.stands:
            return ()
        return (("Correct", lambda: self._correct(line)), ("Take back", lambda: self._take_back(line)))

    def _correct(self, line: EvidenceLine) -> None:
        if self._page is not None:
            self._open()
            self.form.correct(self._page, line)

    def _take_back(self, line: EvidenceLine) -> None:
        if self._page is not None:
            self._open()
            self.form.take_back(self._page, line)

    def _record(self, values: dict[str, Any]) -> None:
        assert self._page is not None
        form, line = self.form, self.form.line

        known = frozenset(one.id for one in self._page.evidence)

        def done(_result: object) -> None:
            self._known = frozenset() if form.takes_back else known
            self.close_form()

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            form.refuse(str(error))

        if line is None:
            operation: Callable[..., Any] = add_evidence
            target = self._page.person.id
        else:
            operation, target = (retract_evidence if form.takes_back else correct_evidence), line.id
        self._shell.do(operation, target, then=done, failed=failed, owner=self, **values)
