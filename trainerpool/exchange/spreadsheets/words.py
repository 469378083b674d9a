"""Text made comparable: folded, split into words, without punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SPACES = re.compile(r"\s+")
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE"})
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text in lower case without accents, quotes and dashes of one kind, white space single."""
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES).translate(_LETTERS))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _SPACES.sub(" ", plain).strip().casefold()


@lru_cache(maxsize=100_000)
def norm(text: str) -> str:
    """Only the words of the text, folded, "&" as "and", apostrophes dropped, one space between."""
    return _NOT_WORD.sub(" ", fold(text).replace("&", " and ").replace("+", " and ").replace("'", "")).strip()


@lru_cache(maxsize=100_000)
def squashed(text: str) -> str:
    """The folded letters and digits alone: equal for "W.M.P." and "wmp"."""
    return norm(text).replace(" ", "")


def tidy(text: str) -> str:
    """The text as written, white space single, ends clean: for names shown, never for comparing."""
    return _SPACES.sub(" ", text.replace("\u00a0", " ")).strip()


_MARKS = "✓✔☑√●•■×✗✘☒"
NOTHING = frozenset(
    [
        "",
        "none",
        "none yet",
        "nothing yet",
        "no courses",
        "not yet approved",
        "none at present",
        "n a",
        "na",
        "nil",
        "null",
        "tbc",
        "tba",
        "tbd",
        "to be confirmed",
        "to be agreed",
        "to be arranged",
        "vacant",
        "vacancy",
        "unknown",
        "not known",
        "not yet",
        "unallocated",
        "unassigned",
        "required",
        "needed",
        "trainer needed",
        "trainer required",
        "awaiting",
        "pending",
        "to follow",
        "see notes",
        "gap",
        "open",
        "not applicable",
        "nobody",
    ]
)
"""What people write where there is nothing to write (folded, without punctuation)."""


def is_nothing(text: str) -> bool:
    """Is this a blank in words: "TBC", "?", "-", "n/a"."""
    key = norm(text)
    if not key:  # a mark such as "✓" says something, "?" and "-" do not
        return not any(mark in _MARKS for mark in text)
    return key in NOTHING


_ORGANISATION = re.compile(
    r"\b(police|council|nhs|trust|school|schools|college|probation|service|services|constabulary|sector|network|hospital|hospitals|care|health|housing"
    r"|education|fire|rescue|agency|association|board|charity|voluntary|community|early help|team|icb|ccg|university|foundation|prison|hospice"
    r"|academy|nursery|children|adults|society|partnership|group|department|authority|centre)\b",
    re.IGNORECASE,
)


def is_organisation(text: str) -> bool:
    """Does the text hold a word that bodies have in their names."""
    return bool(_ORGANISATION.search(text))
