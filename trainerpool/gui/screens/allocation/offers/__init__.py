"""The page of offers: who was offered what and what came of it, and the letters that say so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """Build the page."""
    from trainerpool.gui.screens.allocation.offers.screen import OffersScreen

    return OffersScreen(shell)
