"""Pools, logs and key files changed at random: opened, or refused in words; never a crash, never a wrong answer unseen."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.pools import WORDS, add_person, content, fill, new_pool, stamp
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.keys import KeyFile
from trainerpool.store.pool import Store, key_path
from trainerpool.store.verify import verify

PAGE = 4096


def _flip(body: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 1, 2, 50))):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)


def _cut(body: bytearray, dice: random.Random) -> None:
    del body[dice.randrange(len(body)) :]


def _grow(body: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(body))
    body[place:place] = dice.randbytes(dice.choice((1, 100, PAGE)))


def _blank(body: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(body)) // PAGE * PAGE
    body[start : start + PAGE] = bytes(len(body[start : start + PAGE]))


def _exchange(body: bytearray, dice: random.Random) -> None:
    one, other = (dice.randrange(max(1, len(body) // PAGE)) * PAGE for _ in range(2))
    body[one : one + PAGE], body[other : other + PAGE] = body[other : other + PAGE], body[one : one + PAGE]


def _double(body: bytearray, dice: random.Random) -> None:
    body += body[: dice.randrange(len(body))]


CHANGES: list[Callable[[bytearray, random.Random], None]] = [_flip, _flip, _cut, _grow, _blank, _exchange, _double]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pool whose last deeds are in the log still."""
    live = tmp_path_factory.mktemp("live")
    store = new_pool(live)
    fill(store)
    for number in range(30):
        add_person(store, number, "note " * 300)
    store.close()
    store = Store.open(store.path, WORDS)
    for number in range(30, 34):
        add_person(store, number)
    kept = tmp_path_factory.mktemp("kept") / "pool"
    shutil.copytree(live, kept)
    store.close()
    assert (kept / "north.tpool-wal").stat().st_size > PAGE
    return kept


def _used(pool: Path) -> str:
    """Open, read everything, write, undo, copy, close: what came of it."""
    try:
        store = Store.open(pool, WORDS)
    except Problem:
        return "refused"
    try:
        content(store)
        add_person(store, 900)
        store.undo(stamp(1))
        backup.back_up(store, pool.parent / "backups", stamp().at)
    except Problem:
        return "told"
    finally:
        store.close()
    return "used"


@pytest.mark.parametrize("suffix", [".tpool", ".tpool-wal", ".tpkey"])
def test_a_changed_file_is_never_a_crash(whole: Path, tmp_path: Path, suffix: str, dose: int) -> None:
    dice = random.Random(suffix)
    came = {"refused": 0, "told": 0, "used": 0}
    for number in range(40 * dose):
        pool = tmp_path / f"{number}" / "north.tpool"
        shutil.copytree(whole, pool.parent)
        pool.with_name("north.tpool-shm").unlink(missing_ok=True)
        target = pool.with_name(f"north{suffix}")
        body = bytearray(target.read_bytes())
        dice.choice(CHANGES)(body, dice)
        target.write_bytes(body)
        result = _used(pool)
        came[result] += 1
        if result == "used":
            _is_whole_or_says_so(pool)
        shutil.rmtree(pool.parent)
    # What is unreadable in the log was never written: that is no damage, and what is missing by it is told.
    assert suffix == ".tpool-wal" or came["used"] < 20 * dose


def _is_whole_or_says_so(pool: Path) -> None:
    """A pool that could be used after its file was changed has all its people, or what is missing is told for ever."""
    try:
        store = Store.open(pool, WORDS)
    except Problem:
        return
    try:
        if not store.warnings and not verify(pool, store.key, store.keys):
            assert len(content(store)["person"]) == 37
    finally:
        store.close()


def test_a_changed_home_copy_or_backup_is_never_a_crash(whole: Path, tmp_path: Path, dose: int) -> None:
    live = tmp_path / "live"
    shutil.copytree(whole, live)
    store = Store.open(live / "north.tpool", WORDS)
    share, dice = tmp_path / "share", random.Random(5)
    for number in range(15 * dose):
        share.mkdir()
        copy = write_home_copy(store, share)
        target = dice.choice((copy, key_path(copy)))
        body = bytearray(target.read_bytes())
        dice.choice(CHANGES)(body, dice)
        target.write_bytes(body)
        try:
            write_home_copy(store, share)
        except Problem:
            pass
        else:
            assert verify(copy, store.key, KeyFile.load(key_path(copy))) == []
        copy.write_bytes(body)
        try:
            backup.restore(copy, tmp_path / f"again {number}" / "a.tpool", stamp().at, store.key)
        except Problem:
            pass
        else:
            raise AssertionError("a damaged copy was put back")
        shutil.rmtree(share)
    store.close()
