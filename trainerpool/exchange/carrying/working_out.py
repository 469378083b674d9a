"""What somebody's own work changed since their carry file, and how a newer carry file is laid over it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.merging import Write
from trainerpool.exchange.carrying.owing import is_private, may_return, returned_kinds
from trainerpool.exchange.carrying.returned import ADDED, CHANGED, REMOVED, Change

Sent = Mapping[str, Mapping[str, Mapping[str, Sequence[Sequence[Any]]]]]
"""By kind, id and field every value that returns have said so far, as pairs of value and return.

The field "" says whether the record is there (True, False).
"""


def own_changes(
    brought: Rows, now: Rows, touched: Sequence[tuple[str, str, str]], sorts: frozenset[str], sent: Sent | None = None
) -> tuple[Change, ...]:
    """What the own deeds changed: each record that was `touched` (kind, id, moment; in the order done), then and now.

    Nothing private, nothing brought, no field that may not come back. What was sent once and is back to what was brought
    is said again, so that the pool hears of it.
    """
    found, said, kinds = [], sent or {}, returned_kinds(sorts)
    for kind, record, at in touched:
        if kind not in kinds:
            continue
        change = _change(kind, record, at, brought.get(kind, {}).get(record), now.get(kind, {}).get(record), sorts,
                         said.get(kind, {}).get(record, {}))  # fmt: skip
        if change is not None:
            found.append(change)
    return tuple(found)


def _change(
    kind: str, record: str, at: str, then: Mapping[str, Any] | None, now: Mapping[str, Any] | None, sorts: frozenset[str],
    said: Mapping[str, Sequence[Sequence[Any]]],
) -> Change | None:  # fmt: skip
    if now is not None and is_private(kind, now):
        if not said:
            return None
        now = None  # shared once, taken back since
    if then is None and now is None:
        if not said or not _last(said, "", default=False):
            return None
        last = {name: values[-1][0] for name, values in said.items() if name}
        return Change(kind, record, REMOVED, last, {}, at, _said(said, last))
    if now is None:
        before = {name: value for name, value in (then or {}).items() if may_return(kind, name, sorts)}
        return Change(kind, record, REMOVED, before, {}, at, _said(said, before)) if before else None
    if then is None:
        after = {name: value for name, value in now.items() if may_return(kind, name, sorts)}
        return Change(kind, record, ADDED, {}, after, at, _said(said, after)) if after else None
    differ = [
        name for name, value in now.items()
        if may_return(kind, name, sorts) and (value != then.get(name) or any(one[0] != value for one in said.get(name, ())))
    ]  # fmt: skip
    if not differ:
        return None
    before, after = {name: then.get(name) for name in differ}, {name: now[name] for name in differ}
    return Change(kind, record, CHANGED, before, after, at, _said(said, after))


def _said(said: Mapping[str, Sequence[Sequence[Any]]], fields: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(pair[0] for pair in said[name]) for name in fields if said.get(name)}


def _last(said: Mapping[str, Sequence[Sequence[Any]]], name: str, *, default: Any = None) -> Any:
    return said[name][-1][0] if said.get(name) else default


def with_sent(sent: Sent, changes: Sequence[Change], file: str) -> dict[str, dict[str, dict[str, list[list[Any]]]]]:
    """What returns have said so far, with the changes of this one said too."""
    found = _copied(sent)
    for change in changes:
        fields = found.setdefault(change.kind, {}).setdefault(change.record, {})
        if change.change != CHANGED:
            fields.setdefault("", []).append([change.change == ADDED, file])
        for name, value in change.after.items():
            fields.setdefault(name, []).append([value, file])
    return found


def _copied(sent: Sent) -> dict[str, dict[str, dict[str, list[list[Any]]]]]:
    return {
        kind: {record: {name: [list(pair) for pair in pairs] for name, pairs in fields.items()} for record, fields in records.items()}
        for kind, records in sent.items()
    }  # fmt: skip


def still_sent(sent: Sent, brought: Rows, now: Rows) -> dict[str, dict[str, dict[str, list[list[Any]]]]]:
    """What is to be remembered as said once a newer carry file was laid over: where the pool has not heard it yet."""
    found: dict[str, dict[str, dict[str, list[list[Any]]]]] = {}
    for kind, records in _copied(sent).items():
        for record, fields in records.items():
            then, held = brought.get(kind, {}).get(record), now.get(kind, {}).get(record)
            if then is None and held is None:
                continue
            open_ones = {
                name: pairs for name, pairs in fields.items()
                if then is None or held is None or (name and then.get(name) != held.get(name))
            }  # fmt: skip
            if open_ones:
                found.setdefault(kind, {})[record] = open_ones
    return found


@dataclass(frozen=True)
class Layers:
    """What a newer carry file is laid over: what was brought before, what the profile holds, what its returns have said.

    `taken` are the returns that the pool says it has taken in: of what they said the pool's word counts from now on.
    """

    brought: Rows
    now: Rows
    sorts: frozenset[str]
    sent: Sent = field(default_factory=dict)
    taken: Collection[str] = ()

    def own_fields(self, kind: str, record: str) -> frozenset[str]:
        """The fields of a record in which own work stands that the pool has not taken in."""
        then, held = self.brought.get(kind, {}).get(record), self.now.get(kind, {}).get(record, {})
        return frozenset(
            name for name, value in held.items()
            if may_return(kind, name, self.sorts) and (then is None or value != then.get(name))
            and not self._is_heard(kind, record, name, value)
        )  # fmt: skip

    def is_removed_here(self, kind: str, record: str) -> bool:
        """Whether own work took a record out that was brought, and the pool has not heard of it yet."""
        brought = record in self.brought.get(kind, {}) and kind in returned_kinds(self.sorts)
        return brought and not self._is_heard(kind, record, "", False)

    def is_unknown_to_pool(self, kind: str, record: str) -> bool:
        """Whether a record was made here and no return with it has been taken in."""
        made_here = record not in self.brought.get(kind, {}) and kind in returned_kinds(self.sorts)
        return made_here and not self._is_heard(kind, record, "", True)

    def _is_heard(self, kind: str, record: str, name: str, value: Any) -> bool:
        pairs = self.sent.get(kind, {}).get(record, {}).get(name, ())
        return bool(pairs) and pairs[-1][0] == value and pairs[-1][1] in self.taken


def laid_over(layers: Layers, fresh: Rows) -> list[Write]:
    """What a newer carry file writes in a profile: its values, except where own work stands that the pool has not heard.

    What is brought no longer goes, unless own work was done on it; so does what was made here, once the pool knew of it.
    """
    writes: list[Write] = []
    for kind, records in fresh.items():
        for record, values in records.items():
            held = layers.now.get(kind, {}).get(record)
            if held is None:
                if not layers.is_removed_here(kind, record):
                    writes.append(Write(kind, record, ADDED, dict(values)))
                continue
            own = layers.own_fields(kind, record)
            differ = {name: value for name, value in values.items() if name not in own and held.get(name) != value}
            if differ:
                writes.append(Write(kind, record, CHANGED, differ))
    for kind, records in layers.now.items():
        for record, values in records.items():
            if record in fresh.get(kind, {}) or layers.is_unknown_to_pool(kind, record) or is_private(kind, values):
                continue
            if not layers.own_fields(kind, record):
                writes.append(Write(kind, record, REMOVED))
    return writes
