"""Garbage collected on the window's own thread only: a worker that meets a dead widget would delete it where Qt must not."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 400
_YOUNG, _FLOOD = 2_000, 20_000
_QUIET_TICKS, _PASSES = 8, 10


class Collecting(QObject):
    """From here on Python's collector runs by a timer of this thread; `stop` gives it back to Python.

    What is there at the start (modules, mostly) is left out of every later pass, so that none takes long.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._passes = self._quiet = 0
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
        young = gc.get_count()[0]
        if young > _FLOOD:
            # A library was read in, or a whole pool: these stay, and going through them would hold the window up.
            gc.freeze()
        elif young > _YOUNG:
            self._quiet = 0
            self._passes += 1
            gc.collect(0)
        else:
            # Everything is gone through only while nothing happens: that takes longest.
            self._quiet += 1
            if self._quiet >= _QUIET_TICKS and self._passes >= _PASSES:
                self._quiet = self._passes = 0
                gc.collect()
