"""My visits: whom an observer sees, what is still to be written, what is with the Business Unit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.my_visits.screen import MyVisitsScreen

    return MyVisitsScreen(shell)
