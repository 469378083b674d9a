"""What the list of trainers is narrowed to: words searched, and one choice for each kind of filter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from trainerpool.domain.standing import State
from trainerpool.queries.trainer_list import TrainerList, TrainerListRow

_LETTERS = re.compile(r"[^\W_]+")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
STANDINGS = {
    "not alumni": "not alumni", "approved": "approved", "on notice": "on notice", "candidate": "candidate", "on hold": "on hold",
    "lapsed": "lapsed", "suspended": "suspended", "alumni": "alumni",
}  # fmt: skip
WAITS = {
    "agreements": "agreements",
    "observations": "observations",
    "notice": "on notice",
    "transferred": "sign-off to confirm",
}
WAITS_WHOLE = {
    "agreements": "Agreement within 30 days",
    "observations": "Observation within 60 days",
    "notice": "On notice",
    "transferred": "Approved on transfer, to confirm",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """One choice of each kind; empty is any. `only` names trainers by id, where another page sent a list, and `named`
    says what they have in common.
    """

    standing: str = "not alumni"
    agency: str = ""
    course: str = ""
    free: tuple[int, ...] = ()
    waits: str = ""
    only: tuple[str, ...] = ()
    named: str = ""

    def keep(self, row: TrainerListRow) -> bool:
        """Whether a row stays; somebody without a weekday pattern may be free on any day."""
        return (
            self._standing_fits(row)
            and self.agency in ("", row.agency_id)
            and (not self.course or self.course in row.courses)
            and (not self.free or row.weekdays is None or bool(set(self.free) & set(row.weekdays)))
            and (not self.waits or self.waits in row.waits)
            and (not self.only or row.id in self.only)
        )

    def _standing_fits(self, row: TrainerListRow) -> bool:
        match self.standing:
            case "":
                return True
            case "not alumni":
                return row.state is not State.ALUMNI
            case "on notice":
                return row.on_notice_until is not None
            case _:
                return row.state.value == self.standing

    def chips(self, known: TrainerList) -> list[tuple[str, str, str]]:
        """The filters that are on: key, field and value in words."""
        made = []
        if self.only:
            number = f"{len(self.only)} trainers" if len(self.only) > 1 else "1 trainer"
            made.append(("only", "Shown" if self.named else "Chosen", self.named or number))
        if self.standing:
            made.append(("standing", "Standing", STANDINGS[self.standing]))
        if self.agency:
            made.append(("agency", "Agency", next((one[1] for one in known.agencies if one[0] == self.agency), "gone")))
        if self.course:
            made.append(("course", "Course", self.course))
        if self.free:
            made.append(("free", "Free", " or ".join(DAYS[day] for day in self.free)))
        if self.waits:
            made.append(("waits", "Due", WAITS[self.waits]))
        return made

    def without(self, key: str) -> Filters:
        """The same with one filter off."""
        empty: Any = () if key in {"free", "only"} else ""
        kept = replace(self, named="") if key == "only" else self
        return replace(kept, **{key: empty})

    def count(self) -> int:
        """How many filters are on."""
        return sum(bool(one) for one in (self.standing, self.agency, self.course, self.free, self.waits, self.only))

    def toggled_day(self, day: int) -> Filters:
        """The same with one weekday more or less."""
        days = set(self.free) ^ {day}
        return replace(self, free=tuple(sorted(days)))


EVERYBODY = Filters(standing="")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is told to list: these trainers, and in a few words what they have in common."""

    trainers: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A named set of filters."""

    name: str
    filters: Filters = field(default_factory=Filters)

    def as_plain(self) -> dict[str, Any]:
        """The view as plain values; words searched are never kept outside the pool."""
        kept = self.filters
        return {
            "name": self.name, "standing": kept.standing, "agency": kept.agency, "course": kept.course,
            "free": list(kept.free), "waits": kept.waits,
        }  # fmt: skip


def view_from_plain(plain: Any) -> View | None:
    """A view from what was kept, or None where it cannot be read."""
    if not isinstance(plain, dict) or not isinstance(plain.get("name"), str):
        return None
    texts = {key: plain.get(key, "") for key in ("standing", "agency", "course", "waits")}
    free = plain.get("free", [])
    fits = all(isinstance(text, str) for text in texts.values()) and isinstance(free, list)
    if not fits or texts["standing"] not in {"", *STANDINGS} or texts["waits"] not in {"", *WAITS}:
        return None
    return View(plain["name"], Filters(free=tuple(day for day in free if day in range(7)), **texts))


BUILT_IN = (
    View("All trainers"),
    View("May deliver", Filters(standing="approved")),
    View("Candidates", Filters(standing="candidate")),
    View("Agreements to renew", Filters(standing="", waits="agreements")),
    View("Observations due", Filters(standing="", waits="observations")),
    View("On notice", Filters(standing="", waits="notice")),
    View("Everybody ever in the pool", EVERYBODY),
)


def matching(known: TrainerList, filters: Filters, found: Collection[str] | None) -> list[TrainerListRow]:
    """The rows that stay; `found` are the ids the search gave, None where nothing is searched."""
    return [row for row in known.rows if filters.keep(row) and (found is None or row.id in found)]


def marked_words(known: TrainerList, words: str) -> str:
    """The words to mark in cells: those typed, and the codes and short names that stand for what they match."""
    typed = words.casefold().split()
    marked = list(typed)
    for short, whole in [(one[0], one[2]) for one in known.courses] + [(one[1], one[2]) for one in known.agencies]:
        if any(part.startswith(word) for word in typed for part in _LETTERS.findall(whole.casefold())):
            marked.append(short.casefold())
    return " ".join(dict.fromkeys(marked))


def likely_words(known: TrainerList, words: str) -> str:
    """A spelling close to what was typed that would find somebody; "" where there is none."""
    from difflib import get_close_matches

    vocabulary: set[str] = set()
    for row in known.rows:
        vocabulary.update(row.name.casefold().split())
    for text in _names(known):
        vocabulary.update(part for part in _LETTERS.findall(text.casefold()) if len(part) > 3)
    likely = []
    for word in words.casefold().split():
        close = [word] if word in vocabulary else get_close_matches(word, vocabulary, 1, 0.7)
        if not close:
            return ""
        likely.append(close[0])
    return " ".join(likely) if likely != words.casefold().split() else ""


def _names(known: TrainerList) -> Sequence[str]:
    return [one[2] for one in known.courses] + [one[2] for one in known.agencies]


def wished_filters(argument: object, known: TrainerList) -> Filters | None:
    """The filters another page asks for: a list by name, a standing, an agency, a course, some ids; None for one person."""
    if isinstance(argument, Shown):
        return Filters(standing="", only=argument.trainers, named=argument.words) if argument.trainers else Filters()
    if isinstance(argument, tuple | list):
        return Filters(standing="", only=tuple(str(key) for key in argument))
    if argument in STANDINGS or argument == "notice":
        return Filters(standing="on notice" if argument == "notice" else str(argument))
    if argument in WAITS:
        return Filters(standing="", waits=str(argument))
    if any(argument == one[0] for one in known.agencies):
        return Filters(agency=str(argument))
    if any(argument == one[0] for one in known.courses):
        return Filters(course=str(argument))
    return None
