"""The six words of an invitation, large, to be told by telephone: shown once, kept nowhere, gone when the dialog closes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import drawing
from trainerpool.gui.dialogs.fitting import FittingDialog
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, Pane
from trainerpool.gui.spoken import Role
from trainerpool.operations.carrying.to_files import InvitedTo

_ACROSS = 3


class WordsCard(Pane):
    """The words in rows of three; it takes the keyboard so that they can be read out. They cannot be marked or copied."""

    spoken_role = Role.StaticText

    def __init__(self, words: str) -> None:
        super().__init__("card", 12)
        self.setAccessibleName("The six words")
        self.setAccessibleDescription(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.labels: list[Label] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for place, word in enumerate(words.split()):
            cell = QHBoxLayout()
            cell.setSpacing(8)
            shown = Label(word, "title")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.labels.append(shown)
            cell.addWidget(Label(str(place + 1), tone="muted"))
            cell.addWidget(shown, 1)
            grid.addLayout(cell, place // _ACROSS, place % _ACROSS)
        self.column.addLayout(grid)

    def forget(self) -> None:
        """Nothing of the words stays on the screen or in the widgets."""
        self.setAccessibleDescription("")
        for label in self.labels:
            label.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            drawing.inner_ring(QPainter(self), self.rect())


class WordsDialog(FittingDialog):
    """After an invitation was saved: its words, what it means, and what to do now."""

    def __init__(self, parent: QWidget, made: InvitedTo) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("Trainer Pool")  # titles stand in lists of windows: nobody is named there
        self.setAccessibleName("Six words to be told by telephone")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card = WordsCard(made.words)
        self.close_button = Button("I have told them", "filled").does(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 17, 14)
        column.setSpacing(10)
        column.addWidget(Label(f"Tell {made.said.name} these six words by telephone", "section", wraps=True))
        column.addWidget(self.card)
        column.addWidget(
            Label(
                "They are shown this once and kept nowhere: when this closes, they are gone. Lost words mean a new invitation.",
                wraps=True,
            )
        )
        draft = f" A draft with it is beside it: {made.path.with_suffix('.eml').name}." if made.has_draft else ""
        column.addWidget(
            Label(f"Send the file {made.path.name} by e-mail, without the words.{draft}", tone="muted", wraps=True)
        )
        column.addWidget(
            Label(f"The reply has to be taken in by {in_words(made.said.until)}.", tone="muted", wraps=True)
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.setMinimumWidth(460)
        self.finished.connect(lambda _result: self.card.forget())
        self.card.setFocus()
