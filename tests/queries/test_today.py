"""The lines of Today against a small pool: which there are, how urgent, by the working days of policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import DAY, small_pool
from trainerpool.domain.standing import Meaning
from trainerpool.domain.working_days import WorkingDays
from trainerpool.operations import evidence, materials, settings
from trainerpool.operations.allocations import allocate_trainer, offer_place, respond
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.queries.settings import working_days
from trainerpool.queries.today import TodayRow, Urgency, today_page

STARTS = date.fromisoformat(DAY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    close_pool(made)


def lines(desk: Desk, on: date) -> dict[str, TodayRow]:
    return {row.kind: row for row in desk.ask(today_page, on).rows}


def day_before(days: WorkingDays, number: int) -> date:
    """The last day on which so many working days are left before the session."""
    on = STARTS
    while days.between(on, STARTS) < number:
        on -= timedelta(days=1)
    return on


@pytest.mark.parametrize(
    ("left", "urgency", "meaning"),
    [(31, None, None), (30, Urgency.THIS_WEEK, Meaning.ATTENTION), (11, Urgency.THIS_WEEK, Meaning.ATTENTION),
     (10, Urgency.CANNOT_WAIT, Meaning.STOP), (1, Urgency.CANNOT_WAIT, Meaning.STOP)],
)  # fmt: skip
def test_a_session_short_of_trainers_is_amber_inside_30_working_days_and_red_inside_10(desk, left, urgency, meaning):
    on = day_before(desk.ask(working_days), left)
    found = lines(desk, on).get("short")
    if urgency is None:
        assert found is None
        return
    assert found is not None
    assert (found.urgency, found.meaning) == (urgency, meaning)
    assert found.left == ("1 working day" if left == 1 else f"{left} working days")


def test_the_numbers_are_those_of_the_policy(desk):
    settings.set_policy(desk, {"confirm_amber_working_days": 12, "confirm_red_working_days": 3})
    days = desk.ask(working_days)
    assert "short" not in lines(desk, day_before(days, 13))
    assert lines(desk, day_before(days, 10))["short"].urgency is Urgency.THIS_WEEK


def test_somebody_who_declined_is_told_of_however_far_ahead_it_is(desk):
    session = desk.ask(today_page, STARTS - timedelta(days=1)).rows[0].argument
    allocate_trainer(desk, str(session), "Nadia Farouk", "lead")
    offer_place(desk, str(session), "Nadia Farouk")
    assert "short" not in lines(desk, TODAY)
    respond(desk, str(session), "Nadia Farouk", accepted=False)
    found = lines(desk, TODAY)["short"]
    assert (found.urgency, found.detail) == (Urgency.COMING_UP, "Nadia Farouk has declined.")


def test_an_offer_is_unanswered_after_the_day_it_asks_for(desk):
    session = desk.ask(today_page, STARTS - timedelta(days=1)).rows[0].argument
    allocate_trainer(desk, str(session), "Nadia Farouk", "lead")
    offer_place(desk, str(session), "Nadia Farouk")
    days = desk.ask(working_days)
    assert "unanswered" not in lines(desk, days.add(TODAY, 5))
    found = lines(desk, days.add(TODAY, 6))["unanswered"]
    assert found.detail == "Nadia Farouk."
    assert found.about[0].note.startswith("Nadia Farouk, offered ")
    assert "unanswered" not in lines(desk, STARTS + timedelta(days=1))


def test_material_is_told_of_30_days_before_its_review_and_after_it(desk):
    materials.add_material_version(
        desk, "NEG", "3.1", author="A. Writer", approved_by="B. Reader", approved_on=date(2026, 1, 5), review_due=date(2027, 1, 4)
    )  # fmt: skip
    assert "material" not in lines(desk, date(2026, 12, 4))
    before = lines(desk, date(2026, 12, 5))["material"]
    assert (before.urgency, before.left) == (Urgency.COMING_UP, "30 days")
    assert before.detail == "1 session planned after it."
    past = lines(desk, date(2027, 1, 6))["material"]
    assert (past.meaning, past.left) == (Meaning.STOP, "2 days late")
    assert "past its review date" in past.title


def test_an_approval_by_sign_off_is_told_of_60_days_before_it_ends(desk):
    evidence.add_evidence(desk, "Nadia Farouk", "release_agreement", "2026-12-01")
    evidence.add_evidence(desk, "Nadia Farouk", "hold", "2026-11-02", until=date(2026, 12, 20))
    assert "holds" in lines(desk, date(2026, 11, 25))
    assert "holds" not in lines(desk, date(2026, 11, 10))
    waiting = lines(desk, TODAY)["transferred"]
    assert waiting.title.startswith("1 trainer approved on transfer")


def test_with_nothing_waiting_the_page_says_what_comes_next(desk):
    page = desk.ask(today_page, TODAY)
    for row in page.rows:
        settings.snooze(desk, row.subject, TODAY + timedelta(days=30), "Later", int(row.urgency))
    clear = desk.ask(today_page, TODAY)
    assert not clear.rows
    assert clear.put_off == len(page.rows)
    assert clear.ahead[0].name
    assert any(one.name.startswith("Next session") for one in clear.ahead)
