"""Lists ask the database as often for three rows as for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.operations import people, sessions
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import close_pool
from trainerpool.queries.agencies import agencies
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.courses import courses
from trainerpool.queries.people import people as people_rows
from trainerpool.queries.sessions import sessions as session_rows
from trainerpool.queries.staffing import staffing
from trainerpool.queries.standings import trainers
from trainerpool.queries.today import today_page
from trainerpool.queries.trail import trail

from datetime import date  # isort: skip

LISTS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "agencies": (agencies, (TODAY,)), "courses": (courses, ()), "people": (people_rows, (TODAY,)), "sessions": (session_rows, ()),
    "staffing": (staffing, (TODAY,)), "trainers": (trainers, (TODAY,)), "today": (today_page, (TODAY,)), "trail": (trail, ()),
    "allocation problem": (allocation_problem, (date(2027, 1, 1), date(2027, 3, 1), TODAY)),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LISTS))
def test_as_many_questions_for_more_rows(tmp_path: Path, name: str) -> None:
    desk = small_pool(tmp_path)
    query, args = LISTS[name]
    before = _questions(desk, query, args)
    for number in range(3):
        people.add_trainer(desk, "Another", f"Trainer{number}", "Northmoor Police")
        day = f"2027-02-0{number + 1}"
        sessions.add_session(desk, "NEG", [{"start": f"{day}T09:30", "end": f"{day}T12:30"}])
    assert _questions(desk, query, args) == before
    close_pool(desk)


def _questions(desk: Desk, query: Callable[..., Any], args: tuple[Any, ...]) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(desk.store.engine, "before_cursor_execute", note)
    desk.ask(query, *args)
    event.remove(desk.store.engine, "before_cursor_execute", note)
    return len(asked)
