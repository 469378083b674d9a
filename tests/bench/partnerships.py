"""Invented partnerships of the sizes the engine is measured on: agencies, approvals, calendars, pins and a plan of last time.

Agencies differ in size and sit where their trainers start from, courses differ in how often they are asked for, and the
limits of the trainers leave little more room than the year needs, as they do in life.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trainerpool.allocation.instance import DEFAULT_WEIGHTS

TERMS = (
    ("autumn", date(2026, 9, 1), date(2026, 12, 18)),
    ("spring", date(2027, 1, 4), date(2027, 3, 26)),
    ("summer", date(2027, 4, 12), date(2027, 7, 23)),
)


@dataclass(frozen=True)
class Size:
    """How large a partnership is; `days` 0 stands for all school days, `held` is the share of courses a trainer may give."""

    trainers: int
    sessions: int
    agencies: int
    courses: int
    sites: int
    held: float
    days: int = 0
    room: float = 1.5


SIZES = {
    "S": Size(40, 60, 6, 5, 8, 0.26, days=60),
    "M": Size(120, 400, 10, 8, 14, 0.32),
    "clique": Size(260, 340, 12, 8, 14, 0.55, days=2),
    "L": Size(400, 3000, 14, 12, 24, 0.19),
    "XL": Size(1500, 15000, 30, 16, 60, 0.115),
}


def partnership(name: str, seed: int = 0, *, again: bool = False) -> dict[str, Any]:
    """Return a problem in the file form; with `again` it is planned anew: some lines of last time, some of them pinned."""
    return _Making(SIZES[name], random.Random(f"{name}/{seed}")).document(f"{name}-{seed}", again=again)


class _Making:
    def __init__(self, size: Size, rng: random.Random) -> None:
        self.size, self.rng = size, rng
        self.sites = [f"site-{n:02d}" for n in range(size.sites)]
        self.spots = [(rng.gauss(30, 14), rng.gauss(30, 14)) for _ in self.sites]
        self.agencies = [f"agency-{n:02d}" for n in range(size.agencies)]
        self.large = [rng.choice([1, 1, 2, 3, 5]) for _ in self.agencies]
        self.seats = {one: rng.sample(self.sites, 2) for one in self.agencies}
        self.courses = [f"course-{n:02d}" for n in range(size.courses)]
        self.asked = [rng.choice([1, 2, 3, 4]) for _ in self.courses]
        self.days = self._days()

    def _days(self) -> list[date]:
        found = []
        for _, start, end in TERMS:
            days = [start + timedelta(n) for n in range((end - start).days + 1)]
            found += [day for day in days if day.weekday() < 5]
        return found[5 : 5 + self.size.days] if self.size.days else found

    def document(self, name: str, *, again: bool) -> dict[str, Any]:
        rng, size = self.rng, self.size
        trainers = [self._trainer(f"trainer-{n:04d}") for n in range(size.trainers)]
        sessions = self._sessions(trainers)
        ids = [one["id"] for one in trainers]
        made: dict[str, Any] = {
            "format": "trainer-allocation/1",
            "name": name,
            "terms": [{"id": term, "start": str(start), "end": str(end)} for term, start, end in TERMS],
            "min_gap_minutes": 30,
            "agencies": [{"id": one} for one in self.agencies],
            "courses": [{"id": one} for one in self.courses],
            "sites": [{"id": one} for one in self.sites],
            "travel_minutes": [[self._minutes(one, other) for other in self.spots] for one in self.spots],
            "trainers": trainers,
            "sessions": sessions,
            "conflict_pairs": [rng.sample(ids, 2) for _ in range(max(1, size.trainers // 25))],
            "pinned": [],
            "previous": [],
            "weights": {
                key: 0 if key == "change" else worth for key, worth in DEFAULT_WEIGHTS.items() if key != "warning"
            },
        }
        if again:
            self._again(made)
        return made

    def _minutes(self, one: tuple[float, float], other: tuple[float, float]) -> int:
        if one == other:
            return 0
        return int(6 + 1.3 * ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 + self.rng.uniform(0, 5))

    def _trainer(self, name: str) -> dict[str, Any]:
        rng, size = self.rng, self.size
        agency = rng.choices(self.agencies, self.large)[0]
        held = [one for one in self.courses if rng.random() < size.held] or [rng.choice(self.courses)]
        each = 2.04 * size.sessions / size.trainers
        of_term = (
            12 if size.days == 2 else max(2, round(each / (1 if size.days else 3) * size.room * rng.uniform(0.6, 1.5)))
        )
        away = []
        for _ in range(0 if size.days == 2 else rng.choice([0, 1, 1, 2, 3])):
            first = rng.choice(self.days)
            away.append({"from": str(first), "to": str(first + timedelta(rng.choice([0, 1, 4, 11])))})
        return {
            "id": name,
            "agency": agency,
            "base": rng.choice([*self.seats[agency], rng.choice(self.sites)]),
            "approvals": [self._approval(one) for one in held],
            "weekdays": [day for day in range(5) if rng.random() < 0.82] or [rng.randrange(5)],
            "blackouts": away,
            "cap_month": of_term if size.days == 2 else max(1, round(of_term / 2.4)),
            "cap_term": of_term,
            "min_year": rng.choice([2, 2, 2, 3]),
            "delivered": rng.choice([0, 0, 0, 1, 2]),
            "observation_due": str(rng.choice(self.days)) if rng.random() < 0.3 else None,
            "dispreference": {one: rng.choice([1, 2]) for one in held if rng.random() < 0.15},
        }

    def _approval(self, course: str) -> dict[str, str]:
        rng = self.rng
        start = rng.choice(self.days) if rng.random() < 0.05 else date(2025, 4, 1)
        end = rng.choice(self.days) if rng.random() < 0.08 else date(2028, 3, 31)
        level = rng.choices(["lead", "co", "new"], [50, 35, 15])[0]
        return {"course": course, "from": str(min(start, end)), "to": str(max(start, end)), "level": level}

    def _sessions(self, trainers: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while len(found) < self.size.sessions:
            # A programme of two to four linked modules, or one session by itself.
            linked = self.rng.choice([2, 3, 4]) if self.rng.random() < 0.12 else 1
            course, series = self.rng.choices(self.courses, self.asked)[0], f"series-{len(found):05d}"
            for _ in range(min(linked, self.size.sessions - len(found))):
                found.append(self._session(f"session-{len(found):05d}", course, trainers))
                found[-1]["series"] = series if linked > 1 else None
        return found

    def _session(self, name: str, course: str, trainers: list[dict[str, Any]]) -> dict[str, Any]:
        rng = self.rng
        day = rng.choice(self.days)
        start, length = rng.choice([(570, 150), (570, 180), (780, 150), (810, 180), (570, 390), (600, 360)])
        if self.size.days == 2:
            start, length = rng.randrange(510, 1020, 30), rng.choice([60, 90, 120])
        blocks = [(day, start, start + length)]
        if rng.random() < 0.1:
            later = [one for one in self.days if one > day][:2]
            blocks.append((later[-1] if later else day + timedelta(7), start, start + length))
        clock = "{:02d}:{:02d}".format
        return {
            "id": name,
            "course": course,
            "site": None if rng.random() < 0.35 else rng.choice(self.sites),
            "blocks": [
                {"date": str(on), "start": clock(*divmod(a, 60)), "end": clock(*divmod(b, 60))} for on, a, b in blocks
            ],
            "need": rng.choices([1, 2, 3], [10, 78, 12])[0],
            "multi_agency": rng.random() < 0.45,
            "priority": rng.choices([1, 2, 3], [70, 20, 10])[0],
            "observable": rng.random() < 0.4,
            "series": None,
            "excluded": [rng.choice(trainers)["id"]] if rng.random() < 0.04 else [],
        }

    def _again(self, made: dict[str, Any]) -> None:
        """Plan anew: who delivered by a simple plan of last time, a tenth of it confirmed, changes having their price."""
        from trainerpool.allocation.greedy import greedy
        from trainerpool.allocation.levels import FORMAT_1
        from trainerpool.allocation.reading import instance_of
        from trainerpool.allocation.shape import Shape

        shape = Shape(instance_of(made), FORMAT_1)
        lines = sorted(shape.plan_of(greedy(shape).teams).pairs)
        made["previous"] = [{"session": k, "trainer": i} for k, i in lines]
        made["pinned"] = [one for one in made["previous"] if self.rng.random() < 0.1]
        made["weights"]["change"] = DEFAULT_WEIGHTS["change"]
