"""Moving a session and stepping in on one: what the rules say before anything is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trainerpool.operations import example
from trainerpool.operations.allocations import offer_to_trainer
from trainerpool.operations.availability import add_unavailability
from trainerpool.operations.sessions import add_session, cancel_session, move_session
from trainerpool.queries.moving import move_to
from trainerpool.queries.sessions import session, sessions
from trainerpool.queries.stepping_in import stepping_in

TODAY = example.EXAMPLE_DAY


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = example.make_example_pool(tmp_path_factory.mktemp("example"))
    yield made
    made.store.close()


@pytest.fixture
def staffed(desk):
    """A session with two trainers who are sure, and a venue."""
    return next(
        row
        for row in desk.ask(sessions, TODAY)
        if len(row.trainers) == 2
        and row.venue
        and not row.virtual
        and {one.state for one in row.trainers} == {"confirmed"}
    )


def free_weekday(desk, row):
    """A weekday in the same term against which nothing speaks."""
    days = (row.first_date + timedelta(days=number) for number in range(1, 14))
    return next(day for day in days if not desk.ask(move_to, row.id, day, TODAY).against)


def test_parts_keep_their_distance_and_times(desk, staffed):
    found = desk.ask(move_to, staffed.id, staffed.first_date + timedelta(days=7), TODAY)
    assert [(day, start, end) for day, start, end in found.parts] == [
        ((date.fromisoformat(part.date) + timedelta(days=7)).isoformat(), part.start, part.end)
        for part in staffed.parts
    ]
    assert (found.to, found.places) == (staffed.first_date + timedelta(days=7), 2)


def test_what_the_parts_say_is_what_the_move_writes(desk, staffed):
    to = free_weekday(desk, staffed)
    move_session(desk, staffed.id, desk.ask(move_to, staffed.id, to, TODAY).as_parts())
    assert desk.ask(session, staffed.id).first_date == to
    desk.undo()


def test_days_off_are_named(desk, staffed):
    saturday = staffed.first_date + timedelta(days=5 - staffed.first_date.weekday())
    assert desk.ask(move_to, staffed.id, saturday, TODAY).against[0].endswith("is a weekend day.")
    [closed] = [one for one in desk.ask(move_to, staffed.id, date(2026, 12, 29), TODAY).against if "Christmas" in one]
    assert closed == "Tue 29 Dec 2026 is Christmas closure."


def test_somebody_away_on_that_day_is_named_and_counted_out(desk, staffed):
    to = free_weekday(desk, staffed)
    away = staffed.trainers[0]
    add_unavailability(desk, away.person_id, to, to)
    found = desk.ask(move_to, staffed.id, to, TODAY)
    assert found.left == 1
    assert any(one.startswith(f"{away.name}: ") and "away" in one for one in found.against)
    assert found.against[-1] == "1 trainer of 2 would be left."
    desk.undo()


def test_a_venue_taken_at_that_time_is_said_with_the_course_and_times(desk, staffed):
    to = free_weekday(desk, staffed)
    part = staffed.parts[0]
    added = add_session(
        desk, staffed.course.id, [{"start": f"{to}T{part.start}", "end": f"{to}T{part.end}"}], venue=staffed.venue
    ).record
    taken = f"{staffed.venue} is taken by {staffed.short_name}, {part.start} to {part.end}."
    assert taken in desk.ask(move_to, staffed.id, to, TODAY).against
    cancel_session(desk, added)
    assert taken not in desk.ask(move_to, staffed.id, to, TODAY).against
    desk.undo()
    desk.undo()


def test_a_session_that_is_gone_cannot_be_moved_or_joined(desk):
    assert desk.ask(move_to, "nobody", TODAY, TODAY) is None
    assert desk.ask(stepping_in, "nobody", TODAY) is None


def test_whoever_could_step_in_is_not_on_it_and_can_be_offered_it(desk):
    row = next(one for one in desk.ask(sessions, TODAY) if len(one.trainers) == 1)
    found = desk.ask(stepping_in, row.id, TODAY)
    on_it = {one.person_id for one in row.trainers}
    assert not on_it & {one.person_id for one in found.helpers}
    assert len(found.helpers) <= found.could
    order = ["eligible", "warning", "override"]
    states = [order.index(one.state) for one in found.helpers]
    assert states == sorted(states)
    first = found.helpers[0]
    offer_to_trainer(desk, row.id, first.person_id)
    after = desk.ask(stepping_in, row.id, TODAY)
    assert first.person_id not in {one.person_id for one in after.helpers}
    assert after.staffing.filled == found.staffing.filled + 1
    desk.undo()


def test_what_the_rules_say_of_the_team_names_whom(desk, staffed):
    away = staffed.trainers[0]
    add_unavailability(desk, away.person_id, staffed.first_date, staffed.first_date)
    assert any(one.startswith(f"{away.name}: ") for one in desk.ask(stepping_in, staffed.id, TODAY).team_findings)
    desk.undo()


def test_a_cancelled_session_offers_nobody(desk, staffed):
    cancel_session(desk, staffed.id)
    found = desk.ask(stepping_in, staffed.id, TODAY)
    assert (found.helpers, found.could) == ((), 0)
    desk.undo()
