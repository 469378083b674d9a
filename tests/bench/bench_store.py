"""The store: search, bulk insert with trail, encryption, opening, backup and verification of a large pool.

Twins: the same full-text query in bare SQL, the same insert without trail and search, the same deeds on plain SQLite.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from trainerpool.store.backup import copy_verified
from trainerpool.store.engine import WRITING, open_engine
from trainerpool.store.keys import Cost, KeyFile, new_key
from trainerpool.store.pool import Stamp, Store
from trainerpool.store.records import Course, Person, TrainingSession
from trainerpool.store.schema import make_schema
from trainerpool.store.search import find, match_pattern
from trainerpool.store.values import defaults_of, fields
from trainerpool.store.verify import verify

PEOPLE, SESSIONS = 1_500, 20_000
GIVEN = ["Amara", "Bronwen", "Callum", "Dafydd", "Esme", "Farah", "Gwen", "Hamid", "Isla", "Jonah", "Keir", "Łucja"]
FAMILY = ["Ashworth", "Bell-Lloyd", "Chaudhry", "Dunne", "Eames", "Farrow", "Grieve", "Hollis", "Iqbal", "O'Rourke"]
TOPICS = [
    "Foundations",
    "Neglect",
    "Exploitation",
    "Supervision",
    "Early Help",
    "Recording",
    "Thresholds",
    "Self-neglect",
]
SEARCH = (
    "SELECT t.kind, t.record, t.title FROM search_index i JOIN search_text t ON t.rowid = i.rowid "
    "WHERE search_index MATCH ? ORDER BY bm25(search_index, 10.0, 1.0), t.title LIMIT 200"
)
STAMP = Stamp("Bench", datetime(2026, 11, 21, 9, tzinfo=UTC))


def _people(dice: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "given_name": dice.choice(GIVEN),
            "family_name": f"{dice.choice(FAMILY)} {n}",
            "email": f"t{n}@north.example.org",
        }
        for n in range(PEOPLE)
    ]


def _sessions(dice: random.Random, courses: list[str], count: int = SESSIONS) -> list[dict[str, Any]]:
    first = date(2017, 1, 9)
    return [
        {
            "course_id": dice.choice(courses), "title": f"{dice.choice(TOPICS)}, group {n % 97}", "reference": f"S-{n}",
            "first_date": str(first + timedelta(days=dice.randrange(3650))), "notes": f"room {n % 31}, {dice.choice(FAMILY)}",
        }
        for n in range(count)
    ]  # fmt: skip


def _store(folder: Path, key: bytes | None) -> Store:
    """An empty pool, encrypted or plain, past the passphrase."""
    path = folder / ("encrypted.tpool" if key else "plain.tpool")
    engine = open_engine(path, key, "make")
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        make_schema(connection)
    engine.dispose()
    return Store(path, key, KeyFile(path.stem), None, "Bench")  # type: ignore[arg-type]


def _seconds(deed: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def _fill(store: Store) -> list[str]:
    dice = random.Random(5)
    with store.work("Fill", STAMP) as work:
        work.add_many(Person, _people(dice))
        courses = work.add_many(Course, [{"title": topic, "short_name": topic[:12]} for topic in TOPICS])
        work.add_many(TrainingSession, _sessions(dice, courses))
    return courses


def _typed(dice: random.Random) -> list[str]:
    """Words as they grow under the hand, letter by letter, sometimes two of them."""
    found = []
    for _ in range(40):
        words = [dice.choice([*GIVEN, *FAMILY, *TOPICS, "S-1", "2024-03"])]
        if dice.random() < 0.5:
            words.append(dice.choice([*FAMILY, *TOPICS]))
        whole = " ".join(words)
        found += [whole[:length] for length in range(1, len(whole) + 1)]
    return found


def _search(store: Store) -> tuple[list[float], list[float]]:
    """Seconds of each search, through the store and bare; turn by turn, so that both meet the same machine."""
    ours, bare = [], []
    with store.reader() as reader, store.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        for typed in _typed(random.Random(6)):
            pattern = match_pattern(typed)
            if pattern:
                bare.append(_seconds(lambda pattern=pattern: driver.execute(SEARCH, [pattern]).fetchall()))
                ours.append(_seconds(lambda typed=typed: find(reader, typed)))
    return sorted(ours), sorted(bare)


def _bulk(store: Store, courses: list[str], folder: Path) -> tuple[float, float]:
    rows = _sessions(random.Random(7), courses, 10_000)

    def with_trail() -> None:
        with store.work("Import", STAMP) as work:
            work.add_many(TrainingSession, rows)

    engine = open_engine(folder / "bare.db", new_key(), "make")
    base = dict.fromkeys(fields(TrainingSession)) | defaults_of(TrainingSession) | {"revision": 1}
    whole = [{**base, **row, "id": f"{number:036d}", "course_id": None} for number, row in enumerate(rows)]
    with engine.connect() as connection:
        make_schema(connection)
        connection.commit()

    def bare() -> None:
        with engine.connect().execution_options(**WRITING) as connection, connection.begin():
            connection.execute(insert(TrainingSession), whole)

    found = _seconds(with_trail), _seconds(bare)
    engine.dispose()
    return found


def _day(store: Store) -> float:
    """A day's deeds: small changes, undo, questions, searches. Seconds."""
    dice = random.Random(8)

    def deeds() -> None:
        with store.reader() as reader:
            ids = list(reader.scalars(text("SELECT id FROM training_session ORDER BY id LIMIT 200")))
        for number in range(150):
            with store.work("Change", STAMP) as work:
                work.get(TrainingSession, dice.choice(ids)).notes = f"changed {number}"
            if number % 10 == 0:
                store.undo(STAMP)
            with store.reader() as reader:
                find(reader, dice.choice(FAMILY))
                reader.execute(
                    text("SELECT * FROM training_session ORDER BY first_date LIMIT 200 OFFSET :o"), {"o": number * 50}
                ).all()
                reader.execute(text("SELECT course_id, count(*) FROM training_session GROUP BY course_id")).all()

    return _seconds(deeds)


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def run() -> list[tuple[str, str, str]]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory(prefix="trainerpool-bench-store-") as place:
        return _rows(Path(place))


