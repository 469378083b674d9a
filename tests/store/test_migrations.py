"""The guarded runner: nothing is lost when a table is remade, and a step that fails leaves the pool as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import text

from tests.store.pools import WORDS, content, fill, names_in, stamp
from trainerpool.problem import Problem
from trainerpool.store.engine import open_engine
from trainerpool.store.keys import KeyFile
from trainerpool.store.migrations.guard import migrate
from trainerpool.store.pool import Store, key_path
from trainerpool.store.schema import FORMAT
from trainerpool.store.verify import page_faults_of, verify

NEXT = FORMAT + 1
Step = Callable[[Any], None]


def _remake_people(operations: Any) -> None:
    """Alembic's batch mode on a table that many others point to."""
    with operations.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("pronouns", sa.String))
        batch.alter_column("phone", new_column_name="telephone")


def _remake_the_trail(operations: Any) -> None:
    for table in ("search_text", "trail", "deed"):
        with operations.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("later", sa.String))


def _lose_rows(operations: Any) -> None:
    _remake_people(operations)
    operations.execute("DELETE FROM membership")


def _lose_a_table(operations: Any) -> None:
    operations.drop_table("membership")


def _lose_an_index(operations: Any) -> None:
    operations.execute("DROP INDEX ix_person_family_name")


def _break_references(operations: Any) -> None:
    operations.execute("UPDATE membership SET person_id = 'nobody'")


def _bad_sql(operations: Any) -> None:
    _remake_people(operations)
    operations.execute("ALTER TABLE nothing ADD COLUMN x")


def _objects(store: Store) -> dict[str, set[tuple[str, str]]]:
    engine = open_engine(store.path, store.key, "look")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    engine.dispose()
    return {kind: {(name, sql) for found, name, sql in rows if found == kind} for kind in ("trigger", "index")}


def _counts(store: Store) -> dict[str, int]:
    engine = open_engine(store.path, store.key, "look")
    with engine.connect() as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'")
        ).scalars()
        counts = {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in names}
    engine.dispose()
    return counts


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    store.undo(stamp(8))
    store.redo(stamp(9))
    store.close()
    return store


@pytest.mark.parametrize("step", [_remake_people, _remake_the_trail])
def test_a_remade_table_loses_nothing(filled: Store, step: Step) -> None:
    counts, objects, whole = _counts(filled), _objects(filled), filled.path.read_bytes()
    before = migrate(filled.path, filled.key, {NEXT: step}, NEXT)
    assert _counts(filled) == counts
    assert _objects(filled) == objects
    assert page_faults_of(filled.path, filled.key) == []
    assert verify(filled.path, filled.key, KeyFile.load(key_path(filled.path))) == []
    assert before.read_bytes() == whole
    old = Store.open(before, WORDS)
    assert names_in(old) == ["Given1", "Given2", "Given3"]
    old.close()
    with pytest.raises(Problem, match="later Trainer Pool"):
        Store.open(filled.path, WORDS)


def test_the_guards_still_guard_after_a_step(filled: Store) -> None:
    migrate(filled.path, filled.key, {NEXT: _remake_the_trail}, NEXT)
    engine = open_engine(filled.path, filled.key)
    with engine.connect() as connection:
        with pytest.raises(sa.exc.DatabaseError, match="only added to"):
            connection.execute(text("DELETE FROM deed"))
        connection.rollback()
        connection.execute(
            text("UPDATE search_text SET title = 'Xylophone' WHERE rowid = (SELECT min(rowid) FROM search_text)")
        )
        assert (
            connection.execute(text("SELECT count(*) FROM search_index WHERE search_index MATCH 'xylophone'")).scalar()
            == 1
        )
    engine.dispose()


@pytest.mark.parametrize("step", [_lose_rows, _lose_a_table, _lose_an_index, _break_references, _bad_sql])
def test_a_step_that_fails_or_loses_leaves_the_pool_as_it_was(filled: Store, step: Step) -> None:
    counts, objects = _counts(filled), _objects(filled)
    with pytest.raises(Problem, match="exactly as it was"):
        migrate(filled.path, filled.key, {NEXT: step}, NEXT)
    assert (_counts(filled), _objects(filled)) == (counts, objects)
    again = Store.open(filled.path, WORDS)
    assert names_in(again) == ["Given1", "Given2", "Given3"]
    assert content(again)["membership"]
    again.close()


def test_a_bug_in_a_step_leaves_the_pool_as_it_was_too(filled: Store) -> None:
    def bug(operations: Any) -> None:
        _remake_people(operations)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate(filled.path, filled.key, {NEXT: bug}, NEXT)
    Store.open(filled.path, WORDS).close()


def test_a_way_that_is_missing_is_told(filled: Store) -> None:
    with pytest.raises(Problem, match=f"no way from format {FORMAT} to {NEXT}"):
        migrate(filled.path, filled.key, {}, NEXT)
    opened = Store.open(filled.path, WORDS)
    assert content(opened)
    opened.close()


def test_a_damaged_pool_is_not_migrated(filled: Store) -> None:
    broken = bytearray(filled.path.read_bytes())
    broken[20 * 4096 + 9] ^= 1
    filled.path.write_bytes(broken)
    with pytest.raises(Problem, match="page 21"):
        migrate(filled.path, filled.key, {NEXT: _remake_people}, NEXT)
    assert filled.path.read_bytes() == broken


def test_two_tries_keep_both_copies(filled: Store) -> None:
    for number in (1, 2):
        with pytest.raises(Problem):
            migrate(filled.path, filled.key, {NEXT: _lose_rows}, NEXT)
        assert len(list(filled.path.parent.glob("north before format *.tpool"))) == number
