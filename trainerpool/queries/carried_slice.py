"""One person's slice of the pool: the records a carry file brings them, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, select

from trainerpool.domain import offers
from trainerpool.exchange.carrying.owing import OBSERVER, TRAINER
from trainerpool.queries.asked import about_calls, is_asked
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    KINDS,
    Acknowledgement,
    Agency,
    Allocation,
    AllocationStep,
    Attendance,
    AvailabilityAnswer,
    AvailabilityCall,
    ClosedDay,
    Course,
    EvidenceItem,
    Framework,
    Judgement,
    KeptFile,
    MaterialVersion,
    Membership,
    Observation,
    ObservationAction,
    ObservationRevision,
    Person,
    PolicyRecord,
    ReadyStep,
    Record,
    Reflection,
    SessionPart,
    SessionReport,
    Strength,
    SupportRequest,
    Term,
    TimedNote,
    TrainingSession,
    Unavailability,
    Venue,
    Visit,
    WeekdayPattern,
)
from trainerpool.store.values import fields, values_of

Values = dict[str, Any]
KNOWN_DAYS = 366
"""So many days back the own sessions come along: a year's reflections are gathered on a page."""
_CONTACT = frozenset({"given_name", "family_name", "known_as", "role", "email", "phone"})
_NAME = frozenset({"given_name", "family_name", "known_as", "role"})
_OWN = frozenset(fields(Person)) - {"notes"}
# What observers need of an earlier observation to look for its actions: whose it was and when, nothing that was said.
_EARLIER = frozenset({"person_id", "course_id", "on", "number", "purpose", "state", "submitted_on", "closed_on"})
_NOT_OFFERED_YET = (offers.PROPOSED,)
CARRIED = (
    Person, Agency, Membership, Course, Venue, TrainingSession, SessionPart, Allocation, AllocationStep, Attendance, EvidenceItem,
    PolicyRecord, Term, ClosedDay, Unavailability, WeekdayPattern, MaterialVersion, KeptFile, Acknowledgement, ReadyStep,
    SessionReport, Reflection, SupportRequest, AvailabilityCall, AvailabilityAnswer, Framework, Visit, Observation, TimedNote,
    Judgement, Strength, ObservationAction, ObservationRevision,
)  # fmt: skip
"""Every kind of record a carry file may bring."""


@dataclass
class _Slice:
    """The records taken so far, by kind and id."""

    reader: Reader
    rows: dict[str, dict[str, Values]] = field(default_factory=dict)

    def take(
        self, record_class: type[Record], *where: ColumnElement[bool], only: frozenset[str] | None = None,
        reduced: Callable[[Values], Values] | None = None,
    ) -> list[Any]:  # fmt: skip
        """Take records in, whole or with these fields only; what is there whole already is not reduced. Gives them."""
        found = list(self.reader.scalars(select(record_class).where(*where)))
        held = self.rows.setdefault(record_class.kind(), {})
        for record in found:
            values = values_of(record)
            if only is not None:
                values = {name: value if name in only else None for name, value in values.items()}
            if reduced is not None:
                values = reduced(values)
            if record.id not in held or only is None:
                held[record.id] = values
        return found

    def ids(self, record_class: type[Record]) -> list[str]:
        return list(self.rows.get(record_class.kind(), {}))

    def named(self, record_class: type[Record], name: str) -> set[str]:
        """What the records of a kind hold in a field."""
        return {str(row[name]) for row in self.rows.get(record_class.kind(), {}).values() if row.get(name)}


def sorts_of(reader: Reader, person_id: str, today: date) -> frozenset[str]:
    """Whether somebody is a trainer (or becomes one), an observer, or both."""
    person = reader.get(Person, person_id)
    if person is None:
        return frozenset()
    visits = reader.scalar(
        select(Visit.id).where(Visit.observer_id == person_id, Visit.cancelled_on.is_(None)).limit(1)
    )
    observes = person.role == "observer" or (person.observer_since is not None and person.observer_since <= today)
    found = {TRAINER} if person.role == "trainer" else set()
    return frozenset(found | ({OBSERVER} if observes or visits else set()))


def carried_rows(reader: Reader, person_id: str, start: date, end: date, today: date) -> dict[str, dict[str, Values]]:
    """The records of the pool that somebody needs between two days, with every reference closed.

    Own ones whole, colleagues with their name and work contacts, nothing of anybody else's standing or evidence.
    """
    sorts = sorts_of(reader, person_id, today)
    taken = _Slice(reader)
    taken.take(Person, Person.id == person_id, only=_OWN)
    taken.take(Agency)
    taken.take(Unavailability, Unavailability.person_id == person_id)
    taken.take(WeekdayPattern, WeekdayPattern.person_id == person_id)
    taken.take(SupportRequest, SupportRequest.person_id == person_id)
    for record_class in (PolicyRecord, Term, ClosedDay):
        taken.take(record_class)
    if TRAINER in sorts:
        _take_of_trainer(taken, person_id, start, end, today)
    if OBSERVER in sorts:
        _take_of_observer(taken, person_id, start, end)
    _take_round_sessions(taken, person_id, today)
    _close(taken.rows)
    return {kind: records for kind, records in taken.rows.items() if records}