def _rows(folder: Path) -> list[tuple[str, str, str]]:
    key = new_key()
    encrypted, plain = _store(folder, key), _store(folder, None)
    _fill(plain)
    courses = _fill(encrypted)
    ours, bare = _search(encrypted)
    days = [(_day(encrypted), _day(plain)) for _ in range(3)]
    with_trail, without = _bulk(encrypted, courses, folder)
    undone = _seconds(lambda: encrypted.undo(STAMP))
    copied = _seconds(lambda: copy_verified(encrypted, folder / "copy.tpool"))
    keys = encrypted.keys
    encrypted.close()
    plain.close()
    opened: list[Store] = []
    opening = _seconds(lambda: opened.append(Store(encrypted.path, key, keys, None, "Bench")))
    opened[0].close()
    verified = _seconds(lambda: verify(encrypted.path, key, keys))
    slot = KeyFile("p").with_slot("Bench", "a passphrase of words", key, Cost())
    unlocking = _seconds(lambda: slot.read_key("a passphrase of words"))
    size = encrypted.path.stat().st_size / 1e6
    many = f"{SESSIONS:,} sessions, {PEOPLE:,} trainers"
    ratio = sorted(a / b for a, b in days)[1]
    return [
        (f"search as you type, {many}: p99 against the same query in bare SQL",
         f"{_at(ours, 0.99) / _at(bare, 0.99):.2f}x ({_at(ours, 0.99) * 1000:.1f} ms; median {_at(ours, 0.5) * 1000:.1f} ms)", "<= 2x"),
        ("10,000 sessions added with trail and search, against the bare insert", f"{with_trail / without:.1f}x ({with_trail:.2f} s)", ""),
        ("undoing that one deed of 10,000 records", f"{undone:.1f} s", ""),
        ("a day's deeds and questions, encrypted against plain SQLite", f"{ratio:.2f}x", "<= 1.3x"),
        (f"opening a pool of {size:.0f} MB past its passphrase", f"{opening * 1000:.0f} ms", ""),
        ("one passphrase tried (Argon2id, 64 MiB, 3 passes)", f"{unlocking * 1000:.0f} ms", ""),
        (f"a backup of it, verified page by page and deed by deed (verifying alone: {verified:.1f} s)", f"{copied:.1f} s", ""),
    ]  # fmt: skip
