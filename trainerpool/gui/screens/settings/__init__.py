"""Settings: the pool's own name and policy, its days, its backups, and how the window looks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.settings.screen import SettingsScreen

    return SettingsScreen(shell)
