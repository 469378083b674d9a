"""The form of a visit: plan, timed notes and criteria side by side, over the whole screen; for a pool and for an observer's desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The form, on this shell."""
    from trainerpool.gui.screens.observations.visit.screen import VisitScreen

    return VisitScreen(shell)
