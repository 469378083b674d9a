"""The allocation board: keys, words for a screen reader, and what stands still."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from trainerpool.gui.tables.board import BoardView
from trainerpool.gui.tables.board_model import BoardCell, BoardModel, BoardSession, BoardTrainer, CellState


@pytest.fixture
def asked():
    return []


@pytest.fixture
def board(qtbot, dressed, asked):
    sessions = [BoardSession(n, f"Tue {n + 1} Jan", "Neglect", "2 of 2") for n in range(30)]
    trainers = [BoardTrainer(n, f"Trainer {n}", f"Trainer number {n}") for n in range(40)]

    def cell(session, trainer):
        asked.append((session.key, trainer.key))
        if session.key == trainer.key:
            return BoardCell(CellState.LEAD, "kept", is_pinned=True, is_warned=True)
        return BoardCell(CellState.BLOCKED, "away that day\nand on another session")

    made = BoardView("Allocation board", BoardModel(sessions, trainers, cell))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_model_keeps_qts_rules(board):
    tester = QAbstractItemModelTester(board.board, QAbstractItemModelTester.FailureReportingMode.Fatal)
    board.board.refresh()
    board.board.set_board(
        board.board.sessions[:2], board.board.trainers[:3], lambda s, t: BoardCell(CellState.ELIGIBLE)
    )
    assert tester.model() is board.board
    assert (board.board.rowCount(), board.board.columnCount()) == (2, 3)


def test_every_deed_has_its_key_and_letters_can_be_turned_off(qtbot, board):
    wished = []
    board.wished.connect(lambda word, session, trainer: wished.append((word, session.key, trainer.key)))
    board.go_to(3, 5)
    for key in (Qt.Key.Key_L, Qt.Key.Key_C, Qt.Key.Key_P, Qt.Key.Key_Delete, Qt.Key.Key_W, Qt.Key.Key_Return):
        qtbot.keyClick(board, key)
    assert [word for word, *_ in wished] == ["lead", "co-trainer", "pin", "release", "why", "open"]
    assert {(session, trainer) for _, session, trainer in wished} == {(3, 5)}
    board.uses_letters = False
    qtbot.keyClick(board, Qt.Key.Key_L)
    assert len(wished) == 6
    assert board.current()[1].key == 5


def test_arrows_move_the_cell_and_tell_it(qtbot, board):
    board.go_to(0, 0)
    moved = []
    board.moved.connect(lambda session, trainer: moved.append((session.key, trainer.key)))
    qtbot.keyClick(board, Qt.Key.Key_Right)
    qtbot.keyClick(board, Qt.Key.Key_Down)
    assert moved == [(0, 1), (1, 1)]


def test_a_cell_is_read_out_whole_and_its_tip_is_the_first_line(board):
    read = Qt.ItemDataRole.AccessibleTextRole
    cell = board.board.index(2, 2)
    assert board.board.data(cell, read) == "Trainer number 2, Neglect, Tue 3 Jan: lead, pinned, with a warning: kept"
    assert board.board.data(board.board.index(1, 2), Qt.ItemDataRole.ToolTipRole) == "away that day"
    assert board.board.headerData(4, Qt.Orientation.Horizontal, read) == "Trainer number 4"
    assert board.board.headerData(4, Qt.Orientation.Vertical, read) == "Tue 5 Jan, Neglect, 2 of 2"


def test_only_cells_in_view_are_asked_for_and_each_once(qtbot, board, asked):
    qtbot.waitUntil(lambda: bool(asked))
    assert len(set(asked)) < 30 * 40 / 2
    assert len(asked) == len(set(asked))
    before = len(asked)
    board.viewport().repaint()
    assert len(asked) == before
    board.board.refresh()
    board.viewport().repaint()
    assert len(asked) > before


def test_sessions_and_names_stand_still_while_cells_scroll(board):
    left, top = board.verticalHeader().geometry(), board.horizontalHeader().geometry()
    board.horizontalScrollBar().setValue(board.horizontalScrollBar().maximum())
    board.verticalScrollBar().setValue(board.verticalScrollBar().maximum())
    assert (board.verticalHeader().geometry(), board.horizontalHeader().geometry()) == (left, top)
    few, many = board.shown_counts()
    assert 0 < few < 30
    assert 0 < many < 40


def test_a_board_of_four_hundred_by_two_hundred_paints_a_frame_in_time(qtbot):
    states = list(CellState)
    model = BoardModel(
        [BoardSession(number, "Tue 12 Jan", "Self-neglect", "1 of 2") for number in range(400)],
        [BoardTrainer(number, f"Achterberg {number}", f"Trainer {number}") for number in range(200)],
        lambda one, other: BoardCell(states[(one.key * 7 + other.key * 3) % len(states)], is_pinned=not other.key % 5),
    )
    board = BoardView("Large board", model)
    qtbot.addWidget(board)
    board.resize(1366, 768)
    board.show()
    qtbot.waitExposed(board)
    taken = []
    for step in range(30):
        board.verticalScrollBar().setValue(step * 160)
        board.horizontalScrollBar().setValue(step * 70)
        began = time.thread_time()
        board.viewport().repaint()
        taken.append((time.thread_time() - began) * 1000)
    # Processor time of the painting thread, so that a busy machine does not count; the middle of thirty frames.
    assert sorted(taken)[15] <= 16
