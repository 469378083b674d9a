"""The proposal of the page: sought, shown, changed by hand, confirmed or let go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from trainerpool.allocation.plan import Plan
from trainerpool.gui.screens.allocation.differences import (
    Differences,
    differences,
    held_back,
    told,
)
from trainerpool.gui.screens.allocation.loading import Loaded, state
from trainerpool.gui.screens.allocation.other_days import OtherDays
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.proposing import REPAIR_SECONDS, SECONDS, Search, rebased, so_far, without
from trainerpool.gui.screens.allocation.words import short_term
from trainerpool.gui.shell import Shell
from trainerpool.operations.allocations import Confirmed, confirm_proposal
from trainerpool.operations.proposals import Proposal
from trainerpool.operations.repairs import confirm_repair
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.broken_places import BrokenPlace

_SHOW_EVERY_MS = 500


class ProposalDesk(QObject):
    """Holds the proposal while there is one. The solver is never trusted: confirming looks at every rule again.

    `wants_again` when the pool changed under a repair, which is then sought afresh.
    """

    wants_again = Signal()

    def __init__(self, shell: Shell, screen: PlanPage) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self.proposal: Proposal | None = None
        self.search = Search(shell, self)
        self.seconds: float | None = None
        # The toast is painted first, then the page: both at once would hold the window up.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(20)
        self._settling.timeout.connect(self._on_confirmed)
        self._confirmed: tuple[Proposal, Any] | None = None
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

    def start(self) -> None:
        """State the problem as the pool stands, and seek the best plan for it."""
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
            self.search.start(fresh.problem, SECONDS if self.seconds is None else self.seconds)
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
        if self._confirms_at_end:
            self.confirm()

    # holding

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
        self._change(lambda proposal: rebased(proposal, loaded.problem) if loaded.problem is not None else proposal)

    def take_out(self, session: str, trainer: str) -> None:
        """Take one choice out of the proposal; nothing of it was stored."""
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

    # confirming

    def confirm(self) -> None:
        """Confirm the proposal as one deed; while it is still being bettered, end that first."""
        if self.search.is_running():
            self._confirms_at_end = True
            self.search.stop()
            return
        proposal = self.proposal
        if proposal is None:
            return
        self._confirms_at_end = False
        deed = (
            partial(confirm_repair, proposal=proposal)
            if proposal.broken
            else partial(confirm_proposal, problem=proposal.problem, plan=proposal.plan)
        )
        self._shell.do(deed, then=lambda done: self._confirm_done(proposal, done), title="Confirming", owner=self)

    def _confirm_done(self, proposal: Proposal, done: Any) -> None:
        self._confirmed = proposal, done
        self._settling.start()

    def _on_confirmed(self) -> None:
        if self._confirmed is None:
            return
        (proposal, done), self._confirmed = self._confirmed, None
        result, loaded = done.result, self._screen.loaded
        self.drop()
        self._screen.repaint_plan()
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
            if self.proposal is None and left:
                self._screen.side.show_left(loaded, left, self._show_session)

        self._shell.work(named, then=show, owner=self)

    def _show_session(self, session: str) -> None:
        self._screen.show_board()
        self._screen.go_to(session)

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
            word = "Confirm the repair" if self.proposal.broken else "Confirm"
            body.set_deeds(propose=False, discard=True, confirm=word)
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


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
