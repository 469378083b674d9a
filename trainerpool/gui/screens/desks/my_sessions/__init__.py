"""My sessions: what is asked of a trainer, what is coming, what is behind."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.my_sessions.screen import MySessionsScreen

    return MySessionsScreen(shell)
