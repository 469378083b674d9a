"""Adding a trainer: messages under their fields, nothing lost, the new row chosen; and how the list waits and looks."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from tests.gui.screens.seats import Seat, TurnMonitor, clipped, nameless
from tests.gui.screens.trainers_seat import as_first_seen
from trainerpool.gui.screens.trainers.add_form import AddTrainerForm
from trainerpool.gui.screens.trainers.screen import TrainersScreen


@pytest.fixture
def seat(shared: Seat) -> Seat:
    return shared


@pytest.fixture
def page(seat: Seat) -> TrainersScreen:
    return as_first_seen(seat)


def open_form(seat: Seat, page: TrainersScreen) -> AddTrainerForm:
    assert page.make_new()
    forms: list[AddTrainerForm] = []
    seat.until(lambda: bool(forms.extend(one for one in page.findChildren(AddTrainerForm) if one.isVisible()) or forms))
    return forms[0]


def test_what_is_missing_is_said_under_its_field_and_what_was_typed_stays(seat, page, qtbot):
    form = open_form(seat, page)
    form.mail.setText("gwen at example")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.fields["family_name"].message.text() == "A trainer needs a name."
    assert form.fields["agency"].message.text() == "Choose an agency, or name a new one."
    assert "Kept as typed" in form.fields["email"].message.text()
    assert form.mail.text() == "gwen at example"
    assert form.focusWidget() is form.family
    assert nameless(form) == []
    assert clipped(form) == []
    form.reject()


def test_ctrl_n_opens_the_form(seat, page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: page.findChild(AddTrainerForm) is not None)
    page.findChild(AddTrainerForm).reject()
    seat.until(lambda: page.findChild(AddTrainerForm) is None)


def test_an_address_already_in_the_pool_is_told_and_nothing_is_added(seat, page):
    form = open_form(seat, page)
    form.given.setText("Gwendolyn")
    form.family.setText("Abara")
    form.agency.setEditText("housing")
    form.mail.setText("g.abara@childrens.example.org")
    form.finish()
    seat.until(lambda: "is in the pool with this address" in form.fields["email"].message.text())
    assert not form.add.is_blocked()
    assert len(page.known.rows) == 64
    form.reject()


def test_somebody_like_the_new_one_is_named_before_anything_is_saved(seat, page, qtbot):
    form = open_form(seat, page)
    qtbot.keyClicks(form.given, "Nadia")
    qtbot.keyClicks(form.family, "Farouk")
    form.agency.setEditText("ellerd")
    form.agency.lineEdit().editingFinished.emit()
    assert form.agency.currentText() == "Ellerdale NHS Trust"
    seat.until(lambda: "Nadia Farouk of" in form.fields["family_name"].message.text())
    form.agency.setEditText("adult social")
    form.agency.lineEdit().editingFinished.emit()
    said = "Nadia Farouk of the same agency is in the pool."
    seat.until(lambda: said in form.fields["family_name"].message.text())
    assert form.add.text() == "Add as another person"
    assert clipped(form) == []
    form.reject()
    seat.rest()
    assert sum(row.name == "Nadia Farouk" for row in page.known.rows) == 1


def test_a_trainer_is_added_by_keys_alone_with_a_new_agency_and_first_evidence_and_one_undo_takes_all_back(
    seat, page, qtbot
):
    """Four keystrokes besides what is typed: Ctrl+N, twice Tab, Ctrl+Enter; three more for a first evidence."""
    form = open_form(seat, page)
    keys = 1
    for text in ("Zadie", "Quennell", "Greystone Mission"):
        qtbot.keyClicks(form.focusWidget(), text)
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        keys += 1
    assert "A new agency: Greystone Mission" in form.fields["agency"].message.text()
    form.kind.setCurrentIndex(form.kind.findData("application"))
    seat.rest()
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys += 1
    assert keys == 5
    seat.until(lambda: seat.window.navigator.here == "trainer")
    seat.rest()
    assert seat.window.navigator.shown().head.title.text() == "Zadie Quennell"
    shown = seat.go("trainers")
    seat.until(lambda: any(row.name == "Zadie Quennell" for row in shown.known.rows))
    made = next(row for row in shown.known.rows if row.name == "Zadie Quennell")
    assert (made.state.value, made.agency, made.due.words) == ("candidate", "Greystone Mission", "Agreement")
    assert shown.table.current_row().id == made.id
    seat.undo()
    seat.until(lambda: len(shown.known.rows) == 64)
    assert all(name != "Greystone Mission" for _, _, name in shown.known.agencies)


def test_rows_are_muted_while_newer_are_long_in_coming_and_then_not(seat, page):
    gate = threading.Event()
    seat.window.workplace.background.run(gate.wait)
    try:
        page.refresh()
        assert not page.table.delegate.is_stale
        seat.until(lambda: page.table.delegate.is_stale)
        assert page.listing.model.rowCount() == 62
    finally:
        gate.set()
    seat.until(lambda: not page.table.delegate.is_stale)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_clipped_and_all_that_takes_focus_has_a_name(seat, page, size):
    page.choose(next(row.id for row in page.known.rows if row.listed == "Dacosta, Femi"))
    seat.size(*size)
    assert clipped(page) == []
    assert nameless(page) == []
    assert clipped(seat.window.panes.inspector) == []
    assert nameless(seat.window.panes.inspector) == []


def test_searching_and_choosing_never_hold_the_window_up(seat, page):
    page.choose(next(row.id for row in page.known.rows if row.listed == "Abara, Gwen"))
    seat.rest()
    monitor = TurnMonitor()
    longest = []
    for words in ("n", "ne", "neg", "negl", ""):
        monitor.start()
        page.search.setText(words)
        page.search.seek_now()
        seat.rest()
        longest.append(monitor.stop())
    assert min(longest) <= 50, longest
