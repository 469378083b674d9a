"""Holds and suspensions: when a trainer is out, asked for or not, and how a hold stops the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import Outcome, outcome_of
from trainerpool.domain.standing.dossier import ONE_DAY, Dossier


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold with its first and last day; `overrun_until` is the day of return from one that outlasted its limit.

    A hold that reached its limit without an end on record has `overran` set, and no `overrun_until` until a return.
    """

    start: date
    last: date
    source: Evidence
    overran: bool = False
    overrun_until: date | None = None


def holds_until(dossier: Dossier, on: date, signed: list[date]) -> list[Hold]:
    """The holds begun on or before a day, oldest first, as known on that day; `signed` are the approvals' first days."""
    asked = dossier.of(EvidenceKind.HOLD, on)
    if not asked:
        return []
    ends = [item.counts_from for item in dossier.of(EvidenceKind.HOLD_END, on)]
    returns = sorted([*ends, *signed, *(item.counts_from for item in dossier.of(EvidenceKind.RETURN_STEP, on))])
    holds: list[Hold] = []
    for item in asked:
        limit = dossier.book.last_day(item.on, "hold_months", on)
        ended = next((day for day in ends if day >= item.on), None)
        if ended is not None and ended <= limit:
            last = ended - ONE_DAY if item.until is None else min(ended - ONE_DAY, item.until)
            holds.append(Hold(item.on, last, item))
        elif item.until is not None and item.until <= limit:
            holds.append(Hold(item.on, item.until, item))
        else:
            back = next((day for day in returns if day > limit), None)
            holds.append(Hold(item.on, limit, item, overran=True, overrun_until=back))
    return holds


def paused(holds: list[Hold], start: date, due: date) -> date:
    """A day on which something falls due, moved on by the days on hold since its clock started."""
    for hold in holds:
        if hold.last >= start and hold.start < due:
            days = (hold.last - max(hold.start, start)).days + 1
            due = date.max if (date.max - due).days <= days else due + timedelta(days=days)
    return due


def suspension_on(dossier: Dossier, on: date) -> Evidence | None:
    """The suspension in force on a day: the latest one begun that has no end on record."""
    begun = dossier.of(EvidenceKind.SUSPENSION, on)
    if not begun:
        return None
    ends = [item.counts_from for item in dossier.of(EvidenceKind.SUSPENSION_END, on)]
    last_end = ends[-1] if ends else date.min
    running = [item for item in begun if item.on > last_end]
    return running[-1] if running else None


def is_suspended(dossier: Dossier, on: date) -> bool:
    """Whether a suspension is in force on a day."""
    return suspension_on(dossier, on) is not None


def pause_on(dossier: Dossier, on: date, signed: list[date]) -> Evidence | None:
    """The observation after approval that ended in "Pause and refer" and is not answered yet on a day.

    A later observation with another outcome, the end of a suspension, or a new approval answers it.
    """
    since = signed[0]
    seen = [item for item in dossier.of(EvidenceKind.OBSERVED_DELIVERY, on) if item.counts_from > since]
    if not seen or outcome_of(seen[-1].outcome) is not Outcome.PAUSE:
        return None
    last = seen[-1]
    if any(item.counts_from > last.on for item in dossier.of(EvidenceKind.SUSPENSION_END, on)):
        return None
    return None if signed[-1] > last.on else last
