"""Settings of one's own desk: how the window looks on this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.own_settings.screen import OwnSettingsScreen

    return OwnSettingsScreen(shell)
