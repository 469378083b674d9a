"""Any two days as the period to staff, typed beside the board."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.screens.allocation.short_form import ShortForm


class PeriodForm(ShortForm):
    """`answered(first day, last day)` on Ctrl+Enter, Enter in the last day, or the deed."""

    answered = Signal(object, object)

    def __init__(self, today: date, start: date, end: date) -> None:
        super().__init__("Other days", "The sessions that begin between these two days, both included")
        self.first, self.last = DayField("First day", today, start), DayField("Last day", today, end)
        self.fields = (Field("First day", self.first), Field("Last day", self.last))
        self.add_fields(*self.fields, deed="Show these days")
        self.last.returnPressed.connect(self.finish)

    def finish(self) -> None:
        first, last = self.first.day(), self.last.day()
        missing = "" if last is not None else "A day is needed, such as 26 Mar 2027."
        if first is not None and last is not None and last < first:
            missing = "The last day is before the first."
        self.fields[0].say("" if first is not None else "A day is needed, such as 12 Jan 2027.")
        self.fields[1].say(missing)
        if first is not None and not missing:
            self.answered.emit(first, last)
