"""Materials: courses with their trainer packs, the versions of each, and the review of a version against the checklist."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainerpool.gui.shell import Shell


def build(shell: Shell) -> QWidget:
    """Make the page."""
    from trainerpool.gui.screens.materials.screen import MaterialsScreen

    return MaterialsScreen(shell)
