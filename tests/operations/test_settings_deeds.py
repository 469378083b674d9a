"""Agencies, courses, venues, days and policies: changed, merged, taken apart and put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.small_pool import small_pool
from trainerpool.domain.policy import policy_on
from trainerpool.operations import agencies, courses, evidence, people, sessions, settings, venues
from trainerpool.operations.desk import Desk
from trainerpool.operations.short_names import SHORT_NAME_LETTERS, short_name_of
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies as all_agencies
from trainerpool.queries.agencies import agency_page, people_of_agency
from trainerpool.queries.courses import course_use
from trainerpool.queries.courses import courses as all_courses
from trainerpool.queries.sessions import sessions as all_sessions
from trainerpool.queries.settings import closed_days, half_terms, policies, sessions_on_days, terms
from trainerpool.queries.standings import trainers
from trainerpool.queries.venues import sessions_at_venue
from trainerpool.queries.venues import venues as all_venues


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    yield made
    made.store.close()


def agency(desk: Desk, name: str) -> str:
    return next(row.id for row in desk.ask(all_agencies, desk.today, merged=True) if row.name == name)


def members(desk: Desk, name: str) -> list[str]:
    return [who for _, who in desk.ask(people_of_agency, agency(desk, name), desk.today)]


# Agencies


def test_a_renamed_agency_is_found_by_its_former_name_which_is_dated(desk):
    agencies.rename_agency(desk, "Northmoor Police", "Northmoor Constabulary")
    agencies.set_agency_short_name(desk, "northmoor police", "Police")
    page = desk.ask(agency_page, agency(desk, "Northmoor Constabulary"), desk.today)
    assert page.row.short_name == "Police"
    assert [(one.text, one.grade, one.since) for one in page.aliases] == [
        ("Northmoor Police", "former name", desk.today)
    ]
    agencies.rename_agency(desk, "Northmoor Constabulary", "Northmoor Police")
    page = desk.ask(agency_page, agency(desk, "Northmoor Police"), desk.today)
    assert [one.text for one in page.aliases] == ["Northmoor Constabulary"]


def test_two_agencies_cannot_be_written_the_same_way(desk):
    agencies.add_agency_alias(desk, "Northmoor Police", "The Police")
    for deed in (agencies.add_agency, lambda d, name: agencies.rename_agency(d, "Ellerdale NHS Trust", name)):
        with pytest.raises(Problem, match="another spelling of Northmoor Police"):
            deed(desk, "the police")
    agencies.remove_agency_alias(desk, "Northmoor Police", "the police")
    agencies.add_agency(desk, "The Police")


def test_a_merge_is_taken_apart_long_after_with_who_came_later_left_where_they_are(desk):
    agencies.add_agency_alias(desk, "Northmoor Police", "NP")
    agencies.merge_agencies(desk, "Northmoor Police", "Ellerdale NHS Trust")
    people.add_trainer(desk, "Yusra", "Kemble", "Northmoor Police")
    assert members(desk, "Ellerdale NHS Trust") == ["Denzil Barlow", "Femi Dacosta", "Nadia Farouk", "Yusra Kemble"]
    page = desk.ask(agency_page, agency(desk, "Ellerdale NHS Trust"), desk.today)
    assert [(one.name, one.people, one.since) for one in page.merged] == [("Northmoor Police", 2, desk.today)]
    agencies.split_agency(desk, "Northmoor Police")
    assert members(desk, "Northmoor Police") == ["Denzil Barlow", "Femi Dacosta"]
    assert members(desk, "Ellerdale NHS Trust") == ["Nadia Farouk", "Yusra Kemble"]
    page = desk.ask(agency_page, agency(desk, "Northmoor Police"), desk.today)
    assert [one.text for one in page.aliases] == ["NP"]
    assert page.row.merged_into_id is None
    with pytest.raises(Problem, match="has been merged"):
        agencies.split_agency(desk, "Northmoor Police")


@pytest.mark.parametrize("first", ["Northmoor Police", "Rowan Network"])
def test_a_merge_of_a_merge_comes_apart_in_either_order(desk, first):
    agencies.add_agency(desk, "Rowan Network")
    people.add_trainer(desk, "Lilla", "Szabo", "Rowan Network")
    agencies.merge_agencies(desk, "Northmoor Police", "Rowan Network")
    agencies.merge_agencies(desk, "Rowan Network", "Ellerdale NHS Trust")
    assert len(members(desk, "Ellerdale NHS Trust")) == 4
    agencies.split_agency(desk, first)
    if first == "Rowan Network":
        assert members(desk, "Rowan Network") == ["Denzil Barlow", "Femi Dacosta", "Lilla Szabo"]
    agencies.split_agency(desk, "Rowan Network" if first == "Northmoor Police" else "Northmoor Police")
    assert members(desk, "Northmoor Police") == ["Denzil Barlow", "Femi Dacosta"]
    assert members(desk, "Rowan Network") == ["Lilla Szabo"]
    assert members(desk, "Ellerdale NHS Trust") == ["Nadia Farouk"]


def test_a_spelling_split_off_takes_its_people_and_undo_brings_them_back(desk):
    agencies.add_agency_alias(desk, "Northmoor Police", "Moor Transport Police")
    done = agencies.split_agency_alias(desk, "Northmoor Police", "Moor Transport Police", ["Femi Dacosta"])
    assert members(desk, "Moor Transport Police") == ["Femi Dacosta"]
    assert done.name == "Split Moor Transport Police off Northmoor Police"
    desk.undo()
    assert members(desk, "Northmoor Police") == ["Denzil Barlow", "Femi Dacosta"]


# Courses


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Mental Capacity in Practice", "MCA Practice"),
        ("Domestic Abuse and Children", "Dom. Abuse"),
        ("Professional Curiosity and Challenge", "Curiosity"),
        ("Self-neglect and Hoarding", "Self-neglect"),
        ("Working Together Core Day", "Core Day"),
        ("Safeguarding Children Level 3", "Children L3"),
        ("Neglect: Recognising and Responding", "Neglect"),
        ("Introduction to Trauma Informed Practice", "Trauma"),
        ("Disproportionality", "Disproport."),
        ("Prevent", "Prevent"),
    ],
)
def test_a_short_name_is_what_people_would_write(title, short):
    assert short_name_of(title) == short
    other = short_name_of(title, [short])
    assert other != short
    assert 0 < len(other) <= SHORT_NAME_LETTERS


def test_a_course_is_described_retired_and_emptied_where_it_may_be(desk):
    courses.change_course(desk, "NEG", tier="Advanced", audience="Social workers", max_learners=20)
    courses.retire_course(desk, "NEG")
    course = desk.ask(all_courses)[0]
    assert (course.tier, course.audience, course.max_learners, course.active) == (
        "Advanced",
        "Social workers",
        20,
        False,
    )
    courses.change_course(desk, "NEG", clear=["tier", "max_learners"], active=True)
    course = desk.ask(all_courses)[0]
    assert (course.tier, course.audience, course.max_learners, course.active) == ("", "Social workers", None, True)
    with pytest.raises(Problem, match="cannot be empty"):
        courses.change_course(desk, "NEG", clear=["title"])


def test_two_courses_cannot_have_one_code(desk):
    courses.add_course(desk, "HID", "Hidden Harm")
    with pytest.raises(Problem, match="code neg"):
        courses.change_course(desk, "HID", code="neg")


def test_merged_courses_keep_sessions_evidence_and_names_and_undo_parts_them(desk):
    courses.add_course(desk, "N1", "Neglect basics")
    evidence.add_evidence(desk, "Nadia Farouk", "delivery", "2026-10-01", course="N1")
    parts = [{"start": "2027-02-02T09:30", "end": "2027-02-02T12:30"}]
    sessions.add_session(desk, "N1", parts)
    old = next(row for row in desk.ask(all_courses) if row.code == "N1")
    courses.merge_courses(desk, "N1", "NEG")
    (left,) = desk.ask(all_courses)
    assert set(left.aliases) == {"Neglect basics", "N1"}
    use = desk.ask(course_use, left.id, "2026-11-21")
    assert (use.sessions, use.coming) == (2, 2)
    assert not desk.ask(course_use, old.id, "2026-11-21").is_used
    desk.undo()
    assert desk.ask(course_use, old.id, "2026-11-21").is_used
    assert {row.code for row in desk.ask(all_courses)} == {"NEG", "N1"}


# Venues


def test_a_venue_knows_its_sessions_and_one_in_use_is_not_taken_out(desk):
    (row,) = desk.ask(all_venues, desk.today)
    assert (row.name, row.sessions, row.coming, row.next_on) == ("Fellgate Centre", 1, 1, "2027-01-12")
    venues.change_venue(desk, "fellgate centre", postcode="nm48du", capacity=24, access="Ramp at the back")
    with pytest.raises(Problem, match="Sessions are held"):
        venues.remove_venue(desk, "Fellgate Centre")
    venues.change_venue(desk, "Fellgate Centre", active=False, clear=["access"])
    (row,) = desk.ask(all_venues, desk.today)
    assert (row.postcode, row.capacity, row.access, row.active) == ("NM4 8DU", 24, "", False)


def test_two_spellings_of_a_venue_become_one(desk):
    venues.add_venue(desk, "The Fellgate Ctr", zone="North")
    parts = [{"start": "2027-02-02T09:30", "end": "2027-02-02T12:30"}]
    sessions.add_session(desk, "NEG", parts, venue="The Fellgate Ctr")
    venues.merge_venues(desk, "The Fellgate Ctr", "Fellgate Centre")
    (row,) = desk.ask(all_venues, desk.today)
    assert (row.name, row.sessions, row.zone) == ("Fellgate Centre", 2, "North")
    held = desk.ask(sessions_at_venue, row.id, desk.today)
    assert [one.first_date for one in held] == ["2027-01-12", "2027-02-02"]
    assert {one.venue for one in desk.ask(all_sessions, desk.today)} == {"Fellgate Centre"}


# Days and policies


def test_terms_half_terms_and_closed_days_are_changed_and_taken_out(desk):
    settings.add_term(desk, "Spring", date(2027, 1, 4), date(2027, 3, 26))
    settings.change_term(desk, "spring", name="Spring 2027", from_=date(2027, 1, 11))
    assert [(row.name, row.start) for row in desk.ask(terms)] == [("Spring 2027", date(2027, 1, 11))]
    with pytest.raises(Problem, match="ends after it begins"):
        settings.change_term(desk, "Spring 2027", to=date(2027, 1, 1))
    settings.add_half_term(desk, "February 2027", date(2027, 2, 15), date(2027, 2, 19))
    settings.change_term(desk, "february 2027", from_=date(2027, 2, 8), to=date(2027, 2, 12))
    assert [row.start for row in desk.ask(half_terms)] == [date(2027, 2, 8)]
    assert [row.name for row in desk.ask(terms)] == ["Spring 2027"]  # a half-term is no term
    settings.remove_term(desk, "February 2027")
    settings.add_closed_day(desk, date(2027, 5, 3), "Staff day")
    settings.change_closed_day(desk, "Staff day", to=date(2027, 5, 4))
    assert [(row.start, row.end) for row in desk.ask(closed_days)] == [(date(2027, 5, 3), date(2027, 5, 4))]
    settings.remove_closed_day(desk, "Staff day")
    settings.remove_term(desk, "Spring 2027")
    assert (desk.ask(terms), desk.ask(half_terms), desk.ask(closed_days)) == ((), (), ())


def test_the_sessions_on_a_day_are_those_not_cancelled(desk):
    (one,) = desk.ask(sessions_on_days, date(2027, 1, 11), date(2027, 1, 12))
    assert one.day == date(2027, 1, 12)
    assert desk.ask(sessions_on_days, date(2027, 1, 13), date(2027, 1, 31)) == ()


def test_only_a_policy_not_yet_in_force_is_withdrawn(desk):
    settings.set_policy(desk, {"cap_week": 2}, from_=desk.today)
    settings.set_policy(desk, {"cap_week": 3}, from_=date(2027, 4, 1))
    with pytest.raises(Problem, match="is in force"):
        settings.withdraw_policy(desk, desk.today)
    settings.withdraw_policy(desk, date(2027, 4, 1))
    assert policy_on(desk.ask(policies), date(2028, 1, 1)).cap_week == 2
    assert desk.ask(trainers, desk.today)
