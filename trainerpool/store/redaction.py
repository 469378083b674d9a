"""Erasure in the trail: what it says of a record is destroyed for good, its digest stays, and the chain still holds."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from trainerpool.store.engine import open_engine
from trainerpool.store.records import KINDS, Record
from trainerpool.store.trail import ERASED, ERASURE, Entry, erased_records
from trainerpool.store.values import fields
from trainerpool.store.work import Done, Work

_CHUNK = 400


class PoolPutBack(Protocol):
    """A pool as far as erasing in it goes; it is opened by way of this module, which therefore does not know it."""

    engine: Engine
    key: bytes

    def work(self, name: str, stamp: Any, *, one_way: bool = False) -> AbstractContextManager[Work]:
        """One named piece of work."""


def erase(work: Work, records: Iterable[str]) -> None:
    """Destroy what the trail holds of these records, by id, within a one-way piece of work.

    The caller removes or blanks the records themselves in the same work; what that work's own entries say of them is
    not written either. Afterwards no deed that touched them can be undone.
    """
    if not work.one_way:
        raise RuntimeError("an erasure is one-way")
    ids = sorted(set(records) - work.erased)
    work.session.flush()
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ", ".join(f":i{number}" for number in range(len(part)))
        work.session.execute(
            text(f"UPDATE trail SET payload = NULL, salt = NULL WHERE payload IS NOT NULL AND record IN ({marks})"),
            {f"i{number}": record for number, record in enumerate(part)},
        )
    work.erased.update(ids)
    work.entries += [Entry(ERASURE, record, ERASED, None, None) for record in ids]


def replay_erasures(store: PoolPutBack, newer: Path, stamp: Any) -> Done | None:
    """After a backup was restored: erase again what the pool set aside had erased since. None where there is nothing.

    `newer` is the pool set aside: an erased record gets the values it has there, or goes as it went there. Where that
    pool is damaged, or has another key, nothing can be known and nothing is done.
    """
    with store.engine.connect() as connection:
        known = erased_records(connection)
    left = _left_there(newer, store.key, known)
    if not left:
        return None
    with store.work("Erase again what had been erased", stamp, one_way=True) as work:
        for record_class in KINDS.values():
            for start in range(0, len(left), _CHUNK):
                _follow(work, left, record_class, list(left)[start : start + _CHUNK])
        erase(work, left)
    return work.done


def _left_there(newer: Path, key: bytes, known: frozenset[str]) -> dict[str, dict[str, Any] | None]:
    """What a newer pool has erased and this one has not, by id: the values that are left of it there, or None.

    Empty where that pool is gone, damaged, or of another key: nothing can be known then.
    """
    if not newer.exists():
        return {}
    engine = open_engine(newer, key, "look")
    try:
        with Session(engine) as there:
            missing = sorted(erased_records(there.connection()) - known)
            left: dict[str, dict[str, Any] | None] = dict.fromkeys(missing)
            for record_class in KINDS.values():
                names = fields(record_class)
                for start in range(0, len(missing), _CHUNK):
                    part = missing[start : start + _CHUNK]
                    for record in there.scalars(select(record_class).where(record_class.id.in_(part))):
                        left[record.id] = {name: getattr(record, name) for name in names}
            return left
    except DatabaseError:
        return {}
    finally:
        engine.dispose()


def _follow(work: Work, left: dict[str, dict[str, Any] | None], record_class: type[Record], ids: list[str]) -> None:
    """Give these records the values they have in the other pool; take out those it no longer has."""
    for record in work.find(select(record_class).where(record_class.id.in_(ids))):
        values = left[record.id]
        if values is None:
            work.remove(record)
            continue
        for name, value in values.items():
            setattr(record, name, value)
