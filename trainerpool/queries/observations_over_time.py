"""Judgements over time, by trainer, course and criterion: what was seen, never a score and never a ranking of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

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
    """How often each judgement was made on a criterion."""

    group: str
    number: str
    text: str
    starred: bool
    met: int
    developing: int
    not_met: int
    not_seen: int

    @property
    def judged(self) -> int:
        """How often it was judged at all."""
        return self.met + self.developing + self.not_met + self.not_seen


@dataclass(frozen=True, slots=True)
class OverTime:
    """Judgements as a page shows them: the counts, the judgements one by one where a trainer or criterion is chosen,
    how many observations stand behind them, and what can be chosen, as (words, key).
    """

    counts: tuple[CriterionCount, ...]
    seen: tuple[SeenRow, ...]
    observations: int
    trainers: tuple[tuple[str, str], ...]
    courses: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, str], ...]

    @property
    def judgements(self) -> int:
        """How many judgements there are."""
        return sum(one.judged for one in self.counts)


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
    headings = {
        key: {one.number: f"{group.letter} {group.title}" for group in framework.groups for one in group.criteria}
        for key, framework in frameworks.items()
    }
    found = []
    for row in reader.execute(statement):
        key = row.framework_id if row.framework_id in frameworks else None
        known = frameworks[key].by_number.get(row.criterion)
        found.append(SeenRow(
            row.observation_id, day_of(row.on)[0], row.person_id, f"{row.given_name} {row.family_name}".strip(), row.course_id,
            row.short_name or "", headings[key].get(row.criterion, ""), row.criterion, known.text if known else "",
            known.starred if known else False, row.judgement or "", row.evidence or "",
        ))  # fmt: skip
    places = {number: place for framework in frameworks.values() for place, number in enumerate(framework.by_number)}
    return tuple(sorted(found, key=lambda one: (one.on, one.trainer, places.get(one.number, 0), one.number)))


def criterion_counts(
    reader: Reader, *, person: str | None = None, course: str | None = None, criterion: str | None = None,
    start: date | None = None, end: date | None = None,
) -> tuple[CriterionCount, ...]:  # fmt: skip
    """How often each judgement was made on each criterion, in the framework's order; counted by the store."""
    wanted = _submitted(person, course, start, end)
    used = reader.execute(wanted.with_only_columns(Visit.framework_id).distinct()).scalars().all()
    counted = select(Judgement.criterion, Judgement.judgement, func.count().label("times"))
    told = [Judgement.judgement.is_not(None), *([Judgement.criterion == criterion] if criterion is not None else [])]
    frameworks = frameworks_by_id(reader)
    found: dict[tuple[str, str, str, bool], Counter[str]] = defaultdict(Counter)
    for key in used:
        ids = wanted.where(Visit.framework_id.is_(None) if key is None else Visit.framework_id == key)
        statement = counted.where(Judgement.observation_id.in_(ids), *told)
        framework = frameworks.get(key, frameworks[None])
        for row in reader.execute(statement.group_by(Judgement.criterion, Judgement.judgement)):
            known, group = framework.by_number.get(row.criterion), framework.group_of(row.criterion)
            heading = f"{group.letter} {group.title}" if group else ""
            place = heading, row.criterion, known.text if known else "", known.starred if known else False
            found[place][row.judgement] += row.times
    rows = [
        CriterionCount(*place, times["Met"], times["Developing"], times["Not met"], times["Not seen"])
        for place, times in found.items()
    ]
    return tuple(sorted(rows, key=lambda one: (one.group, _as_number(one.number), one.number, one.text)))


def _submitted(person: str | None, course: str | None, start: date | None, end: date | None) -> Select[Any]:
    """The observations that count here: submitted, of a visit that was not cancelled."""
    statement: Select[Any] = (
        select(Observation.id)
        .join(Visit, Visit.id == Observation.visit_id)
        .where(Observation.submitted_on.is_not(None), Visit.cancelled_on.is_(None))
    )
    if person is not None:
        statement = statement.where(Observation.person_id == person)
    if course is not None:
        statement = statement.where(Observation.course_id == course)
    if start is not None:
        statement = statement.where(Observation.on >= start.isoformat())
    return statement if end is None else statement.where(Observation.on <= end.isoformat())


def over_time(
    reader: Reader, *, person: str | None = None, course: str | None = None, criterion: str | None = None
) -> OverTime:
    """Judgements over time as a page shows them; one by one only of a trainer or on a criterion, else as counts."""
    counts = criterion_counts(reader, person=person, course=course, criterion=criterion)
    seen: tuple[SeenRow, ...] = ()
    if person is not None or criterion is not None:
        seen = judgements_over_time(reader, person=person, course=course, criterion=criterion)
    every = _submitted(None, None, None, None)
    named = every.with_only_columns(Person.id, Person.given_name, Person.family_name)
    people = reader.execute(named.join(Person, Person.id == Observation.person_id).distinct())
    titled = every.with_only_columns(Course.id, Course.short_name).join(Course, Course.id == Observation.course_id)
    used = reader.execute(every.with_only_columns(Visit.framework_id).distinct()).scalars().all()
    frameworks = frameworks_by_id(reader)
    texts = {one.number: one.text for key in used for one in frameworks.get(key, frameworks[None]).criteria}
    behind = len(observations_judged(reader, criterion, person=person, course=course))
    return OverTime(
        counts, seen, behind, tuple(sorted((f"{row.given_name} {row.family_name}".strip(), row.id) for row in people)),
        tuple(sorted((row.short_name or "", row.id) for row in reader.execute(titled.distinct()))),
        tuple((f"{number} {texts[number]}", number) for number in sorted(texts, key=lambda one: (_as_number(one), one))),
    )  # fmt: skip


def observations_judged(
    reader: Reader, criterion: str | None = None, *, person: str | None = None, course: str | None = None
) -> frozenset[str]:
    """The observations in which anything, or one criterion, was judged."""
    wanted = _submitted(person, course, None, None)
    judged = select(Judgement.observation_id).where(Judgement.judgement.is_not(None))
    if criterion is not None:
        judged = judged.where(Judgement.criterion == criterion)
        return frozenset(reader.scalars(judged.where(Judgement.observation_id.in_(wanted))).all())
    some = judged.where(Judgement.observation_id == Observation.id).exists()
    return frozenset(reader.scalars(wanted.where(some)).all())


def _as_number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
