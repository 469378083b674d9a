"""The six words an invitation is sealed with: drawn from a list of 7,776, and read again as people write them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from trainerpool.problem import Problem

WORDS = 6
LIST_LENGTH = 7_776  # 6 words of it: 77.5 bits


def draw_words(book: Sequence[str]) -> str:
    """Six words drawn at random, as they are told and typed: with single spaces."""
    if len(set(book)) != LIST_LENGTH:
        raise ValueError("the list of words is not whole")
    return " ".join(secrets.choice(book) for _ in range(WORDS))


def read_words(text: str, book: Sequence[str]) -> str:
    """The six words as the invitation was sealed with them, however they are spaced, joined or in capitals.

    Problem that says how many there are, or which of them no invitation has; the word itself is not repeated.
    """
    given = re.findall(r"[^\W\d_]+", text.lower())
    if len(given) != WORDS:
        raise Problem(
            f"An invitation opens with {WORDS} words; {len(given)} were given.",
            kept="Nothing was opened.",
            todo="Ask the Business Unit to read them out again.",
        )
    known = frozenset(book)
    strange = [str(number) for number, word in enumerate(given, 1) if word not in known]
    if strange:
        which = f"Word {strange[0]} is" if len(strange) == 1 else f"Words {', '.join(strange)} are"
        raise Problem(
            f"{which} not among those invitations are sealed with.",
            kept="Nothing was opened.",
            todo="Look at the spelling, or ask the Business Unit to read it out again.",
        )
    return " ".join(given)
