"""The page of materials: a pack judged by keys, why it cannot be approved, and every way on and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.screens.materials_seat import (
    CONTROL,
    draft,
    in_review,
    inspector,
    judged_but,
    opened,
    press,
    typed,
    whole,
)
from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui.parts.button import Button
from trainerpool.gui.screens.materials.checklist_table import answer_at, segments
from trainerpool.gui.screens.settings.deed_form import DeedForm
from trainerpool.operations import materials as deeds


@pytest.fixture
def seat(shared: Seat) -> Seat:
    """One window for all of these: each test makes a version of its own."""
    shared.size(1366, 768)
    return shared


KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


def said(seat: Seat, version: str) -> dict[str, str]:
    return {one.no: one.answer.value for one in whole(seat, version).items if one.answer is not None}


def shown_buttons(seat: Seat) -> dict[str, Button]:
    return {one.text(): one for one in seat.window.findChildren(Button) if one.isVisible()}


def form_of(seat: Seat) -> DeedForm:
    found = seat.window.panes.inspector.findChild(DeedForm)
    assert found is not None
    return found


def test_items_are_judged_by_the_keys_one_to_four(seat: Seat) -> None:
    version = in_review(seat)
    page = opened(seat, version)
    table = page.tabs.checklist.table
    seat.until(table.hasFocus)
    assert table.current_row().item == "1"
    press(seat, Qt.Key.Key_1, Qt.Key.Key_4)
    seat.until(lambda: said(seat, version) == {"1": "Yes", "2": "Not applicable"})
    seat.rest()
    assert table.current_row().item == "3"
    assert page.tabs.bar.tabText(0) == "Checklist 2 of 29"
    seat.undo()
    seat.until(lambda: said(seat, version) == {"1": "Yes"})


def test_a_no_asks_for_its_reason_at_once_and_the_reason_is_kept(seat: Seat) -> None:
    version = in_review(seat, judged=5)
    page = opened(seat, version)
    checklist = page.tabs.checklist
    assert checklist.table.current_row().item == "6"
    press(seat, Qt.Key.Key_3)
    assert checklist.pane.note.hasFocus()
    assert checklist.pane.title.text() == "Item 6: why No"
    typed(seat, "The number closed in August.")
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: whole(seat, version).items[5].note == "The number closed in August.")
    seat.rest()
    assert checklist.table.hasFocus()
    assert checklist.table.current_row().item == "7"
    assert whole(seat, version).items[5].answer == "No"


def test_what_is_typed_is_kept_when_another_item_or_page_is_gone_to(seat: Seat) -> None:
    version = in_review(seat, judged=2)
    page = opened(seat, version)
    checklist = page.tabs.checklist
    checklist.table.choose("1")
    press(seat, Qt.Key.Key_Return)
    assert checklist.pane.where.hasFocus()
    typed(seat, "Cover")
    press(seat, Qt.Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    seat.until(lambda: whole(seat, version).items[0].where_seen == "Cover")
    seat.rest()
    assert checklist.table.current_row().item == "2"
    checklist.pane.begin()
    typed(seat, "Guide p. 2")
    seat.go("today")
    seat.until(lambda: whole(seat, version).items[1].where_seen == "Guide p. 2")


def test_while_a_note_is_typed_a_refresh_leaves_it(seat: Seat) -> None:
    version = in_review(seat, judged=5)
    page = opened(seat, version)
    press(seat, Qt.Key.Key_2)
    typed(seat, "Half a sent")
    deeds.judge_material(seat.desk, version, "9", judgement="Yes")
    seat.window.workplace.background.touch(frozenset({"review_judgement"}))
    seat.rest()
    note = page.tabs.checklist.pane.note
    assert note.toPlainText() == "Half a sent"
    assert note.hasFocus()
    assert said(seat, version)["9"] == "Yes"


def test_a_click_on_an_answer_gives_it(seat: Seat) -> None:
    version = in_review(seat)
    table = opened(seat, version).tabs.checklist.table
    rect = table.visualRect(table.lines.index(3, 2))
    parts = dict(segments(rect.adjusted(8, 0, -8, -1)))
    spot = parts["Partly"].center()
    assert answer_at(rect, spot) == "Partly"
    assert answer_at(rect, QPointF(rect.left() + 1, spot.y())) == ""
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    seat.until(lambda: said(seat, version) == {"4": "Partly"})


def test_why_it_cannot_be_approved_stands_beside_it(seat: Seat) -> None:
    version = in_review(seat)
    judged_but(seat, version, "6", "7")
    deeds.judge_material(seat.desk, version, "6", judgement="No", note="Closed.")
    page = opened(seat, version)
    told = inspector(seat)
    assert told.startswith("Why it cannot be approved\n2 things stand in the way")
    assert "Item 6 is starred and says No" in told
    assert "1 item has no judgement yet" in told
    assert "Reviewer is not the author" in told
    assert page.head.approve.is_blocked()
    assert "Item 6 is starred" in page.head.approve.reason
    assert page.head.main.text() == "Return to author"
    page.doing.do("approve")
    seat.rest()
    assert whole(seat, version).version.state == "in review"


def test_the_filled_deed_leads_from_draft_to_told(seat: Seat) -> None:
    version = draft(seat)
    page = opened(seat, version)
    assert page.head.main.text() == "Send to review"
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    form = form_of(seat)
    assert form.form.controls["reviewer"].hasFocus()
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: page.head.main.text() == "Begin the review")
    page.tabs.focus_rows()
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: page.head.main.text() == "Next item")
    judged_but(seat, version)
    page.refresh()
    seat.until(lambda: page.head.main.text() == "Approve")
    assert inspector(seat).startswith("It can be approved")
    page.head.finish()
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: whole(seat, version).version.state == "approved")
    seat.until(lambda: page.head.main.text() == "Tell the trainers")


def test_the_authors_own_approval_is_refused_in_the_form(seat: Seat) -> None:
    version = in_review(seat)
    judged_but(seat, version)
    page = opened(seat, version)
    page.doing.do("approve")
    form = form_of(seat)
    form.form.controls["by"].setText("Rhodri Pryce-Lowe")
    form.finish()
    seat.rest()
    assert "author" in inspector(seat)
    assert form.form.controls["by"].text() == "Rhodri Pryce-Lowe"
    assert whole(seat, version).version.state == "in review"


def test_returned_remarks_are_answered_by_keys(seat: Seat) -> None:
    version = in_review(seat)
    judged_but(seat, version, "6")
    deeds.judge_material(seat.desk, version, "6", judgement="No", note="Closed in August.")
    deeds.return_material_version(seat.desk, version, note="One thing.")
    page = opened(seat, version, "checklist")
    checklist = page.tabs.checklist
    assert [fact for fact in page.head.facts_in_words() if "remark" in fact] == ["1 remark to answer"]
    press(seat, Qt.Key.Key_J, held=CONTROL)
    assert checklist.table.current_row().item == "6"
    assert checklist.pane.note.hasFocus()
    assert "Closed in August." in checklist.pane.said.text()
    typed(seat, "Slide 22 has the new number.")
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: whole(seat, version).items[5].reply == "Slide 22 has the new number.")
    press(seat, *KEYS)
    assert whole(seat, version).items[5].answer == "No"


def test_counts_in_the_head_are_doors(seat: Seat) -> None:
    version = in_review(seat, judged=3)
    page = opened(seat, version, "files")
    link = shown_buttons(seat)["26 items to go"]
    link.click()
    seat.rest()
    assert page.tabs.tab() == "checklist"
    assert page.tabs.checklist.table.current_row().item == "4"


def test_another_course_and_version_are_gone_to_by_arrows_and_come_back(seat: Seat) -> None:
    version = in_review(seat)
    page = opened(seat, version)
    page.side.versions.setFocus()
    press(seat, Qt.Key.Key_Down)
    seat.until(lambda: page.shown.page is not None and page.shown.page.version.id != version)
    page.side.courses.setFocus()
    press(seat, Qt.Key.Key_Home)
    first = page.shown.courses[0].id
    seat.until(lambda: page.shown.course.id == first)
    assert page.side.courses.hasFocus()
    seat.go("materials", version)
    seat.until(lambda: page.shown.page.version.id == version)


def test_search_finds_a_course_and_esc_clears_it(seat: Seat) -> None:
    page = opened(seat, in_review(seat))
    seat.window.focus_search()
    typed(seat, "hoard")
    seat.until(lambda: len(page.side.courses.lines_model.lines) == 1)
    assert page.side.head.count.text() == "1 of 7"
    typed(seat, "zz")
    seat.until(page.side.nothing.isVisible)
    press(seat, Qt.Key.Key_Escape)
    seat.until(lambda: len(page.side.courses.lines_model.lines) == 7)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_cut_and_everything_has_a_name(seat: Seat, size: tuple[int, int]) -> None:
    version = in_review(seat, judged=4)
    page = opened(seat, version)
    seat.size(*size)
    for tab in ("checklist", "files", "note", "learning", "sessions", "readers"):
        page.tabs.go(tab)
        seat.rest()
        assert clipped(page) == []
        assert nameless(page) == []
    assert nameless(seat.window.panes.inspector) == []


def test_a_narrow_page_shows_courses_or_the_version(seat: Seat) -> None:
    page = opened(seat, in_review(seat))
    seat.size(683, 384)
    assert not page.side.isVisible()
    shown_buttons(seat)["Courses"].click()
    seat.rest()
    assert page.side.isVisible()
    assert not page.tabs.isVisible()
    press(seat, Qt.Key.Key_Return)
    assert page.tabs.isVisible()


def test_rows_are_read_out_whole(seat: Seat) -> None:
    version = in_review(seat, judged=1)
    page = opened(seat, version)
    spoken = page.tabs.checklist.table.lines.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Item 1, starred, ")
    assert spoken.endswith("Yes, seen at Slide 1")
    course = page.side.courses.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert course.startswith("Neglect: Recognising and Responding. Pack 9.")
    assert course.endswith("In review")


def test_menu_and_inspector_offer_the_same_deeds(seat: Seat) -> None:
    page = opened(seat, in_review(seat))
    menu = page.menu()
    entries = {one.text().split("\t")[0].removesuffix(" (not yet)") for one in menu.actions()}
    menu.deleteLater()
    inside = {one.text() for one in seat.window.panes.inspector.findChildren(Button)}
    assert entries <= inside


def test_an_empty_pool_says_what_would_fill_the_page(seat: Seat) -> None:
    page = opened(seat, in_review(seat))
    assert QApplication.focusWidget() is not None
    without = next(row for row in page.shown.courses if not row.version)
    page.side.courses.choose(without.id)
    seat.until(lambda: page.shown.course.id == without.id)
    seat.rest()
    assert page.shown.page is None
    assert shown_buttons(seat)["New version"].isVisible()
    seat.window.make_new()
    form = form_of(seat)
    assert form.form.value("version") == "1.0"
    form.finish()
    seat.until(lambda: page.shown.page is not None)
    assert page.shown.page.version.version == "1.0"


def test_two_lists_are_read_side_by_side_and_neither_hides_what_the_other_stops(seat: Seat) -> None:
    version = in_review(seat)
    judged_but(seat, version)
    page = opened(seat, version)
    assert page.tabs.checklist.readings.isHidden()
    page.doing.do("read_besides")
    seat.until(lambda: page._form is not None)
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(lambda: page._form is None and not page.tabs.checklist.readings.isHidden())
    seat.rest()
    assert "“Shropshire principles”: 17 items have no judgement yet" in inspector(seat)
    assert page.head.approve.is_blocked()
    shown = page.shown
    assert shown is not None
    assert shown.page is not None
    own = shown.page.readings[1]
    page.tabs.checklist.readings.choose(own.id)
    page.tabs.checklist.readings.chosen.emit(own.id)
    seat.until(lambda: page.tabs.page is not None and len(page.tabs.page.items) == 17)
    page.tabs.checklist.table.setFocus()
    press(seat, Qt.Key.Key_1)
    seat.until(lambda: page.tabs.page is not None and page.tabs.page.judged == 1)
    assert len(whole(seat, version).items) == 29
    page.doing.do("break_off")
    seat.rest()
    typed(seat, "Nobody has time")
    press(seat, Qt.Key.Key_Return, held=CONTROL)
    seat.until(page.tabs.checklist.readings.isHidden)
    assert "Nothing stands in the way" in inspector(seat)
