"""Learning points with the versions that took them in, and triggers with the courses they flag."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.materials import FlagRow, flags
from trainerpool.store import records
from trainerpool.store.pool import Reader


@dataclass(frozen=True, slots=True)
class LearningRow:
    """What a review or an audit asks training to change, and the versions that took it in: (id, "Neglect 3.2")."""

    id: str
    source_kind: str
    title: str
    on: date
    theme: str
    priority: str
    must_change: str
    note: str
    absorbed_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A trigger with the courses it flags: (flag, the course's short name, the version that settled it)."""

    id: str
    sort: str
    title: str
    on: date
    note: str
    flags: tuple[tuple[FlagRow, str, str], ...]

    @property
    def open(self) -> int:
        """How many courses have still to answer it."""
        return sum(flag.is_open for flag, _, _ in self.flags)


def _called(reader: Reader) -> dict[str, str]:
    """Version -> the course's short name with its number."""
    names = {key: row.short_name for key, row in courses_by_id(reader).items()}
    version = records.MaterialVersion
    rows = reader.execute(select(version.id, version.course_id, version.version))
    return {row.id: f"{names.get(row.course_id, '')} {row.version}".strip() for row in rows}


def learning_points(reader: Reader) -> tuple[LearningRow, ...]:
    """Every learning point, the latest first."""
    called, taken = _called(reader), defaultdict(list)
    absorbed = records.AbsorbedLearning
    for row in reader.execute(select(absorbed.learning_point_id, absorbed.version_id)):
        taken[row.learning_point_id].append((row.version_id, called.get(row.version_id, "")))
    point = records.LearningPoint
    return tuple(
        LearningRow(
            row.id, row.source_kind, row.title, row.on, row.theme or "", row.priority or "", row.must_change or "", row.note or "",
            tuple(sorted(taken[row.id], key=lambda one: one[1])),
        )
        for row in reader.scalars(select(point).order_by(point.on.desc(), point.title))
    )  # fmt: skip


def triggers(reader: Reader) -> tuple[TriggerRow, ...]:
    """Every trigger, the latest first."""
    names = {key: row.short_name for key, row in courses_by_id(reader).items()}
    called, flagged = _called(reader), defaultdict(list)
    for flag in flags(reader):
        flagged[flag.trigger_id].append((flag, names.get(flag.course_id, ""), called.get(flag.version_id, "")))
    trigger = records.Trigger
    return tuple(
        TriggerRow(row.id, row.sort, row.title, row.on, row.note or "", tuple(sorted(flagged[row.id], key=lambda one: one[1])))
        for row in reader.scalars(select(trigger).order_by(trigger.on.desc(), trigger.title))
    )  # fmt: skip
