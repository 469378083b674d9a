"""Observations as lists and pages show them: how far each has come, what it waits for and by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from trainerpool.domain.observations import FeedbackClocks, ObservationDays, ObservationState, observation_state
from trainerpool.domain.observing import Framework, purpose_of
from trainerpool.queries.observations_clocks import clocks
from trainerpool.queries.observations_form import actions, judgements_of
from trainerpool.queries.observations_frameworks import frameworks_by_id
from trainerpool.queries.observations_rows import ActionRow, JudgementRow, ObservationRow, day_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import Course, Observation, ObservationRevision, Person, Strength, TrainingSession, Visit

_FEW = 500
_WAITS = {
    ObservationState.PLANNED: "The visit",
    ObservationState.UNDER_WAY: "The end of the visit",
    ObservationState.AWAITING_REFLECTION: "The trainer's reflection",
    ObservationState.DRAFT: "The observer to submit",
    ObservationState.AWAITING_SECOND: "A second person",
    ObservationState.SUBMITTED: "The written copy",
    ObservationState.COPIED: "The trainer's reply",
    ObservationState.REPLIED: "Moderation",
    ObservationState.MODERATED: "Closing",
}


def observations(
    reader: Reader, today: date, *, trainer: str | None = None, ids: Iterable[str] | None = None, visit: str | None = None,
    still_open: bool = False,
) -> tuple[ObservationRow, ...]:  # fmt: skip
    """Observations, the latest first: all of them, one trainer's, those of these ids, of one visit, or those not closed yet."""
    statement = (
        select(
            Observation, Visit, Person.given_name, Person.family_name, Course.code, Course.title, Course.short_name,
            TrainingSession.title.label("held"), TrainingSession.first_date, TrainingSession.status,
        )
        .join(Person, Person.id == Observation.person_id)
        .outerjoin(Visit, Visit.id == Observation.visit_id)
        .outerjoin(Course, Course.id == Observation.course_id)
        .outerjoin(TrainingSession, TrainingSession.id == Observation.session_id)
        .order_by(Observation.on.desc(), Person.family_name, Person.given_name, Observation.id)
    )  # fmt: skip
    if trainer is not None:
        statement = statement.where(Observation.person_id == trainer)
    if ids is not None:
        statement = statement.where(Observation.id.in_(tuple(ids)))
    if visit is not None:
        statement = statement.where(Observation.visit_id == visit)
    if still_open:
        statement = statement.where(
            Observation.visit_id.is_not(None), Observation.closed_on.is_(None), Visit.cancelled_on.is_(None)
        )
    rows = reader.execute(statement).all()
    about = _About(reader, today, [row.Observation.id for row in rows], trainer)
    return tuple(about.row(row) for row in rows)


