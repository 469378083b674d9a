"""The one place that puts the rooms together: a terminal's command, or the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Named here so that the window starts without importing what commands need; a test holds them against the commands.
COMMANDS = frozenset(
    (  # noqa: SIM905
        "allocate apply backup carry decide demo desk export import invite join materials new observations offers redo report respond restore return "
        "revoke self-test solve standing trail undo verify"
    ).split()
)
_WINDOW_ONLY = "--quit-after-first-paint"


def start(arguments: Sequence[str]) -> int:
    """Run a command, or open the window on a file. Gives the exit code."""
    from multiprocessing import freeze_support

    freeze_support()
    if arguments and (arguments[0] in COMMANDS or arguments[0] in {"-h", "--help", "--version"}):
        from trainerpool.cli.main import run
        from trainerpool.cli.shows import Shows

        return run(list(arguments), Shows(show_demo, test_self))
    files = [one for one in arguments if one != _WINDOW_ONLY]
    if len(files) > 1 or any(one.startswith("-") for one in files):
        sys.stderr.write("Usage: trainerpool [FILE], or trainerpool COMMAND. trainerpool --help lists the commands.\n")
        return 2
    if files and not Path(files[0]).exists():
        sys.stderr.write(f"There is no file or command {files[0]!r}. trainerpool --help lists the commands.\n")
        return 1 if Path(files[0]).suffix else 2
    if not has_display():
        sys.stderr.write("There is no display to open a window on. trainerpool --help lists the commands.\n")
        return 1
    from trainerpool.gui.start import run_window

    return run_window(Path(files[0]) if files else None, quit_after_first_paint=_WINDOW_ONLY in arguments)


def show_demo(tour: Path | None) -> int:
    """The example pool: in the window where there is a display, else as a tour with pictures."""
    import tempfile

    if tour is None and has_display():
        from trainerpool.gui.start import run_window
        from trainerpool.operations.example import make_demo_pool

        with tempfile.TemporaryDirectory(prefix="trainerpool-example-") as folder:
            return run_window(None, make_desk=lambda: make_demo_pool(Path(folder)))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from trainerpool.gui.tour import run_tour

    return run_tour(tour or Path(tempfile.mkdtemp(prefix="trainerpool-tour-")))


def test_self() -> int:
    """Prove the installed program: the example made, staffed, reported, every page painted, the file verified."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from trainerpool.gui.self_test import run_self_test

    return run_self_test()


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere where there is a display server."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal", "vnc"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
