"""The evidence of one judgement: what was seen, typed or taken over from a timed note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, MeaningIcon

_LINES = 2
_OFFERED = 3


class EvidenceBox(QWidget):
    """`typed(text)` at every change by the person, `left()` when the keyboard goes elsewhere."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, about: str) -> None:
        super().__init__()
        self._buttons: list[Button] = []
        self._offered: tuple[tuple[str, str], ...] = ()
        self._mark = MeaningIcon(Meaning.ATTENTION, size=14)
        self.needed = Label("", tone=Meaning.ATTENTION.value)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(f"Evidence for {about}")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_LINES * theme.line_height() + 20)
        self.field.textChanged.connect(lambda: self.typed.emit(self.text()))
        self.field.installEventFilter(self)
        head = QHBoxLayout()
        head.setContentsMargins(3, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(Label("Evidence", "strong"))
        head.addWidget(self._mark)
        head.addWidget(self.needed)
        head.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addLayout(self._row)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText().strip()

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed is never written over."""
        if not self.field.hasFocus() and text != self.text():
            self.put_text(text)

    def put_text(self, text: str) -> None:
        """Put a text into the field without telling of it."""
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.blockSignals(False)

    def say_needed(self, judgement: str) -> None:
        """Say that this judgement asks for evidence; "" when it does not, or there is some."""
        self._mark.setVisible(bool(judgement))
        self.needed.setText(f"needed for {judgement}" if judgement else "")
        self.field.setAccessibleDescription(self.needed.text())

    def offer(self, notes: Sequence[tuple[str, str]]) -> None:
        """Offer these notes, each time and text, to be taken over."""
        if (wanted := tuple(notes[:_OFFERED])) == self._offered:
            return
        self._offered = wanted
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for place, (at, text) in enumerate(wanted):
            button = Button(f"Add note {at}", icon="plus").does(lambda at=at, text=text: self.add_note(at, text))  # type: ignore[misc]
            button.setToolTip(text)
            button.setAccessibleDescription(text)
            self._row.insertWidget(place, button)
            self._buttons.append(button)

    def add_note(self, at: str, text: str) -> None:
        """Add a note's time and words at the end of the evidence."""
        before = self.field.toPlainText().rstrip()
        self.field.setPlainText(f"{before} {at} {text}".strip())
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
