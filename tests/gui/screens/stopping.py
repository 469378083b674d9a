"""Cancel pressed in the middle of long work, as the status bar does it: between two steps, once what is looked for is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.gui.screens.seats import Seat
from trainerpool.gui.background import Job


def stop_once(seat: Seat, title: str, is_so: Callable[[], bool]) -> list[int]:
    """Arrange that the next work of this title is cancelled once something is so; the steps done by then come in the list."""
    seen: list[int] = []

    def begun(job: Job) -> None:
        if job.title != title:
            return
        progress = job.progress
        assert progress is not None
        assert job.can_be_cancelled

        def on(done: int, _total: int, _note: str) -> None:
            progress._clock.invalidate()  # every step is told, not one in 40 ms
            if is_so() and not seen:
                seen.append(done)
                job.cancel()

        progress.changed.connect(on, Qt.ConnectionType.DirectConnection)  # in the worker, between two steps
        seat.window.workplace.background.started.disconnect(begun)

    seat.window.workplace.background.started.connect(begun)
    return seen
