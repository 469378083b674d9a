"""Venues and the sessions held there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trainerpool.store.pool import Reader
from trainerpool.store.records import TrainingSession, Venue


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue; `capacity` is how many the room holds, `coming` how many of its sessions are yet to be held."""

    id: str
    name: str
    postcode: str
    zone: str
    address: str
    access: str
    capacity: int | None
    virtual: bool
    active: bool
    note: str
    sessions: int
    coming: int
    next_on: str


@dataclass(frozen=True, slots=True)
class HeldThereRow:
    """One session at a venue: its first day as YYYY-MM-DD (YYYY-MM where the day is unknown), title and status."""

    id: str
    first_date: str
    title: str
    status: str


def venues(reader: Reader, today: date) -> tuple[VenueRow, ...]:
    """Every venue by name; cancelled sessions do not count as coming."""
    held: dict[str, int] = defaultdict(int)
    coming: dict[str, list[str]] = defaultdict(list)
    columns = (TrainingSession.venue_id, TrainingSession.first_date, TrainingSession.status)
    for session in reader.execute(select(*columns).where(TrainingSession.venue_id.is_not(None))):
        held[session.venue_id] += 1
        if session.first_date >= today.isoformat() and session.status != "cancelled":
            coming[session.venue_id].append(session.first_date)
    rows = reader.execute(
        select(
            Venue.id, Venue.name, Venue.postcode, Venue.zone, Venue.address, Venue.access, Venue.capacity, Venue.virtual,
            Venue.active, Venue.note,
        ).order_by(Venue.name)
    )  # fmt: skip
    return tuple(
        VenueRow(
            row.id, row.name, row.postcode or "", row.zone or "", row.address or "", row.access or "", row.capacity,
            row.virtual, row.active, row.note or "", held[row.id], len(coming[row.id]), min(coming[row.id], default=""),
        )
        for row in rows
    )  # fmt: skip


def sessions_at_venue(reader: Reader, venue_id: str, today: date, limit: int = 50) -> tuple[HeldThereRow, ...]:
    """The sessions at a venue: those to come in order, then those held, latest first."""
    columns = (TrainingSession.id, TrainingSession.first_date, TrainingSession.title, TrainingSession.status)
    rows = [
        HeldThereRow(row.id, row.first_date, row.title, row.status)
        for row in reader.execute(select(*columns).where(TrainingSession.venue_id == venue_id))
    ]
    coming = sorted((row for row in rows if row.first_date >= today.isoformat()), key=lambda row: row.first_date)
    held = sorted((row for row in rows if row.first_date < today.isoformat()), key=lambda row: row.first_date)
    return tuple([*coming, *reversed(held)][:limit])
