"""Two hands at a keyboard: keys pressed by their names, text typed, each counted as a person would count it."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.gui.screens.seats import Seat


class Hands:
    """Every key goes to the widget that has the focus, never to a widget of the test's choosing.

    `count` is the number of keystrokes so far: a chord (Ctrl+K) is one, a letter typed is one.
    """

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.count = 0

    def press(self, *names: str) -> None:
        """Press these keys by the names people give them: "Alt+4", "Down", "Ctrl+Return"."""
        for name in names:
            chord = QKeySequence(name)[0]
            self._front()
            QTest.keyClick(self._where(), chord.key(), chord.keyboardModifiers())
            self.count += 1
            self.seat.rest()

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self._front()
        for letter in text:
            QTest.keyClicks(self._where(), letter)
        self.count += len(text)
        self.seat.rest()

    def go_on(self, key: str, until: str, most: int = 40) -> None:
        """Press one key until what has the focus is called `until`, as one who looks at the ring does."""
        for _ in range(most):
            if until in self.on():
                return
            self.press(key)
        raise AssertionError(f"{key} does not come to {until!r} within {most}; the focus is on {self.on()!r}")

    def on(self) -> str:
        """What a screen reader says of the focus: its name, what is on it, and the row that is current."""
        widget = QApplication.focusWidget()
        if widget is None:
            return ""
        words = [widget.accessibleName()]
        if isinstance(widget, QAbstractButton | QLineEdit):
            words.append(widget.text())
        if isinstance(widget, QComboBox):
            words.append(widget.currentText())
        return " ".join(word for word in words if word)

    def sees(self, words: str) -> bool:
        """Whether these words can be read somewhere in the window."""
        shown = (one.text() for one in self.seat.window.findChildren(QLabel) if one.isVisible())
        return any(words in text for text in shown)

    def _front(self) -> None:
        """The window in front is a dialog while there is one, as on any desktop."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self.seat.front()
        else:
            dialog.activateWindow()
            self.seat.until(dialog.isActiveWindow)

    def _where(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.seat.window
