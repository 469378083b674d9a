"""The program is killed while it writes: what was acknowledged is there, and nothing is damaged."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.store.pools import WORDS, names_in, new_pool, stamp
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.keys import KeyFile
from trainerpool.store.pool import Store, key_path
from trainerpool.store.verify import verify

WRITE = """
import sys
from pathlib import Path
from tests.store.pools import add_person, stamp
from trainerpool.store.pool import Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
number = int(sys.argv[3])
while True:
    add_person(store, number, "note " * (number % 60))
    print(number, flush=True)
    if number % 7 == 3:
        store.undo(stamp(number))
        print(-number, flush=True)
    number += 1
"""


COPY = """
import sys
from datetime import timedelta
from pathlib import Path
from tests.store.pools import add_person, stamp
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.pool import Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
folder = store.path.parent
number = int(sys.argv[3])
while True:
    add_person(store, number, "note " * 100)
    backup.back_up(store, folder / "backups", stamp().at + timedelta(days=number, seconds=number))
    write_home_copy(store, folder / "home")
    print(number, flush=True)
    number += 1
"""


def _write_until_killed(pool: Path, first: int, seconds: float, program: str = WRITE) -> list[int]:
    """Let a child write from a number on and kill it after so many seconds from its first acknowledgement."""
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(pool), WORDS, str(first)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    said = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    said += child.stdout.read()
    child.wait()
    child.stdout.close()
    # A killed writer may leave half a line; what has no end of line was not acknowledged.
    return [int(line) for line in said.split("\n")[:-1]]


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path, dose: int) -> None:
    store = new_pool(tmp_path)
    store.close()
    dice = random.Random(20261121)
    expected: set[str] = set()
    first = 1
    for _ in range(20 * dose):
        said = _write_until_killed(store.path, first, dice.uniform(0, 0.12))
        assert said
        for number in said:
            (expected.discard if number < 0 else expected.add)(f"Given{abs(number)}")
        last = abs(said[-1])
        store = Store.open(store.path, WORDS)
        found = set(names_in(store))
        # The deed under way when the kill came may be there whole, or not at all.
        assert found ^ expected <= {f"Given{last}", f"Given{last + 1}"}
        assert expected - found <= ({f"Given{last}"} if last % 7 == 3 else set())
        assert store.warnings == []
        assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")]
        store.close()
        assert verify(store.path, store.key, store.keys) == []
        expected, first = found, last + 2


def test_a_backup_or_home_copy_under_way_when_the_program_is_killed_is_whole_or_not_there(
    tmp_path: Path, dose: int
) -> None:
    store = new_pool(tmp_path)
    store.close()
    (tmp_path / "home").mkdir()
    dice = random.Random(4)
    first = 1
    for _ in range(5 * dose):
        said = _write_until_killed(store.path, first, dice.uniform(0, 0.3), COPY)
        first = said[-1] + 2
        for folder in ("backups", "home"):
            copies = list((tmp_path / folder).glob("*.tpool"))
            assert copies
            for copy in copies:
                assert verify(copy, store.key, KeyFile.load(key_path(copy))) == [], copy.name
    again = Store.open(store.path, WORDS)
    backup.back_up(again, tmp_path / "backups", stamp(60 * 24 * 900).at)
    write_home_copy(again, tmp_path / "home")
    again.close()
    assert not [
        path.name for folder in ("backups", "home") for path in (tmp_path / folder).iterdir() if "part" in path.name
    ]
