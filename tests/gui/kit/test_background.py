"""Work behind the window: order, errors, cancelling, what is dropped and what never is."""

import sqlite3
import threading
import time

import pytest
from PySide6.QtWidgets import QWidget

from trainerpool.gui.background import Background, Cancelled, CancelToken, Progress, StallMonitor


def test_answers_come_back_on_the_gui_thread_in_order(qtbot, background):
    got = []
    for number in range(5):
        background.run(lambda number=number: (number, threading.get_ident()),
                       lambda pair: got.append((*pair, threading.get_ident())))  # fmt: skip
    qtbot.waitUntil(lambda: len(got) == 5)
    assert [number for number, _, _ in got] == [0, 1, 2, 3, 4]
    assert len({worker for _, worker, _ in got}) == 1
    assert all(here == threading.get_ident() != worker for _, worker, here in got)


def test_an_error_goes_to_whoever_asked_or_is_announced(qtbot, background):
    told, unclaimed = [], []
    background.unclaimed.connect(unclaimed.append)

    def wrong():
        raise ValueError("wrong")

    background.run(wrong, None, told.append)
    background.run(wrong)
    qtbot.waitUntil(lambda: bool(told and unclaimed))
    assert [str(error) for error in told + unclaimed] == ["wrong", "wrong"]


def test_a_cancelled_piece_of_work_leaves_no_trace(qtbot, background, tmp_path):
    path = tmp_path / "pool.db"
    with sqlite3.connect(path) as made:
        made.execute("create table trainer (name text)")
    begun, token, finished = threading.Event(), CancelToken(), []

    def bring_in():
        with sqlite3.connect(path) as store:
            for number in range(100_000):
                store.execute("insert into trainer values (?)", (str(number),))
                begun.set()
                token.check()

    background.finished.connect(finished.append)
    done, failed = [], []
    background.run(bring_in, done.append, failed.append, "Bringing in", token)
    assert begun.wait(5)
    token.cancel()
    qtbot.waitUntil(lambda: bool(finished))
    assert finished[0].stopped
    assert (done, failed) == ([], [])
    with sqlite3.connect(path) as store:
        assert store.execute("select count(*) from trainer").fetchone() == (0,)


def test_work_cancelled_before_its_turn_is_never_begun(qtbot, background):
    hold, ran, token = threading.Event(), [], CancelToken()
    background.run(lambda: hold.wait(5))
    background.run(lambda: ran.append(1), cancel=token)
    token.cancel()
    hold.set()
    qtbot.waitUntil(background.is_idle)
    assert ran == []


def test_a_deed_that_was_done_is_answered_even_when_cancel_came_too_late(qtbot, background):
    token, done = CancelToken(), []

    def deed():
        token.cancel()
        return "written"

    background.run(deed, done.append, cancel=token)
    qtbot.waitUntil(background.is_idle)
    assert done == ["written"]


def test_only_the_newest_of_the_same_question_is_answered(qtbot, background):
    hold, got, ran = threading.Event(), [], []
    background.run(lambda: hold.wait(5))
    for words in ("n", "ne", "neg"):
        background.run(lambda words=words: ran.append(words) or words, got.append, reads=True, latest="search")
    hold.set()
    qtbot.waitUntil(background.is_idle)
    assert got == ["neg"]
    assert ran == ["neg"]


def test_no_answer_goes_to_a_widget_that_is_gone(qtbot, background):
    import shiboken6

    hold, got, owner = threading.Event(), [], QWidget()
    background.run(lambda: hold.wait(5), lambda _: got.append(1), owner=owner)
    shiboken6.delete(owner)
    hold.set()
    qtbot.waitUntil(background.is_idle)
    assert got == []


def test_the_solver_has_a_worker_of_its_own(qtbot, background):
    hold, got = threading.Event(), []
    background.run(lambda: hold.wait(5), lane="solver")
    background.run(lambda: "read", got.append)
    qtbot.waitUntil(lambda: got == ["read"])
    assert not background.is_idle()
    hold.set()
    qtbot.waitUntil(background.is_idle)


def test_close_finishes_what_writes_and_drops_what_reads(qtbot):
    background, hold, ran = Background(), threading.Event(), []
    background.run(lambda: hold.wait(5))
    background.run(lambda: ran.append("read"), reads=True)
    background.run(lambda: ran.append("written"))
    threading.Timer(0.05, hold.set).start()
    background.close()
    assert ran == ["written"]
    assert background.run(lambda: ran.append("late")).stopped


def test_progress_is_told_seldom_but_always_at_the_end(qtbot, background):
    progress, seen = Progress(), []
    progress.changed.connect(lambda done, total, note: seen.append((done, total, note)))

    def count():
        for number in range(1, 2001):
            progress(number, 2000, "rows")

    background.run(count, progress=progress)
    qtbot.waitUntil(background.is_idle)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == (2000, 2000, "rows"))
    assert len(seen) < 60


def test_kinds_touched_are_told_once_and_nothing_is_told_for_none(qtbot, background):
    told = []
    background.touched.connect(told.append)
    background.touch(frozenset())
    background.touch(frozenset({"trainers"}))
    assert told == [frozenset({"trainers"})]


def test_cancelled_is_no_everyday_error():
    token = CancelToken()
    token.check()
    token.cancel()
    with pytest.raises(Cancelled):
        token.check()


def test_the_stall_monitor_sees_a_stall(qtbot):
    monitor = StallMonitor()
    monitor.start()
    qtbot.wait(30)
    time.sleep(0.06)
    qtbot.wait(20)
    assert monitor.stop() >= 45
