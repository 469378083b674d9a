"""The form of a visit as a whole: its facts, its end, and that it fits every window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.gui.screens.observations_seat import kept, press, row_in, the_form, types
from tests.gui.screens.seats import Seat, clipped
from trainerpool.domain.observations import ObservationState
from trainerpool.operations.example import PASSPHRASE
from trainerpool.operations.pools import open_pool
from trainerpool.problem import Problem
from trainerpool.queries.observations_form import visit_form


def test_partial_attendance_and_learners_are_facts_of_the_visit(seat: Seat) -> None:
    form = the_form(seat)
    form.plan.seen_from.setText("9.30")
    form.plan.seen_from.editingFinished.emit()
    form.plan.seen_until.setText("1245")
    form.plan.seen_until.editingFinished.emit()
    form.plan.learners.setText("21")
    form.plan.learners.editingFinished.emit()
    seat.rest()
    visit = kept(seat, form).visit
    assert (visit.seen_from, visit.seen_until, visit.learners) == ("09:30", "12:45", 21)
    assert "a part of the session" in form.plan.words.text()
    form.plan.learners.setText("many")
    form.plan.learners.editingFinished.emit()
    assert form.plan.said.text() == "How many learners? A number such as 19."


def test_a_disclosure_has_no_field_and_is_noted_as_reported(seat: Seat) -> None:
    form = the_form(seat)
    assert form.composer.reminder.text() == "Write no learner’s name and nothing a learner discloses."
    form.composer.reported.click()
    seat.rest()
    assert kept(seat, form).visit.reported_through_procedure


def test_finishing_keeps_the_note_in_the_field_and_goes_back_to_the_record(seat: Seat) -> None:
    form = the_form(seat)
    visit = form.visit
    types("Last words.")
    form.finish()
    seat.rest()
    found = kept(seat, form)
    assert any(one.text == "Last words." for one in found.notes)
    assert found.visit.finished_at
    assert seat.window.navigator.here == "observations"
    assert not seat.window.window().isFullScreen()
    states = {one.state for one in (row_in(seat, ObservationState.AWAITING_REFLECTION),)}
    assert states == {ObservationState.AWAITING_REFLECTION}
    assert visit == form.visit


def test_a_visit_only_planned_begins_with_the_first_note(seat: Seat) -> None:
    seat.front()
    form = seat.go("visit", row_in(seat, ObservationState.PLANNED).visit_id)
    assert form.head.finish.text() == "Start the visit"
    seat.front()
    form.composer.field.setFocus()
    types("Chairs in a circle.")
    press("Ctrl+Return")
    seat.rest()
    assert kept(seat, form).visit.started_at
    assert form.head.finish.text() == "Finish the visit"


def test_the_form_fills_the_screen_and_leaves_it(seat: Seat) -> None:
    form = the_form(seat)
    window = seat.window
    assert form.is_full()
    assert not window.rail.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.status.isVisible()
    form.turn_full()
    seat.until(lambda: window.rail.isVisible() and window.status.isVisible())
    assert form.head.full.text() == "Full screen"


def test_nothing_is_clipped_at_200_percent_and_every_pane_is_reached(seat: Seat) -> None:
    form = the_form(seat)
    form.turn_full()
    seat.size(683, 384)
    for pane in ("plan", "notes", "criteria"):
        form.panes.show_pane(pane)
        seat.size(683, 384)
        assert form.panes.widgets[pane].isVisible()
        assert sum(one.isVisible() for one in form.panes.widgets.values()) == 1
        assert not clipped(form)


def test_nothing_is_clipped_at_1366_and_1024(seat: Seat) -> None:
    form = the_form(seat)
    form.turn_full()
    for wide in (1366, 1024):
        seat.size(wide, 768)
        assert not clipped(form)
        assert not form.criteria.roll.horizontalScrollBar().isVisible()


LOST = Problem(
    "The pool’s file cannot be written: drive U: is not there any more.",
    kept="What was written is kept in this window.",
    todo="Bring the drive back, and write on.",
)


def test_a_refusal_takes_no_keyboard_and_leaves_the_note_its_room_at_200_percent(seat: Seat) -> None:
    form = the_form(seat)
    form.turn_full()
    seat.size(683, 384)
    form.panes.show_pane("notes")
    types("Three people ")
    before = form.composer.field.height()
    seat.window.show_problem("visit", LOST)
    seat.size(683, 384)
    assert QApplication.focusWidget() is form.composer.field
    types("speak")
    assert form.composer.field.toPlainText() == "Three people speak"
    assert form.refusal.accessibleName() == str(LOST)
    assert form.refusal.height() <= 44
    least = 3 * form.composer.field.fontMetrics().lineSpacing()
    assert form.composer.field.height() >= min(before, least)
    assert form.composer.keep.isVisible()
    assert not clipped(form)
    form.refusal.more.click()
    seat.size(683, 384)
    assert form.refusal.height() <= 384 // 4 + 12
    assert form.composer.field.height() >= least
    for pane in ("criteria", "plan", "notes"):
        form.panes.show_pane(pane)
        assert form.panes.widgets[pane].height() >= 150
    seat.window._leave()
    assert form.refusal.isHidden()
    assert QApplication.focusWidget() is form.composer.field


def test_what_is_kept_next_takes_the_refusal_away(seat: Seat) -> None:
    form = the_form(seat)
    seat.window.show_problem("visit", LOST)
    assert form.refusal.isVisible()
    assert form.refusal.rest.text().endswith("write on.")
    types("Written on.")
    press("Ctrl+Return")
    seat.rest()
    assert form.refusal.isHidden()
    seat.window.show_problem("visit", LOST)
    form.refusal.close_it.setFocus()
    form.refusal.close_it.click()
    assert QApplication.focusWidget() is form.composer.field


def test_what_is_being_typed_is_kept_when_the_pool_is_closed_at_once(seat: Seat) -> None:
    form = the_form(seat)
    visit, path = form.visit, seat.desk.store.path
    types("Half a sentence")
    seat.opening.close()
    seat.until(lambda: seat.desk.is_closed)
    again = open_pool(path, PASSPHRASE, seat.desk.clock)
    try:
        found = again.ask(visit_form, visit)
        assert found is not None
        assert found.draft["note"]["text"] == "Half a sentence"
    finally:
        again.store.close()
