"""One trainer's page: the path, what keeps the approval, courses, evidence and everything behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.trainer.screen import TrainerScreen

    return TrainerScreen(shell)
