"""Limits that still hold although their observation says otherwise by now: corrected, or sent back, and not moderated."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from trainerpool.domain.outcomes import limits_delivery
from trainerpool.store.pool import Reader
from trainerpool.store.records import EvidenceItem, Observation


def limits_still_held(reader: Reader, ids: Sequence[str] | None = None) -> dict[str, str]:
    """Observation -> the outcome that still limits its trainer, where the observation itself no longer says so."""
    wanted = select(EvidenceItem.id, EvidenceItem.outcome, EvidenceItem.observation_id, EvidenceItem.replaces_id)
    wanted = wanted.where(EvidenceItem.observation_id.is_not(None), EvidenceItem.outcome.is_not(None))
    if ids is not None:
        wanted = wanted.where(EvidenceItem.observation_id.in_(ids))
    limits = [
        row for row in reader.execute(wanted.where(EvidenceItem.retracted.is_(False))) if limits_delivery(row.outcome)
    ]
    if not limits:
        return {}
    after = select(EvidenceItem.replaces_id).where(EvidenceItem.replaces_id.in_([row.id for row in limits]))
    replaced = set(reader.scalars(after))
    held = {str(row.observation_id): str(row.outcome) for row in limits if row.id not in replaced}
    said = select(
        Observation.id, Observation.outcome, Observation.submitted_on, Observation.seconded_on, Observation.visit_id
    )
    return {
        row.id: held[row.id]
        for row in reader.execute(said.where(Observation.id.in_(held), Observation.visit_id.is_not(None)))
        if row.submitted_on is None or row.outcome != held[row.id] or row.seconded_on is None
    }
