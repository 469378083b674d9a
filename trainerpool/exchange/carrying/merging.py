"""The plan of a merge: a pure three-way over what was carried out, what came back, and what the pool holds now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.owing import subjects
from trainerpool.exchange.carrying.returned import ADDED, CHANGED, REMOVED, Change, Returned
from trainerpool.exchange.carrying.statements import Heard, mark_of


class Fate(StrEnum):
    """What becomes of one thing a return says."""

    READY = "ready"
    CLASH = "clash"
    SAME = "same"
    LATER = "said later"
    REFUSED = "refused"


@dataclass(frozen=True)
class Clash:
    """One field that both sides set, each to another value."""

    kind: str
    record: str
    field: str
    before: Any
    returned: Any
    pool: Any


@dataclass(frozen=True)
class Write:
    """One record to write: added or changed with these values, or removed."""

    kind: str
    record: str
    change: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One thing a return says, with its changes and what becomes of it. `key` tells it apart, in every plan of the return.

    `writes` are what taking it in would write; of a clash what choosing the return's side would. `why` says in words why
    it is refused, or what makes it the same.
    """

    key: str
    changes: tuple[Change, ...]
    fate: Fate
    writes: tuple[Write, ...] = ()
    clashes: tuple[Clash, ...] = ()
    why: str = ""

    @property
    def head(self) -> Change:
        """The change of the record the thing is about; its first change where that record itself is unchanged."""
        kind, record = self.key.split(" ")[:2]
        return next((one for one in self.changes if (one.kind, one.record) == (kind, record)), self.changes[0])


Judge = Callable[[Item], tuple[Fate, str] | None]
"""A rule of the field on one thing: what becomes of it and why in words, or None where it has nothing to say."""


def plan_of(
    returned: Returned, pool: Rows, before: Heard | None = None, judge: Judge | None = None
) -> tuple[Item, ...]:
    """Everything a return says, in the order done, with what becomes of each against the pool's values of now."""
    groups: dict[str, list[Change]] = {}
    # A part taken out no longer says what it belonged to: what was carried of it does.
    for change, key in zip(returned.changes, subjects(returned.changes, returned.seen), strict=True):
        if change.kind == "person":
            for name in sorted(change.fields):
                groups.setdefault(f"{key} {name}", []).append(_only(change, name))
        else:
            groups.setdefault(key, []).append(change)
    found = []
    for key, changes in groups.items():
        item = _compared(key, tuple(changes), pool, before or Heard())
        said = judge(item) if judge is not None and item.fate in {Fate.READY, Fate.CLASH} else None
        if said is not None:
            fate, why = said
            kept = fate in {Fate.READY, Fate.CLASH}
            item = replace(item, fate=fate, why=why, writes=item.writes if kept else ())
            if fate is not Fate.CLASH:
                item = replace(item, clashes=())
        found.append(item)
    return tuple(found)


def _only(change: Change, name: str) -> Change:
    """A change with one of its fields alone."""
    return replace(
        change,
        before={name: change.before.get(name)},
        after={name: change.after.get(name)},
        said={name: change.said.get(name, ())},
    )


def _compared(key: str, changes: tuple[Change, ...], pool: Rows, before: Heard) -> Item:
    writes: list[Write] = []
    clashes: list[Clash] = []
    said_later = decided = False
    for change in changes:
        there = pool.get(change.kind, {}).get(change.record)
        if (change.kind, change.record, "") in before.later:
            said_later = True
        elif there is None and change.change == CHANGED:
            return Item(key, changes, Fate.REFUSED, why="What this is about is no longer in the pool.")
        elif there is None:
            writes += [Write(change.kind, change.record, ADDED, dict(change.after))] if change.change == ADDED else []
        elif change.change == REMOVED:
            clashes += [one for name in sorted(change.before) if (one := _clash(change, name, there, before))]
            writes.append(Write(change.kind, change.record, REMOVED))
        else:
            taken = {}
            for name, value in sorted(change.after.items()):
                field_key = (change.kind, change.record, name)
                clash = _clash(change, name, there, before)
                if field_key in before.later:
                    said_later = True
                elif clash is not None and mark_of(value) in before.again.get(field_key, ()):
                    decided = True  # said before, and the pool was given another value knowingly since
                elif there.get(name) != value:
                    taken[name] = value
                    clashes += [clash] if clash else []
            writes += [Write(change.kind, change.record, CHANGED, taken)] if taken else []
    if clashes:
        return Item(key, changes, Fate.CLASH, tuple(writes), tuple(clashes))
    if writes:
        return Item(key, changes, Fate.READY, tuple(writes))
    why = "Said before, and settled here." if decided else ""
    return Item(key, changes, Fate.LATER if said_later else Fate.SAME, why=why)


def _clash(change: Change, name: str, there: Mapping[str, Any], before: Heard) -> Clash | None:
    """The clash over one field, or None where the pool holds what was carried out, or what its author said before.

    What somebody else has said of the same field stands against it as well.
    """
    key, held = (change.kind, change.record, name), there.get(name)
    if key in before.later or (change.change != REMOVED and held == change.after.get(name)):
        return None
    bases = [] if change.change == ADDED else [change.before.get(name)]
    bases += list(change.said.get(name, ()))
    against = change.change != REMOVED and any(
        one != mark_of(change.after.get(name)) for one in before.others.get(key, ())
    )
    if held in bases and not against:
        return None
    return Clash(change.kind, change.record, name, change.before.get(name), change.after.get(name), held)


def writes_of(items: Sequence[Item], taken: Collection[str], *, returned_wins: Collection[str] = ()) -> list[Write]:
    """What taking in these items writes, by their keys; of clashes only where the return's side was chosen."""
    return [
        write
        for item in items
        if (item.fate is Fate.READY and item.key in taken) or (item.fate is Fate.CLASH and item.key in returned_wins)
        for write in item.writes
    ]


def written(pool: Rows, writes: Sequence[Write]) -> dict[str, dict[str, dict[str, Any]]]:
    """The records of a pool after these writes."""
    found = {kind: {key: dict(values) for key, values in records.items()} for kind, records in pool.items()}
    for write in writes:
        records = found.setdefault(write.kind, {})
        if write.change == REMOVED:
            records.pop(write.record, None)
        else:
            records[write.record] = {**records.get(write.record, {}), **write.values}
    return found
