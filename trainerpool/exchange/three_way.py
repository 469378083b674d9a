"""Three-way comparison, field by field: what a file said last time, what it says now, and what the pool holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field both sides changed, each to another value; the pool's stays until somebody decides."""

    sheet: Any
    pool: Any
    base: Any


@dataclass(slots=True)
class Merge:
    """What became of the fields: the sheet's `changes` to take over, what is `kept` of the pool, and the `conflicts`.

    `base` is what to remember as last read: a field in conflict keeps its old base, so that it is asked again.
    """

    changes: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or value in ("", [], ())


def merge(base: Mapping[str, Any], sheet: Mapping[str, Any], pool: Mapping[str, Any]) -> Merge:
    """Compare the fields of the sheet with what it said last (`base`) and with the pool.

    A field missing in `base` was never read before: an empty field of the pool is filled, an empty field of the
    sheet says nothing, and two different values are a conflict. A field missing in `sheet` is not compared, and what
    was last read of it is remembered on.
    """
    found = Merge(base={name: value for name, value in base.items() if name not in sheet})
    for name, said in sheet.items():
        before, there = base.get(name), pool.get(name)
        first = name not in base
        found.base[name] = said
        if _same(said, there):
            continue
        if _same(said, before) if not first else is_empty(said):
            found.kept[name] = there
        elif _same(there, before) if not first else is_empty(there):
            found.changes[name] = said
        else:
            found.conflicts[name] = Conflict(said, there, before)
            if first:
                del found.base[name]
            else:
                found.base[name] = before
    return found


def merge_lines(base: Sequence[str], sheet: Sequence[str], pool: Sequence[str]) -> list[str]:
    """Lines of notes: the pool's, without those the sheet took out, with those it added. They never conflict."""
    gone = set(base) - set(sheet)
    kept = [line for line in pool if line not in gone]
    return kept + [line for line in sheet if line not in kept and line not in base]


def _same(one: Any, other: Any) -> bool:
    return one == other or (is_empty(one) and is_empty(other))
