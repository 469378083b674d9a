"""Attendance by agency: recorded, corrected, added up, and refused where the figures cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.small_pool import small_pool
from tests.operations.test_sessions import parts, the_one
from trainerpool.domain.attendance import FIELDS, Counts, totals, what_is_wrong
from trainerpool.host.clock import FixedClock
from trainerpool.operations import sessions as deeds
from trainerpool.operations.allocations import allocate_trainer, confirm_place
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.attendance import attendance, attendance_totals
from trainerpool.store.records import Attendance

NHS = {"agency": "Ellerdale NHS Trust", "booked": 7, "attended": 5, "left_early": 1, "no_show": 1, "substitute": 1}
POLICE = {
    "agency": "Northmoor Police",
    "booked": 4,
    "attended": 2,
    "cancelled_in_time": 1,
    "cancelled_late": 1,
    "unscheduled": 2,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def test_the_fields_are_the_table_s() -> None:
    assert set(FIELDS) <= set(Attendance.__table__.columns.keys())


def test_the_session_s_figures_add_up_from_the_agencies(desk: Desk) -> None:
    deeds.change_session(desk, "S1", booked=99, attended=98)
    deeds.record_attendance(desk, "S1", [NHS, POLICE, {"agency": None, "unscheduled": 1}])
    row = the_one(desk)
    rows = desk.ask(attendance, row.id)
    assert [one.agency for one in rows] == ["Ellerdale NHS Trust", "Northmoor Police", ""]
    whole = totals(one.counts for one in rows)
    assert (row.booked, row.attended) == (whole.booked, whole.in_the_room) == (11, 11)
    assert desk.ask(attendance_totals)[row.id] == whole
    with pytest.raises(Problem, match="by agency"):
        deeds.change_session(desk, "S1", attended=3)
    desk.clock = FixedClock.on(date(2027, 1, 12))
    with pytest.raises(Problem, match="by agency"):
        deeds.record_session_delivered(desk, "S1", attended=3)
    desk.undo()
    assert (the_one(desk).booked, the_one(desk).attended) == (99, 98)


def test_recording_again_replaces_and_empty_lines_go(desk: Desk) -> None:
    deeds.record_attendance(desk, "S1", [NHS, POLICE])
    deeds.record_attendance(desk, "S1", [{**NHS, "attended": 6, "no_show": 0}, {"agency": "Northmoor Police"}])
    [only] = desk.ask(attendance, the_one(desk).id)
    assert (only.counts.attended, only.counts.unaccounted) == (6, 0)


def test_delivered_with_attendance_is_one_deed(desk: Desk) -> None:
    allocate_trainer(desk, "S1", "Nadia Farouk", "lead")
    confirm_place(desk, "S1", "Nadia Farouk")
    with pytest.raises(Problem, match="not been held"):
        deeds.record_attendance(desk, "S1", [NHS], delivered=True)
    assert not desk.ask(attendance, the_one(desk).id)
    desk.clock = FixedClock.on(date(2027, 1, 12))
    deeds.record_attendance(desk, "S1", [NHS], delivered=True)
    assert (the_one(desk).status, the_one(desk).attended, the_one(desk).team[0].state) == ("delivered", 6, "delivered")
    desk.undo()
    assert (the_one(desk).status, the_one(desk).attended, the_one(desk).team[0].state) == ("planned", None, "confirmed")


@pytest.mark.parametrize(
    "row",
    [
        {**NHS, "attended": -1},
        {**NHS, "left_early": 6},
        {**NHS, "no_show": 2},
        {**NHS, "agency": "Nobody's"},
        {**NHS, "late": 2},
        {**NHS, "booked": "7"},
        {**NHS, "booked": True},
        "NHS",
    ],
)
def test_figures_that_cannot_be_change_nothing(desk: Desk, row: object) -> None:
    with pytest.raises(Problem):
        deeds.record_attendance(desk, "S1", [POLICE, row])  # type: ignore[list-item]
    assert not desk.ask(attendance, the_one(desk).id)


def test_an_agency_has_one_line(desk: Desk) -> None:
    with pytest.raises(Problem, match="twice"):
        deeds.record_attendance(desk, "S1", [NHS, NHS])


def test_more_accounted_for_than_booked_is_said_with_the_way_out() -> None:
    wrong = what_is_wrong(Counts(booked=1, attended=2))
    assert wrong == "2 are accounted for, but only 1 place was booked. Who came without a booking is unscheduled."
    assert not what_is_wrong(Counts(booked=5, attended=2, no_show=1))


def test_nothing_of_it_is_in_the_parts(desk: Desk) -> None:
    deeds.record_attendance(desk, "S1", [NHS])
    deeds.move_session(desk, "S1", parts("2027-01-13"))
    assert the_one(desk).booked == 7
