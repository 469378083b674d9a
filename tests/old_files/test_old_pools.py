"""Every released format of the pool is opened for ever, with everything it held."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.old_files import make_frozen_pool
from trainerpool.store.keys import Cost, KeyFile, key_of_words
from trainerpool.store.migrations import STEPS
from trainerpool.store.pool import Stamp, Store, key_path
from trainerpool.store.schema import FORMAT
from trainerpool.store.search import find
from trainerpool.store.verify import verify

HERE = Path(__file__).parent
FROZEN = sorted(HERE.glob("format_*"))
LATER = Stamp("Kim Ashdown", make_frozen_pool.START.replace(year=2036))


@pytest.fixture(params=FROZEN, ids=lambda folder: folder.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of a frozen pool, and what it has to say."""
    shutil.copytree(request.param, tmp_path / "old")
    return tmp_path / "old" / "pool.tpool", json.loads((request.param / "expected.json").read_text(encoding="utf-8"))


def opened(pool: Path) -> Store:
    return Store.open(pool, pool.with_name("passphrase.txt").read_text(encoding="utf-8").strip())


def test_one_pool_is_kept_for_every_format() -> None:
    assert [folder.name for folder in FROZEN] == [f"format_{number}" for number in range(1, len(FROZEN) + 1)]
    # The format under way may not be frozen yet; every released one, to which a step leads from the one before, is.
    assert len(FROZEN) in {FORMAT, FORMAT - 1} or FORMAT == 1
    assert set(STEPS) == set(range(2, FORMAT + 1))


def test_an_old_pool_opens_with_everything_it_held(old: tuple[Path, dict[str, Any]]) -> None:
    pool, expected = old
    store = opened(pool)
    assert store.warnings == []
    rows = make_frozen_pool.rows_of(store)
    for kind, records in expected["rows"].items():
        for record_id, columns in records.items():
            held = rows[kind][record_id]
            assert {name: held[name] for name in columns} == columns
        assert set(rows[kind]) == set(records)
    assert (store.head.count, store.head.digest) == (expected["head"]["count"], expected["head"]["digest"])
    assert [step.name for step in store.stacks.undo] == expected["undo"]
    assert [step.name for step in store.stacks.redo] == expected["redo"]
    with store.reader() as reader:
        assert [hit.title for hit in find(reader, "gruffydd")] == ["Siân O'Neill"]
        assert [hit.kind for hit in find(reader, "weir")] == ["training_session"]
    store.close()
    assert verify(pool, store.key, KeyFile.load(key_path(pool))) == []


def _shape(store: Store) -> set[tuple[str, str]]:
    """Every table, index and trigger with its columns or its text."""
    with store.engine.connect() as connection:
        made = connection.execute(
            text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        ).all()
        shape = {(name, sql) for kind, name, sql in made if kind != "table"}
        for kind, name, _ in made:
            if kind == "table":
                shape |= {(name, row.name) for row in connection.execute(text(f'PRAGMA table_info("{name}")'))}
    return shape


def test_an_old_pool_has_the_shape_of_a_new_one(old: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """A record that got a field needs a step in store/migrations, and a new frozen pool.

    Only before a format is first released may its frozen pool be made anew: python -m tests.old_files.make_frozen_pool
    """
    store, (new, _) = opened(old[0]), Store.create(tmp_path / "new.tpool", "Kim", "x", Cost(32, 1, 4))
    assert _shape(store) == _shape(new)
    store.close()
    new.close()


def test_an_old_trail_is_still_undone(old: tuple[Path, dict[str, Any]]) -> None:
    pool, expected = old
    store = opened(pool)
    store.redo(LATER)
    for name in ["Undone at the end", *reversed(expected["undo"])]:
        if name == "Add places and courses":
            break  # the people of its agency cannot be undone: one of them was erased
        assert store.undo(LATER).name == f"Undo: {name}"
    store.close()
    assert verify(pool, store.key, KeyFile.load(key_path(pool))) == []


def test_an_old_recovery_sheet_still_opens_it(old: tuple[Path, dict[str, Any]]) -> None:
    pool, expected = old
    store = Store.open(pool, key=key_of_words(expected["words"]))
    assert len(make_frozen_pool.rows_of(store)["person"]) == len(expected["rows"]["person"])
    store.close()


def test_the_way_it_was_made_still_works(tmp_path: Path) -> None:
    make_frozen_pool.make(tmp_path / "again")
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == [
        "expected.json", "passphrase.txt", "pool.tpfiles", "pool.tpkey", "pool.tpool",
    ]  # fmt: skip
