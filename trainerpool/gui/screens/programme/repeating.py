"""How often a session is made: once, or as a series whose days are listed before they are made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainerpool.domain.recurring import DAY_NAMES
from trainerpool.gui.parts.day_field import read_day
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.programme.planned_list import PlannedList
from trainerpool.gui.shell import Shell
from trainerpool.queries.planning import PlannedRow, SeriesWish, series_plan

_HOW = (
    ("Once", 0),
    ("Every week", 1),
    ("Every 2 weeks", 2),
    ("Every 3 weeks", 3),
    ("Every 4 weeks", 4),
    ("On chosen days", -1),
)
_CHOSEN = -1


class Repeating(QWidget):
    """`plan()` is what would be made; empty while it is made once."""

    changed = Signal()

    def __init__(self, shell: Shell, today: date) -> None:
        super().__init__()
        self._shell, self._today, self._chose_weekdays = shell, today, False
        self.how = QComboBox()
        self.how.addItems([words for words, _ in _HOW])
        self.count, self.days = QLineEdit("6"), QLineEdit()
        self.days.setPlaceholderText("12 Jan 2027, 26 Jan 2027, 9 Feb 2027")
        self.fields = {
            "how": Field("Repeats", self.how),
            "count": Field("How many sessions", self.count),
            "days": Field("The further days, with commas between them", self.days),
        }
        self.weekdays = [QCheckBox(name[:3]) for name in DAY_NAMES[:5]]
        self._weekday_row = QWidget()
        line = QHBoxLayout(self._weekday_row)
        line.setContentsMargins(3, 0, 0, 0)
        line.addWidget(Label("On", tone="muted"))
        for box, name in zip(self.weekdays, DAY_NAMES, strict=False):
            box.setAccessibleName(f"On {name}s")
            box.clicked.connect(lambda _on: self._on_weekday())
            line.addWidget(box)
        line.addStretch(1)
        self.list = PlannedList("Sessions of the series")
        self.said = Label("", tone="muted", wraps=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.fields["how"], 1)
        top.addWidget(self.fields["count"], 1)
        top.addWidget(self.fields["days"], 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._weekday_row)
        column.addWidget(self.list)
        column.addWidget(self.said)
        self.how.currentIndexChanged.connect(lambda _: self._on_how())
        self.count.textChanged.connect(lambda _: self.changed.emit())
        self.days.editingFinished.connect(self._on_days)
        self.list.ticks_changed.connect(lambda: self.said.setText(self.list.summary()))
        self._on_how()

    def is_on(self) -> bool:
        """Whether more than one is to be made."""
        return bool(self._every())

    def _every(self) -> int:
        return _HOW[self.how.currentIndex()][1]

    def _on_how(self) -> None:
        every = self._every()
        self.fields["count"].setVisible(every > 0)
        self._weekday_row.setVisible(every > 0)
        self.fields["days"].setVisible(every == _CHOSEN)
        self.list.setVisible(bool(every))
        self.said.setVisible(bool(every))
        self.changed.emit()

    def _on_weekday(self) -> None:
        self._chose_weekdays = True
        self.changed.emit()

    def follow(self, day: date) -> None:
        """Tick the weekday of the first day, until others were chosen."""
        if not self._chose_weekdays:
            for number, box in enumerate(self.weekdays):
                box.setChecked(number == day.weekday())

    def _on_days(self) -> None:
        self.check()
        self.changed.emit()

    def _chosen_days(self) -> tuple[list[date], str]:
        found, wrong = [], ""
        for text in filter(None, (one.strip() for one in self.days.text().replace(";", ",").split(","))):
            read = read_day(text, self._today)
            if read.day is None:
                wrong = wrong or read.problem
            else:
                found.append(read.day)
        return found, wrong

    def check(self) -> bool:
        """Say what is wrong; whether nothing is."""
        count = self.count.text().strip()
        good = count.isdigit() and 1 <= int(count) <= 60
        self.fields["count"].say("" if good or self._every() < 1 else "Give a number from 1 to 60.")
        wrong = self._chosen_days()[1]
        self.fields["days"].say(wrong)
        return (good or self._every() < 1) and not (wrong and self._every() == _CHOSEN)

    def wish(
        self, title: str, parts: tuple[tuple[str, str, str], ...], venue: str, course: str | None
    ) -> SeriesWish | None:
        """What is asked for; None while it is made once or something cannot be read."""
        if not self.is_on() or not parts or not self.check():
            return None
        self.follow(date.fromisoformat(parts[0][0]))
        if self._every() == _CHOSEN:
            first = date.fromisoformat(parts[0][0])
            return SeriesWish(title, parts, days=(first, *self._chosen_days()[0]), venue=venue, course_id=course)
        ticked = tuple(number for number, box in enumerate(self.weekdays) if box.isChecked())
        return SeriesWish(title, parts, self._every(), int(self.count.text()), ticked, (), venue, course)

    def read(self, wish: SeriesWish | None, then: Callable[[], None]) -> None:
        """List what would be made."""
        if wish is None:
            return

        def known(rows: tuple[PlannedRow, ...]) -> None:
            self.list.show_rows(rows)
            then()

        self._shell.ask(series_plan, wish, then=known, latest="series", owner=self)

    def plan(self) -> list[PlannedRow]:
        """What is ticked."""
        return self.list.ticked() if self.is_on() else []
