"""What could not be kept or done, said above the panes: it takes no keyboard from whoever is writing, and one line in a low window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel, Label, MeaningIcon, Pane
from trainerpool.gui.spoken import Role
from trainerpool.problem import Problem

_LOW = 560
_SHARE = 4
"""Read whole in a low window, it takes a quarter of it at most; the rest of it scrolls."""


class Refusal(Pane):
    """`say(problem)` shows it; Close, Esc on the page, or the next thing that is kept takes it away.

    `back()` gives the keyboard back where it was closed from within.
    """

    spoken_role = Role.AlertMessage

    def __init__(self, back: Callable[[], None]) -> None:
        super().__init__("stop")
        self._back = back
        self.line = ElidedLabel("", "strong")
        self.whole = Label("", "strong", wraps=True)
        self.rest = Label("", wraps=True)
        self.more = Button("Read all", "link").does(self._turn)
        self.close_it = Button("Close").does(self._close)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        for label in (self.whole, self.rest):
            column.addWidget(label)
        self._roll = QScrollArea()
        self._roll.setWidgetResizable(True)
        self._roll.setFrameShape(QFrame.Shape.NoFrame)
        self._roll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._roll.setWidget(words)
        for one in (words, self._roll.viewport()):
            one.setAutoFillBackground(False)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 13, 0)
        row.setSpacing(8)
        for widget, share in ((MeaningIcon(Meaning.STOP), 0), (self.line, 1), (self._roll, 1)):
            row.addWidget(widget, share)
        row.addWidget(self.more)
        row.addWidget(self.close_it)
        self.column.addLayout(row)
        self._is_open = False
        self.hide()

    def say(self, problem: Problem) -> None:
        """Show what went wrong and read it out; the keyboard stays where it is."""
        self.line.setText(str(problem))
        self.whole.setText(problem.text)
        self.rest.setText(" ".join(part for part in (problem.kept, problem.todo) if part))
        self.rest.setVisible(bool(self.rest.text()))
        self.setAccessibleName(str(problem))
        self._is_open = False
        self.show()
        self._settle()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, str(problem)))

    def clear(self) -> bool:
        """Take it away; False where nothing was said."""
        was, is_in = not self.isHidden(), self.more.hasFocus() or self.close_it.hasFocus()
        self.hide()
        if is_in:
            self._back()
        return was

    def is_low(self) -> bool:
        """Whether the window leaves it one line."""
        return self.window().height() < _LOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._settle)  # once its words have their width

    def _close(self) -> None:
        self.clear()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._settle()

    def _settle(self) -> None:
        if self.isHidden():
            return
        opened = self._is_open or not self.is_low()
        self.line.setVisible(not opened)
        self._roll.setVisible(opened)
        self.more.setVisible(self.is_low())
        words = "One line" if self._is_open else "Read all"
        if self.more.text() != words:
            self.more.set_text(words)
        if (inner := self._roll.widget()) is not None:
            high = inner.heightForWidth(max(self._roll.width(), 200))
            inner.setMinimumHeight(high)  # else wrapped words ask for what they would need in a narrower place
            most = max(self.window().height() // _SHARE, 3 * self.line.fontMetrics().height())
            self._roll.setFixedHeight(min(high, most))
