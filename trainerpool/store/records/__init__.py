"""One mapped file a noun: what the pool keeps."""

from trainerpool.store.records.agencies import Agency, AgencyAlias, Membership
from trainerpool.store.records.allocations import (
    Allocation,
    AllocationStep,
    Unavailability,
    WeekdayPattern,
)
from trainerpool.store.records.base import Base, Record, new_id
from trainerpool.store.records.courses import Course, CourseAlias
from trainerpool.store.records.desks import (
    AvailabilityAnswer,
    AvailabilityCall,
    ReadyStep,
    Reflection,
    SessionReport,
    SupportRequest,
)
from trainerpool.store.records.evidence import EvidenceItem
from trainerpool.store.records.imports import ImportAnswer, ImportedFile, ImportedRow, ImportQuestion
from trainerpool.store.records.materials import (
    AbsorbedLearning,
    Acknowledgement,
    ContentCheck,
    CourseLevel,
    Framework,
    KeptFile,
    LearningPoint,
    MaterialReview,
    MaterialVersion,
    ReviewJudgement,
    Trigger,
    TriggerFlag,
)
from trainerpool.store.records.observations import (
    Judgement,
    Observation,
    ObservationAction,
    ObservationRevision,
    Strength,
    TimedNote,
    Visit,
)
from trainerpool.store.records.people import Exclusion, FormerName, Person
from trainerpool.store.records.sessions import Attendance, ClosedDay, SessionPart, Term, TrainingSession, Venue
from trainerpool.store.records.settings import PolicyRecord, PoolSetting, Snooze
from trainerpool.store.records.trust import CarriedFile, HeldFile, Invitation, OwnKeys, PersonKeys, ReturnedFile

KINDS: dict[str, type[Record]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}

__all__ = [
    "KINDS",
    "AbsorbedLearning",
    "Acknowledgement",
    "Agency",
    "AgencyAlias",
    "Allocation",
    "AllocationStep",
    "Attendance",
    "AvailabilityAnswer",
    "AvailabilityCall",
    "Base",
    "CarriedFile",
    "ClosedDay",
    "ContentCheck",
    "Course",
    "CourseAlias",
    "CourseLevel",
    "EvidenceItem",
    "Exclusion",
    "FormerName",
    "Framework",
    "HeldFile",
    "ImportAnswer",
    "ImportQuestion",
    "ImportedFile",
    "ImportedRow",
    "Invitation",
    "Judgement",
    "KeptFile",
    "LearningPoint",
    "MaterialReview",
    "MaterialVersion",
    "Membership",
    "Observation",
    "ObservationAction",
    "ObservationRevision",
    "OwnKeys",
    "Person",
    "PersonKeys",
    "PolicyRecord",
    "PoolSetting",
    "ReadyStep",
    "Record",
    "Reflection",
    "ReturnedFile",
    "ReviewJudgement",
    "SessionPart",
    "SessionReport",
    "Snooze",
    "Strength",
    "SupportRequest",
    "Term",
    "TimedNote",
    "TrainingSession",
    "Trigger",
    "TriggerFlag",
    "Unavailability",
    "Venue",
    "Visit",
    "WeekdayPattern",
    "new_id",
]
