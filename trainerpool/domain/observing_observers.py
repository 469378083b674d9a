"""Who may observe whom: neither the trainer, nor their manager, mentor, or partner that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.policy import PolicyVersion
from trainerpool.domain.standing.approval import mentors_until
from trainerpool.domain.standing.dossier import Dossier, PolicyBook, is_same_person, same_spelling

Named = tuple[str | None, str]


def is_same(one: Named, other: Named) -> bool:
    """Whether two (id, name) pairs name one person; a name may stand where the pool knows no id.

    Two people the pool knows by different ids are two, whatever they are called.
    """
    if one[0] and other[0]:
        return one[0] == other[0]
    mine, theirs = same_spelling(one[1]), same_spelling(other[1])
    return bool(mine) and (mine == theirs or is_initial_of(mine, theirs) or is_initial_of(theirs, mine))


def is_initial_of(short: str, long: str) -> bool:
    """Whether "m. holt" may be "marian holt": one family name, and the given name's first letter alone."""
    given, _, family = short.replace(".", " ").strip().rpartition(" ")
    other_given, _, other_family = long.rpartition(" ")
    given = given.strip()
    return len(given) == 1 and family == other_family and other_given[:1] == given


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
    key = (same_spelling(observer[0] or name), same_spelling(name))
    mentor = next((item for person, item in mentors_until(dossier, on) if is_same_person(key, person)), None)
    if mentor is not None:
        what = "shadowed" if mentor.kind is EvidenceKind.SHADOW else "co-delivered with"
        found.append(f"{name} is {whom}'s mentor: {whom} {what} them {mentor.when}.")
    if any(is_same(observer, partner) for partner in trainer.partners):
        found.append(f"{name} delivers with {whom} that day.")
    return tuple(found)
