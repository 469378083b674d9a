"""Observations as lists and pages show them: how far each has come, what it waits for and by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from trainerpool.domain.observations import FeedbackClocks, ObservationDays, ObservationState, observation_state
from trainerpool.domain.observing import Framework, purpose_of
from trainerpool.queries.observations_clocks import clocks
from trainerpool.queries.observations_form import actions
from trainerpool.queries.observations_frameworks import frameworks_by_id
from trainerpool.queries.observations_judged import Judged, judged_of
from trainerpool.queries.observations_limits import limits_still_held
from trainerpool.queries.observations_rows import ActionRow, ObservationLine, ObservationRow, day_of
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
_AT_ONCE = frozenset({ObservationState.AWAITING_SECOND, ObservationState.REPLIED})
_SOON = timedelta(days=7)


def observations(
    reader: Reader, today: date, *, trainer: str | None = None, ids: Iterable[str] | None = None, visit: str | None = None,
    still_open: bool = False,
) -> tuple[ObservationRow, ...]:  # fmt: skip
    """Observations, the latest first: all of them, one trainer's, those of these ids, of one visit, or those not closed yet."""
    statement = _statement()
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
    about = _About(reader, today, [row.id for row in rows], trainer)
    return tuple(about.row(row) for row in rows)


def observation_list(reader: Reader, today: date) -> tuple[ObservationLine, ...]:
    """Every observation as a line of a list, the latest first: without what was judged and agreed, which makes it quick."""
    rows = reader.execute(_statement()).all()
    about = _Lines(reader, today)
    open_ones: dict[str, list[ActionRow]] = defaultdict(list)
    for action in actions(reader, today, still_open=True):
        open_ones[action.observation_id].append(action)
    return tuple(ObservationLine(**about.facts(row), open_actions=tuple(open_ones.get(row.id, ()))) for row in rows)


def waiting_observations(reader: Reader, today: date) -> int:
    """How many observations somebody should do something about now: second, moderate, catch up, reply, or an action."""
    pressing = {row.id for row in observations(reader, today, still_open=True) if row.presses}
    return len(pressing | {action.observation_id for action in actions(reader, today, late=True)})


def _statement() -> Any:
    return (
        select(
            Observation.id, Observation.visit_id, Observation.person_id, Observation.session_id, Observation.course_id,
            Observation.on, Observation.observer_name, Observation.observer_id, Observation.purpose, Observation.role,
            Observation.outcome, Observation.starred_met, Observation.number, Observation.reflected_on, Observation.submitted_on,
            Observation.seconded_on, Observation.copied_on, Observation.replied_on, Observation.reply_agrees,
            Observation.moderated_on, Observation.closed_on, Observation.local_grade, Observation.source,
            Visit.framework_id, Visit.started_at, Visit.finished_at, Visit.cancelled_on, Visit.entered_by, Visit.told_by,
            Person.given_name, Person.family_name, Course.code, Course.title,
            TrainingSession.title.label("held"), TrainingSession.first_date, TrainingSession.status,
        )
        .join(Person, Person.id == Observation.person_id)
        .outerjoin(Visit, Visit.id == Observation.visit_id)
        .outerjoin(Course, Course.id == Observation.course_id)
        .outerjoin(TrainingSession, TrainingSession.id == Observation.session_id)
        .order_by(Observation.on.desc(), Person.family_name, Person.given_name, Observation.id)
    )  # fmt: skip


