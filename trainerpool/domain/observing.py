"""What an observer judges by: the framework's groups and criteria, the grades, and what an observation is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from trainerpool.problem import Problem

MOST_STRENGTHS = 3
MOST_ACTIONS = 3


class Grade(StrEnum):
    """What is said of one trainer on one criterion; there is no number, and "Not seen" counts against nobody."""

    MET = "Met"
    DEVELOPING = "Developing"
    NOT_MET = "Not met"
    NOT_SEEN = "Not seen"

    @property
    def needs_evidence(self) -> bool:
        """Whether a short note of evidence has to stand beside it."""
        return self is not Grade.MET


class Purpose(StrEnum):
    """What an observation is for."""

    SIGN_OFF = "TtT sign-off"
    ROUTINE = "Routine"
    CONCERN = "Concern"
    PEER = "Peer"


def grade_of(text: str) -> Grade | None:
    """The grade a text says, with case, hyphens and spaces free; None when it says none."""
    said = _plain(text)
    return next((grade for grade in Grade if _plain(grade) == said), None)


@lru_cache(maxsize=256)
def purpose_of(text: str | None) -> Purpose:
    """The purpose a text says; routine where it names none that is known."""
    said = _plain(text or "")
    if "sign off" in said or "ttt" in said.split():
        return Purpose.SIGN_OFF
    return next((one for one in Purpose if _plain(one) == said), Purpose.ROUTINE)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing looked for; a starred one must be met for a TtT sign-off. `number` names it within its version."""

    number: str
    text: str
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that belong together, under a letter."""

    letter: str
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Framework:
    """One version of the observation framework; an observation keeps the version it was made with."""

    name: str
    number: int
    groups: tuple[Group, ...]

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion in order."""
        return tuple(one for group in self.groups for one in group.criteria)

    @cached_property
    def starred(self) -> tuple[Criterion, ...]:
        """The criteria that must be met for a TtT sign-off."""
        return tuple(one for one in self.criteria if one.starred)

    @cached_property
    def by_number(self) -> Mapping[str, Criterion]:
        """The criteria by their numbers."""
        return {one.number: one for one in self.criteria}

    def group_of(self, number: str) -> Group | None:
        """The group a criterion is in."""
        return self._groups.get(number)

    @cached_property
    def _groups(self) -> Mapping[str, Group]:
        return {one.number: group for group in self.groups for one in group.criteria}

    def is_every_starred_met(self, grades: Mapping[str, str | None]) -> bool:
        """Whether every starred criterion is judged as met; "Not seen" and no judgement are not."""
        return self.are_all_starred(number for number, grade in grades.items() if grade == Grade.MET.value)

    def are_all_starred(self, met: Iterable[str]) -> bool:
        """Whether these criteria, which are met, hold every starred one; a framework without stars has none to hold."""
        return bool(self.starred) and self._starred_numbers <= frozenset(met)

    @cached_property
    def _starred_numbers(self) -> frozenset[str]:
        return frozenset(one.number for one in self.starred)

    def starred_not_met(self, grades: Mapping[str, str | None]) -> tuple[tuple[Criterion, str], ...]:
        """The starred criteria that are not met, with the word for each."""
        return tuple(
            (one, grades.get(one.number) or "not judged")
            for one in self.starred
            if grades.get(one.number) != Grade.MET.value
        )

    def as_json(self) -> dict[str, Any]:
        """The items as the pool keeps them."""
        return {
            "groups": [
                {
                    "letter": group.letter,
                    "title": group.title,
                    "criteria": [
                        {"number": one.number, "text": one.text, "starred": one.starred} for one in group.criteria
                    ],
                }
                for group in self.groups
            ]
        }


def framework_from_json(body: Mapping[str, Any], name: str, number: int) -> Framework:
    """The framework these items make. Problem where an item is empty, or two have one number or letter."""
    groups = tuple(_group(given) for given in _listed(body.get("groups"), "groups"))
    made = Framework(name, number, groups)
    if not made.criteria:
        raise Problem("An observation framework has at least one criterion.", kept="Nothing was changed.")
    _refuse_twice((group.letter for group in groups), "groups")
    _refuse_twice((one.number for one in made.criteria), "criteria")
    return made


def _group(given: Any) -> Group:
    letter, title = _text(given, "letter", "A group"), _text(given, "title", "A group")
    return Group(letter, title, tuple(_criterion(one) for one in _listed(given.get("criteria"), "criteria")))


def _criterion(given: Any) -> Criterion:
    number, text = _text(given, "number", "A criterion"), _text(given, "text", "A criterion")
    return Criterion(number, text, given.get("starred") is True)


def _listed(given: Any, what: str) -> list[Any]:
    if not isinstance(given, (list, tuple)):
        raise Problem(f"A framework's {what} are a list.", kept="Nothing was changed.")
    return list(given)


def _text(given: Any, field: str, what: str) -> str:
    value = given.get(field) if isinstance(given, Mapping) else None
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not text:
        raise Problem(f"{what} needs a {field}.", kept="Nothing was changed.")
    return text


def _refuse_twice(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Problem(f"Two {what} are called {name}.", kept="Nothing was changed.")
        seen.add(name)
