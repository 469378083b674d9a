"""Holds and suspensions: when a trainer is out, asked for or not, and how a hold stops the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.outcomes import Outcome, outcome_of
from trainerpool.domain.standing.dossier import ONE_DAY, Dossier
from trainerpool.domain.standing.observers import last_seen


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
    counted = start
    for hold in holds:
        first = max(hold.start, counted)
        if hold.last >= first and first < due:
            days = (hold.last - first).days + 1
            due = date.max if (date.max - due).days <= days else due + timedelta(days=days)
            # Holds may overlap; a day on hold moves a due day once.
            counted = hold.last + ONE_DAY
    return due


def suspension_on(dossier: Dossier, on: date) -> Evidence | None:
    """The suspension in force on a day: the latest one begun that has no end on record."""
    spans = suspensions_until(dossier, on)
    return spans[-1][2] if spans and spans[-1][1] is None else None


def suspensions_until(dossier: Dossier, on: date) -> list[tuple[date, date | None, Evidence]]:
    """The suspensions begun up to a day: first day, day of the end on record (None: still running), and the item.

    An end closes what began before it. Of one day, it closes what was running; with nothing running, what began that
    day. So somebody suspended anew on the day an earlier suspension ends is suspended.
    """
    begun = dossier.of(EvidenceKind.SUSPENSION, on)
    if not begun:
        return []
    ends = [item.counts_from for item in dossier.of(EvidenceKind.SUSPENSION_END, on)]
    spans: list[tuple[date, date | None, Evidence]] = []
    for item in begun:
        if spans and (spans[-1][1] is None or spans[-1][1] > item.on):
            spans[-1] = (*spans[-1][:2], item)
            continue
        closed = spans[-1][1] if spans else None
        spans.append((item.on, next((end for end in ends if end >= item.on and end != closed), None), item))
    return spans


def is_suspended(dossier: Dossier, on: date) -> bool:
    """Whether a suspension is in force on a day."""
    return suspension_on(dossier, on) is not None


def pause_on(dossier: Dossier, on: date) -> Evidence | None:
    """The observation that ended in "Pause and refer" and is not answered yet on a day.

    It holds until re-seen (2-domain "Standing"): a later observation with another outcome answers it, or the decision
    that ends a suspension. A sign-off does not, whether a first one or a renewal.
    """
    last = last_seen(dossier, on)
    if last is None or outcome_of(last.outcome) is not Outcome.PAUSE:
        return None
    answered = any(item.counts_from > last.on for item in dossier.of(EvidenceKind.SUSPENSION_END, on))
    return None if answered else last
