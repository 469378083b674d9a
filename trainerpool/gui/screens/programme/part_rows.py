"""The days of a session in its form: one line each with start and end; further days can be added and taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button, IconButton
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.queries.sessions import PartRow

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
MOST_DAYS = 6
_ORDINALS = ("", "Second day", "Third day", "Fourth day", "Fifth day", "Sixth day")


def read_time(text: str) -> str:
    """A civil time as people type it ("9.30", "0930", "1pm") as HH:MM; "" where it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


class PartLine(QWidget):
    """One day with its times; `changed` when something else is said, `gone` when it is taken out.

    `stacked` puts the times under the day, where there is little room beside it.
    """

    changed = Signal()
    gone = Signal()

    def __init__(
        self, number: int, today: date, day: date | None, start: str, end: str, *, stacked: bool = False
    ) -> None:
        super().__init__()
        name = _ORDINALS[number] or "Day"
        self.day = DayField(name, today, day)
        self.start, self.end = QLineEdit(start), QLineEdit(end)
        self.fields = {
            "day": Field(name, self.day, required=True),
            "start": Field("Start", self.start, required=True),
            "end": Field("End", self.end, required=True),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if stacked:
            column.addWidget(self.fields["day"])
        else:
            row.addWidget(self.fields["day"], 2)
        column.addLayout(row)
        row.addWidget(self.fields["start"], 1)
        row.addWidget(self.fields["end"], 1)
        self.out = IconButton(f"Take out the {name.lower()}", "x", "quiet").does(self.gone.emit)
        policy = self.out.sizePolicy()
        policy.setRetainSizeWhenHidden(not stacked)
        self.out.setSizePolicy(policy)
        self.out.setVisible(number > 0)
        row.addWidget(self.out)
        self.day.settled.connect(lambda _day: self.changed.emit())
        for key, field in (("day", self.day), ("start", self.start), ("end", self.end)):
            field.editingFinished.connect(partial(self._left, key))

    def _left(self, key: str) -> None:
        self.check(key)
        self.changed.emit()

    def check(self, key: str) -> bool:
        """Say what is wrong with a field; whether nothing is."""
        words = ""
        if key == "day":
            read = self.day.read()
            words = read.problem or ("" if read.iso else "Say on which day.")
        else:
            text = (self.start if key == "start" else self.end).text()
            words = "" if read_time(text) else f"“{text}” is no time. Type it like 09:30."
            if not words and key == "end" and read_time(text) <= read_time(self.start.text()):
                words = "The end is not after the start."
        self.fields[key].say(words)
        return not words

    def first_wrong(self) -> QWidget | None:
        """The first field something is wrong with."""
        wrong = [key for key in self.fields if not self.check(key)]
        return self.fields[wrong[0]].control if wrong else None

    def part(self) -> tuple[str, str, str] | None:
        """Day, start and end; None while one of them cannot be read."""
        day, start, end = self.day.read().iso, read_time(self.start.text()), read_time(self.end.text())
        return (day, start, end) if day and start and end > start else None


class PartLines(QWidget):
    """All days of a session."""

    changed = Signal()

    def __init__(self, today: date, day: date, held: Sequence[PartRow] = ()) -> None:
        super().__init__()
        self._today = today
        self.lines: list[PartLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(2)
        self.more = Button("Add a day", "link").does(self.add_day)
        self._column.addWidget(self.more)
        if not held:
            self._add(day, "09:30", "12:30")
        for part in held:
            self._add(date.fromisoformat(part.date) if len(part.date) == 10 else None, part.start, part.end)

    def add_day(self) -> None:
        """Another day: the next working weekday, at the times of the last."""
        last = self.lines[-1]
        before = last.day.read().day
        after = before + timedelta(days=1) if before is not None else None
        while after is not None and after.weekday() > 4:
            after += timedelta(days=1)
        line = self._add(after, last.start.text(), last.end.text())
        line.day.setFocus()
        self.changed.emit()

    def _add(self, day: date | None, start: str, end: str) -> PartLine:
        line = PartLine(len(self.lines), self._today, day, start, end)
        line.changed.connect(self.changed)
        line.gone.connect(lambda: self._take_out(line))
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        self.more.setVisible(len(self.lines) < MOST_DAYS)
        return line

    def _take_out(self, line: PartLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.more.setVisible(True)
        self.lines[-1].day.setFocus()
        self.changed.emit()

    def first_wrong(self) -> QWidget | None:
        """The first field something is wrong with."""
        return next((wrong for wrong in [line.first_wrong() for line in self.lines] if wrong is not None), None)

    def parts(self) -> tuple[tuple[str, str, str], ...]:
        """Every day that can be read."""
        return tuple(part for line in self.lines if (part := line.part()) is not None)
