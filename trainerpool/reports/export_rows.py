"""What each kind of export consists of, with the field names and forms that scripts count on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from trainerpool.queries.agencies import agencies, agency_names
from trainerpool.queries.approvals import first_approved, transferred_approvals
from trainerpool.queries.availability import absences, weekday_patterns
from trainerpool.queries.comparing_quality import NOT_NAMED
from trainerpool.queries.courses import courses, courses_by_id
from trainerpool.queries.evidence import all_evidence_rows
from trainerpool.queries.material_versions import all_versions
from trainerpool.queries.observations import observations
from trainerpool.queries.people import people
from trainerpool.queries.sessions import AllocationRow, SessionRow, sessions
from trainerpool.queries.standings import trainers
from trainerpool.queries.trail import trail, trail_length
from trainerpool.reports.asking import Ask, Findings

Record: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Export:
    """What an export is made from: the pool, the day that standings and agencies are of, and the rules' findings."""

    ask: Ask
    on: date
    findings: Findings | None = None

    def findings_of(self, row: SessionRow) -> Mapping[str, Sequence[str]]:
        """Allocation -> the rules it breaks, in words; empty where nobody is on the session."""
        return self.findings(row.id) if self.findings and row.team else {}


FIELDS: dict[str, tuple[str, ...]] = {
    "trainers": (
        "id", "given_name", "family_name", "agency", "email", "phone", "standing", "stage", "ttt_course_on", "approved_from",
        "approved_until", "courses", "may_deliver",
    ),
    "sessions": ("id", "course", "title", "parts", "venue", "virtual", "max_learners", "status", "allocations"),
    "courses": (
        "id", "code", "title", "short_name", "minutes", "days", "max_learners", "multi_agency", "two_agencies_required",
        "external", "also_written",
    ),
    "agencies": ("id", "name", "short_name", "also_written", "people", "merged_into"),
    "evidence": (
        "id", "trainer", "trainer_id", "kind", "on", "until", "course", "by", "starred_met", "outcome", "note", "source",
        "recorded_at", "recorded_by", "replaces", "replaced", "retracted",
    ),
    "allocations": (
        "id", "session_id", "course", "title", "start", "trainer", "trainer_id", "agency", "role", "state", "pinned",
        "override_reason", "findings",
    ),
    "availability": ("id", "trainer", "trainer_id", "kind", "from", "to", "weekdays", "note", "told_on"),
    "materials": (
        "id", "course", "title", "version", "state", "author", "approved_by", "approved_on", "review_due", "extended_until", "submitted_on",
        "superseded_on", "withdrawn_on", "change_note", "files",
    ),
    "observations": (
        "id", "date", "course", "trainer", "trainer_id", "observer", "purpose", "outcome", "starred_met", "strengths", "actions", "state",
        "revision",
    ),
    "trail": ("seq", "deed", "at", "by", "name", "kind", "record", "change", "before", "after"),
}  # fmt: skip


def trainer_records(wanted: Export) -> list[Record]:
    """Everybody ever in the pool with their standing on a day (4-interfaces "export trainers")."""
    held = wanted.ask(transferred_approvals)
    called = {key: course.called for key, course in wanted.ask(courses_by_id).items()}
    return [
        {
            "id": row.id,
            "given_name": row.person.given_name,
            "family_name": row.person.family_name,
            "agency": row.person.agency or None,
            "email": row.person.email or None,
            "phone": row.person.phone or None,
            "standing": row.standing.state.value,
            "stage": row.standing.stage or None,
            "ttt_course_on": _day(row.standing.ttt_course_on, month_only=row.standing.ttt_course_month_only),
            "approved_from": first_approved(row.standing, held.get(row.id, ())),
            "approved_until": _day(row.standing.approved_until),
            "courses": sorted(
                {*row.courses, *(called[one.course_id] for one in held.get(row.id, ()) if one.course_id in called)}
            ),
            "may_deliver": list(row.may_deliver),
        }
        for row in wanted.ask(trainers, wanted.on)
    ]


def session_records(wanted: Export) -> list[Record]:
    """Every session with its parts and who is on it (4-interfaces "export sessions")."""
    return [_session(row, wanted.findings_of(row)) for row in wanted.ask(sessions)]


def _session(row: SessionRow, findings: Mapping[str, Sequence[str]]) -> Record:
    return {
        "id": row.id,
        "course": row.course.called if row.course else row.title,
        "title": row.title,
        "parts": [{"start": part.moment(), "end": part.moment(end=True)} for part in row.parts],
        "venue": row.venue or None,
        "virtual": row.virtual,
        "max_learners": row.max_learners,
        "status": row.status,
        "allocations": [
            {
                "trainer": one.name,
                "trainer_id": one.person_id,
                "role": one.role,
                "state": one.state,
                "findings": list(findings.get(one.id, ())),
            }
            for one in row.team
        ],
    }


def course_records(wanted: Export) -> list[Record]:
    """Every course; `minutes` is its length."""
    return [
        {
            "id": row.id, "code": row.code or None, "title": row.title, "short_name": row.short_name, "minutes": row.minutes,
            "days": row.days, "max_learners": row.max_learners, "multi_agency": row.multi_agency,
            "two_agencies_required": row.two_agencies_required, "external": row.external, "also_written": list(row.aliases),
        }
        for row in wanted.ask(courses)
    ]  # fmt: skip


