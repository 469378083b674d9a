"""Today: what needs somebody, why it is here, and the fix one key away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui import preferences, theme
from trainerpool.gui.marks import Meaning
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.notices import EmptyState
from trainerpool.gui.screens.today.health import health_facts
from trainerpool.gui.screens.today.listing import ROW, button_rect
from trainerpool.gui.screens.today.screen import TodayScreen
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.operations.settings import snooze
from trainerpool.queries.sessions import session
from trainerpool.queries.stepping_in import stepping_in
from trainerpool.queries.today import Health, TodayRow, Urgency, today_page


def opened(seat: Seat) -> TodayScreen:
    page = seat.go("today")
    assert isinstance(page, TodayScreen)
    seat.until(lambda: page.page is not None)
    seat.front()
    page.list.setFocus()
    seat.rest()
    return page


def stand_on(seat: Seat, page: TodayScreen, begins: str) -> TodayRow:
    row = next(one for one in page.page.rows if one.subject.startswith(begins))
    page.list.choose(page.lines.place_of(row.subject))
    seat.rest()
    return row


def inspector(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible()]


def buttons(seat: Seat, words: str) -> list[Button]:
    return [one for one in seat.window.panes.inspector.findChildren(Button) if one.text() == words and one.isVisible()]


def test_lines_stand_under_the_heading_of_their_urgency_the_nearest_first(shared):
    page = opened(shared)
    kinds = [item[0] if isinstance(item, tuple) else item.urgency for item in page.lines.items]
    assert kinds == sorted(kinds)
    headings = [item for item in page.lines.items if isinstance(item, tuple)]
    assert headings == [(one, len(page.page.of(one))) for one in Urgency if page.page.of(one)]
    urgent = page.page.of(Urgency.CANNOT_WAIT)
    assert [row.order for row in urgent] == sorted(row.order for row in urgent)
    shared.until(lambda: page.page == shared.desk.ask(today_page, EXAMPLE_DAY, page._later))


def test_the_rail_counts_the_lines_and_the_head_says_how_many_cannot_wait(shared):
    page = opened(shared)
    number, urgent = len(page.page.rows), len(page.page.of(Urgency.CANNOT_WAIT))
    said = "".join(one.text() for one in (*page.header.findChildren(QLabel), *page.header.findChildren(Button)))
    assert "Mon 23 Nov 2026." in said
    assert f"{number} things need you" in said
    assert f"{urgent} cannot wait" in said
    assert f"Today, {number} waiting" in [
        one.accessibleName() for one in shared.window.rail.findChildren(QAbstractButton)
    ]


def test_headings_take_no_focus_and_lines_are_read_out_with_their_fix(shared):
    page = opened(shared)
    heading, line = page.lines.index(0, 0), page.lines.index(1, 0)
    assert not page.lines.flags(heading) & Qt.ItemFlag.ItemIsSelectable
    said = line.data(Qt.ItemDataRole.AccessibleTextRole)
    row = line.data(ROW)
    assert row.title in said
    assert said.endswith(f"Enter: {row.fix}")
    assert page.lines.data(QModelIndex()) is None


@pytest.mark.parametrize(("begins", "where"), [("material:", "programme"), ("observations", "trainers")])
def test_enter_goes_where_the_line_is_mended(shared, begins, where):
    page = opened(shared)
    stand_on(shared, page, begins)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    shared.rest()
    assert shared.window.navigator.here == where


def test_the_painted_button_does_what_enter_does(shared):
    page = opened(shared)
    row = stand_on(shared, page, "observations")
    index = page.lines.index(page.lines.place_of(row.subject), 0)
    spot = button_rect(page.list.visualRect(index)).center().toPoint()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shared.rest()
    assert shared.window.navigator.here == "trainers"


def test_the_first_button_starts_with_the_most_urgent_line(shared):
    page = opened(shared)
    first = page.page.rows[0]
    stand_on(shared, page, "observations")
    page.start.click()
    shared.rest()
    assert page.list.current() == first
    assert shared.window.panes.inspector.isAncestorOf(QApplication.focusWidget())
    page.list.setFocus()


def test_the_inspector_says_why_a_trainer_stands_as_they_do(shared):
    page = opened(shared)
    row = stand_on(shared, page, "notice:")
    said = inspector(shared)
    assert "Why this is here" in said
    assert all(one.text.rstrip(".") in said for one in row.reasons)


def test_everybody_a_line_counts_is_a_door(shared):
    page = opened(shared)
    row = stand_on(shared, page, "observations")
    assert len(row.about) == int(row.title.split()[0])
    buttons(shared, row.about[0].name)[0].click()
    shared.rest()
    assert shared.window.navigator.here == "trainer"


def test_the_health_figures_are_doors(shared):
    page = opened(shared)
    for key in ("observed", "approved"):
        page.strip.opened.emit(key)
        shared.rest()
        assert shared.window.navigator.here == "trainers"
        opened(shared)
    page.strip.opened.emit("staffed")
    health = page.page.health
    assert len(health.open_places) == health.sessions - health.staffed
    assert buttons(shared, health.open_places[0].name)
    page.strip.opened.emit("material")
    assert buttons(shared, health.materials[0].name)
    assert all(one.note in inspector(shared) for one in health.materials)


def test_the_menu_of_a_line_holds_its_fix_and_how_long_it_may_be_put_off(shared):
    page = opened(shared)
    row = stand_on(shared, page, "notice:")
    menu = page.menu(row)
    assert [one.text() for one in menu.actions() if one.text()] == [
        row.fix, "Open the list behind", "Put off: until tomorrow", "Put off: for a week", "Put off: for two weeks",
    ]  # fmt: skip
    menu.deleteLater()


def test_nothing_is_clipped_and_everything_has_a_name_at_every_size(shared):
    page = opened(shared)
    for size in ((1366, 768), (1024, 768), (683, 384)):
        shared.window.resize(*size)
        for begins in ("notice:", "short:", "observations"):
            stand_on(shared, page, begins)
        shared.until(lambda size=size: shared.window.width() == size[0])
        assert not clipped(page), size
    shared.window.resize(1366, 768)
    assert not nameless(shared.window.inner)


def test_a_narrow_window_says_less_and_offers_why(shared):
    page = opened(shared)
    shared.window.resize(683, 384)
    shared.until(page.why.isVisible)
    assert not any("23 Nov" in one.text() for one in page.header.findChildren(QLabel) if one.isVisible())
    page.why.click()
    assert shared.window.panes.is_inspector_shown()
    shared.window.panes.show_inspector(False)
    shared.window.resize(1366, 768)
    shared.until(lambda: not page.why.isVisible())


def test_two_enters_repair_a_withdrawal_and_the_list_goes_on_with_the_next_line(seat):
    page = opened(seat)
    row = stand_on(seat, page, "short:")
    known = seat.desk.ask(stepping_in, row.argument, EXAMPLE_DAY)
    offered = known.helpers[0]
    following = page.page.rows[page.page.rows.index(row) + 1]
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    button = buttons(seat, "Offer")[0]
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Return)
    seat.rest()
    held = [one for one in seat.desk.ask(session, row.argument).trainers if one.person_id == offered.person_id]
    assert [(one.state, one.role) for one in held] == [("offered", "co-trainer")]
    assert row.subject not in {one.subject for one in page.page.rows}
    assert page.list.current().subject == following.subject
    assert QApplication.focusWidget() is page.list
    seat.undo()
    assert row.subject in {one.subject for one in page.page.rows}


def test_somebody_a_rule_speaks_against_is_offered_only_with_a_reason(seat):
    page = opened(seat)
    row = stand_on(seat, page, "short:")
    known = seat.desk.ask(stepping_in, row.argument, EXAMPLE_DAY)
    one = replace(known.helpers[0], state="override", finding="Away that morning.")
    page.telling._tell_session(row, replace(known, helpers=(one,)))
    seat.until(lambda: len(buttons(seat, "Offer")) == 1)
    buttons(seat, "Offer")[0].click()
    seat.rest()
    assert seat.answers.asked == [f"Offer to {one.name} in spite of a rule"]
    assert one.person_id not in {member.person_id for member in seat.desk.ask(session, row.argument).team}
    page.telling._tell_session(row, replace(known, helpers=(one,)))
    seat.until(lambda: len(buttons(seat, "Offer")) == 1)
    seat.answers.text = "Her manager has released her"
    buttons(seat, "Offer")[0].click()
    seat.rest()
    [held] = [member for member in seat.desk.ask(session, row.argument).team if member.person_id == one.person_id]
    assert (held.state, held.override_reason) == ("offered", "Her manager has released her")


def test_the_line_after_the_last_of_a_group_is_the_first_of_the_next(seat):
    page = opened(seat)
    last = page.page.of(Urgency.CANNOT_WAIT)[-1]
    place = page.lines.place_of(last.subject)
    page.lines.show(page.page, lambda row: row.urgency is not Urgency.PUT_OFF and row.subject != last.subject)
    page.list.choose(-1, place)
    assert page.list.current() == page.page.of(Urgency.THIS_WEEK)[0]


def test_lines_are_as_high_as_the_window_and_the_person_ask(seat):
    page = opened(seat)

    def high() -> int:
        page.list.doItemsLayout()
        return page.list.visualRect(page.list.currentIndex()).height()

    seat.size(1366, 768)
    assert high() == theme.row_height("two_line", "compact")
    seat.size(1366, 900)
    assert high() == theme.row_height("two_line", "comfortable")
    preferences.set_density("compact")
    try:
        assert high() == theme.row_height("two_line", "compact")
    finally:
        preferences.set_density("")


def test_what_there_is_none_of_is_not_said_to_be_good():
    nothing = Health(0, 0, 0, 0, 0, 0, None, 0, 0, 8)
    told = {one.key: (one.figure, one.unit, one.meaning) for one in health_facts(nothing, EXAMPLE_DAY)}
    assert told["material"] == ("None", "on record", Meaning.NEUTRAL)
    assert told["staffed"] == ("None", "planned", Meaning.NEUTRAL)
    assert told["observed"] == ("None", "to observe", Meaning.NEUTRAL)


def test_with_nothing_waiting_the_page_says_so_and_what_comes_next(seat):
    page = opened(seat)
    with seat.desk.together("Put everything off"):
        for row in page.page.rows:
            snooze(seat.desk, row.subject, EXAMPLE_DAY + timedelta(days=1), "all of it", int(row.urgency))
    page.refresh()
    seat.rest()
    assert not page.page.rows
    seat.until(lambda: any(one.isVisible() for one in page.findChildren(EmptyState)))
    assert not page.start.isVisible()
    assert not clipped(page)
    doors = [one for one in page.clear.findChildren(Button) if one.text().startswith("Next")]
    assert len(doors) == len(page.page.ahead) > 1
