"""From the records of a pool to the rules of allocation: nobody is let in, and nobody kept out, but as a second reckoning says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from tests.domain.oracle.second import second_reckoning
from tests.domain.test_standing_second_reckoning import NAME, Lives
from tests.operations.small_pool import DAY, small_pool
from trainerpool.allocation.levels import Level
from trainerpool.allocation.rules import findings
from trainerpool.domain.evidence import Evidence
from trainerpool.domain.policy import Policy, PolicyVersion
from trainerpool.operations import courses, evidence, people, sessions, settings
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.store.records import Course, EvidenceItem

BEGIN = date(2024, 1, 1)
DEFAULT = (PolicyVersion(None, Policy()),)
OF_STANDING = frozenset({"standing", "approval", "candidate", "agreement_lapsed"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    settings.set_records_begin(made, BEGIN)
    courses.add_course(made, "DA", "Domestic Abuse and Children", minutes=180)
    yield made
    close_pool(made)


def lived(desk: Desk, seed: int, name: str) -> tuple[str, tuple[Evidence, ...]]:
    """A trainer with a random life written into the pool: the person's key, and the evidence as the pool keeps it."""
    given, _, family = name.partition(" ")
    person = people.add_trainer(desk, given, family, "Northmoor Police").record
    assert person is not None
    with desk.work("Record a life") as work:
        known = {one.code: one.id for one in work.find(select(Course))}
        kept: dict[str, str] = {}
        items = []
        for item in Lives(seed).life():
            by = name if item.by == NAME else item.by
            record = work.add(
                EvidenceItem(
                    person_id=person, evidence_kind=item.kind.value,
                    on=item.on.isoformat()[:7] if item.month_only else item.on.isoformat(), until=item.until,
                    course_id=known[item.course] if item.course else None, by_name=by, starred_met=item.starred_met,
                    outcome=item.outcome, recorded_at=item.recorded_at.isoformat() if item.recorded_at else "",
                    replaces_id=kept.get(item.replaces) if item.replaces else None, retracted=item.retracted,
                )
            )  # fmt: skip
            kept[item.id] = record.id
            items.append(
                replace(
                    item, id=record.id, by=by, course=known[item.course] if item.course else None,
                    replaces=kept.get(item.replaces) if item.replaces else None,
                )
            )  # fmt: skip
    return person, tuple(items)


@pytest.mark.parametrize("seed", range(2))
def test_the_rules_let_in_whom_a_second_reckoning_lets_in(desk: Desk, seed: int, dose: int) -> None:
    dice = Random(seed)
    course = desk.ask(lambda reader: reader.scalars(select(Course.id).where(Course.code == "NEG")).one())
    lives = {}
    for number in range(7 * min(dose, 6)):
        name = f"Orla{'bcdfghklmnprstvw'[number % 16]}a Quill{'aeiou'[number // 16 % 5]}feather{number}"
        person, items = lived(desk, 40_000 * (seed + 1) + number, name)
        lives[person] = name, items
    days = sorted({date(2024, 6, 1) + timedelta(days=dice.randrange(1300)) for _ in range(6)})
    for number, day in enumerate(days):
        parts = [{"start": f"{day}T09:30", "end": f"{day}T12:30"}]
        sessions.add_session(desk, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference=f"Q{number}")
    let_in = 0
    for day in days:
        problem = desk.ask(lambda reader, on=day: allocation_problem(reader, on, on, on))
        (key,) = problem.asked
        for person, (name, items) in lives.items():
            verdict = second_reckoning(items, DEFAULT, day, BEGIN, name)
            may = verdict.may_deliver and course in verdict.courses
            let_in += may
            if person not in problem.instance.trainer_by_id:
                assert not may, (day, name, verdict, items)
                continue
            found = findings(problem.instance, person, key, problem.standing_plan, problem.profile, "co")
            stopped = [one.text for one in found if one.level is Level.BLOCK and one.code in OF_STANDING]
            assert may is not bool(stopped), (day, name, verdict, stopped, items)
    assert 0 < let_in < len(lives) * len(days)


KEPT_UP = (
    ("release_agreement", "2025-12-01"), ("delivery", "2025-12-01"), ("delivery", "2026-02-01"), ("delivery", "2026-10-01"),
    ("delivery", "2026-11-01"), ("development_event", "2025-12-05"), ("development_event", "2026-11-03"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "on", "until", "stopped"),
    [
        ("application", "2026-03-02", None, True),
        ("hold", "2026-03-02", date(2026, 4, 30), False),
        ("notice_extension", "2026-12-15", date(2027, 1, 20), False),
    ],
)
def test_a_hold_or_a_decision_moves_the_end_of_an_agreement_for_the_rules_too(
    desk: Desk, kind: str, on: str, until: date | None, stopped: bool
) -> None:
    for other, day in KEPT_UP:
        evidence.add_evidence(desk, "Nadia Farouk", other, day)
    evidence.add_evidence(desk, "Nadia Farouk", kind, on, until=until)
    starts = date.fromisoformat(DAY)
    problem = desk.ask(lambda reader: allocation_problem(reader, starts, starts, date(2027, 1, 10)))
    nadia = next(one.id for one in problem.instance.trainers if one.name == "Nadia Farouk")
    found = findings(problem.instance, nadia, problem.asked[0], problem.standing_plan, problem.profile, "co")
    assert bool(OF_STANDING & {one.code for one in found}) is stopped
