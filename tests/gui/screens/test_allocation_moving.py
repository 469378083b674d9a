"""A trainer's place carried over the board by keys and by mouse, what would come of it said before it is let down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.gui.screens.allocation_seat import a_cell, press, settled, standing
from trainerpool.domain.policy import Level
from trainerpool.gui.screens.allocation.cells import CellInfo
from trainerpool.gui.screens.allocation.moving import HAND_OVER, MOVE, NOTHING, SWAP, check_drop
from trainerpool.gui.tables.board_model import CellState
from trainerpool.operations.allocations import allocate_trainer
from trainerpool.queries.findings import findings_of_leading

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def two_cells_of_one(page) -> tuple[str, str, str]:
    """(session, another session, trainer): both could be taken, and each has an empty place."""
    for trainer in page.picture.trainers:
        free = [
            str(one.key)
            for one in page.picture.sessions
            if not one.places.startswith("2")
            and page.picture.info(one.key, trainer.key).cell.state is CellState.ELIGIBLE
        ]
        if len(free) > 1:
            return free[0], free[1], str(trainer.key)
    raise AssertionError("nobody could take two sessions")


@pytest.fixture
def placed(seat, page):
    """Somebody proposed for one of two sessions they could take."""
    first, second, trainer = two_cells_of_one(page)
    allocate_trainer(seat.desk, first, trainer, "co-trainer")
    page.refresh()
    settled(seat, page)
    page.go_to(first, trainer)
    page.body.board.setFocus()
    return first, second, trainer


def test_by_keys_the_check_is_said_before_the_drop_and_one_undo_takes_it_back(seat, page, placed, qtbot):
    first, second, trainer = placed
    press(qtbot, seat.window, Qt.Key.Key_X, CONTROL)
    assert page.body.board.carry.is_on()
    rows = [str(one.key) for one in page.body.board_model.sessions]
    for _ in range(rows.index(second) - rows.index(first)):
        press(qtbot, seat.window, Qt.Key.Key_Down, NONE)
    seat.until(lambda: "no rule stands against it" in page.body.foot.middle.text())
    assert page.body.board.carry.words.isVisible()
    assert "Move " in page.body.board.carry.words.text()
    assert trainer in standing(seat, first)
    press(qtbot, seat.window, Qt.Key.Key_V, CONTROL)
    seat.until(lambda: seat.window.facts.undo.startswith("Move "), 10_000)
    assert trainer in standing(seat, second)
    settled(seat, page)
    assert trainer not in standing(seat, first)
    assert not page.body.board.carry.is_on()
    seat.undo()
    settled(seat, page)
    assert trainer in standing(seat, first)
    assert trainer not in standing(seat, second)


def test_esc_lets_go_and_a_rule_that_blocks_is_said_and_nothing_written(seat, page, placed, qtbot):
    first, _, trainer = placed
    press(qtbot, seat.window, Qt.Key.Key_X, CONTROL)
    press(qtbot, seat.window, Qt.Key.Key_Escape, NONE)
    assert not page.body.board.carry.is_on()
    blocked = next(
        str(one.key)
        for one in page.body.board_model.sessions
        if one.places != "2 of 2" and page.picture.info(one.key, trainer).cell.state is CellState.BLOCKED
    )
    press(qtbot, seat.window, Qt.Key.Key_X, CONTROL)
    page.body.board.go_to(blocked, trainer)
    seat.until(lambda: "not possible" in page.body.foot.middle.text())
    press(qtbot, seat.window, Qt.Key.Key_V, CONTROL)
    seat.until(lambda: not page.body.board.carry.is_on())
    seat.rest()
    assert set(standing(seat, first)) >= {trainer}
    assert trainer not in standing(seat, blocked)


def test_by_mouse_a_chip_is_dragged_to_another_session(seat, page, placed, qtbot):
    first, second, trainer = placed
    board, model = page.body.board, page.body.board_model
    rows = [str(one.key) for one in model.sessions]
    column = next(at for at, one in enumerate(model.trainers) if one.key == trainer)
    board.go_to(second, trainer)
    board.go_to(first, trainer)
    start = board.visualRect(model.index(rows.index(first), column)).center()
    end = board.visualRect(model.index(rows.index(second), column)).center()
    if not board.viewport().rect().contains(end):
        pytest.skip("the other session is not in view")
    qtbot.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for spot in (start + QPoint(0, 20), end):
        _drag(board.viewport(), spot)
    assert board.carry.is_on()
    seat.until(lambda: "no rule stands against it" in board.carry.words.text())
    qtbot.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=end)
    seat.until(lambda: seat.window.facts.undo.startswith("Move "), 10_000)
    assert trainer in standing(seat, second)
    assert trainer not in standing(seat, first)


def _drag(port, spot: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left = Qt.MouseButton.LeftButton
    where = QPointF(port.mapToGlobal(spot))
    QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, QPointF(spot), where, left, left, NONE))


def test_what_a_drop_comes_to_depends_on_what_is_there(shared, still):
    loaded, plan = still.loaded, still.plan()
    chosen = [
        (str(one.key), str(it.key))
        for one in still.picture.sessions
        for it in still.picture.trainers
        if still.picture.info(one.key, it.key).is_chosen
    ]
    first = chosen[0]
    other = next(pair for pair in chosen if pair[0] != first[0])

    def kind(target) -> str:
        return check_drop(loaded, plan, first, target, still.picture.info(*target)).kind

    assert kind(first) == NOTHING
    assert kind(other) == SWAP
    free = next(str(one.key) for one in still.picture.trainers if (first[0], str(one.key)) not in chosen)
    assert kind((first[0], free)) == HAND_OVER
    short = next(str(one.key) for one in still.picture.sessions if one.places.startswith("0"))
    assert kind((short, first[1])) == MOVE
    full = next(str(one.key) for one in still.picture.sessions if one.places == "2 of 2" and one.key != first[0])
    drop = check_drop(loaded, plan, first, (full, first[1]), CellInfo(still.picture.info(full, first[1]).cell))
    assert not drop.may
    assert "every place is taken" in drop.words or drop.kind == NOTHING
    assert a_cell(still, CellState.ELIGIBLE)


def test_two_are_swapped_by_keys_and_stand_in_each_others_roles(seat, page, qtbot):
    loaded, plan = page.loaded, page.plan()
    proposed = {}
    for trainer in page.picture.trainers:
        for one in page.picture.sessions:
            if one.places.startswith("0") and page.picture.info(one.key, trainer.key).cell.state is CellState.ELIGIBLE:
                proposed.setdefault(str(one.key), []).append(str(trainer.key))
    first, second = next(
        (one, other)
        for one in proposed
        for other in proposed
        if one != other and len(set(proposed[one]) & set(proposed[other])) > 1
    )
    mine, theirs = sorted(set(proposed[first]) & set(proposed[second]))[:2]
    allocate_trainer(seat.desk, first, mine, "lead")
    allocate_trainer(seat.desk, second, theirs, "co-trainer")
    page.refresh()
    settled(seat, page)
    page.go_to(first, mine)
    page.body.board.setFocus()
    press(qtbot, seat.window, Qt.Key.Key_X, CONTROL)
    page.body.board.go_to(second, theirs)
    seat.until(lambda: page.body.foot.middle.text().startswith("Swap "))
    press(qtbot, seat.window, Qt.Key.Key_V, CONTROL)
    seat.until(lambda: seat.window.facts.undo.startswith("Swap "), 10_000)
    settled(seat, page)
    assert standing(seat, first) == {theirs: ("lead", "proposed", False)}
    assert standing(seat, second) == {mine: ("co-trainer", "proposed", False)}
    assert loaded.problem is not None
    assert not plan.by_session.get(first)


def test_making_somebody_lead_who_may_only_with_a_reason_asks_for_it_beside_the_board(seat, page, qtbot):
    problem = page.loaded.problem
    key, trainer = next(
        (str(one.key), str(it.key))
        for one in page.picture.sessions
        if one.places.startswith("0")
        for it in page.picture.trainers
        if page.picture.info(one.key, it.key).cell.state in (CellState.ELIGIBLE, CellState.WARNING)
        and any(
            found.level is Level.OVERRIDE for found in findings_of_leading(problem, str(one.key), str(it.key), "lead")
        )
    )
    allocate_trainer(seat.desk, key, trainer, "co-trainer")
    page.refresh()
    settled(seat, page)
    page.go_to(key, trainer)
    qtbot.keyClick(page.body.board, Qt.Key.Key_L)
    seat.until(lambda: page.side.mode == "reason")
    qtbot.keyClicks(seat.window.focusWidget(), "Seen leading twice this month")
    qtbot.keyClick(seat.window.focusWidget(), Qt.Key.Key_Return)
    seat.until(lambda: seat.window.facts.undo.startswith("Make "), 10_000)
    assert standing(seat, key)[trainer][0] == "lead"
