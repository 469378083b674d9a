"""How standings speak: names, course titles, dates and joined lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trainerpool.domain.dates import in_words
from trainerpool.domain.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Voice:
    """What sentences need to know beside the facts: the trainer's name and the courses' titles by key."""

    name: str
    titles: Mapping[str, str]

    @property
    def trainer(self) -> str:
        """The trainer inside a sentence."""
        return self.name or "the trainer"

    @property
    def trainer_first(self) -> str:
        """The trainer at the head of a sentence."""
        return self.name or "The trainer"

    def course(self, key: str) -> str:
        """A course by its title, else by its key."""
        return self.titles.get(key, key)

    def courses(self, keys: Iterable[str]) -> str:
        """Several courses by title, joined."""
        return joined(sorted(self.course(key) for key in keys))


def who(item: Evidence) -> str:
    """Who did it, as sentences name the person; "" when nobody is named."""
    return item.by_name or item.by or ""


def joined(parts: Iterable[str]) -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    said = list(parts)
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} and {said[-1]}"


def by_day(day: date) -> str:
    """A deadline with its weekday: "Mon 15 Mar 2027"."""
    return in_words(day, weekday=True)


def first_up(text: str) -> str:
    """The text with its first letter raised, the rest untouched."""
    return text[:1].upper() + text[1:]
