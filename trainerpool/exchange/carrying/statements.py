"""What returns taken in before have said, field by field: a later one is measured against it, whatever order they came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainerpool.exchange.carrying.returned import REMOVED, Returned

Key = tuple[str, str, str]
"""Kind, id and field; the field "" is whether the record is there at all."""


@dataclass(frozen=True)
class Statement:
    """What one return said: by whom, when it was made (UTC, as text), and by field the mark of the value.

    A mark tells whether two values are the same, without the words: what somebody wrote is kept once, where it belongs.
    """

    person: str
    made_at: str
    values: Mapping[Key, str]


@dataclass(frozen=True)
class Heard:
    """What was said before, as it bears on one return.

    `later`: what its author has said since. `again`: marks of what its author said before it. `others`: for each field
    the mark of what everybody else has said last of it: a fact that two tell differently is a clash, whatever the pool
    holds.
    """

    later: frozenset[Key] = frozenset()
    again: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    others: Mapping[Key, Sequence[str]] = field(default_factory=dict)


def mark_of(value: Any) -> str:
    """The mark of a value: the same for the same value only."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def statement_of(returned: Returned) -> Statement:
    """What a return says."""
    values: dict[Key, str] = {}
    for change in returned.changes:
        if change.change == REMOVED:
            values[change.kind, change.record, ""] = mark_of(None)
        values |= {(change.kind, change.record, name): mark_of(value) for name, value in change.after.items()}
    return Statement(returned.person, returned.made_at, values)


def statement_lines(statement: Statement) -> list[list[str]]:
    """The values of a statement as JSON keeps them: kind, id, field, mark."""
    return [[*key, value] for key, value in sorted(statement.values.items())]


def read_statement(person: str, made_at: str, lines: Iterable[Sequence[str]]) -> Statement:
    """A statement from the lines that were kept of it."""
    return Statement(person, made_at, {(one[0], one[1], one[2]): one[3] for one in lines})


def heard(statements: Iterable[Statement], returned: Returned) -> Heard:
    """What earlier statements mean for a return of this author, made at this moment."""
    later: set[Key] = set()
    again: dict[Key, list[str]] = {}
    last: dict[Key, dict[str, str]] = {}
    for one in sorted(statements, key=lambda statement: statement.made_at):
        for key, value in one.values.items():
            if one.person != returned.person:
                last.setdefault(key, {})[one.person] = value
            elif one.made_at > returned.made_at:
                later.add(key)
            else:
                again.setdefault(key, []).append(value)
    return Heard(frozenset(later), again, {key: tuple(said.values()) for key, said in last.items()})
