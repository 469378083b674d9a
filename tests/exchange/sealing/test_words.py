"""The words of invitations: enough of them, plain ones, and read again however people write them."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from trainerpool.exchange.sealing import draw_words, read_words
from trainerpool.exchange.sealing.words import LIST_LENGTH, WORDS
from trainerpool.host.places import resource
from trainerpool.operations.trust import invitation_words
from trainerpool.problem import Problem

BOOK = invitation_words()


def test_six_words_of_the_list_are_77_bits() -> None:
    assert len(BOOK) == len(set(BOOK)) == LIST_LENGTH
    assert WORDS * math.log2(LIST_LENGTH) >= 77
    assert list(BOOK) == sorted(BOOK)
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9 for word in BOOK)
    assert resource("words/LICENSE-SCOWL.txt").read_text(encoding="utf-8").startswith("invitation.txt holds 7,776")


def test_words_are_drawn_from_the_whole_list_and_never_told_alike() -> None:
    drawn = [draw_words(BOOK).split() for _ in range(500)]
    assert all(len(words) == WORDS and set(words) <= set(BOOK) for words in drawn)
    assert len({tuple(words) for words in drawn}) == len(drawn)
    letters = Counter(word[0] for words in drawn for word in words)
    assert set(letters) >= set("abcdefghilmnoprstuvw")


def test_a_list_that_is_not_whole_is_not_drawn_from() -> None:
    with pytest.raises(ValueError, match="not whole"):
        draw_words(BOOK[1:])


@pytest.mark.parametrize(
    "text",
    ["acorn basket candle dolphin ember fiddle", "  Acorn BASKET\tcandle  dolphin ember fiddle \n",
     "acorn-basket-candle-dolphin-ember-fiddle", "1. acorn, 2. basket, 3. candle, 4. dolphin, 5. ember, 6. fiddle."],
)  # fmt: skip
def test_words_are_read_however_they_are_written(text: str) -> None:
    assert read_words(text, BOOK) == "acorn basket candle dolphin ember fiddle"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "opens with 6 words; 0 were given"),
        ("acorn basket", "opens with 6 words; 2 were given"),
        ("acorn bskt abbey abbey abbey abbey", "Word 2 is not among"),
        ("zzz bskt abbey abbey abbey abbey", "Words 1, 2 are not among"),
    ],
)
def test_what_is_amiss_with_words_is_said_without_saying_them(text: str, says: str) -> None:
    with pytest.raises(Problem) as refused:
        read_words(text, BOOK)
    assert says in refused.value.text
    assert not any(word in str(refused.value) for word in text.split())
