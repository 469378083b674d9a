"""The page of observations: planning with reasons, records with their clocks and next steps, judgements over time, the framework."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.gui.album.acting import press
from tests.gui.screens.observations_seat import filled, pane, row_in, the_page
from tests.gui.screens.seats import Seat, clipped
from trainerpool.domain.observations import ObservationState
from trainerpool.gui.form_pane import FormPane
from trainerpool.gui.screens.observations.planning_pane import PlanningPane
from trainerpool.gui.screens.observations.record_pane import RecordPane
from trainerpool.queries.observations import observations
from trainerpool.queries.observations_page import observation
from trainerpool.queries.observations_planning import observations_due

_S = ObservationState


def test_counts_of_the_head_are_doors_to_their_rows(shared: Seat) -> None:
    page = the_page(shared)
    rows = shared.desk.ask(observations, shared.desk.today)
    due = [row for row in shared.desk.ask(observations_due, shared.desk.today) if row.visit_id is None]
    assert page.header.facts_in_words()[0] == f"{len(due)} due without a visit"
    assert page.due.model.rowCount() == len(due)
    late = sum(row.late for row in rows)
    the_page(shared, "late")
    assert page.records.model.rowCount() == late
    assert all(row.late for row in page.records.model.rows())


def test_a_visit_is_planned_with_its_reasons_and_one_undo(seat: Seat) -> None:
    page = the_page(seat, "due")
    name = page.due.model.rows()[0].trainer
    page.make_new()
    seat.rest()
    planning = pane(seat, PlanningPane)
    chosen, proposal = planning.chosen(), planning.proposal()
    assert chosen is not None
    assert chosen.may
    assert any("independent and free" in reason.casefold() for reason in chosen.reasons)
    assert all(one.refused for one in proposal.observers if not one.may)
    planning.finish()
    seat.rest()
    planned = [
        row for row in seat.desk.ask(observations, seat.desk.today) if row.trainer == name and row.state is _S.PLANNED
    ]
    assert [row.observer for row in planned] == [chosen.name]
    seat.until(lambda: page.view() == "records")
    assert page.records.table.current_row().visit_id == planned[0].visit_id
    seat.undo()
    assert not any(
        row.trainer == name and row.state is _S.PLANNED for row in seat.desk.ask(observations, seat.desk.today)
    )


def test_chips_and_search_narrow_the_records_and_nothing_found_names_the_words(shared: Seat) -> None:
    page = the_page(shared, "all")
    whole = page.records.model.rowCount()
    assert whole == len(shared.desk.ask(observations, shared.desk.today))
    page.records.search.setText("ruth")
    page.records.search.seek_now()
    assert 0 < page.records.model.rowCount() < whole
    assert all("Ruth" in row.observer for row in page.records.model.rows())
    page.records.search.setText("neglct")
    page.records.search.seek_now()
    assert page.records.pages.currentIndex() == 1
    assert page.leave_step()
    assert page.records.model.rowCount() == whole


def test_todays_words_lead_to_the_records_they_count(shared: Seat) -> None:
    page = the_page(shared, "awaiting_second")
    assert [row.state for row in page.records.model.rows()] == [_S.AWAITING_SECOND]
    row = row_in(shared, _S.COPIED)
    the_page(shared, row.id)
    assert page.records.table.current_row().id == row.id
    about = pane(shared, RecordPane)
    assert "reply" in about.buttons[0].text().casefold()


def test_the_menu_of_a_record_holds_what_the_inspector_offers(shared: Seat) -> None:
    page = the_page(shared, row_in(shared, _S.DRAFT).id)
    about = pane(shared, RecordPane)
    shown = shared.desk.ask(observation, row_in(shared, _S.DRAFT).id, shared.desk.today)
    assert shown is not None
    offered = [one.text() for one in about.buttons]
    entries = [one.text() for one in page.telling.record_menu(shown).actions()]
    assert set(offered) <= set(entries)


def test_submission_is_offered_only_when_nothing_is_missing_and_what_is_missing_is_said(seat: Seat) -> None:
    row = row_in(seat, _S.AWAITING_REFLECTION)
    the_page(seat, row.id)
    about = pane(seat, RecordPane)
    assert "Submit" not in [one.text() for one in about.buttons]
    found = seat.desk.ask(observation, row.id, seat.desk.today)
    assert found is not None
    assert found.wants
    press(seat, "Record the reflection")
    filled(seat, went_as_planned="The case in the afternoon.")
    after = seat.desk.ask(observation, row.id, seat.desk.today)
    assert after is not None
    assert after.went_as_planned == "The case in the afternoon."
    assert after.row.state is _S.DRAFT


def test_a_record_goes_its_whole_way_to_the_end(seat: Seat) -> None:
    row = row_in(seat, _S.DRAFT)
    for words, fields in (
        ("Submit", None),
        ("The copy was given", None),
        ("Record the reply", {"reply": "Fair.", "agrees": "Agrees"}),
        ("Moderate", {"note": "Of one measure."}),
        ("Close", None),
    ):
        the_page(seat, row.id)
        press(seat, words)
        if fields is not None:
            filled(seat, **fields)
    found = seat.desk.ask(observation, row.id, seat.desk.today)
    assert found is not None
    assert found.row.state is _S.CLOSED
    assert (found.reply, found.row.agrees, found.moderation_note) == ("Fair.", True, "Of one measure.")


def test_several_judgements_are_corrected_in_one_revision_with_before_and_after(seat: Seat) -> None:
    row = next(
        one
        for one in seat.desk.ask(observations, seat.desk.today)
        if one.state is _S.CLOSED and one.number == 1 and one.visit_id
    )
    before = seat.desk.ask(observation, row.id, seat.desk.today)
    the_page(seat, row.id)
    press(seat, "Correct")
    form = pane(seat, FormPane)
    seat.front()
    for number in ("7", "9", "11"):
        form.judged.take(number)
        assert QApplication.focusWidget() is form.judged.rows[number].judgement
        form.judged.rows[number].judgement.setCurrentText("Developing")
        form.judged.rows[number].evidence.setPlainText(f"Seen so, of {number}.")
    form.judged.rows["11"].leave.click()
    form.judged.rows["9"].evidence.clear()
    form.finish()
    assert form.reason.fields["why"].message.text() == "Say why: the revision keeps it."
    form.reason.controls["why"].setPlainText("The notes say so.")
    form.finish()
    assert form.judged.rows["9"].field.message.text() == "Say what was seen."
    assert QApplication.focusWidget() is form.judged.rows["9"].evidence
    form.judged.rows["9"].evidence.setPlainText("Read from the slides.")
    form.finish()
    seat.rest()
    after = seat.desk.ask(observation, row.id, seat.desk.today)
    assert before is not None
    assert after is not None
    assert (after.row.number, len(after.revisions)) == (2, 1)
    changed = {key for key in after.judgements if after.judgements[key] != before.judgements.get(key)}
    assert changed == {"7", "9"}
    assert {after.judgements[key].judgement for key in changed} == {"Developing"}
    one = seat.go("observation", row.id)
    seat.rest()
    one.tabs.setCurrentIndex(3)
    lines = one.revisions.model.rows()
    assert [line.what for line in lines] == ["Criterion 7", "Criterion 9"]
    assert lines[0].before.startswith(before.judgements["7"].judgement)
    seat.undo()
    assert seat.desk.ask(observation, row.id, seat.desk.today) == before


def test_an_empty_pool_says_what_would_fill_the_page(shared: Seat) -> None:
    page = the_page(shared, "records")
    page.records.take(())
    assert page.records.pages.currentIndex() == 1
    page.refresh()
    shared.rest()
    assert page.records.pages.currentIndex() == 0


def test_nothing_is_clipped_at_any_size(shared: Seat) -> None:
    row = row_in(shared, _S.AWAITING_SECOND)
    for size in ((1366, 768), (1024, 768), (683, 384)):
        shared.size(*size)
        for argument in ("due", row.id, "time", "framework"):
            page = the_page(shared, argument)
            shared.size(*size)
            assert not clipped(page), (size, argument)
    shared.size(1366, 768)
