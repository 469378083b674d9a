"""The line under the form: where everything is kept, what Ctrl+Z would take back, and the keys of the pane in use."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout

from trainerpool.gui import theme
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label, MeaningIcon, Pane

_KEYS = {
    "plan": "F6 next pane    Ctrl+Enter in the notes keeps one",
    "notes": "F6 next pane    F2 who it is about    Ctrl+Enter keeps the note",
    "criteria": "F6 next pane    1 to 4 judge    Enter evidence    Alt+Down next criterion",
}


class VisitFoot(Pane):
    """24 high, as the window's own status line, whose place it takes in full screen."""

    def __init__(self) -> None:
        super().__init__("sunken")
        self.setAccessibleName("Status of the visit")
        self.place = Label("Everything is in this file on this computer", "small", "muted")
        self._arrow = MeaningIcon(None, "undo-2", 13)
        self.undo = ElidedLabel("", "small", "muted")
        self.keys = Label(_KEYS["notes"], "small", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(MeaningIcon(None, "check", 13))
        row.addWidget(self.place)
        row.addSpacing(12)
        row.addWidget(self._arrow)
        row.addWidget(self.undo, 1)
        row.addWidget(self.keys)
        self.column.addWidget(Hairline())
        self.column.addLayout(row, 1)
        self.say_undo("")

    def sizeHint(self) -> QSize:
        return QSize(400, max(theme.tokens().layout["status_line"], theme.line_height("small") + 9))

    def say_undo(self, name: str) -> None:
        """What Ctrl+Z would take back."""
        self._arrow.setVisible(bool(name))
        self.undo.setText(f"Undo: {name[:1].lower()}{name[1:]}  Ctrl+Z" if name else "")

    def say_keys(self, pane: str) -> None:
        """The keys of this pane."""
        self.keys.setText(_KEYS[pane])

    def fold(self, is_narrow: bool) -> None:
        """In a narrow window only what was kept and what can be taken back."""
        self.keys.setVisible(not is_narrow)
        self.place.setText("Kept" if is_narrow else "Everything is in this file on this computer")
