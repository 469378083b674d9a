"""Triggers: what happened in law, guidance, reviews and procedures, the courses each flagged, and what became of each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.materials.triggers.screen import TriggersScreen

    return TriggersScreen(shell)
