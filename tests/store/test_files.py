"""Bodies of files: sealed, named by what they hold, there once and whole; they go with the pool, and damage is found."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.pools import WORDS, new_pool, posix_only, stamp
from trainerpool.problem import Problem
from trainerpool.store import backup
from trainerpool.store.files import CHUNK, Bodies, folder_of, sealed_size
from trainerpool.store.pool import Store
from trainerpool.store.records import KeptFile
from trainerpool.store.verify import verify

MOST = 100_000_000
LAST = 1e12  # nothing is younger


@pytest.fixture
def bodies(tmp_path: Path) -> Bodies:
    return Bodies(tmp_path / "north.tpool", b"k" * 32)


def a_file(folder: Path, size: int, name: str = "Slides.pdf") -> Path:
    path = folder / name
    path.write_bytes(random.Random(size).randbytes(size))
    return path


def names(bodies: Bodies) -> list[str]:
    return sorted(path.name for path in bodies.folder.iterdir()) if bodies.folder.exists() else []


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_what_is_kept_is_given_back_to_the_byte(bodies: Bodies, tmp_path: Path, size: int) -> None:
    source = a_file(tmp_path, size)
    kept = bodies.keep(source, MOST)
    assert kept.size == size
    assert bodies.read(kept.name) == source.read_bytes()
    sealed = bodies.path(kept.name).read_bytes()
    assert len(sealed) == sealed_size(size)
    assert size < 16 or source.read_bytes()[:16] not in sealed
    assert bodies.keep(source, MOST) == kept
    assert names(bodies) == [kept.name]


def test_a_name_tells_nothing_without_the_key(bodies: Bodies, tmp_path: Path) -> None:
    other = Bodies(tmp_path / "south.tpool", b"q" * 32)
    source = a_file(tmp_path, 100)
    assert bodies.keep(source, MOST).name != other.keep(source, MOST).name


def test_progress_is_told_to_the_end_and_a_stop_leaves_nothing(bodies: Bodies, tmp_path: Path) -> None:
    source, told = a_file(tmp_path, 3 * CHUNK), []
    asked = iter([False] * 4 + [True] * 9)
    with pytest.raises(Problem, match="Stopped"):
        bodies.keep(source, MOST, stopped=lambda: next(asked))
    assert names(bodies) == []
    bodies.keep(source, MOST, told=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (3 * CHUNK, 3 * CHUNK)
    assert len(told) > 4


def test_what_cannot_be_kept_is_said_and_leaves_nothing(bodies: Bodies, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="has 2 MB; a kept file has at most 1 MB"):
        bodies.keep(a_file(tmp_path, 1_200_000), 1_000_000)
    with pytest.raises(Problem, match="is not a file"):
        bodies.keep(tmp_path, MOST)
    with pytest.raises(Problem, match="is not a file"):
        bodies.keep(tmp_path / "gone.pdf", MOST)
    source = a_file(tmp_path, 2 * CHUNK)
    with pytest.raises(Problem, match="was changed while it was read"):
        bodies.keep(source, MOST, told=lambda done, of: source.write_bytes(b"other") if done == CHUNK else None)
    assert names(bodies) == []


@posix_only
def test_a_full_disk_leaves_what_was_there(bodies: Bodies, tmp_path: Path) -> None:
    first = bodies.keep(a_file(tmp_path, 100), MOST)
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom trainerpool.problem import Problem\nimport signal\n"
        "from trainerpool.store.files import Bodies\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))\n"
        "try:\n    Bodies(Path(sys.argv[1]), b'k' * 32).keep(Path(sys.argv[2]), 10**8)\n"
        "except Problem as problem:\n    print(problem)"
    )
    source = a_file(tmp_path, 2 * CHUNK, "Film.mp4")
    pool = tmp_path / "north.tpool"
    ran = subprocess.run(
        [sys.executable, "-c", program, str(pool), str(source)], capture_output=True, text=True, check=True
    )
    assert "Film.mp4 could not be written" in ran.stdout
    assert names(bodies) == [first.name]


@pytest.mark.parametrize("at", [0, 8, 20, CHUNK, CHUNK + 30, -1])
def test_a_changed_byte_is_found_wherever_it_is(bodies: Bodies, tmp_path: Path, at: int) -> None:
    kept = bodies.keep(a_file(tmp_path, CHUNK + 500), MOST)
    path = bodies.path(kept.name)
    sealed = bytearray(path.read_bytes())
    sealed[at] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(Problem, match="is damaged"):
        bodies.read(kept.name)
    assert bodies.faults([("Slides.pdf", kept.name, kept.size)]) == ["The kept file “Slides.pdf” is damaged."]
    bodies.keep(tmp_path / "Slides.pdf", MOST)
    assert bodies.faults([("Slides.pdf", kept.name, kept.size)]) == []


def test_a_body_cut_short_or_exchanged_is_found(bodies: Bodies, tmp_path: Path) -> None:
    long, short = bodies.keep(a_file(tmp_path, 2 * CHUNK), MOST), bodies.keep(a_file(tmp_path, 90, "b"), MOST)
    path = bodies.path(long.name)
    path.write_bytes(path.read_bytes()[: 8 + CHUNK + 16])
    assert bodies.faults([("a", long.name, long.size)]) == ["The kept file “a” is damaged."]
    path.write_bytes(bodies.path(short.name).read_bytes())
    assert bodies.faults([("a", long.name, long.size)]) == ["The kept file “a” is damaged."]
    path.unlink()
    assert bodies.faults([("a", long.name, long.size)]) == ["The kept file “a” is missing from the folder of files."]
    with pytest.raises(Problem, match="not the name"):
        bodies.read("../north.tpool")


KEEP = """
import sys
from pathlib import Path
from trainerpool.store.files import Bodies
bodies, folder, number = Bodies(Path(sys.argv[1]), b"k" * 32), Path(sys.argv[2]), int(sys.argv[3])
while True:
    source = folder / f"{number}.bin"
    source.write_bytes(number.to_bytes(4, "big") * 400_000)
    print(bodies.keep(source, 10**8).name, flush=True)
    number += 1
