"""The trusted comment of a sealed file: what it is, who signed it, whom it is meant for, and its number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainerpool.problem import Problem

INVITATION, REPLY, CARRY, RETURN = "invitation", "reply", "carry", "return"
SORTS = (INVITATION, REPLY, CARRY, RETURN)
TO_WORDS = "0" * 16  # the recipient of an invitation: whoever was told its words
FORMAT = 1
_MARK = "trainerpool/"
_VALUE = re.compile(r"[A-Za-z0-9+/=_.-]{1,200}")
_KEY_ID = re.compile(r"[0-9a-f]{16}")
_OWN = ("sort", "file", "from", "to", "number")


@dataclass(frozen=True, slots=True)
class Comment:
    """What a sealed file says of itself. `issuer` and `recipient` are key ids; `more` holds further short words."""

    sort: str
    file: str
    issuer: str
    recipient: str
    number: int = 0
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The line that is signed."""
        words = {"sort": self.sort, "file": self.file, "from": self.issuer, "to": self.recipient}
        words |= {"number": str(self.number), **self.more}
        for word, value in words.items():
            if not _VALUE.fullmatch(value):
                raise ValueError(f"no word of a comment: {word}")
        return " ".join([f"{_MARK}{FORMAT}", *(f"{word}:{value}" for word, value in words.items())])

    @classmethod
    def read(cls, text: str) -> Comment:
        """A comment as a signature holds it; Problem where it is none of ours, or of a later program."""
        mark, *pairs = text.split(" ")
        version = mark.removeprefix(_MARK)
        if not mark.startswith(_MARK) or not version.isascii() or not version.isdecimal() or len(version) > 6:
            raise _unreadable()
        if int(version) > FORMAT:
            raise Problem(
                "This file was made by a later Trainer Pool.",
                kept="Nothing of it was read.",
                todo="Update this program.",
            )
        words = dict(pair.split(":", 1) for pair in pairs if ":" in pair)
        if len(words) != len(pairs) or not set(_OWN) <= set(words) or not all(map(_VALUE.fullmatch, words.values())):
            raise _unreadable()
        sort, file, issuer, recipient, number = (words.pop(word) for word in _OWN)
        ids = _KEY_ID.fullmatch(issuer) and _KEY_ID.fullmatch(recipient)
        if sort not in SORTS or not ids or not number.isascii() or not number.isdecimal() or len(number) > 15:
            raise _unreadable()
        return cls(sort, file, issuer, recipient, int(number), words)


def _unreadable() -> Problem:
    return Problem(
        "What this file says of itself cannot be read.", kept="Nothing of it was read.", todo="Ask for the file again."
    )
