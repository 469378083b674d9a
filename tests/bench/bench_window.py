"""The window: painted from a cold process beside a bare PySide6 window, data shown, and how long its event loop is kept waiting."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 7
_PAGES = ("today", "trainers", "programme", "allocation", "offers", "settings", "import")
# What each child says is the moment of its paint on the clock that all processes share.
_PAINTED = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
{imports}
app = QApplication([])
class Painted({base}):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic(), flush=True)
        app.exit(0)
window = Painted({arguments})
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
"""
_BARE = _PAINTED.format(imports="", base="QMainWindow", arguments="")
_HULL = _PAINTED.format(
    imports="import trainerpool.app, trainerpool.gui.start\nfrom trainerpool.gui.hull import Hull",
    base="Hull", arguments="'light', (1366, 768), True",
)  # fmt: skip


def run() -> list[tuple[str, str, str]]:
    """Rows of (what, figure, aim)."""
    return [*_started(), *_in_the_window()]


def _started() -> list[tuple[str, str, str]]:
    bare: list[float] = []
    hull: list[float] = []
    bare_whole: list[float] = []
    whole: list[float] = []
    for _ in range(ROUNDS + 1):
        for script, found, ended in ((_BARE, bare, bare_whole), (_HULL, hull, None)):
            begun = time.monotonic()
            said = subprocess.run(
                [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
            )
            found.append(float(said.stdout.split()[0]) - begun)
            if ended is not None:
                ended.append(time.monotonic() - begun)
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", "trainerpool", "--quit-after-first-paint"], check=True, timeout=60)
        whole.append(time.monotonic() - begun)
    # The first round reads everything from the disk.
    first, filled = (statistics.median(found[1:]) for found in (hull, whole))
    plain, plain_whole = statistics.median(bare[1:]), statistics.median(bare_whole[1:])
    return [
        (
            "window painted from a process's start",
            f"{first * 1000:.0f} ms; {first / plain:.2f}x a bare PySide6 window ({plain * 1000:.0f} ms)",
            "<= 1.5x",
        ),
        (
            "window filled (Welcome painted) and the process ended",
            f"{filled * 1000:.0f} ms; {filled / plain_whole:.2f}x the bare window's ({plain_whole * 1000:.0f} ms)",
            "-",
        ),
    ]


def _in_the_window() -> list[tuple[str, str, str]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if sys.platform.startswith("linux") else "")
    from PySide6.QtWidgets import QApplication

    from trainerpool.gui.background import StallMonitor
    from trainerpool.gui.start import assemble
    from trainerpool.gui.tour import settle, wait_until
    from trainerpool.operations import example

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        desk = example.make_example_pool(Path(folder))
        window, opening = assemble(app)
        window.resize(1366, 768)
        window.show()
        settle(window)
        begun, spent = time.perf_counter(), time.process_time()
        opening.show(desk)

        def is_shown() -> bool:
            page: Any = window.navigator.shown()
            return bool(getattr(page, "page", None)) and page.list.visualRect(page.lines.index(1, 0)).isValid()

        wait_until(is_shown, 20)
        shown, spent = time.perf_counter() - begun, time.process_time() - spent
        monitor = StallMonitor()

        def worst(act: Callable[[], None]) -> float:
            """The longest stall of an action; the machine's own are not repeated, ours are: the least of three."""
            found = []
            for _ in range(3):
                settle(window)
                monitor.start()
                act()
                settle(window)
                found.append(monitor.stop())
            return min(found)

        for key in _PAGES:
            window.navigator.go(key)
            settle(window)
        stalls = {
            "from page to page": worst(lambda: _tour(window, settle)),
            "searching": worst(lambda: _search(window, settle)),
            "proposing": worst(lambda: _propose(window, settle, wait_until)),
        }
        idle = worst(_beside_a_busy_thread(wait_until))
        opening.close()
        window.close()
    said = ", ".join(f"{what} {longest:.0f} ms" for what, longest in stalls.items())
    return [
        (
            "example pool: from an unlocked key to Today's lines shown",
            f"{shown * 1000:.0f} ms, {spent * 1000:.0f} ms of it computing",
            "<= 800 ms",
        ),
        ("event loop stall, worst", f"{said}; an idle loop beside a busy thread {idle:.0f} ms", "<= 50 ms"),
    ]


def _tour(window: Any, settle: Callable[[Any], None]) -> None:
    for key in _PAGES:
        window.navigator.go(key)
        settle(window)


def _search(window: Any, settle: Callable[[Any], None]) -> None:
    window.navigator.go("trainers")
    settle(window)
    page = window.navigator.shown()
    for number in range(1, 8):
        page.search.setText("neglect"[:number])
        settle(window)
    page.search.clear()


def _propose(
    window: Any, settle: Callable[[Any], None], wait_until: Callable[[Callable[[], bool], float], None]
) -> None:
    window.navigator.go("allocation")
    settle(window)
    page = window.navigator.shown()
    page.proposals.seconds = 2.0
    page.proposals.start()
    wait_until(lambda: page.has_proposal() and not page.proposals.search.is_running(), 20)
    page.proposals.discard()


def _beside_a_busy_thread(wait_until: Callable[[Callable[[], bool], float], None]) -> Callable[[], None]:
    def act() -> None:
        ended = threading.Event()

        def count() -> None:
            number = 0
            while not ended.is_set():
                number += 1

        thread = threading.Thread(target=count)
        thread.start()
        wait_until(lambda: False, 0.5)
        ended.set()
        thread.join()

    return act
