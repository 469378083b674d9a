"""Today: what needs somebody, most urgent first, each with its fix one key away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.today.screen import TodayScreen

    return TodayScreen(shell)
