"""The example pool in the real window, for every page's tests: made once, copied for each seat."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.allocation_seat import page, still  # noqa: F401 - fixtures of the Allocation tests
from tests.gui.screens.seats import Answers, Seat
from tests.gui.screens.settings_seat import settings  # noqa: F401 - the fixture of the Settings tests
from trainerpool.gui import theme
from trainerpool.gui.start import assemble
from trainerpool.host.clock import FixedClock
from trainerpool.operations import example
from trainerpool.operations.pools import open_pool


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example pool, closed, in a folder that is only copied from."""
    folder = tmp_path_factory.mktemp("example")
    example.make_example_pool(folder).store.close()
    return folder


def _seated(example_folder: Path, place: Path) -> Iterator[Seat]:
    folder = place / "pool"
    shutil.copytree(example_folder, folder)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    answers = Answers()
    window, opening = assemble(app, answers)
    if theme.tokens().scheme != "light":
        window.looks.set_scheme("light")
    window.resize(1366, 768)
    desk = open_pool(folder / "Northmoor.tpool", example.PASSPHRASE, FixedClock.on(example.EXAMPLE_DAY))
    desk.backups = place / "backups"
    window.show()
    window.activateWindow()
    opening.show(desk)
    yield Seat(window, opening, desk, answers)
    opening.close()
    desk.store.close()
    window.close()
    window.deleteLater()


@pytest.fixture
def seat(qapp, example_folder: Path, tmp_path: Path) -> Iterator[Seat]:
    """The window at 1366 x 768 around a fresh copy of the example."""
    yield from _seated(example_folder, tmp_path)


@pytest.fixture(scope="module")
def shared(qapp, example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The same, kept for all tests of a module that leave it as they found it (or undo what they did)."""
    yield from _seated(example_folder, tmp_path_factory.mktemp("shared"))
