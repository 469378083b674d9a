"""Repair on the page: what came undone is looked for, and the search for the fewest changes is begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from trainerpool.gui.screens.allocation.loading import Loaded, load
from trainerpool.gui.screens.allocation.plan_page import PlanPage
from trainerpool.gui.screens.allocation.proposals import ProposalDesk
from trainerpool.gui.shell import Shell
from trainerpool.operations.repairs import repair_of
from trainerpool.queries.allocation_problem import AllocationProblem
from trainerpool.queries.broken_places import BrokenPlace, broken_ahead


@dataclass(frozen=True, eq=False)
class Undone:
    """What is to be mended in a period: the problem of it; `others` counts what came undone there besides."""

    loaded: Loaded
    problem: AllocationProblem
    broken: tuple[BrokenPlace, ...]
    others: int = 0


def find_undone(desk: Any, chosen: str, here: str) -> Undone | None:
    """What came undone on the session here, or it is new in a plan; else in the period chosen, else in the first with any."""
    loaded = load(desk, chosen)
    found = _in(desk, loaded, here)
    if found is not None:
        return found
    ahead = desk.ask(broken_ahead, desk.today)
    return _in(desk, load(desk, "", ahead[0].session), "") if ahead else None


def _in(desk: Any, loaded: Loaded, here: str) -> Undone | None:
    if loaded.problem is None:
        return None
    problem, broken = repair_of(loaded.problem, desk.today)
    if any(one.session == here for one in broken) or _is_new(loaded.problem, here):
        everything = len(broken)
        problem, broken = repair_of(loaded.problem, desk.today, (here,))
        others = everything - sum(bool(one.trainer) for one in broken)
        return Undone(loaded, problem, broken, others) if broken else None
    return Undone(loaded, problem, broken) if broken else None


def _is_new(problem: AllocationProblem, here: str) -> bool:
    """Whether nobody was ever put on the session here, while there is a plan for others: it was added."""
    if here not in problem.asked or problem.sessions[here].team:
        return False
    return any(problem.sessions[key].team for key in problem.asked)


class RepairDesk(QObject):
    """Begins repairs; what is found is a proposal like any other, shown and confirmed by the page's own desk."""

    def __init__(self, shell: Shell, screen: PlanPage, proposals: ProposalDesk) -> None:
        super().__init__(screen)
        self._shell, self._screen, self._proposals = shell, screen, proposals
        self._is_looking = False
        self._here = ""
        proposals.wants_again.connect(lambda: self._start(self._here))
        screen.side.differences.wants_all.connect(self.start_all)

    def start(self) -> None:
        """Mend the session in focus where something came undone there, else all of the period."""
        here = self._screen.body.board.current()
        self._start(str(here[0].key) if here is not None else "")

    def start_all(self) -> None:
        """Mend everything that came undone in the period."""
        self._start("")

    def _start(self, here: str) -> None:
        loaded = self._screen.loaded
        if self._is_looking or loaded is None or self._proposals.search.is_running():
            return
        shown = self._proposals.proposal
        if shown is not None and not shown.broken:
            words = "Confirm or discard the proposal first: a repair starts from what stands."
            self._screen.body.say("", words, "stop", aloud=True)
            self._shell.toast(words)
            return
        self._is_looking, self._here = True, here
        chosen = loaded.period.key if loaded.period is not None else ""

        def told(found: Undone | None) -> None:
            self._is_looking = False
            if found is None:
                self._screen.body.say("", "Nothing needs repair: every place that was filled still is.", aloud=True)
                self._shell.toast("Nothing needs repair.")
                return
            self._proposals.begin_repair(found.loaded, found.problem, found.broken, found.others)

        def failed(error: Exception) -> None:
            self._is_looking = False
            self._shell.problem(error)

        self._shell.work(lambda desk: find_undone(desk, chosen, here), then=told, failed=failed, owner=self)
