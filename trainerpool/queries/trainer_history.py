"""A person's history: each deed with what it changed, before and after, in words instead of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from trainerpool.domain.dates import in_words
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.queries.agencies import agency_names
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.people import people
from trainerpool.queries.sessions import sessions
from trainerpool.queries.trail import CHANGES, TrailRow, changes
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    Allocation,
    AllocationStep,
    EvidenceItem,
    Exclusion,
    FormerName,
    Invitation,
    Membership,
    Observation,
    PersonKeys,
    Unavailability,
    WeekdayPattern,
)
from trainerpool.store.schema import TRAIL

_KINDS = {
    "person": "Details", "former_name": "Former name", "membership": "Agency", "evidence": "Evidence", "allocation": "Place on a session",
    "allocation_step": "Step of a place", "unavailability": "Absence", "weekday_pattern": "Weekdays", "exclusion": "Conflict",
    "observation": "Observation", "import_answer": "Answer", "training_session": "Session", "snooze": "Put off",
    "invitation": "Invitation", "person_keys": "Keys",
}  # fmt: skip
_TOPICS = {
    "evidence": "evidence", "observation": "evidence", "person": "details", "former_name": "details", "membership": "details",
    "exclusion": "details", "unavailability": "availability", "weekday_pattern": "availability", "allocation": "sessions",
    "allocation_step": "sessions", "training_session": "sessions", "invitation": "details", "person_keys": "details",
}  # fmt: skip
TOPICS = (("evidence", "Evidence"), ("details", "Details"), ("availability", "Availability"), ("sessions", "Sessions"))
_FIELDS = {
    "given_name": "given name", "family_name": "family name", "email": "e-mail", "phone": "phone", "job_title": "job title",
    "notes": "notes", "role": "role", "evidence_kind": "kind", "on": "on", "until": "until", "by_name": "by", "outcome": "outcome",
    "note": "note", "starred_met": "starred criteria met", "retracted": "taken back", "course_id": "course", "agency_id": "agency",
    "session_id": "session", "state": "state", "start": "from", "end": "to", "weekdays": "weekdays", "reason": "reason",
    "told_by": "told by", "override_reason": "overridden because", "pinned": "pinned", "known_as": "known as", "source": "from",
    "other_id": "with", "told_on": "told on", "by_id": "by", "home_zone": "home", "category": "kind of reason", "answer_by": "answer by",
    "instead_of_id": "in place of", "merged_from_id": "before the merge",
    "made_on": "made on", "used_on": "used on", "cancelled_on": "cancelled on", "revoked_on": "ended on", "revoked_why": "because",
}  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one record about a person: when (UTC), who, in which deed, and the values before and after.

    `topic` is one of TOPICS, or ""; `record` the id of an item of evidence, so that it can be corrected.
    """

    seq: int
    deed: int
    at: datetime
    by: str
    name: str
    what: str
    before: str
    after: str
    topic: str = ""
    record: str = ""


def trainer_history(
    reader: Reader, person_id: str, limit: int = 400, *, quick: bool = False
) -> tuple[HistoryLine, ...]:
    """What was ever recorded about somebody, latest first, each step of a place on a session with the place it is of.

    `quick` leaves out what was taken out since: to find that, the whole trail is read.
    """
    rows = _changes(reader, person_id, quick=quick)[:limit]
    words = _Words(reader, rows)
    found = []
    for row in rows:
        other = row.change == "changed"
        kind = _KINDS.get(row.kind, row.kind.replace("_", " ").capitalize())
        before = words.of(row.before, row.after if other else None)
        after = words.of(row.after, row.before if other else None)
        record = row.record if row.kind == "evidence" else ""
        if not before and not after:
            continue
        found.append(
            HistoryLine(
                row.seq, row.deed, row.at, row.by, row.name, f"{kind} {_CHANGES[row.change]}", before, after,
                _TOPICS.get(row.kind, ""), record,
            )
        )  # fmt: skip
    return tuple(found)


_CHANGES = {"added": "added", "changed": "changed", "removed": "taken out", "erased": "erased"}


