"""Putting the window together: painted first, the pool opened behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from trainerpool.gui import dress, theme
from trainerpool.gui.background import Background
from trainerpool.gui.dialogs.boxes import QtDialogs
from trainerpool.gui.frame import Remembered
from trainerpool.gui.opening import Opening
from trainerpool.gui.screens import SCREENS
from trainerpool.gui.shell import Dialogs
from trainerpool.gui.window import MainWindow
from trainerpool.host import remembered
from trainerpool.host.clock import SystemClock


def run_window(
    path: Path | None, *, quit_after_first_paint: bool = False, make_desk: Callable[[], Any] | None = None
) -> int:
    """Open the window on a file, on what `make_desk` gives (the example), or on Welcome. Gives the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Trainer Pool")
    app.setDesktopFileName("trainerpool")
    window, opening = assemble(app)
    if quit_after_first_paint:
        watcher = _FirstPaint(app)
        window.inner.installEventFilter(watcher)
    window.show()
    if make_desk is not None:
        QTimer.singleShot(0, lambda: opening.open_made(make_desk))
    elif path is not None:
        QTimer.singleShot(0, lambda: opening.open(path))
    code = app.exec()
    opening.close()
    return code


def assemble(app: QApplication, dialogs: Dialogs | None = None) -> tuple[MainWindow, Opening]:
    """The window and what opens pools in it; nothing is shown yet."""
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
