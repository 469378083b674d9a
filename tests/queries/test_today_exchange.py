"""Today on other desks: calls that are not out, due or late, and carry files that nobody has answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.operations.carrying.desks import a_profile, hand, person_id, pool_with_offers, read, sent, session_id
from trainerpool.domain.standing import Meaning
from trainerpool.operations.allocations import respond
from trainerpool.operations.calls import record_call_written
from trainerpool.operations.carrying.taking_in import take_in_return
from trainerpool.operations.desk import Desk
from trainerpool.operations.desk_deeds.asking import answer_availability, call_for_availability
from trainerpool.operations.settings import set_policy
from trainerpool.queries.today import TodayRow, Urgency, today_page

NADIA, DENZIL, FEMI = "Nadia Farouk", "Denzil Barlow", "Femi Dacosta"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Desk]:
    desk = pool_with_offers(tmp_path / "pool")
    yield desk
    desk.store.close()


def line(pool: Desk, kind: str, on: date | None = None) -> TodayRow | None:
    rows = [row for row in pool.ask(today_page, on or pool.today).rows if row.kind == kind]
    assert len(rows) <= 1
    return rows[0] if rows else None


def test_a_call_is_said_until_it_is_out_again_when_it_is_due_and_when_it_is_late(pool: Desk) -> None:
    by = pool.today + timedelta(days=21)
    call = str(call_for_availability(pool, date(2027, 1, 11), date(2027, 3, 26), by).result)
    out = line(pool, "call")
    assert out is not None
    assert out.title == "A call for availability has not reached 3 people"
    assert (out.page, out.argument, out.fix) == ("calls", call, "Write to them")
    record_call_written(pool, call, [NADIA, DENZIL, FEMI])
    assert line(pool, "call") is None, "all were written to, and there is time"
    due = line(pool, "call", by - timedelta(days=7))
    assert due is not None
    assert (due.title, due.left, due.meaning) == (
        "3 people have not said when they are free",
        "7 days",
        Meaning.INFORMATION,
    )
    answer_availability(pool, call, NADIA)
    late = line(pool, "call", by + timedelta(days=3))
    assert late is not None
    assert (late.title, late.left, late.meaning) == (
        "2 people have not said when they are free",
        "3 days late",
        Meaning.ATTENTION,
    )
    assert {one.name for one in late.about} == {DENZIL, FEMI}
    for name in (DENZIL, FEMI):
        answer_availability(pool, call, name)
    assert line(pool, "call", by + timedelta(days=3)) is None


def test_a_carry_file_is_said_once_policy_waits_no_longer_and_no_more_when_it_is_answered(
    pool: Desk, tmp_path: Path
) -> None:
    nadia = a_profile(tmp_path / "nadia", NADIA)
    hand(pool, nadia, NADIA)
    soon, later = pool.today + timedelta(weeks=2), pool.today + timedelta(weeks=2, days=1)
    assert line(pool, "carried", soon) is None
    asked = line(pool, "carried", later)
    assert asked is not None
    assert (asked.title, asked.detail) == ("1 carry file is not answered", "Nadia Farouk.")
    assert (asked.page, asked.argument) == ("carry", person_id(pool, NADIA))
    assert asked.urgency is Urgency.COMING_UP
    set_policy(pool, {"carry_answer_weeks": 5})
    assert line(pool, "carried", later) is None, "so long policy waits"
    set_policy(pool, {})
    respond(nadia, session_id(nadia, "S1"), NADIA, accepted=True)
    take_in_return(pool, read(pool, sent(nadia), NADIA))
    nadia.store.close()
    assert line(pool, "carried", later) is None
