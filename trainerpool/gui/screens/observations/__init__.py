"""Observations: who is due, visits planned and under way, what each record waits for, and judgements over time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.observations.screen import ObservationsScreen

    return ObservationsScreen(shell)
