"""Exchange: what came back from the desks of trainers and observers, and what is handed out to them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.exchange.screen import ExchangeScreen

    return ExchangeScreen(shell)