"""


def test_a_kill_leaves_whole_bodies_only(bodies: Bodies, tmp_path: Path, dose: int) -> None:
    dice, told = random.Random(20261122), set()
    for turn in range(4 * dose):
        child = subprocess.Popen(
            [sys.executable, "-c", KEEP, str(tmp_path / "north.tpool"), str(tmp_path), str(1000 * turn)], stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        assert child.stdout is not None
        said = child.stdout.readline()
        time.sleep(dice.uniform(0, 0.15))
        child.kill()
        said += child.stdout.read()
        child.wait()
        child.stdout.close()
        told |= set(said.split("\n")[:-1])
        whole = [name for name in names(bodies) if not name.startswith(".")]
        assert told <= set(whole)
        assert all(len(bodies.read(name)) == 1_600_000 for name in whole)
    assert bodies.sweep(frozenset(told), LAST) <= 4 * dose
    assert set(names(bodies)) == told


# With the pool


def keep_one(store: Store, folder: Path, size: int = 5000) -> tuple[str, Path]:
    """A file of the pool; gives the name of its body and where that lies."""
    body = store.bodies.keep(a_file(folder, size), MOST)
    with store.work("Add a file", stamp()) as work:
        work.add(
            KeptFile(
                owner_kind="visit",
                owner_id="x",
                name="Slides.pdf",
                body=body.name,
                size=size,
                added_on=stamp().at.date(),
            )
        )
    return body.name, store.bodies.path(body.name)


def faults(store: Store) -> list[str]:
    return verify(store.path, store.key, store.keys)


def test_verify_opens_every_body(tmp_path: Path) -> None:
    store = new_pool(tmp_path)
    _, path = keep_one(store, tmp_path)
    assert faults(store) == []
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    assert faults(store) == ["The kept file “Slides.pdf” is damaged."]
    path.unlink()
    assert faults(store) == ["The kept file “Slides.pdf” is missing from the folder of files."]
    store.close()


def test_a_backup_brings_the_bodies_back_and_puts_a_damaged_one_right(tmp_path: Path) -> None:
    store = new_pool(tmp_path)
    name, path = keep_one(store, tmp_path)
    whole = path.read_bytes()
    taken = backup.back_up(store, tmp_path / "backups", stamp().at)
    assert (folder_of(taken.path) / name).read_bytes() == whole
    path.write_bytes(b"x" * len(whole))
    store.close()
    aside = backup.restore(taken.path, store.path, stamp(5).at, store.key)
    assert path.read_bytes() == whole
    assert aside is not None
    assert (folder_of(aside) / name).read_bytes() == b"x" * len(whole)
    again = Store.open(store.path, WORDS)
    assert faults(again) == []
    again.close()


def test_a_backup_never_finished_leaves_no_bodies_for_ever(tmp_path: Path) -> None:
    store = new_pool(tmp_path)
    keep_one(store, tmp_path)
    left = tmp_path / "backups" / f"north {stamp().at:%Y-%m-%d} 080000.tpfiles"
    left.mkdir(parents=True)
    (left / ("ab" * 32)).write_bytes(b"half")
    backup.back_up(store, tmp_path / "backups", stamp().at)
    assert not left.exists()
    store.close()


@posix_only
def test_bodies_are_for_their_owner_alone(bodies: Bodies, tmp_path: Path) -> None:
    kept = bodies.keep(a_file(tmp_path, 10), MOST)
    assert bodies.folder.stat().st_mode & 0o777 == 0o700
    assert bodies.path(kept.name).stat().st_mode & 0o777 == 0o600
