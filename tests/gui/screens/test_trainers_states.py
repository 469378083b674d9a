"""How Trainers stands where something is missing or went wrong, and how rows are chosen by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import TODAY, a_pool
from tests.gui.screens.seats import Answers, Seat, clipped
from trainerpool.gui.parts.button import Button
from trainerpool.gui.parts.notices import EmptyState, ErrorPanel
from trainerpool.gui.screens.trainers.screen import TrainersScreen
from trainerpool.gui.start import assemble
from trainerpool.operations.several import take_on_trainer
from trainerpool.problem import Problem
from trainerpool.queries.trainer_list import trainer_list


@pytest.fixture
def empty(qapp: QApplication, tmp_path: Path) -> Iterator[Seat]:
    """The window around a pool with nobody in it."""
    answers = Answers()
    window, opening = assemble(qapp, answers)
    window.resize(1366, 768)
    desk = a_pool(tmp_path)
    window.show()
    window.activateWindow()
    opening.show(desk)
    yield Seat(window, opening, desk, answers)
    opening.close()
    desk.store.close()
    window.close()
    window.deleteLater()


def notices(page: TrainersScreen, kind: type) -> list:
    return [one for one in page.findChildren(kind) if one.isVisible()]


def words(page: TrainersScreen) -> list[str]:
    return [one.text() for one in page.findChildren(Button) if one.isVisible()]


def test_an_empty_pool_says_how_to_begin_on_both_sides_and_fills_once_somebody_is_there(empty: Seat) -> None:
    page = empty.go("trainers")
    (notice,) = notices(page, EmptyState)
    assert notice.title.text() == "No trainer is in the pool yet"
    assert {"Bring in a spreadsheet", "Add trainer"} <= set(words(page))
    empty.go("trainers", "health")
    empty.until(lambda: len(notices(page, EmptyState)) == 1)
    assert page.is_health()
    assert {"Bring in a spreadsheet", "Add trainer"} <= set(words(page))
    assert clipped(page) == []
    take_on_trainer(empty.desk, "Zadie", "Quennell", "New Trust", kind="application", on=TODAY.isoformat())
    page.refresh()
    empty.until(lambda: page.health.health.present == 1)
    empty.until(lambda: not notices(page, EmptyState))
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [empty.window]
    assert page.health.groups.stages._links[0].text() == "Agreement"


def test_what_could_not_be_read_is_said_in_place_of_the_rows_and_tried_again(empty: Seat) -> None:
    page = empty.go("trainers")
    page._failed(Problem("The pool could not be read.", kept="Nothing was changed.", todo="Try again."))
    (panel,) = notices(page, ErrorPanel)
    assert "The pool could not be read." in panel.accessibleName()
    next(one for one in page.findChildren(Button) if one.text() == "Try again").click()
    empty.rest()
    empty.until(lambda: not notices(page, ErrorPanel))
    with pytest.raises(ValueError, match="a bug"):
        page._failed(ValueError("a bug"))


def test_rows_are_added_to_the_choice_by_keys(shared: Seat, qtbot) -> None:
    page = shared.go("trainers", "table")
    shared.front()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    first = [row.listed for row in page.listing.model.rows()]
    assert [row.listed for row in page.table.selected_rows()] == [first[0], first[2]]
    qtbot.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert [row.listed for row in page.table.selected_rows()] == [first[0]]
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.table.selected_rows()) == page.listing.model.rowCount()


def test_undoing_from_the_page_of_a_trainer_just_added_leaves_nothing_behind(shared: Seat) -> None:
    page = shared.go("trainers", "table")
    before = len(shared.desk.ask(trainer_list, shared.desk.today).rows)
    done = take_on_trainer(shared.desk, "Zadie", "Quennell", "Northmoor Police")
    shared.go("trainer", done.record)
    shared.desk.undo()
    shared.window.refresh_page()
    shared.rest()
    shared.go("trainers", "table")
    page.refresh()
    shared.until(lambda: len(page.known.rows) == before)
