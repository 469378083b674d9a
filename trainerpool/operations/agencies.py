"""Deeds on agencies: add, rename, know by other names, merge and take apart; and who belongs to which."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from trainerpool.domain.dates import in_words
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_person
from trainerpool.problem import Problem
from trainerpool.store.records import Agency, AgencyAlias, ImportAnswer, Membership
from trainerpool.store.work import Done, Work

FORMER, ANSWERED, MERGED, LIKELY = "former name", "answered", "merged", "likely"


@deed
def add_agency(desk: Desk, name: str, short_name: str | None = None) -> Done:
    """Add a partner organisation."""
    name = name.strip()
    if not name:
        raise Problem("An agency needs a name.")
    with desk.work(f"Add agency {name}") as work:
        _refuse_taken(work, name)
        work.add(Agency(name=name, short_name=(short_name or "").strip() or None))
    return work.done


@deed
def rename_agency(desk: Desk, agency: str, name: str) -> Done:
    """Rename an agency; the old name stays searchable, with the day of the change in the trail."""
    name = name.strip()
    if not name:
        raise Problem("An agency needs a name.", kept="Nothing was changed.")
    with desk.work("Rename agency") as work:
        found = the_agency(work, agency)
        work.about(found.id)
        if found.name == name:
            return work.done
        work.name = f"Rename agency {found.name} to {name}"
        _refuse_taken(work, name, but=found.id)
        for alias in _aliases(work, found.id, name):
            work.remove(alias)  # the name it has again is no other spelling of it
        if found.name.casefold() != name.casefold():
            work.add(AgencyAlias(agency_id=found.id, text=found.name, grade=FORMER))
        found.name = name
    return work.done


@deed
def set_agency_short_name(desk: Desk, agency: str, short_name: str) -> Done:
    """Say how an agency is written where there is little room; empty for its name."""
    with desk.work("Change the short name of an agency") as work:
        found = the_agency(work, agency)
        work.name = f"Change the short name of {found.name}"
        work.about(found.id)
        found.short_name = short_name.strip() or None
    return work.done


@deed
def add_agency_alias(desk: Desk, agency: str, text: str) -> Done:
    """Say that an agency is also written this way."""
    text = text.strip()
    if not text:
        raise Problem("Give the other spelling.", kept="Nothing was changed.")
    with desk.work(f"Know an agency as {text}") as work:
        found = the_agency(work, agency)
        work.name = f"Know {found.name} as {text}"
        work.about(found.id)
        _refuse_taken(work, text)
        work.add(AgencyAlias(agency_id=found.id, text=text, grade=ANSWERED))
    return work.done


@deed
def remove_agency_alias(desk: Desk, agency: str, text: str) -> Done:
    """Say that an agency is not written this way after all; nobody moves."""
    with desk.work(f"No longer know an agency as {text}") as work:
        found = the_agency(work, agency)
        work.name = f"No longer know {found.name} as {text}"
        work.about(found.id)
        for alias in _the_aliases(work, found, text):
            work.remove(alias)
    return work.done


@deed
def agree_agency_alias(desk: Desk, agency: str, text: str) -> Done:
    """Say that a spelling an import joined as likely is indeed this agency."""
    with desk.work(f"Agree that {text} is this agency") as work:
        found = the_agency(work, agency)
        work.name = f"Agree that {text} is {found.name}"
        work.about(found.id)
        for alias in _the_aliases(work, found, text):
            alias.grade = ANSWERED
        _remember(work, text, found.name)
    return work.done


@deed
def split_agency_alias(desk: Desk, agency: str, text: str, people: list[str] | None = None) -> Done:
    """Make a spelling that was joined to an agency an agency of its own, with these people; imports remember it."""
    with desk.work(f"Split {text} off") as work:
        found = the_agency(work, agency)
        work.name = f"Split {text} off {found.name}"
        for alias in _the_aliases(work, found, text):
            work.remove(alias)
        work.session.flush()
        own = work.add(Agency(name=text.strip()))
        work.about(own.id)
        work.session.flush()
        ids = [the_person(work, person).id for person in people or ()]
        for membership in work.find(select(Membership).where(Membership.person_id.in_(ids), _still_is(desk))):
            if membership.agency_id == found.id:
                membership.agency_id, membership.merged_from_id = (
                    own.id,
                    None,
                )  # no merge that is taken apart calls them
        _remember(work, text, own.name)
    return work.done


@deed
def merge_agencies(desk: Desk, agency: str, into: str) -> Done:
    """Merge an agency into another: its people move over, its name stays searchable, and it can be taken apart again."""
    with desk.work("Merge agencies") as work:
        old, new = the_agency(work, agency), the_agency(work, into)
        if old.id == new.id:
            raise Problem("An agency cannot be merged into itself.", kept="Nothing was changed.")
        work.name = f"Merge {old.name} into {new.name}"
        work.about(new.id)
        for membership in work.find(select(Membership).where(Membership.agency_id == old.id, _still_is(desk))):
            membership.agency_id = new.id
            # What was merged before into the one that is merged now keeps its own origin.
            membership.merged_from_id = membership.merged_from_id or old.id
        for alias in work.find(select(AgencyAlias).where(AgencyAlias.agency_id == old.id)):
            alias.agency_id = new.id
            alias.merged_from_id = alias.merged_from_id or old.id
        work.add(AgencyAlias(agency_id=new.id, text=old.name, grade=MERGED, merged_from_id=old.id))
        old.merged_into_id = new.id
    return work.done


@deed
def split_agency(desk: Desk, agency: str) -> Done:
    """Take a merge apart: the agency stands for itself again, with the people and spellings it had; who joined later stays."""
    with desk.work("Take a merge apart") as work:
        old = _merged_agency(work, agency)
        into = work.get(Agency, old.merged_into_id or "")
        work.name = f"Take {old.name} out of {into.name}"
        work.about(old.id)
        inside = _merged_below(work, old.id)
        for membership in work.find(select(Membership).where(Membership.merged_from_id.in_(inside))):
            membership.agency_id = old.id
            membership.merged_from_id = None if membership.merged_from_id == old.id else membership.merged_from_id
        for alias in work.find(select(AgencyAlias).where(AgencyAlias.merged_from_id.in_(inside))):
            if alias.grade == MERGED and alias.merged_from_id == old.id:
                work.remove(alias)
                continue
            alias.agency_id = old.id
            alias.merged_from_id = None if alias.merged_from_id == old.id else alias.merged_from_id
        work.session.flush()
        _refuse_taken(work, old.name, but=old.id)
        old.merged_into_id = None
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
            if membership.start is not None and on <= membership.start:
                raise Problem(
                    f"{person.given_name} {person.family_name} came to their agency of now on {in_words(membership.start)}.",
                    kept="Nothing was changed.",
                    todo="Give a later day.",
                )
            membership.end = on - timedelta(days=1)
        work.add(Membership(person_id=person.id, agency_id=new.id, start=on))
        work.about(person.id)
    return work.done


def people_written_as(desk: Desk, text: str) -> tuple[str, ...]:
    """The ids of those whose agency stands under this spelling in the files that were brought in and kept."""
    from trainerpool.operations.imports import plan_import
    from trainerpool.queries.imports import file_body, latest_files

    found: dict[str, None] = {}
    for file in desk.ask(latest_files):
        data = desk.ask(file_body, file.id)
        if data is None:
            continue  # too large to be kept; whoever it names is moved by hand
        plan = plan_import(desk, (file.name, data), transfer=file.transfer, sheets=file.sheets or None)
        for row in plan.rows:
            is_written = any(one.text.strip().casefold() == text.strip().casefold() for one in row.read_as)
            if row.thing == "trainer" and row.record and is_written:
                found[row.record] = None
    return tuple(found)


def _still_is(desk: Desk) -> ColumnElement[bool]:
    """Whether a membership has not ended by today; one whose end is known ahead counts as any other."""
    return or_(Membership.end.is_(None), Membership.end >= desk.today)


def _aliases(work: Work, agency_id: str, text: str) -> list[AgencyAlias]:
    same = func.lower(AgencyAlias.text) == text.strip().lower()
    return work.find(select(AgencyAlias).where(AgencyAlias.agency_id == agency_id, same))


def _the_aliases(work: Work, agency: Agency, text: str) -> list[AgencyAlias]:
    found = _aliases(work, agency.id, text)
    if not found:
        raise Problem(f"{agency.name} is not known as {text!r}.", kept="Nothing was changed.")
    if any(alias.grade == MERGED for alias in found):
        raise Problem(
            f"{text} was merged into {agency.name}.", kept="Nothing was changed.", todo="Take the merge apart instead."
        )
    return found


def _refuse_taken(work: Work, name: str, but: str = "") -> None:
    """Problem where another agency has this name, or is known by it."""
    for found in work.find(select(Agency).where(func.lower(Agency.name) == name.lower())):
        if found.id != but and found.merged_into_id is None:
            raise Problem(f"{name} is in the pool already.", kept="Nothing was changed.")
    for alias in work.find(select(AgencyAlias).where(func.lower(AgencyAlias.text) == name.lower())):
        if alias.agency_id != but:
            other = work.get(Agency, alias.agency_id).name
            raise Problem(f"{name} is another spelling of {other}.", kept="Nothing was changed.")


def _remember(work: Work, text: str, name: str) -> None:
    """Keep for imports to come whom a spelling names."""
    same = (ImportAnswer.section == "agencies", ImportAnswer.about == text.strip())
    held = work.find(select(ImportAnswer).where(*same))
    if held:
        held[0].answer = name
    else:
        work.add(ImportAnswer(file_name="", section="agencies", about=text.strip(), answer=name, marks={}))


def _merged_agency(work: Work, text: str) -> Agency:
    """The merged agency of this id or name, itself and not the one it went into."""
    by_id = work.session.get(Agency, text)
    named = select(Agency).where(func.lower(Agency.name) == text.strip().lower(), Agency.merged_into_id.is_not(None))
    found = [by_id] if by_id is not None else work.find(named)
    if len(found) != 1 or found[0].merged_into_id is None:
        raise Problem(f"No one agency called {text!r} has been merged.", kept="Nothing was changed.")
    return found[0]


def _merged_below(work: Work, agency_id: str) -> set[str]:
    """An agency and all that were merged into it, step by step."""
    inside, edge = {agency_id}, {agency_id}
    while edge:
        edge = {found.id for found in work.find(select(Agency).where(Agency.merged_into_id.in_(edge)))} - inside
        inside |= edge
    return inside
