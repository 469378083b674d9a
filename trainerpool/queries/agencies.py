"""Agencies, the ways they are written, and who belongs to which on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import Agency, AgencyAlias, Membership


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with its other spellings and how many people belong to it today."""

    id: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    people: int
    merged_into_id: str | None


def agencies(reader: Reader, on: date, *, merged: bool = False) -> tuple[AgencyRow, ...]:
    """The agencies by name; merged ones only when asked for."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for row in reader.execute(select(AgencyAlias.agency_id, AgencyAlias.text).order_by(AgencyAlias.text)):
        spellings[row.agency_id].append(row.text)
    counts: dict[str, int] = defaultdict(int)
    for agency_id in agency_of_everyone(reader, on).values():
        counts[agency_id] += 1
    rows = reader.execute(
        select(Agency.id, Agency.name, Agency.short_name, Agency.merged_into_id).order_by(Agency.name)
    )
    return tuple(
        AgencyRow(row.id, row.name, row.short_name or "", tuple(spellings[row.id]), counts[row.id], row.merged_into_id)
        for row in rows
        if merged or row.merged_into_id is None
    )


def agency_names(reader: Reader) -> dict[str, str]:
    """Id -> name."""
    return {row.id: row.name for row in reader.execute(select(Agency.id, Agency.name))}


def agency_of_everyone(reader: Reader, on: date) -> dict[str, str]:
    """Person -> agency on a day; where none is dated to cover it, the latest that began before, else the first."""
    best: dict[str, tuple[tuple[bool, date], str]] = {}
    rows = reader.execute(select(Membership.person_id, Membership.agency_id, Membership.start, Membership.end))
    for row in rows:
        covers = (row.start is None or row.start <= on) and (row.end is None or row.end >= on)
        rank = (covers, row.start or date.min)
        if row.person_id not in best or rank > best[row.person_id][0]:
            best[row.person_id] = (rank, row.agency_id)
    return {person: agency for person, (_, agency) in best.items()}
