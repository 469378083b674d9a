"""Standings: 1,500 trainers with 40 pieces of evidence each, on one date, and every sentence of them.

Of each standing only what a row needs is kept, as a list of trainers does.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

from trainerpool.domain.evidence import Evidence, EvidenceKind
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.domain.standing import deliverable_spans, standing

TRAINERS, ITEMS = 1_500, 40
ON, BEGIN = date(2026, 11, 23), date(2022, 1, 10)
RECORDED = datetime(2026, 11, 1, tzinfo=UTC)
POLICIES = (PolicyVersion(None, Policy()),)
PATH = (
    "application", "release_agreement", "eligibility_check", "ttt_course", "shadow", "co_delivery", "co_delivery",
    "observed_delivery", "sign_off",
)  # fmt: skip


def pool(seed: int = 7) -> list[list[Evidence]]:
    """Invented trainers, each with a whole path and years of deliveries, agreements, events and observations."""
    chance = random.Random(seed)
    return [_trainer(chance, number) for number in range(TRAINERS)]


def _trainer(chance: random.Random, number: int) -> list[Evidence]:
    day = date(2022, 1, 10) + timedelta(days=chance.randrange(700))
    course = f"c{number % 7}"
    items: list[Evidence] = []
    for kind in PATH:
        day += timedelta(days=chance.randrange(5, 30))
        items.append(_item(number, len(items), kind, day, course))
    while len(items) < ITEMS:
        kind = chance.choice(("delivery",) * 6 + ("release_agreement", "development_event", "observed_delivery"))
        items.append(_item(number, len(items), kind, day + timedelta(days=chance.randrange(1_400)), course))
    return items


def _item(number: int, place: int, kind: str, on: date, course: str) -> Evidence:
    return Evidence(
        f"{number}-{place}",
        EvidenceKind(kind),
        on,
        course=course,
        by=f"{kind} person {place % 3}",
        starred_met=True if kind == "observed_delivery" else None,
        recorded_at=RECORDED,
    )


def _seconds(work: object) -> float:
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        work()  # type: ignore[operator]
        best = min(best, time.perf_counter() - begun)
    return best


def run() -> list[tuple[str, str, str]]:
    """The rows of the table."""
    people = pool()
    states = _seconds(lambda: [standing(items, POLICIES, ON, records_begin=BEGIN).state for items in people])
    versions = (
        *POLICIES,
        PolicyVersion(date(2025, 9, 1), Policy(notice_days=28)),
        PolicyVersion(date(2026, 9, 1), Policy()),
    )
    three = _seconds(lambda: [standing(items, versions, ON, records_begin=BEGIN).state for items in people])
    told = _seconds(lambda: [standing(items, POLICIES, ON, records_begin=BEGIN).reasons for items in people[:150]])
    one = _seconds(lambda: standing(people[0], POLICIES, ON, records_begin=BEGIN).reasons)
    term = (date(2027, 1, 4), date(2027, 4, 1))
    spans = _seconds(lambda: [deliverable_spans(items, POLICIES, *term, records_begin=BEGIN) for items in people[:150]])
    size = f"{TRAINERS:,} trainers, {ITEMS} pieces of evidence each"
    return [
        (f"standings on one date, {size}", f"{states:.2f} s", "<= 0.3 s"),
        ("the same under three policies, each from its own day", f"{three:.2f} s", "<= 0.5 s"),
        ("one trainer's standing with its sentences", f"{one * 1000:.2f} ms", "<= 5 ms"),
        ("sentences of 1,500 standings", f"{told * 10:.2f} s", ""),
        ("days of a term on which each of 1,500 may deliver", f"{spans * 10:.2f} s", ""),
    ]
