"""Backups and the home copy: verified before they get their name, thinned by the rule, put back by one command."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.pools import LOW, WORDS, add_person, content, fill, names_in, new_pool, reopened, stamp
from trainerpool.host.drives import not_local
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.keys import KeyFile, new_key
from trainerpool.store.pool import Store, key_path, logs_of
from trainerpool.store.verify import verify


def test_a_backup_reads_back_whole_and_opens_by_itself(store: Store, tmp_path: Path) -> None:
    fill(store)
    taken = backup.back_up(store, tmp_path / "backups", stamp().at, "before import")
    assert taken.path.name == "north 2026-11-21 090000 before import.tpool"
    assert backup.backups_in(tmp_path / "backups", "north")[0][1] == taken.path
    assert sorted(p.suffix for p in taken.path.parent.iterdir()) == [".tpkey", ".tpool"]
    assert verify(taken.path, store.key, KeyFile.load(key_path(taken.path))) == []
    copy = Store.open(taken.path, WORDS)
    assert content(copy) == content(store)
    assert copy.head == store.head
    copy.close()


def test_a_backup_holds_what_is_still_in_the_log(store: Store, tmp_path: Path) -> None:
    add_person(store, 1)
    assert logs_of(store.path)[0].stat().st_size > 0
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    assert backup.faults_of(taken.path, store.key, (store.head,)) == []


def test_the_drill_damaged_pool_and_yesterdays_backup_and_nothing_else(store: Store, tmp_path: Path) -> None:
    fill(store)
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    expected = content(store)
    add_person(store, 50)
    store.close()
    damaged = bytearray(store.path.read_bytes())
    damaged[:5000] = bytes(5000)
    store.path.write_bytes(damaged)
    key_path(store.path).unlink()
    with pytest.raises(Problem):
        Store.open(store.path, WORDS)
    aside = backup.restore(taken.path, store.path, stamp(1).at)
    assert aside is not None
    assert aside.read_bytes() == damaged
    again = Store.open(store.path, WORDS)
    assert content(again) == expected
    again.close()


def test_a_pool_set_aside_keeps_the_deeds_still_in_its_log(store: Store, tmp_path: Path) -> None:
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    add_person(store, 1)
    killed = tmp_path / "killed"
    shutil.copytree(store.path.parent, killed, ignore=shutil.ignore_patterns("backups", "killed"))
    pool = killed / store.path.name
    assert logs_of(pool)[0].stat().st_size
    for at in (stamp(1).at, stamp(1).at):
        aside = backup.restore(taken.path, pool, at)
    assert len(list(killed.glob("* set aside *.tpool"))) == 2
    first = killed / "north set aside 2026-11-21 090100.tpool"
    assert aside != first
    for path, names in ((first, ["Given1"]), (pool, [])):
        opened = Store.open(path, WORDS)
        assert names_in(opened) == names
        opened.close()


def test_an_open_pool_is_not_restored_over(store: Store, tmp_path: Path) -> None:
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    with pytest.raises(Problem, match="open already"):
        backup.restore(taken.path, store.path, stamp().at)


def test_a_damaged_backup_is_not_put_back_where_the_key_is_known(store: Store, tmp_path: Path) -> None:
    fill(store)
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    store.close()
    before = store.path.read_bytes()
    broken = bytearray(taken.path.read_bytes())
    broken[9000] ^= 4
    taken.path.write_bytes(broken)
    with pytest.raises(Problem, match="page 3"):
        backup.restore(taken.path, store.path, stamp().at, store.key)
    assert store.path.read_bytes() == before
    with pytest.raises(Problem, match="no backup at"):
        backup.restore(tmp_path / "none.tpool", store.path, stamp().at)


def test_backups_are_thinned_by_the_rule(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = backup.back_up(store, folder, stamp().at)
    for day in range(1, 500):
        path = folder / f"north {stamp().at + timedelta(days=day):%Y-%m-%d %H%M%S} daily.tpool"
        path.touch()
        key_path(path).touch()
    (folder / "north east 2020-01-01 000000.tpool").touch()
    (folder / "letter.txt").touch()
    backup.prune(folder, "north")
    left = backup.backups_in(folder, "north")
    assert [taken.date() for taken, _ in left[:14]] == [
        (stamp().at + timedelta(days=499 - n)).date() for n in range(14)
    ]
    assert len({f"{taken:%Y-%m}" for taken, _ in left}) == 12
    assert len(left) in {24, 25}  # the latest fourteen days touch one or two of the twelve months
    assert not first.path.exists()
    assert len(list(folder.glob("*.tpkey"))) == len(left)
    assert (folder / "north east 2020-01-01 000000.tpool").exists()
    assert (folder / "letter.txt").exists()


def test_one_backup_a_day(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert backup.is_backup_due(folder, "north", stamp().at)
    backup.back_up(store, folder, stamp().at)
    assert not backup.is_backup_due(folder, "north", stamp(600).at)
    assert backup.is_backup_due(folder, "north", stamp(60 * 24).at)


def test_bodies_of_files_go_with_the_pool_once(store: Store, tmp_path: Path) -> None:
    bodies = store.path.with_suffix(".tpfiles")
    bodies.mkdir()
    (bodies / "ab12").write_bytes(b"sealed")
    (bodies / ".half.part").write_bytes(b"ha")
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    copied = taken.path.with_suffix(".tpfiles")
    assert {p.name: p.read_bytes() for p in copied.iterdir()} == {"ab12": b"sealed"}
    target = tmp_path / "elsewhere" / "new.tpool"
    backup.restore(taken.path, target, stamp().at)
    assert (target.with_suffix(".tpfiles") / "ab12").read_bytes() == b"sealed"


# The home copy


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A synchronised folder, where a live pool may not lie but a home copy may."""
    folder = tmp_path / "OneDrive - Northshire"
    folder.mkdir()
    assert not_local(folder / "north.tpool")
    return folder


