"""A short form beside the board: its fields, its deed on Enter or Ctrl+Enter, and Cancel or Esc to leave it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector


class ShortForm(Inspector):
    """`left` on Esc or Cancel; a form says with `finish` what its deed does."""

    left = Signal()

    def add_fields(self, *fields: Field, deed: str) -> None:
        """Add the fields, and below them the deed and Cancel."""
        self.deed = Button(deed, "filled").does(self.finish)
        self.cancel = Button("Cancel").does(self.left.emit)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.deed)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.add(*fields, foot)
        done = QShortcut(QKeySequence("Ctrl+Return"), self)
        done.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        done.activated.connect(self.finish)

    def finish(self) -> None:
        """Hand on what was typed, or say what is missing."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
