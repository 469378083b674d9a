"""The wording of course titles: what is beside the title, how alike two are, dates behind one."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from trainerpool.exchange.spreadsheets.dates import read_text_date
from trainerpool.exchange.spreadsheets.words import fold, norm, squashed, tidy

_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "half": 1}
_DAYS = re.compile(
    r"[\s,–-]*[(\[]?\b(\d|one|two|three|four|half|full)(?:\s*x)?[\s-]*days?(?:\s+(?:course|event|training|programme|session))?\b[)\]]?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"[\s,–-]*[(\[]\s*\d+(?:\.\d+)?\s*(?:hours?|hrs?|h)\s*[)\]]", re.IGNORECASE)
_ONLINE = re.compile(
    r"\s*(?:[(\[]\s*(?:online|virtual|teams|via teams|zoom|webinar|face to face|f2f|in person|classroom)\s*[)\]]"
    r"|\s[-–]\s*(?:online|virtual|face to face|f2f|in person)\s*$)",
    re.IGNORECASE,
)
_CANCELLED = re.compile(r"\s*[-–:]?\s*[(\[*]*\b(?:cancelled|canceled|postponed)\b[)\]*]*\s*[-–:]?\s*", re.IGNORECASE)
TAIL = re.compile(r"\s+(?:training|course|session|workshop)s?$", re.IGNORECASE)
QUALIFIERS = frozenset(
    [
        "advanced",
        "basic",
        "awareness",
        "introduction",
        "introductory",
        "intro",
        "refresher",
        "update",
        "updates",
        "level",
        "part",
        "managers",
        "manager",
        "foundation",
        "intermediate",
        "specialist",
        "adult",
        "adults",
        "child",
        "children",
        "briefing",
        "supervision",
        "module",
        "enhanced",
        "extended",
        "masterclass",
        "essentials",
        "young",
        "older",
    ]
)
_CODE = re.compile(r"^[A-Z][A-Z0-9]{0,7}(?:[-/ ]?\d{1,3})?$")
SMALL = frozenset(["and", "the", "of", "for", "in", "to", "a", "an", "on", "with"])


def bare_title(text: str) -> str:
    """The title without "(2 days)", "(3 hours)", "(online)" and the like."""
    return tidy(_HOURS.sub("", _DAYS.sub("", _ONLINE.sub("", _CANCELLED.sub(" ", text))))).strip(" -–,:")


def levelled(text: str) -> str:
    """As "L2" and "Lvl 2" as "Level 2", "Pt 1" as "Part 1"."""
    return re.sub(r"\bpt\.?\s*(\d)\b", r"part \1", re.sub(r"\b(?:l|lv|lvl|lev)\.?\s*(\d)\b", r"level \1", fold(text)))


def days_said(text: str) -> int:
    """2 for "... (2 days)"; 0 where the text does not say."""
    match = _DAYS.search(text)
    if not match or match.group(1).lower() in ("full", "half"):
        return 0
    return _COUNT.get(match.group(1).lower()) or int(match.group(1)) if match.group(1) != "0" else 0


def is_code(text: str) -> bool:
    """Does the text look like a course code rather than a title."""
    return bool(_CODE.match(text.strip())) and len(text.strip()) <= 9


def is_cancelled(text: str) -> bool:
    """Does a cell of a session say that it does not take place."""
    return bool(_CANCELLED.search(text))


def dated(text: str) -> tuple[str, str | None]:
    """As in "NEG (12/03/24)" -> ("NEG", "2024-03-12")."""
    match = re.match(
        r"^\s*(.*?\D)\s*(?:[(\[]([^)\]]*\d[^)\]]*)[)\]]|[-–:]\s*(\d[\d./ -]+|\d?\d?\s*[A-Za-z]{3,9}\s+\d{2,4}))\s*$",
        text,
        re.DOTALL,
    )
    if match:
        read = read_text_date((match.group(2) or match.group(3) or "").strip())
        if read.iso():
            return tidy(match.group(1)).strip(" -–:"), read.iso()
    return tidy(text), None


def digits_of(text: str) -> list[str]:
    """The numbers of a title, which never differ between two spellings of one course."""
    return re.findall(r"\d+", fold(text))


def is_contained(words: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Are the words part of the longer title, without anything that makes it another course."""
    mine, full = set(words), set(theirs)
    if not mine < full or not any(len(word) >= 5 for word in mine):
        return False
    return not (full - mine) & QUALIFIERS and not any(word.isdigit() for word in full - mine)


def is_strongly(shown: str, words: tuple[str, ...], title: str, theirs: tuple[str, ...]) -> bool:
    """Misspelt, initials or word prefixes of the title."""
    if digits_of(shown) != digits_of(title) and title:
        return False
    left, right = squashed(shown), squashed(title)
    if min(len(left), len(right)) >= 10 and Levenshtein.distance(left, right, score_cutoff=2) <= 2:
        return True
    if is_code(shown) and len(words) == 1 and len(words[0]) >= 3 and theirs and theirs[0].startswith(words[0]):
        return True
    if len(words) == 1 and len(theirs) >= 2 and 2 <= len(words[0]) <= 6:
        if words[0] == "".join(word[0] for word in theirs):
            return True
        return words[0] == "".join(word[0] for word in norm(title).split())
    return 1 < len(words) <= len(theirs) and all(
        other.startswith(mine) for mine, other in zip(words, theirs, strict=False)
    ) and not set(theirs[len(words) :]) & QUALIFIERS  # fmt: skip
