"""Running migrations so that nothing is lost: backup, foreign keys off, step, guards remade, everything counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from trainerpool.host.files import cannot_write, write_whole
from trainerpool.problem import Problem
from trainerpool.store.engine import DATABASE_ERRORS, WRITING, open_engine
from trainerpool.store.failures import in_words
from trainerpool.store.migrations import STEPS
from trainerpool.store.schema import FORMAT, drop_guards, make_guards
from trainerpool.store.verify import page_faults_of


def migrate(path: Path, key: bytes, steps: Mapping[int, Callable[[Any], None]] | None = None, to: int = FORMAT) -> Path:
    """Bring a pool of an older format up to this one; gives the copy taken before.

    Alembic's batch mode remakes a table by dropping the old one: with foreign keys on that deletes the rows that point
    to it, and triggers go with the table. So the keys are off, triggers come from one source, and rows are counted.
    """
    chosen = STEPS if steps is None else steps
    engine = open_engine(path, key)
    try:
        before = _copy_before(engine, path, key, to)
        with engine.connect().execution_options(**WRITING) as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys = OFF")  # means nothing within a transaction, so before it
            with connection.begin():
                _run(connection, chosen, to)
            raw.execute("PRAGMA foreign_keys = ON")
    except DATABASE_ERRORS as error:
        raise in_words(error, path) or _not_moved() from error
    finally:
        engine.dispose()
    return before


def _copy_before(engine: Engine, path: Path, key: bytes, to: int) -> Path:
    """A copy that was read back whole, with its key file, and under a name that nothing has yet."""
    with engine.connect() as connection:
        connection.rollback()
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before, number = path.with_name(f"{path.stem} before format {to}.tpool"), 1
    while before.exists():
        number += 1
        before = path.with_name(f"{path.stem} before format {to} ({number}).tpool")
    try:
        write_whole(before, path.read_bytes())
        if path.with_suffix(".tpkey").exists():
            write_whole(before.with_suffix(".tpkey"), path.with_suffix(".tpkey").read_bytes())
    except OSError as error:
        raise cannot_write(before, error) from error
    faults = page_faults_of(before, key)
    if faults:
        raise Problem(
            f"{path.name} is damaged and was not brought up to date: {faults[0]}",
            kept="It is exactly as it was.",
            todo="Restore yesterday's backup: trainerpool restore BACKUP --to POOL.",
        )
    return before


def _run(connection: Connection, steps: Mapping[int, Callable[[Any], None]], to: int) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    version = int(connection.execute(text("PRAGMA user_version")).scalar() or 0)
    counted, indexes = _rows(connection), _indexes(connection)
    drop_guards(connection)
    for number in range(version + 1, to + 1):
        if number not in steps:
            raise Problem(
                f"This program has no way from format {number - 1} to {number}.", kept="The pool is unchanged."
            )
        steps[number](Operations(MigrationContext.configure(connection)))
    make_guards(connection)
    after = _rows(connection)
    lost = [table for table, count in counted.items() if after.get(table, 0) < count]
    loose = connection.execute(text("PRAGMA foreign_key_check")).first()
    if lost or loose is not None or not indexes <= _indexes(connection):
        raise _not_moved()
    connection.execute(text(f"PRAGMA user_version = {to}"))


def _not_moved() -> Problem:
    return Problem(
        "The pool could not be brought up to date without losing something.",
        kept="It is exactly as it was.",
        todo="Keep the file and ask for help.",
    )


def _indexes(connection: Connection) -> set[str]:
    return set(
        connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")).scalars()
    )


def _rows(connection: Connection) -> dict[str, int]:
    names = connection.execute(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'"
        )
    )
    return {
        name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() or 0) for (name,) in names.all()
    }
