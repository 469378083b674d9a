"""What returns taken in before have said, field by field: a later one is measured against it, whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainerpool.exchange.carrying.returned import REMOVED, Returned

Key = tuple[str, str, str]
"""Kind, id and field; the field "" is whether the record is there at all."""


@dataclass(frozen=True)
class Statement:
    """What one return said: by whom, when it was made (UTC, as text), and the values by field."""

    person: str
    made_at: str
    values: Mapping[Key, Any]


@dataclass(frozen=True)
class Heard:
    """What was said before, as it bears on one return.

    `later`: what its author has said since. `again`: values its author said before it. `others`: for each field what
    everybody else has said last of it: a fact that two tell differently is a clash, whatever the pool holds.
    """

    later: frozenset[Key] = frozenset()
    again: Mapping[Key, Sequence[Any]] = field(default_factory=dict)
    others: Mapping[Key, Sequence[Any]] = field(default_factory=dict)


def statement_of(returned: Returned) -> Statement:
    """What a return says."""
    values: dict[Key, Any] = {}
    for change in returned.changes:
        if change.change == REMOVED:
            values[change.kind, change.record, ""] = None
        values |= {(change.kind, change.record, name): value for name, value in change.after.items()}
    return Statement(returned.person, returned.made_at, values)


def statement_lines(statement: Statement) -> list[list[Any]]:
    """The values of a statement as JSON keeps them."""
    return [[*key, value] for key, value in sorted(statement.values.items())]


def read_statement(person: str, made_at: str, lines: Iterable[Sequence[Any]]) -> Statement:
    """A statement from the lines that were kept of it."""
    return Statement(person, made_at, {(one[0], one[1], one[2]): one[3] for one in lines})


def heard(statements: Iterable[Statement], returned: Returned) -> Heard:
    """What earlier statements mean for a return of this author, made at this moment."""
    later: set[Key] = set()
    again: dict[Key, list[Any]] = {}
    last: dict[Key, dict[str, Any]] = {}
    for one in sorted(statements, key=lambda statement: statement.made_at):
        for key, value in one.values.items():
            if one.person != returned.person:
                last.setdefault(key, {})[one.person] = value
            elif one.made_at > returned.made_at:
                later.add(key)
            else:
                again.setdefault(key, []).append(value)
    return Heard(frozenset(later), again, {key: tuple(said.values()) for key, said in last.items()})
