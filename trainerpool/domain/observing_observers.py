"""Who may observe whom: neither the trainer, nor their manager, mentor, or partner that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.policy import PolicyVersion
from trainerpool.domain.same_person import Named as Written
from trainerpool.domain.same_person import Sameness, same_person
from trainerpool.domain.standing.dossier import Dossier, PolicyBook
from trainerpool.domain.standing.observers import mentors_until

Named = tuple[str | None, str]


def is_same(one: Named, other: Named) -> bool:
    """Whether two (id, name) pairs may name one person: "R. Penhale" is taken for Ruth Penhale, to be on the safe side."""
    return same_person(Written(one[1], one[0] or ""), Written(other[1], other[0] or "")) is not Sameness.TWO


@dataclass(frozen=True)
class Observed:
    """A trainer as independence is judged: who they are, who manages them, who was with them that day, their evidence."""

    who: Named
    manager: Named = (None, "")
    partners: tuple[Named, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)


def why_not_independent(
    observer: Named, trainer: Observed, on: date, policies: Iterable[PolicyVersion] = ()
) -> tuple[str, ...]:
    """Why somebody may not observe a trainer on a day, a sentence for each reason; none: they may."""
    name, whom = observer[1], trainer.who[1]
    if is_same(observer, trainer.who):
        return (f"{name} cannot observe their own delivery.",)
    found = []
    if is_same(observer, trainer.manager):
        found.append(f"{name} is {whom}'s manager.")
    dossier = Dossier(in_force(trainer.evidence), PolicyBook(tuple(policies)), None, (whom, whom))
    mentor = next((item for _, item in mentors_until(dossier, on) if is_same(observer, _named(item))), None)
    if mentor is not None:
        what = "shadowed" if mentor.kind is EvidenceKind.SHADOW else "co-delivered with"
        found.append(f"{name} is {whom}'s mentor: {whom} {what} them {mentor.when}.")
    if any(is_same(observer, partner) for partner in trainer.partners):
        found.append(f"{name} delivers with {whom} that day.")
    return tuple(found)


def _named(item: Evidence) -> Named:
    return (item.by if item.by != item.by_name else None, item.by_name)
