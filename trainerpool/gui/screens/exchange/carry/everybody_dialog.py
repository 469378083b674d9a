"""Carry files for everybody with something to do in a period: who gets one, and who cannot yet, said before a folder is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.exchange.carry.inside_dialog import PeriodDialog
from trainerpool.gui.shell import Shell
from trainerpool.queries.carrying import people_to_carry
from trainerpool.queries.settings import TermRow, terms
from trainerpool.queries.trust import HAS_KEYS, people_trust

_MOST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be handed out, as the dialog was left."""

    start: date
    end: date
    with_files: bool
    drafts: bool


class EverybodyDialog(PeriodDialog):
    """`go(wanted)` is called when the person goes on."""

    def __init__(self, parent: QWidget, shell: Shell, weeks: int, go: Callable[[Wanted], None]) -> None:
        super().__init__(parent, shell, "Carry files for everybody of a period", "Choose a folder...", weeks)
        self._go = go
        self.draft.setText("E-mail drafts beside them")
        self.draft.setAccessibleName(self.draft.text())
        self.terms: tuple[TermRow, ...] = ()
        self.links: list[Button] = []
        self._places = QHBoxLayout()
        self._places.setSpacing(12)
        self.body.insertLayout(1, self._places)
        shell.ask(terms, then=self._offer_terms, owner=self)
        self.ask()

    def _offer_terms(self, found: tuple[TermRow, ...]) -> None:
        """The term that runs and the next ones, each a choice of its days."""
        today = self.shell.today()
        self.terms = tuple(one for one in found if one.end >= today)[:_MOST_TERMS]
        for one in self.terms:
            self.links.append(Button(one.name, "link").does(partial(self.choose_term, one)))
            self._places.addWidget(self.links[-1])
        self._places.addStretch(1)
        if self.isVisible():
            QTimer.singleShot(0, self, self.settle)

    def choose_term(self, term: TermRow) -> None:
        """The days of a term, from today where it runs already."""
        self.start.set_day(max(term.start, self.shell.today()))
        self.end.set_day(term.end)
        self.ask()

    def ask(self) -> None:
        period = self.period()
        if period is None:
            return
        self.done_button.block("Looking who has something to do.")

        def work(desk: Any) -> tuple[list[str], list[str]]:
            having = {row.person_id for row in desk.ask(people_trust, desk.today) if row.state == HAS_KEYS}
            found = desk.ask(people_to_carry, *period)
            return [one.name for one in found if one.id in having], [one.name for one in found if one.id not in having]

        self.shell.work(work, then=self._show, failed=self.refuse, latest="everybody", owner=self)

    def _show(self, found: tuple[list[str], list[str]]) -> None:
        ready, without = found
        if not ready and not without:
            lines = [Label("Nobody has a session or a visit in this period.", wraps=True)]
        else:
            lines = [Label(f"{count_of(len(ready), 'carry file')} will be written", "strong", wraps=True)]
            if ready:
                lines.append(Label(f"For {', '.join(ready)}.", wraps=True))
            if without:
                people = count_of(len(without), "person", "people")
                verb = "has" if len(without) == 1 else "have"
                lines.append(Label(f"{people} {verb} something to do and no keys yet: invite them first.", wraps=True))
            lines.append(Label("Once sent, none of them can be called back.", tone="muted", wraps=True))
        self.say_lines(lines)
        self.done_button.block("" if ready else "Nobody of this period has keys.")

    def finish(self) -> None:
        period = self.period()
        if period is not None and not self.done_button.is_blocked():
            wanted = Wanted(*period, self.with_files.isChecked(), self.draft.isChecked())
            self.accept()
            self._go(wanted)
