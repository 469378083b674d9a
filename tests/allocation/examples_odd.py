"""Small problems as files would hold them, made from a seed; and odd ones, each by what is odd about it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Problem = dict[str, Any]
WEIGHTS = {
    "unfilled": 10_000, "change": 400, "min_deliveries": 300, "observation": 250, "fairness": 60, "continuity": 40,
    "spread": 25, "preference": 10, "travel": 1,
}  # fmt: skip


def small(seed: int, trainers: int = 5, sessions: int = 5) -> Problem:
    """A problem in which every rule and every wish has something to say, in the days around a new year."""
    dice = random.Random(seed)
    first = date(2026, 12, 21)
    courses = ["c1", "c2"]
    sites = ["s1", "s2", "s3"]
    days = [first + timedelta(dice.randrange(18)) for _ in range(4)]
    return {
        "format": "trainer-allocation/1", "name": f"small {seed}", "min_gap_minutes": dice.choice([0, 30, 60]),
        "terms": [
            {"id": "t1", "start": "2026-09-01", "end": "2026-12-23"},
            {"id": "t2", "start": "2026-12-29", "end": "2027-03-26"},
        ],
        "agencies": [{"id": "a1"}, {"id": "a2"}], "courses": [{"id": one} for one in courses],
        "sites": [{"id": one} for one in sites],
        "travel_minutes": [[0 if a == b else dice.randrange(10, 120) for b in sites] for a in sites],
        "trainers": [_trainer(dice, f"i{one}", courses, sites, days) for one in range(trainers)],
        "sessions": [_session(dice, f"k{one}", courses, sites, days, trainers) for one in range(sessions)],
        "conflict_pairs": [["i0", "i1"]] if trainers > 1 and dice.random() < 0.5 else [],
        "pinned": [], "previous": [], "weights": dict(WEIGHTS),
    }  # fmt: skip


def _trainer(dice: random.Random, name: str, courses: list[str], sites: list[str], days: list[date]) -> Problem:
    day = dice.choice(days)
    return {
        "id": name, "agency": dice.choice(["a1", "a1", "a2"]), "base": dice.choice(sites),
        "approvals": [
            {"course": one, "from": "2026-01-01", "to": dice.choice(["2026-12-28", "2027-12-31", "2027-12-31"]),
             "level": dice.choice(["lead", "co", "new"])}
            for one in courses if dice.random() < 0.75
        ],
        "weekdays": sorted(dice.sample(range(7), dice.randrange(4, 8))),
        "blackouts": [{"from": str(day), "to": str(day + timedelta(dice.randrange(3)))}] if dice.random() < 0.4 else [],
        "cap_month": dice.choice([1, 1, 2, 3]), "cap_term": dice.choice([1, 2, 3, 4]),
        "min_year": dice.randrange(3), "delivered": dice.randrange(2),
        "observation_due": dice.choice([None, "2026-12-31"]), "dispreference": {"c1": dice.choice([1, 2])},
    }  # fmt: skip


def _session(
    dice: random.Random, name: str, courses: list[str], sites: list[str], days: list[date], trainers: int
) -> Problem:
    start = dice.choice([9, 9, 11, 13])
    day = dice.choice(days)
    blocks = [{"date": str(day), "start": f"{start:02d}:00", "end": f"{start + 3:02d}:30"}]
    if dice.random() < 0.25:
        blocks.append({"date": str(day + timedelta(1)), "start": "09:00", "end": "12:00"})
    return {
        "id": name, "course": dice.choice(courses), "site": dice.choice([*sites, None]), "blocks": blocks,
        "need": dice.choice([1, 2, 2, 2, 3]), "multi_agency": dice.random() < 0.5, "priority": dice.choice([1, 1, 2, 3]),
        "observable": dice.random() < 0.5, "series": dice.choice([None, "r1"]),
        "excluded": [f"i{dice.randrange(trainers)}"] if trainers and dice.random() < 0.2 else [],
    }  # fmt: skip


def _each(problem: Problem, kind: str, **what: Any) -> Problem:
    for one in problem[kind]:
        one.update(what)
    return problem


def nobody_holds_a_course(seed: int) -> Problem:
    made = small(seed)
    for one in made["trainers"]:
        one["approvals"] = [it for it in one["approvals"] if it["course"] != "c2"]
    made["sessions"][0]["course"] = "c2"
    return made


def nobody_at_all(seed: int) -> Problem:
    return small(seed, trainers=0) | {"conflict_pairs": []}


def nothing_to_staff(seed: int) -> Problem:
    return small(seed, sessions=0)


def one_trainer(seed: int) -> Problem:
    return small(seed, trainers=1, sessions=4)


def all_pinned(seed: int) -> Problem:
    """Whoever is free is confirmed, with no eye on any rule, so that some break one."""
    made, dice = small(seed), random.Random(seed)
    for one in made["sessions"]:
        some = dice.sample(made["trainers"], min(one["need"], 2))
        made["pinned"] += [{"session": one["id"], "trainer": it["id"]} for it in some]
    return made


def some_pinned(seed: int) -> Problem:
    made, dice = small(seed), random.Random(seed)
    for one in dice.sample(made["sessions"], 2):
        made["pinned"].append({"session": one["id"], "trainer": dice.choice(made["trainers"])["id"]})
    return made


def no_days(seed: int) -> Problem:
    made = small(seed)
    for number, one in enumerate(made["trainers"]):
        one["weekdays"] = [] if number % 2 else [5, 6]
    return made


def through_the_night(seed: int) -> Problem:
    made = small(seed)
    for one in made["sessions"]:
        day = date.fromisoformat(one["blocks"][0]["date"])
        one["blocks"] = [
            {"date": str(day), "start": "20:00", "end": "24:00"},
            {"date": str(day + timedelta(1)), "start": "00:00", "end": "06:00"},
        ]
    return made


def maximum_nought(seed: int) -> Problem:
    made = small(seed)
    for number, one in enumerate(made["trainers"]):
        one.update({"cap_month": 0} if number % 2 else {"cap_term": 0})
    return made


def places_for_one(seed: int) -> Problem:
    """Every place is the lead's."""
    return _each(small(seed), "sessions", need=1)


