"""The power goes: whatever part of the log reached the disk, the pool opens as it was after one of its deeds."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import event, text

from tests.store.pools import WORDS, add_person, names_in, new_pool
from trainerpool.problem import Problem
from trainerpool.store.pool import Store, key_path, logs_of
from trainerpool.store.verify import verify

DEEDS = 40


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with a pool whose forty deeds are all still in the log, as they lie there when the power goes."""
    (tmp_path / "live").mkdir()
    store = new_pool(tmp_path / "live")
    store = _without_checkpoints(store)
    for number in range(DEEDS):
        add_person(store, number, "n" * (number * 37 % 900))
    shutil.copytree(store.path.parent, tmp_path / "cut")
    store.close()
    assert logs_of(tmp_path / "cut" / store.path.name)[0].stat().st_size > 100_000
    return tmp_path / "cut"


def _without_checkpoints(store: Store) -> Store:
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA wal_autocheckpoint = 0"))
    with store.engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM deed"))
    return store


def _broken_off(whole: Path, target: Path, keep: int, junk: bytes = b"") -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(whole, target)
    pool = target / "north.tpool"
    log = logs_of(pool)[0]
    log.write_bytes(log.read_bytes()[:keep] + junk)
    logs_of(pool)[1].unlink(missing_ok=True)
    return pool


def test_a_log_cut_anywhere_opens_to_a_prefix_of_the_deeds(written: Path, tmp_path: Path, dose: int) -> None:
    size = logs_of(written / "north.tpool")[0].stat().st_size
    dice = random.Random(7)
    offsets = [0, 31, 32, size - 1, size, *(dice.randrange(size) for _ in range(20 * dose))]
    reached = set()
    for offset in offsets:
        pool = _broken_off(written, tmp_path / "try", offset, dice.randbytes(dice.choice((0, 5000))))
        store = Store.open(pool, WORDS)
        names = names_in(store)
        assert names == sorted(f"Given{number}" for number in range(len(names)))
        assert store.head.count == len(names)
        reached.add(len(names))
        # The key file knows of the later deeds: that is told, and stays told after more work.
        assert bool(store.warnings) is (len(names) < DEEDS)
        add_person(store, 500)
        store.close()
        faults = verify(pool, store.key, store.keys)
        assert [f for f in faults if "does not reach the head" not in f] == []
        assert bool(faults) is (len(names) < DEEDS)
        again = Store.open(pool, WORDS)
        assert bool(again.warnings) is (len(names) < DEEDS)
        again.close()
    assert {0, DEEDS} <= reached
    assert len(reached) > 8


def test_a_cut_file_is_never_opened_as_if_it_were_whole(written: Path, tmp_path: Path, dose: int) -> None:
    store = Store.open(written / "north.tpool", WORDS)
    store.close()  # everything in the file now, nothing in the log
    size = store.path.stat().st_size
    dice = random.Random(8)
    for offset in [4096, size - 4096, size - 1, *(dice.randrange(1, size) for _ in range(15 * dose))]:
        pool = tmp_path / "try" / "north.tpool"
        shutil.rmtree(pool.parent, ignore_errors=True)
        shutil.copytree(written, pool.parent)
        pool.write_bytes(store.path.read_bytes()[:offset])
        try:
            opened = Store.open(pool, WORDS)
        except Problem:
            continue
        opened.close()
        assert verify(pool, opened.key, opened.keys), offset


def test_a_key_file_that_knows_less_is_no_fault(written: Path) -> None:
    """The power went between the deed and the writing down of its head."""
    pool = written / "north.tpool"
    store = Store.open(pool, WORDS)
    old = key_path(pool).read_bytes()
    add_person(store, 900)
    store.close()
    key_path(pool).write_bytes(old)
    again = Store.open(pool, WORDS)
    assert again.warnings == []
    assert "Given900" in names_in(again)
    again.close()
