"""Calls for availability: who was asked, who has answered and what they said; asking, writing to them, entering answers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.exchange.calls.screen import CallsScreen

    return CallsScreen(shell)
