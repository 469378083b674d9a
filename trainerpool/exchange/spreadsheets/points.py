"""Several points written in one cell, taken apart: strengths, actions, and both under words of their own."""

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
_GOOD = r"(?:key |main |the )?strengths?(?: seen| noted)?|what went well|www|went well|positives?|good practice|what worked(?: well)?"
_BETTER = (
    r"(?:key |main |the )?areas? (?:for|of) (?:further )?(?:development|improvement)|(?:areas? )?to (?:develop|improve)"
    r"|development(?: points?| needs?| areas?)?"
    r"|(?:agreed )?actions?(?: points?| agreed| needed)?|action plan|even better if|ebi|next steps|improvements?|weaknesses|recommendations?|targets"
)  # fmt: skip
_UNDER = re.compile(
    rf"(?:^|(?<=[\n.;•|]))\s*[-–•*]?\s*(?:(?P<good>{_GOOD})|(?P<better>{_BETTER}))\s*(?::|\s[-–]\s|(?=\n))\s*",
    re.IGNORECASE,
)
_ANY_GOOD = re.compile(rf"\b(?:{_GOOD})\b", re.IGNORECASE)
_ANY_BETTER = re.compile(rf"\b(?:{_BETTER})\b", re.IGNORECASE)


def points_in(text: str) -> list[str]:
    """The points of a cell in order, each as written; [] where it says that there is none."""
    numbered = _NUMBERED.sub("\n", text) if len(_NUMBERED.findall(text)) > 1 or _NUMBERED.match(text) else text
    found = [tidy(piece).strip(" -–*") for piece in _LINES.split(numbered)]
    return [piece for piece in found if piece and not is_nothing(piece) and norm(piece) not in _NOTHING_SAID]


def points_by_label(text: str) -> tuple[str, list[str], list[str]] | None:
    """What stands before the first label, the strengths and the actions of "Strengths: ... Actions: ..."; None without a label."""
    labels = list(_UNDER.finditer(text))
    if not labels:
        return None
    good: list[str] = []
    better: list[str] = []
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        said = text[label.end() : end].strip()
        found = points_in(said.removesuffix(".") if said.count(".") == 1 else said)
        (good if label.group("good") else better).extend(found)
    return text[: labels[0].start()].strip(), good, better


def heads_both(heading: str) -> bool:
    """Does a heading speak of strengths and of actions at once."""
    return bool(_ANY_GOOD.search(heading) and _ANY_BETTER.search(heading))
