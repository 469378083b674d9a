"""The programme's deeds: sessions added, changed, moved, cancelled, delivered and handed out, each undone by name."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.screens.programme_seat import CONTROL, DECEMBER, deed, form, inspector, opened, press, stand_on
from trainerpool.gui.screens.programme.form import read_time
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.sessions import add_session, move_session
from trainerpool.queries.courses import courses
from trainerpool.queries.sessions import session, sessions


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("9", "09:00"),
        ("1pm", "13:00"),
        ("12 am", "00:00"),
        ("25:00", ""),
        ("noon", ""),
    ],
)
def test_times_are_read_as_people_type_them(typed, read):
    assert read_time(typed) == read


def test_a_session_is_added_by_keys(seat):
    page = opened(seat)
    page.month.day = date(2026, 12, 14)
    seat.window.make_new()
    made = form(seat)
    QTest.keyClick(made, Qt.Key.Key_Return, CONTROL)
    assert made.isVisible()  # the course is missing, and says so
    QTest.keyClicks(made.course, "Neglect")
    for field, words in ((made.start, "10"), (made.end, "1pm"), (made.learners, "12")):
        field.selectAll()
        QTest.keyClicks(field, words)
    QTest.keyClicks(made.venue.lineEdit(), "Moor Hall")
    QTest.keyClick(made, Qt.Key.Key_Return, CONTROL)
    seat.rest()
    [found] = seat.desk.ask(sessions, date(2026, 12, 14), date(2026, 12, 14))
    part = found.parts[0]
    assert (found.course.short_name, part.start, part.end, found.venue, found.max_learners) == (
        "Neglect",
        "10:00",
        "13:00",
        "Moor Hall",
        12,
    )
    assert page.current().id == found.id
    seat.undo()
    assert not seat.desk.ask(sessions, date(2026, 12, 14), date(2026, 12, 14))


def test_a_form_that_cannot_be_stored_says_why_and_keeps_what_was_typed(seat):
    page = opened(seat)
    page.add_session()
    made = form(seat)
    made.course.setCurrentIndex(0)
    made.start.setText("14:00")
    made.end.setText("13:00")
    made.finish()
    assert made.isVisible()
    assert "The end is not after the start." in [one.text() for one in made.findChildren(QLabel)]
    assert made.start.text() == "14:00"
    made.reject()


def test_a_session_is_moved_by_keys_with_the_clash_said_beside_the_day(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    press(seat, page, Qt.Key.Key_X, with_key=CONTROL)
    press(seat, page, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert page.month.note.isVisible()
    assert "Sat 12 Dec 2026 is a weekend day" in page.month.accessibleName()
    press(seat, page, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    press(seat, page, Qt.Key.Key_V, with_key=CONTROL)
    assert not seat.answers.asked  # it was said beside the day already
    assert seat.desk.ask(session, row.id).first_date == date(2026, 12, 15)
    assert (page.current().id, page.month.carried) == (row.id, None)
    seat.undo()
    assert seat.desk.ask(session, row.id).first_date == date(2026, 12, 9)


def test_a_move_left_with_esc_changes_nothing(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    press(seat, page, Qt.Key.Key_X, with_key=CONTROL)
    press(seat, page, Qt.Key.Key_Right)
    press(seat, page, Qt.Key.Key_Escape)
    assert (page.month.carried, page.month.note.isVisible()) == (None, False)
    assert seat.desk.ask(session, row.id).first_date == date(2026, 12, 9)


def test_put_down_before_the_check_is_back_it_is_asked_first(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    seat.answers.yes = False
    page.month.put_down.emit(row, date(2026, 12, 12), 0)
    seat.rest()
    assert seat.answers.asked == ["Move Mental Capacity in Practice to Sat 12 Dec 2026"]
    assert seat.desk.ask(session, row.id).first_date == date(2026, 12, 9)


def test_a_second_day_put_elsewhere_moves_both_days_by_as_much(seat):
    row = next(
        one for one in seat.desk.ask(sessions, DECEMBER, date(2026, 12, 31)) if one.first_date == date(2026, 12, 9)
    )
    move_session(
        seat.desk,
        row.id,
        [
            {"start": "2026-12-09T09:30", "end": "2026-12-09T16:30"},
            {"start": "2026-12-10T09:30", "end": "2026-12-10T16:30"},
        ],
    )
    page = opened(seat)
    page.month.day = date(2026, 12, 10)
    page.month.choose(row.id)
    seat.rest()
    press(seat, page, Qt.Key.Key_X, with_key=CONTROL)
    press(seat, page, Qt.Key.Key_Down)
    press(seat, page, Qt.Key.Key_V, with_key=CONTROL)
    assert [part.date for part in seat.desk.ask(session, row.id).parts] == ["2026-12-16", "2026-12-17"]


def test_a_session_dragged_shows_the_clash_and_is_put_down_where_it_is_let_go(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    grid = page.month.grid()
    start = page.month.shown().chips(date(2026, 12, 9))[0][1].center().toPoint()
    ends = grid.cell(date(2026, 12, 16)).center().toPoint()
    QTest.mousePress(page.month, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(page.month, start + (ends - start) * part)
    seat.until(lambda: page.month.day == date(2026, 12, 16))
    seat.rest()
    assert page.month.note.move_shown is not None
    QTest.mouseRelease(page.month, Qt.MouseButton.LeftButton, pos=ends)
    seat.rest()
    assert seat.desk.ask(session, row.id).first_date == date(2026, 12, 16)


def test_more_than_fits_opens_the_week_of_the_day(seat):
    known = seat.desk.ask(courses)
    for hour in (9, 11, 13, 15):
        add_session(
            seat.desk, known[0].id, [{"start": f"2026-12-03T{hour:02}:00", "end": f"2026-12-03T{hour + 1:02}:00"}]
        )
    page = opened(seat)
    spot = page.month.grid().more(date(2026, 12, 3)).center().toPoint()
    QTest.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=spot)
    seat.rest()
    assert (page.views.choice(), page.month.day) == ("week", date(2026, 12, 3))
    assert page.header.title.text() == "Week of 30 Nov 2026"
    # Space goes through all of them, and the one in focus is always among the chips shown.
    for _ in range(5):
        shown = {place for place, _ in page.month.shown().chips(date(2026, 12, 3))}
        assert page.month._place in shown
        press(seat, page, Qt.Key.Key_Space)


def test_a_session_is_cancelled_with_its_reason_and_brought_back(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    seat.answers.text = "Room flooded"
    deed(seat, "Cancel it").click()
    seat.rest()
    found = seat.desk.ask(session, row.id)
    assert (found.status, found.notes) == ("cancelled", "Room flooded")
    assert "Cancelled" in inspector(seat)
    seat.undo()
    assert seat.desk.ask(session, row.id).status == "planned"


def test_a_session_that_was_held_is_recorded_as_delivered(seat):
    row = next(
        one for one in seat.desk.ask(sessions, DECEMBER, date(2026, 12, 31)) if one.first_date == date(2026, 12, 9)
    )
    move_session(seat.desk, row.id, [{"start": "2026-11-20T09:30", "end": "2026-11-20T16:30"}])
    page = opened(seat, EXAMPLE_DAY)
    stand_on(seat, page, date(2026, 11, 20))
    deed(seat, "Record it as delivered by its team").click()
    seat.rest()
    found = seat.desk.ask(session, row.id)
    assert found.status == "delivered"
    assert {one.state for one in found.team if one.counts} == {"delivered"}


def test_changing_the_day_in_the_form_asks_about_clashes_first(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    press(seat, page, Qt.Key.Key_Return)
    made = form(seat)
    made.days.lines[0].day.setText("12 Dec 2026")
    seat.answers.yes = False
    made.finish()
    seat.rest()
    assert made.isVisible()
    assert not made.done_button.is_blocked()
    made.days.lines[0].day.setText("9 Dec 2026")
    made.learners.setText("14")
    made.finish()
    seat.rest()
    found = seat.desk.ask(session, row.id)
    assert (found.first_date, found.max_learners) == (date(2026, 12, 9), 14)


@pytest.mark.parametrize(
    ("entry", "name", "begins"),
    [
        ("Month sheet for Excel...", "sheet.xlsx", b"PK"),
        ("Sign-in sheet of this session (PDF)...", "sign.pdf", b"%PDF"),
        ("Whole programme as a calendar (.ics)...", "all.ics", b"BEGIN:VCALENDAR"),
        ("Whole programme for Excel...", "all.xlsx", b"PK"),
    ],
)
def test_what_is_published_is_written_where_it_was_asked(shared, tmp_path, entry, name, begins):
    page = opened(shared)
    stand_on(shared, page, date(2026, 12, 9))
    shared.answers.path = tmp_path / name
    menu = next(one for one in page.publish.children() if hasattr(one, "actions") and one.actions())
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == entry).trigger()
    shared.rest()
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_trainer_of_the_session_in_focus_gets_their_own_calendar(shared, tmp_path):
    page = opened(shared)
    row = stand_on(shared, page, date(2026, 12, 9))
    shared.answers.path = tmp_path / "own.ics"
    menu = next(one for one in page.publish.children() if hasattr(one, "actions") and one.actions())
    menu.aboutToShow.emit()
    team = next(one.menu() for one in menu.actions() if one.menu() is not None)
    assert [one.text() for one in team.actions()] == [f"{one.name}..." for one in row.session.trainers]
    team.actions()[0].trigger()
    shared.rest()
    assert row.session.trainers[0].name in (tmp_path / "own.ics").read_text(encoding="utf-8")
