"""Several points written in one cell, taken apart: strengths, actions."""

from __future__ import annotations

import re

from trainerpool.exchange.spreadsheets.words import is_nothing, norm, tidy

_LINES = re.compile(r"[\n\r;•●▪◦|]+|(?:(?<=\s)|^)[-–*]\s+")
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=\s))\(?\d{1,2}[.)]\s+")
_NOTHING_SAID = frozenset(
    [
        "none identified", "none noted", "none needed", "none required", "no actions", "no action", "no action needed",
        "no actions needed", "no action required", "no further action", "nfa", "no development points", "nothing", "none this time",
    ]
)  # fmt: skip


def points_in(text: str) -> list[str]:
    """The points of a cell in order, each as written; [] where it says that there is none."""
    numbered = _NUMBERED.sub("\n", text) if len(_NUMBERED.findall(text)) > 1 or _NUMBERED.match(text) else text
    found = [tidy(piece).strip(" -–*") for piece in _LINES.split(numbered)]
    return [piece for piece in found if piece and not is_nothing(piece) and norm(piece) not in _NOTHING_SAID]
