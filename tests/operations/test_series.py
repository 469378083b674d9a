"""Series: several sessions made, moved and cancelled as one; a term's sessions made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.small_pool import small_pool
from tests.operations.test_sessions import parts
from trainerpool.operations import sessions as deeds
from trainerpool.operations.desk import Desk
from trainerpool.problem import Problem
from trainerpool.queries.sessions import SessionRow, sessions

DAYS = ["2027-02-02", "2027-02-09", "2027-02-16"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    deeds.add_series(made, "NEG", [parts(day) for day in reversed(DAYS)], venue="Moor Hall", max_learners=16)
    yield made
    made.store.close()


def of_series(desk: Desk) -> list[SessionRow]:
    return [row for row in desk.ask(sessions) if row.series]


def test_a_series_is_one_deed_and_one_undo(desk: Desk) -> None:
    assert [row.parts[0].date for row in of_series(desk)] == DAYS
    assert {(row.series, row.venue, row.max_learners) for row in of_series(desk)} == {
        ("Neglect from 2 Feb 2027", "Moor Hall", 16)
    }
    assert desk.undo().name.endswith("Add 3 sessions of Neglect from 2 Feb 2027")
    assert not of_series(desk)


def test_two_series_are_told_apart(desk: Desk) -> None:
    deeds.add_series(desk, "NEG", [parts("2027-02-02", "13:30", "16:30"), parts("2027-02-09", "13:30", "16:30")])
    assert {row.series for row in of_series(desk)} == {"Neglect from 2 Feb 2027", "Neglect from 2 Feb 2027 (2)"}


def test_this_and_the_later_ones_move_by_as_much(desk: Desk) -> None:
    second = of_series(desk)[1]
    deeds.move_series(desk, second.id, 1)
    assert [row.parts[0].date for row in of_series(desk)] == ["2027-02-02", "2027-02-10", "2027-02-17"]
    deeds.move_series(desk, second.id, -7, later_only=False)
    assert [row.parts[0].date for row in of_series(desk)] == ["2027-01-26", "2027-02-03", "2027-02-10"]


def test_what_is_cancelled_already_stays_where_it_is(desk: Desk) -> None:
    first, second, third = of_series(desk)
    deeds.cancel_session(desk, second.id)
    deeds.move_series(desk, first.id, 1)
    assert [row.parts[0].date for row in of_series(desk)] == ["2027-02-03", "2027-02-09", "2027-02-17"]
    deeds.cancel_series(desk, third.id, "No room")
    by_id = {row.id: row for row in of_series(desk)}
    assert [by_id[one.id].status for one in (first, second, third)] == ["planned", "cancelled", "cancelled"]
    assert by_id[third.id].notes == "No room"


def test_a_session_of_no_series_is_refused(desk: Desk) -> None:
    with pytest.raises(Problem, match="no series"):
        deeds.move_series(desk, "S1", 7)


def test_copies_keep_together_what_was_a_series(desk: Desk) -> None:
    copies = [
        {"session": row.id, "parts": parts(f"2027-05-{number:02}")} for number, row in enumerate(of_series(desk), 4)
    ]
    copies.append({"session": "S1", "parts": parts("2027-05-11")})
    done = deeds.duplicate_sessions(desk, copies, "Duplicate Spring to Summer")
    assert done.name == "Duplicate Spring to Summer"
    made = [row for row in desk.ask(sessions) if row.parts[0].date >= "2027-05"]
    assert [row.series for row in made] == ["Neglect from 4 May 2027"] * 3 + [""]
    desk.undo()
    assert not [row for row in desk.ask(sessions) if row.parts[0].date >= "2027-05"]


@pytest.mark.parametrize(
    "copies", [[], [{"session": "S1"}], ["S1"], [{"session": "nobody", "parts": parts("2027-05-11")}]]
)
def test_copies_that_make_no_sense_change_nothing(desk: Desk, copies: list[object]) -> None:
    before = len(desk.ask(sessions))
    with pytest.raises(Problem):
        deeds.duplicate_sessions(desk, copies)  # type: ignore[arg-type]
    assert len(desk.ask(sessions)) == before
