"""What the second reckoning asks of evidence and policies: which items stand, from which day, and how long a period is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from trainerpool.domain.evidence import Evidence
from trainerpool.domain.policy import Policy, PolicyVersion

DAY = timedelta(days=1)
AGAINST = ("hold", "suspension", "withdrawal", "status_lapsed")


@lru_cache(maxsize=65536)
def months_on(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if year > date.max.year else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def limit_of(item: Evidence) -> int:
    """How much an observation takes away: 2 a pause, 1 co-delivering only, 0 nothing."""
    said = (item.outcome or "").lower()
    return 2 if "pause" in said else 1 if "co-deliver only" in said else 0


@lru_cache(maxsize=65536)
def from_day(item: Evidence) -> date:
    """The day an item counts from: of a month, its first day when it takes something away, else its last."""
    against = item.kind.value in AGAINST or limit_of(item) > 0
    if not item.month_only or against:
        return item.on
    return item.on.replace(day=monthrange(item.on.year, item.on.month)[1])


def standing_items(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Of every chain of corrections the last one recorded, unless it takes the item back."""
    by_id = {item.id: item for item in evidence}

    def first_of(item: Evidence) -> str:
        while item.replaces is not None:
            if item.replaces not in by_id:
                return item.replaces
            item = by_id[item.replaces]
        return item.id

    chains: dict[str, list[Evidence]] = {}
    for item in evidence:
        chains.setdefault(first_of(item), []).append(item)
    lasts = [
        max(
            chain, key=lambda item: (item.replaces is not None, item.recorded_at.timestamp() if item.recorded_at else 0)
        )
        for chain in chains.values()
    ]
    return sorted((item for item in lasts if not item.retracted), key=lambda item: (from_day(item), item.id))


@dataclass(frozen=True)
class Rules:
    """The policies of a pool by day."""

    versions: tuple[PolicyVersion, ...]

    def on(self, day: date) -> Policy:
        """The policy of a day; the oldest one holds for all earlier days."""
        if len(self.versions) == 1:
            return self.versions[0].policy
        ordered = sorted(self.versions, key=lambda version: version.effective_from or date.min)
        held = [version for version in ordered if (version.effective_from or date.min) <= day]
        return (held[-1] if held else ordered[0]).policy

    def end(self, start: date, name: str, seen_on: date) -> date:
        """The last day of a period: the length of its first day, unless a later policy came to running periods too."""
        last = months_on(start, getattr(self.on(start), name)) - DAY
        for version in sorted(self.versions, key=lambda version: version.effective_from or date.min):
            came = version.effective_from
            if came is not None and start < came <= min(seen_on, last) and version.applies_to_running:
                last = months_on(start, getattr(version.policy, name)) - DAY
        return last


def month_last(item: Evidence) -> date:
    """Of a month only, its last day: what ends something ends all that began in it."""
    return months_on(item.on.replace(day=1), 1) - DAY if item.month_only else item.on
