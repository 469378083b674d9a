"""Visits: who may observe, what is kept while it is under way, and what a session's changes do to a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.observations.seen import DAY, Seen, held, of_visit, on_the_path, person
from tests.operations.small_pool import small_pool
from trainerpool.operations import allocations, observations, people, sessions
from trainerpool.problem import Problem
from trainerpool.queries.observations import observations as rows
from trainerpool.queries.observations_form import visit_form
from trainerpool.store.records import Person


@pytest.mark.parametrize(
    ("observer", "why"),
    [
        ("Nadia Farouk", "cannot observe their own"),
        ("N. Farouk", "cannot observe their own"),
        ("Barlow, Denzil", "cannot observe their own"),
        ("Femi Dacosta", "delivers with Nadia Farouk that day"),
        ("Sable Weir", "is Nadia Farouk's manager"),
    ],
)
def test_who_is_not_independent_does_not_observe(tmp_path: Path, observer: str, why: str) -> None:
    desk = small_pool(tmp_path)
    held(desk)
    allocations.allocate_trainer(desk, "S0", "Femi Dacosta", "extra")
    with desk.work("Name a manager") as work:
        work.get(Person, person(desk, "Nadia")).manager = "S. Weir"
    with pytest.raises(Problem, match=why):
        observations.plan_visit(desk, "S0", observer, ["Nadia Farouk", "Denzil Barlow"])
    assert desk.ask(rows, desk.today) == ()
    desk.store.close()


def test_a_mentor_does_not_observe_the_candidate_they_led(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    on_the_path(desk)
    with pytest.raises(
        Problem, match="Denzil Barlow is Femi Dacosta's mentor: Femi Dacosta shadowed them on 20 Sep 2026"
    ):
        observations.plan_visit(desk, "S1", "Denzil Barlow", ["Femi Dacosta"])
    visit = observations.plan_visit(desk, "S1", "Ruth Penhale", ["Femi Dacosta"], "TtT sign-off").result
    with pytest.raises(Problem, match="mentor"):
        observations.change_visit(desk, visit, observer="Denzil Barlow")
    desk.store.close()


def test_nothing_is_written_of_a_visit_that_has_not_begun(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    held(desk)
    visit = observations.plan_visit(desk, "S0", "Ruth Penhale").result
    nadia = of_visit(desk, visit)["Nadia"]
    for deed in (
        lambda: observations.add_timed_note(desk, visit, "09:31", "Welcome"),
        lambda: observations.judge(desk, nadia, "1", "Met"),
        lambda: observations.finish_visit(desk, visit),
    ):
        with pytest.raises(Problem, match="has not begun"):
            deed()
    desk.store.close()


def test_each_note_is_kept_at_once_and_tied_to_criteria(visit: Seen) -> None:
    desk = visit.desk
    note = observations.add_timed_note(desk, visit.visit, "9:31", " Welcome ", "Nadia Farouk", ["6", "5"]).result
    observations.add_timed_note(desk, visit.visit, "09:20", "Room ready")
    form = desk.ask(visit_form, visit.visit)
    assert form is not None
    assert [(one.at, one.initials, one.text, one.criteria) for one in form.notes] == [
        ("09:20", "", "Room ready", ()),
        ("09:31", "NF", "Welcome", ("5", "6")),
    ]
    observations.change_timed_note(desk, note, clear=["trainer"], criteria=[])
    assert desk.ask(visit_form, visit.visit).notes[1].person_id is None  # type: ignore[union-attr]
    for wrong, why in (
        ({"at": "25:00"}, "a time is HH:MM"),
        ({"criteria": ["28"]}, "no criterion 28"),
        ({"text": " "}, "empty"),
    ):
        with pytest.raises(Problem, match=why):
            observations.change_timed_note(desk, note, **wrong)  # type: ignore[arg-type]
    with pytest.raises(Problem, match="Femi Dacosta is not observed"):
        observations.change_timed_note(desk, note, trainer="Femi Dacosta")
    desk.undo()
    assert desk.ask(visit_form, visit.visit).notes[1].criteria == ("5", "6")  # type: ignore[union-attr]


def test_what_is_typed_is_kept_apart_and_undo_goes_on_behind_it(visit: Seen) -> None:
    desk = visit.desk
    observations.add_timed_note(desk, visit.visit, "09:31", "Welcome")
    observations.keep_draft(desk, visit.visit, {"text": "After the fi"})
    assert observations.keep_draft(desk, visit.visit, {"text": "After the fi"}).seq is None
    assert desk.ask(visit_form, visit.visit).draft == {"text": "After the fi"}  # type: ignore[union-attr]
    assert desk.undo().name == "Undo: Write the note of 09:31"
    observations.keep_draft(desk, visit.visit, None)
    assert desk.ask(visit_form, visit.visit).draft == {}  # type: ignore[union-attr]


def test_part_of_a_session_is_seen_and_nothing_of_wellbeing_but_that_it_was_offered(visit: Seen) -> None:
    observations.change_visit(
        visit.desk,
        visit.visit,
        seen_from="9:30",
        seen_until="11:00",
        wellbeing_offered=True,
        reported_through_procedure=True,
    )
    found = visit.page(visit.nadia).visit
    assert found is not None
    assert (found.seen_from, found.seen_until, found.is_whole) == ("09:30", "11:00", False)
    assert found.wellbeing_offered
    assert found.reported_through_procedure
    with pytest.raises(Problem, match="cannot end at 09:00"):
        observations.change_visit(visit.desk, visit.visit, seen_until="09:00")


def test_a_planned_visit_goes_with_its_session(tmp_path: Path) -> None:
    desk = small_pool(tmp_path)
    visit = observations.plan_visit(desk, "S1", "Ruth Penhale", ["Nadia Farouk"]).result
    sessions.move_session(desk, "S1", [{"start": "2027-01-14T09:30", "end": "2027-01-14T12:30"}])
    (row,) = desk.ask(rows, desk.today)
    assert (str(row.on), str(row.due), row.state) == ("2027-01-14", "2027-01-14", "Planned")
    sessions.cancel_session(desk, "S1", "too few booked")
    (row,) = desk.ask(rows, desk.today)
    assert row.state == "Cancelled"
    with pytest.raises(Problem, match="was cancelled"):
        observations.start_visit(desk, visit)
    desk.store.close()


def test_who_stood_in_is_seen_and_who_did_not_come_is_taken_off(visit: Seen) -> None:
    desk = visit.desk
    people.add_trainer(desk, "Orla", "Tindall", "Northmoor Police")
    observations.add_trainer_seen(desk, visit.visit, "Orla Tindall")
    observations.remove_trainer_seen(desk, visit.denzil)
    assert set(of_visit(desk, visit.visit)) == {"Nadia", "Orla"}
    observations.judge(desk, visit.nadia, "1", "Met")
    with pytest.raises(Problem, match="is written of Nadia Farouk already"):
        observations.remove_trainer_seen(desk, visit.nadia)


def test_a_visit_is_cancelled_with_a_reason_and_stays_readable(visit: Seen) -> None:
    observations.judge(visit.desk, visit.nadia, "1", "Met")
    observations.cancel_visit(visit.desk, visit.visit, "Fire alarm")
    page = visit.page(visit.nadia)
    assert (page.row.state, page.visit.cancelled_why, page.judgements["1"].judgement) == (
        "Cancelled",
        "Fire alarm",
        "Met",
    )  # type: ignore[union-attr]
    with pytest.raises(Problem, match="was cancelled"):
        observations.judge(visit.desk, visit.nadia, "2", "Met")
    assert str(page.row.on) == DAY
