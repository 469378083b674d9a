"""Every scene of the album as those meet it who read it, hear it, or have only keys, on every screen they have.

Its words are plain, all of it is read out and come to by Tab with a ring around it, nothing lies over another, no text is cut
off and everything can be scrolled to. The smallest of the sizes is tried under torture.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.album import focusing, readable, roomy, wording
from tests.gui.album.scenes import Scene, every_scene, open_gates
from tests.gui.album.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens

FIRST, *SMALLER = roomy.SIZES
UNDER_TORTURE = "300 %"


@pytest.fixture(autouse=True)
def still(qapp: QApplication):
    """No blinking caret between two pictures; what waits behind a scene goes on after it."""
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(flash)
    open_gates()


@pytest.mark.parametrize("scene", every_scene(), ids=lambda one: one.name)
def test_all_of_it_is_plain_heard_reached_and_seen(stage: Stage, scene: Scene, request: pytest.FixtureRequest):
    stage.size(*roomy.SIZES[FIRST])
    scene.show(stage)
    found = _faults(stage, scene)
    for size in SMALLER:
        if size == UNDER_TORTURE and not request.config.getoption("--torture"):
            continue
        # A dialog takes its size from its window as it opens; a page follows the window.
        stage.size(*roomy.SIZES[size], waits=not scene.is_busy)
        if stage.over():
            scene.show(stage)
        found[size] = roomy.faults(stage)
    assert not {what: faults for what, faults in found.items() if faults}


def _faults(stage: Stage, scene: Scene) -> dict[str, list[str]]:
    """What is wrong with the present scene, by what was looked for."""
    found = {
        "words": [line for shown in (*stage.over(), stage.window) for line in wording.faults(shown)],
        FIRST: roomy.faults(stage),
        "read out": readable.faults(stage.front() if stage.over() else stage.window),
    }
    if not scene.is_busy:
        found["lost on the way"] = focusing.lost_on_the_way(stage.seat, stage.front() if stage.over() else stage.window)
        found["without a ring"] = focusing.unseen(stage.seat, stage.front())
    return found
