"""A trainer at their own desk declines one session, accepts another and is away; the pool takes it in, undoes it, and takes it in again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gui.screens.desks_seat import make_own_desk, own_seat, person_of, the_pool
from tests.gui.screens.seats import Seat
from trainerpool.operations.carrying.at_desk import open_return_file
from trainerpool.operations.carrying.taking_in import ReadReturn, take_in_return
from trainerpool.operations.pools import close_pool
from trainerpool.queries.availability import absences
from trainerpool.queries.desk_sessions import my_sessions
from trainerpool.queries.sessions import sessions


@pytest.fixture
def own(qapp, tmp_path: Path) -> Iterator[Seat]:
    """The window at Nadia's desk, with two answers wanted."""
    with pytest.MonkeyPatch.context() as patch:
        made = make_own_desk(tmp_path / "made", patch)
    yield from own_seat(made, tmp_path)


def test_what_was_done_at_the_desk_is_done_in_the_pool(own: Seat, tmp_path: Path) -> None:
    person, today = person_of(own), own.desk.today
    declined, accepted = own.desk.ask(my_sessions, person, today).asked
    page = own.go("my_sessions")
    page.list.choose(declined.id)
    page.do(page.list.current(), "decline")
    own.rest()
    box = page.form.form.controls["category"]
    box.setCurrentIndex(box.findText("Leave"))
    page.form.finish()
    own.rest()
    page.list.choose(accepted.id)
    page.do(page.list.current(), "accept")
    own.rest()
    away = own.go("my_availability")
    day = today + timedelta(days=190)
    away.year.form.show_days(day, day + timedelta(days=3))
    away.year.finish()
    own.rest()
    sending = own.go("send")
    own.answers.path = tmp_path / "back.tpreturn"
    sending.write()
    own.rest()

    pool = the_pool(tmp_path)
    read = open_return_file(pool, own.answers.path)
    assert isinstance(read, ReadReturn)

    def stands() -> tuple[str, str, bool]:
        states = {
            row.id: one.state for row in pool.ask(sessions, today) for one in row.team
            if one.person_id == person and row.id in (declined.id, accepted.id)
        }  # fmt: skip
        return states[declined.id], states[accepted.id], any(row.start == day for row in pool.ask(absences, person))

    before, after = ("offered", "offered", False), ("declined", "accepted", True)
    assert stands() == before
    take_in_return(pool, read)
    assert stands() == after
    pool.undo()
    assert stands() == before
    take_in_return(pool, open_return_file(pool, own.answers.path))
    assert stands() == after
    close_pool(pool)
