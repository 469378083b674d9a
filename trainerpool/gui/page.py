"""The base of every screen: when it is told to arrive, to refresh, to search, and what it shows."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trainerpool.gui.page_state import PageState, put_state, take_state
from trainerpool.gui.shell import Shell
from trainerpool.problem import Problem


class Screen(QWidget):
    """One page. Subclasses name the kinds of record they show and answer the hooks they need.

    `shows` is compared with the kinds each deed touched: a shown screen refreshes at once, a hidden one when it is next
    shown. `refresh` asks the store again; it must keep selection and scroll.
    """

    shows: ClassVar[frozenset[str]] = frozenset()
    fills_window: ClassVar[bool] = False
    """Whether menus, rail and status line make room for the page while the window is in full screen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._is_stale = False
        shell.touched.connect(self._on_touched)

    def arrive(self, argument: object) -> None:
        """The person came to this page; `argument` is what navigate was given."""

    def refresh(self) -> None:
        """Ask the store again and show what is there now."""

    def state(self) -> object:
        """How the page stands, for Back and Forward: filters, searches, selection, scroll."""
        return take_state(self)

    def recall(self, state: object) -> None:
        """Stand again as `state` has it; called after arrive, and once more when what was asked for has come."""
        if isinstance(state, PageState):
            put_state(self, state)

    def focus_search(self) -> bool:
        """Ctrl+F; True when this page has a search field and it now has the focus."""
        return False

    def make_new(self) -> bool:
        """Ctrl+N; True when this page makes something new."""
        return False

    def print_shown(self) -> bool:
        """Ctrl+P; True when what is shown is being printed or saved."""
        return False

    def take_problem(self, problem: Problem) -> bool:  # noqa: ARG002
        """What went wrong; True when the page says it itself, so that the window does not say it over the page."""
        return False

    def leave_step(self) -> bool:
        """Esc; True when something was cleared or left, so that the window does not close the inspector."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def step_pane(self, step: int, enters: bool = False) -> bool:  # noqa: ARG002
        """F6; True when the keyboard went to another pane of the page itself, or came into one from outside (`enters`)."""
        return False

    def _on_touched(self, kinds: frozenset[str]) -> None:
        if not self.shows & kinds:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True
