"""What is kept of standings is always what a fresh reckoning gives."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import allocations, courses, evidence, people, settings
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.queries.standings import standing_of, trainers
from trainerpool.store.derived import Derived

DAYS = (TODAY, TODAY + timedelta(days=90), date(2027, 12, 1))


def _agree(desk: Desk) -> None:
    kept = {
        day: [
            (row.person.name, row.standing.state, row.standing.summary, row.may_deliver)
            for row in desk.ask(trainers, day)
        ]
        for day in DAYS
    }
    desk.store.derived = Derived()
    fresh = {
        day: [
            (row.person.name, row.standing.state, row.standing.summary, row.may_deliver)
            for row in desk.ask(trainers, day)
        ]
        for day in DAYS
    }
    assert kept == fresh


def test_kept_standings_follow_every_deed(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    _agree(desk)
    evidence.add_evidence(desk, "Femi Dacosta", "release_agreement", "2026-09-10")
    _agree(desk)
    evidence.add_evidence(desk, "Nadia Farouk", "suspension", "2026-11-20")
    _agree(desk)
    desk.undo()
    _agree(desk)
    settings.set_policy(desk, {"approval_months": 12})
    _agree(desk)
    allocations.allocate_trainer(desk, "S1", "Denzil Barlow", "lead")
    desk.clock = FixedClock.on(date(2027, 1, 12))
    allocations.record_delivered(desk, "S1", "Denzil Barlow")
    _agree(desk)
    people.change_trainer(desk, "Denzil Barlow", family_name="Barlow-Reyes")
    _agree(desk)
    courses.add_course(desk, "EXP", "Child Exploitation")
    people.add_trainer(desk, "Ines", "Calloway", "Northmoor Police")
    _agree(desk)
    close_pool(desk)


def test_one_standing_is_the_same_as_in_the_list(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    for row in desk.ask(trainers, TODAY):
        assert desk.ask(standing_of, row.id, TODAY).summary == row.standing.summary
    close_pool(desk)
