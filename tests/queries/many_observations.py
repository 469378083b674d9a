"""A pool of ten years of observations: visits to two trainers, every criterion judged, with strengths and actions."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.builders import a_pool
from trainerpool.domain.observing_default import DEFAULT_FRAMEWORK, DEFAULT_NAME
from trainerpool.operations.desk import Desk
from trainerpool.store.records import (
    Course,
    EvidenceItem,
    Framework,
    Judgement,
    Observation,
    ObservationAction,
    Person,
    Strength,
    Visit,
    new_id,
)

_GRADES = ("Met", "Met", "Met", "Met", "Developing", "Not met", "Not seen")


def many_observations(folder: Path, number: int = 8_000, judged: bool = True) -> Desk:
    """The pool, open: so many observations, two a visit; all but the last month's are closed."""
    chance = random.Random(5)
    desk = a_pool(folder)
    with desk.work("Record ten years of observations") as work:
        framework = work.add(
            Framework(sort="observation", name=DEFAULT_NAME, number=1, body=DEFAULT_FRAMEWORK.as_json())
        )
        names = [{"code": f"C{n}", "title": f"Course {n}", "short_name": f"C{n}"} for n in range(12)]
        courses = work.add_many(Course, names)
        people = work.add_many(Person, [{"given_name": f"Given{n}", "family_name": f"Family{n}"} for n in range(300)])
        visits, seen, evidence, rest = [], [], [], _Rest(chance)
        for place in range(number // 2):
            on = desk.today - timedelta(days=1 + place * 3600 // (number // 2))
            told = {"course_id": chance.choice(courses), "observer_name": f"Observer {place % 12}", "on": on.isoformat(),
                    "purpose": "Routine"}  # fmt: skip
            moment = f"{on}T09:30:00+00:00"
            visit = {"id": new_id(), **told, "framework_id": framework.id, "started_at": moment, "finished_at": moment}
            visits.append(visit)
            for person in chance.sample(people, 2):
                seen.append(
                    {"id": new_id(), "person_id": person, "visit_id": visit["id"], **told, **_come(on, desk.today)}
                )
                rest.tell(seen[-1]["id"], on, judged)
                evidence.append({"person_id": person, "evidence_kind": "observed_delivery", "on": told["on"],
                                 "outcome": "Continue with actions", "observation_id": seen[-1]["id"], "recorded_at": moment})  # fmt: skip
        for table, rows in ((Visit, visits), (Observation, seen), (Judgement, rest.judgements), (Strength, rest.strengths),
                            (ObservationAction, rest.actions), (EvidenceItem, evidence)):  # fmt: skip
            work.add_many(table, rows)
    return desk


def _come(on: date, today: date) -> dict[str, Any]:
    """How far an observation of a day has come."""
    ago = (today - on).days
    days: dict[str, Any] = (
        {"outcome": "Continue with actions", "reflected_on": on, "submitted_on": on} if ago > 7 else {}
    )
    if ago > 14:
        days["copied_on"] = on + timedelta(days=14)
    if ago > 28:
        days |= {"replied_on": on + timedelta(days=20), "moderated_on": on + timedelta(days=24), "moderated_by": "M. Holt",
                 "closed_on": on + timedelta(days=28)}  # fmt: skip
    return days


class _Rest:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.judgements: list[dict[str, Any]] = []
        self.strengths: list[dict[str, Any]] = []
        self.actions: list[dict[str, Any]] = []

    def tell(self, seen: str, on: date, judged: bool) -> None:
        """What was said of one trainer."""
        for place in range(2):
            self.strengths.append({"observation_id": seen, "position": place, "text": "Calm, and keeps the time"})
        self.actions.append({"observation_id": seen, "position": 0, "text": "Name the next step", "owner": "The trainer",
                             "due": on + timedelta(days=30), "done_on": on + timedelta(days=29)})  # fmt: skip
        for one in DEFAULT_FRAMEWORK.criteria if judged else ():
            grade = self.chance.choice(_GRADES)
            evidence = None if grade == "Met" else "Seen at 10:35, in the second exercise"
            self.judgements.append(
                {"observation_id": seen, "criterion": one.number, "judgement": grade, "evidence": evidence}
            )
