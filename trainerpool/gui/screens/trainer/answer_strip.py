"""The strip under a table that asks why, and who told, before a step on somebody's behalf is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit

from trainerpool.domain.offers import DECLINE_REASONS
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.fields import Field
from trainerpool.gui.parts.labels import ElidedLabel, Hairline, Pane


class AnswerStrip(Pane):
    """`open` gives it a title, a verb and what to do with the answers; Ctrl+Enter records, Esc leaves without a trace."""

    grew = Signal()

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__("raised")
        self._left = left
        self._run: Callable[[dict[str, Any]], None] | None = None
        self.title = ElidedLabel("", "strong")
        self.title.setContentsMargins(3, 0, 0, 0)
        self.kind = QComboBox()
        self.kind.addItem("Not told", "")
        for key, words in DECLINE_REASONS.items():
            self.kind.addItem(words, key)
        self.reason, self.told_by = QLineEdit(), QLineEdit()
        self.fields = {
            "category": Field("Kind of reason", self.kind), "reason": Field("In words", self.reason),
            "told_by": Field("Told by", self.told_by, hint="Empty is the trainer."),
        }  # fmt: skip
        self.save = Button("Record", "filled", keys="Ctrl+Enter").does(self.finish)
        self.cancel = Button("Cancel").does(self._cancel)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, 0, place)
            grid.setColumnStretch(place, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        self.column.addWidget(Hairline())
        inner = Pane("raised", gap=2)
        inner.column.setContentsMargins(13, 6, 13, 6)
        inner.column.addWidget(self.title)
        inner.column.addLayout(grid)
        inner.column.addLayout(foot)
        self.column.addWidget(inner)
        self.hide()

    def open(self, title: str, verb: str, asks: tuple[str, ...], run: Callable[[dict[str, Any]], None]) -> None:
        """Ask these of "category", "reason" and "told_by"; `run` is given what was answered, by the same names."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.save.set_text(verb)
        self._run = run
        self.kind.setCurrentIndex(0)
        for line in (self.reason, self.told_by):
            line.clear()
        for key, field in self.fields.items():
            field.setVisible(key in asks)
            field.say("")
        self.show()
        self.grew.emit()
        next(field for key, field in self.fields.items() if key in asks).control.setFocus()

    def finish(self) -> None:
        """Hand the answers on; what was left empty is not among them."""
        given = {
            "category": self.kind.currentData(),
            "reason": self.reason.text().strip(),
            "told_by": self.told_by.text().strip(),
        }
        shown = {key: value for key, value in given.items() if value and not self.fields[key].isHidden()}
        run, self._run = self._run, None
        self.hide()
        if run is not None:
            run(shown)
        self._left()

    def leave(self) -> bool:
        """Close it; False when it was not open."""
        if self.isHidden():
            return False
        self._run = None
        self.hide()
        self._left()
        return True

    def _cancel(self) -> None:
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
