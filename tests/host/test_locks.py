"""One opener at a time: the second is told who, the dead are taken over, and no file left behind is in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from trainerpool.host.locks import PoolLock
from trainerpool.problem import Problem

HOLD = """
import sys, time
from pathlib import Path
from trainerpool.host.locks import PoolLock
lock = PoolLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    return tmp_path / "north.tpool"


def hold_elsewhere(pool: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(pool)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def test_the_second_opener_is_told_who_holds_the_pool(pool: Path) -> None:
    child = hold_elsewhere(pool)
    try:
        with pytest.raises(Problem, match=f"process {child.pid}"):
            PoolLock(pool).take()
    finally:
        end(child)


def test_a_killed_holder_is_taken_over(pool: Path) -> None:
    end(hold_elsewhere(pool))
    lock = PoolLock(pool)
    lock.take()
    assert str(os.getpid()) in lock.holder()
    lock.release()


def test_a_lock_file_left_behind_is_in_nobodys_way(pool: Path) -> None:
    Path(f"{pool}-lock").write_text("4711")
    Path(f"{pool}-holder").write_text('{"user": "nobody", "computer": "gone", "process": 1}')
    lock = PoolLock(pool)
    lock.take()
    assert str(os.getpid()) in lock.holder()
    lock.release()


def test_a_damaged_holder_file_still_refuses_in_words(pool: Path) -> None:
    child = hold_elsewhere(pool)
    Path(f"{pool}-holder").write_bytes(b"\xff[1")
    try:
        with pytest.raises(Problem, match="by another program"):
            PoolLock(pool).take()
    finally:
        end(child)


@pytest.mark.skipif(os.name != "posix", reason="a link needs a right of its own on Windows")
def test_two_names_of_one_file_are_one_pool(pool: Path) -> None:
    pool.touch()
    other = pool.with_name("link.tpool")
    other.symlink_to(pool)
    first = PoolLock(pool)
    first.take()
    with pytest.raises(Problem, match="open already"):
        PoolLock(other).take()
    first.release()


def test_a_lock_taken_by_one_thread_is_given_back_by_another(pool: Path) -> None:
    lock = PoolLock(pool)
    taker = threading.Thread(target=lock.take)
    taker.start()
    taker.join()
    lock.release()
    second = PoolLock(pool)
    second.take()
    second.release()


def test_giving_back_leaves_the_lock_file_so_that_two_can_never_hold_two_files(pool: Path) -> None:
    lock = PoolLock(pool)
    lock.take()
    before = Path(f"{pool}-lock").stat().st_ino
    lock.release()
    assert Path(f"{pool}-lock").stat().st_ino == before


def test_giving_back_what_is_not_held_leaves_the_holders_name(pool: Path) -> None:
    child = hold_elsewhere(pool)
    try:
        PoolLock(pool).release()
        assert Path(f"{pool}-holder").exists()
    finally:
        end(child)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can make a file")
def test_a_folder_in_which_no_lock_can_be_made_is_nobodys_pool() -> None:
    with pytest.raises(Problem, match="could not be written"):
        PoolLock(Path("/proc/north.tpool")).take()
