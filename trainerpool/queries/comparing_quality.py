"""Observations and versions of trainer packs as an import compares them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import MaterialVersion, Observation, ObservationAction, Strength

_VERSION_FIELDS = (
    "author", "approved_by", "approved_on", "review_due", "kept_where", "submitted_on", "superseded_on",
    "withdrawn_on", "change_note",
)  # fmt: skip

NOT_NAMED = "not named in the register"
"""Who approved a version, where the register it came from gives no name."""


@dataclass(frozen=True, slots=True)
class ObservationNow:
    """An observation of the pool; one with a visit was recorded here and is not changed by a file."""

    id: str
    person_id: str
    on: str
    course_id: str
    observer_id: str
    observer: str
    outcome: str
    note: str
    has_visit: bool
    strengths: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionNow:
    """A version of a pack; `values` by the record's own field names."""

    id: str
    course_id: str
    version: str
    values: dict[str, object]


def observations_now(reader: Reader) -> tuple[ObservationNow, ...]:
    """Every observation with its strengths and actions."""
    strengths: dict[str, list[str]] = defaultdict(list)
    for row in reader.execute(select(Strength.observation_id, Strength.text).order_by(Strength.position)):
        strengths[row[0]].append(row[1])
    actions: dict[str, list[str]] = defaultdict(list)
    for row in reader.execute(
        select(ObservationAction.observation_id, ObservationAction.text).order_by(ObservationAction.position)
    ):
        actions[row[0]].append(row[1])
    rows = reader.execute(
        select(
            Observation.id, Observation.person_id, Observation.on, Observation.course_id, Observation.observer_id,
            Observation.observer_name, Observation.outcome, Observation.note, Observation.visit_id,
        )
    )  # fmt: skip
    return tuple(
        ObservationNow(
            row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or "", row[6] or "", row[7] or "",
            row[8] is not None, tuple(strengths[row[0]]), tuple(actions[row[0]]),
        )
        for row in rows
    )  # fmt: skip


def versions_now(reader: Reader) -> tuple[VersionNow, ...]:
    """Every version of every pack."""
    columns = [getattr(MaterialVersion, name) for name in _VERSION_FIELDS]
    rows = reader.execute(select(MaterialVersion.id, MaterialVersion.course_id, MaterialVersion.version, *columns))
    return tuple(VersionNow(row[0], row[1], row[2], dict(zip(_VERSION_FIELDS, row[3:], strict=True))) for row in rows)
