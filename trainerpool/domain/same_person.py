"""Whether two ways of naming people may mean one person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "cllr"})
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "la", "le", "di", "da", "del", "al", "el", "bin", "ibn"})
# Short forms that do not begin as the name does; the others are told by their beginning.
_SHORT = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard", "kate": "katherine",
    "kath": "katherine", "catherine": "katherine", "kathryn": "katherine", "cathy": "katherine", "liz": "elizabeth",
    "beth": "elizabeth", "betty": "elizabeth", "lizzie": "elizabeth", "peggy": "margaret", "meg": "margaret", "maggie": "margaret",
    "tony": "anthony", "jack": "john", "jim": "james", "jimmy": "james", "mike": "michael", "mick": "michael", "ted": "edward",
    "ned": "edward", "harry": "henry", "sandy": "alexander", "jenny": "jennifer", "becky": "rebecca", "molly": "mary", "polly": "mary",
    "sally": "sarah", "tina": "christina", "trish": "patricia", "vicky": "victoria", "debbie": "deborah", "mags": "margaret",
    "dave": "david", "andy": "andrew", "nick": "nicholas", "steve": "stephen", "steven": "stephen", "suzy": "susan", "sue": "susan",
}  # fmt: skip
_BETWEEN_PEOPLE = re.compile(r"\s+(?:and|with)\s+|\s*[&/;+\n]\s*", re.IGNORECASE)
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
    found = [
        _same_names(mine, theirs)
        for written in (one.text, *one.also)
        for theirs_written in (other.text, *other.also)
        for mine in _people_in(written)
        for theirs in _people_in(theirs_written)
    ]
    for answer in (Sameness.ONE, Sameness.PERHAPS):
        if answer in found:
            return answer
    return Sameness.TWO


@lru_cache(maxsize=4096)
def _people_in(text: str) -> tuple[str, ...]:
    """Everybody a text names: "Ann Hart and Bo Lowe" are two; an address is read as the name before its @."""
    found = [one for one in _BETWEEN_PEOPLE.split(text) if one.strip()]
    people: list[str] = []
    for one in found:
        commas = [part.strip() for part in one.split(",") if part.strip()]
        people += commas if len(commas) > 2 or (len(commas) == 2 and all(" " in part for part in commas)) else [one]
    return tuple(re.sub(r"[._]", " ", one.partition("@")[0]) if "@" in one else one for one in people)


def _same_names(one: str, other: str) -> Sameness:
    (given, family), (their_given, their_family) = _parts(one), _parts(other)
    if not family or not their_family:  # "?" may be anybody
        return Sameness.PERHAPS
    if _is_one_word_of(given, family, their_given, their_family):
        return Sameness.PERHAPS
    if sorted((*given, *family.split())) == sorted((*their_given, *their_family.split())):
        return Sameness.ONE  # in whatever order they are written
    if not _families_meet(family, their_family):
        return Sameness.TWO
    return Sameness.PERHAPS if _given_meet(given, their_given) else Sameness.TWO


def _is_one_word_of(given: tuple[str, ...], family: str, their_given: tuple[str, ...], their_family: str) -> bool:
    """Whether one of two names is a single word: a given name of the other, or their initials ("RPL")."""
    for word, named in ((family, (*their_given, their_family)), (their_family, (*given, family))):
        alone, theirs = (given, their_given) if word is family else (their_given, given)
        letters = "".join(part[0] for one in named for part in re.split(r"[\s-]", one) if part)
        if not alone and theirs and (word == letters or any(_is_short_of(word, one) for one in named[:-1])):
            return True
    return False


def _is_short_of(one: str, other: str) -> bool:
    """The same given name, an initial or a short form of it."""
    one, other = _SHORT.get(one, one), _SHORT.get(other, other)
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[str, ...], str]:
    """(given names, family name) as plain words: no titles, accents, capitals or stops; "Hart, Jane" is turned round.

    Initials written together ("JM Hart") are taken apart. Without family name both are empty.
    """
    if text.count(",") == 1:
        family, given = text.split(",")
        text = f"{given} {family}"
    text = re.split(r"\s[-–—|]\s", re.sub(r"\(.*?\)", " ", text))[0]
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
    return any(_is_short_of(mine, theirs) for mine in one for theirs in other)
