"""The form of a visit at an observer's own desk: the same as in the pool, gone back from to My visits."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The form, on this shell."""
    from trainerpool.gui.screens.desks.my_visit.screen import VisitScreen

    return VisitScreen(shell, home="my_visits")
