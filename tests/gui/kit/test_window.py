"""The window: pages, keys, the inspector at every width, undo by name, problems in their place, the palette."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.header import PageHeader
from trainerpool.problem import Problem

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def action(window, title):
    return next(one for one in window.findChildren(QAction) if one.text().startswith(title))


def test_without_a_pool_there_is_the_page_that_needs_none_and_no_rail(window):
    assert window.navigator.here == "welcome"
    assert not window.rail.isVisible()
    assert [menu.text() for menu in window.menuBar().actions()] == ["&File", "&Edit", "&View", "&Help"]
    assert "1.0.0" in window.status.saved.text()


def test_alt_and_a_digit_go_to_the_page_and_back_comes_back(qtbot, open_window):
    assert open_window.navigator.here == "today"
    qtbot.keyClick(open_window, Qt.Key.Key_2, ALT)
    assert open_window.navigator.here == "trainers"
    qtbot.keyClick(open_window, Qt.Key.Key_9, ALT)
    assert open_window.navigator.here == "exchange"
    qtbot.keyClick(open_window, Qt.Key.Key_Comma, CTRL)
    assert open_window.navigator.here == "settings"
    open_window.navigator.back()
    open_window.navigator.back()
    assert open_window.navigator.here == "trainers"
    open_window.navigator.forward()
    assert open_window.navigator.here == "exchange"


def test_no_key_is_given_twice(qtbot, open_window):
    open_window.navigator.go("trainers")
    qtbot.wait(10)
    keys = [key.toString() for one in open_window.findChildren(QAction) for key in one.shortcuts()]
    assert len(keys) > 25
    assert "Ctrl+N" in keys
    assert sorted(keys) == sorted(set(keys))  # one key on two actions would do neither


def test_a_badge_is_read_out_as_waiting(open_window):
    names = [item.accessibleName() for item in open_window.rail._items.values()]
    assert "Allocation, 4 waiting" in names
    assert "Trainers" in names


def test_the_frame_says_what_is_saved_and_what_undo_would_take_back(qtbot, open_window, pages):
    assert open_window.status.saved.text() == "All changes saved 10:42"
    assert "Undo: confirm lead for Neglect, 12 Jan" in open_window.status.undo.text()
    assert action(open_window, "Undo: confirm lead").isEnabled()
    desk = open_window.workplace.desk
    qtbot.keyClick(open_window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: desk.undone == 1)
    qtbot.waitUntil(open_window.toast.isVisible)
    assert open_window.toast.text.text() == "Undone: confirm lead for Neglect, 12 Jan"


def test_a_deed_refreshes_the_shown_page_now_and_a_hidden_one_when_next_shown(qtbot, open_window, pages):
    open_window.navigator.go("trainers")
    screen = open_window.navigator.shown()
    screen.shell.do(pages.add_name, "Nadia")
    qtbot.waitUntil(lambda: screen.refreshed == 1)
    assert open_window.workplace.desk.names[-1] == "Nadia"
    assert open_window.toast.text.text() == "Add trainer"
    open_window.navigator.go("today")
    screen.shell.do(pages.add_name, "Hari", said="Hari added")
    qtbot.waitUntil(lambda: open_window.toast.text.text() == "Hari added")
    assert screen.refreshed == 1
    open_window.navigator.go("trainers")
    assert screen.refreshed == 2


def test_a_question_is_answered_from_the_desk(qtbot, open_window):
    open_window.navigator.go("trainers")
    got = []
    open_window.navigator.shown().shell.ask(lambda desk: list(desk.names), then=got.append)
    qtbot.waitUntil(lambda: got == [["Gwen", "Imke"]])


def test_a_problem_is_shown_over_its_own_page_and_a_bug_is_raised(qtbot, open_window):
    open_window.navigator.go("trainers")
    shell = open_window.navigator.shown().shell
    open_window.navigator.go("today")

    def fails(_desk):
        raise Problem("The report could not be written", kept="The pool is unchanged.", todo="Choose another place.")

    shell.do(fails)
    frame = open_window.navigator.frame("trainers")
    qtbot.waitUntil(lambda: frame._panel is not None)
    assert open_window.navigator.frame("today")._panel is None
    with pytest.raises(ValueError, match="a bug"):
        shell.problem(ValueError("a bug"))
    assert frame.clear_problem()


def test_navigate_hands_over_its_argument(open_window):
    open_window.workplace.page_shell("today").navigate("trainers", {"standing": "approved"})
    assert open_window.navigator.shown().arrived_with == {"standing": "approved"}


@pytest.mark.parametrize(
    ("wide", "folded", "over", "shown"),
    [(1366, False, False, True), (1150, True, False, True), (880, True, True, False)],
)
def test_rail_and_inspector_at_each_width(qtbot, open_window, wide, folded, over, shown):
    open_window.navigator.go("trainers")
    open_window.resize(wide, 600)
    qtbot.waitUntil(lambda: open_window.panes.is_over() == over)
    assert open_window.rail.is_folded() == folded
    assert open_window.panes.is_inspector_shown() == shown
    qtbot.keyClick(open_window, Qt.Key.Key_F9)
    assert open_window.panes.is_inspector_shown() != shown


def test_esc_clears_the_search_then_closes_the_inspector(qtbot, open_window):
    open_window.navigator.go("trainers")
    open_window.resize(880, 600)
    qtbot.waitUntil(open_window.panes.is_over)
    qtbot.keyClick(open_window, Qt.Key.Key_F9)
    screen = open_window.navigator.shown()
    qtbot.keyClick(open_window, Qt.Key.Key_F, CTRL)
    screen.search.setText("neg")
    qtbot.keyClick(open_window, Qt.Key.Key_Escape)
    assert screen.search.text() == ""
    assert open_window.panes.is_inspector_shown()
    qtbot.keyClick(open_window, Qt.Key.Key_Escape)
    assert not open_window.panes.is_inspector_shown()


def test_f6_goes_round_the_panes(qtbot, open_window):
    open_window.navigator.go("trainers")
    open_window.rail.focus_here()
    seen = []
    for _ in range(3):
        qtbot.keyClick(open_window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        panes = {"rail": open_window.rail, "page": open_window.panes.pages, "inspector": open_window.panes.inspector}
        seen.append(next(name for name, pane in panes.items() if pane.isAncestorOf(focused)))
    assert seen == ["page", "inspector", "rail"]


def test_the_smallest_window_scrolls_and_loses_nothing(qtbot, open_window):
    open_window.resize(455, 256)
    qtbot.waitUntil(lambda: open_window.width() <= 460)
    assert open_window.inner.width() >= 640
    assert open_window.inner.height() >= 360
    assert not open_window.rail.isVisible()


def test_under_the_least_size_the_keyboard_is_followed(qtbot, open_window):
    open_window.navigator.go("trainers")
    open_window.resize(455, 256)
    qtbot.waitUntil(lambda: open_window.width() <= 460)
    area = open_window.centralWidget()
    page = open_window.navigator.shown()
    for one in (page.findChild(PageHeader).findChildren(Button)[-1], page.search, page.table):
        one.setFocus()
        place = QRect(one.mapTo(area.viewport(), QPoint(0, 0)), one.size())
        seen = place.intersected(area.viewport().rect())
        assert seen.width() >= min(60, one.width())
        assert seen.height() >= min(20, one.height())
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() > 0


def test_text_size_and_scheme_change_and_are_remembered(qtbot, open_window, dressed):
    qtbot.keyClick(open_window, Qt.Key.Key_Plus, CTRL)
    assert open_window.looks.remembered.text_size == 1.15
    open_window.looks.set_scheme("high_contrast")
    assert open_window.palette().window().color().name() == "#000000"
    qtbot.keyClick(open_window, Qt.Key.Key_0, CTRL)
    assert open_window.looks.remembered.text_size == 1.0


def test_ctrl_s_says_that_all_is_saved(qtbot, open_window):
    qtbot.keyClick(open_window, Qt.Key.Key_S, CTRL)
    assert open_window.toast.text.text() == "Everything is saved already."


class TestPalette:
    def test_it_goes_to_a_page_by_a_few_letters(self, qtbot, open_window):
        qtbot.keyClick(open_window, Qt.Key.Key_K, CTRL)
        box = open_window.palette_box
        assert box.isVisible()
        qtbot.keyClicks(box.field, "alloc")
        assert box.model.row_at(0).command.title == "Allocation"
        qtbot.keyClick(box.field, Qt.Key.Key_Return)
        assert not box.isVisible()
        assert open_window.navigator.here == "allocation"

    def test_down_and_esc(self, qtbot, open_window):
        open_window.open_palette()
        box = open_window.palette_box
        qtbot.keyClick(box.field, Qt.Key.Key_Down)
        assert box.table.currentIndex().row() == 1
        qtbot.keyClick(box.field, Qt.Key.Key_Escape)
        assert not box.isVisible()

    def test_it_finds_a_person_of_the_pool(self, qtbot, open_window):
        open_window.open_palette()
        box = open_window.palette_box
        qtbot.keyClicks(box.field, "farouk")
        qtbot.waitUntil(lambda: box.model.rowCount() == 1)
        qtbot.keyClick(box.field, Qt.Key.Key_Return)
        assert open_window.navigator.shown().arrived_with == "Farouk, Nadia"

    def test_nothing_found_says_so(self, qtbot, open_window):
        open_window.open_palette()
        qtbot.keyClicks(open_window.palette_box.field, "zzz")
        assert open_window.palette_box.nothing.text() == "Looking in the pool."
        qtbot.waitUntil(lambda: open_window.palette_box.nothing.text().startswith("Nothing is called “zzz”."))
