"""Today's fixes in place: each done by keys in the inspector, told with a toast, undone; what is put off and shown again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.test_today import buttons, inspector, opened, stand_on
from trainerpool.gui.screens.today.forms import SnoozeForm
from trainerpool.gui.screens.today.screen import TodayScreen
from trainerpool.host.clock import FixedClock
from trainerpool.operations import availability, evidence, sessions
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.pools import last_backup_moment
from trainerpool.operations.settings import snooze, wake
from trainerpool.problem import Problem
from trainerpool.queries.sessions import session
from trainerpool.queries.sessions import sessions as session_rows
from trainerpool.queries.settings import pool_settings, working_days
from trainerpool.queries.standings import standing_of
from trainerpool.queries.today import TodayRow, Urgency, backup_line, not_allowed, today_page, without_put_off

ENTER = Qt.Key.Key_Return


def subjects(page: TodayScreen) -> set[str]:
    return {one.subject for one in page.page.rows}


def again(seat: Seat, page: TodayScreen) -> None:
    page.refresh()
    seat.rest()


def asked(seat: Seat, page: TodayScreen, begins: str) -> TodayRow:
    """Stand on a line and press Enter: its fix has the keyboard."""
    row = stand_on(seat, page, begins)
    QTest.keyClick(page.list, ENTER)
    seat.rest()
    assert seat.window.panes.inspector.isAncestorOf(QApplication.focusWidget())
    return row


def press(seat: Seat, key: Qt.Key = ENTER) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    seat.rest()


def notice(page: TodayScreen, cause: str) -> str:
    return next(one.subject for one in page.page.rows if one.kind == "notice" and one.subject.endswith(cause))


def test_a_lapsing_agreement_is_renewed_with_two_enters(seat):
    page = opened(seat)
    row = asked(seat, page, notice(page, "release_agreement"))
    press(seat)
    assert row.subject not in subjects(page)
    assert seat.desk.ask(standing_of, row.argument, EXAMPLE_DAY).on_notice_until is None
    assert "renewed" in seat.window.toast.text.text()
    assert QApplication.focusWidget() is page.list
    seat.undo()
    assert row.subject in subjects(page)


def test_a_day_to_come_is_no_renewal(seat):
    page = opened(seat)
    row = asked(seat, page, notice(page, "release_agreement"))
    press(seat, Qt.Key.Key_Up)
    press(seat)
    assert any("up to today" in words for words in inspector(seat))
    assert row.subject in subjects(page)


def test_agreements_of_several_are_renewed_but_for_those_not_ticked(seat):
    page = opened(seat)
    later = EXAMPLE_DAY + timedelta(days=80)
    rows = {one.subject: one for one in seat.desk.ask(today_page, later).rows}
    held = rows["agreements"]
    assert len(held.about) > 2
    page.lines.show(seat.desk.ask(today_page, later))
    page.list.choose(page.lines.place_of("agreements"))
    seat.rest()
    QTest.keyClick(page.list, ENTER)
    ticks = [one for one in seat.window.panes.inspector.findChildren(QCheckBox) if one.isVisible()]
    assert len(ticks) == min(12, len(held.about))
    QTest.keyClick(ticks[0], Qt.Key.Key_Space)
    assert buttons(seat, f"Record renewal for {len(ticks) - 1}")
    buttons(seat, f"Record renewal for {len(ticks) - 1}")[0].click()
    seat.rest()
    left = {one.person for one in held.about} - {
        one.person for row in seat.desk.ask(today_page, later).rows if row.subject == "agreements" for one in row.about
    }
    assert left == {one.person for one in held.about[1 : len(ticks)]}


def test_a_sign_off_stands_behind_a_transferred_approval(seat):
    page = opened(seat)
    row = asked(seat, page, "transferred")
    first = row.about[0]
    QTest.keyClicks(QApplication.focusWidget(), "10 Nov 2026")
    press(seat)
    assert any("Who signed it" in words for words in inspector(seat))
    QTest.keyClicks(QApplication.focusWidget(), "Ruth Penhale")
    press(seat)
    held = next(one for one in page.page.rows if one.subject == "transferred")
    assert first.person not in {one.person for one in held.about}
    assert len(held.about) == len(row.about) - 1
    seat.undo()
    assert first.person in {
        one.person for one in next(one for one in page.page.rows if one.subject == "transferred").about
    }


@pytest.mark.parametrize(("verb", "state"), [("Accepts", "accepted"), ("Declines", "declined")])
def test_an_answer_is_entered_on_somebodys_behalf(seat, verb, state):
    page = opened(seat)
    offered = [
        row for row in seat.desk.ask(session_rows, EXAMPLE_DAY) for one in row.trainers if one.state == "offered"
    ]
    person = next(one.person_id for one in offered[0].trainers if one.state == "offered")
    later = offered[0].last_date
    row = next(one for one in seat.desk.ask(today_page, later).rows if one.subject == "unanswered")
    assert person in {one.person for one in row.about}
    page.lines.show(seat.desk.ask(today_page, later))
    page.list.choose(page.lines.place_of("unanswered"))
    seat.rest()
    QTest.keyClick(page.list, ENTER)
    assert QApplication.focusWidget() is buttons(seat, "Accepts")[0]
    buttons(seat, verb)[0].click()
    seat.rest()
    assert [one.state for one in seat.desk.ask(session, offered[0].id).team if one.person_id == person] == [state]


def test_who_has_not_answered_close_to_a_session_is_answered_for_in_place(seat):
    page = opened(seat)
    row = asked(seat, page, "unconfirmed")
    assert row.about[0].note.endswith("has not answered")
    assert QApplication.focusWidget() is buttons(seat, "Accepts")[0]
    press(seat)
    assert row.subject not in subjects(page)
    seat.undo()
    assert row.subject in subjects(page)


def test_a_session_a_trainer_arranged_is_agreed_in_place(seat):
    page = opened(seat)
    who = page.page.rows[0].argument and seat.desk.ask(session_rows, EXAMPLE_DAY)[0].trainers[0].person_id
    part = {"start": "2026-12-08T09:30", "end": "2026-12-08T12:30"}
    done = sessions.add_session(seat.desk, "NEG", [part], arranged_by=who)
    again(seat, page)
    row = asked(seat, page, "agree")
    assert row.fix == "Agree"
    press(seat)
    assert seat.desk.ask(session, done.record).status == "planned"
    assert "agree" not in subjects(page)


def test_sessions_held_are_recorded_one_by_one_or_all_at_once(seat):
    page = opened(seat)
    coming = [row for row in seat.desk.ask(session_rows, EXAMPLE_DAY) if len(row.trainers) == 2][:2]
    with seat.desk.together("Move into the past"):
        for number, row in enumerate(coming):
            day = f"2026-11-{18 + number}"
            sessions.move_session(seat.desk, row.id, [{"start": f"{day}T09:30", "end": f"{day}T12:30"}])
    again(seat, page)
    row = asked(seat, page, "past")
    assert len(row.about) == 2
    buttons(seat, "Record all 2")[0].click()
    seat.rest()
    assert {seat.desk.ask(session, one.id).status for one in coming} == {"delivered"}
    assert "past" not in subjects(page)
    seat.undo()
    assert {seat.desk.ask(session, one.id).status for one in coming} == {"planned"}


def test_who_is_on_a_session_a_rule_now_stops_is_taken_off(seat):
    page = opened(seat)
    coming = next(row for row in seat.desk.ask(session_rows, EXAMPLE_DAY) if len(row.trainers) == 2)
    member = coming.trainers[0]
    before = {one.subject for one in seat.desk.ask(not_allowed, EXAMPLE_DAY)}
    availability.add_unavailability(seat.desk, member.person_id, coming.first_date, coming.first_date)
    found = {one.subject for one in seat.desk.ask(not_allowed, EXAMPLE_DAY)} - before
    assert found == {f"illegal:{coming.id}/{member.person_id}"}
    again(seat, page)
    seat.until(lambda: found <= subjects(page))
    row = asked(seat, page, found.copy().pop())
    left = seat.desk.ask(working_days).between(EXAMPLE_DAY, coming.first_date)
    assert row.left == f"{left} working day{'s' if left > 1 else ''}", "counted as the session's own line counts"
    press(seat)
    team = seat.desk.ask(session, coming.id).team
    assert [one.state for one in team if one.person_id == member.person_id] == ["withdrawn"]
    seat.until(lambda: not found & subjects(page))
    short = next(one for one in page.page.rows if one.subject == f"short:{coming.id}")
    assert short.detail.startswith(f"{member.name} is no longer on it."), "nobody withdrew: the place was taken away"


def test_put_off_with_a_reason_and_a_day_by_keys_and_shown_again(seat):
    page = opened(seat)
    row = stand_on(seat, page, "notice:")
    before = len(page.page.rows)
    QTest.keyClick(page.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    seat.rest()
    QTest.keyClicks(QApplication.focusWidget(), "Marian speaks to her on Friday")
    press(seat)
    assert (len(page.page.rows), page.page.put_off) == (before - 1, 1)
    assert QApplication.focusWidget() is page.list
    page.show_only("off")
    assert page.list.current().subject == row.subject
    assert "Until Mon 30 Nov 2026: Marian speaks to her on Friday." in page.list.current().detail
    QTest.keyClick(page.list, ENTER)
    seat.rest()
    assert row.subject in subjects(page)
    assert page.page.put_off == 0
    page.show_only("all")


def test_putting_off_asks_for_a_reason_and_cancel_leaves_no_trace(seat):
    page = opened(seat)
    stand_on(seat, page, "notice:")
    page.put_off_current()
    press(seat)
    form = seat.window.panes.inspector.findChild(SnoozeForm)
    assert form.why.message.text() == "Say why, so that others know."
    assert not clipped(seat.window.panes.inspector)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    seat.rest()
    assert page.page.put_off == 0
    assert "Why this is here" in inspector(seat)
    with pytest.raises(Problem):
        snooze(seat.desk, "transferred", EXAMPLE_DAY + timedelta(days=1), " ")


def test_what_becomes_more_urgent_than_when_it_was_put_off_comes_back(seat):
    page = seat.desk.ask(today_page, EXAMPLE_DAY)
    row = next(one for one in page.rows if one.kind == "short" and one.urgency is Urgency.THIS_WEEK)
    snooze(seat.desk, row.subject, EXAMPLE_DAY + timedelta(days=60), "Later", int(row.urgency))
    assert row.subject in {one.subject for one in seat.desk.ask(today_page, EXAMPLE_DAY).off}
    near = date(2026, 12, 7)
    found = next(one for one in seat.desk.ask(today_page, near).rows if one.subject == row.subject)
    assert found.urgency is Urgency.CANNOT_WAIT
    wake(seat.desk, row.subject)
    assert not seat.desk.ask(today_page, EXAMPLE_DAY).off
    with pytest.raises(Problem):
        wake(seat.desk, row.subject)


def test_a_line_that_is_no_more_urgent_stays_put_off_until_its_day(seat):
    page = seat.desk.ask(today_page, EXAMPLE_DAY)
    row = page.of(Urgency.COMING_UP)[0]
    until = EXAMPLE_DAY + timedelta(days=3)
    kept = {row.subject: (until, "", int(row.urgency))}
    assert without_put_off([row], kept, EXAMPLE_DAY)[1]
    assert not without_put_off([row], kept, until)[1]


def test_the_list_can_be_narrowed_and_the_counts_of_the_head_do_it(shared):
    page = opened(shared)
    urgent = page.page.of(Urgency.CANNOT_WAIT)
    door = next(one for one in page.header.findChildren(type(page.start)) if one.text().endswith("cannot wait"))
    door.click()
    assert [one for one in page.lines.items if isinstance(one, TodayRow)] == list(urgent)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert len([one for one in page.lines.items if isinstance(one, TodayRow)]) == len(page.page.rows)
    page.show_only("sessions")
    kinds = {one.kind for one in page.lines.items if isinstance(one, TodayRow)}
    page.show_only("trainers")
    assert not kinds & {one.kind for one in page.lines.items if isinstance(one, TodayRow)}
    page.show_only("off")
    assert "Nothing here: what is put off" in [
        one.title.text() for one in page.findChildren(type(page.clear.layout().itemAt(0).widget()))
    ]
    page.show_only("all")


def test_a_hold_and_an_approval_that_end_soon_have_a_line(seat):
    held = next(row for row in seat.desk.ask(today_page, EXAMPLE_DAY).rows if row.subject == "transferred").about[-1]
    evidence.add_evidence(seat.desk, held.person, "hold", "2026-11-01", until=date(2026, 12, 10))
    page = seat.desk.ask(today_page, EXAMPLE_DAY)
    line = next(row for row in page.rows if row.subject == "holds")
    assert held.name in line.detail
    assert line.argument == (held.person,)


def test_esc_leads_from_the_fix_back_to_the_line(seat):
    page = opened(seat)
    row = asked(seat, page, "short:")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list
    assert page.list.current() == row
    seat.size(683, 384)
    QTest.keyClick(page.list, ENTER)
    seat.rest()
    assert seat.window.panes.is_over()
    assert seat.window.panes.inspector.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not seat.window.panes.is_inspector_shown()
    assert QApplication.focusWidget() is page.list
    assert not clipped(page)


def test_every_pane_of_the_inspector_can_be_read_out_and_nothing_is_clipped(seat):
    page = opened(seat)
    for row in page.page.rows:
        page.list.choose(page.lines.place_of(row.subject))
        seat.rest()
        pane = seat.window.panes.inspector
        assert not nameless(pane), row.subject
        assert not clipped(pane), row.subject
    page.put_off_current()
    assert not nameless(seat.window.panes.inspector)


def test_an_old_backup_is_told_of_and_taken_in_place(seat):
    page = opened(seat)
    made = seat.desk.ask(pool_settings).made_on
    seat.desk.clock = FixedClock.on(made + timedelta(days=9))
    again(seat, page)
    row = asked(seat, page, "backup")
    assert row.title == "There is no backup yet"
    press(seat)
    assert last_backup_moment(seat.desk) is not None
    seat.until(lambda: "backup" not in subjects(page))
    assert backup_line(made, made, made + timedelta(days=7)) is None
    assert backup_line(made, made, made + timedelta(days=8)).title.startswith("No backup since")
