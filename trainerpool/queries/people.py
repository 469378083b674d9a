"""People and their agencies, for lists and for the head of a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.queries.agencies import agency_names, agency_of_everyone
from trainerpool.store.pool import Reader
from trainerpool.store.records import FormerName, Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody the pool knows, with the agency of the day asked for."""

    id: str
    given_name: str
    family_name: str
    role: str
    agency_id: str | None
    agency: str
    email: str
    phone: str
    job_title: str
    notes: str
    known_as: str
    home_zone: str
    manager: str = ""

    @property
    def name(self) -> str:
        """Given name first."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def listed(self) -> str:
        """Family name first, as lists sort it."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


def people(
    reader: Reader, on: date, role: str | None = None, ids: Collection[str] | None = None
) -> tuple[PersonRow, ...]:
    """Everybody by family name; of one role, or only these, when asked."""
    names, homes = agency_names(reader), agency_of_everyone(reader, on, ids)
    columns = (
        Person.id, Person.given_name, Person.family_name, Person.role, Person.email, Person.phone, Person.job_title, Person.notes,
        Person.known_as, Person.home_zone, Person.manager,
    )  # fmt: skip
    statement = select(*columns).order_by(Person.family_name, Person.given_name)
    if role is not None:
        statement = statement.where(Person.role == role)
    if ids is not None:
        statement = statement.where(Person.id.in_(ids))
    return tuple(
        PersonRow(
            row.id, row.given_name, row.family_name, row.role, homes.get(row.id), names.get(homes.get(row.id, ""), ""), row.email or "",
            row.phone or "", row.job_title or "", row.notes or "", row.known_as or "", row.home_zone or "",
            row.manager or "",
        )
        for row in reader.execute(statement)
    )  # fmt: skip


def person(reader: Reader, person_id: str, on: date) -> PersonRow | None:
    """One person, or None."""
    return next((row for row in people(reader, on) if row.id == person_id), None)


def former_names(reader: Reader, person_id: str) -> tuple[str, ...]:
    """The names somebody had before."""
    rows = reader.execute(
        select(FormerName.given_name, FormerName.family_name).where(FormerName.person_id == person_id)
    )
    return tuple(f"{row.given_name} {row.family_name}" for row in rows)
