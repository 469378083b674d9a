"""In a profile: the carry file it holds, whose desk it is, and what its own work changed that is not in the pool yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, text

from trainerpool.exchange.carrying.carried import is_expired, is_to_wipe
from trainerpool.exchange.carrying.form import Rows
from trainerpool.exchange.carrying.owing import OBSERVER, TRAINER
from trainerpool.exchange.carrying.returned import Change
from trainerpool.exchange.carrying.working_out import own_changes
from trainerpool.queries.carried_slice import held_rows
from trainerpool.store.pool import Reader
from trainerpool.store.records import HeldFile, PoolSetting

# A deed that touches the held file only laid a carry file in; every other one is the person's own.
_TOUCHED = text(
    "SELECT trail.kind, trail.record, deed.at, trail.deed FROM trail JOIN deed ON deed.seq = trail.deed "
    "WHERE trail.deed NOT IN (SELECT deed FROM trail WHERE kind = 'held_file') ORDER BY trail.seq"
)


@dataclass(frozen=True)
class HeldFileRow:
    """The carry file a profile holds: its number, whose it is, its pool, its days and what was told beside the records.

    `formerly` are the ids its holder had before their record was merged in the pool.
    """

    file: str
    number: int
    opened_on: date
    opens_until: date | None
    pool: str
    pool_name: str
    partnership: str
    person: str
    name: str
    issued_on: date
    issued_by: str
    start: date | None
    end: date | None
    told: dict[str, Any]
    without: tuple[str, ...]
    formerly: frozenset[str] = frozenset()

    @property
    def sorts(self) -> frozenset[str]:
        """Whether its holder is a trainer, an observer, or both."""
        return frozenset(one for one in self.told.get("sorts", ()) if one in {TRAINER, OBSERVER})

    def is_expired(self, today: date) -> bool:
        """Whether its last day has passed."""
        return is_expired(self.opens_until, today)

    def is_to_wipe(self, today: date) -> bool:
        """Whether it expired so long ago that wiping is offered."""
        return is_to_wipe(self.opens_until, today)


@dataclass(frozen=True, slots=True)
class SentRow:
    """A return that was made at this desk: its number, the UTC moment, the last deed it holds and how many changes."""

    file: str
    number: int
    at: str
    deed: int
    changes: int


@dataclass(frozen=True)
class OwnWork:
    """What own work changed against what was brought; `unsent` are those changed after the last return was made."""

    changes: tuple[Change, ...]
    unsent: tuple[Change, ...]
    last_deed: int


def held_file(reader: Reader) -> HeldFileRow | None:
    """The carry file this profile holds, or None (a pool, or a desk that has none yet)."""
    row = reader.execute(
        select(HeldFile.file, HeldFile.number, HeldFile.opened_on, HeldFile.opens_until, HeldFile.pool)
    ).first()
    if row is None:
        return None
    about = row.pool
    days = {key: date.fromisoformat(about[key]) if about.get(key) else None for key in ("issued_on", "start", "end")}
    return HeldFileRow(
        row.file, row.number, row.opened_on, row.opens_until, about["pool"], about["pool_name"], about["partnership"],
        about["person"], about["name"], days["issued_on"] or row.opened_on, about["issued_by"], days["start"], days["end"],
        about["told"], tuple(about.get("without", ())), frozenset(about.get("formerly", ())),
    )  # fmt: skip


def brought_rows(reader: Reader) -> Rows:
    """The records the held carry file brought, with their values as they came."""
    found: Rows | None = reader.execute(select(HeldFile.brought)).scalar()
    return found or {}


def sent_values(reader: Reader) -> dict[str, Any]:
    """What this desk's returns have said so far."""
    return reader.execute(select(PoolSetting.value).where(PoolSetting.key == "sent")).scalar() or {}


def sent_returns(reader: Reader) -> tuple[SentRow, ...]:
    """The returns made at this desk, in order."""
    found = reader.execute(select(PoolSetting.value).where(PoolSetting.key == "sent_returns")).scalar() or []
    return tuple(SentRow(one["file"], one["number"], one["at"], one["deed"], one["changes"]) for one in found)


def own_work(reader: Reader) -> OwnWork:
    """What own work changed, in the order done; nothing private and nothing brought."""
    held = held_file(reader)
    if held is None:
        return OwnWork((), (), 0)
    last: dict[tuple[str, str], tuple[str, int]] = {}
    for kind, touched_id, at, deed in reader.execute(_TOUCHED):
        record = held.person if kind == "person" and touched_id in held.formerly else touched_id
        last.pop((kind, record), None)
        last[kind, record] = (at, deed)
    touched = [(kind, record, at) for (kind, record), (at, _) in last.items()]
    changes = own_changes(brought_rows(reader), held_rows(reader), touched, held.sorts, sent_values(reader))
    returns = sent_returns(reader)
    since = returns[-1].deed if returns else 0
    unsent = tuple(one for one in changes if last[one.kind, one.record][1] > since)
    return OwnWork(changes, unsent, max((deed for _, deed in last.values()), default=0))
