"""The controls a setting of the policy is changed with: a number, a level, two times, stages to tick, or a list."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QTimeEdit, QVBoxLayout, QWidget

from trainerpool.domain.path import Stage
from trainerpool.domain.policy import DayPart, Level
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.settings.policy_rows import LEVEL, NUMBER, NUMBERS, STAGE, STAGES, TIMES, PolicyRow


class Editor(QWidget):
    """A control for one setting. `edited` after every change; `value()` is None where what is given cannot be."""

    edited = Signal()

    def __init__(self, row: PolicyRow) -> None:
        super().__init__()
        self.row = row
        self.first: QWidget = self
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)

    def value(self) -> Any:
        """What is given."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why what is given cannot be; "" where it can."""
        return ""

    def put(self, control: QWidget) -> None:
        """Show a control."""
        control.setAccessibleName(self.row.words)
        self._line.addWidget(control)
        if self.first is self:
            self.first = control
            self.setFocusProxy(control)


class NumberEditor(Editor):
    """A whole number with its unit."""

    def __init__(self, row: PolicyRow) -> None:
        super().__init__(row)
        self.number = QSpinBox()
        self.number.setRange(1 if row.key == f"{STAGE}{Stage.SIGN_OFF.value}" else 0, 100_000)
        self.number.setValue(int(row.value))
        self.put(self.number)
        self.number.valueChanged.connect(lambda _value: self.edited.emit())

    def value(self) -> int:
        return self.number.value()


class LevelEditor(Editor):
    """How strictly a rule is held."""

    def __init__(self, row: PolicyRow) -> None:
        super().__init__(row)
        self.level = QComboBox()
        for level in Level:
            self.level.addItem(level.words[:1].upper() + level.words[1:], level.value)
        self.level.setCurrentIndex(self.level.findData(row.value))
        self.put(self.level)
        self.level.currentIndexChanged.connect(lambda _place: self.edited.emit())

    def value(self) -> str:
        return str(self.level.currentData())


class TimesEditor(Editor):
    """From and to, as times of a day."""

    def __init__(self, row: PolicyRow) -> None:
        super().__init__(row)
        self.times = QTimeEdit(), QTimeEdit()
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        for box, moment, words in zip(self.times, (row.value.start, row.value.end), ("From", "To"), strict=True):
            box.setDisplayFormat("HH:mm")
            box.setTime(QTime(moment.hour, moment.minute))
            box.timeChanged.connect(lambda _time: self.edited.emit())
            line.addWidget(box, 1)
            box.setProperty("side", words)
        self.put(holder)
        for box in self.times:
            box.setAccessibleName(f"{row.words}: {box.property('side')}")
        self.first = self.times[0]
        self.setFocusProxy(self.first)

    def value(self) -> DayPart:
        start, end = (box.time().toPython() for box in self.times)
        return DayPart(start, end)  # type: ignore[arg-type]

    def problem(self) -> str:
        part = self.value()
        return "" if part.start < part.end else "It ends after it begins."


class StagesEditor(Editor):
    """Which stages of the path."""

    def __init__(self, row: PolicyRow) -> None:
        super().__init__(row)
        self.ticks: dict[Stage, QCheckBox] = {}
        for stage in Stage:
            box = self.ticks[stage] = QCheckBox(stage.label)
            box.setChecked(stage in row.value)
            self.put(box)
            box.setAccessibleName(f"{row.words}: {stage.label}")
            box.toggled.connect(lambda _on: self.edited.emit())

    def value(self) -> tuple[Stage, ...]:
        return tuple(stage for stage, box in self.ticks.items() if box.isChecked())


class ListEditor(Editor):
    """Numbers or texts, parted by commas or semicolons."""

    def __init__(self, row: PolicyRow) -> None:
        super().__init__(row)
        self.text = QLineEdit("; ".join(row.value) if row.kind != NUMBERS else ", ".join(str(one) for one in row.value))
        self.put(self.text)
        words = "Parted by commas." if row.kind == NUMBERS else "Parted by semicolons."
        self._line.addWidget(Label(words, tone="muted"))
        self.text.textChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> tuple[Any, ...] | None:
        pieces = [piece.strip() for piece in re.split(r"[,;]" if self.row.kind == NUMBERS else ";", self.text.text())]
        pieces = [piece for piece in pieces if piece]
        if self.row.kind != NUMBERS:
            return tuple(pieces)
        return tuple(int(piece) for piece in pieces) if all(piece.isdigit() for piece in pieces) else None

    def problem(self) -> str:
        return "" if self.value() is not None else "Whole numbers, parted by commas."


def editor_for(row: PolicyRow) -> Editor:
    """The control for a setting."""
    kinds: dict[str, type[Editor]] = {
        NUMBER: NumberEditor,
        LEVEL: LevelEditor,
        TIMES: TimesEditor,
        STAGES: StagesEditor,
    }
    return kinds.get(row.kind, ListEditor)(row)
