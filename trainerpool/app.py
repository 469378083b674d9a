"""The one place that puts the rooms together: a terminal's command, or the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Named here so that the window starts without importing what commands need; a test holds them against the commands.
COMMANDS = frozenset(
    "allocate apply backup decide demo export import new redo report respond restore self-test solve standing trail undo verify".split()  # noqa: SIM905
)
_WINDOW_ONLY = "--quit-after-first-paint"


def start(arguments: Sequence[str]) -> int:
    """Run a command, or open the window on a file. Gives the exit code."""
    from multiprocessing import freeze_support

    freeze_support()
    if arguments and (arguments[0] in COMMANDS or arguments[0] in {"-h", "--help", "--version"}):
        from trainerpool.cli.main import run

        wanted = run(list(arguments))
        return open_demo() if wanted == SHOW_DEMO else wanted
    files = [one for one in arguments if one != _WINDOW_ONLY]
    if len(files) > 1 or any(one.startswith("-") for one in files):
        sys.stderr.write("Usage: trainerpool [FILE], or trainerpool COMMAND. trainerpool --help lists the commands.\n")
        return 2
    if not has_display():
        sys.stderr.write("There is no display to open a window on. trainerpool --help lists the commands.\n")
        return 1
    from trainerpool.gui.start import run_window

    return run_window(Path(files[0]) if files else None, quit_after_first_paint=_WINDOW_ONLY in arguments)


SHOW_DEMO = -1


def open_demo() -> int:
    """The example pool in a temporary place, in the window."""
    import tempfile

    from trainerpool.gui.start import run_window
    from trainerpool.operations.example import make_example_pool

    with tempfile.TemporaryDirectory(prefix="trainerpool-example-") as folder:
        return run_window(None, make_desk=lambda: make_example_pool(Path(folder)))


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere where there is a display server."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal", "vnc"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
