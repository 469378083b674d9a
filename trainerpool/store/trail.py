"""The trail: every deed with what it changed, chained so that nothing can be altered, lost or reordered unseen."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, text

from trainerpool.store.bulk import collecting_paused, insert_rows
from trainerpool.store.keys import Anchor
from trainerpool.store.schema import DEEDS, TRAIL

ADDED, CHANGED, REMOVED, ERASED = "added", "changed", "removed", "erased"
ERASURE = "erasure"  # the kind of an entry that says: what the trail held of this record was destroyed


@dataclass(frozen=True, slots=True)
class Entry:
    """One record touched: values before and after (only the fields that changed, for a change)."""

    kind: str
    record: str
    change: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def payload(self) -> str:
        """Before and after as JSON, in a form that always gives the same bytes."""
        return _PAYLOAD.encode({"before": self.before, "after": self.after})


@collecting_paused()
def netted(entries: Sequence[Entry]) -> list[Entry]:
    """One entry a record: where a deed wrote one several times, from what it was before to what it was after."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.kind, entry.record), []).append(entry)
    found = (group[0] if len(group) == 1 else _joined(group) for group in groups.values())
    return [entry for entry in found if entry is not None]


def _joined(group: Sequence[Entry]) -> Entry | None:
    first = group[0]
    if first.change == ERASED:
        return first
    before: dict[str, Any] | None = None if first.change == ADDED else {}
    after: dict[str, Any] | None = {}
    for entry in group:
        if before is not None:
            before = {**(entry.before or {}), **before}
        after = None if entry.change == REMOVED else {**(after or {}), **(entry.after or {})}
    if before is None:
        return None if after is None else Entry(first.kind, first.record, ADDED, None, after)
    if after is None:
        return Entry(first.kind, first.record, REMOVED, before, None)
    differ = [name for name in after if before.get(name) != after[name]]
    pair = {name: before.get(name) for name in differ}, {name: after[name] for name in differ}
    return Entry(first.kind, first.record, CHANGED, *pair) if differ else None


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the deeds: what was done, when and by whom."""

    seq: int
    at: str
    by: str
    name: str
    one_way: bool
    undo_of: int | None
    redo_of: int | None
    entries: int
    entries_digest: str

    def digest(self, previous: str) -> str:
        """The link of the chain: this line together with the link before it."""
        return _hash(
            previous,
            self.seq,
            self.at,
            self.by,
            self.name,
            int(self.one_way),
            self.undo_of,
            self.redo_of,
            self.entries,
            self.entries_digest,
        )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_PAYLOAD = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_plain)


def _hash(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def payload_digest(payload: str, salt: bytes) -> str:
    """The salted digest of a payload: it stays when a retention run destroys payload and salt."""
    return hashlib.sha256(salt + payload.encode()).hexdigest()


def entries_digest(lines: Iterable[tuple[str, str, str, str]]) -> str:
    """One digest over the entries of a deed: kind, record, change, payload digest, in order."""
    total = hashlib.sha256()
    for line in lines:
        total.update("\x1f".join(line).encode() + b"\x1e")
    return total.hexdigest()


@collecting_paused()
def write_deed(
    connection: Connection,
    head: Anchor,
    deed: dict[str, Any],
    entries: Sequence[Entry],
    erased: frozenset[str] = frozenset(),
) -> Anchor:
    """Add a deed and its entries in the running transaction; gives the new head of the chain.

    What the entries say of an `erased` record is never written, only its digest.
    """
    salts = secrets.token_bytes(16 * len(entries))
    rows: list[dict[str, Any]] = []
    for number, entry in enumerate(entries):
        payload, salt = entry.payload(), salts[16 * number : 16 * number + 16]
        silent = entry.record in erased and entry.kind != ERASURE
        rows.append({
            "deed": head.count + 1, "kind": entry.kind, "record": entry.record, "change": entry.change,
            "payload": None if silent else payload, "salt": None if silent else salt,
            "payload_digest": payload_digest(payload, salt),
        })  # fmt: skip
    line = Head(
        seq=head.count + 1,
        entries=len(rows),
        entries_digest=entries_digest((r["kind"], r["record"], r["change"], r["payload_digest"]) for r in rows),
        **deed,
    )
    digest = line.digest(head.digest)
    columns = {name: getattr(line, name) for name in Head.__slots__}
    connection.execute(insert(DEEDS), [{**columns, "digest": digest}])
    insert_rows(connection, TRAIL, rows)
    return Anchor(line.seq, digest)


def read_head(connection: Connection) -> Anchor:
    """The head of the chain as the database has it."""
    row = connection.execute(select(DEEDS.c.seq, DEEDS.c.digest).order_by(DEEDS.c.seq.desc()).limit(1)).first()
    return Anchor(row.seq, row.digest) if row else Anchor()


def has_link(connection: Connection, anchor: Anchor) -> bool:
    """Whether a head written down elsewhere is a link of this chain (an empty one always is)."""
    if not anchor.count:
        return True
    digest = connection.execute(select(DEEDS.c.digest).where(DEEDS.c.seq == anchor.count)).scalar()
    return digest == anchor.digest


def erased_records(connection: Connection) -> frozenset[str]:
    """The records whose content was erased from this pool, by id."""
    return frozenset(connection.execute(select(TRAIL.c.record).where(TRAIL.c.kind == ERASURE)).scalars())


def check_chain(connection: Connection, anchors: Sequence[Anchor] = ()) -> list[str]:
    """Everything wrong with the chain, in sentences that say where; empty when it holds.

    `anchors` are heads written down elsewhere: each must be a link of this chain.
    """
    lines, faults = _entry_lines(connection)
    digests: dict[int, str] = {0: ""}
    previous, expected = "", 1
    for row in connection.execute(select(DEEDS).order_by(DEEDS.c.seq)):
        head = Head(**{name: getattr(row, name) for name in Head.__slots__})
        found = lines.pop(row.seq, [])
        if row.seq != expected:
            faults.append(f"Deed {expected} is missing from the trail.")
        if len(found) != row.entries or entries_digest(found) != row.entries_digest:
            faults.append(f"Deed {row.seq} ({row.name}): its {row.entries} entries are not as they were written.")
        if head.digest(previous) != row.digest:
            faults.append(f"Deed {row.seq} ({row.name}): the chain is broken here.")
        previous, expected = row.digest, row.seq + 1
        digests[row.seq] = row.digest
    faults += [f"Entries of deed {seq} stand without the deed." for seq in lines]
    for anchor in dict.fromkeys(anchors):
        if anchor.count and digests.get(anchor.count) != anchor.digest:
            faults.append(
                f"The trail does not reach the head written down elsewhere: deed {anchor.count} is missing or another."
            )
    return faults


def _entry_lines(connection: Connection) -> tuple[dict[int, list[tuple[str, str, str, str]]], list[str]]:
    """The entries by deed, as the chain covers them, and what is wrong with them in themselves."""
    faults: list[str] = []
    lines: dict[int, list[tuple[str, str, str, str]]] = {}
    erased, latest = erased_records(connection), 0
    for row in connection.execute(
        text("SELECT deed, kind, record, change, payload, salt, payload_digest FROM trail ORDER BY seq")
    ):
        lines.setdefault(row.deed, []).append((row.kind, row.record, row.change, row.payload_digest))
        noun = row.kind.replace("_", " ")
        if row.payload is None:
            if row.record not in erased:
                faults.append(f"Deed {row.deed}: what it recorded of one {noun} is gone, and no deed erased it.")
        elif payload_digest(row.payload, row.salt or b"") != row.payload_digest:
            faults.append(f"Deed {row.deed}: what it recorded of one {noun} was altered.")
        if row.deed < latest:
            faults.append(f"Deed {row.deed}: an entry stands out of its place.")
        latest = max(latest, row.deed)
    return lines, faults
