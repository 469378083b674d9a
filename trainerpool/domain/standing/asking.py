"""The questions put to standing: where a trainer stands on a day, over which days delivery is allowed, at which level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from trainerpool.domain.dates import add_months
from trainerpool.domain.evidence import Evidence, EvidenceKind, in_force
from trainerpool.domain.policy import PolicyVersion
from trainerpool.domain.standing.answers import CourseLevel, CourseStanding, Standing, State, Told
from trainerpool.domain.standing.changes import next_change
from trainerpool.domain.standing.course_standings import course_standings, delivered_courses
from trainerpool.domain.standing.dossier import ONE_DAY, Dossier, PolicyBook
from trainerpool.domain.standing.duties import delivery_days
from trainerpool.domain.standing.path_progress import next_stage
from trainerpool.domain.standing.reckoning import Reckoned, co_deliver_only, reckon
from trainerpool.domain.standing.telling import first_reason, tell
from trainerpool.domain.standing.voice import Voice


class Span(NamedTuple):
    """Days, both inclusive, over which a trainer may or may not deliver, with the courses and the reason."""

    start: date
    end: date
    may_deliver: bool
    reason: str
    courses: tuple[str, ...] = ()


def standing(
    evidence: Iterable[Evidence],
    policies: Sequence[PolicyVersion],
    on: date,
    *,
    records_begin: date | None,
    courses: Mapping[str, str] | None = None,
    known_on: datetime | None = None,
    name: str = "",
    person: str = "",
) -> Standing:
    """Where one trainer stands on any past or future day (2-domain "Standing").

    `evidence` is all of the trainer's, revisions and retracted ones included; `policies` the pool's versions in any
    order; `records_begin` the day before which no duty counts time; `courses` gives titles by course key; `known_on`
    (aware UTC) answers as recorded then; `name` and `person` (the trainer's own key) are for sentences and for
    telling that nobody signs their own approval. The same evidence in any order gives the same answer.
    """
    dossier = Dossier(in_force(evidence, known_on), PolicyBook(policies), records_begin, (person or name, name))
    return _standing(reckon(dossier, on), Voice(name, courses or {}))


class _Teller:
    """Makes the sentences of a standing when they are first asked for."""

    def __init__(self, now: Reckoned, voice: Voice) -> None:
        self.now = now
        self.voice = voice

    @cached_property
    def told(self) -> Told:
        return tell(self.now, self.voice)

    @cached_property
    def by_course(self) -> tuple[CourseStanding, ...]:
        return course_standings(self.now)

    @cached_property
    def next_change(self) -> date | None:
        return next_change(self.now)


def _standing(now: Reckoned, voice: Voice) -> Standing:
    dossier, on, state = now.dossier, now.on, now.state
    policy = dossier.book.on(on)
    courses = delivered_courses(now)
    stage, words = next_stage(now) if state is State.CANDIDATE else (None, "")
    missed = now.missed if state is State.APPROVED else []
    ttt = dossier.of(EvidenceKind.TTT_COURSE, on)
    first = now.approvals[0] if now.approvals else None
    deliveries = 0
    if now.alive:
        window = add_months(on, -policy.deliveries_window_months)
        deliveries = sum(1 for day in delivery_days(now.deliveries, policy) if window < day <= on)
    due = {duty.name: duty.unmet_from - ONE_DAY for duty in now.duties}
    extended = any(duty.name == "agreement" and duty.extended is not None for duty in now.duties)
    return Standing(
        state=state,
        on=on,
        stage=words,
        next_stage=stage,
        on_notice_until=missed[0].notice_until if missed else None,
        approved_from=first.source.on if first is not None else None,
        approved_from_month_only=first.source.month_only if first is not None else False,
        approved_until=_approved_until(now),
        transferred=now.best is not None and now.best.transferred,
        courses=courses,
        courses_held=now.held,
        courses_ever=_courses_ever(now),
        ttt_course_on=ttt[0].on if ttt else None,
        ttt_course_month_only=ttt[0].month_only if ttt else False,
        may_deliver=state is State.APPROVED,
        co_deliver_only=co_deliver_only(now),
        returned_on=now.returned_on,
        lapsed_on=now.lapsed_on if state in (State.LAPSED, State.ALUMNI) else None,
        hold_until=now.hold.last if now.hold is not None else None,
        deliveries_12_months=deliveries,
        least_deliveries=policy.least_deliveries,
        deliveries_due=due.get("deliveries"),
        last_observed=now.last_observed.on if now.last_observed is not None else None,
        observation_due=now.observation_due,
        agreement_until=now.agreement_until,
        agreement_due=None if extended else due.get("agreement"),
        development_last=now.development[-1].on if now.development else None,
        development_due=due.get("development"),
        teller=_Teller(now, voice),
    )


def _approved_until(now: Reckoned) -> date | None:
    if now.best is None:
        return None
    if now.state is State.LAPSED and now.lapsed_on is not None:
        return min(now.best.until, now.lapsed_on - ONE_DAY)
    return now.best.until


def _courses_ever(now: Reckoned) -> tuple[str, ...]:
    ended = [
        item.course
        for kind in (EvidenceKind.STATUS_LAPSED, EvidenceKind.WITHDRAWAL)
        for item in now.dossier.of(kind, now.on)
        if item.course is not None
    ]
    return tuple(sorted({grant.course for grant in now.grants}.union(ended)))


def course_level(asked: Standing, course: str, co_trains_only: Collection[str] = ()) -> CourseLevel:
    """A trainer's level for a course on the day of a standing (2-domain "Allocation rules").

    New until 12 months approved or 4 deliveries of the course, counted afresh after a return; then ready to lead, or
    to co-train only where the course is in `co_trains_only` or the last observation says so.
    """
    found = next((one for one in asked.by_course if one.course == course), None)
    if found is None or found.level is CourseLevel.NEW:
        return CourseLevel.NEW
    return CourseLevel.CO if course in co_trains_only else found.level


def deliverable_spans(
    evidence: Iterable[Evidence],
    policies: Sequence[PolicyVersion],
    start: date,
    end: date,
    *,
    records_begin: date | None,
    known_on: datetime | None = None,
    name: str = "",
    person: str = "",
) -> tuple[Span, ...]:
    """The days from `start` to `end`, both inclusive, cut where the answer to "may deliver, and which courses" changes.

    Standing is reckoned only on the days on which it can change.
    """
    dossier = Dossier(in_force(evidence, known_on), PolicyBook(policies), records_begin, (person or name, name))
    voice = Voice(name, {})
    spans: list[Span] = []
    day = start
    while day <= end:
        now = reckon(dossier, day, look_back=False)
        change = next_change(now)
        last = end if change is None or change > end else change - ONE_DAY
        may = now.state is State.APPROVED
        span = Span(day, last, may, "" if may else first_reason(now, voice), delivered_courses(now))
        if spans and spans[-1][2:] == span[2:]:
            span = spans.pop()._replace(end=last)
        spans.append(span)
        day = last + ONE_DAY
    return tuple(spans)
