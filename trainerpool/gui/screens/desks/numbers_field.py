"""How many came, by agency: one line an agency, and one more as soon as the last is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from trainerpool.domain.attendance import FIELDS, Counts
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.editing import choice_box, number_box
from trainerpool.queries.attendance import AttendanceRow

_MOST = 999


class NumbersField(QWidget):
    """`rows()` as recording attendance takes them; figures told before beside those who came stay as they are."""

    def __init__(self, held: Sequence[AttendanceRow], homes: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._held, self._homes = held, homes
        self.lines: list[tuple[QComboBox, QSpinBox]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Label("How many came, by agency"))
        self.said = Label("", tone="stop", wraps=True)
        self._column.addWidget(self.said)
        for row in held:
            self._add(row.agency_id or "", row.counts.in_the_room)
        self._add("", 0)

    def _add(self, home: str, came: int) -> None:
        place = len(self.lines) + 1
        choice, number = choice_box(), number_box(_MOST)
        number.setSpecialValueText("0")
        choice.addItem("Not by agency", "")
        for key, name in self._homes:
            choice.addItem(name, key)
        choice.setCurrentIndex(max(0, choice.findData(home)))
        number.setValue(came)
        choice.setAccessibleName(f"Agency, line {place}")
        number.setAccessibleName(f"How many came, line {place}")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(choice, 1)
        line.addWidget(number)
        self._column.insertLayout(self._column.count() - 1, line)
        self.lines.append((choice, number))
        number.valueChanged.connect(lambda value, place=place: self._on_number(value, place))

    def _on_number(self, value: int, place: int) -> None:
        if value and place == len(self.lines):
            self._add("", 0)

    def take_focus(self) -> None:
        """Put the keyboard on the first line."""
        self.lines[0][0].setFocus()

    def rows(self) -> list[dict[str, object]] | None:
        """One row for each agency; None where nothing was ever counted."""
        known = {row.agency_id or "": row.counts for row in self._held}
        found: list[dict[str, object]] = []
        for choice, number in self.lines:
            key = str(choice.currentData() or "")
            counts = known.get(key)
            if number.value() or counts is not None:
                found.append({"agency": key or None, **_with_room(counts or Counts(), number.value())})
        return found or None


def numbers_problem(field: NumbersField) -> str:
    """What is wrong with the lines, "" where nothing is."""
    keys = [str(choice.currentData() or "") for choice, number in field.lines if number.value()]
    return "An agency is there twice. Give each one line." if len(keys) != len(set(keys)) else ""


def _with_room(known: Counts, came: int) -> dict[str, object]:
    """Figures with so many in the room: those booked first, whoever is more came without a booking."""
    figures: dict[str, object] = {name: getattr(known, name) for name in FIELDS}
    if came != known.in_the_room:
        substitutes = min(known.substitute, came)
        free = known.booked - known.cancelled_in_time - known.cancelled_late - known.no_show - substitutes
        attended = min(came - substitutes, max(0, free))
        figures |= {
            "substitute": substitutes, "attended": attended, "unscheduled": came - substitutes - attended,
            "left_early": min(known.left_early, attended),
        }  # fmt: skip
    return figures
