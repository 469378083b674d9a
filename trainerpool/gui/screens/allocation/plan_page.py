"""What the parts of the page may ask of the page: what is shown, and to show something else."""

from __future__ import annotations

from trainerpool.allocation.plan import Plan
from trainerpool.gui.page import Screen
from trainerpool.gui.screens.allocation.body import AllocationBody
from trainerpool.gui.screens.allocation.loading import Loaded
from trainerpool.gui.screens.allocation.picture import Painter, Picture
from trainerpool.gui.screens.allocation.side import SidePane
from trainerpool.gui.shell import Shell


class PlanPage(Screen):
    """The seam between the page and its parts; PlanScreen fills it in."""

    body: AllocationBody
    side: SidePane
    painter: Painter

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Allocation")
        self.loaded: Loaded | None = None
        self.picture: Picture | None = None
        self.everybody = self.short_only = False

    def plan(self) -> Plan:
        """The plan shown: the proposal where there is one, else what stands."""
        raise NotImplementedError

    def has_proposal(self) -> bool:
        """Whether a proposal is shown."""
        raise NotImplementedError

    def repaint_plan(self) -> None:
        """Work the board out again for the plan shown."""
        raise NotImplementedError

    def take_out(self, session: str, trainer: str) -> None:
        """Take one choice out of the proposal."""
        raise NotImplementedError

    def go_to(self, session: str, trainer: str = "") -> None:
        """Stand on a session's cell."""
        raise NotImplementedError

    def show_board(self) -> None:
        """Show the board, not the list of trainers."""
        raise NotImplementedError

    def show_list(self) -> None:
        """Show the list of trainers, not the board."""
        raise NotImplementedError

    def other_days(self) -> None:
        """Ask for any two days as the period."""
        raise NotImplementedError

    def show_weeks(self) -> None:
        """Show the weeks of the trainers."""
        raise NotImplementedError

    def show_short(self, only: bool = True) -> None:
        """Show only the sessions with an empty place, or all again."""
        raise NotImplementedError

    def clear_filters(self) -> None:
        """Take every filter off."""
        raise NotImplementedError

    def next_empty(self) -> None:
        """Stand on the next session with an empty place."""
        raise NotImplementedError

    def toggle_everybody(self) -> None:
        """Show all trainers, or only those who could come."""
        raise NotImplementedError

    def repair(self) -> None:
        """Mend what came undone with the fewest changes."""
        raise NotImplementedError

    def settle_view(self) -> None:
        """Show what there is to show: board, list or comparison."""
        raise NotImplementedError

    def confirm_session(self, session: str) -> None:
        """Confirm one session of the proposal."""
        raise NotImplementedError

    def show_period(self, loaded: Loaded) -> None:
        """Show the period that was read, where another is shown."""
        raise NotImplementedError

    def step_period(self, step: int) -> None:
        """Show the term (or month) before or after."""
        raise NotImplementedError
