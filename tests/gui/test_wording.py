"""What the album takes for plain words, and what not: no id, no machine's date, no name of the code, nothing left unfilled."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.gui.album import wording


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