def two_agencies_asked(seed: int) -> Problem:
    return _each(small(seed), "sessions", need=2, multi_agency=True)


def never_together(seed: int) -> Problem:
    made = small(seed)
    made["conflict_pairs"] = [["i0", "i1"], ["i1", "i2"], ["i3", "i4"], ["i0", "i3"]]
    return _each(made, "sessions", need=2)


def all_new(seed: int) -> Problem:
    made = small(seed)
    for one in made["trainers"][1:]:
        for it in one["approvals"]:
            it["level"] = "new"
    return made


def approvals_over(seed: int) -> Problem:
    """Everybody's approvals end on some day of those the sessions are on, or begin there."""
    made, dice = small(seed), random.Random(seed)
    for one in made["trainers"]:
        for it in one["approvals"]:
            day = str(date(2026, 12, 21) + timedelta(dice.randrange(20)))
            it.update({"to": day} if dice.random() < 0.6 else {"from": day, "to": "2028-01-01"})
    return made


def last_plan_of_others(seed: int) -> Problem:
    made, dice = small(seed), random.Random(seed)
    made["previous"] = [
        {"session": one["id"], "trainer": dice.choice(made["trainers"])["id"]} for one in made["sessions"]
    ]
    made["previous"] += [{"session": "gone", "trainer": "i0"}, {"session": "k0", "trainer": "left"}]
    return made


def wishes_before_places(seed: int) -> Problem:
    """A way is dearer than an empty place, so that places stay empty that somebody could take."""
    made = small(seed)
    made["weights"] = {"unfilled": 30, "travel": 1, "change": 200, "fairness": 5}
    return made


def no_weights(seed: int) -> Problem:
    return small(seed) | {"weights": {}}


def dear_moves(seed: int) -> Problem:
    """Staffing counts most, yet a long way counts more: one place is not worth thirteen thousand minutes."""
    made = small(seed)
    made["travel_minutes"] = [[0 if a == b else 6_000 + 500 * b for b in range(3)] for a in range(3)]
    return made


def no_places(seed: int) -> Problem:
    made = small(seed)
    made["sessions"][0]["need"] = 0
    return made


ODD: tuple[Callable[[int], Problem], ...] = (
    nobody_holds_a_course, nobody_at_all, nothing_to_staff, one_trainer, all_pinned, some_pinned, no_days,
    through_the_night, maximum_nought, places_for_one, two_agencies_asked, never_together, all_new, approvals_over,
    last_plan_of_others, wishes_before_places, no_weights, dear_moves, no_places,
)  # fmt: skip
