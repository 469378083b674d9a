"""Approvals as the records have them, of whatever day: what exports say of when and for what somebody was approved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from trainerpool.domain.evidence import EvidenceKind
from trainerpool.domain.standing import Standing
from trainerpool.store.pool import Reader
from trainerpool.store.records import EvidenceItem

NOT_DATED = "date not in the register"  # the outcome of a transferred approval whose day is that of the import


@dataclass(frozen=True, slots=True)
class TransferredRow:
    """A transferred approval that stands: its day (YYYY-MM-DD, or YYYY-MM), whether a register gave it, and its course."""

    on: str
    dated: bool
    course_id: str | None


def transferred_approvals(reader: Reader) -> dict[str, tuple[TransferredRow, ...]]:
    """Person -> the transferred approvals that stand, oldest first, also those of a day still to come."""
    statement = select(
        EvidenceItem.id, EvidenceItem.person_id, EvidenceItem.on, EvidenceItem.outcome, EvidenceItem.course_id,
        EvidenceItem.replaces_id, EvidenceItem.retracted,
    ).where(EvidenceItem.evidence_kind == EvidenceKind.TRANSFERRED_APPROVAL.value)  # fmt: skip
    rows = reader.execute(statement.order_by(EvidenceItem.on, EvidenceItem.id)).all()
    replaced = {row.replaces_id for row in rows}
    found: dict[str, list[TransferredRow]] = defaultdict(list)
    for row in rows:
        if row.id not in replaced and not row.retracted:
            found[row.person_id].append(TransferredRow(row.on, row.outcome != NOT_DATED, row.course_id))
    return {person: tuple(held) for person, held in found.items()}


def first_approved(standing: Standing, transferred: tuple[TransferredRow, ...]) -> str | None:
    """The day of the first approval on record, YYYY-MM-DD or YYYY-MM; a day no register gave is no day of approval."""
    day = standing.approved_from.isoformat() if standing.approved_from is not None else None
    if day is None:
        first = transferred[0] if transferred else None
        return first.on if first is not None and first.dated else None
    if any(not item.dated and item.on == day for item in transferred):
        return None
    return day[:7] if standing.approved_from_month_only else day
