"""Pool health: the figures against the standings they come from, what makes a course thin, and whom a briefing would help."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY, a_pool
from tests.operations.small_pool import small_pool
from trainerpool.domain.standing import Meaning
from trainerpool.operations import example
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.courses import add_course
from trainerpool.operations.evidence import add_evidence
from trainerpool.operations.people import add_trainer
from trainerpool.operations.sessions import add_session
from trainerpool.operations.settings import add_term
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.pool_health import PoolHealth, pool_health
from trainerpool.queries.pool_thinness import ATTENTION_EACH, STOP_EACH, CourseHealth
from trainerpool.queries.sessions import sessions
from trainerpool.queries.standings import trainers


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The example's desk and its health on the example's day."""
    desk = example.make_example_pool(tmp_path_factory.mktemp("example"))
    yield desk, desk.ask(pool_health, desk.today)
    desk.store.close()


@pytest.fixture
def desk(tmp_path: Path):
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def course(health: PoolHealth, called: str) -> CourseHealth:
    return next(one for one in health.courses if one.called == called)


def test_each_cell_holds_whom_the_standings_of_the_day_let_deliver(shown):
    desk, health = shown
    rows = desk.ask(trainers, desk.today)
    for agency in health.agencies:
        for key in courses_of(desk):
            expected = {
                row.id
                for row in rows
                if row.standing.may_deliver and key in row.standing.courses and row.person.agency_id == agency.id
            }
            assert set(agency.by_course.get(key, ())) == expected
    able = {row.id for row in rows if row.standing.may_deliver}
    assert set(health.able) == able
    assert sum(len(agency.people) for agency in health.agencies) == len(able)
    for one in health.courses:
        assert sum(len(agency.by_course.get(one.id, ())) for agency in health.agencies) == len(one.people)


def courses_of(desk) -> list[str]:
    return list(desk.ask(courses_by_id))


def test_standings_stages_and_deliveries_count_everybody_once(shown):
    desk, health = shown
    rows = [row for row in desk.ask(trainers, desk.today) if row.standing.state.value != "alumni"]
    assert sum(len(group.people) for group in health.standings) == health.present == len(rows)
    candidates = {row.id for row in rows if row.standing.state.value == "candidate"}
    assert {key for group in health.stages for key in group.people} == candidates
    assert sum(len(group.people) for group in health.spread) == len(health.able)
    assert health.deliveries == sum(agency.deliveries for agency in health.agencies) > 0


def test_the_months_hold_each_end_of_the_year_that_follows(shown):
    desk, health = shown
    assert health.ends[0].start == date(2026, 12, 1)  # nothing more ends in November
    assert health.ends[-1].start == date(2027, 11, 1)
    assert len(health.ends) == 12
    february = next(month for month in health.ends if month.start == date(2027, 2, 1))
    rows = {row.id: row.standing for row in desk.ask(trainers, desk.today)}
    assert february.approvals
    assert all(rows[key].approved_until.strftime("%Y-%m") == "2027-02" for key in february.approvals)
    assert all(rows[key].agreement_until.strftime("%Y-%m") == "2027-02" for key in february.agreements)


def test_places_are_those_of_the_sessions_of_the_next_term(shown):
    desk, health = shown
    assert (health.start, health.end, health.horizon) == (date(2027, 1, 11), date(2027, 3, 26), "Jan to Mar")
    asked = {row.id for row in desk.ask(sessions, health.start, health.end) if row.status == "planned"}
    assert {line.id for one in health.courses for line in one.sessions} <= asked
    assert health.places == sum(one.places for one in health.courses)


def test_another_day_is_another_answer(shown):
    desk, health = shown
    later = desk.ask(pool_health, date(2027, 9, 1))
    assert later.on == date(2027, 9, 1)
    assert len(later.able) < len(health.able)


def test_a_course_is_thin_by_its_places_for_each_trainer_and_says_so(desk):
    add_term(desk, "Spring", date(2027, 1, 4), date(2027, 3, 26))
    alone = course(desk.ask(pool_health, TODAY), "NEG")
    assert (len(alone.people), alone.places) == (2, 2)
    assert alone.each == 1.0
    assert ATTENTION_EACH < alone.each < STOP_EACH
    assert alone.word == "Thin: 1.0 places each"
    assert "2 trainers, 2 places from Jan to Mar" in [reason.text for reason in alone.reasons]
    add_session(desk, "NEG", [{"start": "2027-02-02T09:30", "end": "2027-02-02T12:30"}], max_learners=20)
    twice = course(desk.ask(pool_health, TODAY), "NEG")
    assert (twice.each, twice.meaning) == (2.0, Meaning.STOP)
    for given in ("Ada", "Bea", "Cyn"):
        add_agency(desk, f"{given} Trust")
        add_trainer(desk, given, "Moor", f"{given} Trust")
        add_evidence(desk, f"{given} Moor", "transferred_approval", "2025-03-16")
        add_evidence(desk, f"{given} Moor", "transferred_approval", "2025-03-16", course="NEG")
    enough = course(desk.ask(pool_health, TODAY), "NEG")
    assert (enough.each, enough.meaning, enough.word) == (0.8, None, "Enough")


def test_few_agencies_are_a_reason_of_their_own(desk):
    add_term(desk, "Spring", date(2027, 1, 4), date(2027, 3, 26))
    found = course(desk.ask(pool_health, TODAY), "NEG")
    said = next(reason for reason in found.reasons if reason.text.startswith("Only"))
    assert said.text == "Only 2 agencies carry it"
    assert said.detail.endswith("could not release, 1 remains, too few for a pair.")
    assert said.meaning is Meaning.STOP


def test_a_course_nobody_may_deliver_is_thin_once_it_is_asked_for(desk):
    add_term(desk, "Spring", date(2027, 1, 4), date(2027, 3, 26))
    add_course(desk, "MCA", "Mental Capacity in Practice", minutes=180)
    assert course(desk.ask(pool_health, TODAY), "MCA").meaning is None
    add_session(desk, "MCA", [{"start": "2027-02-02T09:30", "end": "2027-02-02T12:30"}], max_learners=20)
    found = course(desk.ask(pool_health, TODAY), "MCA")
    assert (found.meaning, found.word, found.each) == (Meaning.STOP, "Nobody may deliver it", None)
    assert {helper.name for helper in found.helpers} == {"Nadia Farouk", "Denzil Barlow"}


def test_who_has_begun_a_course_is_the_nearest_to_it(desk):
    add_term(desk, "Spring", date(2027, 1, 4), date(2027, 3, 26))
    add_course(desk, "MCA", "Mental Capacity in Practice", minutes=180)
    add_session(desk, "MCA", [{"start": "2027-02-02T09:30", "end": "2027-02-02T12:30"}], max_learners=20)
    add_evidence(desk, "Nadia Farouk", "course_briefing", "2026-11-02", course="MCA")
    first, second = course(desk.ask(pool_health, TODAY), "MCA").helpers
    assert (first.name, first.begun, first.why) == ("Nadia Farouk", True, "Begun; co-delivery still to come.")
    assert (second.name, second.begun) == ("Denzil Barlow", False)


def test_without_terms_the_three_whole_months_to_come_are_looked_at(tmp_path):
    empty = a_pool(tmp_path)
    health = empty.ask(pool_health, TODAY)
    assert (health.start, health.end, health.horizon) == (date(2026, 12, 1), date(2027, 2, 28), "Dec to Feb")
    assert (health.present, health.agencies, health.courses, health.places) == (0, (), (), 0)
    empty.store.close()
