"""The program is killed while it puts a backup back, changes who may open the pool, or merges: what is found is old or new."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import QUICK
from tests.operations.small_pool import small_pool
from trainerpool.host.clock import FixedClock
from trainerpool.operations import backups
from trainerpool.operations.agencies import add_agency, rename_agency
from trainerpool.operations.desk import Desk
from trainerpool.operations.key_holders import add_key_holder, change_passphrase, key_holders
from trainerpool.operations.pools import back_up_pool, close_pool, open_pool, verify_pool
from trainerpool.problem import Problem
from trainerpool.queries.agencies import agencies
from trainerpool.store import backup as copies

FIRST, NEW = "correct horse", "seven green bicycles"
NHS, POLICE = "Ellerdale NHS Trust", "Northmoor Police"

RESTORE = """
import sys
from pathlib import Path
from tests.builders import TODAY
from trainerpool.host.clock import FixedClock
from trainerpool.operations import backups
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.pools import open_pool
desk = open_pool(Path(sys.argv[1]), sys.argv[2], FixedClock.on(TODAY))
desk.backups = Path(sys.argv[1]).parent / "backups"
print("open", flush=True)
while True:
    add_agency(desk, "Rowan Network")
    desk, _ = backups.restore_in_place(desk, backups.backups_of(desk).rows[-1].path)
"""
MERGE = """
import sys
from pathlib import Path
from tests.builders import QUICK
from trainerpool.operations.agencies import merge_agencies, split_agency
from trainerpool.operations.key_holders import change_passphrase
from trainerpool.operations.pools import open_pool
desk = open_pool(Path(sys.argv[1]), sys.argv[2])
now, other = sys.argv[2:4]
print("open", flush=True)
while True:
    merge_agencies(desk, "Northmoor Police", "Ellerdale NHS Trust")
    change_passphrase(desk, now, other, QUICK)
    split_agency(desk, "Northmoor Police")
    now, other = other, now
"""


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """A pool with a backup of yesterday, its passphrase changed and somebody let in since."""
    desk = small_pool(tmp_path)
    desk.backups = tmp_path / "backups"
    desk.clock = FixedClock.on(desk.today - timedelta(days=1))
    back_up_pool(desk, why="daily")
    change_passphrase(desk, FIRST, NEW, QUICK)
    add_key_holder(desk, "Aled Thwaite", "a third way in", QUICK)
    close_pool(desk)
    return desk.store.path


def kill_after(seconds: float, program: str, pool: Path, *ways: str) -> None:
    child = subprocess.Popen([sys.executable, "-c", program, str(pool), *ways], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(seconds)
    assert child.poll() is None
    child.kill()
    child.wait()
    child.stdout.close()


def names(desk: Desk) -> set[str]:
    return {row.name for row in desk.ask(agencies, desk.today)}


def test_a_backup_half_put_back_is_put_back_or_not_and_opens_as_it_did(pool: Path, dose: int) -> None:
    dice = random.Random(5)
    for _ in range(5 * dose):
        kill_after(dice.uniform(0, 0.25), RESTORE, pool, NEW)
        for old in sorted(pool.parent.glob("* set aside *"), reverse=True):  # the pool before its key file
            if old.suffix == ".tpool":
                aside = open_pool(old, NEW)
                assert names(aside) >= {NHS, POLICE}
                close_pool(aside)
            old.unlink(missing_ok=True)
        assert verify_pool(pool, NEW) == []
        desk = open_pool(pool, NEW)
        assert names(desk) in ({NHS, POLICE}, {NHS, POLICE, "Rowan Network"})
        assert {row.name for row in key_holders(desk).rows} == {"Aled Thwaite", "Business Unit"}
        assert desk.store.warnings == []
        if "Rowan Network" in names(desk):
            rename_agency(desk, "Rowan Network", f"Kept {desk.store.head.count}")
            desk.undo()
            desk.undo()
            assert names(desk) == {NHS, POLICE}
        close_pool(desk)
        with pytest.raises(Problem, match="does not open"):
            open_pool(pool, FIRST)


def test_a_merge_and_a_new_passphrase_half_done_are_done_or_not(pool: Path, dose: int) -> None:
    dice, ways = random.Random(6), [NEW, "eight red kettles"]
    for _ in range(4 * dose):
        kill_after(dice.uniform(0, 0.2), MERGE, pool, *ways)
        opening = []
        for one in ways:
            try:
                desk = open_pool(pool, one)
            except Problem:
                continue
            opening.append(one)
            assert names(desk) in ({NHS, POLICE}, {NHS})
            if POLICE not in names(desk):
                desk.undo()
                assert names(desk) == {NHS, POLICE}
            assert desk.store.warnings == []
            close_pool(desk)
        assert len(opening) == 1
        assert verify_pool(pool, opening[0]) == []
        ways.sort(key=lambda way: way not in opening)


def test_the_ways_in_of_before_a_backup_never_open_the_pool_again_where_putting_it_back_breaks_off(
    pool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_pool(pool, NEW)
    desk.backups = pool.parent / "backups"
    add_agency(desk, "Rowan Network")

    real = copies.sync_folder

    def killed(folder: Path) -> None:
        real(folder)
        if sys._getframe(1).f_code.co_name == "restore":
            raise KeyboardInterrupt  # as if the program were killed with the pool just put in place

    monkeypatch.setattr(copies, "sync_folder", killed)
    with pytest.raises(KeyboardInterrupt):
        backups.restore_in_place(desk, backups.backups_of(desk).rows[-1].path)
    close_pool(desk)
    with pytest.raises(Problem, match="does not open"):
        open_pool(pool, FIRST)
    again = open_pool(pool, NEW)
    assert names(again) == {NHS, POLICE}
    close_pool(again)
