"""A seat at the window around the example pool: what a page's tests do and look for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from trainerpool.gui.opening import Opening
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.labels import ElidedLabel
from trainerpool.gui.shell import Question
from trainerpool.gui.window import MainWindow
from trainerpool.operations.desk import Desk


@dataclass
class Answers:
    """Answers every dialog at once; what was asked is kept in `asked`."""

    yes: bool = True
    text: str | None = None
    path: Path | None = None
    paths: Sequence[Path] = ()
    asked: list[str] = field(default_factory=list)

    def confirm(self, parent: QWidget, question: Question, answered: Callable[[bool], None]) -> None:
        self.asked.append(question.title)
        answered(self.yes)

    def ask_text(
        self, parent: QWidget, title: str, label: str, answered: Callable[[str | None], None], secret: bool = False
    ) -> None:
        self.asked.append(title)
        answered(self.text)

    def open_file(
        self, parent: QWidget, title: str, kinds: Sequence[str], chosen: Callable[[Path | None], None]
    ) -> None:
        self.asked.append(title)
        chosen(self.path)

    def open_files(
        self, parent: QWidget, title: str, kinds: Sequence[str], chosen: Callable[[Sequence[Path]], None]
    ) -> None:
        self.asked.append(title)
        chosen(self.paths)

    def choose_folder(self, parent: QWidget, title: str, chosen: Callable[[Path | None], None]) -> None:
        self.asked.append(title)
        chosen(self.path)

    def save_file(
        self, parent: QWidget, title: str, name: str, kinds: Sequence[str], chosen: Callable[[Path | None], None]
    ) -> None:
        self.asked.append(name)
        chosen(self.path)


@dataclass
class Seat:
    """A window around the example, with the desk behind it and the answers its dialogs will get."""

    window: MainWindow
    opening: Opening
    desk: Desk
    answers: Answers

    def go(self, page: str, argument: object = None) -> Any:
        """Go to a page and wait until it has what it asked for; the page is returned."""
        self.window.navigator.go(page, argument)
        self.rest()
        return self.window.navigator.shown()

    def rest(self) -> None:
        """Wait until nothing is under way in the workers."""
        self.until(self.window.workplace.background.is_idle, 20_000)

    def until(self, is_so: Callable[[], bool], timeout: int = 5_000) -> None:
        """Run the event loop until something is so; TimeoutError after so many milliseconds."""
        if is_so():
            return
        loop, clock, watch = QEventLoop(), QElapsedTimer(), QTimer()
        clock.start()
        watch.timeout.connect(lambda: loop.quit() if clock.hasExpired(timeout) or is_so() else None)
        watch.start(10)
        while not is_so():  # what was so when the loop was told to end may be otherwise when it has ended
            if clock.hasExpired(timeout):
                raise TimeoutError(f"not so within {timeout} ms")
            loop.exec()
        watch.stop()

    def front(self) -> None:
        """Make the window the active one, so that widgets in it can have the focus."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def size(self, width: int, height: int) -> None:
        """Give the window this size and let its layouts come to rest."""
        self.window.resize(width, height)
        for _ in range(4):
            turned: list[bool] = []
            QTimer.singleShot(0, lambda turned=turned: turned.append(True))
            self.until(lambda turned=turned: bool(turned))
        self.rest()

    def undo(self) -> None:
        """Ctrl+Z, as the window does it."""
        self.until(lambda: bool(self.window.facts.undo))
        self.window.undo()
        self.rest()


class TurnMonitor(QObject):
    """The longest turn of the event loop in milliseconds of the painting thread's own time.

    As StallMonitor on a machine that is idle; what other programs take away is not counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.longest_ms, self._last = 0.0, time.thread_time()
        self._timer.start(2)

    def stop(self) -> float:
        self._timer.stop()
        return self.longest_ms

    def _tick(self) -> None:
        now = time.thread_time()
        self.longest_ms, self._last = max(self.longest_ms, (now - self._last) * 1000), now


def clipped(page: QWidget) -> list[str]:
    """The visible labels and buttons under a widget whose text has less room than it needs."""
    found = []
    for one in page.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, ElidedLabel):
            continue
        if isinstance(one, QLabel) and one.text() and not one.wordWrap() and one.sizeHint().width() > one.width() + 1:
            found.append(f"{one.text()}: {one.width()} of {one.sizeHint().width()}")
        elif (
            isinstance(one, QLabel)
            and one.text()
            and one.wordWrap()
            and one.heightForWidth(one.width()) > one.height() + 1
        ):
            found.append(f"{one.text()}: {one.height()} high of {one.heightForWidth(one.width())}")
        elif isinstance(one, Button) and one.sizeHint().width() > one.width() + 1:
            found.append(f"[{one.text()}]: {one.width()} of {one.sizeHint().width()}")
    return found


def nameless(page: QWidget) -> list[str]:
    """The widgets that take the focus and have no name to be read out."""
    found = []
    for one in page.findChildren(QWidget):
        inner = isinstance(one, QLineEdit) and one.parent() is not None and one.objectName().startswith("qt_")
        if one.isVisible() and one.focusPolicy().value and not one.accessibleName() and not inner:
            found.append(f"{type(one).__name__} in {type(one.parent()).__name__}")
    return found
