"""Beside the lists of observations: refusals, paper forms and scans, written copies, judgements over time, the framework."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QAccessible

from tests.gui.album.acting import press
from tests.gui.screens.observations_seat import filled, row_in, the_page
from tests.gui.screens.seats import Seat
from trainerpool.domain.observations import ObservationState
from trainerpool.operations.observations import change_observation_framework
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_page import observation

_S = ObservationState


def test_a_refusal_stays_in_the_form_with_what_was_typed(seat: Seat) -> None:
    row = row_in(seat, _S.AWAITING_SECOND)
    the_page(seat, row.id)
    press(seat, "Agree as second person")
    form = filled(seat, by=row.observer, note="Kept words")
    assert form.isVisible()
    assert form._panel is not None
    assert form.form.controls["note"].toPlainText() == "Kept words"
    assert row_in(seat, _S.AWAITING_SECOND).id == row.id


def test_a_visit_from_paper_says_who_entered_it_and_goes_on_in_the_form(seat: Seat) -> None:
    page = the_page(seat, "records")
    page._enter_paper()
    seat.rest()
    filled(seat, trainers="Abiola Crossley", on="10 Nov 2026", observer="Ruth Penhale", told_by="R. Penhale, by post")
    seat.until(lambda: seat.window.navigator.here == "visit")
    seat.rest()
    form: Any = seat.window.navigator.shown()
    assert form.form.visit.entered_by == seat.desk.person
    assert "Entered by" in form.plan.words.text()
    if form.is_full():
        form.turn_full()


def test_the_written_copy_is_saved_as_pdf_and_word(seat: Seat, tmp_path: Path) -> None:
    row = row_in(seat, _S.SUBMITTED)
    for name, begins in (("copy.pdf", b"%PDF"), ("copy.docx", b"PK")):
        seat.answers.path = tmp_path / name
        the_page(seat, row.id)
        press(seat, "Save the written copy")
        seat.until((tmp_path / name).exists, 10_000)
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_judgements_over_time_say_the_same_as_chart_and_as_table(shared: Seat) -> None:
    page = the_page(shared, "time")
    shared.rest()
    view = page.time
    counted = [(row.number, *row.counts) for row in view.chart.rows]
    told = [(row.number, row.met, row.developing, row.not_met, row.not_seen) for row in view.counts_model.rows()]
    assert counted == told
    assert sum(sum(row.counts) for row in view.chart.rows) > 100
    view.criterion.setCurrentIndex(6)
    view.refresh()
    shared.rest()
    assert [row.number for row in view.chart.rows] == ["6"]
    assert sum(view.chart.rows[0].counts) == view.model.rowCount() > 1
    view.criterion.setCurrentIndex(0)
    view.trainer.setCurrentIndex(1)
    view.refresh()
    shared.rest()
    assert view.chart.heads
    assert sum(bool(day) for row in view.chart.rows for day in row.days) == view.model.rowCount()
    spoken = QAccessible.queryAccessibleInterface(view.chart)
    assert spoken.childCount() == len(view.chart.rows)
    assert view.chart.rows[0].text in spoken.child(0).text(QAccessible.Text.Name)
    view.trainer.setCurrentIndex(0)
    view.refresh()
    shared.rest()


def test_the_framework_is_read_here_and_changed_in_settings(seat: Seat) -> None:
    view = the_page(seat, "framework").framework
    seat.rest()
    assert view.model.rowCount() == 27
    assert view.foot.right.text() == "27 criteria in 8 groups, 9 starred"
    group = {"letter": "A", "title": "Before", "criteria": [{"number": "1", "text": "Is ready", "starred": True}]}
    change_observation_framework(seat.desk, [group], "Short")
    view = the_page(seat, "framework").framework
    seat.until(lambda: view.version.count() == 2)
    assert view.version.itemText(0).endswith("0 visits")
    view.version.setCurrentIndex(0)
    view.version.activated.emit(0)
    assert view.model.rowCount() == 1
    view.change.click()
    seat.rest()
    settings = seat.window.navigator.shown()
    seat.until(lambda: settings.here == "frameworks" and settings.at("frameworks").history() is not None)
    assert settings.at("frameworks").history().sort == "observation"


def test_a_scan_is_kept_with_the_visit_and_taken_off_by_undo(seat: Seat, tmp_path: Path) -> None:
    row = next(one for one in seat.desk.ask(observations, seat.desk.today) if one.entered_by)
    found = seat.desk.ask(observation, row.id, seat.desk.today)
    assert found is not None
    before = len(found.files)
    seat.answers.path = tmp_path / "form of the visit.pdf"
    seat.answers.path.write_bytes(b"%PDF-1.7 a page of ticks")
    the_page(seat, row.id)
    press(seat, "Attach a scan")
    after = seat.desk.ask(observation, row.id, seat.desk.today)
    assert after is not None
    assert [one.name for one in after.files][before:] == ["form of the visit.pdf"]
    seat.undo()
    undone = seat.desk.ask(observation, row.id, seat.desk.today)
    assert undone is not None
    assert len(undone.files) == before
