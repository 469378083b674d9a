"""The line of weekdays somebody can deliver, from a day on, with what was told before."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.parts.day_field import DayField
from trainerpool.gui.parts.labels import ElidedLabel, Label
from trainerpool.queries.trainer_year import WEEKDAYS, TrainerYear


class WeekdaysLine(QWidget):
    """Seven boxes that save as they are ticked. `ticked(weekdays, start)`: from the day given, else as told last."""

    ticked = Signal(object, object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._plan: TrainerYear | None = None
        self.days = [QCheckBox(name[:3]) for name in WEEKDAYS]
        for box, name in zip(self.days, WEEKDAYS, strict=True):
            box.setAccessibleName(f"Can deliver on {name}")
            box.clicked.connect(lambda _=False: self._tick())
        self.start = DayField("Weekdays change from", today)
        self.start.setPlaceholderText("now")
        self.start.setMaximumWidth(theme.scaled(170))
        self.start.settled.connect(lambda _: self._fill())
        self.start.textChanged.connect(lambda text: None if text else self._fill())
        self.said = ElidedLabel("", tone="muted")
        boxes = QHBoxLayout()
        boxes.setSpacing(4)
        for box in self.days:
            boxes.addWidget(box)
        boxes.addStretch(1)
        since = QHBoxLayout()
        since.setSpacing(6)
        label = Label("from", tone="muted")
        label.setBuddy(self.start)
        since.addWidget(label)
        since.addWidget(self.start, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addWidget(Label("Can deliver on", "strong"))
        self._row.addLayout(boxes, 1)
        self._row.addLayout(since)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 2, 13, 4)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self.said)

    def show_plan(self, plan: TrainerYear) -> None:
        """Show the pattern in force on the day of the field, today where it is empty."""
        self._plan = plan
        self._fill()

    def chosen(self) -> tuple[int, ...]:
        """The weekdays that are ticked, 0 is Monday."""
        return tuple(day for day, box in enumerate(self.days) if box.isChecked())

    def _day(self) -> date:
        return self.start.day() or self._today

    def _fill(self) -> None:
        if self._plan is None:
            return
        held = self._plan.pattern_on(self._day())
        for day, box in enumerate(self.days):
            box.setChecked(held is None or day in held.weekdays)
        coming = [row for row in self._plan.patterns if row.start is not None and row.start > self._day()]
        said = "Nothing recorded: any day may do."
        if held is not None:
            said = f"As told, from {in_words(held.start)}." if held.start is not None else "As told."
        if coming:
            first = min(coming, key=lambda row: row.start or date.max)
            said += f" From {in_words(first.start or self._today)}: {weekdays_in_words(first.weekdays)}."
        self.said.setText(said)

    def _tick(self) -> None:
        held = self._plan.pattern_on(self._day()) if self._plan is not None else None
        self.ticked.emit(self.chosen(), self.start.day() or (held.start if held is not None else None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(box.sizeHint().width() + 4 for box in self.days) + self.start.maximumWidth() + theme.scaled(200)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if self.width() >= wide else down)
        self._row.setSpacing(8 if self.width() >= wide else 0)


def weekdays_in_words(weekdays: tuple[int, ...]) -> str:
    """Weekdays in a sentence: "Mon, Tue and Fri"."""
    names = [WEEKDAYS[day][:3] for day in weekdays]
    if len(names) == 7:
        return "any day"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0] if names else "no day"
