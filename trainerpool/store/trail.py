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

from trainerpool.store.keys import Anchor
from trainerpool.store.schema import DEEDS, TRAIL

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


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
        return json.dumps(
            {"before": self.before, "after": self.after}, sort_keys=True, ensure_ascii=False, default=_plain
        )


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


def write_deed(connection: Connection, head: Anchor, deed: dict[str, Any], entries: Sequence[Entry]) -> Anchor:
    """Add a deed and its entries in the running transaction; gives the new head of the chain."""
    salts = secrets.token_bytes(16 * len(entries))
    rows: list[dict[str, Any]] = []
    for number, entry in enumerate(entries):
        payload, salt = entry.payload(), salts[16 * number : 16 * number + 16]
        rows.append({
            "deed": head.count + 1, "kind": entry.kind, "record": entry.record, "change": entry.change,
            "payload": payload, "salt": salt, "payload_digest": payload_digest(payload, salt),
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
    if rows:
        connection.execute(insert(TRAIL), rows)
    return Anchor(line.seq, digest)


def read_head(connection: Connection) -> Anchor:
    """The head of the chain as the database has it."""
    row = connection.execute(select(DEEDS.c.seq, DEEDS.c.digest).order_by(DEEDS.c.seq.desc()).limit(1)).first()
    return Anchor(row.seq, row.digest) if row else Anchor()


def check_chain(connection: Connection, anchors: Sequence[Anchor] = ()) -> list[str]:
    """Everything wrong with the chain, in sentences that say where; empty when it holds.

    `anchors` are heads written down elsewhere: each must be a link of this chain.
    """
    faults: list[str] = []
    digests: dict[int, str] = {0: ""}
    lines: dict[int, list[tuple[str, str, str, str]]] = {}
    for row in connection.execute(
        text("SELECT deed, kind, record, change, payload, salt, payload_digest FROM trail ORDER BY seq")
    ):
        lines.setdefault(row.deed, []).append((row.kind, row.record, row.change, row.payload_digest))
        if row.payload is not None and payload_digest(row.payload, row.salt or b"") != row.payload_digest:
            faults.append(f"Deed {row.deed}: what it recorded of one {row.kind.replace('_', ' ')} was altered.")
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
    for anchor in anchors:
        if digests.get(anchor.count) != anchor.digest:
            faults.append(
                f"The trail does not reach the head written down elsewhere: deed {anchor.count} is missing or another."
            )
    return faults
