"""The form of a session: course, days and times, place, learners; every message stands under its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField, read_day
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.problem import Problem
from trainerpool.queries.courses import CourseRow
from trainerpool.queries.sessions import SessionRow

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


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


class SessionForm(QDialog):
    """`wanted(form)` runs when it is complete; it stays open until it is accepted, or shows why not."""

    def __init__(
        self, parent: QWidget, courses: Sequence[CourseRow], venues: Sequence[str], day: date, wanted: Callable[[SessionForm], None],
        held: SessionRow | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._wanted, self._courses, self.held = wanted, courses, held
        words = "Change session" if held else "Add session"
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.course = QComboBox()
        self.course.addItems([one.title for one in courses])
        self.course.setCurrentIndex(-1)
        self.course.setPlaceholderText("Choose a course")
        self.day, self.second = DayField("Day", day, day), DayField("Second day", day)
        self.start, self.end = QLineEdit("09:30"), QLineEdit("12:30")
        self.venue = QComboBox()
        self.venue.setEditable(True)
        self.venue.addItems(list(venues))
        self.venue.setCurrentIndex(-1)
        if (typed := self.venue.lineEdit()) is not None:
            typed.setAccessibleName("Venue")
        self.learners = QLineEdit("20")
        self.virtual = QCheckBox("Online")
        self.fields = {
            "course": Field("Course", self.course, required=True), "day": Field("Day", self.day, required=True),
            "second": Field("Second day, if there is one", self.second), "start": Field("Start", self.start, required=True),
            "end": Field("End", self.end, required=True), "venue": Field("Venue", self.venue), "learners": Field("Learners, at most", self.learners),
        }  # fmt: skip
        self._lay_out(words)
        if held is not None:
            self._fill(held)
        self.course.currentIndexChanged.connect(self._on_course)
        self.course.setFocus()

    def _lay_out(self, words: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        places = {"course": (0, 0, 1, 4), "day": (1, 0, 1, 2), "second": (1, 2, 1, 2), "start": (2, 0, 1, 1), "end": (2, 1, 1, 1),
                  "learners": (2, 2, 1, 2), "venue": (3, 0, 1, 3)}  # fmt: skip
        for key, place in places.items():
            grid.addWidget(self.fields[key], *place)
        grid.addWidget(self.virtual, 3, 3, Qt.AlignmentFlag.AlignVCenter)
        for column in range(4):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 124)
        self.done_button = Button(words, "filled", keys="Ctrl+Enter").does(self.finish)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        foot.addWidget(Button("Cancel").does(self.reject))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 17, 14)
        self._column.setSpacing(8)
        self._column.addWidget(Label(words, "section"))
        self._column.addLayout(grid)
        self._column.addLayout(foot)
        self._panel: QWidget | None = None
        self.setMinimumWidth(560)

    def _fill(self, held: SessionRow) -> None:
        place = next((n for n, one in enumerate(self._courses) if held.course and one.id == held.course.id), -1)
        self.course.setCurrentIndex(place)
        self.day.setText(held.parts[0].date)
        self.start.setText(held.parts[0].start)
        self.end.setText(held.parts[0].end)
        if len(held.parts) > 1:
            self.second.setText(held.parts[1].date)
        self.venue.setCurrentText(held.venue)
        self.learners.setText(str(held.max_learners or ""))
        self.virtual.setChecked(held.virtual)

    def _on_course(self, place: int) -> None:
        """A course of a known length sets the end, as long as nobody typed another."""
        minutes, start = (self._courses[place].minutes if place >= 0 else None), read_time(self.start.text())
        if minutes and start and self.held is None:
            end = int(start[:2]) * 60 + int(start[3:]) + minutes
            self.end.setText(f"{end // 60 % 24:02}:{end % 60:02}")

    def parts(self) -> list[dict[str, str]]:
        """The civil parts as the deed wants them."""
        days = [read_day(field.text(), self._day()).iso for field in (self.day, self.second) if field.text().strip()]
        start, end = read_time(self.start.text()), read_time(self.end.text())
        return [{"start": f"{day}T{start}", "end": f"{day}T{end}"} for day in days]

    def values(self) -> dict[str, Any]:
        """The rest of the form by the operation's own names."""
        learners = self.learners.text().strip()
        return {
            "course": self._courses[self.course.currentIndex()].id, "venue": self.venue.currentText().strip() or None,
            "virtual": self.virtual.isChecked(), "max_learners": int(learners) if learners else None,
        }  # fmt: skip

    def _day(self) -> date:
        return date(2000, 1, 1)

    def finish(self) -> None:
        """Hand the session over, or say what is missing; the first field with a message takes the focus."""
        wrong = [key for key in self.fields if not self._check(key)]
        if wrong:
            self.fields[wrong[0]].control.setFocus()
            return
        self.done_button.block("Being stored")
        self._wanted(self)

    def wait_no_more(self) -> None:
        """It is not stored after all; what was typed stays."""
        self.done_button.block("")

    def refuse(self, error: Exception) -> None:
        """Show why it was not stored, in the form; what was typed stays."""
        self.wait_no_more()
        if not isinstance(error, Problem):
            raise error
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = ErrorPanel(error)
        self._column.insertWidget(1, self._panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finish()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _check(self, key: str) -> bool:
        words = ""
        if key == "course" and self.course.currentIndex() < 0:
            words = "Choose the course."
        elif key in {"day", "second"}:
            text = (self.day if key == "day" else self.second).text()
            read = read_day(text, self._day())
            words = read.problem or ("Say on which day." if key == "day" and not read.iso else "")
        elif key in {"start", "end"}:
            text = (self.start if key == "start" else self.end).text()
            words = "" if read_time(text) else f"“{text}” is no time. Type it like 09:30."
            if not words and key == "end" and read_time(text) <= read_time(self.start.text()):
                words = "The end is not after the start."
        elif key == "learners":
            text = self.learners.text().strip()
            words = "" if not text or (text.isdigit() and int(text) > 0) else f"“{text}” is no number of learners."
        self.fields[key].say(words)
        return not words
