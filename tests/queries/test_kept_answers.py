"""What is kept between questions about who may deliver is never other than a fresh answer, whatever deed came between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from trainerpool.allocation.rules import BLOCKED, cell
from trainerpool.operations import example
from trainerpool.operations.allocations import release_trainer
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.desk import Desk
from trainerpool.queries.allocation_problem import allocation_problem
from trainerpool.queries.broken_places import broken_places, broken_soon, waiting_places
from trainerpool.queries.sessions import SessionRow, sessions
from trainerpool.queries.stepping_in import stepping_in
from trainerpool.queries.today import not_allowed
from trainerpool.store.derived import Derived

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = example.make_example_pool(tmp_path)
    yield made
    made.store.close()


def coming(desk: Desk) -> list[SessionRow]:
    return [one for one in desk.ask(sessions, TODAY) if one.status == "planned" and len(one.parts[0].date) == 10]


def fresh(desk: Desk) -> tuple[object, ...]:
    """The same questions asked of a store that remembers nothing."""
    kept, desk.store.derived = desk.store.derived, Derived()
    try:
        return asked(desk)
    finally:
        desk.store.derived = kept


def asked(desk: Desk) -> tuple[object, ...]:
    problem, broken = desk.ask(broken_soon, TODAY)
    return desk.ask(waiting_places, TODAY), desk.ask(not_allowed, TODAY), broken, problem.instance.trainers


def test_after_every_deed_the_kept_answer_is_the_fresh_one(desk: Desk) -> None:
    near = next(one for one in coming(desk) if one.trainers and one.first_date > TODAY)
    who = near.trainers[0]
    before = asked(desk)
    assert before == fresh(desk)
    add_unavailability(desk, who.person_id, near.first_date, near.first_date + timedelta(days=1))
    away = asked(desk)
    assert away == fresh(desk) != before
    desk.undo()
    assert asked(desk) == fresh(desk) == before
    release_trainer(desk, near.id, who.person_id)
    assert asked(desk) == fresh(desk)


def test_who_could_step_in_is_everybody_the_rules_let(desk: Desk) -> None:
    for row in coming(desk)[:12]:
        found = desk.ask(stepping_in, row.id, TODAY)
        assert found is not None
        problem = desk.ask(allocation_problem, row.first_date, row.first_date, TODAY, (row.id,))
        on_it = {one.person_id for one in row.trainers}
        states = {
            one.id: cell(problem.instance, one.id, row.id, problem.standing_plan, problem.profile).state
            for one in problem.instance.trainers
            if one.id not in on_it
        }
        assert found.could == sum(state != BLOCKED for state in states.values())
        assert {one.person_id: one.state for one in found.helpers}.items() <= states.items()
        assert found.blocked == sum(
            states.get(key) == BLOCKED for key, person in problem.trainers.items() if person.role == "trainer"
        )


def test_places_that_came_undone_are_those_of_the_problem(desk: Desk) -> None:
    problem, broken = desk.ask(broken_soon, TODAY)
    assert broken == broken_places(problem, TODAY)
