"""A pool of any size from a seed: 1x is 94 trainers and 1,250 sessions, 16x the large pool of the quality page."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.builders import QUICK
from trainerpool.host.clock import FixedClock
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import make_pool
from trainerpool.operations.settings import put_setting
from trainerpool.store.records import (
    Agency,
    Allocation,
    Course,
    EvidenceItem,
    Membership,
    Observation,
    Person,
    SessionPart,
    TrainingSession,
    Venue,
    new_id,
)  # fmt: skip

TODAY = date(2026, 11, 23)
BEGIN = date(2016, 9, 1)
_SYLLABLES = [
    "ba",
    "de",
    "fo",
    "gu",
    "hi",
    "ja",
    "ke",
    "lo",
    "mu",
    "ni",
    "pa",
    "re",
    "so",
    "tu",
    "vi",
    "wa",
    "xe",
    "yo",
    "zu",
    "mar",
    "ten",
    "dor",
    "lin",
    "sel",
]


def large_pool(folder: Path, times: float = 16.0, seed: int = 1) -> Desk:
    """The pool, open. At 16: 1,500 trainers, 30 agencies, 20,000 sessions over ten years, 60,000 evidence entries, 8,000 observations."""
    chance = random.Random(seed)
    desk = make_pool(folder / "Large.tpool", "Bench", "correct horse", FixedClock.on(TODAY), QUICK).desk
    desk.backups = folder / "backups"
    with desk.work("Make a pool of many") as work:
        put_setting(work, "records_begin", BEGIN.isoformat())
        agencies = work.add_many(
            Agency, [{"name": f"Agency {_word(chance)} {n}"} for n in range(max(4, round(30 * times / 16)))]
        )
        courses = work.add_many(
            Course,
            [
                {"code": f"C{n:02}", "title": f"{_word(chance)} practice {n}", "short_name": f"C{n:02}"}
                for n in range(12)
            ],
        )
        venues = work.add_many(Venue, [{"name": f"{_word(chance)} Hall {n}"} for n in range(40)])
        people = work.add_many(Person, [_person(chance, n) for n in range(round(93.75 * times))])
        work.add_many(Membership, [{"person_id": one, "agency_id": chance.choice(agencies)} for one in people])
        work.add_many(EvidenceItem, [item for one in people for item in _evidence(chance, one, courses)])
        sessions, parts, teams = _programme(chance, round(1250 * times), courses, venues, people)
        work.add_many(TrainingSession, sessions)
        work.add_many(SessionPart, parts)
        work.add_many(Allocation, teams)
        work.add_many(Observation, [_observation(chance, people, courses) for _ in range(round(500 * times))])
    return desk


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3)))).capitalize()


def _person(chance: random.Random, number: int) -> dict[str, Any]:
    given, family = _word(chance), _word(chance)
    return {
        "given_name": given,
        "family_name": family,
        "email": f"{given.lower()}.{family.lower()}{number}@large.example.org",
        "phone": f"01632 96{number:04}",
    }


def _evidence(chance: random.Random, person: str, courses: list[str]) -> list[dict[str, Any]]:
    """Forty items a trainer over the last six years: most keep their approval, some do not."""
    at = "2026-11-23T09:00:00+00:00"
    held = chance.sample(courses, 3)
    found = [{"person_id": person, "evidence_kind": "transferred_approval", "on": "2024-06-01", "recorded_at": at}]
    found += [{**found[0], "course_id": course} for course in held]

    def tell(kind: str, day: date, **more: Any) -> None:
        found.append({"person_id": person, "evidence_kind": kind, "on": day.isoformat(), "recorded_at": at, **more})

    for year in range(2021, 2027):
        tell("release_agreement", date(year, 1, 10) + timedelta(days=chance.randrange(200)))
        tell("development_event", date(year, 3, 1) + timedelta(days=chance.randrange(200)))
        for _ in range(4 if chance.random() < 0.9 else 0):
            tell("delivery", date(year, 1, 5) + timedelta(days=chance.randrange(310)), course_id=chance.choice(held))
    return found


def _programme(
    chance: random.Random, count: int, courses: list[str], venues: list[str], people: list[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    sessions, parts, teams = [], [], []
    first = date(2017, 9, 4)
    for number in range(count):
        on = first + timedelta(days=number * 3500 // count)
        one, day = new_id(), on.isoformat()
        past = on < TODAY
        sessions.append({"id": one, "course_id": chance.choice(courses), "title": f"Session {number} {_word(chance)}", "venue_id": chance.choice(venues),
                         "max_learners": 20, "first_date": day, "status": "delivered" if past else "planned"})  # fmt: skip
        parts.append({"session_id": one, "date": day, "start": "09:30", "end": "12:30"})
        for role, person in zip(("lead", "co-trainer"), chance.sample(people, 2), strict=True):
            if past or chance.random() < 0.4:
                teams.append({"session_id": one, "person_id": person, "role": role, "state": "confirmed"})
    return sessions, parts, teams


def _observation(chance: random.Random, people: list[str], courses: list[str]) -> dict[str, Any]:
    on = date(2018, 1, 1) + timedelta(days=chance.randrange(3200))
    return {
        "person_id": chance.choice(people),
        "course_id": chance.choice(courses),
        "observer_name": "A. Observer",
        "on": on.isoformat(),
        "outcome": "Continue",
    }
