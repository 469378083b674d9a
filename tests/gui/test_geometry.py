"""Every scene of the album at three sizes, under torture at four: nothing lies over another, no text is cut off, everything can be scrolled to."""

from __future__ import annotations

import pytest

from tests.gui.album import roomy
from tests.gui.album.scenes import Scene, every_scene, open_gates
from tests.gui.album.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens


@pytest.mark.parametrize("scene", every_scene(), ids=lambda one: one.name)
def test_everything_has_its_room(stage: Stage, scene: Scene, request: pytest.FixtureRequest):
    try:
        found = {}
        for size, (wide, high) in roomy.SIZES.items():
            if size == "300 %" and not request.config.getoption("--torture"):
                continue
            # A dialog takes its size from its window as it opens; a page follows the window.
            stage.size(wide, high, waits=not found or not scene.is_busy)
            if not found or stage.over():
                scene.show(stage)
            found[size] = roomy.faults(stage)
        assert not {size: faults for size, faults in found.items() if faults}
    finally:
        open_gates()
