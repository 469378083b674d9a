"""Secrets at rest: planted names and notes are in no file the program leaves anywhere, not even while it is open."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.store.pools import WORDS, reopened, stamp
from trainerpool.store import backup
from trainerpool.store.home_copy import write_home_copy
from trainerpool.store.keys import recovery_words
from trainerpool.store.pool import Store
from trainerpool.store.records import Person
from trainerpool.store.search import find

PLANTED = [f"Zq{number:03d}Xanthippe Wyvernstone" for number in range(100)]
NOTES = [f"confided Vk{number:03d}Quillfeather in the corridor" for number in range(100)]


def _leaks(folders: list[Path], secrets: list[bytes]) -> list[str]:
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                found += [f"{path.name}: {secret!r}" for secret in secrets if secret in content]
    return found


def _secrets(store: Store) -> list[bytes]:
    fragments = ["Xanthippe", "Wyvernstone", "Quillfeather", "confided"]
    assert all(any(fragment in planted for fragment in fragments) for planted in PLANTED + NOTES)
    plain = [*fragments, WORDS, recovery_words(store.key)]
    texts = [form for word in plain for form in (word, word.lower(), word.upper())]
    encoded = [secret.encode(code) for secret in texts for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [*encoded, store.key, store.key.hex().encode(), store.key.hex().upper().encode()]


def test_planted_names_and_notes_are_found_in_no_file(store: Store, tmp_path: Path) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="trainerpool-scratch-"))
    os.environ["SQLITE_TMPDIR"] = os.environ["TMPDIR"] = str(scratch)
    try:
        with store.work("Plant", stamp()) as work:
            for name, note in zip(PLANTED, NOTES, strict=True):
                given, family = name.split()
                work.add(Person(given_name=given, family_name=family, notes=note, email=f"{given}@north.example.org"))
        with store.work("Change", stamp(1)) as work:
            work.add_many(
                Person,
                [
                    {"given_name": name, "family_name": "B", "notes": note}
                    for name, note in zip(PLANTED, NOTES, strict=True)
                ],
            )
        store.undo(stamp(2))
        with store.reader() as reader:
            assert find(reader, "Wyvernstone")
            assert len(find(reader, "Quillfeather corridor", limit=500)) == 0  # the notes' words carry their number
            assert len(find(reader, "confided corridor", limit=500)) == 100
        backup.back_up(store, tmp_path / "backups", stamp().at)
        (tmp_path / "home").mkdir()
        write_home_copy(store, tmp_path / "home")
        secrets = _secrets(store)
        places = [tmp_path, scratch]
        assert any(path.name.endswith("-wal") and path.stat().st_size for path in tmp_path.rglob("*"))
        assert _leaks(places, secrets) == []
        again = reopened(store)
        again.close()
        assert _leaks(places, secrets) == []
        # The search itself would find them: the same words in the clear.
        (tmp_path / "clear").write_text(PLANTED[7] + NOTES[3], encoding="utf-16-le")
        assert len(_leaks([tmp_path], secrets)) >= 2
    finally:
        del os.environ["SQLITE_TMPDIR"], os.environ["TMPDIR"]
