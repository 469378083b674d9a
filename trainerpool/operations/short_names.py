"""Short names of courses, at most 12 letters, made from their titles as people would shorten them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

SHORT_NAME_LETTERS = 12
# What the field itself shortens, longest first.
_PHRASES = {
    "deprivation of liberty safeguards": "DoLS", "adverse childhood experiences": "ACEs", "child sexual exploitation": "CSE",
    "child sexual abuse": "CSA", "designated safeguarding lead": "DSL", "female genital mutilation": "FGM",
    "liberty protection safeguards": "LPS", "making safeguarding personal": "MSP", "mental capacity act": "MCA",
    "mental capacity": "MCA", "train the trainer": "TtT", "train-the-trainer": "TtT", "multi-agency": "MA",
    "introduction to": "Intro", "domestic abuse": "Dom. Abuse",
}  # fmt: skip
_PARTS = re.compile(r"\b(level|part|module|stage|tier|day|group)\s+(\d+)\b", re.IGNORECASE)
# Words that say little beside others, given up in this order.
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with", "your", "our"]
)
_EMPTY = (
    frozenset({"training", "course", "workshop", "session", "programme", "multi-agency", "ma"}),
    frozenset({"safeguarding"}),
    frozenset({"awareness", "introduction", "intro", "basic", "essentials"}),
    frozenset({"informed", "practice", "skills", "approach", "approaches"}),
)
_KNOWN = {
    "children": "Child.",
    "management": "Mgmt",
    "assessment": "Assess.",
    "introduction": "Intro",
    "advanced": "Adv.",
}
_BREAKS = re.compile(r"\s+(?:and|&|with|in|for|of)\s+", re.IGNORECASE)
_VOWELS = frozenset("aeiouy")


def short_name_of(title: str, taken: Collection[str] = ()) -> str:
    """A short name for chips, one that is not `taken` where a title gives several; no word is cut without a full stop."""
    used = {one.casefold() for one in taken}
    first = ""
    for candidate in _candidates(" ".join(title.split())):
        if 0 < len(candidate) <= SHORT_NAME_LETTERS:
            first = first or candidate
            if candidate.casefold() not in used:
                return candidate
    first = first or _clipped(title.strip().rpartition(" ")[2], SHORT_NAME_LETTERS - 1)
    if first.casefold() not in used:
        return first[:SHORT_NAME_LETTERS]
    return next(
        (
            numbered
            for number in range(2, 100)
            if (numbered := f"{first[: SHORT_NAME_LETTERS - 1 - len(str(number))].rstrip()} {number}").casefold()
            not in used
        ),
        first,
    )


def _candidates(title: str) -> Iterator[str]:
    """Ever shorter names of one title, the best first."""
    yield title
    if not title:
        return
    head = re.split(r":|\s[-–]\s|\(", title)[0].strip() or title
    yield head
    text = _PARTS.sub(lambda found: f"{found[1][0].upper()}{found[2]}", head)
    for phrase, short in _PHRASES.items():
        text = re.sub(rf"\b{re.escape(phrase)}\b", short, text, flags=re.IGNORECASE)
    yield text
    words = [word for word in text.split() if word.lower() not in _SMALL and word != "&"]
    yield " ".join(words)
    main = [word for word in _BREAKS.split(text)[0].split() if word.lower() not in _SMALL] or text.split()
    for empty in ((), *_EMPTY):
        words = [word for word in words if word.lower() not in empty] or words
        main = [word for word in main if word.lower() not in empty] or main
        yield " ".join(words)
        yield " ".join(main)
    yield " ".join([*(_clipped(word) for word in main[:-1]), main[-1]])
    for start in range(1, len(main)):
        yield " ".join(main[start:])
        yield " ".join([*(_clipped(word) for word in main[start:-1]), main[-1]])
    yield from reversed(words)


def _clipped(word: str, most: int = 5) -> str:
    """A word as people abbreviate it: ended with a full stop after a consonant that a vowel would follow ("Dom.", "Prof.")."""
    if word.lower() in _KNOWN:
        return _KNOWN[word.lower()]
    if len(word) <= 4 or word.isupper() or word.endswith("."):
        return word
    ends = [
        place
        for place in range(3, min(len(word), most + 1))
        if word[place - 1].lower() not in _VOWELS and word[place].lower() in _VOWELS
    ]
    if most > 5 and ends:
        return f"{word[: ends[-1]]}."
    return f"{word[: ends[0] if ends else 4]}."
