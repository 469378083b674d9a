"""Standings: where everybody stands on a date, computed from the evidence and the policies, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from trainerpool.domain.standing import Standing, standing
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.pool import Reader


@dataclass(frozen=True)
class TrainerRow:
    """A trainer with where they stand on the day asked for; courses as codes."""

    person: PersonRow
    standing: Standing
    courses: tuple[str, ...]
    may_deliver: tuple[str, ...]

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id


def standing_of(reader: Reader, person_id: str, on: date, known_on: datetime | None = None) -> Standing:
    """Where one person stands on a date, for any past or future date; `known_on` answers as recorded then."""
    titles = {key: course.title for key, course in courses_by_id(reader).items()}
    begin = pool_settings(reader).begin(on)
    evidence = evidence_of_everyone(reader, person_id).get(person_id, [])
    return standing(evidence, policies(reader), on, records_begin=begin, courses=titles, known_on=known_on)


def trainers(reader: Reader, on: date, agency_on: date | None = None) -> tuple[TrainerRow, ...]:
    """Everybody ever in the pool by family name, with their standing on a date."""
    known = courses_by_id(reader)
    titles = {key: course.title for key, course in known.items()}
    evidence, versions, begin = evidence_of_everyone(reader), policies(reader), pool_settings(reader).begin(on)
    rows = []
    for row in people(reader, agency_on or on, role="trainer"):
        found = standing(evidence.get(row.id, []), versions, on, records_begin=begin, courses=titles, name=row.name)
        ever = tuple(sorted(known[key].called for key in found.courses_ever if key in known))
        may = tuple(sorted(known[key].called for key in found.courses if key in known))
        rows.append(TrainerRow(row, found, ever, may))
    return tuple(rows)
