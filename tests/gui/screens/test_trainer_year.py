"""Availability on a trainer's page: a year painted by keys and by mouse, weekdays from a day on, clashes said at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.trainer_seat import GWEN, press, visit
from trainerpool.gui.screens.trainer.availability_tab import AvailabilityTab
from trainerpool.queries.availability import absences
from trainerpool.queries.sessions import GONE, sessions

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def seat(shared: Seat) -> Seat:
    shared.size(1366, 768)
    return shared


def tab_of(seat: Seat, name: str) -> AvailabilityTab:
    page = visit(seat, name, "availability")
    tab = page.tabs.availability
    seat.until(lambda: tab.plan.plan is not None)
    seat.rest()
    tab.focus_days()
    return tab


def away(seat: Seat, tab: AvailabilityTab) -> list[tuple[date, date]]:
    seat.rest()
    return [(row.start, row.end) for row in seat.desk.ask(absences, tab._page.person.id)]


def on_a_session(seat: Seat) -> tuple[str, date]:
    """Somebody with a session to come, and its day."""
    for row in seat.desk.ask(sessions, seat.desk.today + timedelta(days=1)):
        for one in row.team:
            if one.state not in GONE and row.status == "planned":
                return one.name, row.first_date
    raise AssertionError("nobody is on a session")


def test_days_are_painted_by_keys_and_cleared_in_part(seat, qtbot):
    tab = tab_of(seat, GWEN)
    before = away(seat, tab)
    tab.plan.choose(date(2027, 1, 18))
    for _ in range(4):
        qtbot.keyClick(tab.plan, Qt.Key.Key_Right, SHIFT)
    assert tab.start.text() == "Mon 18 Jan 2027"
    assert tab.end.text() == "Fri 22 Jan 2027"
    assert tab.said.text() == "Mon 18 Jan 2027 to Fri 22 Jan 2027: 5 working days."
    qtbot.keyClick(tab.plan, Qt.Key.Key_Space)
    seat.until(lambda: tab.plan.plan.away_on(date(2027, 1, 20)) is not None)
    assert away(seat, tab) == [*before, (date(2027, 1, 18), date(2027, 1, 22))]
    tab.plan.choose(date(2027, 1, 20))
    qtbot.keyClick(tab.plan, Qt.Key.Key_Space)
    seat.until(lambda: tab.plan.plan.away_on(date(2027, 1, 20)) is None)
    assert away(seat, tab)[-2:] == [(date(2027, 1, 18), date(2027, 1, 19)), (date(2027, 1, 21), date(2027, 1, 22))]
    seat.undo()
    seat.undo()
    seat.until(lambda: tab.plan.plan.away_on(date(2027, 1, 18)) is None)
    assert away(seat, tab) == before


def test_a_drag_paints_and_a_click_only_chooses(seat, qtbot):
    tab = tab_of(seat, GWEN)
    tab.plan.choose(date(2026, 11, 23))
    first, last = (tab.plan.spot(day).center() for day in (date(2027, 2, 1), date(2027, 2, 5)))
    qtbot.mouseClick(tab.plan, Qt.MouseButton.LeftButton, pos=first)
    assert tab.plan.chosen() == (date(2027, 2, 1), date(2027, 2, 1))
    assert tab.plan.plan.away_on(date(2027, 2, 1)) is None
    qtbot.mousePress(tab.plan, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(tab.plan, QPoint((first.x() + last.x()) // 2, first.y()))
    qtbot.mouseMove(tab.plan, last)
    qtbot.mouseRelease(tab.plan, Qt.MouseButton.LeftButton, pos=last)
    seat.until(lambda: tab.plan.plan.away_on(date(2027, 2, 5)) is not None)
    assert tab.plan.plan.away_on(date(2027, 2, 1)) is not None
    assert tab.plan.plan.away_on(date(2027, 2, 6)) is None
    seat.undo()


def test_escape_leaves_a_stretch_without_a_trace(seat, qtbot):
    tab = tab_of(seat, GWEN)
    before = away(seat, tab)
    tab.plan.choose(date(2027, 1, 18))
    qtbot.keyClick(tab.plan, Qt.Key.Key_Down, SHIFT)
    assert tab.plan.chosen() == (date(2027, 1, 18), date(2027, 2, 18))
    qtbot.keyClick(tab.plan, Qt.Key.Key_Escape)
    assert tab.plan.chosen() == (date(2027, 2, 18), date(2027, 2, 18))
    assert away(seat, tab) == before


def test_a_clash_is_said_before_and_after_it_is_made(seat, qtbot):
    name, day = on_a_session(seat)
    tab = tab_of(seat, name)
    tab.plan.choose(day)
    assert "confirmed" in tab.said.text() or "proposed" in tab.said.text()
    tab.plan.choose(day - timedelta(days=1), extends=True)
    assert f"On {day:%a} {day.day}" in tab.said.text()
    qtbot.keyClick(tab.plan, Qt.Key.Key_Space)
    seat.until(lambda: tab.plan.plan.away_on(day) is not None)
    seat.rest()
    row = next(one for one in tab.rows.model.rows() if one.kind == "away" and one.end == day)
    assert row.detail.startswith("Clash:")
    seat.undo()


def test_typed_days_are_chosen_on_the_year_and_wrong_ones_are_told(seat):
    tab = tab_of(seat, GWEN)
    tab.start.setText("18 Jan 2028")
    tab.end.setText("12 Jan 2028")
    tab.finish()
    assert tab.fields["end"].message.text() == "That is before it begins."
    tab.end.setText("22 Jan 2028")
    tab.end.editingFinished.emit()
    assert tab.year.text() == "Nov 2027 to Oct 2028"
    assert tab.plan.chosen() == (date(2028, 1, 18), date(2028, 1, 22))
    tab.note.setText("Court")
    tab.finish()
    seat.until(lambda: tab.plan.plan.away_on(date(2028, 1, 20)) is not None)
    tab._swap()
    made = next(row for row in tab.rows.model.rows() if row.kind == "away" and row.start == date(2028, 1, 18))
    assert made.detail == "Court"
    tab.rows.choose(made.key)
    press(seat, tab.rows, "Take back this absence")
    seat.until(lambda: tab.plan.plan.away_on(date(2028, 1, 20)) is None)
    tab._swap()


def test_weekdays_hold_from_a_day_and_the_earlier_ones_stay_readable(seat):
    tab = tab_of(seat, GWEN)
    assert tab.week.said.text() == "Nothing recorded: any day may do."
    tab.week.days[2].click()
    seat.until(lambda: tab.week.said.text() == "As told.")
    tab.week.start.setText("4 Jan 2027")
    tab.week.start.editingFinished.emit()
    tab.week.days[0].click()
    seat.until(lambda: len(tab.plan.plan.patterns) == 2)
    assert not tab.plan.plan.works(date(2027, 1, 4))
    assert tab.plan.plan.works(date(2026, 12, 28))
    assert not tab.plan.plan.works(date(2026, 12, 30))
    tab.week.start.clear()
    assert tab.week.said.text() == "As told. From 4 Jan 2027: Tue, Thu, Fri, Sat and Sun."
    tab._swap()
    later = next(row for row in tab.rows.model.rows() if row.kind == "weekdays" and row.start == date(2027, 1, 4))
    tab.rows.choose(later.key)
    press(seat, tab.rows, "Take back these weekdays")
    seat.until(lambda: len(tab.plan.plan.patterns) == 1)
    tab._swap()
    for _ in range(3):
        seat.undo()
    seat.until(lambda: tab.plan.plan.patterns == ())


def test_every_day_can_be_heard_and_the_table_says_the_same(seat):
    tab = tab_of(seat, GWEN)
    tab.plan.choose(date(2026, 12, 25))
    assert tab.plan.accessibleDescription().startswith("Fri 25 Dec 2026, Christmas closure")
    heard = QAccessible.queryAccessibleInterface(tab.plan)
    assert heard.role() is QAccessible.Role.Table
    assert heard.childCount() == 365
    words = heard.child((date(2026, 12, 25) - tab.plan.first).days).text(QAccessible.Text.Name)
    assert words.startswith("Fri 25 Dec 2026, Christmas closure")
    rows = tab.rows.model.rows()
    assert any(row.detail == "Good Friday" and row.start == date(2027, 3, 26) for row in rows)
    assert any(row.what == "Term" for row in rows)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_the_year_fits_every_window(seat, size):
    tab = tab_of(seat, GWEN)
    seat.size(*size)
    seat.size(*size)
    assert clipped(tab) == []
    assert nameless(tab) == []
    assert tab.plan.spot(date(2027, 3, 31)).right() <= tab.plan.width()
