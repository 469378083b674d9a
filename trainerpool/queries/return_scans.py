"""What becomes of a scan that comes with a return: kept with its visit, there already, or refused with the reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.policy import policy_on
from trainerpool.exchange.carrying.merging import Fate, Item
from trainerpool.exchange.carrying.returned import FILE
from trainerpool.queries.settings import policies
from trainerpool.store.pool import Reader
from trainerpool.store.records import KeptFile, Visit


def judge_scan(reader: Reader, item: Item, today: date) -> tuple[Fate, str] | None:
    """The rules of keeping a file, asked of one that came back; None where the item is about something else."""
    change = item.head
    if change.kind != FILE:
        return None
    visit = reader.get(Visit, str((change.after or change.before).get("owner_id")))
    if visit is None:
        return Fate.REFUSED, "The visit is no longer in the pool."
    if not change.adds_file:
        return None
    if visit.cancelled_on is not None:
        return Fate.REFUSED, "The visit was cancelled meanwhile."
    known = select(KeptFile.id).where(
        KeptFile.owner_id == visit.id, KeptFile.body == change.after["body"], KeptFile.id != change.record
    )
    if reader.scalars(known).first() is not None:
        return Fate.SAME, "The very same file is with the visit already."
    most, size = policy_on(policies(reader), today).largest_file_megabytes, int(change.after["size"])
    if size > most * 1_000_000:
        return Fate.REFUSED, f"The scan has {-(-size // 1_000_000)} MB; a kept file has at most {most} MB."
    return None
