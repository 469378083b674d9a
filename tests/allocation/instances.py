"""Invented problems of the kinds the engine is measured on, each from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trainerpool.allocation.instance import DEFAULT_WEIGHTS, Instance
from trainerpool.allocation.reading import instance_of

START = date(2026, 9, 1)
TERMS = (
    ("autumn", START, date(2026, 12, 18)),
    ("spring", date(2027, 1, 4), date(2027, 3, 26)),
    ("summer", date(2027, 4, 12), date(2027, 7, 23)),
)


@dataclass(frozen=True)
class Kind:
    trainers: int
    sessions: int
    agencies: int = 8
    courses: int = 7
    sites: int = 10
    days: int = 0  # 0: all school days of the three terms
    held: tuple[int, int] = (2, 4)
    pins: int = 0


KINDS = {
    "tiny": Kind(5, 5, 2, 2, 3, days=6, held=(1, 2)),
    "S": Kind(40, 60, 6, 5, 8, days=60),
    "M": Kind(120, 400, 10, 8, 14),
    "over": Kind(123, 183, 10, 8, 14, days=60),
    "clique": Kind(260, 340, 12, 8, 14, days=2),
    "L": Kind(400, 3000, 14, 12, 24, held=(3, 6)),
    "XL": Kind(1500, 15000, 30, 16, 60, held=(4, 7)),
}


def make(kind: str | Kind, seed: int = 0, **more: Any) -> Instance:
    return instance_of(document(kind, seed, **more))


def document(kind: str | Kind, seed: int = 0, *, previous: bool = False) -> dict[str, Any]:
    shape = KINDS[kind] if isinstance(kind, str) else kind
    rng = random.Random(f"{kind}-{seed}")
    agencies = [f"A{n}" for n in range(shape.agencies)]
    courses = [f"C{n}" for n in range(shape.courses)]
    sites = [f"P{n}" for n in range(shape.sites)]
    spots = [(rng.uniform(0, 60), rng.uniform(0, 60)) for _ in sites]
    travel = [[_minutes(rng, one, other) for other in spots] for one in spots]
    days = _days(shape)
    tiny = shape.trainers < 10
    trainers = [_trainer(rng, f"T{n}", agencies, courses, sites, shape, days, tiny) for n in range(shape.trainers)]
    series = [f"R{n}" for n in range(max(1, shape.sessions // 20))]
    sessions = [_session(rng, f"S{n}", courses, sites, days, series, trainers, tiny) for n in range(shape.sessions)]
    ids = [one["id"] for one in trainers]
    weights = dict(DEFAULT_WEIGHTS)
    if tiny:
        weights["trainers_used"] = rng.choice([0, 0, 35])
    if not previous:
        weights["change"] = 0
    made = {
        "format": "trainer-allocation/1",
        "name": f"{kind if isinstance(kind, str) else 'own'}-{seed}",
        "terms": [{"id": name, "start": str(start), "end": str(end)} for name, start, end in TERMS],
        "min_gap_minutes": 30,
        "agencies": [{"id": one} for one in agencies],
        "courses": [{"id": one} for one in courses],
        "sites": [{"id": one} for one in sites],
        "travel_minutes": travel,
        "trainers": trainers,
        "sessions": sessions,
        "conflict_pairs": [rng.sample(ids, 2) for _ in range(max(1, shape.trainers // 20))],
        "pinned": [],
        "previous": [],
        "weights": weights,
    }
    if previous:
        pairs = {(rng.choice(sessions)["id"], rng.choice(ids)) for _ in range(shape.sessions)}
        made["previous"] = [{"session": k, "trainer": i} for k, i in sorted(pairs)]
    return made


def _minutes(rng: random.Random, one: tuple[float, float], other: tuple[float, float]) -> int:
    if one == other:
        return 0
    return int(5 + 1.2 * ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 + rng.uniform(0, 6))


def _days(shape: Kind) -> list[date]:
    found = []
    for _, start, end in TERMS:
        found += [start + timedelta(n) for n in range((end - start).days + 1) if (start + timedelta(n)).weekday() < 5]
    return found[7 : 7 + shape.days] if shape.days else found


def _trainer(
    rng: random.Random,
    name: str,
    agencies: list[str],
    courses: list[str],
    sites: list[str],
    shape: Kind,
    days: list[date],
    tiny: bool,
) -> dict[str, Any]:
    held = rng.sample(courses, min(len(courses), rng.randint(*shape.held)))
    approvals = []
    for course in held:
        level = rng.choices(["lead", "co", "new"], [50, 35, 15])[0]
        late, early = rng.random() < 0.06, rng.random() < 0.08
        start = rng.choice(days) if late else date(2025, 1, 1)
        end = rng.choice(days) if early else date(2028, 12, 31)
        approvals.append({"course": course, "from": str(min(start, end)), "to": str(end), "level": level})
    away = []
    for _ in range(0 if shape.days == 2 else rng.choice([0, 0, 1, 1, 2, 3])):
        first = rng.choice(days)
        away.append({"from": str(first), "to": str(first + timedelta(rng.choice([0, 1, 4, 9])))})
    week = [day for day in range(5) if rng.random() < 0.82] or [rng.randrange(5)]
    load = max(4, round(2.2 * shape.sessions / shape.trainers))
    load = 12 if shape.days == 2 else load
    return {
        "id": name,
        "agency": rng.choice(agencies),
        "base": rng.choice(sites),
        "approvals": approvals,
        "weekdays": week,
        "blackouts": away,
        "cap_month": rng.choice([1, 2, 3]) if tiny else max(2, load // 2),
        "cap_term": rng.choice([1, 2, 4]) if tiny else max(4, load),
        "min_year": rng.choice([0, 2, 2, 3]),
        "delivered": rng.choice([0, 0, 1, 2]),
        "observation_due": str(rng.choice(days)) if rng.random() < 0.3 else None,
        "dispreference": {course: rng.choice([1, 2]) for course in held if rng.random() < 0.15},
    }


def _session(
    rng: random.Random,
    name: str,
    courses: list[str],
    sites: list[str],
    days: list[date],
    series: list[str],
    trainers: list[dict[str, Any]],
    tiny: bool,
) -> dict[str, Any]:
    first = rng.choice(days)
    kind = rng.choices(["morning", "afternoon", "day", "two"], [30, 25, 35, 10])[0]
    slack = rng.choice([0, 0, 30])
    start, end = {"morning": (570, 750), "afternoon": (800, 980), "day": (570, 960), "two": (570, 960)}[kind]
    if len(days) <= 2:  # a hundred at once: short ones all day long
        kind, start = "short", rng.randrange(510, 960, 30)
        end = start + rng.choice([60, 90, 120])
    blocks = [(first, start + slack, end + slack)]
    if kind == "two":
        later = [day for day in days if day > first]
        blocks.append((later[0] if later else first + timedelta(7), start, end))
    need = rng.choices([1, 2, 3], [10, 78, 12])[0]
    excluded = [one["id"] for one in rng.sample(trainers, 1)] if rng.random() < (0.3 if tiny else 0.04) else []
    return {
        "id": name,
        "course": rng.choice(courses),
        "site": None if rng.random() < 0.35 else rng.choice(sites),
        "blocks": [
            {"date": str(on), "start": f"{a // 60:02d}:{a % 60:02d}", "end": f"{b // 60:02d}:{b % 60:02d}"}
            for on, a, b in blocks
        ],
        "need": need,
        "multi_agency": rng.random() < 0.45,
        "priority": rng.choices([1, 2, 3], [70, 20, 10])[0],
        "observable": rng.random() < 0.4,
        "series": rng.choice(series) if rng.random() < 0.15 else None,
        "excluded": excluded,
    }
