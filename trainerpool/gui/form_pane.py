"""A form laid over the inspector for one deed: Ctrl+Enter does it, Esc leaves, and what was refused is said in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.shell import Shell
from trainerpool.problem import Problem


class FormPane(Inspector):
    """`left()` runs when the form is done or left; a form says with `finish` what its filled button does.

    `is_about_rows`: whether choosing other rows takes the form away.
    """

    is_about_rows = True

    def __init__(self, shell: Shell, title: str, summary: str, deed: str, left: Callable[[], None]) -> None:
        super().__init__(title, summary)
        self.shell, self._left = shell, left
        self.save = Button(deed, "filled", keys="Ctrl+Enter").does(self.finish)
        self.cancel = Button("Cancel").does(left)
        self._panel: QWidget | None = None
        self.first: QWidget | None = None

    def add_foot(self) -> None:
        """Add the buttons below the fields."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self._foot = self.add(line)

    def finish(self) -> None:
        """Do it, or say what is missing."""
        raise NotImplementedError

    def refuse(self, error: Exception) -> None:
        """Show why it was not done, in the form; what was chosen stays."""
        self.save.block("")
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = ErrorPanel(error)
        layout = self._foot.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self._panel)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.first is not None:
            QTimer.singleShot(0, self.first, self.first.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self.save.is_blocked():
                self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._left()
        else:
            super().keyPressEvent(event)
