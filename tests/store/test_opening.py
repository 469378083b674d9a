"""Making and opening: one opener, no far places, nothing overwritten, nothing half made, full durability promised."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.pools import LOW, WORDS, add_person, fill, names_in, new_pool, posix_only, reopened, stamp, tampered
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.pool import Store, key_path
from trainerpool.store.verify import verify


def test_what_was_saved_is_there_again(store: Store) -> None:
    add_person(store, 1)
    again = reopened(store)
    assert names_in(again) == ["Given1"]
    assert again.warnings == []
    again.close()


def test_a_second_opener_of_the_pool_is_told_who_has_it(store: Store) -> None:
    with pytest.raises(Problem, match=r"is open already: by .* on .*process"):
        Store.open(store.path, WORDS)


HOLD = """
import sys, time
from pathlib import Path
from trainerpool.store import backup
from trainerpool.store.pool import Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
time.sleep(60)
"""


def test_the_pool_of_a_killed_program_opens_at_once(store: Store) -> None:
    store.close()
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(store.path), WORDS], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    with pytest.raises(Problem, match=f"process {child.pid}"):
        Store.open(store.path, WORDS)
    child.kill()
    child.wait()
    child.stdout.close()
    Store.open(store.path, WORDS).close()


@pytest.mark.parametrize("folder", ["OneDrive - Northshire", "Dropbox"])
def test_a_synchronised_folder_is_refused_with_the_way_out(tmp_path: Path, folder: str) -> None:
    with pytest.raises(Problem, match="home copy"):
        new_pool(tmp_path / folder)
    assert not (tmp_path / folder).exists()


def test_a_pool_copied_into_a_synchronised_folder_is_not_opened_there(store: Store, tmp_path: Path) -> None:
    store.close()
    far = tmp_path / "OneDrive"
    far.mkdir()
    for path in (store.path, key_path(store.path)):
        (far / path.name).write_bytes(path.read_bytes())
    before = {p.name: p.read_bytes() for p in far.iterdir()}
    with pytest.raises(Problem, match="Copy it to this computer"):
        Store.open(far / store.path.name, WORDS)
    assert {p.name: p.read_bytes() for p in far.iterdir()} == before


def test_nothing_is_made_over_what_is_there(store: Store) -> None:
    before = store.path.read_bytes()
    with pytest.raises(Problem, match="is there already"):
        new_pool(store.path.parent)
    assert store.path.read_bytes() == before
    with pytest.raises(Problem, match=r"ends in \.tpool"):
        Store.create(store.path.with_name("pool.db"), "Kim", WORDS, LOW)


def test_a_pool_that_was_never_finished_is_told(store: Store) -> None:
    store.close()
    store.path.write_bytes(b"")
    with pytest.raises(Problem, match="never finished"):
        Store.open(store.path, WORDS)
    assert store.path.read_bytes() == b""


def test_a_missing_pool_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no pool at"):
        Store.open(tmp_path / "none.tpool", WORDS)
    assert list(tmp_path.iterdir()) == []


def test_a_pool_of_a_later_program_is_left_alone(store: Store) -> None:
    fill(store)
    tampered(store, "PRAGMA user_version = 99")
    before = store.path.read_bytes()
    with pytest.raises(Problem, match="later Trainer Pool"):
        Store.open(store.path, WORDS)
    assert store.path.read_bytes() == before


def test_a_file_that_is_no_pool_is_told(store: Store) -> None:
    store.close()
    store.path.write_bytes(b"PK\x03\x04" + bytes(9000))
    with pytest.raises(Problem, match="cannot be read with this key"):
        Store.open(store.path, WORDS)


def test_every_connection_promises_to_write_in_full(store: Store) -> None:
    connections = [store.engine.connect() for _ in range(8)]
    for connection in connections:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "journal_mode", "foreign_keys", "secure_delete", "temp_store")
        }
        assert asked == {
            "synchronous": 2,
            "journal_mode": "wal",
            "foreign_keys": 1,
            "secure_delete": 1,
            "temp_store": 2,
        }
    for connection in connections:
        connection.close()


@posix_only
def test_pool_key_and_log_are_for_their_owner_only(store: Store) -> None:
    add_person(store, 1)
    for path in store.path.parent.iterdir():
        if not path.name.endswith("-lock"):
            assert path.stat().st_mode & 0o077 == 0, path.name


@posix_only
def test_a_link_to_the_pool_is_the_pool(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "link.tpool"
    link.symlink_to(store.path)
    with pytest.raises(Problem, match="open already"):
        Store.open(link, WORDS)
    store.close()
    again = Store.open(link, WORDS)
    add_person(again, 1)
    again.close()
    again = Store.open(store.path, WORDS)
    assert names_in(again) == ["Given1"]
    again.close()


def test_what_a_killed_write_left_is_swept(store: Store) -> None:
    store.close()
    left = store.path.with_name(f".{key_path(store.path).name}.1a2b3c4d.part")
    left.write_bytes(b"half")
    Store.open(store.path, WORDS).close()
    assert not left.exists()


def test_work_does_not_nest_and_reading_never_writes(store: Store) -> None:
    with store.work("Outer", stamp()), pytest.raises(RuntimeError, match="nest"), store.work("Inner", stamp()):
        pass
    with store.reader() as reader:
        reader.execute(
            text("INSERT INTO term (id, revision, name, start, end, sort) VALUES ('1', 1, 'a', 'b', 'c', 'term')")
        )
    with store.reader() as reader:
        assert reader.scalar(text("SELECT count(*) FROM term")) == 0


@pytest.mark.parametrize(
    "name",
    [
        "what #1 100%&",
        "Pwllheli â’s",
        "a'b;--",
        *(pytest.param(odd, marks=posix_only) for odd in ("a? b", 'c"d', " e ")),
    ],
)
def test_a_pool_may_have_any_name(tmp_path: Path, name: str) -> None:
    store = new_pool(tmp_path / f"{name}.d", name)
    add_person(store, 1)
    taken = backup.back_up(store, tmp_path / "b & b?", stamp().at)
    again = reopened(store)
    assert names_in(again) == ["Given1"]
    again.close()
    assert {path.name for path in store.path.parent.iterdir()} == {
        f"{name}.tpool",
        f"{name}.tpkey",
        f"{name}.tpool-lock",
    }
    assert verify(taken.path, store.key, store.keys) == []


def test_two_threads_write_one_after_the_other(store: Store) -> None:
    failed: list[BaseException] = []

    def write(first: int) -> None:
        try:
            for number in range(first, first + 25):
                add_person(store, number)
                names_in(store)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(names_in(store)) == store.head.count == 75
    assert verify(store.path, store.key, store.keys) == []
