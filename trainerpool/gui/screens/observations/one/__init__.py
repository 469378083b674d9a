"""One observation whole: judgements with their evidence, notes, what was agreed and answered, and every revision."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.observations.one.screen import ObservationScreen

    return ObservationScreen(shell)