class _About:
    """What the rows of a list are made from, asked once for all of them."""

    def __init__(self, reader: Reader, today: date, ids: Sequence[str], trainer: str | None) -> None:
        self.today = today
        self.frameworks: Mapping[str | None, Framework] = frameworks_by_id(reader)
        self.clocks = clocks(reader)
        self.judgements = judgements_of(reader, ids) if len(ids) <= _FEW else _all_judgements(reader, ids)
        self.strengths: dict[str, list[str]] = defaultdict(list)
        said = select(Strength.observation_id, Strength.text).order_by(Strength.position)
        for one in reader.execute(said.where(Strength.observation_id.in_(ids)) if len(ids) <= _FEW else said):
            self.strengths[one.observation_id].append(one.text)
        # A corrected observation is copied again: that clock runs from the correction.
        last = select(ObservationRevision.observation_id, func.max(ObservationRevision.on).label("on"))
        revised = reader.execute(last.group_by(ObservationRevision.observation_id))
        self.corrected: dict[str, date] = {one.observation_id: one.on for one in revised}
        self.actions: dict[str, list[ActionRow]] = defaultdict(list)
        for action in actions(reader, today, trainer, of=ids if len(ids) <= _FEW else None):
            self.actions[action.observation_id].append(action)

    def row(self, found: Any) -> ObservationRow:
        seen: Observation = found.Observation
        visit: Visit | None = found.Visit
        ahead = visit is not None and visit.started_at is None and found.first_date is not None
        on, month_only = day_of(found.first_date if ahead else seen.on)
        said = self.judgements.get(seen.id, {})
        framework = self.frameworks.get(visit.framework_id if visit is not None else None, self.frameworks[None])
        days = days_of(seen, visit)
        if ahead and found.status == "cancelled":
            days = replace(days, cancelled=True)
        by = self.clocks(seen.on, seen.copied_on)
        state = observation_state(days, self.today, by.reply_by)
        if state is ObservationState.SUBMITTED and seen.id in self.corrected:
            by = self.clocks(self.corrected[seen.id].isoformat(), None)
        due = due_of(state, by, on)
        return ObservationRow(
            id=seen.id, visit_id=seen.visit_id, person_id=seen.person_id, trainer=f"{found.given_name} {found.family_name}".strip(),
            session_id=seen.session_id, course_id=seen.course_id, course=found.code or found.title or found.held or "",
            course_title=found.title or found.held or "", on=on, month_only=month_only, observer=seen.observer_name or "",
            observer_id=seen.observer_id, purpose=purpose_of(seen.purpose).value, role=seen.role or "", outcome=seen.outcome or "",
            starred_met=_starred(seen, visit, framework, said), state=state, waits_for=_WAITS.get(state, ""), due=due,
            late=due is not None and due < self.today, judged=sum(bool(one.judgement) for one in said.values()),
            criteria=len(framework.criteria) if visit is not None else 0, wants_evidence=sum(one.wants_evidence for one in said.values()),
            strengths=tuple(self.strengths.get(seen.id, ())), actions=tuple(self.actions.get(seen.id, ())), number=seen.number,
            entered_by=visit.entered_by or "" if visit is not None else "", told_by=visit.told_by or "" if visit is not None else "",
            replied=seen.replied_on is not None, agrees=seen.reply_agrees, local_grade=seen.local_grade or "", source=seen.source or "",
        )  # fmt: skip


def _all_judgements(reader: Reader, ids: Sequence[str]) -> dict[str, dict[str, JudgementRow]]:
    found: dict[str, dict[str, JudgementRow]] = {}
    for start in range(0, len(ids), _FEW):
        found |= judgements_of(reader, ids[start : start + _FEW])
    return found


def days_of(seen: Observation, visit: Visit | None) -> ObservationDays:
    """What an observation has come through; the row of an older log is closed from the first."""
    return ObservationDays(
        started=visit is None or visit.started_at is not None, finished=visit is None or visit.finished_at is not None,
        cancelled=visit is not None and visit.cancelled_on is not None, reflected=seen.reflected_on is not None,
        submitted=seen.submitted_on is not None or visit is None, outcome=seen.outcome,
        seconded=seen.seconded_on is not None, copied=seen.copied_on is not None, replied=seen.replied_on is not None,
        moderated=seen.moderated_on is not None, closed=seen.closed_on is not None or visit is None,
    )  # fmt: skip


def due_of(state: ObservationState, by: FeedbackClocks, on: date) -> date | None:
    """By when what an observation waits for is due; moderation and closing have no clock of their own."""
    return {
        ObservationState.PLANNED: on,
        ObservationState.UNDER_WAY: on,
        ObservationState.AWAITING_REFLECTION: by.draft_by,
        ObservationState.DRAFT: by.draft_by,
        ObservationState.AWAITING_SECOND: by.copy_by,
        ObservationState.SUBMITTED: by.copy_by,
        ObservationState.COPIED: by.reply_by,
    }.get(state)


def _starred(
    seen: Observation, visit: Visit | None, framework: Framework, said: Mapping[str, JudgementRow]
) -> bool | None:
    if visit is None and not said:
        return seen.starred_met
    if seen.submitted_on is None and visit is not None:
        return None
    return framework.is_every_starred_met({number: one.judgement for number, one in said.items()})
