"""The tabs of a trainer's page: places and their steps, courses and the way to one, events, details, history and undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.gui.screens.seats import Seat
from tests.gui.screens.trainer_seat import FEMI, GWEN, NADIA, key_of, press, visit
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.operations.evidence import add_evidence
from trainerpool.queries.evidence import evidence_rows
from trainerpool.queries.people import former_names, people
from trainerpool.queries.sessions import GONE, allocation_steps, sessions
from trainerpool.queries.trainer_details import exclusions, memberships


@pytest.fixture
def seat(shared: Seat) -> Seat:
    shared.size(1366, 768)
    return shared


def on_a_session(seat: Seat) -> tuple[str, str]:
    """Somebody confirmed for a session to come: name and allocation."""
    for row in seat.desk.ask(sessions, seat.desk.today + timedelta(days=1)):
        for one in row.team:
            if one.state == "confirmed" and row.status == "planned" and one.state not in GONE:
                return one.name, one.id
    raise AssertionError("nobody is confirmed")


def told(seat: Seat) -> None:
    """Let the frame of the window know what was done outside it."""
    seat.window.refresh_facts()
    seat.rest()


def test_a_refusal_is_asked_why_and_who_told(seat, qtbot):
    name, key = on_a_session(seat)
    page = visit(seat, name, "assignments")
    tab = page.tabs.assignments
    row = next(one for one in tab.rows.model.rows() if one.id == key)
    tab.rows.choose(row.id)
    first = name.split()[0]
    press(seat, tab.rows, f"{first} withdraws")
    assert tab.strip.kind.hasFocus()
    qtbot.keyClick(tab.strip.kind, Qt.Key.Key_Escape)
    assert not tab.strip.isVisible()
    assert tab.rows.table.current_row().state == "confirmed"
    press(seat, tab.rows, f"{first} withdraws")
    tab.strip.kind.setCurrentIndex(tab.strip.kind.findData("illness"))
    tab.strip.told_by.setText("R. Penhale")
    qtbot.keyClick(tab.strip.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: next(one for one in tab.rows.model.rows() if one.id == key).state == "withdrawn")
    step = seat.desk.ask(allocation_steps, key)[-1]
    assert (step.state, step.told_by) == ("withdrawn", "R. Penhale")
    seat.rest()
    seat.undo()
    seat.until(lambda: next(one for one in tab.rows.model.rows() if one.id == key).state == "confirmed")


def test_what_is_to_come_stands_first_and_the_counts_agree(seat):
    name, key = on_a_session(seat)
    page = visit(seat, name, "assignments")
    tab = page.tabs.assignments
    assert tab.which.choice() == "coming"
    days = [one.first_date for one in tab.rows.model.rows()]
    assert days == sorted(days)
    assert min(days) >= seat.desk.today
    tab.which.choose("all")
    tab._fill()
    assert len(tab.rows.model.rows()) == len(page.page.assignments)
    menu = [one.text() for one in tab.rows.menu(next(one for one in tab.rows.model.rows() if one.id == key)).actions()]
    links = [words for words, _ in tab._deeds(next(one for one in tab.rows.model.rows() if one.id == key))]
    assert menu[: len(links)] == links


def test_a_candidate_is_put_on_a_session_of_the_course_in_place(seat):
    page = visit(seat, FEMI, "courses")
    page._show_courses()
    tab = page.tabs.courses
    chosen = tab.rows.table.current_row()
    assert chosen.title == "Neglect: Recognising and Responding"
    assert chosen.lacks == "Comes with the sign-off; next: Co-deliver, 1 of 2"
    seat.rest()
    press(seat, tab.way, "Put on as an extra")
    seat.until(lambda: len(page.page.assignments) == 1)
    assert page.page.assignments[0].role == "extra"
    seat.rest()
    seat.undo()
    seat.until(lambda: page.page.assignments == ())


def test_a_further_course_is_earned_beside_the_pair_once_the_briefing_is_done(seat):
    page = visit(seat, NADIA, "courses")
    tab = page.tabs.courses
    course = next(row for row in tab.rows.model.rows() if row.title == "Working Together Core Day")
    tab.rows.choose(course.id)
    assert not [one for one in tab.way.children() if getattr(one, "text", lambda: "")() == "Put on as an extra"]
    add_evidence(seat.desk, key_of(seat, NADIA), "course_briefing", "2026-11-02", course=course.id)
    told(seat)
    page.refresh()
    seat.until(lambda: any(row.id == course.id and row.begun for row in tab.rows.model.rows()))
    seat.rest()
    press(seat, tab.way, "Put on as an extra")
    seat.until(lambda: any(row.role == "extra" for row in page.page.assignments))
    seat.rest()
    seat.undo()
    seat.undo()


def test_an_event_is_added_in_place_and_the_year_is_counted(seat, qtbot):
    page = visit(seat, NADIA, "development")
    tab = page.tabs.development
    seat.until(lambda: tab.said.text().startswith("0 events in 12 months, 1 asked a year. The next is due by"))
    tab.finish()
    assert tab.fields["on"].message.text() == "Say on which day, or in which month."
    tab.on.setText("2 Nov 2026")
    tab.what.setText("Trainers’ day")
    qtbot.keyClick(tab.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: [one.note for one in tab.rows.model.rows()] == ["Trainers’ day"])
    assert tab.said.text().startswith("1 event in 12 months")
    tab.rows.choose(tab.rows.model.rows()[0].id)
    press(seat, tab.rows, "Correct")
    assert page.tabs.tab() == "evidence"
    assert page.tabs.evidence.form.line.kind is EvidenceKind.DEVELOPMENT_EVENT
    assert page.leave_step()
    seat.undo()


def test_details_are_saved_and_a_new_name_keeps_the_old(seat, qtbot):
    page = visit(seat, GWEN, "details")
    form = page.tabs.details.form
    seat.until(lambda: form.lines["family_name"].text() == "Abara")
    assert form.save.is_blocked()
    assert not form.since.isVisible()
    qtbot.keyClicks(form.lines["family_name"], "-Lane")
    assert form.since.isVisible()
    form.lines["email"].setText("no address")
    form.finish()
    assert form.fields["email"].message.text() == "An address looks like name@agency."
    qtbot.keyClick(form.lines["email"], Qt.Key.Key_Escape)
    assert form.lines["family_name"].text() == "Abara"
    qtbot.keyClick(form.lines["family_name"], Qt.Key.Key_End)
    qtbot.keyClicks(form.lines["family_name"], "-Lane")
    form.on.setText("1 Nov 2026")
    qtbot.keyClick(form.lines["phone"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: page.head.title.text() == "Gwen Abara-Lane")
    seat.rest()
    assert seat.desk.ask(former_names, page.page.person.id) == ("Gwen Abara",)
    seat.undo()
    seat.until(lambda: page.head.title.text() == "Gwen Abara")


def test_agency_and_conflict_are_recorded_in_place(seat):
    page = visit(seat, GWEN, "details")
    details = page.tabs.details
    seat.until(lambda: details.agency.to.count() > 0)
    key, before = page.page.person.id, page.page.person.agency
    details.agency.finish()
    assert details.agency.fields["to"].message.text() == "Choose an agency of the pool."
    details.agency.to.setCurrentIndex(0)
    chosen = details.agency.to.currentText()
    details.agency.on.setText("1 Nov 2026")
    details.agency.finish()
    seat.until(lambda: page.page.person.agency == chosen)
    seat.rest()
    held = seat.desk.ask(memberships, key, seat.desk.today)
    assert [(row.agency, row.present) for row in held] == [(chosen, True), (before, False)]
    details.conflicts.other.setCurrentText(next(words for _, words in _others(seat) if words.startswith(NADIA)))
    details.conflicts.reason.setText("Related")
    details.conflicts.finish()
    seat.until(lambda: bool(seat.desk.ask(exclusions, key)))
    seat.rest()
    press(seat, details.conflicts, "Take back")
    seat.until(lambda: not seat.desk.ask(exclusions, key))
    seat.rest()
    for _ in range(3):
        seat.undo()


def _others(seat: Seat) -> list[tuple[str, str]]:
    return [(row.id, f"{row.name}, {row.agency}") for row in seat.desk.ask(people, seat.desk.today)]


def test_a_second_record_is_merged_after_asking_and_one_undo_splits_it(seat):
    page = visit(seat, GWEN, "details")
    part = page.tabs.details.twice
    seat.until(lambda: part.other.count() > 0)
    number = len(seat.desk.ask(people, seat.desk.today))
    part.other.setCurrentText(next(words for _, words in _others(seat) if words.startswith(FEMI)))
    part.other.lineEdit().editingFinished.emit()
    seat.until(lambda: part.field.message.text().startswith("Brings 6 items of evidence"))
    seat.answers.yes = False
    part.finish()
    seat.rest()
    assert len(seat.desk.ask(people, seat.desk.today)) == number
    seat.answers.yes = True
    part.finish()
    seat.until(lambda: len(seat.desk.ask(people, seat.desk.today)) == number - 1)
    seat.rest()
    assert seat.answers.asked[-1].startswith("Merge Femi Dacosta")
    seat.undo()
    seat.until(lambda: len(seat.desk.ask(people, seat.desk.today)) == number)


def test_history_says_what_an_undo_would_take_with_it(seat):
    for day in ("2026-11-02", "2026-11-03"):
        add_evidence(seat.desk, key_of(seat, GWEN), "development_event", day, note=f"Event of {day[-1]}")
    told(seat)
    page = visit(seat, GWEN, "history")
    tab = page.tabs.history
    seat.until(lambda: len(tab.rows.model.rows()) > 1 and "Event of 3" in tab.rows.model.rows()[0].after)
    older = tab.rows.model.rows()[1]
    tab.rows.choose(older.seq)
    assert tab.after.text().startswith("Development event, on 2 Nov 2026")
    assert tab.undo_words.text().startswith(
        "Deeds are undone last first: Record a development event of Gwen Abara would"
    )
    press(seat, tab.rows, "Undo this and 1 later deed")
    seat.until(lambda: tab.rows.model.rows()[0].what == "Evidence taken out")
    seat.rest()
    assert seat.answers.asked[-1] == "Undo 2 deeds"
    rows = seat.desk.ask(evidence_rows, key_of(seat, GWEN))
    assert not any("Event of" in row.note for row in rows)


def test_history_is_filtered_by_topic_and_corrects_what_stands(seat):
    page = visit(seat, NADIA, "history")
    tab = page.tabs.history
    seat.until(lambda: bool(tab.rows.model.rows()))
    tab.which.choose("evidence")
    tab._fill()
    rows = tab.rows.model.rows()
    assert {one.topic for one in rows} == {"evidence"}
    signed = next(one for one in rows if one.after.startswith("Sign-off"))
    assert signed.after == "Sign-off, on 16 Mar 2026, by Marian Holt, Neglect: Recognising and Responding"
    tab.rows.choose(signed.seq)
    press(seat, tab.rows, "Correct this item")
    assert page.tabs.evidence.form.line.kind is EvidenceKind.SIGN_OFF
    assert page.leave_step()


def test_back_gives_the_tab_and_the_day_again(seat):
    page = visit(seat, NADIA, "development")
    page.ask_standing(date(2027, 4, 23))
    seat.until(lambda: page.page.statement.on == date(2027, 4, 23))
    seat.go("trainers")
    seat.window.navigator.back()
    seat.rest()
    seat.until(lambda: page.page is not None and page.page.statement.on == date(2027, 4, 23))
    assert page.tabs.tab() == "development"
    page.ask_standing(seat.desk.today)
    seat.until(lambda: page.page.statement.on == seat.desk.today)
