"""Workbooks of other partnerships, in other words and layouts: nothing wrong without having been asked, and little asked."""

from __future__ import annotations

import pytest

from tests.exchange.spreadsheets.accounted import lost_texts, unaccounted
from tests.exchange.spreadsheets.varieties import make
from tests.exchange.spreadsheets.varieties_check import check
from tests.exchange.spreadsheets.varieties_files import file_of
from trainerpool.exchange.spreadsheets.book import read_bytes
from trainerpool.exchange.spreadsheets.understand import understand


@pytest.mark.parametrize("block", range(6))
def test_nothing_is_wrong_unasked_and_at_most_one_field_in_twenty_is_asked(block: int, dose: int) -> None:
    for seed in range(block * 8 * dose, (block + 1) * 8 * dose):
        made = make(seed)
        data, name = file_of(made)
        book = read_bytes(data, name)
        reading = understand(book)
        verdict = check(made, reading)
        told = f"seed {seed}: {[(k, v) for k, v in made.traits.items() if k != 'world']}"
        assert not verdict.wrong, f"{told}\n" + "\n".join(verdict.wrong[:20])
        assert verdict.asked <= 0.05 * verdict.fields, f"{told} asks {verdict.asked} of {verdict.fields}"
        assert not unaccounted(book, reading), told
        assert not lost_texts(book, reading), told


def test_the_check_itself_sees_a_wrong_reading() -> None:
    made = make(2)
    data, name = file_of(made)
    reading = understand(read_bytes(data, name))
    reading.sessions[0].max_learners = 999
    assert any("places" in wrong for wrong in check(made, reading).wrong)


def test_the_same_file_gives_the_same_reading() -> None:
    data, name = file_of(make(3))
    assert repr(understand(read_bytes(data, name))) == repr(understand(read_bytes(data, name)))
