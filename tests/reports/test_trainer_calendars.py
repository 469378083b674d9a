"""A trainer's calendar and the programme's: names that stay, a sequence that rises, what was left shown as cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import vobject
from sqlalchemy import select

from tests.builders import TODAY
from tests.reports.conftest import Term
from trainerpool.operations.sessions import cancel_session, change_session, move_session
from trainerpool.problem import Problem
from trainerpool.reports.calendars import CalendarFile, programme_calendar, trainer_calendar, write_calendar
from trainerpool.reports.registry import build_report
from trainerpool.store.records import Allocation


def events(file: CalendarFile) -> dict[str, vobject.base.Component]:
    if not file.entries:
        return {}
    return {event.uid.value: event for event in vobject.readOne(file.content.decode()).vevent_list}


def of_trainer(term: Term, name: str) -> dict[str, vobject.base.Component]:
    return events(trainer_calendar(term.desk.ask, term.people[name], term.desk.clock.now()))


def of_programme(term: Term) -> dict[str, vobject.base.Component]:
    return events(programme_calendar(term.desk.ask, term.desk.clock.now()))


def uid(term: Term, session: str, part: int = 1) -> str:
    return f"{term.sessions[session]}-{part}@trainerpool"


def test_a_trainer_has_their_own_sessions_at_the_right_hour(term: Term) -> None:
    found = of_trainer(term, "Gwen")
    assert set(found) == {uid(term, "neglect"), uid(term, "summer")}
    winter, summer = (found[uid(term, name)].dtstart.value.astimezone(UTC) for name in ("neglect", "summer"))
    assert winter == datetime(2027, 1, 12, 9, 30, tzinfo=UTC)
    assert summer == datetime(2027, 7, 6, 8, 30, tzinfo=UTC)
    told = found[uid(term, "neglect")]
    assert (told.summary.value, told.location.value) == ("Neglect: Recognising and Responding", "Moor Hall, Long Room")
    assert told.description.value == "Your role: Lead\nWith: Ottilie Brand\nCourse: NEG"


def test_what_is_not_accepted_yet_is_tentative(term: Term) -> None:
    (told,) = of_trainer(term, "Ottilie").values()
    assert told.status.value == "TENTATIVE"
    assert "Not yet accepted: offered" in told.description.value
    (candidate,) = of_trainer(term, "Sam").values()
    assert "Candidate, in addition to the pair" in candidate.description.value


def test_each_part_is_an_entry(term: Term) -> None:
    found = of_trainer(term, "Tom")
    assert set(found) == {uid(term, "curious", 1), uid(term, "curious", 2)}
    assert found[uid(term, "curious", 2)].summary.value == "Professional Curiosity and Challenge (part 2 of 2)"
    assert found[uid(term, "curious", 2)].location.value == "Online"


def test_the_sequence_rises_with_each_change_of_day_place_or_status_and_with_nothing_else(own_term: Term) -> None:
    term, name = own_term, uid(own_term, "neglect")

    def sequence() -> int:
        return int(of_programme(term)[name].sequence.value)

    session = term.sessions["neglect"]
    assert sequence() == 0
    move_session(term.desk, session, [{"start": "2027-01-13T10:00", "end": "2027-01-13T15:00"}])
    assert sequence() == 1
    change_session(term.desk, session, venue="Vale Centre")
    assert sequence() == 2
    change_session(term.desk, session, notes="Bring the blue folder", booked=7)
    assert sequence() == 2
    term.desk.undo()
    assert sequence() == 2
    term.desk.undo()
    assert sequence() == 3
    cancel_session(term.desk, session)
    assert sequence() == 4
    told = of_programme(term)[name]
    assert told.status.value == "CANCELLED"
    assert told.dtstart.value.replace(tzinfo=None) == datetime(2027, 1, 13, 10)
    assert "blue folder" not in told.serialize()


def test_what_a_trainer_left_is_in_their_calendar_as_cancelled(own_term: Term) -> None:
    term = own_term
    before = int(of_trainer(term, "Gwen")[uid(term, "neglect")].sequence.value)
    with term.desk.work("Withdraw") as work:
        (found,) = work.find(
            select(Allocation).where(
                Allocation.person_id == term.people["Gwen"], Allocation.session_id == term.sessions["neglect"]
            )
        )
        found.state = "withdrawn"
    left = of_trainer(term, "Gwen")[uid(term, "neglect")]
    assert left.status.value == "CANCELLED"
    assert int(left.sequence.value) > before
    assert "Gwen" not in of_programme(term)[uid(term, "neglect")].description.value
    term.put("neglect", "Gwen", "co-trainer", "accepted")
    again = of_trainer(term, "Gwen")[uid(term, "neglect")]
    assert again.status.value == "CONFIRMED"
    assert int(again.sequence.value) > int(left.sequence.value)


def test_a_session_without_hours_is_a_day(own_term: Term) -> None:
    own_term.add("whole", "NEG", "2027-03-02")
    told = of_programme(own_term)[uid(own_term, "whole")]
    assert told.dtstart.value.isoformat() == "2027-03-02"


def test_nobody_is_a_problem_and_a_calendar_ends_in_ics(term: Term, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not in the pool"):
        trainer_calendar(term.desk.ask, "nobody", term.desk.clock.now())
    file = programme_calendar(term.desk.ask, term.desk.clock.now())
    with pytest.raises(Problem, match=r"\.ics"):
        write_calendar(file, tmp_path / "programme.txt")
    write_calendar(file, tmp_path / "programme.ics")
    assert (tmp_path / "programme.ics").read_bytes() == file.content


def test_a_part_that_was_taken_away_is_cancelled_in_calendars_that_have_it(own_term: Term) -> None:
    term = own_term
    before = of_trainer(term, "Tom")
    move_session(term.desk, term.sessions["curious"], [{"start": "2027-01-20T09:30", "end": "2027-01-20T16:30"}])
    after = of_trainer(term, "Tom")
    assert set(after) == set(before)
    assert [after[uid(term, "curious", part)].status.value for part in (1, 2)] == ["CONFIRMED", "CANCELLED"]
    assert [after[uid(term, "curious", part)].sequence.value for part in (1, 2)] == ["1", "1"]
    term.desk.undo()
    again = of_trainer(term, "Tom")
    assert [again[uid(term, "curious", part)].status.value for part in (1, 2)] == ["CONFIRMED", "CONFIRMED"]
    assert again[uid(term, "curious", 2)].sequence.value == "2"


def test_a_proposal_is_in_no_calendar_and_fills_no_place(own_term: Term) -> None:
    own_term.put("summer", "Idris", "co-trainer", "proposed")
    assert uid(own_term, "summer") not in of_trainer(own_term, "Idris")
    assert of_programme(own_term)[uid(own_term, "summer")].description.value.startswith("Trainers: Gwen Parry (lead)\n")
    document = build_report(own_term.desk.ask, "term-staffing", (date(2027, 7, 1), date(2027, 7, 31)), TODAY)
    assert [figure.value for figure in document.figures][1:4] == ["2", "1", "1"]
