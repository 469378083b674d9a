"""What would be made before it is made: series, a term from another, one session again, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.operations.small_pool import small_pool
from trainerpool.operations.courses import add_course
from trainerpool.operations.desk import Desk
from trainerpool.operations.materials import add_material_version
from trainerpool.operations.sessions import add_series, add_session, cancel_session, duplicate_sessions
from trainerpool.operations.settings import add_closed_day, add_term
from trainerpool.queries.courses import courses
from trainerpool.queries.day_checks import session_warnings
from trainerpool.queries.planning import PlannedRow, SeriesWish, copy_to, series_move, series_plan, term_copy
from trainerpool.queries.sessions import sessions
from trainerpool.queries.settings import terms

PART = ("2027-02-02", "09:30", "12:30")


def parts(*days: str, start: str = "09:30", end: str = "12:30") -> list[dict[str, str]]:
    return [{"start": f"{day}T{start}", "end": f"{day}T{end}"} for day in days]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_pool(tmp_path)
    add_term(made, "Autumn", date(2026, 9, 7), date(2026, 12, 18))
    add_term(made, "Spring", date(2027, 1, 11), date(2027, 3, 26))
    add_closed_day(made, date(2027, 2, 16), "Closed for stocktaking")
    yield made
    made.store.close()


def term_of(desk: Desk, name: str) -> str:
    return next(row.id for row in desk.ask(terms) if row.name == name)


def copied(desk: Desk, *, from_end: bool = False) -> list[PlannedRow]:
    return list(desk.ask(term_copy, term_of(desk, "Autumn"), term_of(desk, "Spring"), from_end))


def test_a_series_leaves_the_closed_day_out_and_says_which_venue_is_taken(desk: Desk) -> None:
    add_session(desk, "NEG", parts("2027-02-09", start="11:00", end="13:00"), venue="Fellgate Centre")
    wish = SeriesWish("Neglect", (PART,), 1, 3, (), (), "fellgate centre")
    rows = desk.ask(series_plan, wish)
    assert [row.day for row in rows] == [date(2027, 2, 2), date(2027, 2, 9), None, date(2027, 2, 23)]
    assert rows[1].against == ("Fellgate Centre is taken by Neglect, 11:00 to 13:00.",)
    assert rows[2].reason == "Tue 16 Feb 2027 is Closed for stocktaking: left out."
    assert not rows[0].against
    add_series(desk, "NEG", [row.as_parts() for row in rows if row.day], venue="Fellgate Centre")
    assert len([row for row in desk.ask(sessions) if row.series]) == 3


def test_chosen_days_are_said_to_be_bank_holidays_and_between_terms(desk: Desk) -> None:
    wish = SeriesWish("Neglect", (PART,), days=(date(2027, 3, 26), date(2026, 12, 28)))
    rows = desk.ask(series_plan, wish)
    assert [row.day for row in rows] == [date(2026, 12, 28), date(2027, 3, 26)]
    assert "Mon 28 Dec 2026 is between terms." in rows[0].against
    assert rows[1].against[0].startswith("Fri 26 Mar 2027 is Good Friday")


def test_the_nth_tuesday_becomes_the_nth_tuesday_and_a_closed_one_gives_way(desk: Desk) -> None:
    first = add_session(desk, "NEG", parts("2026-09-15"), venue="Fellgate Centre").record
    closed = add_session(desk, "NEG", parts("2026-10-13")).record
    last = add_session(desk, "NEG", parts("2026-12-15")).record
    gone = add_session(desk, "NEG", parts("2026-10-20")).record
    cancel_session(desk, gone)
    rows = {row.of: row for row in copied(desk)}
    assert gone not in rows
    assert (rows[first].day, rows[first].reason) == (date(2027, 1, 19), "2nd Tuesday of the term.")
    assert rows[closed].day == date(2027, 2, 23)
    assert "is Closed for stocktaking; the next Tuesday instead" in rows[closed].reason
    assert (rows[last].day, rows[last].reason) == (None, "The term has no 15th Tuesday.")
    from_end = {row.of: row for row in copied(desk, from_end=True)}
    assert (from_end[last].day, from_end[last].reason) == (date(2027, 3, 23), "Last Tuesday of the term.")


def test_what_was_made_already_is_said(desk: Desk) -> None:
    add_session(desk, "NEG", parts("2026-09-08"), venue="Moor Hall")
    [row] = copied(desk)
    assert row.against == ("Neglect stands on this day already.",)  # the pool's own session on 12 Jan
    duplicate_sessions(desk, [{"session": row.of, "parts": row.as_parts()}])
    [again] = copied(desk)
    assert "Moor Hall is taken by Neglect, 09:30 to 12:30." in again.against


def test_two_that_give_way_to_the_same_day_are_told_of_each_other(desk: Desk) -> None:
    for day in ("2026-10-13", "2026-10-20"):
        add_session(desk, "NEG", parts(day))
    days = [row.day for row in copied(desk)]
    assert days == [date(2027, 2, 23), date(2027, 2, 23)]
    assert any("Another Neglect of the plan is on this day." in row.against for row in copied(desk))


def test_a_session_of_two_days_stays_together(desk: Desk) -> None:
    made = add_session(desk, "NEG", parts("2026-10-12", "2026-10-13")).record
    found = {row.of: row for row in copied(desk)}[made]
    assert [part[0] for part in found.parts] == ["2027-02-15", "2027-02-17"]
    assert "The last day is Wed 17 Feb 2027" in found.reason


def test_one_session_again_with_what_speaks_against_the_day(desk: Desk) -> None:
    held = desk.ask(sessions)[0]
    row = desk.ask(copy_to, held.id, date(2027, 2, 16))
    assert row is not None
    assert row.against == ("Tue 16 Feb 2027 is Closed for stocktaking.",)
    assert desk.ask(copy_to, "nobody", date(2027, 2, 16)) is None


def test_a_form_is_told_of_its_venue_but_not_of_itself(desk: Desk) -> None:
    held = desk.ask(sessions)[0]
    there = (("2027-01-12", "12:00", "13:00"),)
    assert desk.ask(session_warnings, there, "Fellgate Centre", None) == (
        "Fellgate Centre is taken by Neglect, 09:30 to 12:30.",
    )
    assert desk.ask(session_warnings, there, "Fellgate Centre", None, (held.id,)) == ()
    assert desk.ask(session_warnings, (("2027-01-12", "12:30", "13:00"),), "Fellgate Centre", None) == ()
    assert desk.ask(session_warnings, (), "Fellgate Centre", None) == ()


def test_material_that_is_not_approved_that_day_is_said(desk: Desk) -> None:
    add_course(desk, "CUR", "Professional Curiosity")
    add_material_version(
        desk, "CUR", "1.0", author="A. Writer", approved_by="B. Reader", approved_on=date(2026, 1, 5), review_due=date(2027, 1, 31)
    )  # fmt: skip
    curious = next(row.id for row in desk.ask(courses) if row.code == "CUR")
    assert desk.ask(session_warnings, (("2027-01-29", "09:30", "12:30"),), "", curious) == ()
    assert "passes its review date" in desk.ask(session_warnings, (("2027-02-01", "09:30", "12:30"),), "", curious)[0]


def test_what_speaks_against_the_later_days_of_a_series_is_said_by_day(desk: Desk) -> None:
    days = ("2027-02-01", "2027-02-08", "2027-02-15")
    add_series(desk, "NEG", [parts(day) for day in days], venue="Moor Hall")
    add_session(desk, "NEG", parts("2027-02-09", start="10:00", end="11:00"), venue="Moor Hall")
    rows = [row for row in desk.ask(sessions) if row.series]
    found = desk.ask(series_move, rows[0].id, date(2027, 2, 2))
    assert found is not None
    assert (found.number, found.count, found.later) == (1, 3, 2)
    assert found.against == (
        "Tue 9 Feb 2027: Moor Hall is taken by Neglect, 10:00 to 11:00.",
        "Tue 16 Feb 2027 is Closed for stocktaking.",
    )
    last = desk.ask(series_move, rows[2].id, date(2027, 2, 22))
    assert last is not None
    assert (last.later, last.against) == (0, ())
    assert desk.ask(series_move, desk.ask(sessions)[0].id, date(2027, 2, 2)) is None
