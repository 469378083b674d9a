"""Get ready: the steps before each session to come."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.get_ready.screen import GetReadyScreen

    return GetReadyScreen(shell)
