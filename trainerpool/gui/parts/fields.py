"""Fields: the search field, and a form field with its label above and its message under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from trainerpool.gui import icons
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.labels import Label, MeaningIcon


class SearchField(QLineEdit):
    """Search as you type: `sought(words)` 10 ms after the last key, at once on Enter. Esc clears."""

    sought = Signal(str)

    def __init__(self, name: str, hint: str = "Search") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(False)
        self._mark = self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icons.icon("x"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText("Clear the search")
        for mark, said in zip(self.findChildren(QToolButton), ("Search", "Clear the search"), strict=True):
            mark.setAccessibleName(said)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(10)
        self._wait.timeout.connect(lambda: self.sought.emit(self.text().strip()))
        self.textChanged.connect(self._on_text)
        self.setMinimumWidth(120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def seek_now(self) -> None:
        self._wait.stop()
        self.sought.emit(self.text().strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_clear"):
            icons.show_on(self._mark, "search", "muted")
            icons.show_on(self._clear, "x")

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._wait.start()
        else:
            self.seek_now()


class Field(QWidget):
    """A control with its label above and room for one message under it, so that nothing jumps later."""

    def __init__(self, label: str, control: QWidget, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.control = control
        words = f"{label} (needed)" if required else label
        self.label = Label(words)
        self.label.setBuddy(control)
        self.label.setContentsMargins(3, 0, 0, 0)
        control.setAccessibleName(words)
        self._hint = hint
        self._icon = MeaningIcon(size=14)
        self.message = Label("", wraps=True)
        row = QHBoxLayout()
        row.setContentsMargins(3, 0, 3, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self.message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.label)
        column.addWidget(control)
        column.addLayout(row)
        self.say("")

    def say(self, text: str, meaning: Meaning | None = Meaning.STOP) -> None:
        """Show a message of this meaning under the field; an empty text shows the hint again."""
        shown = text or self._hint
        wrong = bool(text) and meaning is Meaning.STOP
        self.message.setText(shown or " ")
        self.message.set_tone(meaning.value if text and meaning else "muted")
        self._icon.setVisible(bool(text))
        self._icon.set_meaning(meaning if text else None)
        self.control.setProperty("meaning", Meaning.STOP.value if wrong else None)
        self.control.setAccessibleDescription(shown)
        self.control.update()

    def fix(self, text: str) -> None:
        """The field cannot be changed, and why; a lock stands before the words."""
        self.control.setEnabled(False)
        self.message.setText(text)
        self.message.set_tone("muted")
        self._icon.setVisible(True)
        self._icon.set_meaning(None, "lock")
        self.control.setAccessibleDescription(text)
