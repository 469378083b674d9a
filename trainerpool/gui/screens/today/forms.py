"""The small forms of Today's inspector, in which a line is mended without leaving the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.dates import count_of, in_words
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.queries.today import Concerned

_LISTED = 12


class FixForm(QWidget):
    """Fields above one button that does it; Enter in a field, or Ctrl+Enter anywhere, does it as well."""

    def __init__(self, name: str, verb: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.button = Button(verb).does(self.finish)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.button)
        self._row.addStretch(1)

    def end(self, *beside: QWidget) -> None:
        """Put the button, and these beside it, under the fields."""
        for place, one in enumerate(beside, start=1):
            self._row.insertWidget(place, one)
        self.column.addLayout(self._row)

    def first(self) -> QWidget:
        """What takes the keyboard when the line's fix is asked for."""
        return self.button

    def finish(self) -> None:
        """Do it, or say under the field what is missing."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
            return
        super().keyPressEvent(event)


class DayForm(FixForm):
    """A day of the past or today, and for several people whom it holds for."""

    def __init__(
        self,
        name: str,
        verb: str,
        today: date,
        done: Callable[[tuple[str, ...], date], None],
        people: Sequence[Concerned],
        label: str = "Signed on",
    ) -> None:
        super().__init__(name, verb)
        self._today, self._done, self._verb = today, done, verb
        self.day = DayField(label, today, today)
        self.field = Field(label, self.day)
        self.ticks: list[tuple[str, QCheckBox]] = []
        if len(people) > 1:
            for one in people[:_LISTED]:
                tick = QCheckBox(f"{one.name}, {one.note}" if one.note else one.name)
                tick.setChecked(True)
                tick.toggled.connect(lambda _on: self._say())
                self.ticks.append((one.person, tick))
                self.column.addWidget(tick)
            if len(people) > _LISTED:
                self.column.addWidget(Label(f"{len(people) - _LISTED} more are in the list.", tone="muted", wraps=True))
        self._one = people[0].person
        self.column.addWidget(self.field)
        self.end()
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """Whom it holds for."""
        return tuple(key for key, tick in self.ticks if tick.isChecked()) if self.ticks else (self._one,)

    def _say(self) -> None:
        number = len(self.chosen())
        if self.ticks:
            self.button.set_text(f"{self._verb} for {number}" if number else self._verb)
        self.button.block("" if number else "Nobody is ticked.")

    def first(self) -> QWidget:
        return self.day

    def finish(self) -> None:
        day = self.day.day()
        if day is None:
            self.field.say("Which day? Such as 12 Nov 2026.")
        elif day > self._today:
            self.field.say("It is recorded once it has happened: a day up to today.")
        elif self.chosen():
            self._done(self.chosen(), day)


class SignOffForm(FixForm):
    """The sign-off behind an approval: whose, on which day, by whom; after one the next is offered."""

    def __init__(self, people: Sequence[Concerned], today: date, done: Callable[[Concerned, date, str], None]) -> None:
        super().__init__("Record a sign-off", "Record sign-off")
        self._people, self._today, self._done = tuple(people), today, done
        self.who = QComboBox()
        for one in people:
            self.who.addItem(f"{one.name}, {one.note}" if one.note else one.name)
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(12)
        self.day = DayField("Signed off on", today)
        self.by = QLineEdit()
        self.whose, self.when = Field("Trainer", self.who), Field("Signed off on", self.day, required=True)
        self.whom = Field("By", self.by, required=True, hint="Neither mentor nor observer of the trainer.")
        for field in (self.whose, self.when, self.whom):
            self.column.addWidget(field)
        self.end()

    def first(self) -> QWidget:
        return self.day

    def finish(self) -> None:
        day, by = self.day.day(), self.by.text().strip()
        self.when.say("" if day else "Which day does the sign-off bear?")
        if day is not None and day > self._today:
            self.when.say("A sign-off is recorded once it is given: a day up to today.")
            day = None
        self.whom.say("" if by else "Who signed it?")
        if day is None:
            self.day.setFocus()
        elif not by:
            self.by.setFocus()
        else:
            self._done(self._people[max(0, self.who.currentIndex())], day, by)


class SnoozeForm(FixForm):
    """Until when, and why; a line that becomes more urgent comes back before."""

    def __init__(self, today: date, days: int, done: Callable[[date, str], None], left: Callable[[], None]) -> None:
        super().__init__("Put it off", "Put off")
        self._today, self._done = today, done
        self.reason = QLineEdit()
        self.day = DayField("Until", today, today + timedelta(days=days))
        self.why = Field("Why", self.reason, required=True)
        self.until = Field("Until", self.day, hint="It comes back before, should it become more urgent.")
        self.column.addWidget(self.why)
        self.column.addWidget(self.until)
        self.end(Button("Cancel").does(left))

    def first(self) -> QWidget:
        return self.reason

    def finish(self) -> None:
        day, reason = self.day.day(), self.reason.text().strip()
        self.why.say("" if reason else "Say why, so that others know.")
        is_later = day is not None and day > self._today
        self.until.say("" if is_later else f"A day after {in_words(self._today)}.")
        if not reason:
            self.reason.setFocus()
        elif not is_later or day is None:
            self.day.setFocus()
        else:
            self._done(day, reason)


class OneByOne(QWidget):
    """Everybody or every session a line counts, each a door with its own small buttons."""

    def __init__(
        self,
        some: Sequence[Concerned],
        open_one: Callable[[Concerned], None],
        deeds: Sequence[tuple[str, Callable[[Concerned], None]]],
        more: Callable[[], None],
    ) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in some[:_LISTED]:
            line = QVBoxLayout()
            line.setSpacing(0)
            door = Button(one.name, "link").does(lambda one=one: open_one(one))  # type: ignore[misc]
            line.addWidget(door)
            if one.note:
                door.setAccessibleDescription(one.note)
                note = Label(one.note, tone="muted", wraps=True)
                note.setContentsMargins(2, 0, 0, 0)
                line.addWidget(note)
            beside = QHBoxLayout()
            beside.setSpacing(2)
            for verb, run in deeds:
                button = Button(verb).does(lambda run=run, one=one: run(one))  # type: ignore[misc]
                button.setAccessibleName(f"{verb}: {one.name}")
                self.buttons.append(button)
                beside.addWidget(button)
            if deeds:
                beside.addStretch(1)
                line.addLayout(beside)
            column.addLayout(line)
        if len(some) > _LISTED:
            column.addWidget(Button(f"{count_of(len(some) - _LISTED, 'more', 'more')}", "link").does(more))
