"""My reflections: a journal, private unless shared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.desks.my_reflections.screen import MyReflectionsScreen

    return MyReflectionsScreen(shell)
