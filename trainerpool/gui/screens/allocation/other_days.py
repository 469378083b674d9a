"""Other days for sessions left short: sought one at a time behind the window, so that other work comes between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from trainerpool.gui.screens.allocation.differences import EMPTY, Differences, Way, another_day
from trainerpool.gui.shell import Shell
from trainerpool.operations.proposals import Proposal


class OtherDays(QObject):
    """Keeps what was found for each session; `found(session, way)` as each is."""

    found = Signal(str, object)

    def __init__(self, shell: Shell, owner: QObject) -> None:
        super().__init__(owner)
        self._shell = shell
        self._turn = 0
        self.known: dict[str, Way] = {}

    def forget(self) -> None:
        """Another proposal, or none."""
        self._turn += 1
        self.known = {}

    def keep_only(self, shown: Differences) -> None:
        """Forget the sessions that have no empty place any more."""
        short = {one.session for one in shown.groups if one.empty}
        self.known = {key: way for key, way in self.known.items() if key in short}

    def seek(self, proposal: Proposal, shown: Differences) -> None:
        """Look for a day for each session still without one."""
        self._turn += 1
        self._next(proposal, [one.session for one in shown.of(EMPTY) if one.session not in self.known], self._turn)

    def _next(self, proposal: Proposal, wanted: Sequence[str], turn: int) -> None:
        if not wanted or turn != self._turn:
            return
        session, today = wanted[0], self._shell.today()

        def told(way: Way | None) -> None:
            if turn != self._turn:
                return
            if way is not None:
                self.known[session] = way
                self.found.emit(session, way)
            self._next(proposal, wanted[1:], turn)

        self._shell.work(
            lambda _desk: another_day(proposal.problem, proposal.plan, session, today), then=told, owner=self
        )
