"""A reason typed where the cell is explained: for going against a rule, and for a place that is given back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector
from trainerpool.gui.parts.why import Reason, WhyBlock


class ReasonForm(Inspector):
    """`answered(reason)` on Enter, Ctrl+Enter or the deed; `left` on Esc or Cancel."""

    answered = Signal(str)
    left = Signal()

    def __init__(self, title: str, about: str, why: str, deed: str, needed: bool) -> None:
        """`about` says whom and what; `why` is the rule gone against, `deed` the words of the button."""
        super().__init__(title, about)
        self._needed = needed
        if why:
            self.add(WhyBlock("The rule", [Reason(Meaning.ATTENTION, why, "The reason is kept with the allocation and shown wherever it is.")]))  # fmt: skip
        self.line = QLineEdit()
        self.field = Field("Reason", self.line, required=needed)
        self.deed = Button(deed, "filled").does(self._finish)
        self.cancel = Button("Cancel").does(self.left.emit)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.deed)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.add(self.field, holder)
        self.line.returnPressed.connect(self._finish)
        finish = QShortcut(QKeySequence("Ctrl+Return"), self)
        finish.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        finish.activated.connect(self._finish)
        QWidget.setTabOrder(self.line, self.deed)
        QWidget.setTabOrder(self.deed, self.cancel)

    def _finish(self) -> None:
        text = self.line.text().strip()
        if self._needed and not text:
            self.field.say("A reason is needed to go against a rule. Nothing was changed.")
            self.line.setFocus()
            return
        self.answered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