def _changes(reader: Reader, person_id: str, *, quick: bool) -> list[TrailRow]:
    """Every change of somebody and of the records that are theirs, latest first.

    They are found by the ids of the records there are, which the trail has an index for; only what was taken out since is
    sought by the person it named, among the removals alone.
    """
    theirs = {person_id} | {key for column in _THEIRS for key in reader.scalars(_ids(column, (person_id,)))}
    theirs |= set(reader.scalars(_ids(AllocationStep.allocation_id, tuple(theirs))))
    named = TRAIL.c.payload.contains(f'"{person_id}"')
    gone = () if quick else _read(reader, TRAIL.c.change == "removed", TRAIL.c.kind.in_(_KINDS), named)
    found = [*gone, *_read(reader, TRAIL.c.record.in_(theirs | {row.record for row in gone}))]
    return sorted({row.seq: row for row in found}.values(), key=lambda row: row.seq, reverse=True)


_THEIRS: tuple[InstrumentedAttribute[Any], ...] = (
    EvidenceItem.person_id, Allocation.person_id, Unavailability.person_id, WeekdayPattern.person_id, Membership.person_id,
    FormerName.person_id, Exclusion.person_id, Exclusion.other_id, Observation.person_id, Invitation.person_id, PersonKeys.person_id,
)  # fmt: skip


def _ids(column: InstrumentedAttribute[Any], keys: Sequence[str]) -> Select[str]:
    return select(column.class_.id).where(column.in_(keys))


def _read(reader: Reader, *conditions: ColumnElement[bool]) -> tuple[TrailRow, ...]:
    return changes(reader, CHANGES.where(*conditions))


class _Words:
    """Turns stored values into words; what another record is called is looked up once."""

    def __init__(self, reader: Reader, rows: list[TrailRow]) -> None:
        named = [values for row in rows for values in (row.before, row.after) if values]
        self.names: dict[str, str] = {key: course.title for key, course in courses_by_id(reader).items()}
        self.names |= agency_names(reader)
        held = {str(values["session_id"]) for values in named if values.get("session_id")}
        if held:
            self.names |= {
                row.id: f"{row.title}, {in_words(row.first_date)}" for row in sessions(reader, ids=tuple(held))
            }
        if any(values.get(field) for values in named for field in ("other_id", "by_id")):
            self.names |= {row.id: row.name for row in people(reader, date.min)}

    def of(self, values: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> str:
        """The fields people know, such as "on 16 Mar 2026, by J. Ackroyd"; only those that differ from `other`."""
        if not values:
            return ""
        said = []
        for field, label in _FIELDS.items():
            value = values.get(field)
            if other is not None and (field not in values or other.get(field) == value):
                continue
            if field == "by_id" and values.get("by_name"):
                continue
            if value is None or value == "" or (value is False and other is None):
                if other is not None:
                    said.append(f"no {label}")
                continue
            said.append(self._field(field, label, value))
        return ", ".join(said)

    def _field(self, field: str, label: str, value: Any) -> str:
        text = self._value(field, value)
        if field in {
            "evidence_kind",
            "course_id",
            "agency_id",
            "session_id",
            "allocation_id",
            "weekdays",
            "state",
            "outcome",
            "email",
            "role",
        }:
            return text
        return label if value is True else f"{label} {text}"

    def _value(self, field: str, value: Any) -> str:
        if field == "evidence_kind":
            return EvidenceKind(value).label
        if field == "weekdays":
            return " ".join(_DAYS[int(day)] for day in str(value)) or "no weekday"
        if field.endswith("_id"):
            return self.names.get(str(value), "a record since removed")
        if isinstance(value, bool):
            return "yes" if value else "no"
        return _day_in_words(str(value))


def _day_in_words(text: str) -> str:
    try:
        if len(text) == 7 and text[4] == "-":
            return in_words(date.fromisoformat(f"{text}-01"), month_only=True)
        return in_words(date.fromisoformat(text)) if len(text) == 10 and text[4] == "-" else text
    except ValueError:
        return text
