"""Checklists and frameworks in Settings: by keyboard alone from the version in force to the next, said before it counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QSpinBox

from tests.gui.screens.materials_seat import inspector, press, typed
from tests.gui.screens.seats import Seat, clipped, nameless
from tests.gui.screens.settings_seat import opened, settle, too_wide
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.gui.screens.settings.frameworks import FrameworkSection
from trainerpool.queries.framework_history import FrameworkHistory, framework_histories

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
Key = Qt.Key


def section(seat: Seat, which: str = "checklist") -> FrameworkSection:
    page = opened(seat, "frameworks")
    found = page.at("frameworks")
    assert isinstance(found, FrameworkSection)
    found.discard()
    page.arrive(f"frameworks {which}")
    settle(seat)
    return found


def history(seat: Seat, sort: str) -> FrameworkHistory:
    return next(one for one in seat.desk.ask(framework_histories, seat.desk.today) if one.sort == sort)


def form(shown: FrameworkSection) -> DeedForm:
    assert isinstance(shown._form, DeedForm)
    return shown._form


def at(seat: Seat, shown: FrameworkSection, no: str) -> None:
    shown.take_focus()
    assert shown.table.choose(no)
    settle(seat)


def no_form(seat: Seat, shown: FrameworkSection) -> None:
    seat.until(lambda: shown._form is None)
    settle(seat)


def test_a_checklist_is_changed_by_keys_and_put_in_force_in_one_deed(settings: Seat) -> None:
    seat = settings
    shown = section(seat)
    assert shown.told.text() == "What a trainer pack is reviewed against. 29 items, 13 starred. 3 reviews by it."
    assert shown.put.reason == "Nothing is changed."
    at(seat, shown, "6")
    press(seat, Key.Key_Space)
    at(seat, shown, "8")
    press(seat, Key.Key_Delete)
    at(seat, shown, "4")
    press(seat, Key.Key_Up, held=ALT)
    press(seat, Key.Key_Return)
    assert form(shown).form.controls["short"].hasFocus()
    press(seat, Key.Key_A, held=CONTROL)
    typed(seat, "Every activity has its outcome")
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, shown)
    press(seat, Key.Key_N, held=CONTROL)
    seat.rest()
    typed(seat, "Cards for each table")
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, shown)
    row = shown.table.current_row()
    assert (row.no, row.change, row.item.text) == ("30", "New", "Cards for each table")
    assert [one.change for one in shown.draft() if one.change] == ["Reworded", "New", "Star off", "Retired"]
    press(seat, Key.Key_Return, held=CONTROL)
    seat.until(lambda: "keeps version 1" in inspector(seat))
    said = inspector(seat)
    for words in (
        "Put version 2 in force", "1 item retired", "1 item new", "1 item reworded", "1 item no longer starred", "Another order",
        "Core Day 3.2 keeps version 1", "A No on 12 starred items will stop approval",
    ):  # fmt: skip
        assert words in said
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, shown)
    seat.until(lambda: shown.version.count() == 2)
    now = history(seat, "checklist")
    assert [item.no for item in now.newest.items][:5] == ["1", "2", "4", "30", "3"]
    assert (now.in_force.number, len(now.newest.items), now.newest.starred) == (2, 29, 12)
    assert shown.put.reason == "Nothing is changed."
    seat.desk.undo()
    assert history(seat, "checklist").newest.number == 1


def test_observers_criteria_in_their_groups_are_changed_in_the_same_way(settings: Seat) -> None:
    seat = settings
    shown = section(seat, "observation")
    at(seat, shown, "5")
    press(seat, Key.Key_F2)
    press(seat, Key.Key_A, held=CONTROL)
    typed(seat, "B The first minutes")
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, shown)
    at(seat, shown, "24")
    press(seat, Key.Key_Delete, held=SHIFT)
    at(seat, shown, "25")
    press(seat, Key.Key_Up, held=ALT | SHIFT)
    press(seat, Key.Key_Return, held=CONTROL)
    seat.until(lambda: "TtT sign-off" in inspector(seat) and "present version" in inspector(seat))
    press(seat, Key.Key_Return, held=CONTROL)
    no_form(seat, shown)
    seat.until(lambda: shown.version.count() == 2)
    now = history(seat, "observation").newest
    assert list(dict.fromkeys(item.group for item in now.items)) == [
        "A Before the session", "B The first minutes", "C Content", "D Facilitation", "E Multi-agency and inclusion", "F Safety", "H Close",
    ]  # fmt: skip
    assert len(now.items) == 26


def test_what_cannot_be_put_in_force_says_why_and_what_is_unwise_is_warned_of(settings: Seat) -> None:
    seat = settings
    shown = section(seat, "checklist")
    for row in shown.draft():
        if row.item.starred:
            at(seat, shown, row.no)
            press(seat, Key.Key_Space)
    assert shown.warned.text() == "Changed, not in force yet. No item is starred: no No would stop approval."
    assert not shown.put.is_blocked()
    shown.discard()
    shown = section(seat, "Shropshire tiers")
    for no in ("1", "2", "3"):
        at(seat, shown, no)
        press(seat, Key.Key_Delete)
    assert shown.put.reason == "No item is left."
    assert [row.change for row in shown.draft()] == ["Retired"] * 3
    press(seat, Key.Key_Delete)
    press(seat, Key.Key_Return)
    press(seat, Key.Key_A, held=CONTROL)
    at_form = form(shown)
    _write(at_form, "no", "1")
    at_form.finish()
    assert "There is an item 1 already." in _said(at_form)
    press(seat, Key.Key_Escape)
    no_form(seat, shown)
    shown.doing.retire()
    shown.discard()
    shown.doing.add()
    at_form = form(shown)
    _write(at_form, "short", "induction")
    at_form.finish()
    assert "Item 1 says the same already." in _said(at_form)
    press(seat, Key.Key_Escape)
    no_form(seat, shown)
    assert not shown.is_changed


def _write(within: DeedForm, name: str, words: str) -> None:
    box = within.form.controls[name]
    assert isinstance(box, QLineEdit)
    box.setText(words)


def _said(within: DeedForm) -> list[str]:
    return [one.text() for one in within.findChildren(QLabel) if not one.isHidden()]


def test_an_older_version_stays_and_can_be_brought_back(settings: Seat) -> None:
    from trainerpool.operations.materials import revise_framework

    seat = settings
    revise_framework(
        seat.desk, "levels", "Shropshire tiers", {"items": [{"no": "1", "text": "All of it", "short": "All"}]}
    )
    shown = section(seat, "Shropshire tiers")
    assert shown.version.count() == 2
    shown.version.setCurrentIndex(1)
    shown.version.activated.emit(1)
    settle(seat)
    assert (len(shown.draft()), shown.put.reason) == (3, "An older version stays as it was.")
    assert "An older version stays as it was." in inspector(seat)
    at(seat, shown, "2")
    press(seat, Key.Key_Delete)
    assert [row.change for row in shown.draft()] == [""] * 3
    next(run for words, _, run in shown.doing.of_framework() if words == "Bring version 1 back")()
    settle(seat)
    assert [row.change for row in shown.draft()] == ["Reworded", "New", "New"]
    assert not shown.put.is_blocked()
    shown.discard()


def test_a_framework_of_ones_own_is_begun_as_a_copy(settings: Seat) -> None:
    seat = settings
    shown = section(seat, "levels")
    shown.doing.copy()
    copy = form(shown)
    _write(copy, "name", "Northmoor levels")
    copy.finish()
    no_form(seat, shown)
    seat.until(lambda: shown.which.findText("Northmoor levels") >= 0)
    assert len(next(one for one in shown.rows if one.name == "Northmoor levels").newest.items) == 8


def test_a_yearly_checklist_has_its_day_its_statement_and_its_word_on_the_logo(settings: Seat) -> None:
    seat = settings
    shown = section(seat, "content")
    assert shown.told.text().endswith("It opens on 1 April. The logo may not be used.")
    next(run for words, _, run in shown.doing.of_framework() if words.startswith("Statement"))()
    statement = form(shown)
    day, logo = statement.form.controls["day"], statement.form.controls["logo"]
    assert isinstance(day, QSpinBox)
    assert isinstance(logo, QCheckBox)
    day.setValue(6)
    logo.setChecked(True)
    statement.finish()
    no_form(seat, shown)
    seat.until(lambda: shown.told.text().endswith("It opens on 6 April. The logo may be used."))
    made = history(seat, "content").newest.framework
    assert made is not None
    assert (made.number, made.opens, made.statement[:32], len(made.items)) == (
        2,
        "04-06",
        "Our training materials include a",
        16,
    )


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_it_fits_and_everything_has_its_name(settings: Seat, size: tuple[int, int]) -> None:
    seat = settings
    shown = section(seat, "observation")
    seat.window.resize(*size)
    settle(seat)
    assert nameless(seat.window) == []
    assert too_wide(shown) == []
    assert clipped(shown) == []
    at(seat, shown, "5")
    shown.doing.edit()
    seat.rest()
    assert clipped(seat.window.panes.inspector) == []
    press(seat, Key.Key_Escape)
    no_form(seat, shown)
