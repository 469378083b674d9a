"""My availability: when a trainer is away, and the weekdays that suit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.my_availability.screen import MyAvailabilityScreen

    return MyAvailabilityScreen(shell)
