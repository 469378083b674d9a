"""The example pool and a seat at its window, and the stage of the album, for tests that walk over every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.album.stage import Stage, make_pools
from tests.gui.screens.conftest import example_folder, seat, shared

__all__ = ["example_folder", "seat", "shared"]


@pytest.fixture(scope="module")
def stage(qapp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The window the scenes of the album are shown on."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    place = tmp_path_factory.mktemp("stage")
    made = Stage(app, make_pools(place / "pools"), place)
    yield made
    made.close()
