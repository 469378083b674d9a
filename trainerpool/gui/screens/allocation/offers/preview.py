"""One letter as it would be sent, and the ways it can leave the program: draft, mail link, copied text, attachment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from trainerpool.domain.dates import count_of
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Label, Pane
from trainerpool.gui.parts.notices import Notice
from trainerpool.reports.offer_letters import Letter

# word, what stands on the button, what it does
WAYS = (
    ("open", "Open as a draft", "A private copy opens in your mail program, unsent, with its calendar"),
    ("link", "Begin a mail", "Your mail program begins a mail with this text; it cannot carry the attachment"),
    ("copy", "Copy the text", "Recipient, subject and text to the clipboard"),
    ("folder", "Show the attachment", "The calendar file in its folder, to attach by hand"),
)


class _Ways(QWidget):
    """The buttons, as many in a row as fit."""

    def __init__(self, buttons: list[Button]) -> None:
        super().__init__()
        self._buttons = buttons
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._across = 0
        self._lay_out(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(one.sizeHint().width() for one in self._buttons)
        whole = sum(one.sizeHint().width() for one in self._buttons)
        self._lay_out(len(self._buttons) if whole <= self.width() else max(1, min(2, self.width() // widest)))

    def _lay_out(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, one in enumerate(self._buttons):
            self._grid.addWidget(one, place // across, place % across)
        for column in range(len(self._buttons) + 1):
            self._grid.setColumnStretch(column, 1 if column == across else 0)
        self.updateGeometry()


class LetterPreview(Pane):
    """`wished(word)` for one of WAYS, about the letter shown."""

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__("raised", 16, 6)
        self.setAccessibleName("The letter")
        self.letter: Letter | None = None
        self.to = ElidedLabel("", "strong")
        self.subject = Label("", wraps=True)
        self.missing = Notice(
            "No e-mail address is on record: fill the recipient in by hand, or telephone.", Meaning.ATTENTION
        )
        self.body = QPlainTextEdit()
        self.body.setReadOnly(True)
        self.body.setTabChangesFocus(True)
        self.body.setAccessibleName("Text of the letter")
        self.body.setMinimumHeight(96)
        self.attached = ElidedLabel("", tone="muted")
        self.buttons = {word: Button(says) for word, says, _ in WAYS}
        for word, says, about in WAYS:
            self.buttons[word].setToolTip(about)
            self.buttons[word].setAccessibleDescription(about)
            self.buttons[word].does(lambda word=word: self.wished.emit(word))  # type: ignore[misc]
            self.buttons[word].setAccessibleName(says)
        for widget in (self.to, self.subject, self.missing):
            self.column.addWidget(widget)
        self.column.addWidget(self.body, 1)
        self.column.addWidget(self.attached)
        self.column.addWidget(_Ways(list(self.buttons.values())))

    def show_letter(self, letter: Letter | None) -> None:
        """Show this letter; None: nothing is chosen."""
        same = letter is not None and self.letter is not None and letter.id == self.letter.id
        scroll = self.body.verticalScrollBar().value() if same else 0
        self.letter = letter
        draft = letter.draft if letter is not None else None
        has = draft is not None and draft.has_address
        self.to.setText(f"To {draft.name}" + (f", {draft.address}" if has else "") if draft else "No letter is chosen.")
        self.subject.setText(draft.subject if draft else "")
        self.missing.setVisible(draft is not None and not has)
        self.body.setPlainText(draft.body if draft else "")
        self.body.verticalScrollBar().setValue(scroll)
        number = count_of(len(letter.places), "session") if letter is not None else ""
        self.attached.setText(f"Attached: {draft.calendar_name}, {number}" if draft else "")
        for button in self.buttons.values():
            button.block("" if draft else "No letter is chosen.")
