"""Carry files: who has keys and which carry file, who is invited; inviting, handing out, ending trust."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.exchange.carry.screen import CarryScreen

    return CarryScreen(shell)
