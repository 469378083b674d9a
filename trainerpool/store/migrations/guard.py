"""Running migrations so that nothing is lost: backup, foreign keys off, step, guards remade, everything counted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from trainerpool.domain.problem import Problem
from trainerpool.store.engine import WRITING, open_engine
from trainerpool.store.migrations import STEPS
from trainerpool.store.schema import FORMAT, drop_guards, make_guards


def migrate(path: Path, key: bytes, steps: Mapping[int, Callable[[Any], None]] | None = None, to: int = FORMAT) -> Path:
    """Bring a pool of an older format up to this one; gives the copy taken before.

    Alembic's batch mode remakes a table by dropping the old one: with foreign keys on that deletes the rows that point
    to it, and triggers go with the table. So the keys are off, triggers come from one source, and rows are counted.
    """
    chosen = STEPS if steps is None else steps
    before = path.with_name(f"{path.stem} before format {to}.tpool")
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            version = int(connection.execute(text("PRAGMA user_version")).scalar() or 0)
            connection.rollback()
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, before)
        with engine.connect().execution_options(**WRITING) as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _run(connection, chosen, version, to)
            raw.execute("PRAGMA foreign_keys = ON")
    finally:
        engine.dispose()
    return before


def _run(connection: Connection, steps: Mapping[int, Callable[[Any], None]], version: int, to: int) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    counted = _rows(connection)
    drop_guards(connection)
    for number in range(version + 1, to + 1):
        if number not in steps:
            raise Problem(
                f"This program has no way from format {number - 1} to {number}.", kept="The pool is unchanged."
            )
        steps[number](Operations(MigrationContext.configure(connection)))
    make_guards(connection)
    after = _rows(connection)
    lost = [table for table, count in counted.items() if table in after and after[table] < count]
    loose = connection.execute(text("PRAGMA foreign_key_check")).first()
    if lost or loose is not None:
        raise Problem(
            "The pool could not be brought up to date without losing something.",
            kept="It is exactly as it was.",
            todo="Keep the file and ask for help.",
        )
    connection.execute(text(f"PRAGMA user_version = {to}"))


def _rows(connection: Connection) -> dict[str, int]:
    names = connection.execute(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'"
        )
    )
    return {
        name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() or 0) for (name,) in names.all()
    }
