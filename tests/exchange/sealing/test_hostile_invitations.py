"""Invitations whose head was changed: none takes long, none takes the program with it, each is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainerpool.exchange.sealing import open_with_words
from trainerpool.problem import Problem

KEPT = Path(__file__).parents[2] / "old_files" / "exchange_1"
WHOLE, WORDS = (KEPT / "invitation.tpcarry").read_bytes(), (KEPT / "words.txt").read_text(encoding="utf-8").strip()
_, HEAD, KEY, REST = WHOLE.split(b"\n", 3)
SALT = HEAD.split(b" ")[2]


@pytest.mark.parametrize(
    ("head", "key", "says"),
    [
        (SALT + b" 22", KEY, "more time or memory"),
        (SALT + b" 63", KEY, "more time or memory"),
        (SALT + b" 64", KEY, "more time or memory"),
        (SALT + b" " + b"9" * 60, KEY, "more time or memory"),
        (SALT + b" 1", KEY, "not the words of this invitation"),
        (SALT + b" 0", KEY, "damaged"),
        (SALT + b" -1", KEY, "damaged"),
        (SALT + b" 018", KEY, "damaged"),
        (SALT + b" abc", KEY, "damaged"),
        (SALT, KEY, "damaged"),
        (SALT[:-2] + b" 10", KEY, "damaged"),
        (b" 10", KEY, "damaged"),
        (SALT + b" 10", b"", "damaged"),
        (SALT + b" 10", b"AAAA", "damaged"),
        (SALT + b" 10", KEY + b"\n-> scrypt " + SALT + b" 10\n" + KEY, "damaged"),
    ],
)
def test_a_changed_head_is_refused(head: bytes, key: bytes, says: str) -> None:
    data = b"\n".join([b"age-encryption.org/v1", b"-> scrypt " + head, key, REST])
    with pytest.raises(Problem, match=says):
        open_with_words(data, words=WORDS, known=lambda _comment: None)
