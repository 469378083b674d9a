"""The trail as History shows it, and which deeds can be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, text

from trainerpool.store.pool import Reader
from trainerpool.store.schema import DEEDS, TRAIL


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One change of one record: who, when, deed, before and after."""

    seq: int
    deed: int
    at: datetime
    by: str
    name: str
    kind: str
    record: str
    change: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One deed of the trail."""

    seq: int
    at: datetime
    by: str
    name: str
    one_way: bool
    entries: int


CHANGES = select(
    TRAIL.c.seq, TRAIL.c.deed, DEEDS.c.at, DEEDS.c.by, DEEDS.c.name, TRAIL.c.kind, TRAIL.c.record, TRAIL.c.change, TRAIL.c.payload
).join(DEEDS, DEEDS.c.seq == TRAIL.c.deed)  # fmt: skip
"""Changes with their deeds, for a question to narrow and order."""

_SECRET = {"own_keys": {"receive_secret", "sign_secret"}, "invitation": {"secret"}}


def trail(reader: Reader, record: str | None = None, limit: int = 500, offset: int = 0) -> tuple[TrailRow, ...]:
    """Changes, latest first; of one record only when asked (its own and those of records that point to it by id)."""
    statement = CHANGES.order_by(TRAIL.c.seq.desc()).limit(limit).offset(offset)
    if record is not None:
        statement = statement.where((TRAIL.c.record == record) | TRAIL.c.payload.contains(f'"{record}"'))
    return changes(reader, statement)


def changes(reader: Reader, statement: Select[Any]) -> tuple[TrailRow, ...]:
    """The changes that a statement made from `CHANGES` finds. What is secret in them is not told."""
    rows = []
    for row in reader.execute(statement):
        payload: dict[str, Any] = json.loads(row.payload) if row.payload else {"before": None, "after": None}
        for values in filter(None, payload.values() if row.kind in _SECRET else ()):
            values.update(dict.fromkeys(_SECRET[row.kind] & values.keys(), "not told"))
        at = datetime.fromisoformat(row.at)
        rows.append(TrailRow(
            row.seq, row.deed, at, row.by, row.name, row.kind, row.record, row.change, payload["before"], payload["after"],
        ))  # fmt: skip
    return tuple(rows)


def deeds(reader: Reader, limit: int = 200) -> tuple[DeedRow, ...]:
    """The deeds, latest first."""
    return _deeds(reader, select(DEEDS).limit(limit))


def deeds_since(reader: Reader, seq: int) -> tuple[DeedRow, ...]:
    """The deeds after one of them, latest first."""
    return _deeds(reader, select(DEEDS).where(DEEDS.c.seq > seq))


def _deeds(reader: Reader, statement: Select[Any]) -> tuple[DeedRow, ...]:
    return tuple(
        DeedRow(row.seq, datetime.fromisoformat(row.at), row.by, row.name, row.one_way, row.entries)
        for row in reader.execute(statement.order_by(DEEDS.c.seq.desc()))
    )


def trail_length(reader: Reader) -> int:
    """How many changes the trail holds."""
    return int(reader.execute(text("SELECT count(*) FROM trail")).scalar() or 0)
