"""Send: what would go to the Business Unit, written to a file that only they can open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.send.screen import SendScreen

    return SendScreen(shell)
