"""Every scene of the album in plain words: no id, no machine's date, no name of the code, nothing left unfilled."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.gui.album import wording
from tests.gui.album.scenes import Scene, every_scene, open_gates
from tests.gui.album.stage import WIDE, Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens


@pytest.fixture(autouse=True)
def gates():
    """What waits behind a scene goes on after it."""
    yield
    open_gates()


@pytest.mark.parametrize("scene", every_scene(), ids=lambda one: one.name)
def test_all_its_words_are_plain(stage: Stage, scene: Scene):
    stage.size(*WIDE)
    scene.show(stage)
    faults = [line for over in stage.over() for line in wording.faults(over)]
    assert faults + wording.faults(stage.window) == []


@pytest.mark.parametrize(
    "words",
    [
        "Told on 2026-11-23", "at 09:30:12", "release_agreement ends", "Until None", "to {name}", "1 trainers", "1 working days",
        "01980c2e-77aa-7c3e-8a10-3f2b6c7d8e9f", "Kept , and told", "Enter a valid date", "Done!", "Ask her", "<Standing.LAPSED: 3>",
    ],
)  # fmt: skip
def test_what_is_no_plain_word_is_found(qapp, words: str):
    box = QWidget()
    QVBoxLayout(box).addWidget(QLabel(words))
    box.show()
    assert wording.faults(box)
    box.close()


@pytest.mark.parametrize(
    "words",
    [
        "Told on 23 Nov 2026, 1 working day ago", "x_y@a.example.org", "Northmoor.tpool", "1 of 2 sessions", "11 trainers",
        "09:30 to 16:30", "Sessions (12)", "Choose a workbook...", "U:\\pool_a\\x.tpool",
    ],
)  # fmt: skip
def test_plain_words_pass(qapp, words: str):
    box = QWidget()
    QVBoxLayout(box).addWidget(QLabel(words))
    box.show()
    assert wording.faults(box) == []
    box.close()
