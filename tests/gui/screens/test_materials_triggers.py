"""Triggers: all of them with the courses each flagged and what became of each; recorded, widened, settled, undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from tests.gui.screens.materials_seat import inspector, opened, press, typed
from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.settings_seat import press as press_button
from trainerpool.gui.screens.materials.around_forms import CourseTicks
from trainerpool.gui.screens.materials.screen import MaterialsScreen
from trainerpool.gui.screens.materials.triggers.screen import TriggersScreen
from trainerpool.operations import materials as deeds
from trainerpool.queries.material_learning import TriggerRow, triggers

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(settings: Seat) -> TriggersScreen:
    settings.front()
    shown = settings.go("triggers")
    assert isinstance(shown, TriggersScreen)
    shown._clear()
    shown.refresh()
    at_rest(settings, shown)
    return shown


def at_rest(seat: Seat, page: TriggersScreen) -> None:
    seat.rest()
    seat.until(lambda: not page._soon.isActive())
    seat.rest()


def known(seat: Seat) -> dict[str, TriggerRow]:
    return {row.title: row for row in seat.desk.ask(triggers)}


def no_form(seat: Seat, page: TriggersScreen) -> None:
    seat.until(lambda: page._form is None)
    at_rest(seat, page)


def test_every_trigger_stands_there_with_what_became_of_each_course(settings: Seat, page: TriggersScreen) -> None:
    said = inspector(settings)
    for words in (
        "Working Together, edition of 2026", "Guidance, in force from 9 Nov 2026", "1 course to answer", "To answer by Wed 9 Dec 2026",
        "1 course settled", "Decided on 12 Nov 2026: The new chapter touches nothing the pack says",
    ):  # fmt: skip
        assert words in said
    assert page.header.facts_in_words() == ["1 trigger. ", "1 course to answer"]
    assert nameless(settings.window) == []


def test_by_keys_a_trigger_is_recorded_flags_every_course_ticked_and_is_undone_at_once(
    settings: Seat, page: TriggersScreen
) -> None:
    seat = settings
    press(seat, Key.Key_N, held=CONTROL)
    typed(seat, "The duty to report")
    ticks = seat.window.panes.inspector.findChildren(CourseTicks)[-1]
    ticks.setFocus()
    press(seat, Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, page)
    seat.until(lambda: "The duty to report" in known(seat))
    seat.until(lambda: (row := page.current()) is not None and row.title == "The duty to report")
    assert [name for _, name, _ in known(seat)["The duty to report"].flags] == ["Capacity", "Exploitation"]
    assert page.table.hasFocus()
    seat.desk.undo()
    assert "The duty to report" not in known(seat)


def test_further_courses_are_flagged_together_and_taken_back_by_one_undo(settings: Seat, page: TriggersScreen) -> None:
    seat = settings
    page.do("flag")
    press_button(seat.window.panes.inspector, "Tick all 5")
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, page)
    title = "Working Together, edition of 2026"
    seat.until(lambda: len(known(seat)[title].flags) == 7)
    page.do("flag")
    assert page._form is not None
    page._form.finish()
    assert "Every course is flagged already." in inspector(seat)
    press(seat, Key.Key_Escape)
    no_form(seat, page)
    seat.desk.undo()
    assert len(known(seat)[title].flags) == 2


def test_enter_settles_the_first_course_that_has_still_to_answer(settings: Seat, page: TriggersScreen) -> None:
    seat = settings
    page.table.setFocus()
    press(seat, Key.Key_Return)
    seat.until(lambda: page._form is not None)
    seat.window.panes.inspector.findChildren(QPlainTextEdit)[-1].setFocus()
    typed(seat, "The pack says so already")
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, page)
    seat.until(lambda: not known(seat)["Working Together, edition of 2026"].open)
    seat.until(lambda: page.header.facts_in_words()[-1] == "Every course has answered.")
    page.chips.choose("open")
    page.chips.chosen.emit("open")
    assert page.pile.currentIndex() == 2
    assert page.nothing.title.text() == "None of the kind."
    press_button(page.nothing, "Show all")
    assert page.model.rowCount() == 1


def test_the_search_finds_courses_too_and_says_what_it_did_not_find(settings: Seat, page: TriggersScreen) -> None:
    seat = settings
    deeds.record_trigger(seat.desk, "law", "The new Act", ["NEG"], on=date(2026, 11, 2))
    page.refresh()
    at_rest(seat, page)
    page.focus_search()
    typed(seat, "neglect")
    seat.until(lambda: page.model.rowCount() == 1)
    at_rest(seat, page)
    row = page.current()
    assert row is not None
    assert row.title == "The new Act"
    typed(seat, " zz")
    seat.until(lambda: page.pile.currentIndex() == 2)
    assert page.nothing.title.text() == "No trigger matches “neglect zz”."
    assert page.leave_step()
    seat.until(lambda: page.model.rowCount() == 2)


def test_the_menu_of_a_row_leads_to_each_course_and_the_page_of_packs_leads_here(
    settings: Seat, page: TriggersScreen
) -> None:
    seat = settings
    menu = page.menu()
    words = [one.text() for one in menu.actions()]
    assert words == ["Settle: Core Day", "Open pack: Core Day", "Open pack: Curiosity", "Flag more courses..."]
    menu.actions()[1].trigger()
    menu.close()
    seat.until(lambda: seat.window.navigator.here == "materials")
    seat.rest()
    packs = seat.window.navigator.shown()
    assert isinstance(packs, MaterialsScreen)
    packs.doing.do("triggers")
    seat.until(lambda: seat.window.navigator.here == "triggers")


def test_a_course_is_flagged_from_its_pack(settings: Seat) -> None:
    seat = settings
    from trainerpool.queries.material_versions import all_versions

    version = next(row for row in seat.desk.ask(all_versions, seat.desk.today) if row.short_name == "Neglect")
    pack = opened(seat, version.id)
    pack.doing.do("flag")
    seat.until(lambda: pack._form is not None)
    press(seat, Key.Key_Return, held=CONTROL)
    seat.until(lambda: len(known(seat)["Working Together, edition of 2026"].flags) == 3)
    seat.until(lambda: pack._form is None)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_it_fits(settings: Seat, page: TriggersScreen, size: tuple[int, int]) -> None:
    settings.window.resize(*size)
    at_rest(settings, page)
    assert clipped(page) == []


def test_no_trigger_yet(settings: Seat) -> None:
    seat = settings
    page = seat.go("triggers")
    page._take(((), ()))
    assert page.pile.currentIndex() == 1
    assert page.none_yet.title.text() == "No trigger is on record"
    page.refresh()
    at_rest(seat, page)
