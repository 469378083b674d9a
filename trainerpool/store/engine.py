"""Opening the encrypted database: one raw key, full durability asserted, every write begun at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from trainerpool.domain.problem import Problem

WRITING = {"writing": True}
_FULL = 2


def open_engine(path: Path, key: bytes | None) -> Engine:
    """An engine on the pool's database, keyed with 32 raw bytes.

    `key=None` opens plain SQLite; only the benches do, to have a twin to measure against.
    """
    module: Any = sqlite3 if key is None else sqlcipher

    def connect() -> Any:
        connection = module.connect(str(path), timeout=10.0, isolation_level=None, check_same_thread=False)
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA synchronous").fetchone()[0] != _FULL:
            connection.close()
            raise Problem("This computer would not promise to write the pool in full, so it was not opened.")
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, module=module, poolclass=QueuePool, pool_size=4, max_overflow=4
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """A write takes its lock at once: a transaction that reads first and writes later would fail, not wait."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    if writing:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
