"""One piece of work: all or nothing, written in the trail in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import Select, Table, event, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import NO_VALUE, PassiveFlag

from trainerpool.domain.problem import Problem
from trainerpool.store.bulk import insert_rows
from trainerpool.store.records import KINDS, Record, new_id
from trainerpool.store.trail import ADDED, CHANGED, REMOVED, Entry, netted
from trainerpool.store.values import date_fields, defaults_of, fields, plain, typed, values_of

R = TypeVar("R", bound=Record)
_CHUNK = 500
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

    def reverse(self, entries: Sequence[Entry]) -> None:
        """Put back what these entries changed, last first.

        Raises Problem where a record's present values are not what the deed left: later work would be lost.
        """
        net = netted(entries)
        present = self._present(net)
        for entry in reversed(net):
            record_class, record = KINDS[entry.kind], present.get(entry.record)
            before = {name: typed(record_class, name, value) for name, value in (entry.before or {}).items()}
            if entry.change == REMOVED:
                if record is not None:
                    raise _changed_since(entry)
                present[entry.record] = record_class(id=entry.record, **before)
                self.session.add(present[entry.record])
            elif record is None or not _as_left(record, entry.after or {}):
                raise _changed_since(entry)
            elif entry.change == ADDED:
                self.session.delete(record)
                del present[entry.record]
            else:
                for name, value in before.items():
                    setattr(record, name, value)

    def _present(self, entries: Sequence[Entry]) -> dict[str, Record]:
        """The records these entries speak of, brought in by the hundred: one look-up each would take seconds."""
        wanted: dict[str, list[str]] = {}
        for entry in entries:
            wanted.setdefault(entry.kind, []).append(entry.record)
        return {
            record.id: record
            for kind, ids in wanted.items()
            for start in range(0, len(ids), _CHUNK)
            for record in self.session.scalars(
                select(KINDS[kind]).where(KINDS[kind].id.in_(ids[start : start + _CHUNK]))
            )
        }

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


def _as_left(record: Record, after: dict[str, Any]) -> bool:
    return all(plain(getattr(record, name)) == value for name, value in after.items())


def _changed_since(entry: Entry) -> Problem:
    return Problem(
        f"This cannot be undone: a {entry.kind.replace('_', ' ')} it touched has been changed since.",
        kept="Nothing was changed.",
        todo="History shows the later change; undo that first.",
    )
