"""Which observed deliveries say something of a trainer: seen by somebody who is neither the trainer nor their mentor."""

from __future__ import annotations

from datetime import date

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import Outcome, limits_delivery, outcome_of
from trainerpool.domain.standing.dossier import Dossier, is_same_person, person_of


def mentors_until(dossier: Dossier, on: date) -> list[tuple[tuple[str, str], Evidence]]:
    """Who was named on a shadowed session or a co-delivery of this trainer up to a day."""
    found: list[tuple[tuple[str, str], Evidence]] = []
    for kind in (EvidenceKind.SHADOW, EvidenceKind.CO_DELIVERY):
        for item in dossier.of(kind, on):
            person = person_of(item)
            if person[0]:
                found.append((person, item))
    return found


def why_not_by(dossier: Dossier, item: Evidence) -> str:
    """Why an observer is not independent as the evidence has it: "self", "mentor", or "" where they are.

    An observer nobody named is taken. Managers, and who delivered with them that day, are refused when it is recorded.
    """
    observer = person_of(item)
    if not observer[0]:
        return ""
    if is_same_person(observer, dossier.trainer) or is_same_person(dossier.trainer, observer):
        return "self"
    mentors = mentors_until(dossier, item.counts_from)
    return "mentor" if any(is_same_person(observer, mentor) for mentor, _ in mentors) else ""


def last_seen(dossier: Dossier, on: date, since: date = date.min) -> Evidence | None:
    """The last observation that counts after one day and up to another; of one day the one that limits delivery most.

    An observation is by somebody independent (2-domain "Observation"): what a trainer or their mentor say they saw
    moves no clock and lifts no limit, and neither does what ended in nothing lift one. What limits always counts.
    """
    best, unsaid = None, None
    for item in reversed(dossier.of(EvidenceKind.OBSERVED_DELIVERY, on)):
        day = item.counts_from
        if day <= since or (best is not None and day < best.counts_from):
            break
        if not limits_delivery(item.outcome) and why_not_by(dossier, item):
            continue
        if outcome_of(item.outcome) is None:
            unsaid = unsaid or item
        elif best is None or _limits(item) > _limits(best):
            best = item
    if best is None or (unsaid is not None and unsaid.counts_from > best.counts_from and not _limits(best)):
        return unsaid
    return best


def _limits(item: Evidence) -> int:
    found = outcome_of(item.outcome)
    return 2 if found is Outcome.PAUSE else int(found is Outcome.CO_DELIVER_ONLY)
