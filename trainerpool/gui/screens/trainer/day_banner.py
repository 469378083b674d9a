"""The line that says of which day the whole page speaks, with the way back to today."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox

from trainerpool.domain.dates import in_words
from trainerpool.gui import theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import Label, MeaningIcon, Pane


class DayBanner(Pane):
    """Shown on any day but today. `left()` for the way back; `known(as_recorded)` when what was known then is asked for."""

    left = Signal()
    known = Signal(bool)

    def __init__(self, today: date) -> None:
        super().__init__(Meaning.INFORMATION.value)
        self._today = today
        self.icon = MeaningIcon(Meaning.INFORMATION, "calendar-days")
        self.text = Label("", wraps=True)
        self.as_recorded = QCheckBox("As recorded then")
        self.as_recorded.setAccessibleName("Only what was recorded by the end of that day")
        self.as_recorded.clicked.connect(lambda on=False: self.known.emit(on))
        self.back = Button("Back to today", "link").does(self.left.emit)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(16, 4, 13, 4)
        self._row.setSpacing(12)
        self._row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.as_recorded)
        self._row.addWidget(self.back)
        self.column.addLayout(self._row)
        self.hide()

    def show_day(self, day: date, *, as_recorded: bool) -> None:
        """Say which day the page speaks of; today needs no words."""
        self.setVisible(day != self._today)
        on = in_words(day, weekday=True)
        if day > self._today:
            said = f"Standing on {on}, if nothing more is recorded until then."
        elif as_recorded:
            said = f"Standing on {on}, by what was recorded by the end of that day."
        else:
            said = f"Standing on {on}, by all that is recorded today."
        self.text.setText(said)
        self.setAccessibleName(said)
        self.as_recorded.setChecked(as_recorded)
        self.as_recorded.setVisible(day < self._today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(560)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(0 if narrow else 12)
        self.icon.setVisible(not narrow)
