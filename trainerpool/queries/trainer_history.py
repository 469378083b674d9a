"""A person's history: each deed with what it changed, before and after, in words instead of ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from trainerpool.domain.dates import in_words
from trainerpool.domain.evidence import EvidenceKind
from trainerpool.queries.agencies import agency_names
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.people import people
from trainerpool.queries.sessions import sessions
from trainerpool.queries.trail import TrailRow, trail
from trainerpool.store.pool import Reader

_KINDS = {
    "person": "Details", "former_name": "Former name", "membership": "Agency", "evidence": "Evidence", "allocation": "Allocation",
    "allocation_step": "Answer", "unavailability": "Absence", "weekday_pattern": "Weekdays", "exclusion": "Conflict",
    "imported_row": "Row of a file", "observation": "Observation", "import_answer": "Answer", "import_question": "Question",
    "training_session": "Session",
}  # fmt: skip
_FIELDS = {
    "given_name": "given name", "family_name": "family name", "email": "e-mail", "phone": "phone", "job_title": "job title",
    "notes": "notes", "role": "role", "evidence_kind": "kind", "on": "on", "until": "until", "by_name": "by", "outcome": "outcome",
    "note": "note", "starred_met": "starred criteria met", "retracted": "taken back", "course_id": "course", "agency_id": "agency",
    "session_id": "session", "state": "state", "start": "from", "end": "to", "weekdays": "weekdays", "reason": "reason",
    "told_by": "told by", "override_reason": "overridden because", "pinned": "pinned", "known_as": "known as", "source": "from",
    "other_id": "with", "told_on": "told on",
}  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one record about a person: when (UTC), who, in which deed, and the values before and after."""

    seq: int
    deed: int
    at: datetime
    by: str
    name: str
    what: str
    before: str
    after: str


def trainer_history(reader: Reader, person_id: str, limit: int = 300) -> tuple[HistoryLine, ...]:
    """What was ever recorded about somebody, latest first; rows of imported files are left to the import's own page."""
    rows = [row for row in trail(reader, person_id, limit) if row.kind not in {"imported_row", "import_question"}]
    words = _Words(reader, rows)
    found = []
    for row in rows:
        other = row.change == "changed"
        kind = _KINDS.get(row.kind, row.kind.replace("_", " ").capitalize())
        before = words.of(row.before, row.after if other else None)
        after = words.of(row.after, row.before if other else None)
        found.append(HistoryLine(row.seq, row.deed, row.at, row.by, row.name, f"{kind} {row.change}", before, after))
    return tuple(found)


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
        if any(values.get("other_id") for values in named):
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
