"""Whole-file writes: complete or as it was, and a reason in words where a place refuses."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainerpool.host.files import cannot_write, make_folder, sweep_parts, write_whole
from trainerpool.problem import Problem

WRITE = """
import sys
from pathlib import Path
from trainerpool.host.files import write_whole
print("go", flush=True)
number = 0
while True:
    number += 1
    write_whole(Path(sys.argv[1]), bytes([number % 256]) * 300_000)
"""


def test_a_killed_writer_leaves_the_old_or_the_new_never_half(tmp_path: Path, dose: int) -> None:
    target = tmp_path / "whole.bin"
    write_whole(target, b"\x00" * 300_000)
    for turn in range(4 * dose):
        child = subprocess.Popen([sys.executable, "-c", WRITE, str(target)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.01 + turn % 7 * 0.007)
        child.kill()
        child.wait()
        child.stdout.close()
        held = target.read_bytes()
        assert len(held) == 300_000
        assert len(set(held)) == 1
    sweep_parts(target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["whole.bin"]


def test_sweeping_takes_only_this_files_parts(tmp_path: Path) -> None:
    for name in (".a[1].tpkey.0011.part", ".b.tpkey.0011.part", "a[1].tpkey"):
        (tmp_path / name).touch()
    sweep_parts(tmp_path / "a[1].tpkey")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".b.tpkey.0011.part", "a[1].tpkey"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_private_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write_whole(tmp_path / "key", b"x")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that everybody may walk into, which pytest's own are not."""
    place = Path(tempfile.mkdtemp(prefix="trainerpool-open-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


AS_ORDINARY = """
import os, sys
from pathlib import Path
from trainerpool.problem import Problem
from trainerpool.host.files import write_whole
os.setgid(65534); os.setuid(65534)
assert os.geteuid() == 65534
try:
    write_whole(Path(sys.argv[1]), b"new")
except Problem as problem:
    print(problem)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become an ordinary person")
def test_a_read_only_folder_is_a_problem_in_words_and_the_old_file_stays(open_place: Path) -> None:
    target = open_place / "kept.txt"
    target.write_bytes(b"old")
    said = subprocess.run(
        [sys.executable, "-c", AS_ORDINARY, str(target)], capture_output=True, text=True, check=True
    ).stdout
    assert "may not be written to" in said
    assert target.read_bytes() == b"old"


def test_a_missing_folder_and_a_file_in_the_way_are_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="folder is not there"):
        write_whole(tmp_path / "none" / "a", b"x")
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="could not be written"):
        make_folder(tmp_path / "file" / "deeper")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_every_refusal_has_words(number: int, tmp_path: Path) -> None:
    told = str(cannot_write(tmp_path / "pool.tpool", OSError(number, "E")))
    assert "pool.tpool could not be written" in told
    assert "E." not in told
