"""The windows of three people on computers of their own, opened one after the other as people open and close them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.gui.screens.seats import Answers, Seat
from tests.operations.trust_desks import OWN_WORDS
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations.pools import open_pool


class Three:
    """The folder in which everything lies, and the windows of the three."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self.folder, self._app = folder, app
        self.at = folder / "nowhere"  # whose computer it is: there lie their desks

    @contextmanager
    def window(self, today: date, make: Callable[[], Any] | None = None) -> Iterator[Seat]:
        """The program's window on somebody's computer, on a day; closed as a person closes it."""
        answers = Answers()
        window, opening = assemble(self._app, answers)
        opening.clock = FixedClock.on(today)
        window.resize(1366, 768)
        window.show()
        desks: list[Any] = []
        seat = Seat(window, opening, None, answers)  # type: ignore[arg-type]
        if make is not None:
            opening.open_made(lambda: desks.append(make()) or desks[0])
            seat.until(lambda: bool(window.facts.name), 20_000)
            seat.desk = desks[0]
        seat.rest()
        seat.front()
        yield seat
        opening.close()
        window.close()
        window.deleteLater()

    def pool(self, today: date) -> Any:
        """The coordinator's window."""

        def make() -> Any:
            desk = open_pool(self.folder / "Moorshire.tpool", "correct horse", FixedClock.on(today))
            desk.backups = self.folder / "backups"
            return desk

        return self.window(today, make)

    @contextmanager
    def own(self, name: str, today: date) -> Iterator[Seat]:
        """The window at somebody's own desk, which their passphrase opens."""
        self.at = self.folder / name[:2].upper()
        with self.window(today) as seat:
            seat.answers.text = OWN_WORDS
            seat.opening.own_desks.choose()
            seat.until(lambda: bool(seat.window.facts.name), 20_000)
            seat.rest()
            seat.desk = seat.opening._desk
            yield seat

    def file(self, name: str, ending: str) -> Path:
        """A file on its way to or from somebody."""
        return self.folder / f"{name[:2].upper()}.{ending}"

    def home(self, name: str) -> Path:
        """The folder of somebody's desk."""
        (found,) = (self.folder / name[:2].upper()).iterdir()
        return found
