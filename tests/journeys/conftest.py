"""A pool on the disk, the window around it, and the terminal that reads what the window wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.seats import Answers, Seat
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations.desk import Desk
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.pools import make_pool, open_pool
from trainerpool.store.keys import Cost

PASSPHRASE = "three quiet herons"
ROOT = Path(__file__).resolve().parents[2]


class Traveller:
    """Somebody at a keyboard, with a pool in a folder; a seat is taken for as long as the window is open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pool = folder / "Northmoor.tpool"
        (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
        made = make_pool(self.pool, "Marian Holt", PASSPHRASE, FixedClock.on(EXAMPLE_DAY), Cost(8192, 1, 1))
        made.desk.store.close()

    @contextmanager
    def window(self) -> Iterator[Seat]:
        """The program's window, its pool opened in the worker; closed as a person closes it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        answers = Answers()
        window, opening = assemble(app, answers)
        window.resize(1366, 768)
        window.show()
        desks: list[Any] = []

        def make() -> Any:
            desks.append(self.desk())
            desks[0].backups = self.folder / "backups"
            return desks[0]

        opening.open_made(make)
        seat = Seat(window, opening, None, answers)
        seat.until(lambda: bool(window.facts.name), 20_000)
        seat.rest()
        seat.desk = desks[0]
        seat.front()
        yield seat
        opening.close()
        window.close()
        window.deleteLater()

    def desk(self) -> Desk:
        """The pool opened without a window."""
        return open_pool(self.pool, PASSPHRASE, FixedClock.on(EXAMPLE_DAY))

    def exported(self, kind: str) -> Any:
        """Every record of a kind, as the terminal exports them."""
        return self.terminal("export", str(self.pool), kind)

    def terminal(self, *words: str) -> Any:
        """What a command says with --json, run as people run it."""
        done = subprocess.run(
            [sys.executable, "-m", "trainerpool", *words, "--json", "--passphrase-file", str(self.folder / "passphrase")],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def press(seat: Seat, *keys: Qt.Key, with_key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys where the focus is, as a person presses them."""
    for key in keys:
        seat.front()
        QTest.keyClick(QApplication.focusWidget() or seat.window, key, with_key)
        seat.rest()


@pytest.fixture
def traveller(qapp: QApplication, tmp_path: Path) -> Traveller:
    return Traveller(tmp_path)
