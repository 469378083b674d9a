"""Import: every row of a spreadsheet with what became of it, before anything is stored."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """The page, on this shell."""
    from trainerpool.gui.screens.import_review.screen import ImportScreen

    return ImportScreen(shell)
