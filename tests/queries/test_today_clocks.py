"""The lines of Today that policy's clocks begin: not accepted in time, late reports, courses unseen, records kept too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.operations.small_pool import DAY, small_pool
from trainerpool.domain.standing import Meaning
from trainerpool.operations import evidence, people, sessions
from trainerpool.operations.allocations import allocate_trainer, offer_to_trainer, respond
from trainerpool.operations.desk import Desk
from trainerpool.operations.observations.on_paper import add_observation
from trainerpool.operations.pools import close_pool
from trainerpool.operations.settings import set_policy
from trainerpool.queries.settings import working_days
from trainerpool.queries.staffing import staffing
from trainerpool.queries.today import TodayRow, Urgency, today_page

STARTS = date.fromisoformat(DAY)
CHECK, APPLIED, PATH = "eligibility_check", "application", "transferred_approval"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def line(desk: Desk, on: date, kind: str) -> TodayRow | None:
    return next((row for row in desk.ask(today_page, on).rows if row.kind == kind), None)


def before(desk: Desk, number: int) -> date:
    """The last day on which so many working days are left to the session."""
    days, on = desk.ask(working_days), STARTS
    while days.between(on, STARTS) < number:
        on -= timedelta(days=1)
    return on


def test_a_pair_that_has_not_accepted_by_the_day_of_policy_is_told(desk: Desk) -> None:
    for name in ("Nadia Farouk", "Denzil Barlow"):
        offer_to_trainer(desk, "S1", name)
    respond(desk, "S1", "Nadia Farouk", accepted=True)
    early, near, late = before(desk, 21), before(desk, 20), before(desk, 10)
    assert line(desk, early, "unconfirmed") is None
    assert desk.ask(staffing, early)[0].meaning is Meaning.INFORMATION
    told = line(desk, near, "unconfirmed")
    assert told is not None
    assert (told.urgency, told.title, told.left) == (
        Urgency.THIS_WEEK,
        "1 session not accepted by all, within 20 working days",
        "20 working days",
    )
    assert [one.note for one in told.about] == ["Denzil Barlow has not answered"]
    assert desk.ask(staffing, near)[0].meaning is Meaning.ATTENTION
    pressing = line(desk, late, "unconfirmed")
    assert pressing is not None
    assert (pressing.urgency, pressing.meaning) == (Urgency.CANNOT_WAIT, Meaning.STOP)
    respond(desk, "S1", "Denzil Barlow", accepted=True)
    assert line(desk, near, "unconfirmed") is None


@pytest.mark.parametrize(("asked", "meaning"), [(10, Meaning.ATTENTION), (12, Meaning.STOP)])
def test_who_leaves_later_than_policy_allows_makes_a_session_urgent(desk: Desk, asked: int, meaning: Meaning) -> None:
    offer_to_trainer(desk, "S1", "Nadia Farouk")
    respond(desk, "S1", "Nadia Farouk", accepted=False)
    set_policy(desk, {"withdrawal_working_days": asked}, date(2026, 1, 1))
    told = line(desk, before(desk, 11), "short")
    assert told is not None
    assert told.meaning is meaning


@pytest.mark.parametrize(("on", "urgency"), [("2026-11-12", Urgency.COMING_UP), ("2026-11-13", Urgency.THIS_WEEK)])
def test_a_report_is_pressing_once_its_working_days_are_over(desk: Desk, on: str, urgency: Urgency) -> None:
    parts = [{"start": "2026-11-10T09:30", "end": "2026-11-10T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference="S3")
    allocate_trainer(desk, "S3", "Nadia Farouk")
    offer_to_trainer(desk, "S3", "Denzil Barlow")
    respond(desk, "S3", "Denzil Barlow", accepted=True)
    told = line(desk, date.fromisoformat(on), "past")
    assert told is not None
    assert told.urgency is urgency


def test_a_course_unseen_for_the_months_of_policy_is_told_from_when_records_began(desk: Desk) -> None:
    parts = [{"start": "2027-12-07T09:30", "end": "2027-12-07T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="Fellgate Centre", max_learners=20, reference="S9")
    assert line(desk, date(2027, 10, 31), "sampling") is None
    told = line(desk, date(2027, 11, 1), "sampling")
    assert told is not None
    assert told.title == "1 course not observed in 12 months"
    assert told.about[0].note == "Never observed; next Tue 7 Dec"
    add_observation(desk, "Nadia Farouk", "2026-11-02", "Continue", course="NEG")
    assert line(desk, date(2027, 11, 1), "sampling") is None
    again = line(desk, date(2027, 11, 3), "sampling")
    assert again is not None
    assert again.about[0].note.startswith("Last observed 2 Nov 2026")


def test_what_is_kept_past_its_time_is_told_with_the_reason(desk: Desk) -> None:
    people.add_trainer(desk, "Gwen", "Abara", "Northmoor Police")
    people.add_trainer(desk, "Hollis", "Ackroyd", "Northmoor Police")
    for who, kind, on in (
        ("Gwen Abara", CHECK, "2014-01-10"), ("Gwen Abara", PATH, "2014-03-16"), ("Gwen Abara", "withdrawal", "2026-06-01"),
        ("Hollis Ackroyd", APPLIED, "2025-10-01"), ("Hollis Ackroyd", "withdrawal", "2025-12-01"),
    ):  # fmt: skip
        evidence.add_evidence(desk, who, kind, on)
    assert line(desk, date(2026, 12, 1), "retention") is None
    told = line(desk, date(2026, 12, 2), "retention")
    assert told is not None
    assert told.title == "2 records kept longer than policy says"
    assert [(one.name, one.note) for one in told.about] == [
        ("Gwen Abara", "Check confirmation, left on 1 Jun 2026; kept 6 months"),
        ("Hollis Ackroyd", "Application, withdrawn on 1 Dec 2025; kept 12 months"),
    ]
    assert "Record, left on 1 Jun 2026; kept 6 years" not in str(line(desk, date(2032, 6, 1), "retention"))
    assert "Record, left on 1 Jun 2026; kept 6 years" in str(line(desk, date(2032, 6, 2), "retention"))
    set_policy(desk, {"keep_trainer_years": 7}, date(2026, 1, 1))
    assert "Record, left on 1 Jun 2026" not in str(line(desk, date(2032, 6, 2), "retention"))


def test_what_was_noted_at_an_observation_and_old_sessions_are_told(desk: Desk) -> None:
    add_observation(desk, "Nadia Farouk", "2024-11-02", "Continue", course="NEG", note="Kept to the plan.")
    add_observation(desk, "Denzil Barlow", "2024-11-02", "Continue", course="NEG")
    assert line(desk, date(2027, 11, 2), "retention") is None
    told = line(desk, date(2027, 11, 3), "retention")
    assert told is not None
    assert [(one.name, one.note) for one in told.about] == [
        ("Nadia Farouk", "What was noted at 1 observation, the first 2 Nov 2024; kept 3 years, then outcome and date")
    ]
    assert "1 session" not in str(line(desk, date(2034, 1, 12), "retention"))
    old = line(desk, date(2034, 1, 13), "retention")
    assert old is not None
    assert old.about[-1].note == "Held longer ago than the 7 years they are kept"
