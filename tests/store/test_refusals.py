"""The disk is full, the place is read-only, the file vanishes, the clock goes back: told in words, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.pools import WORDS, add_person, names_in, new_pool, posix_only, reopened, stamp
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.pool import Store, key_path, logs_of
from trainerpool.store.verify import verify

ROOT = os.name == "posix" and os.geteuid() == 0


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte and a half."""
    place = Path(tempfile.mkdtemp(prefix="trainerpool-small-"))
    mounted = ROOT and shutil.which("mount") is not None and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", str(place)], check=False, capture_output=True
    ).returncode == 0  # fmt: skip
    if not mounted:
        place.rmdir()
        pytest.skip("a small disk can be mounted by root only, on a system that lets it")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    place.rmdir()


def _write_until_full(store: Store) -> list[str]:
    done: list[str] = []
    with pytest.raises(Problem, match=r"the disk is full.* unchanged"):
        _write(store, done)
    return done


def _write(store: Store, done: list[str]) -> None:
    for number in range(500):
        add_person(store, number, "long note " * 3000)
        done.append(f"Given{number}")


def test_a_full_disk_is_told_and_what_was_acknowledged_is_there(small_disk: Path) -> None:
    store = new_pool(small_disk)
    done = _write_until_full(store)
    assert done
    assert names_in(store) == sorted(done)
    with pytest.raises(Problem, match="disk is full"):
        add_person(store, 999, "long note " * 3000)
    store = reopened(store)
    assert names_in(store) == sorted(done)
    store.close()
    assert verify(store.path, store.key, store.keys) == []


def test_after_room_was_made_work_goes_on(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(400_000))
    store = new_pool(small_disk)
    done = _write_until_full(store)
    ballast.unlink()
    add_person(store, 999)
    assert names_in(store) == sorted([*done, "Given999"])
    store.close()
    again = Store.open(store.path, WORDS)
    assert again.warnings == []
    again.close()


def test_a_backup_and_a_home_copy_onto_a_full_disk_are_told_and_leave_nothing_half(
    store: Store, small_disk: Path
) -> None:
    for number in range(20):
        add_person(store, number, os.urandom(60_000).hex())
    for deed in (
        lambda: backup.back_up(store, small_disk / "backups", stamp().at),
        lambda: write_home_copy(store, small_disk),
    ):
        with pytest.raises(Problem, match="disk is full"):
            deed()
    left = [path.name for path in small_disk.rglob("*") if path.suffix in {".tpool", ".part"}]
    assert left == []
    assert len(names_in(store)) == 20


def test_a_restore_onto_a_full_disk_leaves_the_pool_as_it_was(store: Store, small_disk: Path) -> None:
    for number in range(6):
        add_person(store, number, os.urandom(60_000).hex())
    taken = backup.back_up(store, store.path.parent / "backups", stamp().at)
    live = new_pool(small_disk, "live")
    add_person(live, 77)
    live.close()
    with pytest.raises(Problem, match="disk is full"):
        backup.restore(taken.path, live.path, stamp().at)
    again = Store.open(live.path, WORDS)
    assert names_in(again) == ["Given77"]
    again.close()


AS_ORDINARY = """
import os, sys
from pathlib import Path
from tests.store.pools import WORDS, LOW, add_person, names_in, stamp
import trainerpool.store.records
from trainerpool.problem import Problem
from trainerpool.store import backup, home_copy
from trainerpool.store.pool import Store
from trainerpool.store.keys import key_of_words
import argparse, encodings.idna
os.setgid(65534); os.setuid(65534)
assert os.geteuid() == 65534
folder = Path(sys.argv[1])
def told(deed):
    try:
        deed()
    except Problem as problem:
        print(problem)
    else:
        print("nothing was told")
told(lambda: Store.open(folder / "north.tpool", WORDS))
told(lambda: Store.create(folder / "new.tpool", "Kim", WORDS, LOW))
told(lambda: backup.restore(folder / "north.tpool", folder / "again.tpool", stamp().at))
"""


@pytest.mark.skipif(not ROOT, reason="only root can become an ordinary person")
def test_a_read_only_folder_is_told() -> None:
    place = Path(tempfile.mkdtemp(prefix="trainerpool-open-"))
    place.chmod(0o755)
    store = new_pool(place)
    add_person(store, 1)
    store.close()
    for path in place.iterdir():
        path.chmod(0o644)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    said = subprocess.run([sys.executable, "-c", AS_ORDINARY, str(place)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    lines = said.stdout.splitlines()
    assert len(lines) == 3
    assert all("may not be written to" in line for line in lines), lines
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    shutil.rmtree(place)


@posix_only
def test_a_file_that_vanishes_takes_nothing_with_it(store: Store, tmp_path: Path) -> None:
    add_person(store, 1)
    store.path.unlink()
    with pytest.raises(Problem, match="no longer in"):
        add_person(store, 2)
    assert not store.path.exists()
    assert names_in(store) == ["Given1"]
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    store.close()
    backup.restore(taken.path, store.path, stamp().at)
    again = Store.open(store.path, WORDS)
    assert names_in(again) == ["Given1"]
    again.close()


@posix_only
def test_a_file_exchanged_under_the_program_is_told(store: Store, tmp_path: Path) -> None:
    add_person(store, 1)
    shutil.copy2(store.path, tmp_path / "other")
    (tmp_path / "other").replace(store.path)
    with pytest.raises(Problem, match="another file lies there"):
        add_person(store, 2)


@posix_only
def test_a_log_deleted_under_the_program_is_told(store: Store) -> None:
    add_person(store, 1)
    logs_of(store.path)[0].unlink()
    with pytest.raises(Problem, match="no longer in"):
        add_person(store, 2)


@posix_only
def test_a_deed_that_is_done_is_not_called_failed_because_its_head_could_not_be_written_down(store: Store) -> None:
    blocked = key_path(store.path)
    blocked.rename(blocked.with_name("kept"))
    blocked.mkdir()
    add_person(store, 1)
    assert names_in(store) == ["Given1"]
    blocked.rmdir()
    blocked.with_name("kept").rename(blocked)
    again = reopened(store)
    assert again.keys.anchor == again.head
    again.close()


def test_a_clock_that_goes_back_loses_nothing(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for minutes in (0, 60 * 24 * 400, -60 * 24 * 5000):
        add_person(store, minutes)
        backup.back_up(store, folder, stamp(minutes).at)
    for day in range(20):
        backup.back_up(store, folder, stamp(60 * 24 * day).at)
    early = backup.back_up(store, folder, stamp(-60 * 24 * 5000).at, "after")
    assert early.path.exists()
    assert backup.is_backup_due(folder, "north", stamp(60 * 24 * 21).at)
    assert not backup.is_backup_due(folder, "north", stamp(60 * 24 * 19).at)
    store.undo(stamp(-60 * 24 * 9000))
    again = reopened(store)
    assert len(names_in(again)) == 2
    again.close()
    assert verify(again.path, again.key, again.keys) == []


def test_a_damaged_page_met_while_reading_is_told(store: Store) -> None:
    for number in range(60):
        add_person(store, number, "note " * 200)
    store.close()
    content = bytearray(store.path.read_bytes())
    for page in range(30, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    store.path.write_bytes(content)
    with pytest.raises(Problem, match="Restore yesterday"):
        _read(store.path)


def _read(path: Path) -> None:
    store = Store.open(path, WORDS)
    try:
        names_in(store)
    finally:
        store.close()
