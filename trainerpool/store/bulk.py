"""Many rows of one table in one statement, prepared once: what imports and the trail are written with."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; values are prepared as the column's type asks.

    A statement compiled anew for each row costs more than the insert itself (measured: three times).
    """
    if not rows:
        return
    dialect = connection.dialect
    columns = [column for column in table.columns if column.name in rows[0]]
    names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in columns)
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(columns))})"
    prepared = [(column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in columns]
    series = [
        [row[name] for row in rows] if prepare is None else [prepare(row[name]) for row in rows]
        for name, prepare in prepared
    ]
    connection.exec_driver_sql(statement, list(zip(*series, strict=True)))


@contextlib.contextmanager
def collecting_paused() -> Iterator[None]:
    """Pause the search for unused memory while tens of thousands of records are made that are all still used.

    Over 10,000 rows it costs a third of a whole import, more of an undo, and finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
