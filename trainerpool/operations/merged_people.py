"""Two records of one person made one: everything that names the one names the other, and the former id is remembered."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm import InstrumentedAttribute

from trainerpool.operations.settings import put_setting
from trainerpool.queries.merged_people import MERGED, merged_people
from trainerpool.store.records import Record
from trainerpool.store.work import Work


def hand_over(work: Work, old_id: str, new_id: str) -> None:
    """Let every record that names one person name the other: new kinds of record are moved as well without being listed here."""
    for record_class in Record.__subclasses__():
        for column in _columns_of_people(record_class):
            for row in work.find(select(record_class).where(column == old_id)):
                setattr(row, column.key, new_id)


def remember_merged(work: Work, old_id: str, new_id: str) -> None:
    """Remember under which id the person of a record is found from now on: files made before may still come."""
    known = {old: new_id if kept == old_id else kept for old, kept in merged_people(work.session).items()}
    put_setting(work, MERGED, {**known, old_id: new_id})


def _columns_of_people(record_class: type[Record]) -> list[InstrumentedAttribute[str]]:
    """The fields of a record that name a person."""
    table = cast(Table, record_class.__table__)
    names = [
        column.name for column in table.columns if any(key.column.table.name == "person" for key in column.foreign_keys)
    ]
    return [getattr(record_class, name) for name in names]
