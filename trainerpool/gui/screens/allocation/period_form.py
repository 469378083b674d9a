"""Any two days as the period to staff, typed beside the board."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.inspector import Inspector


class PeriodForm(Inspector):
    """`answered(first day, last day)` on Ctrl+Enter or the deed; `left` on Esc or Cancel."""

    answered = Signal(object, object)
    left = Signal()

    def __init__(self, today: date, start: date, end: date) -> None:
        super().__init__("Other days", "The sessions that begin between these two days, both included")
        self.first, self.last = DayField("First day", today, start), DayField("Last day", today, end)
        self.fields = (Field("First day", self.first), Field("Last day", self.last))
        self.deed = Button("Show these days", "filled").does(self._finish)
        self.cancel = Button("Cancel").does(self.left.emit)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.deed)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.add(*self.fields, holder)
        finish = QShortcut(QKeySequence("Ctrl+Return"), self)
        finish.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        finish.activated.connect(self._finish)
        self.last.returnPressed.connect(self._finish)

    def _finish(self) -> None:
        first, last = self.first.day(), self.last.day()
        self.fields[0].say("" if first is not None else "A day is needed, such as 12 Jan 2027.")
        order = first is not None and last is not None and last < first
        self.fields[1].say(
            "A day is needed, such as 26 Mar 2027."
            if last is None
            else "The last day is before the first."
            if order
            else ""
        )
        if first is not None and last is not None and not order:
            self.answered.emit(first, last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