class _Lines:
    """What the lines of a list are made from, asked once for all of them."""

    def __init__(self, reader: Reader, today: date, few: Sequence[str] | None = None) -> None:
        self.today = today
        self.clocks = clocks(reader)
        # A corrected observation is copied again: that clock runs from the correction.
        last = select(ObservationRevision.observation_id, func.max(ObservationRevision.on).label("on"))
        revised = reader.execute(last.group_by(ObservationRevision.observation_id))
        self.corrected: dict[str, date] = {one.observation_id: one.on for one in revised}
        self.limits = limits_still_held(reader, few)

    def facts(self, row: Any) -> dict[str, Any]:
        """The fields of a line, by their names; its open actions are another question."""
        visited = row.visit_id is not None
        ahead = visited and row.started_at is None and row.first_date is not None
        on, month_only = day_of(row.first_date if ahead else row.on)
        days = days_of(row, row if visited else None)
        if ahead and row.status == "cancelled":
            days = replace(days, cancelled=True)
        state, by = self._state(row, days)
        due = due_of(state, by, on) if by is not None else None
        late, limit = due is not None and due < self.today, self.limits.get(row.id, "")
        near = state is ObservationState.COPIED and due is not None and due <= self.today + _SOON
        waits = _WAITS.get(state, "")
        if limit and state in (ObservationState.SUBMITTED, ObservationState.COPIED):
            waits = f"{waits}, and moderation"
        return {
            "id": row.id, "visit_id": row.visit_id, "person_id": row.person_id,
            "trainer": f"{row.given_name} {row.family_name}".strip(), "session_id": row.session_id, "course_id": row.course_id,
            "course": row.code or row.title or row.held or "", "course_title": row.title or row.held or "", "on": on,
            "month_only": month_only, "observer": row.observer_name or "", "observer_id": row.observer_id,
            "purpose": purpose_of(row.purpose).value, "role": row.role or "", "outcome": row.outcome or "", "state": state,
            "waits_for": waits, "due": due, "late": late, "number": row.number, "limit": limit,
            "presses": late or near or bool(limit) or state in _AT_ONCE,
            "entered_by": row.entered_by or "", "told_by": row.told_by or "", "replied": row.replied_on is not None,
            "agrees": row.reply_agrees, "local_grade": row.local_grade or "", "source": row.source or "",
        }  # fmt: skip

    def _state(self, row: Any, days: ObservationDays) -> tuple[ObservationState, FeedbackClocks | None]:
        """How far it has come, and its clocks; what has ended has none that still run."""
        if days.cancelled or days.closed:
            return observation_state(days, self.today, None), None
        by = self.clocks(row.on, row.copied_on)
        state = observation_state(days, self.today, by.reply_by)
        if state is ObservationState.SUBMITTED and row.id in self.corrected:
            by = self.clocks(self.corrected[row.id].isoformat(), None)
        return state, by


class _About(_Lines):
    """What whole rows are made from: judgements, strengths and actions beside the lines."""

    def __init__(self, reader: Reader, today: date, ids: Sequence[str], trainer: str | None) -> None:
        few = ids if len(ids) <= _FEW else None
        super().__init__(reader, today, few)
        self.frameworks: Mapping[str | None, Framework] = frameworks_by_id(reader)
        self.judged = judged_of(reader, self.frameworks.values(), few)
        self.strengths: dict[str, list[str]] = defaultdict(list)
        said = select(Strength.observation_id, Strength.text).order_by(Strength.position)
        for one in reader.execute(said.where(Strength.observation_id.in_(few)) if few is not None else said):
            self.strengths[one.observation_id].append(one.text)
        self.actions: dict[str, list[ActionRow]] = defaultdict(list)
        for action in actions(reader, today, trainer, of=few):
            self.actions[action.observation_id].append(action)

    def row(self, row: Any) -> ObservationRow:
        said, agreed = self.judged.get(row.id, Judged()), tuple(self.actions.get(row.id, ()))
        framework = self.frameworks.get(row.framework_id, self.frameworks[None])
        return ObservationRow(
            **self.facts(row), open_actions=tuple(one for one in agreed if one.done_on is None), actions=agreed,
            starred_met=_starred(row, framework, said), judged=said.judged, wants_evidence=said.wants_evidence,
            criteria=len(framework.criteria) if row.visit_id is not None else 0, strengths=tuple(self.strengths.get(row.id, ())),
        )  # fmt: skip


def days_of(seen: Observation | Row[Any], visit: Visit | Row[Any] | None) -> ObservationDays:
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


def _starred(row: Any, framework: Framework, said: Judged) -> bool | None:
    if row.visit_id is None and not said.criteria:
        return row.starred_met  # type: ignore[no-any-return]
    if row.submitted_on is None and row.visit_id is not None:
        return None
    return framework.are_all_starred(said.met)
