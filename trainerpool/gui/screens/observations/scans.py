"""The scans of a paper form: attached with progress and Cancel, opened from a private copy, taken off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from trainerpool.gui.background import CancelToken, Progress
from trainerpool.gui.outside import Outside, SystemOutside
from trainerpool.gui.shell import Shell
from trainerpool.problem import Problem

_KINDS = ("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)", "All files (*)")


class Scans:
    """`owner` is the page; each deed has its undo."""

    def __init__(self, shell: Shell, owner: QWidget, outside: Outside | None = None) -> None:
        self._shell, self._owner = shell, owner
        self.outside: Outside = outside or SystemOutside()

    def attach(self, visit: str) -> None:
        """Ask which file, and keep it with the visit."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._take_in(visit, path)

        self._shell.dialogs.open_file(self._owner, "Attach a scan of the paper form", _KINDS, chosen)

    def _take_in(self, visit: str, path: Path) -> None:
        cancel, progress = CancelToken(), Progress()

        def keep(desk: Any) -> Any:
            from trainerpool.operations.observations import keep_scan

            try:
                return keep_scan(desk, visit, path, progress, cancel.is_cancelled)
            except Problem:
                cancel.check()  # that it was stopped is what the person wished
                raise

        self._shell.do(keep, title="Attaching the scan", cancel=cancel, progress=progress, owner=self._owner)

    def open(self, file: str, name: str) -> None:
        """Open a private copy with the program that is meant for it; it is wiped when the program closes."""

        def work(desk: Any) -> Path:
            from trainerpool.operations.materials import open_private_copy

            made: Path = open_private_copy(desk, file)
            return made

        def opened(path: Path) -> None:
            if not self.outside.open_file(path):
                self._shell.problem(Problem(f"No program of this computer opened {name}.", kept="Nothing was changed."))

        self._shell.work(work, then=opened, title="Opening the scan", reads=False, owner=self._owner)

    def take_off(self, file: str) -> None:
        """Take a scan off its visit."""

        def work(desk: Any) -> Any:
            from trainerpool.operations.observations import remove_scan

            return remove_scan(desk, file)

        self._shell.do(work, owner=self._owner)
