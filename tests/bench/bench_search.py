"""Search as one types, on the large pool in the real window: from the press of a key to the painting of the rows it finds."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What people look for: names, a course, an agency, a session's number, and words that are nowhere.
WORDS = ("Marten", "practice", "Agency", "Session 19", "neglct", "Lose", "C07", "Hall", "zu", "te")


def run() -> list[tuple[str, str, str]]:
    """Rows of (what, figure, aim)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if sys.platform.startswith("linux") else "")
    from PySide6.QtWidgets import QApplication

    from tests.bench.large_pool import large_pool
    from trainerpool.gui.start import assemble
    from trainerpool.gui.tour import settle

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        desk = large_pool(Path(folder))
        window, opening = assemble(app)
        window.resize(1366, 768)
        window.show()
        opening.show(desk)
        settle(window, 60.0)
        window.navigator.go("trainers")
        settle(window, 60.0)
        page: Any = window.navigator.shown()
        trainers = _typed(window, page.search, page.table.viewport())
        window.navigator.go("today")
        settle(window)
        window.open_palette()
        settle(window)
        palette = _typed(window, window.palette_box.field, window.palette_box.table.viewport())
        window.palette_box.hide()
        opening.close()
        window.close()
    return [
        ("search as one types in 1,500 trainers: key press to painted rows", _in_words(trainers), "p99 <= 50 ms"),
        ("the same in the palette, over 20,000 sessions and all else", _in_words(palette), "p99 <= 50 ms"),
    ]


def _in_words(found: list[float]) -> str:
    cuts = statistics.quantiles(found, n=100)
    return f"median {statistics.median(found):.0f} ms, p99 {cuts[98]:.0f} ms, worst {max(found):.0f} ms of {len(found)} keys"


def _typed(window: Any, field: Any, viewport: Any) -> list[float]:
    """Milliseconds from each key to the last painting that came of it."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtTest import QTest

    from trainerpool.gui.tour import settle

    class Watch(QObject):
        """When the rows were last painted."""

        last = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() == QEvent.Type.Paint:
                self.last = time.perf_counter()
            return super().eventFilter(watched, event)

    watch = Watch()
    viewport.installEventFilter(watch)
    window.activateWindow()
    field.setFocus()
    found: list[float] = []
    press: Callable[[str], None] = lambda letter: QTest.keyClicks(field, letter)  # noqa: E731
    for word in WORDS * 2:
        field.clear()
        settle(window)
        for letter in word:
            begun = time.perf_counter()
            watch.last = 0.0
            press(letter)
            settle(window)  # waits longer than the field does before it seeks
            if watch.last:  # where the rows stay the same nothing is painted
                found.append((watch.last - begun) * 1000)
    viewport.removeEventFilter(watch)
    field.clear()
    return found
