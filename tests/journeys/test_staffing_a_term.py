"""The main job, by keys through the real window: a workbook in, a term staffed, and every record as the terminal reads it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import Traveller, press
from trainerpool.operations.allocations import respond
from trainerpool.operations.example import EXAMPLE_DAY, example_workbook, import_example
from trainerpool.queries.sessions import sessions

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MONTH = "2027-01"


def staffed(traveller: Traveller) -> tuple[int, int]:
    """(sessions of the month, places in it taken by somebody confirmed), as the terminal exports them."""
    month = [one for one in traveller.exported("sessions") if one["parts"][0]["start"].startswith(MONTH)]
    return len(month), sum(place["state"] == "confirmed" for one in month for place in one["allocations"])


def test_a_workbook_is_brought_in_a_month_staffed_seen_and_undone_after_a_restart(traveller):
    with traveller.window() as seat:
        seat.answers.path = example_workbook()
        press(seat, Qt.Key.Key_7, with_key=ALT)
        press(seat, Qt.Key.Key_N, with_key=CONTROL)
        seat.until(lambda: seat.window.navigator.here == "import")
        page = seat.window.navigator.shown()
        seat.until(lambda: page.review is not None, 30_000)
        assert len(page.review.sheets) > 1
        page.rows.do_import.setFocus()
        press(seat, Qt.Key.Key_Return)
        seat.until(lambda: seat.window.navigator.here == "trainers", 30_000)
        seat.rest()
        known = len(seat.window.navigator.shown().listing.model.rows())

    assert len(traveller.exported("trainers")) >= known > 50
    found, before = staffed(traveller)
    assert found == 7

    with traveller.window() as seat:
        press(seat, Qt.Key.Key_4, with_key=ALT)
        page = seat.window.navigator.shown()
        page.proposals.seconds = 4.0
        seat.until(lambda: any(one.title == "Propose" for one in seat.window.page_commands()), 10_000)
        seat.until(lambda: page.picture is not None and not page.painter.is_busy, 20_000)
        for _ in page.loaded.periods:
            if page.body.period.text() == "Jan 2027":
                break
            press(seat, Qt.Key.Key_PageDown, with_key=CONTROL)
        assert page.body.period.text() == "Jan 2027"
        seat.until(lambda: page.picture is not None and not page.painter.is_busy, 20_000)
        press(seat, Qt.Key.Key_A, with_key=CONTROL | SHIFT)
        seat.until(page.has_proposal, 20_000)
        seat.until(lambda: not page.proposals.search.is_running(), 20_000)
        seat.until(lambda: any(one.title == "Confirm the proposal" for one in seat.window.page_commands()), 10_000)
        press(seat, Qt.Key.Key_Return, with_key=CONTROL)
        seat.until(lambda: not page.has_proposal(), 20_000)
        press(seat, Qt.Key.Key_3, with_key=ALT)
        programme = seat.window.navigator.shown()
        press(seat, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, with_key=CONTROL)
        assert programme.header.title.text() == "January 2027"
        inside = [row for row in programme.page.rows if row.session.first_date.strftime("%Y-%m") == MONTH]
        assert programme.bar.count.text() == "7 sessions: 7 staffed"
        assert all(row.sure == row.places for row in inside)

    after = staffed(traveller)[1]
    assert (before, after) == (9, 14)

    with traveller.window() as seat:
        assert seat.window.facts.undo.startswith("Confirm proposal")
        press(seat, Qt.Key.Key_Z, with_key=CONTROL)
        seat.until(lambda: not seat.window.facts.undo.startswith("Confirm proposal"), 10_000)

    assert staffed(traveller) == (7, before)


def test_one_withdrawal_is_mended_from_today_by_keys(traveller):
    desk = traveller.desk()
    import_example(desk)
    row = next(one for one in desk.ask(sessions, EXAMPLE_DAY) if len(one.trainers) == 2)
    gone = row.trainers[-1]
    respond(desk, row.id, gone.person_id, accepted=False, reason="Court date moved", told_by="by telephone")
    desk.store.close()

    with traveller.window() as seat:
        press(seat, Qt.Key.Key_1, with_key=ALT)
        page = seat.window.navigator.shown()
        lines = len(page.page.rows)
        for _ in range(lines):
            if page.list.current().subject == f"short:{row.id}":
                break
            press(seat, Qt.Key.Key_Down)
        assert page.list.current().subject == f"short:{row.id}"
        press(seat, Qt.Key.Key_F6)
        for _ in range(12):
            if QApplication.focusWidget().accessibleName() == "Offer":
                break
            press(seat, Qt.Key.Key_Tab)
        assert seat.window.panes.inspector.isAncestorOf(QApplication.focusWidget())
        press(seat, Qt.Key.Key_Return)
        seat.until(lambda: seat.window.facts.undo.startswith("Offer "))
        assert f"short:{row.id}" not in {one.subject for one in page.page.rows}

    [team] = [one["allocations"] for one in traveller.exported("sessions") if one["id"] == row.id]
    assert sorted(one["state"] for one in team) == ["confirmed", "declined", "offered"]
    assert [one["trainer"] for one in team if one["state"] == "declined"] == [gone.name]
