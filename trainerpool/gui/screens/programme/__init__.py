"""Programme: the sessions as a month or a table, added and changed by hand, printed and handed out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.programme.screen import ProgrammeScreen

    return ProgrammeScreen(shell)
