"""What the full-screen form of a visit shows: it asks only what an observer's own file holds as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from trainerpool.domain.observing import Framework, purpose_of
from trainerpool.queries.observations_frameworks import frameworks_by_id
from trainerpool.queries.observations_independence import observed_people, why_not
from trainerpool.queries.observations_rows import ActionRow, JudgementRow, NoteRow, VisitRow, day_of, told_apart
from trainerpool.queries.sessions import PartRow
from trainerpool.store.pool import Reader
from trainerpool.store.records import (
    Course,
    Judgement,
    MaterialVersion,
    Observation,
    ObservationAction,
    Person,
    PoolSetting,
    SessionPart,
    TimedNote,
    TrainingSession,
    Venue,
    Visit,
)

DRAFT_KEY = "draft:"
_ORDER = {"lead": 0, "co-trainer": 1, "extra": 2}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One step of the session's plan, at a time (HH:MM)."""

    at: str
    title: str


@dataclass(frozen=True)
class TrainerForm:
    """One trainer of the visit, judged alone; `last_actions` are what was agreed with them before this visit."""

    observation_id: str
    person_id: str
    name: str
    initials: str
    role: str
    judgements: Mapping[str, JudgementRow]
    last_actions: tuple[ActionRow, ...]
    is_submitted: bool

    @property
    def judged(self) -> int:
        """How many criteria have a judgement."""
        return sum(bool(one.judgement) for one in self.judgements.values())

    @property
    def wants_evidence(self) -> tuple[str, ...]:
        """The criteria judged that still want a note of evidence."""
        return tuple(number for number, one in self.judgements.items() if one.wants_evidence)


@dataclass(frozen=True)
class VisitForm:
    """A visit as the form shows it."""

    visit: VisitRow
    framework: Framework
    plan: tuple[PlanRow, ...]
    trainers: tuple[TrainerForm, ...]
    notes: tuple[NoteRow, ...]
    draft: Mapping[str, Any]
    independence: str


def visit_form(reader: Reader, visit_id: str) -> VisitForm | None:
    """Everything the form of a visit shows, or None where there is no such visit."""
    visit = next(iter(visits(reader, (visit_id,))), None)
    if visit is None:
        return None
    rows = reader.execute(
        select(
            Observation.id,
            Observation.person_id,
            Observation.role,
            Observation.submitted_on,
            Person.given_name,
            Person.family_name,
        )
        .join(Person, Person.id == Observation.person_id)
        .where(Observation.visit_id == visit_id)
        .order_by(Person.family_name, Person.given_name)
    ).all()
    rows = sorted(rows, key=lambda row: _ORDER.get(row.role or "", len(_ORDER)))
    names = {row.person_id: f"{row.given_name} {row.family_name}".strip() for row in rows}
    short = told_apart(names)
    said = judgements_of(reader, [row.id for row in rows])
    framework = frameworks_by_id(reader)[visit.framework_id]
    return VisitForm(
        visit, framework, _plan(reader, visit_id),
        tuple(
            TrainerForm(
                row.id, row.person_id, names[row.person_id], short[row.person_id], row.role or "", said.get(row.id, {}),
                last_actions(reader, row.person_id, visit.on, row.id), row.submitted_on is not None,
            )
            for row in rows
        ),
        notes_of(reader, visit_id, short),
        reader.execute(select(PoolSetting.value).where(PoolSetting.key == f"{DRAFT_KEY}{visit_id}")).scalar() or {},
        _independence(reader, visit, tuple(names)),
    )  # fmt: skip


def visits(reader: Reader, ids: Iterable[str] | None = None) -> tuple[VisitRow, ...]:
    """Visits in order of day; of these ids only when asked."""
    statement = (
        select(
            Visit, TrainingSession.title.label("held"), TrainingSession.first_date, TrainingSession.status,
            Course.title.label("course"), Venue.name.label("venue"),
            MaterialVersion.version.label("version"),
        )
        .outerjoin(TrainingSession, TrainingSession.id == Visit.session_id)
        .outerjoin(Course, Course.id == Visit.course_id)
        .outerjoin(Venue, Venue.id == TrainingSession.venue_id)
        .outerjoin(MaterialVersion, MaterialVersion.id == Visit.version_id)
        .order_by(Visit.on, Visit.id)
    )  # fmt: skip
    if ids is not None:
        statement = statement.where(Visit.id.in_(tuple(ids)))
    rows = reader.execute(statement).all()
    parts: dict[str, list[PartRow]] = defaultdict(list)
    wanted = [row.Visit.session_id for row in rows if row.Visit.session_id]
    found = select(SessionPart).where(SessionPart.session_id.in_(wanted)).order_by(SessionPart.date, SessionPart.start)
    for part in reader.scalars(found):
        parts[part.session_id].append(PartRow(part.date, part.start or "", part.end or "", part.assumed))
    return tuple(_visit(row, parts.get(row.Visit.session_id or "", [])) for row in rows)


