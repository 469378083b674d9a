"""Everything an import would write, collected while it is compared and written in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from trainerpool.store.records import (
    Agency,
    AgencyAlias,
    Allocation,
    AllocationStep,
    Course,
    CourseAlias,
    EvidenceItem,
    FormerName,
    ImportAnswer,
    ImportedFile,
    ImportedRow,
    ImportQuestion,
    MaterialVersion,
    Membership,
    Observation,
    ObservationAction,
    Person,
    PoolSetting,
    Record,
    SessionPart,
    Strength,
    TrainingSession,
    Unavailability,
    Venue,
    new_id,
)
from trainerpool.store.work import Work

_CHUNK = 500

# What is pointed to comes before what points to it.
ORDER: tuple[type[Record], ...] = (
    Agency, AgencyAlias, Course, CourseAlias, Venue, Person, FormerName, Membership, TrainingSession, SessionPart,
    Allocation, AllocationStep, MaterialVersion, Observation, Strength, ObservationAction, EvidenceItem,
    Unavailability, PoolSetting, ImportedFile, ImportedRow, ImportAnswer, ImportQuestion,
)  # fmt: skip


@dataclass(slots=True)
class Writes:
    """Records to add (by class, in order), to change (only the fields named) and to take out."""

    added: dict[type[Record], list[dict[str, Any]]] = field(default_factory=dict)
    changed: dict[tuple[type[Record], str], dict[str, Any]] = field(default_factory=dict)
    removed: list[tuple[type[Record], str]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.added and not self.changed and not self.removed

    def add(self, record_class: type[Record], **values: Any) -> str:
        """Add a record; gives its id."""
        values["id"] = values.get("id") or new_id()
        self.added.setdefault(record_class, []).append(values)
        return str(values["id"])

    def change(self, record_class: type[Record], record_id: str, **values: Any) -> None:
        """Change these fields of a record already in the pool."""
        self.changed.setdefault((record_class, record_id), {}).update(values)

    def remove(self, record_class: type[Record], record_id: str) -> None:
        """Take a record out."""
        self.removed.append((record_class, record_id))

    def count(self, record_class: type[Record]) -> int:
        """How many records of a class would be added."""
        return len(self.added.get(record_class, ()))

    def write(self, work: Work) -> None:
        """Write it all in one piece of work."""
        for record_class in ORDER:
            work.add_many(record_class, self.added.get(record_class, ()))
        held = self._held(work)
        for (record_class, record_id), values in self.changed.items():
            record = held.get(record_id) or work.get(record_class, record_id)
            for name, value in values.items():
                setattr(record, name, value)
        for record_class, record_id in self.removed:
            work.remove(held.get(record_id) or work.get(record_class, record_id))

    def _held(self, work: Work) -> dict[str, Record]:
        """The records to change or take out, brought in by the hundred: one look-up each would take seconds."""
        wanted: dict[type[Record], list[str]] = {}
        for record_class, record_id in (*self.changed, *self.removed):
            wanted.setdefault(record_class, []).append(record_id)
        return {
            record.id: record
            for record_class, ids in wanted.items()
            for start in range(0, len(ids), _CHUNK)
            for record in work.find(select(record_class).where(record_class.id.in_(ids[start : start + _CHUNK])))
        }
