"""Deeds on agencies: add, rename, know by other names, merge; and who belongs to which."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_person
from trainerpool.problem import Problem
from trainerpool.store.records import Agency, AgencyAlias, Membership
from trainerpool.store.work import Done


@deed
def add_agency(desk: Desk, name: str, short_name: str | None = None) -> Done:
    """Add a partner organisation."""
    name = name.strip()
    if not name:
        raise Problem("An agency needs a name.")
    with desk.work(f"Add agency {name}") as work:
        if any(found.name.casefold() == name.casefold() for found in work.find(select(Agency))):
            raise Problem(f"{name} is in the pool already.", kept="Nothing was changed.")
        work.add(Agency(name=name, short_name=short_name))
    return work.done


@deed
def rename_agency(desk: Desk, agency: str, name: str) -> Done:
    """Rename an agency; the old name stays searchable."""
    with desk.work("Rename agency") as work:
        found = the_agency(work, agency)
        work.name = f"Rename agency {found.name} to {name}"
        work.add(AgencyAlias(agency_id=found.id, text=found.name, grade="former name"))
        found.name = name.strip()
        work.about(found.id)
    return work.done


@deed
def add_agency_alias(desk: Desk, agency: str, text: str) -> Done:
    """Say that an agency is also written this way."""
    with desk.work(f"Know {agency} as {text}") as work:
        found = the_agency(work, agency)
        work.add(AgencyAlias(agency_id=found.id, text=text.strip(), grade="answered"))
    return work.done


@deed
def merge_agencies(desk: Desk, agency: str, into: str) -> Done:
    """Merge an agency into another: its people move over, its name stays searchable, and undo splits them again."""
    with desk.work("Merge agencies") as work:
        old, new = the_agency(work, agency), the_agency(work, into)
        if old.id == new.id:
            raise Problem("An agency cannot be merged into itself.", kept="Nothing was changed.")
        work.name = f"Merge {old.name} into {new.name}"
        work.add(AgencyAlias(agency_id=new.id, text=old.name, grade="merged"))
        for membership in work.find(select(Membership).where(Membership.agency_id == old.id, Membership.end.is_(None))):
            membership.agency_id = new.id
        for alias in work.find(select(AgencyAlias).where(AgencyAlias.agency_id == old.id)):
            alias.agency_id = new.id
        old.merged_into_id = new.id
        work.about(new.id)
    return work.done


@deed
def move_to_agency(desk: Desk, trainer: str, agency: str, on: date) -> Done:
    """Record that somebody works for another agency from a day on; what was delivered before keeps the old one."""
    with desk.work("Change agency") as work:
        person, new = the_person(work, trainer), the_agency(work, agency)
        work.name = f"Move {person.given_name} {person.family_name} to {new.name}"
        for membership in work.find(
            select(Membership).where(Membership.person_id == person.id, Membership.end.is_(None))
        ):
            membership.end = on - timedelta(days=1)
        work.add(Membership(person_id=person.id, agency_id=new.id, start=on))
        work.about(person.id)
    return work.done
