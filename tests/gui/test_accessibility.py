"""Every page and dialog as a screen reader meets it: each widget that takes the focus has a name, a role and a state."""

from __future__ import annotations

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.gui.screens.seats import Seat
from trainerpool.gui.charts.bars import BarChart
from trainerpool.gui.dialogs.boxes import QtDialogs
from trainerpool.gui.screens import SCREENS
from trainerpool.gui.screens.programme.month import MonthGrid
from trainerpool.gui.shell import POOL_SEAT, Question
from trainerpool.operations.example import EXAMPLE_DAY, example_workbook
from trainerpool.queries.standings import trainers

PAGES = [page.key for page in SCREENS if page.seat == POOL_SEAT]
# Painted things whose twin is a table on the same page; they speak through their name, which changes with the focus.
PAINTED = {"MonthGrid": MonthGrid, "MonthBars": QWidget, "BarChart": BarChart}
NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


def faults(root: QWidget) -> list[str]:
    """What a screen reader could not say of the widgets under `root` that take the focus."""
    found = []
    for one in [root, *root.findChildren(QWidget)]:
        if not one.isVisible() or not one.focusPolicy().value:
            continue
        said = QAccessible.queryAccessibleInterface(one)
        what = f"{type(one).__name__} in {type(one.parent()).__name__}"
        if said is None or not said.isValid():
            found.append(f"{what}: nothing to be read")
            continue
        name = said.text(QAccessible.Text.Name) or said.relations(QAccessible.RelationFlag.Label)
        state = said.state()
        if not name:
            found.append(f"{what}: no name")
        if said.role() in NO_ROLES and type(one).__name__ not in PAINTED:
            found.append(f"{what}: no role")
        if one.isEnabled() and (not state.focusable or state.invisible or state.disabled):
            found.append(f"{what}: state does not say that it takes the focus")
    return found


def dialog(seat: Seat) -> QDialog:
    def shown() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    seat.until(lambda: bool(shown()))
    return shown()[0]


def argument_of(seat: Seat, key: str) -> object:
    return seat.desk.ask(trainers, EXAMPLE_DAY)[0].id if key == "trainer" else None


@pytest.mark.parametrize("key", PAGES)
def test_everything_on_a_page_that_takes_the_focus_can_be_read_out(shared, key):
    shared.go(key, argument_of(shared, key))
    shared.front()
    with suppress(TimeoutError):  # what a page shows before its first rows are there passes
        shared.until(lambda: not faults(shared.window.inner), 2_000)
    assert not faults(shared.window.inner)


@pytest.mark.parametrize("key", PAGES)
def test_tab_reaches_the_page_and_comes_round_again(shared, key):
    shared.go(key, argument_of(shared, key))
    shared.front()
    start = QApplication.focusWidget() or shared.window
    page, seen = shared.window.navigator.shown(), []
    for _ in range(120):
        QTest.keyClick(QApplication.focusWidget() or start, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
    assert any(page.isAncestorOf(one) for one in seen if one is not None), key
    assert None not in seen


def test_the_table_and_week_of_the_programme_can_be_read_out(shared):
    page = shared.go("programme")
    for view in ("week", "table"):
        page.show_view(view)
        shared.rest()
        assert not faults(page)
    page.show_view("month")


def test_an_import_under_review_can_be_read_out(seat):
    page = seat.go("import")
    page.bring_in(example_workbook())
    seat.until(lambda: page.review is not None, 20_000)
    seat.rest()
    assert not faults(seat.window.inner)


def test_forms_can_be_read_out(shared):
    for key, words in (("programme", "Add session"), ("trainers", "Add trainer")):
        page = shared.go(key)
        shared.front()
        shared.window.make_new()
        made = dialog(shared)
        assert made.windowTitle() or made.accessibleName(), words
        assert not faults(made), words
        made.reject()
        assert page.isVisible()
        shared.rest()


@pytest.mark.parametrize("key", ["programme", "trainers"])
def test_ctrl_n_opens_the_form_of_the_page(shared, key):
    shared.go(key)
    shared.front()
    QTest.keyClick(QApplication.focusWidget() or shared.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog(shared).reject()
    shared.rest()


def test_choosing_the_kind_of_evidence_keeps_the_keyboard_in_its_field(shared):
    page = shared.go("trainer", argument_of(shared, "trainer"))
    shared.front()
    shared.window.make_new()
    form = page.tabs.evidence.form
    shared.until(form.kind.hasFocus)
    QTest.keyClicks(form.kind, "App")
    assert form.kind.currentText() == "Application"
    assert QApplication.focusWidget() is form.kind
    page.leave_step()


@pytest.mark.qt_log_ignore("This plugin does not support")  # of offscreen, when a menu opens
def test_ctrl_p_on_the_programme_shows_the_month_on_paper_and_can_be_read_out(shared):
    page = shared.go("programme")
    page.show_view("month")
    shared.rest()
    shared.window.print_shown()
    shared.until(lambda: QApplication.activeModalWidget() is not None)
    sheet = QApplication.activeModalWidget()
    assert sheet.accessibleName() == "Who is delivering what"
    assert not faults(sheet)
    sheet.close()


def test_the_palette_can_be_read_out(shared):
    shared.go("today")
    shared.window.open_palette()
    shared.rest()
    assert not faults(shared.window.palette_box)
    shared.window.palette_box.hide()


def test_questions_can_be_read_out(shared):
    boxes = QtDialogs()
    heard: list[object] = []
    boxes.confirm(
        shared.window, Question("Leave it?", "All of it.", "Leave", "Stay", ("One thing",), destroys=True), heard.append
    )
    made = dialog(shared)
    assert not faults(made)
    made.reject()
    boxes.ask_text(shared.window, "Put off", "Reason", heard.append)
    made = dialog(shared)
    assert not faults(made)
    made.reject()
    shared.until(lambda: len(heard) == 2)
    assert heard == [False, None]