def _visit(row: Any, parts: list[PartRow]) -> VisitRow:
    """A visit not begun yet goes with its session: to another day, and away with it."""
    item: Visit = row.Visit
    ahead = item.started_at is None and row.first_date is not None
    on, month_only = day_of(row.first_date if ahead else item.on)
    gone = ahead and row.status == "cancelled"
    title, venue, version = row.course or row.held or "", row.venue or "", row.version or ""
    return VisitRow(
        id=item.id, session_id=item.session_id, course_id=item.course_id, title=title, on=on, month_only=month_only, venue=venue,
        parts=tuple(parts), observer_id=item.observer_id, observer=item.observer_name or "", purpose=purpose_of(item.purpose).value,
        in_person=item.in_person, learners=item.learners, seen_from=item.seen_from or "", seen_until=item.seen_until or "",
        started_at=item.started_at or "", finished_at=item.finished_at or "", cancelled_on=item.cancelled_on or (on if gone else None),
        cancelled_why=item.cancelled_why or ("The session was cancelled" if gone else ""), entered_by=item.entered_by or "", told_by=item.told_by or "",
        wellbeing_offered=item.wellbeing_offered, reported_through_procedure=item.reported_through_procedure, version=version,
        framework_id=item.framework_id,
    )  # fmt: skip


def _independence(reader: Reader, visit: VisitRow, trainers: tuple[str, ...]) -> str:
    """That the observer is independent of the trainers, in a sentence, or what is against it; "" where nobody is seen."""
    if not trainers or not visit.observer:
        return ""
    days = [part.date for part in visit.parts] or [visit.on.isoformat()]
    observed = observed_people(reader, trainers, days, visit.session_id)
    against = why_not(reader, (visit.observer_id, visit.observer), observed, visit.on)
    whose = "either trainer" if len(trainers) == 2 else "any of the trainers" if len(trainers) > 2 else "the trainer"
    return " ".join(against) or f"You are not manager, mentor or partner of {whose}."


def _plan(reader: Reader, visit_id: str) -> tuple[PlanRow, ...]:
    """The plan of the version the session was planned with."""
    statement = (
        select(MaterialVersion.plan).join(Visit, Visit.version_id == MaterialVersion.id).where(Visit.id == visit_id)
    )
    found = reader.execute(statement).scalar() or []
    return tuple(PlanRow(str(one.get("at", "")), str(one.get("title", ""))) for one in found)


def judgements_of(reader: Reader, observations: Iterable[str]) -> dict[str, dict[str, JudgementRow]]:
    """Observation -> criterion -> what is said."""
    found: dict[str, dict[str, JudgementRow]] = defaultdict(dict)
    rows = reader.execute(
        select(Judgement.observation_id, Judgement.criterion, Judgement.judgement, Judgement.evidence).where(
            Judgement.observation_id.in_(tuple(observations))
        )
    )
    for row in rows:
        found[row.observation_id][row.criterion] = JudgementRow(row.judgement or "", row.evidence or "")
    return found


def notes_of(reader: Reader, visit_id: str, short: Mapping[str, str]) -> tuple[NoteRow, ...]:
    """The notes of a visit in order of time."""
    rows = reader.scalars(select(TimedNote).where(TimedNote.visit_id == visit_id).order_by(TimedNote.at, TimedNote.id))
    return tuple(
        NoteRow(
            row.id, row.at, row.person_id, short.get(row.person_id or "", ""), row.text, tuple(str(one) for one in row.criteria or ())
        )
        for row in rows
    )  # fmt: skip


def last_actions(reader: Reader, person_id: str, on: date, but: str = "") -> tuple[ActionRow, ...]:
    """What was agreed at the last observation before a day, and whatever is still open from earlier ones."""
    rows = [row for row in actions(reader, on, person_id) if row.seen_on <= on and row.observation_id != but]
    last = max((row.seen_on for row in rows), default=None)
    return tuple(row for row in rows if row.done_on is None or row.seen_on == last)


def actions(
    reader: Reader, today: date, person: str | None = None, *, of: Sequence[str] | None = None, late: bool = False,
    still_open: bool = False,
) -> tuple[ActionRow, ...]:  # fmt: skip
    """Actions by the day they are due, late where open past it: all, one trainer's, of these observations, open or late ones."""
    statement = (
        select(
            ObservationAction.id,
            ObservationAction.observation_id,
            ObservationAction.text,
            ObservationAction.owner,
            ObservationAction.due,
            ObservationAction.done_on,
            ObservationAction.done_note,
            Observation.person_id,
            Observation.on,
            Person.given_name,
            Person.family_name,
            Course.short_name,
        )
        .join(Observation, Observation.id == ObservationAction.observation_id)
        .join(Person, Person.id == Observation.person_id)
        .outerjoin(Course, Course.id == Observation.course_id)
        .outerjoin(Visit, Visit.id == Observation.visit_id)
        .where(Visit.cancelled_on.is_(None))
        .order_by(ObservationAction.position)
    )
    if person is not None:
        statement = statement.where(Observation.person_id == person)
    if of is not None:
        statement = statement.where(ObservationAction.observation_id.in_(of))
    if still_open:
        statement = statement.where(ObservationAction.done_on.is_(None))
    if late:
        statement = statement.where(ObservationAction.done_on.is_(None), ObservationAction.due < today)
    found = [
        ActionRow(
            row.id, row.observation_id, row.person_id, f"{row.given_name} {row.family_name}".strip(), row.short_name or "", row.text,
            row.owner or "", row.due, row.done_on, row.done_note or "", day_of(row.on)[0],
            row.done_on is None and row.due is not None and row.due < today,
        )
        for row in reader.execute(statement)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.trainer, one.observation_id)))
