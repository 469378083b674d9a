"""The page of offers: answers entered by keys, refusals in words, stand-ins by the rules, and what is said of each place."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Seat, TurnMonitor, clipped, nameless
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.allocation.offers.answer_form import AnswerForm
from trainerpool.gui.screens.allocation.offers.screen import OffersScreen
from trainerpool.gui.screens.allocation.offers.stand_in_form import StandInForm
from trainerpool.host.clock import FixedClock
from trainerpool.operations.allocations import offer_place, take_back_offer
from trainerpool.operations.example import EXAMPLE_DAY
from trainerpool.queries.offers import OfferRow, offers

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def rows(seat: Seat) -> dict[str, OfferRow]:
    return {row.id: row for row in seat.desk.ask(offers, seat.desk.today)}


def asked_long_ago(seat: Seat) -> OfferRow:
    """A place offered twelve days before the example's day, without an answer."""
    one = next(row for row in rows(seat).values() if row.state == "confirmed" and row.role == "lead")
    seat.desk.clock = FixedClock.on(date(2026, 11, 11))
    offer_place(seat.desk, one.session.id, one.trainer.id)
    seat.desk.clock = FixedClock.on(EXAMPLE_DAY)
    return rows(seat)[one.id]


def opened(seat: Seat, argument: object = None) -> OffersScreen:
    shown = seat.go("offers", argument)
    assert isinstance(shown, OffersScreen)
    seat.until(lambda: shown.rows is not None)
    return shown


def press(seat: Seat, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        seat.front()
        QTest.keyClick(QApplication.focusWidget() or seat.window, key, held)
        seat.rest()


def inspector(seat: Seat) -> str:
    seat.until(lambda: not seat.window.navigator.shown().resting.isActive())
    return "\n".join(one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible())


def test_what_waits_longest_stands_first_and_says_so(seat: Seat) -> None:
    late = asked_long_ago(seat)
    page = opened(seat)
    first = page.table.current_row()
    assert first.id == late.id
    assert (first.waiting, first.late) == (8, 3)
    assert "It is 3 working days late." in inspector(seat)
    spoken = page.table.offers_model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Offered, answer 3 working days late, Waiting for 8 working days")
    links = (one.text() for one in page.header.findChildren(Button) if one.isVisible() and one.kind == "link")
    assert next(links) == "2 waiting, 1 late"


def test_an_acceptance_is_two_keystrokes_from_anywhere(seat: Seat) -> None:
    late = asked_long_ago(seat)
    seat.go("today")
    press(seat, Qt.Key.Key_O, held=CONTROL | SHIFT)
    press(seat, Qt.Key.Key_A)
    seat.until(lambda: rows(seat)[late.id].state == "accepted")
    seat.rest()
    last = rows(seat)[late.id].last
    assert last is not None
    assert last.told_by == late.trainer.called
    seat.undo()
    assert rows(seat)[late.id].state == "offered"


def test_a_refusal_is_three_keys_with_its_kind_of_reason(seat: Seat) -> None:
    late = asked_long_ago(seat)
    page = opened(seat)
    press(seat, Qt.Key.Key_D)
    form = seat.window.panes.inspector.findChild(AnswerForm)
    assert form is not None
    seat.until(form.kind.hasFocus)
    press(seat, Qt.Key.Key_I)
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: rows(seat)[late.id].state == "declined")
    seat.rest()
    last = rows(seat)[late.id].last
    assert last is not None
    assert (last.category, last.reason, last.told_by) == ("illness", "", late.trainer.name)
    assert page.table.hasFocus()


def test_a_form_left_by_esc_leaves_no_trace(seat: Seat) -> None:
    late = asked_long_ago(seat)
    page = opened(seat)
    before = rows(seat)
    press(seat, Qt.Key.Key_D, Qt.Key.Key_L, Qt.Key.Key_Escape)
    assert rows(seat) == before
    assert page.table.hasFocus()
    assert page.table.current_row().id == late.id


def test_a_key_that_cannot_be_says_why(seat: Seat) -> None:
    page = opened(seat)
    page.places.show_group("answered")
    seat.rest()
    row = page.table.current_row()
    press(seat, Qt.Key.Key_A)
    assert page.places.foot.middle.text() == f"{row.trainer.name} is confirmed already; an answer adds nothing."
    press(seat, Qt.Key.Key_O)
    assert rows(seat)[row.id].state == "confirmed"
    page._toggle_letters()
    try:
        press(seat, Qt.Key.Key_W)
        assert page._form is None
        assert page.places.foot.middle.text() == ""
    finally:
        page._toggle_letters()
    press(seat, Qt.Key.Key_W)
    assert page._form is not None


def test_somebody_stands_in_by_the_rules_and_the_other_is_to_be_told(seat: Seat) -> None:
    page = opened(seat)
    page.places.show_group("answered")
    seat.rest()
    row = page.table.current_row()
    press(seat, Qt.Key.Key_S)
    form = seat.window.panes.inspector.findChild(StandInForm)
    assert form is not None
    seat.until(lambda: bool(form.choices))
    first = next(iter(form.choices))
    form.accepted.setChecked(True)
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: rows(seat)[row.id].state == "substituted")
    found = rows(seat)
    new = next(one for one in found.values() if one.session.id == row.session.id and one.trainer.id == first)
    assert (new.role, new.state, new.instead_of) == (row.role, "accepted", row.trainer.name)
    assert found[row.id].group == "to tell"
    seat.rest()
    assert clipped(seat.window.panes.inspector) == []


