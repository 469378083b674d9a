"""The forms that lie over the inspector: a reason, and any two days. One at a time; Esc leaves without a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from trainerpool.gui.screens.allocation.loading import days_key
from trainerpool.gui.screens.allocation.period_form import PeriodForm
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.reason_form import ReasonForm
from trainerpool.gui.shell import Shell


class SideForms:
    """Shows a form and hands its answer on; then the inspector is about the cell again."""

    def __init__(self, shell: Shell, screen: PlanPage, tell: Callable[[bool], None]) -> None:
        """`tell(asked)` shows the cell in focus."""
        self._shell, self._screen, self._side, self._tell = shell, screen, screen.side, tell

    def ask_reason(
        self, title: str, about: str, why: str, deed: str, needed: bool, answered: Callable[[str], object]
    ) -> None:
        """Ask for a reason beside the board; Esc goes back without a trace."""
        form = ReasonForm(title, about, why, deed, needed)

        def taken(reason: str) -> None:
            self.leave()
            answered(reason)

        form.answered.connect(taken)
        form.left.connect(self.leave)
        self._side.show_one(form, "reason", "")
        self._shell.show_inspector(True)
        form.line.setFocus()

    def ask_days(self, today: date, start: date, end: date, chosen: Callable[[str], None]) -> None:
        """Ask for any two days as the period; Esc goes back without a trace."""
        form = PeriodForm(today, start, end)

        def taken(first: date, last: date) -> None:
            self.leave()
            chosen(days_key(first, last))

        form.answered.connect(taken)
        form.left.connect(self.leave)
        self._side.show_one(form, "reason", "")
        self._shell.show_inspector(True)
        form.first.setFocus()
        form.first.selectAll()

    def leave(self) -> None:
        """Take the form away; the board has the keyboard again."""
        home = self._side.home(self._screen.has_proposal())
        self._side.mode = "cell"
        if home != "cell":
            self._side.show_mode(home)
        self._screen.body.board.setFocus()
        self._tell(home == "cell")
