"""Erasure in the trail: what it says of a record is destroyed for good, its digest stays, and the chain still holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from trainerpool.store.engine import open_engine
from trainerpool.store.pool import Stamp, Store
from trainerpool.store.records import KINDS, Record
from trainerpool.store.trail import ERASED, ERASURE, Entry, erased_records
from trainerpool.store.values import fields
from trainerpool.store.work import Done, Work

_CHUNK = 400


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


def replay_erasures(store: Store, newer: Path, stamp: Stamp) -> Done | None:
    """After a backup was restored: erase again what the pool set aside had erased since. None where there is nothing.

    `newer` is the pool set aside: an erased record gets the values it has there, or goes as it went there. Where that
    pool is damaged, or has another key, nothing can be known and nothing is done.
    """
    with store.engine.connect() as connection:
        known = erased_records(connection)
    engine = open_engine(newer, store.key, "look")
    try:
        with Session(engine) as there:
            missing = sorted(erased_records(there.connection()) - known)
            if not missing:
                return None
            with store.work("Erase again what had been erased", stamp, one_way=True) as work:
                for record_class in KINDS.values():
                    for start in range(0, len(missing), _CHUNK):
                        _follow(work, there, record_class, missing[start : start + _CHUNK])
                erase(work, missing)
            return work.done
    except DatabaseError:
        return None
    finally:
        engine.dispose()


def _follow(work: Work, there: Session, record_class: type[Record], ids: list[str]) -> None:
    """Give these records the values they have in the other pool; take out those it no longer has."""
    statement = select(record_class).where(record_class.id.in_(ids))
    left = {record.id: record for record in there.scalars(statement)}
    for record in work.find(statement):
        if record.id not in left:
            work.remove(record)
            continue
        for name in fields(record_class):
            setattr(record, name, getattr(left[record.id], name))
