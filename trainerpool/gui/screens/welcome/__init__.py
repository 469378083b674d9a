"""Welcome: the pools opened lately, and the ways to begin; shown while no pool is open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.welcome.screen import WelcomeScreen

    return WelcomeScreen(shell)
