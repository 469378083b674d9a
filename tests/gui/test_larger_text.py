"""Every scene of the album in larger text, on the screens people have: nothing is cut off or out of reach."""

from __future__ import annotations

import pytest

from tests.gui.album import roomy
from tests.gui.album.scenes import Scene, every_scene, open_gates
from tests.gui.album.stage import Stage

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),  # of offscreen, when a menu opens
    pytest.mark.torture,
]
LARGER = 1.3
SIZES = ("1366 x 768", "1024 x 768")


@pytest.fixture(autouse=True)
def larger(stage: Stage):
    """The text of the whole program in the larger size."""
    stage.window.looks.set_text_size(LARGER)
    yield
    stage.window.looks.set_text_size(1.0)


@pytest.mark.parametrize("scene", every_scene(), ids=lambda one: one.name)
def test_everything_has_its_room_in_larger_text(stage: Stage, scene: Scene):
    try:
        found = {}
        for size in SIZES:
            stage.size(*roomy.SIZES[size], waits=not found or not scene.is_busy)
            if not found or stage.over():
                scene.show(stage)
            found[size] = roomy.faults(stage)
        assert not {size: faults for size, faults in found.items() if faults}
    finally:
        open_gates()
