"""The fields of a record changed by a deed: what is given is put in, what is named to be emptied is emptied."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from trainerpool.problem import Problem
from trainerpool.store.records import Record


def refuse_emptying(kind: str, clear: Collection[str] | None, may_be_empty: Collection[str]) -> None:
    """Refuse to empty a field that has to hold something; `kind` is what the record is called."""
    for field in clear or ():
        if field not in may_be_empty:
            raise Problem(f"A {kind}'s {field.replace('_', ' ')} cannot be empty.", kept="Nothing was changed.")


def change_fields(record: Record, given: Mapping[str, Any], clear: Collection[str] | None) -> None:
    """Put in what is given, text without outer spaces, nothing for None or ""; then empty what `clear` names."""
    for field, value in given.items():
        if value is not None and value != "":
            setattr(record, field, value.strip() if isinstance(value, str) else value)
    for field in clear or ():
        setattr(record, field, None)
