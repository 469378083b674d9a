"""The page of Settings at one's own desk: appearance alone, everything else is the Business Unit's."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from trainerpool.gui.page import Screen
from trainerpool.gui.parts.header import PageHeader
from trainerpool.gui.screens.settings.looks import LooksSection
from trainerpool.gui.shell import Shell


class OwnSettingsScreen(Screen):
    """What is chosen is worn at once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName("Settings")
        self.looks = LooksSection(shell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHeader("Settings", ["How the window looks on this computer."]))
        column.addWidget(self.looks, 1)
        shell.set_inspector(None)

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.looks.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looks.refresh()
        self.looks.take_focus()
