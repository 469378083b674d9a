"""Whether two ways of naming people may mean one person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "cllr"})
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "la", "le", "di", "da", "del", "al", "el", "bin", "ibn"})
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


class Sameness(StrEnum):
    """Whether two names mean one person."""

    ONE = "one"
    PERHAPS = "perhaps"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as written down: the words, whom of the pool they point to, and what else that person is called."""

    text: str
    id: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether anybody is named at all."""
        return bool(self.id or self.text.strip())


def same_person(one: Named, other: Named) -> Sameness:
    """Whether two people named are one: surely, perhaps ("J. Hart" and "Jane Hart"), or surely not.

    Two people of the pool are one where they are the same record, whatever they are called.
    """
    if one.id and other.id:
        return Sameness.ONE if one.id == other.id else Sameness.TWO
    found = [_same_names(mine, theirs) for mine in (one.text, *one.also) for theirs in (other.text, *other.also)]
    for answer in (Sameness.ONE, Sameness.PERHAPS):
        if answer in found:
            return answer
    return Sameness.TWO


def _same_names(one: str, other: str) -> Sameness:
    (given, family), (their_given, their_family) = _parts(one), _parts(other)
    if not family or not their_family:
        return Sameness.TWO
    if sorted((*given, *family.split())) == sorted((*their_given, *their_family.split())):
        return Sameness.ONE  # in whatever order they are written
    if not _families_meet(family, their_family):
        return Sameness.TWO
    return Sameness.PERHAPS if _given_meet(given, their_given) else Sameness.TWO


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[str, ...], str]:
    """(given names, family name) as plain words: no titles, accents, capitals or stops; "Hart, Jane" is turned round.

    Initials written together ("JM Hart") are taken apart. Without family name both are empty.
    """
    if text.count(",") == 1:
        family, given = text.split(",")
        text = f"{given} {family}"
    text = re.sub(r"\(.*?\)", " ", text)
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "").replace("'", "")
    words = [word for word in re.split(r"[^\w-]+", plain) if word.strip("-")]
    while words and words[0] in _TITLES:
        words.pop(0)
    if not words:
        return (), ""
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    names: list[str] = []
    for word in words[:first]:
        together = len(word) in (2, 3) and _written(text, word).isupper()
        names += list(word) if together else word.split("-")
    return tuple(names), " ".join(words[first:])


def _written(text: str, word: str) -> str:
    """A word as it stands in the text, or the word itself."""
    found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return found.group() if found else word


def _families_meet(one: str, other: str) -> bool:
    """The same family name, or one of the two names of a double one."""
    return one == other or bool(set(re.split(r"[\s-]", one)) & (set(re.split(r"[\s-]", other)) - _PARTICLES))


def _given_meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of given names can be one person's: an initial for a name, a short form, or none told."""
    if not one or not other:
        return True
    return any(mine.startswith(theirs) or theirs.startswith(mine) for mine in one for theirs in other)
