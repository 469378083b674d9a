"""Confirming a proposal or one session of it: the deed, what it left unconfirmed, and saying so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from trainerpool.gui.screens.allocation.differences import held_back, told
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.shell import Shell
from trainerpool.operations.allocations import Confirmed, confirm_proposal
from trainerpool.operations.proposals import Proposal
from trainerpool.operations.repairs import confirm_repair


class Confirming(QObject):
    """`done` when the whole proposal was confirmed and is to be let go."""

    done = Signal()

    def __init__(self, shell: Shell, screen: PlanPage) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        # The toast is painted first, then the page: both at once would hold the window up.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(20)
        self._settling.timeout.connect(self._on_confirmed)
        self._confirmed: tuple[Proposal, Any] | None = None

    def confirm(self, proposal: Proposal) -> None:
        """Confirm all of it."""
        deed = (
            partial(confirm_repair, proposal=proposal)
            if proposal.broken
            else partial(confirm_proposal, problem=proposal.problem, plan=proposal.plan)
        )
        self._do(deed, lambda done: self._begin_settling(proposal, done))

    def confirm_session(self, proposal: Proposal, session: str) -> None:
        """Confirm one session; what keeps it from being confirmed is said."""
        problem = replace(proposal.problem, asked=(session,))

        def said(done: Any) -> None:
            if isinstance(done.result, Confirmed) and (left := done.result.left.get(session)):
                self._screen.body.say("", f"Kept as proposed, not confirmed: {left[0]}", "stop", aloud=True)

        self._do(partial(confirm_proposal, problem=problem, plan=proposal.plan), said)

    def _do(self, deed: Callable[..., Any], then: Callable[[Any], None]) -> None:
        self._shell.do(deed, then=then, title="Confirming", owner=self)

    def _begin_settling(self, proposal: Proposal, done: Any) -> None:
        self._confirmed = proposal, done
        self._settling.start()

    def _on_confirmed(self) -> None:
        if self._confirmed is None:
            return
        (proposal, done), self._confirmed = self._confirmed, None
        result, loaded = done.result, self._screen.loaded
        self.done.emit()
        if not isinstance(result, Confirmed) or loaded is None:
            return

        def named(_desk: object) -> dict[str, tuple[str, ...]]:
            names = {
                (one.session, one.text): told(loaded, one)
                for some in held_back(proposal.problem, proposal.plan).values()
                for one in some
            }
            return {key: tuple(names.get((key, text), text) for text in texts) for key, texts in result.left.items()}

        def show(left: dict[str, tuple[str, ...]]) -> None:
            said = f"{_counted(result.places, 'place')} confirmed in {_counted(result.sessions, 'session')}"
            self._shell.toast(said + (f", {_counted(len(left), 'session')} not" if left else ""), True)
            if not self._screen.has_proposal() and left:
                self._screen.side.show_left(loaded, left, self._show_session)

        self._shell.work(named, then=show, owner=self)

    def _show_session(self, session: str) -> None:
        self._screen.show_board()
        self._screen.go_to(session)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
