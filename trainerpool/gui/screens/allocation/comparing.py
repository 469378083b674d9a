"""Keeping a proposal while another is sought, and choosing between the two."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from trainerpool.gui.screens.allocation.compare_pane import ComparePane
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.proposals import ProposalDesk
from trainerpool.gui.screens.allocation.proposing import rebased
from trainerpool.gui.shell import Command, Shell
from trainerpool.operations.comparisons import EMPHASES, Comparison, compare, emphasised
from trainerpool.operations.proposals import Proposal
from trainerpool.queries.allocation_problem import AllocationProblem

_POLICY = "as the policy weighs it"


class CompareDesk(QObject):
    """A is kept, B is what the page shows. Both are let go with the period, or when the pool changes under them."""

    def __init__(self, shell: Shell, screen: PlanPage, proposals: ProposalDesk) -> None:
        super().__init__(screen)
        self._shell, self._screen, self._proposals = shell, screen, proposals
        self.kept: Proposal | None = None
        self._for, self._kept_for = _POLICY, _POLICY
        self.is_shown = self._shows_at_end = False
        self.menu = QMenu(screen)
        self.menu.aboutToShow.connect(self._fill)
        proposals.settled.connect(self._on_settled)
        proposals.dropped.connect(self._on_dropped)
        proposals.based.connect(self._on_based)

    @cached_property
    def pane(self) -> ComparePane:
        """Both side by side; made when it is first wanted, so that the page is there sooner."""
        made = ComparePane()
        made.used.connect(self.use)
        made.left.connect(self.leave)
        made.opened.connect(self._open)
        self._screen.body.stack.addWidget(made)
        return made

    def can_compare(self) -> bool:
        """Whether there is a proposal to keep, or one kept to compare with."""
        shown = self._proposals.proposal
        return shown is not None and not shown.broken and not self._proposals.search.is_running()

    def entries(self) -> list[Command]:
        """What can be done with the proposal shown, and the one kept."""
        if not self.can_compare():
            return []
        made = []
        if self.kept is not None:
            made.append(Command("Compare A and B", self.show, keys="Ctrl+Shift+B", icon="columns-3"))
            made.append(Command("Keep this proposal as A instead", self.keep))
            made.append(Command("Let A go", self.forget))
        made += [
            Command(f"Keep this one, and propose for {words}", partial(self.propose_for, term), keys="", icon="split")
            for term, words in EMPHASES.items()
        ]
        return made

    def _fill(self) -> None:
        self.menu.clear()
        for one in self.entries():
            self.menu.addAction(f"{one.title}\t{one.keys}" if one.keys else one.title, one.run)

    def keep(self) -> None:
        """Keep the proposal shown as A."""
        self.kept, self._kept_for = self._proposals.proposal, self._for
        self._shell.toast("This proposal is kept as A.")
        self._screen.repaint_plan()

    def forget(self) -> None:
        """Let A go."""
        self.kept = None
        self.leave()
        self._screen.repaint_plan()

    def propose_for(self, term: str) -> None:
        """Keep what is shown, and seek a plan that cares for one thing ten times as much."""
        if self.kept is None:
            self.kept, self._kept_for = self._proposals.proposal, self._for
            self._for, self._shows_at_end = f"for {EMPHASES[term]}", True
        self._proposals.start(lambda problem: emphasised(problem, term))

    def _on_settled(self) -> None:
        if self._shows_at_end and self.kept is not None:
            self._shows_at_end = False
            self.show()

    def _on_dropped(self) -> None:
        """The proposal is gone; a search under way for the other one keeps A."""
        if not self._shows_at_end:
            self.kept, self._for = None, _POLICY
            self.leave()

    def _on_based(self, fresh: AllocationProblem) -> None:
        """The pool changed: what was done by hand since goes before what A proposed, too."""
        if (kept := self.kept) is None:
            return

        def told(after: Proposal) -> None:
            if self.kept is kept:
                self.kept = after
                if self.is_shown:
                    self.show()

        self._shell.work(lambda _desk: rebased(kept, fresh), then=told, latest="kept", owner=self)

    def show(self) -> None:
        """Show both side by side."""
        first, second, loaded = self.kept, self._proposals.proposal, self._screen.loaded
        if first is None or second is None or loaded is None or loaded.problem is None:
            return
        problem = loaded.problem

        def told(found: Comparison) -> None:
            self.pane.show_comparison(loaded, found, self._kept_for, self._for)
            self.is_shown = True
            self._screen.settle_view()
            self.pane.table.setFocus()

        self._shell.work(lambda _desk: compare(problem, first, second), then=told, latest="compare", owner=self)

    def leave(self) -> None:
        """Back to the board."""
        if self.is_shown:
            self.is_shown = False
            self._screen.settle_view()
            self._proposals.say()

    def use(self, which: str) -> None:
        """Go on with one of the two."""
        if which == "A" and self.kept is not None:
            kept, self._for = self.kept, self._kept_for
            self._proposals.hold(kept)
        self.kept = None
        self._shell.toast(f"Going on with proposal {which}.")
        self.leave()
        self._screen.repaint_plan()

    def _open(self, session: str) -> None:
        self.leave()
        self._screen.show_board()
        self._screen.go_to(session)
