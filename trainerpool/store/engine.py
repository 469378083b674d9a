"""Opening the encrypted database: one raw key, full durability asserted, every write begun at once."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2 as sqlcipher

from trainerpool.problem import Problem

WRITING = {"writing": True}
# What the database raises, through SQLAlchemy or straight from the driver.
DATABASE_ERRORS: tuple[type[Exception], ...] = (DatabaseError, sqlite3.DatabaseError, sqlcipher.DatabaseError)
_FULL = 2
_CACHE_KIB = 32_768  # a page in the cache need not be decrypted again; SQLite's own two megabytes are soon read through
# As the trail writes it: what an undo puts back is then the same to the letter.
_IN_ORDER = json.JSONEncoder(sort_keys=True)

# make: a new file; use: a file that is there; look: the same, with nothing about it changed, not even its log.
Way = Literal["make", "use", "look"]


def _lower(text: str | None) -> str | None:
    return None if text is None else str(text).lower()


def open_engine(path: Path, key: bytes | None, way: Way = "use") -> Engine:
    """An engine on the pool's database, keyed with 32 raw bytes.

    `key=None` opens plain SQLite; only the benches do, to have a twin to measure against.
    A file that is not there is made only where that is asked for: one made by accident would hide a lost pool.
    """
    module: Any = sqlite3 if key is None else sqlcipher
    place = path.absolute().as_posix()
    address = f"file://{'' if place.startswith('/') else '/'}{quote(place)}?{_mode(path, way)}"

    def connect() -> Any:
        connection = module.connect(address, timeout=10.0, isolation_level=None, check_same_thread=False, uri=True)
        try:
            _prepare(connection, key, way)
            # SQLite's own knows the letters A to Z only: Łukasz and Éclair would not be found by their names.
            connection.create_function("lower", 1, _lower, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    # The connection given back last is taken first: it alone knows all that was written, so its cache still holds.
    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=module,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        pool_use_lifo=True,
        json_serializer=_IN_ORDER.encode,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _roll_back)
    return engine


def _mode(path: Path, way: Way) -> str:
    if way != "look":
        return "mode=rwc" if way == "make" else "mode=rw"
    log = path.with_name(path.name + "-wal")
    # Without a log nothing has to be read but the file itself, so it can lie where nothing may be written.
    return "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"


def _prepare(connection: Any, key: bytes | None, way: Way) -> None:
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if way == "look":
        return
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA synchronous").fetchone()[0] != _FULL:
        raise Problem("This computer would not promise to write the pool in full, so it was not opened.")


def _begin(connection: Connection) -> None:
    """A write takes its lock at once: a transaction that reads first and writes later would fail, not wait."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    if writing:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def _roll_back(connection: Any, _record: Any) -> None:
    """A commit that was refused (a reference to nothing) leaves its transaction open, and SQLAlchemy takes it for done."""
    if connection is not None and connection.in_transaction:
        connection.execute("ROLLBACK")