def test_who_could_step_in_for_one_who_withdrew_is_a_key_away_with_what_speaks_for_each(seat: Seat) -> None:
    page = opened(seat)
    page.places.show_group("answered")
    seat.rest()
    row = page.table.current_row()
    press(seat, Qt.Key.Key_W)
    assert page._form is not None
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: rows(seat)[row.id].state == "withdrawn")
    seat.rest()
    page.places.show_group("to tell")
    seat.rest()
    page.table.setFocus()
    for _ in page.table.offers_model.rows():
        if page.table.current_row().id != row.id:
            press(seat, Qt.Key.Key_Down)
    assert page.table.current_row().id == row.id
    menu = page.menu(page.table.current_row())
    assert "Somebody stands in..." in [one.text().partition("\t")[0] for one in menu.actions()]
    menu.deleteLater()
    press(seat, Qt.Key.Key_S)
    form = seat.window.panes.inspector.findChild(StandInForm)
    assert form is not None
    seat.until(lambda: bool(form.choices))
    assert all("other session" in one.accessibleDescription() for one in form.choices.values())
    who = form.chosen()
    assert who is not None
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: rows(seat)[row.id].stands_in == who.name)
    seat.rest()


def test_one_against_a_rule_asks_for_the_reason(seat: Seat) -> None:
    page = opened(seat)
    page.places.show_group("answered")
    seat.rest()
    before = rows(seat)
    for row in page.table.offers_model.rows():
        page.show_form(
            form := StandInForm(seat.window.workplace.page_shell("offers"), row, lambda: page.show_form(None))
        )
        seat.rest()
        against = next((key for key, one in form._helpers.items() if one.state == "override"), None)
        if against is not None:
            break
    assert against is not None
    form.choices[against].setChecked(True)
    form.finish()
    seat.rest()
    assert form.override.message.text() == "A reason is needed to go against a rule."
    assert rows(seat) == before
    form.against.setText("Swapped a day off")
    form.finish()
    seat.until(lambda: rows(seat)[row.id].state == "substituted")
    seat.rest()


def test_menu_and_inspector_hold_the_same_deeds(shared: Seat) -> None:
    page = opened(shared)
    page.turn("places")
    for group in ("waiting", "answered", "ended"):
        page.places.show_group(group)
        shared.rest()
        row = page.table.current_row()
        shared.until(lambda: not page.resting.isActive())
        menu = page.menu(row)
        words = [one.text().partition("\t")[0] for one in menu.actions() if one.text()]
        shown = [one.text() for one in shared.window.panes.inspector.findChildren(Button) if one.isVisible()]
        assert words == shown
        menu.deleteLater()


def test_nothing_found_and_nothing_there_are_said(shared: Seat) -> None:
    page = opened(shared)
    page.focus_search()
    page.places.search.setText("neglct")
    shared.until(lambda: not page.table.isVisible())
    said = [one.text() for one in page.places.findChildren(QLabel) if one.isVisible()]
    assert "No place matches “neglct”" in said
    assert page.leave_step()
    shared.until(page.table.isVisible)
    page.places.show_group("to send")
    assert "Nothing under To send" in [one.text() for one in page.places.findChildren(QLabel) if one.isVisible()]
    page.places.show_group("all")


def test_an_offer_taken_back_is_to_be_told_and_then_is(seat: Seat) -> None:
    late = asked_long_ago(seat)
    take_back_offer(seat.desk, late.session.id, late.trainer.id)
    page = opened(seat, "to tell")
    assert page.table.current_row().id == late.id
    assert "has to be told so" in inspector(seat)
    press(seat, Qt.Key.Key_R)
    assert page.letters.kind.value == "taken back"
    assert page.record.text() == "Record 1 as told"
    page.record.click()
    seat.until(lambda: rows(seat)[late.id].to_tell == "")
    seat.rest()
    assert rows(seat)[late.id].group == "to send"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
@pytest.mark.parametrize("view", ["places", "letters"])
def test_nothing_is_cut_off_and_everything_has_a_name(shared: Seat, size: tuple[int, int], view: str) -> None:
    page = opened(shared, view)
    page.turn(view)
    shared.size(*size)
    shared.rest()
    assert clipped(page) == []
    assert nameless(page) == []
    shared.size(1366, 768)


def test_several_chosen_are_answered_by_one_key_and_one_undo(seat: Seat) -> None:
    first = asked_long_ago(seat)
    page = opened(seat, "waiting")
    page.table.selectAll()
    seat.rest()
    chosen = [row.id for row in page.table.selected_rows()]
    assert first.id in chosen
    assert len(chosen) == 2
    assert "Chosen" in inspector(seat)
    menu = page.menu(page.table.current_row())
    assert [one.text() for one in menu.actions()] == ["All accept\tA", "Confirm all\tC"]
    menu.deleteLater()
    press(seat, Qt.Key.Key_D)
    assert page.places.foot.middle.text() == "That is done one place at a time. Choose a single one."
    press(seat, Qt.Key.Key_A)
    seat.until(lambda: all(rows(seat)[key].state == "accepted" for key in chosen))
    seat.rest()
    seat.undo()
    assert all(rows(seat)[key].state == "offered" for key in chosen)


def test_no_turn_of_the_page_keeps_the_window_waiting(shared: Seat) -> None:
    page = opened(shared, "places")
    page.places.show_group("all")
    shared.rest()
    page.table.setFocus()
    monitor = TurnMonitor()
    monitor.start()
    for _ in range(20):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
        shared.rest()
    page.turn("letters")
    shared.rest()
    page.turn("places")
    shared.rest()
    assert monitor.stop() < 50
