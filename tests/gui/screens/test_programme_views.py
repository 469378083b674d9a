"""Week, agenda and what is kept: overlaps side by side, days without end, one filter remembered, the place left and come back to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.programme_seat import CONTROL, DECEMBER, opened, press, shown_in_month, stand_on
from tests.gui.screens.seats import TurnMonitor, clipped
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.programme.filters import Filters
from trainerpool.gui.screens.programme.heading import VIEWS
from trainerpool.gui.screens.programme.keeping import keep, kept
from trainerpool.gui.screens.programme.pick_one import PickOne
from trainerpool.gui.screens.programme.spans import span_of, wider
from trainerpool.gui.screens.programme.week_shape import side_by_side
from trainerpool.operations.sessions import add_session
from trainerpool.queries.sessions import PartRow, session


def part(start: str, end: str) -> PartRow:
    return PartRow("2026-12-03", start, end)


def test_what_overlaps_stands_side_by_side_and_what_does_not_has_the_whole_width():
    parts = [
        part("09:00", "12:00"),
        part("09:30", "10:30"),
        part("10:30", "11:30"),
        part("13:00", "14:00"),
        part("", ""),
    ]
    blocks = side_by_side(parts)
    assert [(one.lane, one.lanes) for one in blocks] == [(0, 2), (1, 2), (1, 2), (0, 1)]
    assert [one.place for one in blocks] == [0, 1, 2, 3]


def test_two_sessions_of_one_hour_are_both_seen_and_gone_through_by_keys(seat):
    known = stand_on(seat, opened(seat), date(2026, 12, 9))
    add_session(seat.desk, known.session.course.id, [{"start": "2026-12-09T10:00", "end": "2026-12-09T12:00"}])
    page = opened(seat)
    page.show_view("week")
    page.show_month(date(2026, 12, 9))
    seat.rest()
    page.week.go(date(2026, 12, 9), 0)
    shape = page.week.shape()
    first, second = (rect for _, rect in page.week.spots(date(2026, 12, 9), shape))
    assert not first.intersects(second)
    assert abs(first.top() - shape.top(9 * 60 + 30)) < 2
    QTest.keyClick(page.week, Qt.Key.Key_Down)
    seat.rest()
    assert page.current().session.parts[0].start == "10:00"
    QTest.mouseClick(page.week, Qt.MouseButton.LeftButton, pos=first.center().toPoint())
    seat.rest()
    assert page.current().id == known.id


def test_a_session_is_moved_in_the_week_by_half_an_hour_and_by_a_day(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    page.show_view("week")
    seat.rest()
    assert page.current().id == row.id
    QTest.keyClick(page.week, Qt.Key.Key_X, CONTROL)
    seat.rest()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(page.week, key)
        seat.rest()
    assert page.week.note.isVisible()
    assert page.week.note.move_shown.parts[0] == ("2026-12-08", "10:30", "17:30")
    QTest.keyClick(page.week, Qt.Key.Key_V, CONTROL)
    seat.rest()
    moved = seat.desk.ask(session, row.id).parts[0]
    assert (moved.date, moved.start, moved.end) == ("2026-12-08", "10:30", "17:30")
    assert {one.state for one in seat.desk.ask(session, row.id).trainers} == {"offered"}
    seat.undo()
    assert seat.desk.ask(session, row.id).parts[0].start == "09:30"


def test_a_session_dragged_in_the_week_takes_the_hour_it_is_let_go_at(seat):
    page = opened(seat)
    row = stand_on(seat, page, date(2026, 12, 9))
    page.show_view("week")
    seat.rest()
    shape = page.week.shape()
    [(_, spot)] = page.week.spots(date(2026, 12, 9), shape)
    start = QPoint(int(spot.center().x()), int(spot.top()) + 30)
    ends = QPoint(int(shape.column(date(2026, 12, 8)).center().x()), int(start.y() - shape.hour))
    QTest.mousePress(page.week, Qt.MouseButton.LeftButton, pos=start)
    for along in (0.3, 0.7, 1.0):
        QTest.mouseMove(page.week, start + (ends - start) * along)
    seat.until(lambda: page.week.day == date(2026, 12, 8))
    seat.rest()
    assert page.week.note.move_shown is not None
    QTest.mouseRelease(page.week, Qt.MouseButton.LeftButton, pos=ends)
    seat.rest()
    assert seat.desk.ask(session, row.id).parts[0].moment() == "2026-12-08T08:30"


def test_the_agenda_reads_on_at_both_ends_and_keeps_what_is_in_sight(shared):
    page = opened(shared)
    page.show_view("agenda")
    shared.rest()
    agenda = page.agenda
    assert agenda.lines.lines[0].row is None
    before = page.span
    last = [line.day for line in agenda.lines.lines][-1]
    agenda.verticalScrollBar().setValue(agenda.verticalScrollBar().maximum())
    shared.until(lambda: page.span.end > before.end)
    shared.rest()
    shared.until(lambda: agenda.lines.lines[-1].day > last)
    held = agenda.day_at_top()
    span = page.span
    page._further(-1)
    shared.rest()
    assert page.span.start <= span.start
    assert agenda.day_at_top() == held
    for _ in range(8):
        page._further(1)
        shared.rest()
    assert agenda.lines.lines[-1].day == page.page.last


def test_the_agenda_goes_from_session_to_session_and_marks_today(shared):
    page = opened(shared)
    page.show_view("agenda")
    page.show_month(shared.desk.today)
    shared.rest()
    page.agenda.setFocus()
    today = next(line for line in page.agenda.lines.lines if line.is_today)
    assert today.words == "Today, Mon 23 Nov 2026, no session"
    first = page.agenda.current()
    assert first is not None
    QTest.keyClick(page.agenda, Qt.Key.Key_Down)
    shared.rest()
    assert page.agenda.current().session.first_date >= first.session.first_date
    assert page.agenda.current().id != first.id
    assert page.agenda.current().session.title in page.agenda.accessibleDescription()


@pytest.mark.parametrize("side", [1, -1])
def test_the_window_of_the_agenda_slides_and_never_shrinks_to_nothing(side):
    span, first, last = span_of("agenda", DECEMBER), date(2016, 1, 1), date(2036, 1, 1)
    for _ in range(30):
        span = wider(span, side, first, last)
        assert timedelta(days=100) < span.end - span.start <= timedelta(days=400)
    assert (span.end if side > 0 else span.start) == DECEMBER + timedelta(days=31 * 91 if side > 0 else -28 - 30 * 91)


def test_a_session_come_to_from_elsewhere_is_in_focus_in_every_view(shared):
    page = opened(shared)
    late = page.page.rows[-1]
    for view in ("agenda", "table", "week", "month"):
        page.show_view(view)
        page.show_month(shared.desk.today)
        shared.rest()
        page.arrive(late.id)
        shared.rest()
        assert page.current().id == late.id, view


def test_what_is_let_through_and_the_view_are_kept_but_no_words_and_nobody(shared):
    page = opened(shared)
    course = page.page.courses[0].id
    page.bar.set_filters(Filters("neglect", course, trainer="someone"))
    page.show_view("agenda")
    shared.rest()
    assert kept(VIEWS) == ("agenda", Filters(course=course))
    page.bar.clear()
    page.show_view("month")
    assert kept(VIEWS) == ("month", Filters())
    keep("nonsense", Filters())
    assert kept(VIEWS)[0] == "month"


def test_choices_of_another_pool_are_let_go(shared):
    page = opened(shared)
    assert Filters(course="gone", venue="Moor Hall", status="planned").known_in(page.page) == Filters(
        venue="Moor Hall", status="planned"
    )


def test_one_comes_back_to_the_place_that_was_left(shared):
    page = opened(shared)
    row = stand_on(shared, page, date(2026, 12, 9))
    page.show_view("week")
    shared.rest()
    left = page.state()
    page.show_view("table")
    page.show_month(date(2027, 3, 1))
    shared.rest()
    page.recall(left)
    shared.rest()
    assert (page.view, page.current().id) == ("week", row.id)


def test_weeks_and_months_are_stepped_by_control_and_page_keys(shared):
    page = opened(shared)
    press(shared, page, Qt.Key.Key_PageDown, with_key=CONTROL)
    assert page.header.title.text() == "January 2027"
    page.step(-1)
    shared.rest()
    assert page.header.title.text() == "December 2026"
    page.show_view("week")
    shared.rest()
    before = page.week.first
    page.step(1)
    shared.rest()
    assert page.week.first == before + timedelta(days=7)


def test_a_clash_is_said_from_memory_within_a_turn(seat):
    page = opened(seat)
    stand_on(seat, page, date(2026, 12, 9))
    press(seat, page, Qt.Key.Key_X, with_key=CONTROL)
    monitor = TurnMonitor()
    monitor.start()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(page.month, key)
        assert page.month.note.isVisible()  # without a question to the worker
        assert page.month.note.move_shown.to == page.month.day
    assert monitor.stop() < 50
    page.month.leave()


def test_nothing_of_week_and_agenda_is_clipped(shared):
    page = opened(shared)
    for size in ((1366, 768), (683, 384)):
        shared.size(*size)
        for view in ("week", "agenda"):
            page.show_view(view)
            shared.rest()
            assert not clipped(page), (size, view)
    shared.size(1366, 768)


def test_an_empty_month_says_why_and_clears_the_filters(shared):
    page = opened(shared)
    assert page.strip.isHidden()
    page.bar.search.setText("neglct")
    page.bar.search.seek_now()
    said = [one.text() for one in page.strip.findChildren(QLabel)]
    assert "No session of this month matches “neglct”." in said
    next(one for one in page.strip.findChildren(Button) if one.text() == "Clear filters").click()
    assert page.strip.isHidden()
    assert shown_in_month(page)


def test_more_choices_than_a_menu_holds_are_found_by_typing(shared):
    page = opened(shared)
    page.bar._pick("trainer")
    made = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PickOne) and one.isVisible())
    someone = page.page.rows[0].session.trainers[0]
    QTest.keyClicks(made.search, someone.name.split()[1].lower())
    assert [made.list.item(n).text() for n in range(made.list.count())] == [someone.name]
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert page.bar.filters.trainer == someone.person_id
    assert page.bar.chips["trainer"].text() == f"Trainer: {someone.name}"
    assert all(
        someone.person_id in {one.person_id for one in row.session.team}
        for row in page.page.rows
        if row.id in shown_in_month(page)
    )
    page.bar.clear()
