"""The programme's forms: a series, a term made anew, one session again, attendance, what a trainer arranged, what is handed out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.programme_seat import CONTROL, deed, form, inspector, opened, stand_on
from tests.gui.screens.seats import clipped, nameless
from trainerpool.gui.screens.programme.attendance_form import AttendanceForm
from trainerpool.gui.screens.programme.copy_form import CopyForm
from trainerpool.gui.screens.programme.preview import Preview
from trainerpool.gui.screens.programme.term_form import TermForm
from trainerpool.gui.theme import line_height
from trainerpool.operations.sessions import add_session, move_session
from trainerpool.queries.attendance import attendance
from trainerpool.queries.sessions import session, sessions


def dialog(shared, kind):
    def found():
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    shared.until(lambda: bool(found()))
    shared.rest()
    return found()[0]


def said(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_a_series_is_listed_before_it_is_made_and_one_of_it_left_out(shared):
    page = opened(shared)
    before = len(shared.desk.ask(sessions))
    page.month.day = date(2026, 12, 8)
    page.deeds.add(page.page, date(2026, 12, 8), series=True)
    made = form(shared)
    made.course.setCurrentIndex(3)
    made.venue.setCurrentText("Wharf Road Rooms")
    shared.until(lambda: made.repeats.list.count() == 7)  # six, and the closed day
    shared.rest()
    assert "Tue 29 Dec 2026 is Christmas closure: left out." in [made.repeats.list.item(n).text() for n in range(7)]
    assert made.done_button.text() == "Add 6 sessions"
    made.repeats.list.setCurrentRow(1)
    QTest.keyClick(made.repeats.list, Qt.Key.Key_Space)
    assert made.done_button.text() == "Add 5 sessions"
    assert len(made.several()) == 5
    QTest.keyClick(made, Qt.Key.Key_Return, CONTROL)
    shared.rest()
    new = [row for row in shared.desk.ask(sessions) if row.series]
    assert [row.parts[0].date for row in new] == ["2026-12-08", "2026-12-22", "2027-01-05", "2027-01-12", "2027-01-19"]
    assert any("1 of 5" in text for text in inspector(shared))
    assert deed(shared, "Cancel it and the 4 later ones").isVisible()
    shared.undo()
    assert len(shared.desk.ask(sessions)) == before


def test_a_move_in_a_series_asks_whether_the_later_ones_come_along(shared):
    from trainerpool.operations.sessions import add_series

    course = shared.desk.ask(sessions)[0].course.id
    days = ("2026-12-07", "2026-12-14", "2027-01-18")
    add_series(shared.desk, course, [[{"start": f"{day}T13:00", "end": f"{day}T15:00"}] for day in days])
    page = opened(shared)
    row = stand_on(shared, page, date(2026, 12, 14))
    page.month.carry(row)
    page.month.put_down.emit(row, date(2026, 12, 15), 0)
    page.month.leave()
    shared.rest()
    assert "Move the later one as well?" in shared.answers.asked
    assert [one.parts[0].date for one in shared.desk.ask(sessions) if one.series] == [
        "2026-12-07",
        "2026-12-15",
        "2027-01-19",
    ]
    shared.undo()
    assert [one.parts[0].date for one in shared.desk.ask(sessions) if one.series] == list(days)
    shared.undo()


def test_a_term_is_made_anew_as_one_deed(shared):
    page = opened(shared)
    before = len(shared.desk.ask(sessions))
    page.deeds.copy_term(page.page)
    made = dialog(shared, TermForm)
    shared.until(lambda: bool(made.list.ticked()))
    # The autumn sessions of the example are late ones: the shorter spring term holds them counted from its end.
    assert made.counted.currentIndex() == 1
    # The summer term is long enough for them; back at the spring term the way that places them is chosen again.
    made.into.setCurrentText("Summer term 2027")
    shared.until(lambda: made.counted.currentIndex() == 0 and len(made.list.ticked()) == 11)
    made.into.setCurrentText("Spring term 2027")
    shared.until(lambda: made.counted.currentIndex() == 1 and len(made.list.ticked()) == 11)
    shared.rest()
    wanted = [(row.title, row.day) for row in made.list.ticked()]
    assert all(
        day.weekday() == row.from_day.weekday() for (_, day), row in zip(wanted, made.list.ticked(), strict=True)
    )
    assert not clipped(made)
    # Its day, what it was and why, what is against it: each in a line of its own, and read out as sentences.
    first = made.list.item(1)
    assert first.text().split("\n") == [
        "Neglect: Recognising and Responding: Wed 3 Mar 2027, 09:30 to 12:30",
        "Was Wed 25 Nov 2026. 4th last Wednesday of the term.",
        "Neglect stands on this day already.",
    ]
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith("of the term. Neglect stands on this day already.")
    lines = [made.list.visualItemRect(made.list.item(place)).height() for place in range(1, 4)]
    assert lines[0] > lines[2] >= 2 * line_height()
    made.finish()
    shared.rest()
    assert len(shared.desk.ask(sessions)) == before + len(wanted)
    assert shared.window.facts.undo.startswith("Duplicate Autumn term 2026 to Spring term 2027")
    shared.undo()
    assert len(shared.desk.ask(sessions)) == before


def test_a_session_is_made_again_a_week_later(shared):
    page = opened(shared)
    row = stand_on(shared, page, date(2026, 12, 9))
    deed(shared, "Duplicate it").click()
    made = dialog(shared, CopyForm)
    QTest.keyClick(made, Qt.Key.Key_Return, CONTROL)
    shared.rest()
    [new] = [
        one
        for one in shared.desk.ask(sessions, date(2026, 12, 16), date(2026, 12, 16))
        if one.title == row.session.title
    ]
    assert (new.venue, new.team) == (row.session.venue, ())
    assert page.current().id == new.id
    shared.undo()


def test_attendance_is_typed_in_a_table_and_stored_with_the_delivery(shared):
    row = next(one for one in shared.desk.ask(sessions, date(2026, 12, 9), date(2026, 12, 9)))
    move_session(shared.desk, row.id, [{"start": "2026-11-20T09:30", "end": "2026-11-20T16:30"}])
    page = opened(shared, date(2026, 11, 1))
    stand_on(shared, page, date(2026, 11, 20))
    deed(shared, "Record bookings and attendance").click()
    made = dialog(shared, AttendanceForm)
    made._add_chosen()
    for column, words in ((1, "7"), (2, "5"), (7, "3")):
        made.table.item(0, column).setText(words)
    assert any("8 are accounted for, but only 7 places were booked" in text for text in said(made))
    made.finish()
    assert made.isVisible()
    made.table.item(0, 7).setText("1")
    made.table.item(0, 8).setText("2")
    assert "7 places booked, 7 in the room, 1 not accounted for" in said(made)
    assert not clipped(made)
    QTest.keyClick(made, Qt.Key.Key_Return, CONTROL)
    shared.rest()
    found = shared.desk.ask(session, row.id)
    assert (found.booked, found.attended, found.status) == (7, 7, "delivered")
    assert len(shared.desk.ask(attendance, row.id)) == 1
    assert "Attended: 7 of 7" in inspector(shared)
    shared.undo()
    assert shared.desk.ask(session, row.id).status == "planned"
    shared.undo()


def arranged(shared) -> str:
    first = shared.desk.ask(sessions)[0]
    by = next(one.name for row in shared.desk.ask(sessions) for one in row.trainers)
    parts = [{"start": "2026-12-26T09:30", "end": "2026-12-26T12:30"}]
    return add_session(shared.desk, first.course.id, parts, venue="Moor Hall", arranged_by=by).record


def test_what_a_trainer_arranged_waits_on_the_rail_and_says_what_the_rules_say(shared):
    made = arranged(shared)
    shared.window.refresh_facts()
    shared.rest()
    assert shared.window.rail._items["programme"].badge == 1  # before the page was ever asked
    page = opened(shared)
    item = shared.window.rail._items["programme"]
    assert (item.badge, item.accessibleName()) == (1, "Programme, 1 waiting")
    page.arrive(made)
    shared.rest()
    words = inspector(shared)
    assert "Waits for your agreement" in words
    assert any("arranged it" in text for text in words)
    assert any("Sat 26 Dec 2026 is" in text for text in words)
    shared.answers.text = "The hall is shut"
    deed(shared, "Decline it").click()
    shared.rest()
    assert (shared.desk.ask(session, made).status, shared.desk.ask(session, made).notes) == (
        "cancelled",
        "Not agreed: The hall is shut",
    )
    assert item.badge == 0
    shared.undo()
    assert item.badge == 1
    shared.undo()


def test_it_is_agreed_to_with_changes_as_one_deed(shared):
    made = arranged(shared)
    page = opened(shared)
    page.arrive(made)
    shared.rest()
    deed(shared, "Agree with changes").click()
    changed = form(shared)
    changed.days.lines[0].day.set_day(date(2026, 12, 10))
    changed.learners.setText("14")
    changed.finish()
    shared.rest()
    found = shared.desk.ask(session, made)
    assert (found.status, found.first_date, found.max_learners) == ("planned", date(2026, 12, 10), 14)
    shared.undo()
    found = shared.desk.ask(session, made)
    assert (found.status, found.first_date) == ("to agree", date(2026, 12, 26))
    shared.undo()


def test_the_form_says_what_speaks_against_the_day_while_it_is_filled_in(shared):
    page = opened(shared)
    row = stand_on(shared, page, date(2026, 12, 9))
    page.deeds.change(page.page, row)
    made = form(shared)
    assert not any("is Christmas closure" in text for text in said(made))
    made.days.lines[0].day.set_day(date(2026, 12, 29))
    made.days.changed.emit()
    shared.until(lambda: any("Tue 29 Dec 2026 is Christmas closure." in text for text in said(made)))
    names = " and ".join(one.name for one in row.session.trainers)
    assert f"{names} are offered the new day and answer again." in said(made)
    assert not nameless(made)
    made.reject()
    assert shared.desk.ask(session, row.id).first_date == date(2026, 12, 9)


def test_a_second_day_is_added_and_taken_out_by_keys(shared):
    page = opened(shared)
    page.month.go(date(2026, 12, 1))
    page.add_session()
    made = form(shared)
    made.days.more.setFocus()
    QTest.keyClick(made.days.more, Qt.Key.Key_Return)
    assert [line.day.day() for line in made.days.lines] == [date(2026, 12, 1), date(2026, 12, 2)]
    made.course.setCurrentIndex(0)
    assert len(made.parts()) == 2
    made.days.lines[1].out.click()
    assert len(made.parts()) == 1
    made.reject()


def test_messages_come_on_leaving_a_field(shared):
    page = opened(shared)
    page.add_session()
    made = form(shared)
    made.activateWindow()
    shared.until(made.isActiveWindow)
    made.start.setFocus()
    made.start.selectAll()
    QTest.keyClicks(made.start, "nine")
    assert "“nine” is no time. Type it like 09:30." not in said(made)
    QTest.keyClick(made.start, Qt.Key.Key_Tab)
    assert "“nine” is no time. Type it like 09:30." in said(made)
    made.reject()


def test_the_month_sheet_is_looked_at_then_saved_or_printed(shared, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    page = opened(shared)
    assert page.print_shown()
    made = dialog(shared, Preview)
    assert [one.accessibleName() for one in made.findChildren(QLabel) if one.pixmap().width()] == ["Page 1 of 1"]
    assert any("December 2026. 8 sessions" in one.accessibleDescription() for one in made.findChildren(QLabel))
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    ended = []
    made.print_on(printer, lambda: ended.append(True))
    shared.until(lambda: bool(ended))
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    page.print_shown()
    again = dialog(shared, Preview)
    shared.answers.path = tmp_path / "month.pdf"
    QTest.keyClick(again, Qt.Key.Key_Return, CONTROL)
    shared.rest()
    assert (tmp_path / "month.pdf").read_bytes().startswith(b"%PDF")


def test_the_programme_of_the_term_is_looked_at_before_it_is_handed_out(shared, tmp_path):
    page = opened(shared)
    menu = next(one for one in page.publish.children() if hasattr(one, "actions") and one.actions())
    next(one for one in menu.actions() if one.text().startswith("Programme of the term")).trigger()
    made = dialog(shared, Preview)
    assert made.windowTitle() == "Training programme"
    shared.answers.path = tmp_path / "programme.html"
    made.finish()
    shared.rest()
    page_text = (tmp_path / "programme.html").read_text(encoding="utf-8")
    assert 'lang="en-GB"' in page_text
    assert "How to book" in page_text
