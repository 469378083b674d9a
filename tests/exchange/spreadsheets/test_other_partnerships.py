"""Workbooks as other partnerships and trainer pools keep them: nothing wrong unasked, hardly anything asked, every cell kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.spreadsheets.others import (
    books_again,
    books_agencies,
    books_end,
    books_further,
    books_last,
    books_more,
    books_offices,
    books_programmes,
)
from tests.exchange.spreadsheets.others.check import check
from tests.exchange.spreadsheets.others.model import Book

_ROOMS = (
    books_agencies,
    books_programmes,
    books_offices,
    books_more,
    books_again,
    books_last,
    books_further,
    books_end,
)
BOOKS: list[Callable[[], Book]] = [
    made
    for room in _ROOMS
    for made in vars(room).values()
    if callable(made) and made.__module__ == room.__name__ and made.__annotations__.get("return") == "Book"
]


@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
def test_nothing_is_wrong_unasked(make: Callable[[], Book], tmp_path: Path) -> None:
    count = check(make(), tmp_path)
    assert not count.wrong, "\n".join([*count.wrong[:30], *count.questions[:10]])
    assert count.asked <= 0.05 * count.fields, "\n".join(count.questions)
    assert not count.unaccounted


def test_the_check_sees_what_is_wrong(tmp_path: Path) -> None:
    book = books_agencies.transposed()
    book.people[0].phone = "07700 900000"
    book.people[1].agency = book.people[2].agency
    wrong = check(book, tmp_path).wrong
    assert any("phone" in line for line in wrong)
    assert any("agency" in line for line in wrong)