def agency_records(wanted: Export) -> list[Record]:
    """Every agency with its other spellings; `people` belong to it on the day; merged ones say into which."""
    names = wanted.ask(agency_names)
    return [
        {
            "id": row.id, "name": row.name, "short_name": row.short_name or None, "also_written": list(row.aliases),
            "people": row.people, "merged_into": names.get(row.merged_into_id or ""),
        }
        for row in wanted.ask(agencies, wanted.on, merged=True)
    ]  # fmt: skip


def evidence_records(wanted: Export) -> list[Record]:
    """Every item of evidence in every revision; `kind` as scripts add it."""
    names = {row.id: row.name for row in wanted.ask(people, wanted.on)}
    known = wanted.ask(courses_by_id)
    return [
        {
            "id": row.id, "trainer": names.get(row.person_id), "trainer_id": row.person_id, "kind": row.kind.value, "on": row.on,
            "until": _day(row.until), "course": known[row.course_id].called if row.course_id in known else None,
            "by": row.by_name or None, "starred_met": row.starred_met, "outcome": row.outcome or None, "note": row.note or None,
            "source": row.source or None, "recorded_at": row.recorded_at, "recorded_by": row.recorded_by or None,
            "replaces": row.replaces_id, "replaced": row.replaced, "retracted": row.retracted,
        }
        for row in wanted.ask(all_evidence_rows)
    ]  # fmt: skip


def allocation_records(wanted: Export) -> list[Record]:
    """Who is on which session; the agency is the one of the day they were put on it."""
    names = wanted.ask(agency_names)
    records = []
    for row in wanted.ask(sessions):
        found = wanted.findings_of(row)
        records += [_allocation(row, one, names, found.get(one.id, ())) for one in row.team]
    return records


def _allocation(row: SessionRow, one: AllocationRow, names: Mapping[str, str], findings: Sequence[str]) -> Record:
    return {
        "id": one.id, "session_id": row.id, "course": row.course.called if row.course else row.title, "title": row.title,
        "start": row.parts[0].moment(), "trainer": one.name, "trainer_id": one.person_id, "agency": names.get(one.agency_id or ""),
        "role": one.role, "state": one.state, "pinned": one.pinned, "override_reason": one.override_reason or None,
        "findings": list(findings),
    }  # fmt: skip


def availability_records(wanted: Export) -> list[Record]:
    """When people are away, and which weekdays (0 is Monday) they can deliver; days both included."""
    away: list[Record] = [
        {
            "id": row.id, "trainer": row.name, "trainer_id": row.person_id, "kind": "away", "from": _day(row.start),
            "to": _day(row.end), "weekdays": None, "note": row.note or None, "told_on": _day(row.told_on),
        }
        for row in wanted.ask(absences)
    ]  # fmt: skip
    patterns: list[Record] = [
        {
            "id": row.id, "trainer": row.name, "trainer_id": row.person_id, "kind": "weekdays", "from": _day(row.start),
            "to": _day(row.end), "weekdays": list(row.weekdays), "note": None, "told_on": None,
        }
        for row in wanted.ask(weekday_patterns)
    ]  # fmt: skip
    return away + patterns


def _named(approver: str) -> str | None:
    return approver if approver and approver != NOT_NAMED else None


def material_records(wanted: Export) -> list[Record]:
    """Every version of every trainer pack with its state on the day (4-interfaces "export materials")."""
    known = wanted.ask(courses_by_id)
    return [
        {
            "id": row.id, "course": known[row.course_id].called, "title": row.course, "version": row.version, "state": row.state.value,
            "author": row.author or None, "approved_by": _named(row.approved_by), "approved_on": _day(row.approved_on),
            "review_due": _day(row.review_due), "extended_until": _day(row.extended_until), "submitted_on": _day(row.submitted_on),
            "superseded_on": _day(row.superseded_on), "withdrawn_on": _day(row.withdrawn_on), "change_note": row.change_note or None,
            "files": row.files,
        }
        for row in wanted.ask(all_versions, wanted.on)
    ]  # fmt: skip


def observation_records(wanted: Export) -> list[Record]:
    """Every observation with its strengths and actions (4-interfaces "export observations"); what was judged stays in the pool."""
    return [
        {
            "id": row.id, "date": _day(row.on, month_only=row.month_only), "course": row.course or None, "trainer": row.trainer,
            "trainer_id": row.person_id, "observer": row.observer or None, "purpose": row.purpose, "outcome": row.outcome or None,
            "starred_met": row.starred_met, "strengths": list(row.strengths), "actions": [one.text for one in row.actions],
            "state": row.state.value.casefold(), "revision": row.number,
        }
        for row in wanted.ask(observations, wanted.on)
    ]  # fmt: skip


def trail_records(wanted: Export) -> list[Record]:
    """Every change of every record, the first one first."""
    rows = wanted.ask(trail, limit=wanted.ask(trail_length) + 1)
    return [
        {
            "seq": row.seq, "deed": row.deed, "at": row.at.isoformat(), "by": row.by, "name": row.name, "kind": row.kind,
            "record": row.record, "change": row.change, "before": row.before, "after": row.after,
        }
        for row in reversed(rows)
    ]  # fmt: skip


def _day(day: date | None, *, month_only: bool = False) -> str | None:
    if day is None:
        return None
    return day.isoformat()[:7] if month_only else day.isoformat()
