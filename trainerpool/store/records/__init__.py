"""One mapped file a noun: what the pool keeps."""

from trainerpool.store.records.agencies import Agency, AgencyAlias, Membership
from trainerpool.store.records.allocations import (
    Allocation,
    AllocationStep,
    Observation,
    Unavailability,
    WeekdayPattern,
)
from trainerpool.store.records.base import Base, Record, new_id
from trainerpool.store.records.courses import Course, CourseAlias, MaterialVersion
from trainerpool.store.records.evidence import EvidenceItem
from trainerpool.store.records.imports import ImportAnswer, ImportedFile, ImportedRow, ImportQuestion
from trainerpool.store.records.people import Exclusion, FormerName, Person
from trainerpool.store.records.sessions import Attendance, ClosedDay, SessionPart, Term, TrainingSession, Venue
from trainerpool.store.records.settings import PolicyRecord, PoolSetting, Snooze

KINDS: dict[str, type[Record]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}

__all__ = [
    "KINDS",
    "Agency",
    "AgencyAlias",
    "Allocation",
    "AllocationStep",
    "Attendance",
    "Base",
    "ClosedDay",
    "Course",
    "CourseAlias",
    "EvidenceItem",
    "Exclusion",
    "FormerName",
    "ImportAnswer",
    "ImportQuestion",
    "ImportedFile",
    "ImportedRow",
    "MaterialVersion",
    "Membership",
    "Observation",
    "Person",
    "PolicyRecord",
    "PoolSetting",
    "Record",
    "SessionPart",
    "Snooze",
    "Term",
    "TrainingSession",
    "Unavailability",
    "Venue",
    "WeekdayPattern",
    "new_id",
]
