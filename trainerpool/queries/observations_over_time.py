"""Judgements over time, by trainer, course and criterion: what was seen, never a score and never a ranking of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.domain.observing import Framework, Grade
from trainerpool.queries.observations_frameworks import frameworks_by_id
from trainerpool.queries.observations_rows import day_of
from trainerpool.store.pool import Reader
from trainerpool.store.records import Course, Judgement, Observation, Person, Visit


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One criterion as it was judged of one trainer on one day."""

    observation_id: str
    on: date
    person_id: str
    trainer: str
    course_id: str | None
    course: str
    group: str
    number: str
    text: str
    starred: bool
    judgement: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """How often each judgement was made on a criterion; `observations` are those behind it."""

    group: str
    number: str
    text: str
    starred: bool
    met: int
    developing: int
    not_met: int
    not_seen: int
    observations: tuple[str, ...]

    @property
    def judged(self) -> int:
        """How often it was judged at all."""
        return self.met + self.developing + self.not_met + self.not_seen


def judgements_over_time(
    reader: Reader, *, person: str | None = None, course: str | None = None, criterion: str | None = None,
    start: date | None = None, end: date | None = None,
) -> tuple[SeenRow, ...]:  # fmt: skip
    """Every judgement of submitted observations, in order of day, then of the framework; of one trainer, course, criterion, period."""
    statement = (
        select(
            Judgement.observation_id, Judgement.criterion, Judgement.judgement, Judgement.evidence, Observation.on, Observation.person_id,
            Person.given_name, Person.family_name, Observation.course_id, Course.short_name, Visit.framework_id,
        )
        .join(Observation, Observation.id == Judgement.observation_id)
        .join(Person, Person.id == Observation.person_id)
        .join(Visit, Visit.id == Observation.visit_id)
        .outerjoin(Course, Course.id == Observation.course_id)
        .where(Judgement.judgement.is_not(None), Observation.submitted_on.is_not(None), Visit.cancelled_on.is_(None))
    )  # fmt: skip
    for column, value in (
        (Observation.person_id, person),
        (Observation.course_id, course),
        (Judgement.criterion, criterion),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if start is not None:
        statement = statement.where(Observation.on >= start.isoformat())
    if end is not None:
        statement = statement.where(Observation.on <= end.isoformat())
    frameworks = frameworks_by_id(reader)
    found = []
    for row in reader.execute(statement):
        framework = frameworks.get(row.framework_id, frameworks[None])
        known, group = framework.by_number.get(row.criterion), framework.group_of(row.criterion)
        found.append(SeenRow(
            row.observation_id, day_of(row.on)[0], row.person_id, f"{row.given_name} {row.family_name}".strip(), row.course_id,
            row.short_name or "", f"{group.letter} {group.title}" if group else "", row.criterion, known.text if known else "",
            known.starred if known else False, row.judgement or "", row.evidence or "",
        ))  # fmt: skip
    order = {framework: _order(framework) for framework in frameworks.values()} if found else {}
    places = {number: place for numbers in order.values() for number, place in numbers.items()}
    return tuple(sorted(found, key=lambda one: (one.on, one.trainer, places.get(one.number, 0), one.number)))


def _order(framework: Framework) -> dict[str, int]:
    return {one.number: place for place, one in enumerate(framework.criteria)}


def criterion_counts(
    reader: Reader, *, course: str | None = None, start: date | None = None, end: date | None = None
) -> tuple[CriterionCount, ...]:
    """How often each judgement was made on each criterion, over everybody, in the framework's order."""
    grouped: dict[tuple[str, str, str, bool], list[SeenRow]] = defaultdict(list)
    for row in judgements_over_time(reader, course=course, start=start, end=end):
        grouped[row.group, row.number, row.text, row.starred].append(row)
    rows = []
    for (group, number, text, starred), seen in grouped.items():
        counted = Counter(one.judgement for one in seen)
        met, developing, not_met, not_seen = (counted[grade.value] for grade in Grade)
        behind = tuple(dict.fromkeys(one.observation_id for one in seen))
        rows.append(CriterionCount(group, number, text, starred, met, developing, not_met, not_seen, behind))
    return tuple(sorted(rows, key=lambda one: (one.group, _as_number(one.number), one.number, one.text)))


def _as_number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
