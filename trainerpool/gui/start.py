"""Putting the window together: painted first, the pool opened behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from trainerpool.gui.hull import Hull
from trainerpool.host import remembered
from trainerpool.problem import Problem

if TYPE_CHECKING:
    from trainerpool.gui.frame import Remembered
    from trainerpool.gui.opening import Opening
    from trainerpool.gui.shell import Dialogs
    from trainerpool.gui.window import MainWindow

# The rest is imported once the hull is painted: half of the start lies in it.


def run_window(
    path: Path | None, *, quit_after_first_paint: bool = False, make_desk: Callable[[], Any] | None = None
) -> int:
    """Open the window on a file, on what `make_desk` gives (the example), or on Welcome. Gives the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Trainer Pool")
    app.setDesktopFileName("trainerpool")
    kept = remembered.load().get("window", {})
    kept = kept if isinstance(kept, dict) else {}
    hull = Hull(_scheme(app, kept.get("scheme")), _size(kept.get("size")), make_desk is not None)
    made: list[Any] = []

    def fill() -> None:
        try:
            window, opening = assemble(app)
        except BaseException:
            app.exit(1)  # an empty hull must not stay on the screen
            raise
        made.append(opening)
        _wipe_private_copies()
        sys.excepthook = partial(_tell_fault, window)
        if quit_after_first_paint:
            window.inner.installEventFilter(_FirstPaint(app))
        hull.take(window)
        if make_desk is not None:
            opening.open_made(make_desk)
        elif path is not None:
            opening.open(path)

    hull.painted.connect(fill)
    if kept.get("is_maximised") is True:
        hull.showMaximized()
    else:
        hull.show()
    code = app.exec()
    for opening in made:
        opening.close()
    _wipe_private_copies()
    return code


def _wipe_private_copies() -> None:
    """Copies the program made for other programs do not outlive it; those of a run that was killed go at the next start."""
    from trainerpool.host.folders import wipe_private_folder

    with suppress(OSError, Problem):
        wipe_private_folder()


def _tell_fault(
    window: MainWindow, kind: type[BaseException], _value: BaseException, trace: TracebackType | None
) -> None:
    """A fault of ours while the window is open: kept without names, told over the page; the window stays."""
    from trainerpool.host.clock import SystemClock
    from trainerpool.host.crashes import in_a_sentence, keep_crash

    kept = keep_crash(kind, trace, SystemClock().now())
    window.show_problem(window.navigator.here, Problem(in_a_sentence(kept)))


def _scheme(app: QApplication, kept: object) -> str:
    if kept in ("light", "dark", "high_contrast"):
        return str(kept)
    hints = app.styleHints()
    if hints.accessibility().contrastPreference().name == "HighContrast":
        return "high_contrast"
    return "dark" if hints.colorScheme().name == "Dark" else "light"


def _size(kept: object) -> tuple[int, int]:
    if (
        isinstance(kept, list)
        and len(kept) == 2
        and all(isinstance(side, int) and 100 <= side <= 20_000 for side in kept)
    ):
        return kept[0], kept[1]
    return 1366, 768


def assemble(app: QApplication, dialogs: Dialogs | None = None) -> tuple[MainWindow, Opening]:
    """The window and what opens pools in it; nothing is shown yet."""
    from dataclasses import asdict

    from trainerpool.gui import dress, theme
    from trainerpool.gui.background import Background
    from trainerpool.gui.dialogs.boxes import QtDialogs
    from trainerpool.gui.opening import Opening
    from trainerpool.gui.screens import SCREENS
    from trainerpool.gui.window import MainWindow
    from trainerpool.host.clock import SystemClock

    keep = _remembered()
    dress.apply(app, keep.scheme or theme.system_scheme(app), keep.text_size)
    background = Background()
    clock = SystemClock()
    opening = Opening(background, clock)
    window = MainWindow(SCREENS, background, dialogs or QtDialogs(), opening.today, opening.frame_deeds(), keep)
    opening.window = window
    app.aboutToQuit.connect(lambda: remembered.save({"window": asdict(window.looks.remembered)}))
    return window, opening


def _remembered() -> Remembered:
    from dataclasses import asdict

    from trainerpool.gui.frame import Remembered

    found = remembered.load().get("window", {})
    keep = Remembered()
    for name, present in asdict(keep).items():
        value = found.get(name, present) if isinstance(found, dict) else present
        value = tuple(value) if name == "size" and isinstance(value, list) else value
        if isinstance(value, type(present)):
            setattr(keep, name, value)
    return keep


class _FirstPaint(QObject):
    """Ends the program when the window has painted once: for measuring the start."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._app.quit)
        return super().eventFilter(watched, event)
