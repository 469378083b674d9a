"""The program is killed while it joins: what it leaves is no desk or a whole one, and joining again finishes it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builders import QUICK
from tests.operations.trust_desks import NADIA, OWN_WORDS, Met, first_contact, on, taken
from trainerpool.exchange.sealing import open_with_words
from trainerpool.operations.pools import close_pool, verify_pool
from trainerpool.operations.trust import join, profile_path, profiles
from trainerpool.problem import Problem
from trainerpool.store.keys import KeyFile
from trainerpool.store.pool import Store, key_path

# It opens the invitation once, and joins with it in one folder after another.
JOIN = """
import sys
from pathlib import Path
from tests.builders import QUICK
from tests.operations.trust_desks import on
from trainerpool.operations.pools import close_pool
from trainerpool.operations.trust import join, profiles
data, words, place, own_words = Path(sys.argv[1]).read_bytes(), sys.argv[2], Path(sys.argv[3]), sys.argv[4]
opened = profiles.open_with_words(data, words=words, known=profiles._told_key)
profiles.open_with_words = lambda *_, **__: opened
print("open", flush=True)
number = 0
while True:
    joined = join(data, words, place / str(number), own_words, on(), QUICK)
    (place / f"{number}.tpreturn").write_bytes(joined.reply)
    close_pool(joined.desk)
    number += 1
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Met:
    return first_contact(tmp_path_factory.mktemp("met"))


def killed(made: Met, place: Path, seconds: float) -> None:
    """Join in one folder after another, until the program is killed so many seconds after it began."""
    place.mkdir()
    (place / "first.tpcarry").write_bytes(made.sent.data)
    words = (str(place / "first.tpcarry"), made.sent.words, str(place), OWN_WORDS)
    with subprocess.Popen([sys.executable, "-c", JOIN, *words], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        time.sleep(seconds)
        program.kill()


def test_joining_again_finishes_what_a_kill_left(
    made: Met, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dose: int
) -> None:
    opened = open_with_words(made.sent.data, words=made.sent.words, known=profiles._told_key)
    monkeypatch.setattr(profiles, "open_with_words", lambda *_, **__: opened)
    dice = random.Random(20261122)
    for round_ in range(4 * dose):
        place = tmp_path / str(round_)
        killed(made, place, dice.uniform(0.0, 0.8))
        folders = sorted((folder for folder in place.iterdir() if folder.is_dir()), key=lambda folder: int(folder.name))
        for folder in folders[-2:] or [place / "0"]:
            again = join(made.sent.data, made.sent.words, folder, OWN_WORDS, on(), QUICK)
            close_pool(again.desk)
            assert again.desk.person == NADIA
            assert verify_pool(profile_path(folder), OWN_WORDS) == []
            pool = made.copied(tmp_path / f"pool {round_} {folder.name}").pool()
            assert not taken(pool, again.reply).already
            sent = place / f"{folder.name}.tpreturn"
            if sent.exists() and sent.stat().st_size == len(
                again.reply
            ):  # what had been sent already counts as the same
                assert taken(pool, sent.read_bytes()).already
            close_pool(pool)


def test_a_key_file_alone_and_an_empty_store_are_made_anew(made: Met, tmp_path: Path) -> None:
    for number, body in enumerate((None, b"")):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = profile_path(folder)
        KeyFile("unfinished").with_slot("desk", OWN_WORDS, bytes(32), QUICK).save(key_path(path))
        if body is not None:
            path.write_bytes(body)
        close_pool(join(made.sent.data, made.sent.words, folder, OWN_WORDS, on(), QUICK).desk)


def test_a_key_file_that_was_used_is_never_taken_away(made: Met, tmp_path: Path) -> None:
    close_pool(join(made.sent.data, made.sent.words, tmp_path, OWN_WORDS, on(), QUICK).desk)
    path = profile_path(tmp_path)
    path.rename(tmp_path / "moved.tpool")
    with pytest.raises(Problem, match=r"desk\.tpkey is there already"):
        join(made.sent.data, made.sent.words, tmp_path, OWN_WORDS, on(), QUICK)
    (tmp_path / "moved.tpool").rename(path)
    Store.open(path, OWN_WORDS).close()
