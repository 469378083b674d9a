"""One piece of work: all or nothing, written in the trail in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import Select, Table, event, inspect, select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import NO_VALUE, PassiveFlag

from trainerpool.problem import Problem
from trainerpool.store.bulk import collecting_paused, insert_rows
from trainerpool.store.records import KINDS, Record, new_id
from trainerpool.store.trail import ADDED, CHANGED, REMOVED, Entry, netted
from trainerpool.store.values import date_fields, defaults_of, fields, plain, typed, values_of

R = TypeVar("R", bound=Record)
# Ids given as one JSON list: any number of them is one question.
_LISTED = text("SELECT value FROM json_each(:ids)")
_HELD_ONLY = PassiveFlag.PASSIVE_NO_INITIALIZE


@dataclass(frozen=True)
class Done:
    """What a deed did: its number in the trail (None where nothing changed), its name, and the kinds it touched."""

    name: str
    seq: int | None = None
    kinds: frozenset[str] = frozenset()
    record: str | None = None
    one_way: bool = False
    result: Any = field(default=None, compare=False)


class Work:
    """What an operation may do while its piece of work runs. Got from `Store.work`; it does not nest."""

    def __init__(self, session: Session, name: str = "", *, one_way: bool = False) -> None:
        self.session = session
        self.name = name
        self.one_way = one_way
        self.erased: set[str] = set()
        self.entries: list[Entry] = []
        self.record: str | None = None
        self.result: Any = None
        self.done = Done("")
        self._removed = False
        self._stored: dict[str, dict[str, Any]] = {}
        event.listen(session, "before_flush", self._look_up)
        event.listen(session, "after_flush", self._note)

    def add(self, record: R) -> R:
        """Add a record; it has its id at once. The first added is what the deed is about, unless said otherwise."""
        if not record.id:
            record.id = new_id()
        if self._removed:
            self.session.flush()  # one of the same id would be taken for a change of the one removed
        self.session.add(record)
        self.record = self.record or record.id
        return record

    def add_many(self, record_class: type[R], rows: Sequence[dict[str, Any]]) -> list[str]:
        """Add many records in one pass: one Core insert, one pass of the trail. Gives their ids in order."""
        if not rows:
            return []
        self.session.flush()
        base = dict.fromkeys(fields(record_class)) | defaults_of(record_class)
        whole = [{**base, **row, "id": row.get("id") or new_id(), "revision": 1} for row in rows]
        kind, names, dates = record_class.kind(), fields(record_class), date_fields(record_class)
        insert_rows(self.session.connection(), cast(Table, record_class.__table__), whole)
        for row in whole:
            after = {name: row[name] for name in names}
            after.update((name, plain(after[name])) for name in dates)
            self.entries.append(Entry(kind, row["id"], ADDED, None, after))
        return [row["id"] for row in whole]

    def get(self, record_class: type[R], record_id: str) -> R:
        """The record of this id; Problem where it is not there (any more)."""
        found = self.session.get(record_class, record_id)
        if found is None:
            raise Problem(
                f"This {record_class.kind().replace('_', ' ')} is no longer in the pool.", kept="Nothing was changed."
            )
        return found

    def find(self, statement: Select[R]) -> list[R]:
        """The records a statement selects, to be read or changed."""
        return list(self.session.scalars(statement))

    def remove(self, record: Record) -> None:
        """Take a record out; the trail keeps what it said."""
        self.session.delete(record)
        self._removed = True

    def about(self, record_id: str) -> None:
        """Say which record this deed is about."""
        self.record = record_id

    @collecting_paused()
    def reverse(self, entries: Sequence[Entry]) -> None:
        """Put back what these entries changed, last first.

        Raises Problem where a record's present values are not what the deed left: later work would be lost.
        """
        net = netted(entries)
        present = {kind: self._present(KINDS[kind], group) for kind, group in _by_kind(net).items()}
        for entry in net:
            values = present[entry.kind].get(entry.record)
            if (values is None) is not (entry.change == REMOVED) or not _is_as_left(values, entry.after):
                raise _changed_since(entry)
        # References are checked at the end, but looked for at every row: what points goes first, and comes last.
        for kind, group in _by_kind(net, ADDED, last_first=True).items():
            self._remove_many(KINDS[kind], {entry.record: present[kind][entry.record] for entry in reversed(group)})
        for kind, group in _by_kind(net, REMOVED).items():
            self.add_many(KINDS[kind], [{**_typed(entry), "id": entry.record} for entry in reversed(group)])
        for kind, group in _by_kind(net, CHANGED).items():
            self._put_back(KINDS[kind], group)

    def _present(self, record_class: type[Record], entries: Sequence[Entry]) -> dict[str, dict[str, Any]]:
        """The values the records these entries speak of have now, as JSON knows them, by id; in one question."""
        names = fields(record_class)
        columns = [getattr(record_class, name) for name in names]
        dated = [name in date_fields(record_class) for name in names]
        rows = self.session.execute(
            select(record_class.id, *columns).where(record_class.id.in_(_LISTED)), {"ids": _listed(entries)}
        )
        if any(dated):
            return {
                row[0]: {n: plain(v) if d else v for n, v, d in zip(names, row[1:], dated, strict=True)} for row in rows
            }
        return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}

    def _remove_many(self, record_class: type[Record], values: dict[str, dict[str, Any]]) -> None:
        """Take many records out in one pass: one statement, one pass of the trail."""
        self.session.connection().exec_driver_sql(
            f"DELETE FROM {record_class.kind()} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(values)),),
        )
        kind = record_class.kind()
        self.entries += [Entry(kind, record, REMOVED, before, None) for record, before in values.items()]

    def _put_back(self, record_class: type[Record], entries: Sequence[Entry]) -> None:
        """Give records the values they had before these changes."""
        statement = select(record_class).where(record_class.id.in_(_LISTED))
        held = {record.id: record for record in self.session.scalars(statement, {"ids": _listed(entries)})}
        for entry in reversed(entries):
            for name, value in _typed(entry).items():
                setattr(held[entry.record], name, value)

    def _look_up(self, session: Session, _context: Any, _instances: Any) -> None:
        """Where a record is written whose former values are not at hand, they are asked for while they are still there."""
        self._stored.clear()
        self._removed = False
        written = [(record, False) for record in session.dirty] + [(record, True) for record in session.deleted]
        for record, gone in written:
            if isinstance(record, Record) and _is_unknown(record, gone=gone):
                record_class = type(record)
                columns = [getattr(record_class, name) for name in fields(record_class)]
                found = session.execute(select(*columns).where(record_class.id == record.id)).first()
                if found is not None:
                    self._stored[record.id] = dict(zip(fields(record_class), found, strict=True))

    def _note(self, session: Session, _context: Any) -> None:
        """The flush hook: every record written is noted with its values before and after."""
        for record in session.deleted:
            if isinstance(record, Record):
                self.entries.append(Entry(record.kind(), record.id, REMOVED, self._before(record), None))
        for record in session.new:
            if isinstance(record, Record):
                self.entries.append(Entry(record.kind(), record.id, ADDED, None, values_of(record)))
        for record in session.dirty:
            if isinstance(record, Record):
                self._note_change(record)

    def _note_change(self, record: Record) -> None:
        before, after = {}, {}
        stored = self._stored.get(record.id)
        for name in fields(type(record)):
            history = get_history(record, name, _HELD_ONLY)
            if history.added:
                old = plain(next(iter(history.deleted), (stored or {}).get(name)))
                new = plain(history.added[0])
                if old != new:
                    before[name], after[name] = old, new
        if after:
            self.entries.append(Entry(record.kind(), record.id, CHANGED, before, after))

    def _before(self, record: Record) -> dict[str, Any]:
        """The values a removed record had in the database, even where they were changed on the way out."""
        held = self._stored.get(record.id) or inspect(record).committed_state
        return {name: plain(held[name] if name in held else getattr(record, name)) for name in fields(type(record))}


def _is_unknown(record: Record, *, gone: bool) -> bool:
    """Whether a former value of a record about to be written is not held in memory."""
    if gone:
        state = inspect(record)
        return bool(state.unloaded) or any(value is NO_VALUE for value in state.committed_state.values())
    histories = (get_history(record, name, _HELD_ONLY) for name in fields(type(record)))
    return any(history.added and not history.deleted for history in histories)


def _by_kind(entries: Sequence[Entry], change: str = "", *, last_first: bool = False) -> dict[str, list[Entry]]:
    """Entries (of one change) by kind: what is pointed to before what points to it, or the other way round."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if not change or entry.change == change:
            found.setdefault(entry.kind, []).append(entry)
    order = [table.name for table in Record.metadata.sorted_tables if table.name in found]
    return {kind: found[kind] for kind in (reversed(order) if last_first else order)}


def _listed(entries: Sequence[Entry]) -> str:
    return json.dumps([entry.record for entry in entries])


def _typed(entry: Entry) -> dict[str, Any]:
    """What a record was before a deed, as its attributes want it."""
    return {name: typed(KINDS[entry.kind], name, value) for name, value in (entry.before or {}).items()}


def _is_as_left(values: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Whether a record still has every value a deed left it with."""
    if values is None or after is None:
        return True
    return values == after or all(values[name] == value for name, value in after.items())


def _changed_since(entry: Entry) -> Problem:
    return Problem(
        f"This cannot be undone: a {entry.kind.replace('_', ' ')} it touched has been changed since.",
        kept="Nothing was changed.",
        todo="History shows the later change; undo that first.",
    )
