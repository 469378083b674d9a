"""Garbage collected on the window's own thread only: a worker that meets a dead widget would delete it where Qt must not."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 400
_YOUNG, _MIDDLE = 2_000, 10


class Collecting(QObject):
    """From here on Python's collector runs by a timer of this thread; `stop` gives it back to Python.

    What is there at the start (modules, mostly) is left out of every later pass, so that none takes long.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._passes = 0
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        if gc.get_count()[0] < _YOUNG:
            return
        self._passes += 1
        gc.collect(1 if self._passes % _MIDDLE else 2)
