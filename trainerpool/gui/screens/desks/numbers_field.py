"""How many came, by agency: one line an agency, and one more as soon as the last is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from trainerpool.domain.attendance import FIELDS
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
            self._add(row.agency_id or "", row.counts.attended)
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
            row: dict[str, object] = {name: getattr(counts, name) for name in FIELDS} if counts is not None else {}
            row["attended"] = number.value()
            if number.value() or counts is not None:
                found.append({"agency": key or None, **row})
        return found or None


def numbers_problem(field: NumbersField) -> str:
    """What is wrong with the lines, "" where nothing is."""
    keys = [str(choice.currentData() or "") for choice, number in field.lines if number.value()]
    return "An agency is there twice. Give each one line." if len(keys) != len(set(keys)) else ""
