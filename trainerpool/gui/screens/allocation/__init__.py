"""The Allocation page: the board, the live proposal, what it would change, and deeds by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """Build the page."""
    from trainerpool.gui.screens.allocation.screen import AllocationScreen

    return AllocationScreen(shell)
