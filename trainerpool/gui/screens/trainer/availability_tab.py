"""The tab of availability: the weekdays that suit, and when somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Label
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.trainer.columns import away_columns
from trainerpool.gui.screens.trainer.tab_table import Deed, TabTable
from trainerpool.gui.shell import Shell
from trainerpool.operations.availability import add_unavailability, remove_unavailability, set_weekdays
from trainerpool.problem import Problem
from trainerpool.queries.availability import AwayRow, WeekdaysRow
from trainerpool.queries.trainer_page import TrainerPage

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WHOLE = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class AvailabilityTab(QWidget):
    """Edits save as they are made: a weekday as it is ticked, an absence with its button or Ctrl+Enter."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._page: TrainerPage | None = None
        self._today = shell.today()
        self.days = [QCheckBox(name) for name in _NAMES]
        for box, name in zip(self.days, _WHOLE, strict=True):
            box.setAccessibleName(f"Can deliver on {name}")
            box.clicked.connect(lambda _=False: self._set_days())
        self.said = ElidedLabel("", tone="muted")
        week = QHBoxLayout()
        week.setContentsMargins(16, 6, 16, 6)
        week.setSpacing(8)
        week.addWidget(Label("Can deliver on", "strong"))
        for box in self.days:
            week.addWidget(box)
        week.addWidget(self.said, 1)
        self.start, self.end = DayField("Away from", self._today), DayField("Away to", self._today)
        self.note = QLineEdit()
        self.fields = {
            "start": Field("Away from", self.start, required=True), "end": Field("To, included", self.end, hint="Empty is the same day."),
            "note": Field("Note", self.note),
        }  # fmt: skip
        self.record = Button("Record absence").does(self.finish)
        form = QHBoxLayout()
        form.setContentsMargins(13, 6, 13, 4)
        form.setSpacing(6)
        for field in self.fields.values():
            form.addWidget(field, 1)
        form.addWidget(self.record, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows: TabTable[AwayRow] = TabTable(
            "Absences", away_columns(), lambda r: f"Away {in_words(r.start)} to {in_words(r.end)}", self._deeds
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(week)
        column.addWidget(Hairline())
        column.addLayout(form)
        column.addWidget(Hairline())
        column.addWidget(self.rows, 1)

    def show_page(self, page: TrainerPage) -> None:
        """Show this trainer's weekdays and absences."""
        self._page = page
        present = self._pattern()
        for day, box in enumerate(self.days):
            box.setChecked(present is None or day in present.weekdays)
        since = f", from {in_words(present.start)}" if present is not None and present.start is not None else ""
        self.said.setText(f"As told{since}." if present is not None else "Nothing recorded: any day may do.")
        name = page.person.given_name or page.person.name
        self.rows.show_rows(
            page.away,
            lambda: EmptyState(
                "No absence is recorded", f"Record one above when {name} tells of it.", icon="calendar-days"
            ),
        )

    def finish(self) -> None:
        """Record the absence, or say what is missing."""
        start, end = self.start.read(), self.end.read()
        first = start.day
        last = end.day or (first if not end.problem else None)
        self.fields["start"].say(start.problem or ("" if first is not None else "Say from which day."))
        late = first is not None and last is not None and last < first
        self.fields["end"].say(end.problem or ("That is before it begins." if late else ""))
        if first is None or last is None or late or self._page is None:
            (self.start if first is None else self.end).setFocus()
            return

        def done(_result: object) -> None:
            self.start.set_day(None)
            self.end.set_day(None)
            self.note.clear()
            self.start.setFocus()

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            self.fields["start"].say(str(error))

        note = self.note.text().strip() or None
        self._shell.do(
            add_unavailability, self._page.person.id, first, last, note, then=done, failed=failed, owner=self
        )

    def _pattern(self) -> WeekdaysRow | None:
        day: date = self._today
        rows = self._page.weekdays if self._page is not None else ()
        held = [row for row in rows if (row.start or day) <= day <= (row.end or day)]
        return held[-1] if held else None

    def _set_days(self) -> None:
        if self._page is None:
            return
        present = self._pattern()
        chosen = [day for day, box in enumerate(self.days) if box.isChecked()]
        self._shell.do(set_weekdays, self._page.person.id, chosen, present.start if present is not None else None)

    def _deeds(self, row: AwayRow) -> Sequence[Deed]:
        return (("Take back this absence", lambda: self._take_back(row)),)

    def _take_back(self, row: AwayRow) -> None:
        self._shell.do(remove_unavailability, row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            return
        super().keyPressEvent(event)
