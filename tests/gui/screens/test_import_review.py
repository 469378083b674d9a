"""The import page: every row with what becomes of it, questions answered by keyboard, one deed with one undo."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from tests.gui.screens.seats import Seat, clipped, nameless
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.import_review.rows import ASKS
from trainerpool.gui.screens.import_review.screen import ImportScreen
from trainerpool.operations.example import example_workbook
from trainerpool.queries.imports import open_questions
from trainerpool.queries.standings import trainers

HEADINGS = ("Name", "Agency", "E-mail", "Phone", "TtT completed", "Signed off", "Courses", "Car share?")
ROWS = (
    ("Quillon, Marta", "Northmoor Police", "m.quillon@police.example.org", "01632 960701", "03/02/2025", "14/05/2025", "NEG", "yes, from Moor Hall"),
    ("Rask, Bettina", "Ellerdale NHS Trust", "b.rask@ellerdale.example.org", "", "12/03/2025", "", "", ""),
    ("Otto Brandreth", "Northmoor Childrens Svc", "o.brandreth@childrens.example.org", "", "19/10/2024", "20/11/2024", "NEG", "no"),
    ("Otto Brandreth", "Northmoor Childrens Svc", "", "01632 960702", "", "", "", "passenger"),
    ("Total 4", "", "", "", "", "", "", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a person named twice, an agency nobody knows for sure and a column nobody knows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    path = tmp_path_factory.mktemp("books") / "Trainers 2027.xlsx"
    book.save(path)
    return path


@pytest.fixture
def seat(shared: Seat) -> Iterator[Seat]:
    """The shared seat; what a test stores is undone behind it."""
    before = len(shared.desk.store.stacks.undo)
    shared.window.resize(1366, 768)
    yield shared
    shared.rest()
    page = shared.go("import")
    page._end()
    while len(shared.desk.store.stacks.undo) > before:
        shared.desk.undo()
    shared.window.workplace.background.touch(frozenset({"imported_file"}))
    shared.rest()


def opened(seat: Seat, path: Path | None) -> ImportScreen:
    page = seat.go("import", path)
    assert isinstance(page, ImportScreen)
    if path is not None:
        seat.until(lambda: page.review is not None)
    seat.front()
    seat.rest()
    return page


def outcomes(page: ImportScreen) -> dict[int, str]:
    return {row.account.row: row.outcome for sheet in page.review.sheets for row in sheet.rows}


def said(seat: Seat) -> list[str]:
    return [one.text() for one in seat.window.panes.inspector.findChildren(QLabel) if one.isVisible()]


def test_before_a_file_is_chosen_the_page_says_how_to_begin_and_what_was_brought_in(seat):
    page = opened(seat, None)
    assert [row.file.name for row in page.start.model.rows()] == [example_workbook().name]
    assert page.start.choose.kind == "filled"
    assert nameless(page) == []
    assert clipped(page) == []


def test_the_same_file_again_changes_nothing_and_says_so(seat):
    page = opened(seat, example_workbook())
    assert set(outcomes(page).values()) <= {"unchanged", "skipped"}
    assert page.rows.do_import.is_blocked()
    assert page.rows.do_import.text() == "Nothing to import"
    assert "unknown" not in page.rows.do_import.reason


def test_every_row_of_the_file_is_shown_with_its_own_words(seat, workbook):
    page = opened(seat, workbook)
    rows = page.rows.table().model().rows()
    assert [row.account.row for row in rows] == list(range(1, 7))
    assert rows[1].cells[:2] == ("Quillon, Marta", "Northmoor Police")
    assert rows[1].outcome == "added"
    assert rows[5].outcome == "skipped"
    assert rows[5].understood == "Total row, not a record"
    assert ASKS in outcomes(page).values()
    iso = [text for row in rows for text in (*row.cells, row.understood) if "2025-" in text or "2024-" in text]
    assert iso == []


def test_nothing_is_stored_until_the_deed_and_undo_takes_it_all_back(seat, workbook):
    before = seat.desk.store.head.count
    known = {row.person.name for row in seat.desk.ask(trainers, seat.desk.today)}
    page = opened(seat, workbook)
    assert seat.desk.store.head.count == before
    page.rows.do_import.click()
    seat.rest()
    seat.until(lambda: seat.window.navigator.here == "trainers")
    assert seat.desk.store.head.count > before
    assert "Marta Quillon" in {row.person.name for row in seat.desk.ask(trainers, seat.desk.today)} - known
    assert seat.window.toast.text.text().startswith("Import Trainers 2027.xlsx")
    seat.undo()
    assert {row.person.name for row in seat.desk.ask(trainers, seat.desk.today)} == known


def test_questions_are_answered_by_keyboard_one_after_the_other(seat, workbook):
    page = opened(seat, workbook)
    waiting = len(page.telling.asking.waiting())
    assert waiting >= 1
    assert page.telling.pane is not None
    assert page.telling.pane.answer.kind == "filled"
    assert page.rows.do_import.kind == "outlined"
    assert page.rows.table().hasFocus()
    QTest.keyClick(page.rows.table(), Qt.Key.Key_Return)
    for _ in range(waiting):
        focused = QApplication.focusWidget()
        assert seat.window.panes.inspector.isAncestorOf(focused)
        QTest.keyClick(focused, Qt.Key.Key_Return)
        seat.rest()
    assert page.telling.asking.waiting() == []
    assert ASKS not in outcomes(page).values()
    assert page.rows.do_import.kind == "filled"
    assert "later" not in page.rows.do_import.text()
    QTest.keyClick(page.rows.do_import, Qt.Key.Key_Return)
    seat.rest()
    assert seat.desk.ask(open_questions) == ()


def test_an_answer_can_be_taken_back(seat, workbook):
    page = opened(seat, workbook)
    waiting = len(page.telling.asking.waiting())
    question = page.telling.pane.question
    page.telling.pane.answer.click()
    seat.rest()
    assert question.id not in {one.id for one in page.telling.asking.waiting()}
    page.telling.tell_file()
    links = [one for one in seat.window.panes.inspector.findChildren(Button) if one.text() == "Take back"]
    links[0].click()
    seat.rest()
    assert len(page.telling.asking.waiting()) == waiting
    assert page.telling.pane.question.id == question.id


def test_questions_put_off_wait_on_the_page_and_are_answered_later(seat, workbook):
    page = opened(seat, workbook)
    waiting = len(page.telling.asking.waiting())
    for _ in range(waiting):
        page.telling.pane.later.click()
        seat.rest()
    assert page.rows.do_import.kind == "filled"
    assert page.rows.do_import.text().endswith(f"ask {waiting} later")
    page.rows.do_import.click()
    seat.rest()
    assert len(seat.desk.ask(open_questions)) == waiting
    page = opened(seat, None)
    assert len(page.start.answers) == 1
    QTest.keyClick(page.start.answers[0], Qt.Key.Key_Return)
    seat.until(lambda: page.review is not None)
    seat.rest()
    assert page.rows.do_import.is_blocked()
    for _ in range(waiting):
        page.telling.pane.answer.click()
        seat.rest()
    page.rows.do_import.click()
    seat.rest()
    assert seat.desk.ask(open_questions) == ()
    assert page.start.answers == []


def test_without_the_tick_nobody_is_approved_on_the_registers_word(seat, workbook):
    page = opened(seat, workbook)
    assert page.rows.transfer.isChecked()
    assert "2 approvals" in page.rows.transfer.text()
    page.rows.transfer.click()
    seat.rest()
    assert page.review.plan.transfer is False
    page.rows.do_import.click()
    seat.rest()
    found = {row.person.name: row.standing for row in seat.desk.ask(trainers, seat.desk.today)}
    assert not found["Marta Quillon"].may_deliver


def test_a_column_nobody_knows_is_said_and_can_be_matched(seat, workbook):
    page = opened(seat, workbook)
    bar = page.rows.columns
    assert bar.isVisible()
    assert "Car share?" in bar.title.text()
    assert bar.text.text().startswith("3 cells hold text")
    notes = next(action for action in bar.match.findChild(QMenu).actions() if action.text() == "Job title")
    notes.trigger()
    seat.rest()
    assert not bar.isVisible()
    assert page.review.by_place["Register!2"].account.fields["job_title"] == "yes, from Moor Hall"


def test_a_column_can_stay_a_note(seat, workbook):
    page = opened(seat, workbook)
    page.rows.columns.keep.click()
    assert not page.rows.columns.isVisible()


def test_outcomes_narrow_the_rows_and_the_context_menu_holds_the_answers(seat, workbook):
    page = opened(seat, workbook)
    page.rows.bar.choose(0, ASKS)
    rows = page.rows.table().model().rows()
    assert rows
    assert all(row.outcome == ASKS for row in rows)
    words = [action.text() for action in page.telling.menu_of(rows[0]).actions()]
    assert any(text.startswith("Answer: ") for text in words)
    assert "Later" in words
    assert "About this row" in words


def test_leaving_with_answers_is_asked_about(seat, workbook):
    page = opened(seat, workbook)
    page.telling.pane.answer.click()
    seat.rest()
    seat.answers.yes = False
    page.rows.cancel.click()
    assert page.review is not None
    seat.answers.yes = True
    page.rows.cancel.click()
    seat.rest()
    assert page.review is None
    assert "Leave this import?" in seat.answers.asked


def test_a_file_that_cannot_be_read_is_said_in_place_and_the_pool_is_as_before(seat, tmp_path):
    head = seat.desk.store.head.count
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    page = seat.go("import", broken)
    seat.until(lambda: page.findChild(ErrorPanel) is not None)
    assert seat.desk.store.head.count == head
    assert [one.text() for one in page.findChild(ErrorPanel).findChildren(Button)] == [
        "Choose another workbook...",
        "Back",
    ]


def test_another_deed_meanwhile_compares_the_file_again(seat, workbook):
    page = opened(seat, workbook)
    head = page.review.plan.head
    seat.window.workplace.background.touch(frozenset({"person"}))
    seat.rest()
    assert page.review.plan.head == head
    assert page.review.plan.head == seat.desk.store.head.count


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_cut_off_and_everything_has_a_name(seat, workbook, size):
    seat.window.resize(*size)
    page = opened(seat, workbook)
    seat.window.panes.show_inspector(True)
    page.telling.go_to(page.telling.asking.waiting()[-1], focus=True)
    seat.rest()
    inspector = seat.window.panes.inspector
    assert nameless(page) == []
    assert nameless(inspector) == []
    assert clipped(inspector) == []
    facts = set(page.rows.header.findChildren(QLabel))  # a first fact gives way and keeps its whole in the tool tip
    assert [
        one for one in clipped(page) if not any(one.startswith(fact.text()) for fact in facts if fact.toolTip())
    ] == []


def test_showing_the_rows_never_holds_the_window(seat):
    """The time the painted thread itself spends on a new comparison; other programs' load is not counted."""
    page = opened(seat, example_workbook())
    found = page.review
    began = time.thread_time()
    page._show(page.source, found)
    page.telling._tell()
    assert (time.thread_time() - began) * 1000 <= 50
