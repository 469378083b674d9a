"""One trainer's evidence in reading order, with the policies it is judged by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from unicodedata import combining, normalize

from trainerpool.domain.dates import last_day_of
from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.path import Stage
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.policy.versions import in_order
from trainerpool.domain.same_person import Named, Sameness, same_person

ONE_DAY = timedelta(days=1)


class PolicyBook:
    """The policies of a pool in order, and how long a period that began under one of them lasts."""

    __slots__ = ("_only", "_starts", "versions")

    def __init__(self, versions: Sequence[PolicyVersion]) -> None:
        self.versions = in_order(versions)
        self._only = self.versions[0].policy if len(self.versions) == 1 else None
        # The first version is in force for all earlier days too, whatever day it names.
        self._starts = [version.effective_from or date.min for version in self.versions[1:]]

    def on(self, day: date) -> Policy:
        """The policy in force on a day."""
        return self._only if self._only is not None else self.version(day).policy

    def version(self, day: date) -> PolicyVersion:
        """The version in force on a day."""
        return self.versions[bisect_right(self._starts, day)]

    def last_day(self, start: date, months: str, on: date) -> date:
        """The last day of a period begun on `start`, of the length the setting `months` names, as seen on a day.

        It keeps the length in force when it began, unless a later policy applies to running periods; such a policy
        never ends a period before its own first day (2-domain "Policy of the day").
        """
        last = last_day_of(start, getattr(self.on(start), months))
        if self._only is not None:
            return last
        for version in self.versions:
            begins = version.effective_from
            if version.applies_to_running and begins is not None and start < begins <= on and last >= begins:
                last = max(last_day_of(start, getattr(version.policy, months)), begins - ONE_DAY)
        return last


class Dossier:
    """The evidence of one trainer, by kind and in the order in which it counts; made once, asked for many days."""

    __slots__ = ("_by_kind", "book", "items", "records_begin", "returns", "trainer")

    def __init__(
        self,
        evidence: Iterable[Evidence],
        book: PolicyBook,
        records_begin: date | None,
        trainer: tuple[str, str] = ("", ""),
    ) -> None:
        self.book = book
        self.records_begin = records_begin if records_begin is not None else date.min
        self.trainer = (same_spelling(trainer[0]), same_spelling(trainer[1]))
        # In the order in which they count; within a day by kind and id, however they were handed in.
        dated = sorted([(item.counts_from, item.kind, item.id, item) for item in evidence], key=itemgetter(0, 1, 2))
        self.items = [entry[3] for entry in dated]
        by_kind: dict[EvidenceKind, tuple[list[date], list[Evidence]]] = {}
        for day, kind, _, item in dated:
            group = by_kind.get(kind)
            if group is None:
                group = by_kind[kind] = ([], [])
            group[0].append(day)
            group[1].append(item)
        self._by_kind = by_kind
        # Which days of return steps followed a time away, found as they are asked for.
        self.returns: dict[date, bool] = {}

    def of(self, kind: EvidenceKind, until: date) -> list[Evidence]:
        """The items of a kind that count on or before a day, oldest first."""
        group = self._by_kind.get(kind)
        if group is None:
            return []
        days, items = group
        return items if days[-1] <= until else items[: bisect_right(days, until)]

    def dated(self, kind: EvidenceKind, until: date) -> Iterable[tuple[date, Evidence]]:
        """The items of a kind up to a day, each with the day from which it counts."""
        group = self._by_kind.get(kind)
        return zip(group[0], self.of(kind, until), strict=False) if group is not None else ()

    def every(self, kind: EvidenceKind) -> list[Evidence]:
        """All items of a kind, later ones too."""
        group = self._by_kind.get(kind)
        return group[1] if group is not None else []

    def decisions(self, stands_for: str, until: date) -> list[Evidence]:
        """The equivalence decisions that stand for a kind of evidence, up to a day."""
        if EvidenceKind.EQUIVALENCE not in self._by_kind:
            return []
        decided = self.of(EvidenceKind.EQUIVALENCE, until)
        return [item for item in decided if stands_for_what(item.outcome, item.note) == stands_for]


_BRACKETS = re.compile(r"\([^)]*\)")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "revd", "cllr", "pc", "dc", "ds"}
    | {"di", "dci", "sgt", "insp"}
)


@lru_cache(maxsize=4096)
def same_spelling(name: str) -> str:
    """A person's key or name as it is compared: without case, accents, titles, brackets and surplus spaces.

    "Dr Zoë Marsh (NHS)", "MARSH, Zoe" and "zoe marsh" are one, so that nobody is independent by a way of writing.
    """
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    family, comma, given = _BRACKETS.sub(" ", plain).partition(",")
    words = f"{given} {family}".split() if comma else family.split()
    while len(words) > 1 and words[0].rstrip(".") in _TITLES:
        del words[0]
    return " ".join(words)


def person_of(item: Evidence) -> tuple[str, str]:
    """Who did it, as (key, name); both empty when nobody is named."""
    if item.by is None and not item.by_name:
        return ("", "")
    name = same_spelling(item.by_name)
    return (same_spelling(item.by) if item.by else name, name)


def is_same_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (key, name) pairs name one person, or may; a free name may stand where the other has a key.

    "D. Barlow" is taken for Denzil Barlow: nobody is independent by a way of writing. Two keys tell two people apart.
    """
    if not one[0] or not other[0]:
        return False
    if one[0] == other[0] or one[0] == other[1] or one[1] == other[0]:
        return True
    if _is_key(one) and _is_key(other):
        return False
    return _may_be_one(one[1] or one[0], other[1] or other[0])


