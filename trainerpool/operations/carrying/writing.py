"""Rows that travelled, written into a store: typed, in one piece of work, with no reference left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import JSON, Boolean, Date, Integer, Table

from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.merging import Write
from trainerpool.exchange.carrying.returned import ADDED, REMOVED
from trainerpool.queries.carried_slice import references
from trainerpool.store.records import KINDS, Record
from trainerpool.store.values import fields, typed
from trainerpool.store.work import Work


def write_rows(work: Work, writes: Sequence[Write]) -> None:
    """Write them all; what others point to comes first and goes last."""
    order = {table.name: number for number, table in enumerate(Record.metadata.sorted_tables)}
    kept = [write for write in writes if write.change != REMOVED]
    for write in sorted(kept, key=lambda one: order[one.kind]):
        record_class = KINDS[write.kind]
        values = {name: typed(record_class, name, value) for name, value in write.values.items()}
        if write.change == ADDED:
            work.add(record_class(id=write.record, **_without_empty(record_class, values)))
        else:
            record = work.get(record_class, write.record)
            for name, value in values.items():
                setattr(record, name, value)
    work.session.flush()
    for write in sorted((one for one in writes if one.change == REMOVED), key=lambda one: -order[one.kind]):
        work.remove(work.get(KINDS[write.kind], write.record))
        work.session.flush()


def _without_empty(record_class: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without those that are None where the record's own default stands for them."""
    table = cast(Table, record_class.__table__)
    needed = {column.key for column in table.columns if not column.nullable}
    return {name: value for name, value in values.items() if value is not None or name not in needed}


def without_dangling(writes: Sequence[Write], now: Rows) -> list[Write]:
    """The writes without those removals that would leave something that stays pointing to nothing."""
    found = list(writes)
    while True:
        gone = {(one.kind, one.record) for one in found if one.change == REMOVED}
        pointed = {
            (target, str(row[name]))
            for kind, records in now.items()
            for key, row in records.items() if (kind, key) not in gone
            for name, target, _ in references(KINDS[kind]) if row.get(name)
        }  # fmt: skip
        kept = [one for one in found if one.change != REMOVED or (one.kind, one.record) not in pointed]
        if len(kept) == len(found):
            return kept
        found = kept


def is_well_formed(kind: str, name: str, value: Any) -> bool:
    """Whether a value may stand in this field of this kind of record: its type, and not empty where it has to hold something."""
    record_class = KINDS.get(kind)
    if record_class is None or name not in fields(record_class):
        return False
    table = cast(Table, record_class.__table__)
    column = table.columns[name]
    if value is None:
        return bool(column.nullable) or column.default is not None
    if isinstance(column.type, Boolean):
        return isinstance(value, bool)
    if isinstance(column.type, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62
    if isinstance(column.type, Date):
        return isinstance(value, str) and _is_day(value)
    if isinstance(column.type, JSON):
        return isinstance(value, (dict, list))
    return isinstance(value, str)


def is_complete(kind: str, values: Mapping[str, Any]) -> bool:
    """Whether nothing that a new record of this kind has to hold is left out."""
    table = cast(Table, KINDS[kind].__table__)
    needed = (one.key for one in table.columns if not one.nullable and one.default is None and not one.primary_key)
    return all(values.get(name) is not None for name in needed if name in fields(KINDS[kind]))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
