"""The form of a visit: notes and judgements by keys, kept as they are written, each trainer alone, at any width."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.gui.screens.observations_seat import kept, press, the_form, types
from tests.gui.screens.seats import Seat
from trainerpool.gui.screens.observations.visit.composer import read_time, untied
from trainerpool.gui.screens.observations.visit.keeper import kept_in_words


def test_a_note_is_kept_by_keys_with_its_time_its_trainer_and_its_criteria(seat: Seat) -> None:
    form = the_form(seat)
    before = len(kept(seat, form).notes)
    types("Waits. Three people speak #16 who had not before.")
    seat.rest()
    press("F2", "Ctrl+Return")
    seat.rest()
    notes = kept(seat, form).notes
    assert len(notes) == before + 1
    made = next(one for one in notes if one.text.startswith("Waits"))
    assert made.text == "Waits. Three people speak who had not before."
    assert (made.at, made.initials, made.criteria) == ("09:00", "DB", ("16",))
    assert form.composer.is_empty()
    assert QApplication.focusWidget() is form.composer.field
    assert form.notes_pane.count.text() == str(before + 1)


def test_one_undo_takes_back_the_whole_note(seat: Seat) -> None:
    form = the_form(seat)
    before = kept(seat, form).notes
    for word in ("Slide 12: ", "asks the ", "quiet table."):
        types(word)
        form.keeper.keep_draft()
        seat.rest()
    press("Ctrl+Return")
    seat.rest()
    assert len(kept(seat, form).notes) == len(before) + 1
    seat.undo()
    assert kept(seat, form).notes == before


def test_what_is_being_typed_is_in_the_pool_within_a_second(seat: Seat) -> None:
    form = the_form(seat)
    types("After the film: what stayed with you?")
    seat.until(lambda: bool(kept(seat, form).draft), 1_000)
    draft = kept(seat, form).draft["note"]
    assert draft["text"] == "After the film: what stayed with you?"
    assert draft["at"] == "09:00"


def test_a_draft_is_taken_up_again_where_it_was_left(seat: Seat) -> None:
    form = the_form(seat)
    types("Half a sent")
    form.keeper.keep_draft()
    seat.rest()
    seat.window.navigator.reset()  # every page is let go, as when the program ends
    again = the_form(seat)
    assert again is not form
    assert again.composer.field.toPlainText() == "Half a sent"
    types("ence.")
    press("Ctrl+Return")
    seat.rest()
    assert any(one.text == "Half a sentence." for one in kept(seat, again).notes)
    assert not kept(seat, again).draft


def test_a_criterion_is_judged_by_one_key_and_asks_for_evidence_at_once(seat: Seat) -> None:
    form = the_form(seat)
    form.criteria.go_to("11")
    press("2")
    seat.rest()
    trainer = kept(seat, form).trainers[0]
    assert trainer.judgements["11"].judgement == "Developing"
    block = form.criteria.blocks["11"]
    assert block.evidence is not None
    assert block.evidence.needed.text() == "needed for Developing"
    press("Return")
    types("No review is named.")
    press("Alt+Down")
    seat.rest()
    assert kept(seat, form).trainers[0].judgements["11"].evidence == "No review is named."
    assert form.criteria.blocks["12"].choice.hasFocus()
    assert not block.needs_evidence()


def test_keys_1_to_4_and_del_are_the_four_judgements_and_none(seat: Seat) -> None:
    form = the_form(seat)
    form.criteria.go_to("20")
    for pressed, word in (("1", "Met"), ("2", "Developing"), ("3", "Not met"), ("4", "Not seen")):
        press(pressed)
        seat.rest()
        assert kept(seat, form).trainers[0].judgements["20"].judgement == word
    press("Del")
    seat.rest()
    assert "20" not in kept(seat, form).trainers[0].judgements
    assert not form.criteria.blocks["20"].choice.judgement


def test_each_trainer_is_judged_alone(seat: Seat) -> None:
    form = the_form(seat)
    form.criteria.go_to("12")
    press("1")
    seat.rest()
    press("F2")
    assert form.criteria.trainer() is not None
    form.criteria.go_to("12")
    press("3")
    seat.rest()
    first, second = kept(seat, form).trainers
    assert (first.judgements["12"].judgement, second.judgements["12"].judgement) == ("Met", "Not met")
    assert form.criteria.who is not None
    assert form.criteria.blocks["12"].choice.judgement == "Not met"


def test_evidence_is_taken_over_from_a_note_tied_to_the_criterion(seat: Seat) -> None:
    form = the_form(seat)
    form.criteria.go_to("10")
    press("2", "Return")
    box = form.criteria.blocks["10"].evidence
    assert box is not None
    offered = [one.text() for one in box._buttons]
    assert offered[0] == "Add note 10:05"
    box._buttons[0].click()
    form.criteria.step(1)
    seat.rest()
    assert kept(seat, form).trainers[0].judgements["10"].evidence.startswith("10:05 ")


def test_the_tabs_of_groups_say_how_far_each_has_come(seat: Seat) -> None:
    form = the_form(seat)
    form.criteria.go_to("25")
    press("1")
    seat.rest()
    tabs = form.criteria.tabs
    assert tabs.currentIndex() == 7
    assert tabs.tabText(7) == "H Close 1 of 3"
    press("Ctrl+PgUp")
    assert tabs.tabText(tabs.currentIndex()).startswith("G ")


def test_f6_goes_from_pane_to_pane(seat: Seat) -> None:
    form = the_form(seat)
    seat.window.next_pane()
    assert form.panes.here == "criteria"
    assert form.criteria.isAncestorOf(QApplication.focusWidget())
    seat.window.next_pane()
    assert form.panes.here == "plan"
    seat.window.next_pane()
    assert form.panes.here == "notes"
    assert QApplication.focusWidget() is form.composer.field


def test_a_kept_note_is_changed_and_taken_out(seat: Seat) -> None:
    form = the_form(seat)
    note = form.notes.rows.notes[0]
    form.notes.setFocus()
    form.notes.setCurrentIndex(form.notes.rows.index(0))
    press("Return")
    assert form.composer.field.toPlainText() == note.text
    types(" And says so.")
    press("Ctrl+Return")
    seat.rest()
    changed = next(one for one in kept(seat, form).notes if one.id == note.id)
    assert changed.text == f"{note.text} And says so."
    assert (changed.at, changed.criteria) == (note.at, note.criteria)
    form.notes.setFocus()
    form.notes.setCurrentIndex(form.notes.rows.index(0))
    press("Del")
    seat.rest()
    assert all(one.id != note.id for one in kept(seat, form).notes)


def test_times_and_ties_are_read_as_they_are_typed() -> None:
    assert [read_time(one) for one in ("9:31", "0931", "9.31", "25:00", "soon")] == ["09:31", "09:31", "09:31", "", ""]
    assert untied("Says #6 where, #10. and #99", frozenset({"6", "10"})) == ("Says where, and #99", ("6", "10"))
    assert [kept_in_words(one) for one in (0, 1, 59, 60, 185)] == [
        "Kept just now", "Kept 1 second ago", "Kept 59 seconds ago", "Kept 1 minute ago", "Kept 3 minutes ago",
    ]  # fmt: skip
