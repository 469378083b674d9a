"""Trainers: the list of everybody in the pool, searched and filtered as one types."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.trainers.screen import TrainersScreen

    return TrainersScreen(shell)
