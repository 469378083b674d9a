"""The proposal of the page: sought, shown, changed by hand, confirmed or let go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from trainerpool.allocation.plan import Plan
from trainerpool.gui.screens.allocation.confirming import Confirming
from trainerpool.gui.screens.allocation.differences import (
    Differences,
    differences,
)
from trainerpool.gui.screens.allocation.loading import Loaded, state
from trainerpool.gui.screens.allocation.other_days import OtherDays
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.proposing import REPAIR_SECONDS, SECONDS, Search, rebased, so_far, without
from trainerpool.gui.screens.allocation.words import short_term
from trainerpool.gui.shell import Shell
from trainerpool.operations.proposals import Proposal
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.broken_places import BrokenPlace

_SHOW_EVERY_MS = 500


class ProposalDesk(QObject):
    """Holds the proposal while there is one. The solver is never trusted: confirming looks at every rule again.

    `wants_again` when the pool changed under a repair, which is then sought afresh; `settled` when a search has ended
    with a proposal; `dropped` when it is let go; `based(problem)` when the pool changed under it.
    """

    wants_again = Signal()
    settled = Signal()
    dropped = Signal()
    based = Signal(object)

    def __init__(self, shell: Shell, screen: PlanPage) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self.proposal: Proposal | None = None
        self.search = Search(shell, self)
        self.seconds: float | None = None
        self.confirming = Confirming(shell, screen)
        self.confirming.done.connect(self.discard)
        self._is_stating = self._confirms_at_end = self._starts_at_end = self._is_unwanted = False
        self.days = OtherDays(shell, self)
        self.days.found.connect(screen.side.differences.set_day)
        self._better: Plan | None = None
        self._base: AllocationProblem | None = None
        self._others = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SHOW_EVERY_MS)
        self._soon.timeout.connect(self._show_better)
        self.search.moved.connect(self.say_strip)
        self.search.bettered.connect(self._on_bettered)
        self.search.ended.connect(self._on_ended)

    # seeking

    def start(self, change: Callable[[AllocationProblem], AllocationProblem] | None = None) -> None:
        """State the problem as the pool stands (changed, where asked), and seek the best plan for it."""
        loaded = self._screen.loaded
        if self.search.is_running() and self._is_unwanted:
            self._starts_at_end = True
            return
        if self.search.is_running() or self._is_stating or loaded is None or loaded.period is None:
            return
        self._is_stating, key = True, loaded.period.key

        def stated(fresh: Loaded) -> None:
            self._is_stating = False
            assert fresh.problem is not None
            self._begin(fresh)
            wanted = change(fresh.problem) if change is not None else fresh.problem
            self.search.start(wanted, SECONDS if self.seconds is None else self.seconds)
            self._screen.repaint_plan()

        def failed(error: Exception) -> None:
            self._is_stating = False
            self._shell.problem(error)

        self._shell.work(lambda desk: state(desk, key), then=stated, failed=failed, owner=self)

    def begin_repair(
        self, fresh: Loaded, problem: AllocationProblem, broken: tuple[BrokenPlace, ...], others: int
    ) -> None:
        """Seek the fewest changes that mend what came undone; `others` came undone in the period besides."""
        self._screen.show_period(fresh)
        self._begin(fresh)
        self._others = others
        self.search.start(problem, REPAIR_SECONDS, broken)
        self._screen.repaint_plan()

    def _begin(self, fresh: Loaded) -> None:
        self.drop()
        self._is_unwanted = False
        self._screen.side.clear_left()
        self._screen.loaded, self._base, self._others = fresh, fresh.problem, 0

    def _on_bettered(self, plan: Plan) -> None:
        self._better = plan
        if not self._soon.isActive():
            self._soon.start(0 if self.proposal is None else _SHOW_EVERY_MS)

    def _show_better(self) -> None:
        if self._screen.painter.is_busy and self.proposal is not None and self.search.is_running():
            self._soon.start(_SHOW_EVERY_MS)  # a large board is shown whole before it is begun anew
            return
        loaded, plan, self._better = self._screen.loaded, self._better, None
        if (
            plan is None
            or loaded is None
            or loaded.problem is None
            or not self.search.is_running()
            or self.search.broken
        ):
            return
        problem, seconds = loaded.problem, self.search.seconds

        def told(proposal: Proposal) -> None:
            if self.search.is_running() and not self._is_unwanted:
                self._take(proposal)

        self._shell.work(lambda _desk: so_far(problem, plan, seconds), then=told, latest="so far", owner=self)

    def _on_ended(self, proposal: Proposal | None) -> None:
        self._soon.stop()
        loaded, starts, self._starts_at_end = self._screen.loaded, self._starts_at_end, False
        if starts:
            self.start()
            return
        if self._is_unwanted or proposal is None or loaded is None or loaded.problem is None:
            self.drop()
            self._screen.repaint_plan()
            return
        self._take(proposal)
        if self.needs_rebase(loaded):
            self.rebase(loaded)
        self.settled.emit()
        if self._confirms_at_end:
            self.confirm()

    # holding

    def hold(self, proposal: Proposal) -> None:
        """Show this proposal in place of the one shown."""
        self._take(proposal)

    def _take(self, proposal: Proposal) -> None:
        """Show this proposal on the board and its differences beside it."""
        screen, loaded = self._screen, self._screen.loaded
        first = self.proposal is None or screen.side.mode not in ("cell", "trainer")
        self.proposal = proposal
        if loaded is None:
            return
        self._shell.work(
            lambda _desk: differences(loaded, proposal), then=lambda found: self._show_differences(proposal, found),
            latest="differences", owner=self,
        )  # fmt: skip
        if first:
            screen.side.show_mode("differences")
        screen.repaint_plan()

    def _show_differences(self, proposal: Proposal, found: Differences) -> None:
        if proposal is not self.proposal:
            return
        self.days.keep_only(found)
        self._screen.side.differences.show_differences(found, self.days.known, self._others)
        if not self.search.is_running():
            self.days.seek(proposal, found)

    def needs_rebase(self, loaded: Loaded) -> bool:
        """Whether the pool changed under the proposal."""
        return (
            self.proposal is not None
            and not self.search.is_running()
            and loaded.problem is not None
            and loaded.problem is not self._base
        )

    def rebase(self, loaded: Loaded) -> None:
        """Put the proposal on what stands now; a repair is sought again."""
        self._base = loaded.problem
        if self.proposal is not None and self.proposal.broken:
            self.drop()
            self._screen.repaint_plan()
            self.wants_again.emit()
            return
        if (fresh := loaded.problem) is not None:
            self.based.emit(fresh)
            self._change(lambda proposal: rebased(proposal, fresh))

    def take_out(self, session: str, trainer: str) -> None:
        """Take one choice out of the proposal, or all that is new on a session; nothing of it was stored."""
        if not self.search.is_running():
            self._change(lambda proposal: without(proposal, session, trainer))
            self._shell.toast("Taken out of the proposal.")

    def _change(self, change: Callable[[Proposal], Proposal]) -> None:
        before = self.proposal
        if before is None:
            return

        def changed(after: Proposal) -> None:
            if self.proposal is before:
                self._take(after)

        self._shell.work(lambda _desk: change(before), then=changed, latest="change", owner=self)

    def discard(self) -> None:
        """Let the proposal go; what stands is shown again."""
        self.drop()
        self._screen.repaint_plan()

    def drop(self) -> None:
        """Forget the proposal and whatever is still being sought."""
        self.search.stop()
        self._is_unwanted = self.search.is_running()
        self.proposal, self._confirms_at_end = None, False
        self.days.forget()
        side = self._screen.side
        if side.mode == "differences":
            side.show_mode(side.home(False))
        self.dropped.emit()

    # confirming

    def confirm(self) -> None:
        """Confirm the proposal as one deed; while it is still being bettered, end that first."""
        if self.search.is_running():
            self._confirms_at_end = True
            self.search.stop()
            return
        self._confirms_at_end = False
        if self.proposal is not None:
            self.confirming.confirm(self.proposal)

    def confirm_session(self, session: str) -> None:
        """Confirm one session of the proposal; the rest of it stays a proposal."""
        if self.proposal is not None and not self.search.is_running():
            self.confirming.confirm_session(self.proposal, session)

    # saying

    def say(self) -> None:
        """The strip and the deeds of the head."""
        body, loaded = self._screen.body, self._screen.loaded
        running = self.search.is_running()
        body.strip.setVisible(running or self.proposal is not None)
        if running:
            none = "" if self.search.latest is not None else "No plan is found yet"
            body.set_deeds(propose=False, discard=False, confirm="Use best so far", blocked=none)
        elif self.proposal is not None:
            body.set_deeds(propose=False, discard=True, confirm="Confirm")
        else:
            body.set_deeds(propose=loaded is not None and bool(loaded.asked), discard=False, confirm="")
        self.say_strip()

    def say_strip(self) -> None:
        """Time, places, gap and the chart."""
        body, loaded = self._screen.body, self._screen.loaded
        if loaded is None or loaded.period is None:
            return
        what = short_term(loaded.period)
        if self.search.is_running():
            body.strip.follow(self.search, what)
            if self.search.latest is not None and body.confirm.is_blocked():
                body.confirm.block("")
        elif self.proposal is not None:
            body.strip.rest(self.search, what, self.proposal)
            places = len(self.proposal.empty)
            if self.proposal.broken and places >= len(self.proposal.problem.asked) and not self.proposal.filled:
                body.confirm.block("Nobody can take these places")