def _take_of_trainer(taken: _Slice, person_id: str, start: date, end: date, today: date) -> None:
    places = select(Allocation.session_id).where(
        Allocation.person_id == person_id, Allocation.state.not_in(_NOT_OFFERED_YET)
    )
    since = min(start, today - timedelta(days=KNOWN_DAYS)).isoformat()
    between = (TrainingSession.first_date >= since) & (TrainingSession.first_date <= end.isoformat())
    mine = TrainingSession.id.in_(places) | (TrainingSession.arranged_by_id == person_id)
    taken.take(TrainingSession, between & mine)
    sessions = taken.ids(TrainingSession)
    # What was delivered longer ago counts for standing: the session and the own place on it, nobody else's.
    delivered = select(Allocation.session_id).where(
        Allocation.person_id == person_id, Allocation.state == offers.DELIVERED
    )
    taken.take(TrainingSession, TrainingSession.first_date < since, TrainingSession.id.in_(delivered))
    taken.take(EvidenceItem, EvidenceItem.person_id == person_id)
    taken.take(ReadyStep, ReadyStep.person_id == person_id, ReadyStep.session_id.in_(sessions))
    taken.take(SessionReport, SessionReport.person_id == person_id, SessionReport.session_id.in_(sessions))
    taken.take(Attendance, Attendance.session_id.in_(sessions))
    taken.take(Reflection, Reflection.person_id == person_id, Reflection.shared.is_(True))
    about = about_calls(taken.reader)
    others = [call for call, one in about.items() if not is_asked(one, person_id)]
    taken.take(AvailabilityCall, AvailabilityCall.end >= today, AvailabilityCall.id.not_in(others))
    taken.take(AvailabilityAnswer, AvailabilityAnswer.person_id == person_id)
    copied = taken.take(Observation, Observation.person_id == person_id, Observation.copied_on.is_not(None))
    seen = [one.id for one in copied]
    taken.take(Visit, Visit.id.in_([one.visit_id for one in copied if one.visit_id]))
    for record_class in (Judgement, Strength, ObservationAction):
        taken.take(record_class, record_class.observation_id.in_(seen))


def _take_of_observer(taken: _Slice, person_id: str, start: date, end: date) -> None:
    """The visits to come and those not finished, what was written of them, and the open actions of those to be seen."""
    visits = taken.take(
        Visit, Visit.observer_id == person_id, Visit.cancelled_on.is_(None), Visit.on <= end.isoformat(),
        (Visit.on >= start.isoformat()) | Visit.finished_at.is_(None)
        | Visit.id.in_(select(Observation.visit_id).where(Observation.closed_on.is_(None))),
    )  # fmt: skip
    keys = [one.id for one in visits]
    seen = taken.take(Observation, Observation.visit_id.in_(keys))
    mine = [one.id for one in seen]
    trainers = {one.person_id for one in seen}
    taken.take(TrainingSession, TrainingSession.id.in_([one.session_id for one in visits if one.session_id]))
    taken.take(TimedNote, TimedNote.visit_id.in_(keys))
    taken.take(KeptFile, KeptFile.owner_kind == Visit.kind(), KeptFile.owner_id.in_(keys))
    for record_class in (Judgement, Strength, ObservationRevision):
        taken.take(record_class, record_class.observation_id.in_(mine))
    taken.take(EvidenceItem, EvidenceItem.observation_id.in_(mine))
    earlier = select(Observation.id).where(Observation.person_id.in_(trainers), Observation.id.not_in(mine))
    still_open = taken.take(
        ObservationAction,
        ObservationAction.observation_id.in_(mine)
        | (ObservationAction.observation_id.in_(earlier) & ObservationAction.done_on.is_(None)),
    )
    before = {one.observation_id for one in still_open} - set(mine)
    taken.take(Observation, Observation.id.in_(before), only=_EARLIER)
    taken.take(
        Framework,
        Framework.id.in_([one.framework_id for one in visits if one.framework_id])
        | ((Framework.sort == "observation") & Framework.active.is_(True)),
    )


