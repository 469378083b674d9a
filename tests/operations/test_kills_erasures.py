"""The program dies while a backup is put back: whoever was erased since is in no pool that opens."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.operations.small_pool import small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import backups
from trainerpool.operations.desk import Desk
from trainerpool.operations.pools import back_up_pool, close_pool, open_pool, restore_pool
from trainerpool.problem import Problem
from trainerpool.store.records import Person
from trainerpool.store.redaction import erase

GIVEN, PASSPHRASE = "Quillfeather", "correct horse"
PUT_BACK = """
import os, signal, sys
from pathlib import Path
from tests.builders import TODAY
from trainerpool.host.clock import FixedClock
from trainerpool.operations import backups
from trainerpool.operations.pools import open_pool
from trainerpool.store import backup, pool
desk = open_pool(Path(sys.argv[1]), sys.argv[2], FixedClock.on(TODAY))
desk.backups = Path(sys.argv[1]).parent / "backups"
def dies(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[3] == "before it is opened":
    pool.check_readable = dies
if sys.argv[3] == "before it is erased":
    pool.replay_erasures = dies
if sys.argv[3] == "before it is settled":
    pool.settle = dies
print("open", flush=True)
backups.restore_in_place(desk, backups.backups_of(desk).rows[-1].path)
print("done", flush=True)
"""


@pytest.fixture
def pool(tmp_path: Path) -> tuple[Path, str]:
    """A pool with a backup of yesterday, in which somebody is who was erased today; and its passphrase."""
    desk = small_pool(tmp_path)
    desk.backups = tmp_path / "backups"
    with desk.work("Add somebody") as work:
        somebody = work.add(Person(given_name=GIVEN, family_name="Marsh"))
        key = somebody.id
    desk.clock = FixedClock.on(desk.today - timedelta(days=1))
    back_up_pool(desk, why="daily")
    with desk.work("Erase somebody", one_way=True) as work:
        work.remove(work.get(Person, key))
        erase(work, [key])
    close_pool(desk)
    return desk.store.path, PASSPHRASE


def everybody(desk: Desk) -> set[str]:
    with desk.store.reader() as reader:
        return {one.given_name for one in reader.query(Person)}


def killed(pool: Path, words: str, when: str, after: float | None = None) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", PUT_BACK, str(pool), words, when], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    if after is not None:
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
    child.wait(60)
    child.stdout.close()


@pytest.mark.parametrize("when", ["before it is opened", "before it is erased", "before it is settled"])
def test_killed_between_the_pool_put_back_and_its_erasures(pool: tuple[Path, str], when: str) -> None:
    path, words = pool
    killed(path, words, when)
    assert list(path.parent.glob("* set aside *.tpool")), "the backup was put in place"
    again = open_pool(path, words)
    assert GIVEN not in everybody(again)
    close_pool(again)
    twice = open_pool(path, words)
    assert GIVEN not in everybody(twice)
    close_pool(twice)


def test_killed_at_any_moment_of_putting_back(pool: tuple[Path, str], dose: int) -> None:
    path, words = pool
    for number in range(4 * dose):
        killed(path, words, "at any moment", 0.02 * (number % 12))
        again = open_pool(path, words)
        assert GIVEN not in everybody(again)
        close_pool(again)


def test_a_pool_put_back_without_its_passphrase_is_rid_of_them_when_it_is_opened(pool: tuple[Path, str]) -> None:
    path, words = pool
    copy = backups.backups_for(path, path.parent / "backups").rows[-1].path
    restore_pool(copy, path, FixedClock.on(TODAY))
    again = open_pool(path, words)
    assert GIVEN not in everybody(again)
    close_pool(again)


def test_a_pool_that_cannot_be_rid_of_them_does_not_open(
    pool: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, words = pool
    killed(path, words, "before it is erased")
    monkeypatch.setattr("trainerpool.store.pool.replay_erasures", _refuses)
    with pytest.raises(Problem, match="no room"):
        open_pool(path, words)
    monkeypatch.undo()
    again = open_pool(path, words)
    assert GIVEN not in everybody(again)
    close_pool(again)


def _refuses(*_: object) -> None:
    raise Problem("There is no room on the disk.")
