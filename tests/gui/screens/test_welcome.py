"""Welcome: the last pool one key away, what cannot be opened said with the way out, and four ways to begin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.screens.seats import Answers, Seat, clipped, nameless
from trainerpool.gui.parts.notices import ErrorPanel
from trainerpool.gui.screens.settings.restore_form import RestoreForm
from trainerpool.gui.screens.welcome.new_pool import NewPoolForm
from trainerpool.gui.screens.welcome.recent import HERE, state_of
from trainerpool.gui.screens.welcome.screen import WelcomeScreen
from trainerpool.gui.start import assemble
from trainerpool.host import remembered
from trainerpool.host.folders import backups_folder
from trainerpool.host.locks import PoolLock
from trainerpool.operations.example import PASSPHRASE, example_workbook
from trainerpool.operations.pools import back_up_pool, close_pool, open_pool
from trainerpool.problem import Problem
from trainerpool.store.keys import recovery_words

WORDS = "four plain words here"


@pytest.fixture
def seat(qapp: QApplication) -> Iterator[Seat]:
    """The window without a pool; the list of files opened lately is empty, and empty again behind it."""
    remembered.save({"recent": []})
    answers = Answers()
    window, opening = assemble(qapp, answers)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    made = Seat(window, opening, None, answers)
    made.rest()
    yield made
    opening.close()
    window.close()
    window.deleteLater()
    remembered.save({"recent": []})


@pytest.fixture
def pools(tmp_path: Path, example_folder: Path) -> Path:
    """A folder with a real pool in it."""
    folder = tmp_path / "pools"
    shutil.copytree(example_folder, folder)
    return folder


def welcome(seat: Seat) -> WelcomeScreen:
    page = seat.window.navigator.shown()
    assert isinstance(page, WelcomeScreen)
    seat.front()
    return page


def lately(seat: Seat, *paths: Path) -> WelcomeScreen:
    """Welcome with these files opened lately, the last one latest."""
    for day, path in enumerate(paths, 1):
        remembered.remember_file(path, datetime(2026, 11, day, 16, 48))
    page = seat.go("welcome")
    page.refresh()
    seat.rest()
    return welcome(seat)


def filled(form: NewPoolForm, name: str, workplace: Path) -> None:
    form.folder = workplace
    form.name.setText(name)
    form.person.setText("Marian Holt")
    form.secret.setText(WORDS)
    form.again.setText(WORDS)


def test_with_nothing_opened_lately_the_page_begins_with_a_new_pool(seat):
    page = seat.go("welcome")
    assert not page.lately.isVisible()
    assert not page.open.isVisible()
    assert page.ways.buttons[0].kind == "filled"
    assert page.ways.buttons[0].hasFocus()
    assert nameless(page) == []
    assert clipped(page) == []


def test_the_last_pool_opens_with_enter_and_its_passphrase(seat, pools):
    page = lately(seat, pools / "Northmoor.tpool")
    page.arrive(None)
    assert page.open.text() == "Open Northmoor.tpool"
    assert page.open.hasFocus()
    seat.answers.text = PASSPHRASE
    QTest.keyClick(page.open, Qt.Key.Key_Return)
    seat.rest()
    seat.until(lambda: seat.window.navigator.here == "today", 20_000)
    seat.rest()
    assert remembered.recent_files()[0].path == pools / "Northmoor.tpool"


def test_a_wrong_passphrase_is_said_on_the_page(seat, pools):
    page = lately(seat, pools / "Northmoor.tpool")
    seat.answers.text = "not this one"
    page.open.click()
    seat.rest()
    seat.until(lambda: seat.window.findChild(ErrorPanel) is not None, 20_000)
    assert seat.window.navigator.here == "welcome"


def test_files_are_told_apart_by_whether_they_can_be_opened(seat, pools, tmp_path):
    away = tmp_path / "archive" / "Northmoor 2025.tpool"
    moved = pools / "Moved.tpool"
    shared = tmp_path / "OneDrive" / "Shared.tpool"
    shared.parent.mkdir()
    shared.write_bytes(b"")
    page = lately(seat, away, moved, shared, pools / "Northmoor.tpool")
    words = {row.path.name: row.state.words for row in page.model.rows()}
    assert words == {
        "Northmoor.tpool": "Here", "Shared.tpool": "On a share or synchronised", "Moved.tpool": "The file is not there",
        "Northmoor 2025.tpool": "The folder is gone",
    }  # fmt: skip
    assert page.far.isVisible()
    page.table.choose(str(shared))
    page.open.click()
    seat.rest()
    panel = seat.window.findChild(ErrorPanel)
    assert any("Copy the file and its key file to this computer" in one.text() for one in panel.findChildren(QLabel))
    assert seat.answers.asked == []  # no passphrase is asked for what cannot be opened


def test_a_pool_somebody_holds_names_the_holder_and_one_left_by_the_dead_is_free(pools):
    path = pools / "Northmoor.tpool"
    assert state_of(path) == HERE
    lock = PoolLock(path)
    lock.take()
    held = state_of(path)
    assert isinstance(held.problem, Problem)
    assert "is open already" in held.problem.text
    lock.release()
    Path(f"{path}-holder").write_text('{"user": "gone", "computer": "gone", "process": 1}', encoding="utf-8")
    assert state_of(path) == HERE


def test_del_takes_a_file_off_the_list_and_leaves_the_file(seat, pools):
    page = lately(seat, pools / "Old.tpool", pools / "Northmoor.tpool")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert [row.path.name for row in page.model.rows()] == ["Old.tpool"]
    assert (pools / "Northmoor.tpool").exists()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert remembered.recent_files() == ()
    assert page.ways.buttons[0].hasFocus()


def test_a_new_pool_needs_a_name_a_person_and_the_same_passphrase_twice(seat, tmp_path):
    page = welcome(seat)
    assert page.make_new()
    form = page.form
    form.finish()
    assert [bool(field.message.text().strip()) for field in form.fields.values()] == [True, True, True, False]
    assert form.focusWidget() is form.name
    filled(form, "North/moor", tmp_path)
    form.again.setText("other words")
    form.finish()
    assert form.fields["name"].message.text().startswith("A file’s name cannot hold")
    assert form.fields["again"].message.text() == "The two are not the same. Type it again."
    form.secret.setText("short")
    form._check("secret")
    assert "harder to guess" in form.fields["secret"].message.text()
    assert nameless(form) == []
    assert clipped(form) == []
    form.reject()
    assert list(tmp_path.glob("*.tpool")) == []


def test_the_recovery_sheet_is_kept_before_the_new_pool_opens(seat, tmp_path):
    page = welcome(seat)
    page.make_new()
    form = page.form
    filled(form, "Northmoor", tmp_path)
    form.finish()
    seat.rest()
    sheet = (
        form.findChild(QLabel, options=Qt.FindChildOption.FindChildrenRecursively) and form._column.itemAt(1).widget()
    )
    assert sheet.go_on.is_blocked()
    form.reject()  # it is shown once: Esc does not lose it
    assert form.isVisible()
    assert nameless(form) == []
    assert clipped(form) == []
    seat.answers.path = tmp_path / "sheet.txt"
    sheet.save.click()
    seat.rest()
    text = seat.answers.path.read_text(encoding="utf-8")
    assert all(word in text for word in sheet._words.split())
    sheet.kept.setChecked(True)
    sheet.go_on.click()
    seat.rest()
    seat.until(lambda: seat.window.navigator.here == "today", 20_000)
    seat.rest()
    assert remembered.recent_files()[0].path == tmp_path / "Northmoor.tpool"
    seat.opening.close_pool()
    seat.rest()
    assert seat.window.navigator.here == "welcome"
    open_pool(tmp_path / "Northmoor.tpool", WORDS).store.close()


def test_a_workbook_dropped_without_a_pool_goes_into_one_made_for_it(seat, tmp_path):
    seat.opening.open(example_workbook())
    form = welcome(seat).form
    assert form.workbook == example_workbook()
    filled(form, "Northmoor", tmp_path)
    form.finish()
    seat.rest()
    sheet = form._column.itemAt(1).widget()
    sheet.kept.setChecked(True)
    sheet.go_on.click()
    seat.until(lambda: seat.window.navigator.here == "import", 20_000)
    page = seat.window.navigator.shown()
    seat.until(lambda: page.review is not None, 20_000)
    assert page.review.imported == 161
    seat.rest()


def test_the_example_opens_and_is_not_remembered(seat):
    page = welcome(seat)
    page.ways.buttons[3].click()
    assert page.ways.buttons[3].is_blocked()
    seat.rest()
    seat.until(lambda: seat.window.facts.name == "Northmoor", 20_000)
    seat.rest()
    assert remembered.recent_files() == ()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (683, 384)])
def test_nothing_is_cut_off_and_everything_has_a_name(seat, pools, size):
    seat.window.resize(*size)
    page = lately(seat, pools / "A rather long name of a pool in a trial.tpool", pools / "Northmoor.tpool")
    assert nameless(page) == []
    assert clipped(page) == []


def test_ctrl_n_begins_a_new_pool(seat):
    page = welcome(seat)
    QTest.keyClick(QApplication.focusWidget() or seat.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    seat.until(lambda: any(one.isVisible() for one in seat.window.findChildren(NewPoolForm)))
    next(one for one in page.window().findChildren(NewPoolForm) if one.isVisible()).reject()


def test_a_damaged_pool_is_put_back_from_here_and_opens(seat, pools):
    path = pools / "Northmoor.tpool"
    desk = open_pool(path, PASSPHRASE)
    back_up_pool(desk, why="daily")
    close_pool(desk)
    path.write_bytes(b"no pool at all" * 1000)
    page = lately(seat, path)
    page.restore.click()
    (form,) = page.findChildren(RestoreForm)
    seat.until(lambda: form.model.rowCount() > 0)
    QTest.keyClick(form.table, Qt.Key.Key_Return)
    form.secret.setText("a guess")
    QTest.keyClick(form.secret, Qt.Key.Key_Return)
    seat.rest()
    assert "does not open the pool" in form.findChildren(ErrorPanel)[0].accessibleName()
    seat.until(lambda: clipped(form) == [])
    assert nameless(form) == []
    form.secret.setText(PASSPHRASE)
    QTest.keyClick(form.secret, Qt.Key.Key_Return)
    seat.until(lambda: seat.window.navigator.here == "settings", 20_000)
    seat.rest()
    told = [one.text() for one in seat.window.navigator.shown().findChildren(QLabel)]
    assert any(text.startswith("This is the pool as it was on") and "lies beside it" in text for text in told)
    shutil.rmtree(backups_folder() / "Northmoor")


def test_where_the_passphrase_is_lost_the_recovery_sheet_puts_it_back(seat, pools):
    path = pools / "Northmoor.tpool"
    desk = open_pool(path, PASSPHRASE)
    copy, words = back_up_pool(desk, pools / "elsewhere").path, recovery_words(desk.store.key)
    close_pool(desk)
    page = lately(seat, path)
    page.restore.click()
    (form,) = page.findChildren(RestoreForm)
    seat.rest()
    assert form.empty.isVisible()
    assert form.put_back.reason == "Choose a backup first."
    seat.answers.path = copy
    form.elsewhere.click()
    form.lost.click()
    form.words.setPlainText(words)
    form.secret.setText(WORDS)
    form.put_back.click()
    seat.until(lambda: seat.window.navigator.here == "settings", 20_000)
    seat.rest()
    assert seat.window.workplace.desk.store.keys.read_key(WORDS)[0]
