"""Standings: where everybody stands on a date, computed from the evidence and the policies, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from trainerpool.domain.standing import Standing, standing
from trainerpool.queries.courses import courses_by_id
from trainerpool.queries.evidence import evidence_of_everyone
from trainerpool.queries.people import PersonRow, people
from trainerpool.queries.settings import policies, pool_settings
from trainerpool.store.derived import Derived
from trainerpool.store.pool import Reader
from trainerpool.store.records import Person


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
    who = reader.execute(select(Person.given_name, Person.family_name).where(Person.id == person_id)).first()
    name = f"{who.given_name} {who.family_name}".strip() if who else ""
    return standing(
        evidence,
        policies(reader),
        on,
        records_begin=begin,
        courses=titles,
        known_on=known_on,
        name=name,
        person=person_id,
    )


def trainers(reader: Reader, on: date, agency_on: date | None = None) -> tuple[TrainerRow, ...]:
    """Everybody ever in the pool by family name, with their standing on a date."""
    known = courses_by_id(reader)
    everybody = people(reader, agency_on or on, role="trainer")
    found = standings(
        reader, on, {row.id: row.name for row in everybody}, {key: course.title for key, course in known.items()}
    )
    rows = []
    for row in everybody:
        held = found[row.id]
        ever = tuple(sorted(known[key].called for key in held.courses_ever if key in known))
        may = tuple(sorted(known[key].called for key in held.courses if key in known))
        rows.append(TrainerRow(row, held, ever, may))
    return tuple(rows)


def standings(reader: Reader, on: date, names: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, Standing]:
    """Person -> standing on a date; what is known already is reckoned anew only for people a deed has touched."""
    derived: Derived | None = reader.info.get("derived")
    name = f"standings {on}"
    turn, kept = (derived.turn, derived.under(name)) if derived is not None else (0, {})
    evidence = evidence_of_everyone(reader)
    missing = [person for person in names if person not in kept]
    if missing:
        versions, begin = policies(reader), pool_settings(reader).begin(on)
        for person in missing:
            kept[person] = standing(
                evidence.get(person, ()),
                versions,
                on,
                records_begin=begin,
                courses=titles,
                name=names[person],
                person=person,
            )
        if derived is not None:
            derived.keep(name, kept, turn)
    return kept
