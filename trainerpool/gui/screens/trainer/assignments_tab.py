"""The tab of assignments: the sessions somebody is on, to come and past, with every step that can follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain import offers
from trainerpool.domain.dates import count_of
from trainerpool.gui.parts.chips import ChoiceChips
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.answer_strip import AnswerStrip
from trainerpool.gui.screens.trainer.columns import assignment_columns
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.operations.allocations import release_trainer
from trainerpool.operations.offers import record_absent, record_delivered, respond, withdraw_trainer
from trainerpool.queries.trainer_page import AssignmentLine, TrainerPage

_WHY = ("category", "reason", "told_by")


class AssignmentsTab(QWidget):
    """Sessions to come first; what needs a reason asks for it in a strip under the table."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._page: TrainerPage | None = None
        self.which = ChoiceChips("Which assignments", [("coming", "To come"), ("past", "Past"), ("all", "All")])
        self.which.chosen.connect(lambda _key: self._fill())
        self.rows: TabTable[AssignmentLine] = TabTable(
            "Assignments", assignment_columns(), lambda r: f"{r.when}, {r.title}, {r.role}, {r.state}", self._deeds
        )
        self.strip = AnswerStrip(self.rows.table.setFocus)
        head = QHBoxLayout()
        head.setContentsMargins(13, 3, 13, 3)
        head.addWidget(self.which, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        column.addWidget(self.strip)

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's sessions; where none is to come, the past ones stand at once."""
        if self._page is None or self._page.person.id != page.person.id:
            self.strip.leave()
            self.which.choose("coming" if self._of(page, "coming") or not page.assignments else "past")
        self._page = page
        self.which.set_choices([
            (key, f"{words} {len(self._of(page, key))}") for key, words in (("coming", "To come"), ("past", "Past"), ("all", "All"))
        ])  # fmt: skip
        self._fill()

    def _of(self, page: TrainerPage, which: str) -> list[AssignmentLine]:
        on = page.statement.on
        if which == "coming":
            return sorted((one for one in page.assignments if one.first_date >= on), key=lambda one: one.first_date)
        return [one for one in page.assignments if which == "all" or one.first_date < on]

    def _fill(self) -> None:
        page = self._page
        if page is not None:
            self.rows.show_rows(self._of(page, self.which.choice()), lambda: self._empty(page))

    def _empty(self, page: TrainerPage) -> EmptyState:
        name, past = page.person.given_name or page.person.name, len(self._of(page, "past"))
        if not page.assignments:
            deed = ("Go to Allocation", lambda: self._shell.navigate("allocation"))
            text = "Sessions are staffed on the allocation board."
            return EmptyState(f"{name} is on no session", text, [deed], "layout-grid")
        title = f"{name} is on no session to come" if self.which.choice() == "coming" else f"{name} has no past session"
        deed = ("Show all", self._show_all)
        return EmptyState(
            title, f"{count_of(past, 'session')} lie in the past." if past else "", [deed], "calendar-days"
        )

    def _show_all(self) -> None:
        self.which.choose("all")
        self._fill()

    # deeds

    def _deeds(self, line: AssignmentLine) -> Sequence[Deed]:
        assert self._page is not None
        opens = ("Open the session", lambda: self._shell.navigate("programme", line.session_id))
        if self._page.statement.on != self._shell.today():
            return (opens,)
        name = self._page.person.given_name or self._page.person.name
        next_steps = offers.ALLOWED.get(line.state, frozenset())
        found: list[Deed] = []
        if line.first_date <= self._shell.today():
            if offers.DELIVERED in next_steps:
                found.append(("Delivered as planned", partial(self._do, record_delivered, line)))
            if offers.ABSENT in next_steps:
                found.append(("Did not attend", partial(self._ask, record_absent, line, "did not attend", ("reason",))))
            return (*found, opens)
        if offers.ACCEPTED in next_steps:
            found.append((f"{name} accepts", partial(self._do, respond, line, accepted=True)))
        if offers.DECLINED in next_steps:
            declines = partial(respond, accepted=False)
            found.append((f"{name} declines", partial(self._ask, declines, line, "declines", _WHY)))
        if line.state == offers.PROPOSED:
            found.append(("Take off the session", partial(self._do, release_trainer, line)))
        elif offers.WITHDRAWN in next_steps:
            found.append((f"{name} withdraws", partial(self._ask, withdraw_trainer, line, "withdraws", _WHY)))
        return (*found, opens)

    def _do(self, operation: Callable[..., Any], line: AssignmentLine, **given: Any) -> None:
        if self._page is not None:
            self._shell.do(operation, line.session_id, self._page.person.id, **given)

    def _ask(self, operation: Callable[..., Any], line: AssignmentLine, verb: str, asks: tuple[str, ...]) -> None:
        if self._page is not None:
            name = self._page.person.given_name or self._page.person.name
            title = f"{name} {verb}: {line.title}, {line.when}"
            self.strip.open(title, "Record", asks, lambda given: self._do(operation, line, **given))