def test_a_home_copy_may_lie_where_a_live_pool_may_not(store: Store, share: Path) -> None:
    for number in range(3):
        add_person(store, number)
        target = write_home_copy(store, share)
    assert sorted(p.name for p in share.iterdir()) == ["north.tpkey", "north.tpool"]
    assert verify(target, store.key, KeyFile.load(key_path(target)), [store.head]) == []
    assert not [p for p in store.path.parent.iterdir() if p.name.endswith(".part")]
    moved = store.path.parent / "moved"
    moved.mkdir()
    for path in share.iterdir():
        shutil.copy2(path, moved)
    again = Store.open(moved / "north.tpool", WORDS)
    assert names_in(again) == names_in(store)
    again.close()


def test_a_share_that_is_gone_or_damaged_leaves_the_pool_alone(store: Store, share: Path) -> None:
    add_person(store, 1)
    target = write_home_copy(store, share)
    target.write_bytes(b"half of it")
    write_home_copy(store, share)
    assert verify(target, store.key, store.keys) == []
    shutil.rmtree(share)
    with pytest.raises(Problem, match="folder of the home copy is not there"):
        write_home_copy(store, share)
    share.touch()
    with pytest.raises(Problem, match="not there"):
        write_home_copy(store, share)
    assert not share.is_dir()
    add_person(store, 2)


def test_another_pools_home_copy_is_never_written_over(store: Store, share: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = new_pool(tmp_path / "b")
    add_person(other, 7)
    write_home_copy(other, share)
    other.close()
    before = {p.name: p.read_bytes() for p in share.iterdir()}
    with pytest.raises(Problem, match="not this pool's home copy"):
        write_home_copy(store, share)
    (share / "north.tpkey").unlink()
    with pytest.raises(Problem, match="not this pool's home copy"):
        write_home_copy(store, share)
    assert (share / "north.tpool").read_bytes() == before["north.tpool"]
    (share / "north.tpool").unlink()
    KeyFile("another").with_slot("Sam", "x", new_key(), LOW).save(share / "north.tpkey")
    with pytest.raises(Problem, match="not this pool's home copy"):
        write_home_copy(store, share)


def test_a_home_copy_that_is_ahead_or_went_another_way_is_never_written_over(
    store: Store, share: Path, tmp_path: Path
) -> None:
    add_person(store, 1)
    write_home_copy(store, share)
    store.close()
    kept = {p: p.read_bytes() for p in (store.path, key_path(store.path))}
    elsewhere = Store.open(store.path, WORDS)
    add_person(elsewhere, 2)
    add_person(elsewhere, 3)
    write_home_copy(elsewhere, share)
    elsewhere.close()
    for path, body in kept.items():
        path.write_bytes(body)
    before = {p.name: p.read_bytes() for p in share.iterdir()}
    again = Store.open(store.path, WORDS)
    with pytest.raises(Problem, match="it has 3, this pool 1"):
        write_home_copy(again, share)
    for number in (4, 5, 6):
        add_person(again, number)
    with pytest.raises(Problem, match="deeds that this pool does not have"):
        write_home_copy(again, share)
    assert {p.name: p.read_bytes() for p in share.iterdir()} == before
    again.close()


def test_a_home_copy_does_not_lie_on_the_pool_itself(store: Store) -> None:
    with pytest.raises(Problem, match="where the pool itself lies"):
        write_home_copy(store, store.path.parent)
    add_person(store, 1)
    again = reopened(store)
    assert names_in(again) == ["Given1"]
    again.close()


def test_what_a_killed_backup_left_is_swept_the_key_files_half_too(store: Store, tmp_path: Path) -> None:
    folder, home = tmp_path / "backups", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    stem = store.path.stem
    left = [
        folder / f".{stem} 2026-11-20 090000.tpkey.2ddede49.part",
        folder / f".{stem} 2026-11-20 090000.tpool.part",
        home / f".{stem}.tpkey.2ddede49.part",
    ]
    for path in left:
        path.write_bytes(b"half")
    backup.back_up(store, folder, stamp(1).at)
    write_home_copy(store, home)
    assert [path.name for path in left if path.exists()] == []
