"""Deeds on venues: add, change, take out of use, and merge two spellings of one place."""

from __future__ import annotations

from sqlalchemy import func, select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import change_fields, refuse_emptying
from trainerpool.problem import Problem
from trainerpool.store.records import TrainingSession, Venue
from trainerpool.store.work import Done, Work

_MAY_BE_EMPTY = frozenset({"postcode", "zone", "address", "access", "capacity", "note"})


@deed
def add_venue(
    desk: Desk, name: str, postcode: str | None = None, zone: str | None = None, address: str | None = None,
    access: str | None = None, capacity: int | None = None, virtual: bool = False, note: str | None = None,
) -> Done:  # fmt: skip
    """Add a venue; zone is the travel band it lies in, access how one gets in, capacity how many the room holds."""
    name = name.strip()
    if not name:
        raise Problem("A venue needs a name.")
    _check_capacity(capacity)
    with desk.work(f"Add venue {name}") as work:
        _refuse_taken(work, name)
        work.add(Venue(
            name=name, postcode=_postcode(postcode), zone=zone or None, address=address or None, access=access or None,
            capacity=capacity, virtual=virtual, note=note or None,
        ))  # fmt: skip
    return work.done


@deed
def change_venue(
    desk: Desk, venue: str, name: str | None = None, postcode: str | None = None, zone: str | None = None,
    address: str | None = None, access: str | None = None, capacity: int | None = None, virtual: bool | None = None,
    active: bool | None = None, note: str | None = None, clear: list[str] | None = None,
) -> Done:  # fmt: skip
    """Change what is given of a venue, and empty what `clear` names; its sessions follow."""
    _check_capacity(capacity)
    refuse_emptying("venue", clear, _MAY_BE_EMPTY)
    with desk.work("Change venue") as work:
        found = _known_venue(work, venue)
        work.name = f"Change venue {found.name}"
        work.about(found.id)
        if name is not None and name.strip():
            _refuse_taken(work, name.strip(), but=found.id)
        given = {
            "name": name, "postcode": _postcode(postcode), "zone": zone, "address": address, "access": access,
            "capacity": capacity, "virtual": virtual, "active": active, "note": note,
        }  # fmt: skip
        change_fields(found, given, clear)
    return work.done


@deed
def merge_venues(desk: Desk, venue: str, into: str) -> Done:
    """Merge a venue into another: its sessions move over, and what the other lacks is taken from it."""
    with desk.work("Merge venues") as work:
        old, new = _known_venue(work, venue), _known_venue(work, into)
        if old.id == new.id:
            raise Problem("A venue cannot be merged into itself.", kept="Nothing was changed.")
        work.name = f"Merge venue {old.name} into {new.name}"
        work.about(new.id)
        for session in work.find(select(TrainingSession).where(TrainingSession.venue_id == old.id)):
            session.venue_id = new.id
        for field in ("postcode", "zone", "address", "access", "capacity", "note"):
            if getattr(new, field) is None:
                setattr(new, field, getattr(old, field))
        work.session.flush()
        work.remove(old)
    return work.done


@deed
def remove_venue(desk: Desk, venue: str) -> Done:
    """Take out a venue at which nothing is or was held; another one is only taken out of use."""
    with desk.work("Take out a venue") as work:
        found = _known_venue(work, venue)
        work.name = f"Take out venue {found.name}"
        held = work.find(select(TrainingSession).where(TrainingSession.venue_id == found.id).limit(1))
        if held:
            raise Problem(
                f"Sessions are held at {found.name}.",
                kept="It was kept.",
                todo="Take it out of use, or merge it into another venue.",
            )
        work.about(found.id)
        work.remove(found)
    return work.done


def _known_venue(work: Work, text: str) -> Venue:
    by_id = work.session.get(Venue, text)
    found = [by_id] if by_id else work.find(select(Venue).where(func.lower(Venue.name) == text.strip().lower()))
    if not found:
        raise Problem(f"No venue of the pool is called {text!r}.", kept="Nothing was changed.")
    if len(found) > 1:
        raise Problem(f"More than one venue is called {text!r}.", kept="Nothing was changed.", todo="Give the id.")
    return found[0]


def _refuse_taken(work: Work, name: str, but: str = "") -> None:
    for found in work.find(select(Venue).where(func.lower(Venue.name) == name.lower())):
        if found.id != but:
            raise Problem(f"{name} is in the pool already.", kept="Nothing was changed.")


def _check_capacity(capacity: int | None) -> None:
    if capacity is not None and capacity < 1:
        raise Problem(f"A room for {capacity} cannot be.", kept="Nothing was changed.")


def _postcode(text: str | None) -> str | None:
    """A postcode as it is printed: capitals, one space before the last three."""
    if text is None or not text.strip():
        return None
    squeezed = "".join(text.upper().split())
    return f"{squeezed[:-3]} {squeezed[-3:]}" if 5 <= len(squeezed) <= 7 else text.strip()