def _take_round_sessions(taken: _Slice, person_id: str, today: date) -> None:
    """What belongs to the sessions taken: parts, place, course, team with contacts, the versions of the pack."""
    rows = taken.rows.get(TrainingSession.kind(), {})
    sessions = list(rows)
    ahead = {key for key, row in rows.items() if row["first_date"] >= today.isoformat()[:7]}
    ahead |= taken.named(Visit, "session_id")
    since = (today - timedelta(days=KNOWN_DAYS)).isoformat()
    recent = [key for key, row in rows.items() if row["first_date"] >= since or key in ahead]
    taken.take(SessionPart, SessionPart.session_id.in_(sessions))
    taken.take(Venue, Venue.id.in_(taken.named(TrainingSession, "venue_id")))
    own = taken.take(Allocation, Allocation.session_id.in_(sessions), Allocation.person_id == person_id)
    team = taken.take(
        Allocation, Allocation.session_id.in_(recent), Allocation.person_id != person_id,
        Allocation.state.not_in(_NOT_OFFERED_YET),
        reduced=lambda row: {**row, "override_reason": None, "source": None},
    )  # fmt: skip
    taken.take(AllocationStep, AllocationStep.allocation_id.in_([one.id for one in own]))
    near = {one.person_id for one in team if one.session_id in ahead}
    near |= taken.named(Observation, "person_id") | taken.named(Visit, "observer_id")
    taken.take(Framework, Framework.id.in_(taken.named(Visit, "framework_id")))
    taken.take(Person, Person.id.in_(near - {person_id}), only=_CONTACT)
    # Of whom they were with once the name is enough.
    before = {one.person_id for one in team} - near - {person_id}
    taken.take(Person, Person.id.in_(before), only=_NAME)
    colleagues = near | before
    taken.take(Membership, Membership.person_id.in_(colleagues | {person_id}), Membership.end.is_(None))
    courses = taken.named(TrainingSession, "course_id") | taken.named(EvidenceItem, "course_id")
    taken.take(Course, Course.id.in_(courses | taken.named(Visit, "course_id") | taken.named(Observation, "course_id")))
    named = taken.named(TrainingSession, "planned_version_id") | taken.named(Visit, "version_id")
    named |= taken.named(TrainingSession, "delivered_version_id")
    taken.take(
        MaterialVersion,
        MaterialVersion.id.in_(named)
        | (
            MaterialVersion.course_id.in_(taken.named(TrainingSession, "course_id"))
            & MaterialVersion.approved_on.is_not(None)
            & MaterialVersion.superseded_on.is_(None)
            & MaterialVersion.withdrawn_on.is_(None)
        ),
    )
    current = taken.ids(MaterialVersion)
    # What was read before tells that a pack has changed since; its files stay behind.
    read = select(Acknowledgement.version_id).where(Acknowledgement.person_id == person_id)
    taken.take(
        MaterialVersion,
        MaterialVersion.course_id.in_(taken.named(TrainingSession, "course_id")),
        MaterialVersion.id.in_(read),
    )
    versions = taken.ids(MaterialVersion)
    taken.take(Acknowledgement, Acknowledgement.person_id == person_id, Acknowledgement.version_id.in_(versions))
    taken.take(KeptFile, KeptFile.owner_kind == MaterialVersion.kind(), KeptFile.owner_id.in_(current))


def _close(rows: dict[str, dict[str, Values]]) -> None:
    """Take out every reference to a record that is not there: emptied, or the record with it where it may not be empty."""
    again = True
    while again:
        again = False
        for kind, records in rows.items():
            for name, target, may_be_empty in references(KINDS[kind]):
                there = rows.get(target, {})
                for key in [key for key, row in records.items() if row.get(name) and row[name] not in there]:
                    if may_be_empty:
                        records[key] = {**records[key], name: None}
                    else:
                        del records[key]
                        again = True


def references(record_class: type[Record]) -> Iterable[tuple[str, str, bool]]:
    """The fields of a record that point to another: field, kind pointed to, whether it may be empty."""
    table = cast(Table, record_class.__table__)
    for column in table.columns:
        for key in column.foreign_keys:
            yield column.name, key.column.table.name, bool(column.nullable)


def held_rows(reader: Reader, kinds: Iterable[type[Record]] = CARRIED) -> dict[str, dict[str, Values]]:
    """Every record of these kinds that a store holds, by kind and id, with its values."""
    return {
        kind.kind(): {record.id: values_of(record) for record in reader.scalars(select(kind))} for kind in kinds
    }  # fmt: skip


def named_rows(reader: Reader, wanted: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Values]]:
    """The records of these kinds and ids that a store holds, with their values."""
    found: dict[str, dict[str, Values]] = {}
    for kind, keys in wanted.items():
        if kind in KINDS:
            rows = reader.scalars(select(KINDS[kind]).where(KINDS[kind].id.in_(list(keys))))
            found[kind] = {record.id: values_of(record) for record in rows}
    return found
