"""My standing: where a trainer stands, what keeps it, and by when."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.my_standing.screen import MyStandingScreen

    return MyStandingScreen(shell)
