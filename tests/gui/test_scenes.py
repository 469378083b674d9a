"""Every scene of the album as somebody meets it who hears the window or has only keys: read out, seen in focus, come to by Tab."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.album import focusing, readable
from tests.gui.album.scenes import Scene, every_scene, open_gates
from tests.gui.album.stage import WIDE, Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens

# Taken by the keyboard and without a ring of its own yet: nothing.
NO_RING: set[str] = set()


@pytest.fixture(autouse=True)
def still(qapp: QApplication):
    """No blinking caret between two pictures."""
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(flash)
    open_gates()


@pytest.mark.parametrize("scene", every_scene(), ids=lambda one: one.name)
def test_all_of_it_can_be_heard_and_reached_by_keys(stage: Stage, scene: Scene):
    stage.size(*WIDE)
    scene.show(stage)
    front = stage.front() if stage.over() else stage.window
    assert readable.faults(front) == []
    if not scene.is_busy:
        assert focusing.lost_on_the_way(stage.seat, front) == []
        unseen = focusing.unseen(stage.seat, stage.front())
        assert bool(unseen) is (scene.name in NO_RING), unseen
