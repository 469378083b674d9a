"""Everything one trainer's standing is reckoned with, read once and asked for as many days as are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trainerpool.domain.evidence import Evidence
from trainerpool.domain.policy import PolicyVersion
from trainerpool.domain.standing import Standing, standing
from trainerpool.queries.courses import CourseRow, courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.pool import Reader

ZONE = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Ground:
    """One trainer's evidence, with the policies, the courses and the beginning of records it is judged by."""

    person_id: str
    name: str
    evidence: Sequence[Evidence]
    policies: Sequence[PolicyVersion]
    known: Mapping[str, CourseRow]
    begin: date
    titles: Mapping[str, str] = field(default_factory=dict)

    def standing(
        self, on: date, evidence: Sequence[Evidence] | None = None, known_on: datetime | None = None
    ) -> Standing:
        """Where the trainer stands on a day, with this evidence in place of what is recorded where some is given."""
        return standing(
            self.evidence if evidence is None else evidence, self.policies, on, records_begin=self.begin, courses=self.titles,
            known_on=known_on, name=self.name, person=self.person_id,
        )  # fmt: skip


def ground_of(reader: Reader, person_id: str, name: str, on: date) -> Ground:
    """What one trainer's standing is reckoned with."""
    known = courses_by_id(reader)
    return Ground(
        person_id, name, evidence_of_everyone(reader, person_id).get(person_id, []), policies(reader), known,
        pool_settings(reader).begin(on), {key: course.title for key, course in known.items()},
    )  # fmt: skip


def end_of(day: date) -> datetime:
    """The last moment of a day in the pool's zone: what was recorded by then was known on it."""
    return datetime.combine(day + timedelta(days=1), time.min, ZONE) - timedelta(microseconds=1)
