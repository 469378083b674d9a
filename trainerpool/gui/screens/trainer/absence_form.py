"""The fields of one absence: from, to and a note; wide they stand in one row with their buttons, narrow in two."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from trainerpool.gui import theme
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field


class AbsenceForm(QWidget):
    """`record` and `clear` are its buttons; `asked()` what it says, once it makes sense."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.start, self.end = DayField("Away from", today), DayField("Away to", today)
        self.note = QLineEdit()
        self.fields = {
            "start": Field("Away from", self.start, required=True), "end": Field("To, included", self.end),
            "note": Field("Note", self.note),
        }  # fmt: skip
        self.record, self.clear = Button("Record absence"), Button("Clear these days")
        fields = QHBoxLayout()
        fields.setSpacing(6)
        for field in self.fields.values():
            fields.addWidget(field, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self.record)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(13, 4, 13, 0)
        self._row.setSpacing(6)
        self._row.addLayout(fields, 1)
        self._row.addLayout(buttons)

    def empty(self) -> None:
        """Nothing is typed."""
        for day in (self.start, self.end):
            day.set_day(None)
        self.note.clear()

    def show_days(self, start: date, end: date) -> None:
        """Show the days chosen on the year."""
        self.start.set_day(start)
        self.end.set_day(end if end != start else None)
        for key in ("start", "end"):
            self.fields[key].say("")

    def asked(self) -> tuple[date, date, str | None] | None:
        """First day, last day and note; None with the fault said at its field, which takes the focus."""
        start, end = self.start.read(), self.end.read()
        first = start.day
        last = end.day or (first if not end.problem else None)
        self.fields["start"].say(start.problem or ("" if first is not None else "Say from which day."))
        late = first is not None and last is not None and last < first
        self.fields["end"].say(end.problem or ("That is before it begins." if late else ""))
        if first is None or last is None or late:
            (self.start if first is None else self.end).setFocus()
            return None
        return first, last, self.note.text().strip() or None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.record.sizeHint().width() + self.clear.sizeHint().width() + theme.scaled(480)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if self.width() >= wide else down)
        self._row.setSpacing(6 if self.width() >= wide else 0)