def _is_key(person: tuple[str, str]) -> bool:
    return bool(person[1]) and person[0] != person[1]


@lru_cache(maxsize=8192)
def _may_be_one(one: str, other: str) -> bool:
    """Whether two written names may mean one person."""
    return same_person(Named(one), Named(other)) is not Sameness.TWO


# A sign-off is never replaced by a decision: it is itself the decision.
_DECIDABLE = (
    *(stage.value for stage in Stage if stage is not Stage.SIGN_OFF),
    "course_briefing",
    "delivery",
    "development_event",
)
_IN_NOTES = {EvidenceKind(value).label.casefold(): value for value in sorted(_DECIDABLE, key=len, reverse=True)} | {
    stage.label.casefold(): stage.value for stage in Stage if stage is not Stage.SIGN_OFF
}
# Words that a note may hold without meaning a stage; as an outcome they do name it.
_TOO_COMMON = ("delivery", "application", "agreement")


NOTHING = "nothing"
# In a note "not" may well say why a stage is not needed, so there only the plain refusals are read as one.
_REFUSED = r"refused?|rejected|declined|denied|turned down|not (accepted|agreed|granted|equivalent|approved|allowed)"
_SAYS_NO = re.compile(rf"\b({_REFUSED}|not|no|none)\b")
_NOTE_SAYS_NO = re.compile(rf"\b({_REFUSED})\b")


@lru_cache(maxsize=1024)
def stands_for_what(outcome: str | None, note: str) -> str:
    """The kind of evidence an equivalence decision stands for; "" when it names none (then it grants its course).

    The outcome is read first ("shadow", "Observed delivery"), then the words of the note, the longest name first. A
    decision that says no stands for "nothing", and grants nothing.
    """
    if _SAYS_NO.search((outcome or "").casefold()) or _NOTE_SAYS_NO.search(note.casefold()):
        return NOTHING
    said = "_".join((outcome or "").casefold().replace("-", " ").replace("_", " ").split())
    if said in _DECIDABLE:
        return said
    for text, loose in (((outcome or "").casefold(), ()), (note.casefold(), _TOO_COMMON)):
        for label, value in sorted(_IN_NOTES.items(), key=lambda pair: -len(pair[0])):
            if label in text and label not in loose:
                return value
    return ""
