"""The versions of trainer packs."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from trainerpool.domain.materials import MaterialVersion
from trainerpool.store import records
from trainerpool.store.pool import Reader


def versions_by_course(reader: Reader) -> dict[str, list[MaterialVersion]]:
    """Course -> its versions, as facts with dates."""
    found: dict[str, list[MaterialVersion]] = defaultdict(list)
    for row in reader.scalars(select(records.MaterialVersion)):
        found[row.course_id].append(
            MaterialVersion(
                row.version, row.author or "", row.submitted_on, row.approved_by or "", row.approved_on, row.review_due,
                row.superseded_on, row.withdrawn_on,
            )
        )  # fmt: skip
    return found
