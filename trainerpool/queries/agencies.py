"""Agencies, the ways they are written, what was merged into them, and who belongs to which on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from trainerpool.store.pool import Reader
from trainerpool.store.records import Agency, AgencyAlias, Membership, Person
from trainerpool.store.schema import DEEDS, TRAIL


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with its other spellings and how many people belong to it today; `unsure` spellings wait to be agreed."""

    id: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    people: int
    merged_into_id: str | None
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class AgencyAliasRow:
    """Another spelling: how it came to be one, and the day it was written down (of a former name: the last of it)."""

    text: str
    grade: str
    since: date | None


@dataclass(frozen=True, slots=True)
class MergedAgencyRow:
    """An agency that went into another: how many people it brought, and when."""

    id: str
    name: str
    people: int
    since: date | None


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One agency whole: its row, its people today by name, its spellings, and what was merged into it."""

    row: AgencyRow
    people: tuple[tuple[str, str], ...]
    aliases: tuple[AgencyAliasRow, ...]
    merged: tuple[MergedAgencyRow, ...]


def agencies(reader: Reader, on: date, *, merged: bool = False) -> tuple[AgencyRow, ...]:
    """The agencies by name; merged ones only when asked for."""
    spellings: dict[str, list[str]] = defaultdict(list)
    unsure: dict[str, int] = defaultdict(int)
    columns = (AgencyAlias.agency_id, AgencyAlias.text, AgencyAlias.grade)
    for row in reader.execute(select(*columns).order_by(AgencyAlias.text)):
        spellings[row.agency_id].append(row.text)
        unsure[row.agency_id] += row.grade == "likely"
    counts: dict[str, int] = defaultdict(int)
    for agency_id in agency_of_everyone(reader, on).values():
        counts[agency_id] += 1
    rows = reader.execute(
        select(Agency.id, Agency.name, Agency.short_name, Agency.merged_into_id).order_by(Agency.name)
    )
    return tuple(
        AgencyRow(
            row.id, row.name, row.short_name or "", tuple(spellings[row.id]), counts[row.id], row.merged_into_id,
            unsure[row.id],
        )
        for row in rows
        if merged or row.merged_into_id is None
    )  # fmt: skip


def agency_page(reader: Reader, agency_id: str, on: date) -> AgencyPage | None:
    """One agency with everything Settings says of it; None where it is not there (any more)."""
    row = next((one for one in agencies(reader, on, merged=True) if one.id == agency_id), None)
    if row is None:
        return None
    aliases = reader.execute(
        select(AgencyAlias.id, AgencyAlias.text, AgencyAlias.grade, AgencyAlias.merged_from_id)
        .where(AgencyAlias.agency_id == agency_id)
        .order_by(AgencyAlias.text)
    ).all()
    inside = reader.execute(
        select(Agency.id, Agency.name).where(Agency.merged_into_id == agency_id).order_by(Agency.name)
    ).all()
    brought: dict[str, set[str]] = defaultdict(set)
    for held in reader.execute(
        select(Membership.person_id, Membership.merged_from_id).where(Membership.merged_from_id.is_not(None))
    ):
        brought[held.merged_from_id].add(held.person_id)
    days = _first_days(reader, [alias.id for alias in aliases])
    merged_on = {alias.merged_from_id: days.get(alias.id) for alias in aliases if alias.grade == "merged"}
    return AgencyPage(
        row,
        people_of_agency(reader, agency_id, on),
        tuple(AgencyAliasRow(alias.text, alias.grade, days.get(alias.id)) for alias in aliases),
        tuple(MergedAgencyRow(one.id, one.name, len(brought[one.id]), merged_on.get(one.id)) for one in inside),
    )


def people_of_agency(reader: Reader, agency_id: str, on: date) -> tuple[tuple[str, str], ...]:
    """(id, name) of everybody who belongs to an agency on a day, by name."""
    there = {person for person, agency in agency_of_everyone(reader, on).items() if agency == agency_id}
    rows = reader.execute(
        select(Person.id, Person.given_name, Person.family_name).order_by(Person.family_name, Person.given_name)
    )
    return tuple((row.id, f"{row.given_name} {row.family_name}".strip()) for row in rows if row.id in there)


def agency_names(reader: Reader) -> dict[str, str]:
    """Id -> name."""
    return {row.id: row.name for row in reader.execute(select(Agency.id, Agency.name))}


def agency_of_everyone(reader: Reader, on: date, ids: Collection[str] | None = None) -> dict[str, str]:
    """Person (everybody, or of these) -> agency on a day; where none is dated to cover it, the latest that began before, else the first."""
    best: dict[str, tuple[tuple[bool, date], str]] = {}
    asked = select(Membership.person_id, Membership.agency_id, Membership.start, Membership.end)
    for row in reader.execute(asked if ids is None else asked.where(Membership.person_id.in_(ids))):
        covers = (row.start is None or row.start <= on) and (row.end is None or row.end >= on)
        rank = (covers, row.start or date.min)
        if row.person_id not in best or rank > best[row.person_id][0]:
            best[row.person_id] = (rank, row.agency_id)
    return {person: agency for person, (_, agency) in best.items()}


def _first_days(reader: Reader, records: Collection[str]) -> dict[str, date]:
    """Record -> the day the trail first speaks of it."""
    statement = (
        select(TRAIL.c.record, func.min(DEEDS.c.at))
        .join(DEEDS, DEEDS.c.seq == TRAIL.c.deed)
        .where(TRAIL.c.record.in_(records))
        .group_by(TRAIL.c.record)
    )
    rows = reader.execute(statement) if records else ()
    return {record: datetime.fromisoformat(at).astimezone().date() for record, at in rows}
