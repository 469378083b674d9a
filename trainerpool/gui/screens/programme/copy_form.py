"""A session made again on another day: the day, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme import doing
from trainerpool.gui.screens.programme.dialog import FormDialog
from trainerpool.gui.screens.programme.planned_list import PlannedList
from trainerpool.gui.shell import Shell
from trainerpool.queries.planning import PlannedRow, copy_to
from trainerpool.queries.staffing import StaffingRow


class CopyForm(FormDialog):
    """A week later unless another day is given; times, venue and learners stay, nobody is on it."""

    def __init__(self, parent: QWidget, shell: Shell, row: StaffingRow, made: Callable[[str, date], None]) -> None:
        super().__init__(parent, "Duplicate session", "Duplicate", wide=460)
        self._parent, self._shell, self._row, self._made = parent, shell, row, made
        self._planned: PlannedRow | None = None
        wanted = max(row.session.first_date, shell.today()) + timedelta(days=7)
        self.day = DayField("Day", shell.today(), wanted)
        self.field = Field("On which day", self.day, required=True)
        self.list = PlannedList("The session that would be made", ticks=False)
        self.list.setMinimumHeight(60)
        self.list.setMaximumHeight(96)
        self.body.addWidget(
            Label(f"{row.session.title}, {in_words(row.session.first_date, weekday=True)}", tone="muted", wraps=True)
        )
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.day.settled.connect(lambda _day: self._read())
        self.day.setFocus()
        self.day.selectAll()
        self._read()

    def _read(self) -> None:
        read = self.day.read()
        self.field.say(read.problem or ("" if read.iso else "Say on which day."))
        if read.day is not None:
            self._shell.ask(copy_to, self._row.id, read.day, then=self._known, latest="copy", owner=self)

    def _known(self, planned: PlannedRow | None) -> None:
        self._planned = planned
        self.list.show_rows([planned] if planned is not None else [])
        if planned is None:
            self.done_button.block("A session without a day cannot be duplicated.")

    def finish(self) -> None:
        """Make it on the day given."""
        day = self.day.read().day
        planned = self._planned
        if day is None:
            self._read()
            self.day.setFocus()
            return
        if planned is None or planned.day != day:
            self._shell.ask(copy_to, self._row.id, day, then=self._then_store, owner=self)
        else:
            self._store(planned, day)

    def _then_store(self, planned: PlannedRow | None) -> None:
        self._known(planned)
        if planned is not None and planned.day is not None:
            self._store(planned, planned.day)

    def _store(self, planned: PlannedRow, day: date) -> None:
        def done(made: Any) -> None:
            self.accept()
            self._made(made.record, day)

        self.wait()
        self._shell.do(
            doing.duplicate, self._row.id, planned.as_parts(), then=done, failed=self.refuse, owner=self._parent
        )
