"""Invented problems of two related kinds in our file form: tasks given to as few workers as can be, papers to reviewers.

Tasks of one day overlap by hundreds and ask for qualifications; the fewest workers are sought. Papers ask for three reviewers
each, who take so many at most; the best scores are sought.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

DAY = date(2027, 1, 18)
_ALWAYS = ("2026-01-01", "2046-12-31")


def tasks(workers: int, share: float, *, classes: int = 0, tightness: float = 0.9, seed: int = 0) -> dict[str, Any]:
    """Return a day's tasks that four in five of these workers can do, each of whom holds that share of the qualifications.

    With `classes` so many qualifications are shared by the tasks; without, every task asks for one of its own.
    """
    rng = random.Random(f"tasks/{workers}/{share}/{classes}/{seed}")
    spans: list[tuple[int, int, int]] = []
    for worker in range(workers * 4 // 5):
        at = rng.randint(0, 60)
        while at < 1380:
            length = rng.randint(100, 280)
            if at + length > 1439:
                break
            spans.append((at, at + length, worker))
            at += length + round(rng.uniform(0, 2) * length * (1 - tightness))
    rng.shuffle(spans)
    asked = [f"skill-{rng.randrange(classes) if classes else number:04d}" for number in range(len(spans))]
    held: list[set[str]] = [{one for one in sorted(set(asked)) if rng.random() < share} for _ in range(workers)]
    for (_, _, worker), skill in zip(spans, asked, strict=True):
        held[worker].add(skill)
    clock = "{:02d}:{:02d}".format
    sessions = [
        _session(f"task-{number:04d}", skill, None, DAY, clock(*divmod(start, 60)), clock(*divmod(end, 60)), 1)
        for number, ((start, end, _), skill) in enumerate(zip(spans, asked, strict=True))
    ]
    trainers = [_trainer(f"worker-{number:04d}", "office", sorted(some), 10_000) for number, some in enumerate(held)]
    weights = {"unfilled": 1_000, "trainers_used": 10}
    return _problem(f"tasks-{workers}-{seed}", ["office"], [[0]], trainers, sessions, sorted(set(asked)), weights)


def reviewers(papers: int, people: int, *, load: int = 6, seed: int = 0) -> dict[str, Any]:
    """Return papers that ask for three reviewers each, who take so many at the most; the worse a score, the longer the way."""
    rng = random.Random(f"reviewers/{papers}/{people}/{load}/{seed}")
    topics = 12
    about = [[rng.random() ** 3 for _ in range(topics)] for _ in range(papers + people)]
    names = [f"paper-{n:04d}" for n in range(papers)] + [f"person-{n:04d}" for n in range(people)]
    ways = [[0] * len(names) for _ in names]
    for paper in range(papers):
        for person in range(papers, len(names)):
            likeness = sum(a * b for a, b in zip(about[paper], about[person], strict=True)) + rng.random() / 3
            ways[paper][person] = ways[person][paper] = max(0, 1000 - round(250 * likeness))
    ids = names[papers:]
    sessions = [
        {
            **_session(name, "paper", name, DAY + timedelta(number), "09:00", "10:00", 3),
            "excluded": rng.sample(ids, rng.choice([0, 0, 1, 2])),
        }
        for number, name in enumerate(names[:papers])
    ]
    trainers = [_trainer(name, name, ["paper"], load) for name in ids]
    return _problem(
        f"reviewers-{papers}-{seed}", names, ways, trainers, sessions, ["paper"], {"unfilled": 10_000, "travel": 1}
    )


def _session(name: str, course: str, site: str | None, on: date, start: str, end: str, need: int) -> dict[str, Any]:
    return {
        "id": name,
        "course": course,
        "site": site,
        "blocks": [{"date": str(on), "start": start, "end": end}],
        "need": need,
        "multi_agency": False,
        "priority": 1,
        "observable": False,
        "series": None,
        "excluded": [],
    }


def _trainer(name: str, base: str, courses: list[str], most: int) -> dict[str, Any]:
    return {
        "id": name,
        "agency": "all",
        "base": base,
        "approvals": [{"course": one, "from": _ALWAYS[0], "to": _ALWAYS[1], "level": "lead"} for one in courses],
        "weekdays": list(range(7)),
        "blackouts": [],
        "cap_month": most,
        "cap_term": most,
        "min_year": 0,
        "delivered": 0,
        "observation_due": None,
        "dispreference": {},
    }


def _problem(
    name: str,
    sites: list[str],
    ways: list[list[int]],
    trainers: list[dict[str, Any]],
    sessions: list[dict[str, Any]],
    courses: list[str],
    weights: dict[str, int],
) -> dict[str, Any]:
    return {
        "format": "trainer-allocation/1",
        "name": name,
        "terms": [{"id": "all", "start": _ALWAYS[0], "end": _ALWAYS[1]}],
        "min_gap_minutes": 0,
        "agencies": [{"id": "all"}],
        "courses": [{"id": one} for one in courses],
        "sites": [{"id": one} for one in sites],
        "travel_minutes": ways,
        "trainers": trainers,
        "sessions": sessions,
        "conflict_pairs": [],
        "pinned": [],
        "previous": [],
        "weights": weights,
    }
