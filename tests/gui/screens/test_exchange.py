"""Exchange: a return as sentences with ticks, a clash side by side, taken in as one deed and undone, refused, known again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.exchange_seat import PHONE_HERE, PHONE_OUT, a_return, asked_trainers, told
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.exchange.carrying.merging import Fate
from trainerpool.gui.dropping import fate_of
from trainerpool.gui.parts.labels import Label
from trainerpool.gui.screens.exchange.refused import RefusedReturn
from trainerpool.gui.screens.exchange.screen import ExchangeScreen
from trainerpool.problem import Problem
from trainerpool.queries.people import people
from trainerpool.queries.returns import REFUSED, TAKEN_IN, WAITING, returned_files


@pytest.fixture
def seat(shared: Seat) -> Iterator[Seat]:
    """The shared seat; what a test did is undone behind it, as far as it can be."""
    shared.window.resize(1366, 768)
    yield shared
    shared.rest()
    while shared.desk.store.stacks.undo and any(
        word in shared.desk.store.stacks.undo[-1].name for word in ("eturn", "hange")
    ):
        shared.desk.undo()
    told(shared)


def the_page(seat: Seat, tmp_path: Path, *, clash: bool = False) -> tuple[ExchangeScreen, str]:
    """The page with one return on it, and whose it is."""
    name = asked_trainers(seat.desk)[0]
    a_return(seat.desk, tmp_path / "desk", name, clash=clash)
    told(seat)
    page = seat.go("exchange")
    seat.front()
    seat.until(lambda: page.current() is not None)
    return page, name


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def phone(seat: Seat, name: str) -> str | None:
    return next(one.phone for one in seat.desk.ask(people, seat.desk.today) if one.name == name)


def test_with_no_return_the_page_says_how_one_comes_in(seat):
    page = seat.go("exchange")
    assert page.header.facts_in_words() == ["No return waits."]
    assert not page.take.isVisible()
    assert nameless(page) == []
    assert clipped(page) == []


def test_a_return_is_shown_in_sentences_and_a_change_is_left_out_by_space(seat, tmp_path):
    page, name = the_page(seat, tmp_path)
    assert page.header.title.accessibleName() == f"Return from {name}"
    rows = page.plan.plan.rows
    assert {row.fate for row in rows} == {Fate.READY}
    assert page.take.text() == f"Take in {len(rows)} changes"
    page.plan.setFocus()
    press(Qt.Key.Key_Space)
    assert page.take.text() == f"Take in {len(rows) - 1} change{'' if len(rows) == 2 else 's'}"
    assert page.plan.plan.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("not ticked: ")
    press(Qt.Key.Key_Space)
    assert page.plan.plan.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("ticked: ")
    assert nameless(page) == []
    assert clipped(page) == []


def test_ctrl_enter_takes_a_return_in_as_one_deed_and_undo_lets_it_wait_again(seat, tmp_path):
    page, name = the_page(seat, tmp_path)
    before = phone(seat, name)
    page.plan.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: bool(seat.desk.ask(returned_files, TAKEN_IN)))
    seat.rest()
    assert phone(seat, name) == PHONE_OUT
    assert page.current() is None
    assert seat.window.facts.undo == f"Take in return from {name}"
    seat.undo()
    assert phone(seat, name) == before
    assert page.current() is not None
    assert [row.outcome for row in seat.desk.ask(returned_files)] == [WAITING]


def test_a_clash_is_settled_by_keyboard_before_anything_is_taken_in(seat, tmp_path):
    page, name = the_page(seat, tmp_path, clash=True)
    assert page.take.text() == "Settle 1 clash"
    page.take.click()
    sides = page.about.sides
    assert QApplication.focusWidget() is sides.pool.radio or sides.pool.radio.hasFocus()
    assert PHONE_HERE in sides.pool.radio.accessibleName()
    assert PHONE_OUT in sides.returned.radio.accessibleName()
    count = sum(row.fate is Fate.READY for row in page.plan.plan.rows)
    sides.pool.radio.setChecked(True)
    assert page.take.text() == f"Take in {count} change{'' if count == 1 else 's'}"
    sides.returned.radio.setFocus()
    sides.returned.radio.setChecked(True)
    assert page.about.sides is sides, "the inspector stays while its sides are chosen"
    assert page.take.text() == f"Take in {count + 1} change{'' if count == 0 else 's'}"
    page.take.click()
    seat.until(lambda: bool(seat.desk.ask(returned_files, TAKEN_IN)))
    assert phone(seat, name) == PHONE_OUT
    seat.rest()
    seat.undo()
    assert phone(seat, name) == PHONE_HERE


def test_a_refused_return_changes_nothing_and_keeps_why(seat, tmp_path):
    page, name = the_page(seat, tmp_path)
    before = phone(seat, name)
    seat.answers.text = "Sent by mistake"
    page.refuse.click()
    seat.until(lambda: bool(seat.desk.ask(returned_files, REFUSED)))
    seat.rest()
    assert phone(seat, name) == before
    assert page.current() is None
    assert not page.take.isVisible()


def shown_words(page) -> str:
    return " ".join(one.text() for one in page.body.findChildren(RefusedReturn)[-1].findChildren(Label))


def test_a_refused_return_can_be_looked_at_and_waits_again(seat, tmp_path):
    page, _name = the_page(seat, tmp_path)
    said = [row.text for row in page.current().plan.rows]
    seat.answers.text = "Sent by mistake"
    page.refuse.click()
    seat.until(lambda: bool(seat.desk.ask(returned_files, REFUSED)))
    [row] = seat.desk.ask(returned_files, REFUSED)
    seat.until(lambda: page.body.looked_at is not None and page.body.looked_at.key == row.id)
    words = shown_words(page)
    assert "Why it was refused on 23 Nov 2026 Sent by mistake." in words
    assert all(one in words for one in said), "what it said can be read"
    assert "comes again with their next return" in words
    assert nameless(seat.window) == []
    for wide, high in ((1366, 768), (1024, 768), (683, 384)):
        seat.size(wide, high)
        assert clipped(page) == [], f"{wide} x {high}"
    page.body.findChildren(RefusedReturn)[-1].again.click()
    seat.until(lambda: page.current() is not None)
    assert page.current().key == row.id
    assert [one.text for one in page.current().plan.rows] == said
    assert page.take.isVisible()
    seat.undo()
    assert page.current() is None
    assert seat.desk.ask(returned_files, REFUSED)[0].why == "Sent by mistake"


def test_the_page_has_its_room_in_every_size(seat, tmp_path):
    page, _ = the_page(seat, tmp_path, clash=True)
    for wide, high in ((1366, 768), (1024, 768), (683, 384)):
        seat.size(wide, high)
        assert clipped(page) == [], f"{wide} x {high}"
    assert nameless(seat.window) == []


def test_spreadsheets_are_one_button_away(seat):
    page = seat.go("exchange")
    page.sheets.click()
    seat.rest()
    assert seat.window.navigator.here == "import"


def test_a_return_dropped_without_a_pool_says_whom_it_is_for():
    path = Path("reply.tpreturn")
    assert fate_of([path], True).path == path
    refused = fate_of([path], False)
    assert refused.path is None
    assert isinstance(refused.refusal(), Problem)
