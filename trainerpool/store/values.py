"""Records as plain values and back: what the trail writes and what undo restores."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, inspect

from trainerpool.store.records.base import Record


@cache
def fields(record_class: type[Record]) -> tuple[str, ...]:
    """The attributes of a record that the trail covers: all but id and revision."""
    return tuple(a.key for a in inspect(record_class).column_attrs if a.key not in {"id", "revision"})


@cache
def date_fields(record_class: type[Record]) -> frozenset[str]:
    """The attributes of a record that hold a day."""
    mapper = inspect(record_class)
    return frozenset(a.key for a in mapper.column_attrs if isinstance(a.columns[0].type, Date))


def values_of(record: Record) -> dict[str, Any]:
    """The record's present values, as JSON knows them."""
    return {name: plain(getattr(record, name)) for name in fields(type(record))}


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    return value.isoformat() if isinstance(value, date) else value


def typed(record_class: type[Record], name: str, value: Any) -> Any:
    """A JSON value as the record's attribute wants it."""
    return date.fromisoformat(value) if value is not None and name in date_fields(record_class) else value


def defaults_of(record_class: type[Record]) -> dict[str, Any]:
    """The values a new record of this class has where none are given."""
    found = {}
    for attribute in inspect(record_class).column_attrs:
        default: Any = attribute.columns[0].default
        if attribute.key in fields(record_class) and default is not None:
            found[attribute.key] = default.arg(None) if default.is_callable else default.arg
    return found
