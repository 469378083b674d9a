"""Deeds on people: add a trainer by hand, correct their details, keep the names they had, merge two records of one person."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from trainerpool.domain.dates import in_words
from trainerpool.domain.offers import GONE
from trainerpool.operations.calls import ask_instead
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.merged_people import hand_over, remember_merged
from trainerpool.operations.references import person_or_none, the_agency, the_person, the_session
from trainerpool.problem import Problem
from trainerpool.store.records import (
    Allocation,
    Exclusion,
    FormerName,
    ImportedRow,
    Membership,
    Person,
    TrainingSession,
    WeekdayPattern,
)
from trainerpool.store.work import Done, Work


@deed
def add_trainer(
    desk: Desk, given_name: str, family_name: str, agency: str, email: str | None = None, phone: str | None = None,
    job_title: str | None = None, notes: str | None = None, role: str = "trainer",
) -> Done:  # fmt: skip
    """Add somebody to the pool, as a candidate until evidence says more; role is trainer, observer or business unit."""
    given_name, family_name = given_name.strip(), family_name.strip()
    if not family_name and not given_name:
        raise Problem("A trainer needs a name.")
    if role not in {"trainer", "observer", "business unit"}:
        raise Problem(f"A role is trainer, observer or business unit; {role!r} was given.")
    with desk.work(f"Add trainer {given_name} {family_name}".strip()) as work:
        home = the_agency(work, agency)
        if email and work.find(select(Person).where(func.lower(Person.email) == email.strip().lower())):
            raise Problem(f"Somebody with the address {email} is in the pool already.", kept="Nothing was changed.")
        person = work.add(Person(
            given_name=given_name, family_name=family_name, email=email.strip().lower() if email else None, phone=phone,
            job_title=job_title, notes=notes, role=role,
        ))  # fmt: skip
        work.add(Membership(person_id=person.id, agency_id=home.id))
    return work.done


@deed
def change_trainer(
    desk: Desk, trainer: str, given_name: str | None = None, family_name: str | None = None, email: str | None = None,
    phone: str | None = None, job_title: str | None = None, notes: str | None = None, on: date | None = None,
    known_as: str | None = None, home_zone: str | None = None, manager: str | None = None,
) -> Done:  # fmt: skip
    """Correct somebody's details; what is not given stays, what is given empty goes. A changed name is kept as a former one.

    home_zone is the travel band they live in; manager is who therefore cannot observe them.
    """
    with desk.work("Change trainer") as work:
        person = the_person(work, trainer)
        work.name = f"Change details of {full_name(person)}"
        if (given_name, family_name) != (None, None):
            new = (
                given_name.strip() if given_name is not None else person.given_name,
                family_name.strip() if family_name is not None else person.family_name,
            )
            if not any(new):
                raise Problem("A trainer needs a name.", kept="Nothing was changed.")
            if new != (person.given_name, person.family_name):
                work.add(
                    FormerName(
                        person_id=person.id, given_name=person.given_name, family_name=person.family_name, until=on
                    )
                )
                person.given_name, person.family_name = new
        if email is not None and email.strip():
            email = email.strip().lower()
            same = select(Person).where(func.lower(Person.email) == email, Person.id != person.id)
            if work.find(same):
                raise Problem(f"Somebody else in the pool has the address {email}.", kept="Nothing was changed.")
        given = {
            "email": email, "phone": phone, "job_title": job_title, "notes": notes, "known_as": known_as, "home_zone": home_zone,
        }  # fmt: skip
        for field, value in given.items():
            if value is not None:
                setattr(person, field, value.strip() or None)
        if manager is not None:
            known = person_or_none(work, manager)
            if known is not None and known.id == person.id:
                raise Problem(f"{full_name(person)} cannot be their own manager.", kept="Nothing was changed.")
            person.manager, person.manager_id = (
                (full_name(known), known.id) if known else (manager.strip() or None, None)
            )
        work.about(person.id)
    return work.done


@deed
def add_exclusion(
    desk: Desk, trainer: str, other: str | None = None, session: str | None = None, reason: str | None = None
) -> Done:
    """Record a declared conflict: never with this other person, or never on this session."""
    if not other and not session:
        raise Problem("Say which person or which session the conflict is with.")
    with desk.work("Record a conflict") as work:
        person = the_person(work, trainer)
        work.name = f"Record a conflict of {full_name(person)}"
        work.add(Exclusion(
            person_id=person.id, other_id=the_person(work, other).id if other else None,
            session_id=the_session(work, session).id if session else None, reason=reason,
        ))  # fmt: skip
    return work.done


@deed
def remove_exclusion(desk: Desk, exclusion: str) -> Done:
    """Take a declared conflict back."""
    with desk.work("Take back a conflict") as work:
        found = work.get(Exclusion, exclusion)
        work.name = f"Take back a conflict of {full_name(work.get(Person, found.person_id))}"
        work.remove(found)
        work.about(found.person_id)
    return work.done


@deed
def merge_trainers(desk: Desk, trainer: str, into: str) -> Done:
    """Merge two records of one person: everything recorded of the first goes to the second, its name stays searchable, one undo splits them."""
    with desk.work("Merge records") as work:
        old, new = the_person(work, trainer), the_person(work, into)
        if old.id == new.id:
            raise Problem("A record cannot be merged into itself.", kept="Nothing was changed.")
        work.name = f"Merge the record of {full_name(old)} into that of {full_name(new)}"
        _refuse_two_places(work, old, new)
        _settle_memberships(work, desk, old, new)
        _settle_conflicts(work, old, new)
        _settle_weekdays(work, old, new)
        for field in ("email", "phone", "job_title", "known_as", "home_zone"):
            if not getattr(new, field):
                setattr(new, field, getattr(old, field))
        new.notes = "\n".join(part for part in (new.notes, old.notes) if part) or None
        if full_name(old).casefold() != full_name(new).casefold():
            work.add(FormerName(person_id=new.id, given_name=old.given_name, family_name=old.family_name))
        hand_over(work, old.id, new.id)
        remember_merged(work, old.id, new.id)
        for row in work.find(select(ImportedRow).where(ImportedRow.record_id == old.id)):
            row.record_id = new.id
        ask_instead(work, old.id, new.id)
        work.session.flush()
        work.remove(old)
        work.about(new.id)
    return work.done


def full_name(person: Person) -> str:
    """Given name first."""
    return f"{person.given_name} {person.family_name}".strip()


def _refuse_two_places(work: Work, old: Person, new: Person) -> None:
    """Problem where both are on one session: which of the two places counts is for a person to say."""
    held = {
        key: {
            one.session_id
            for one in work.find(select(Allocation).where(Allocation.person_id == key))
            if one.state not in GONE
        }
        for key in (old.id, new.id)
    }
    both = held[old.id] & held[new.id]
    if both:
        session = work.get(TrainingSession, min(both))
        raise Problem(
            f"Both are on {session.title}, {in_words(date.fromisoformat(session.first_date[:10]))}.",
            kept="Nothing was changed.",
            todo="Take one of the two off the session first.",
        )


def _settle_memberships(work: Work, desk: Desk, old: Person, new: Person) -> None:
    """The agency of the record that stays is the present one; an earlier one of the other ends the day before."""
    present = work.find(select(Membership).where(Membership.person_id == new.id, Membership.end.is_(None)))
    for row in work.find(select(Membership).where(Membership.person_id == old.id, Membership.end.is_(None))):
        if not present:
            continue
        known = any(one.agency_id == row.agency_id for one in present)
        if known or row.start is None or row.start >= desk.today:
            work.remove(row)
        else:
            row.end = desk.today - timedelta(days=1)
    work.session.flush()


def _settle_conflicts(work: Work, old: Person, new: Person) -> None:
    pair = {old.id, new.id}
    for row in work.find(select(Exclusion).where(Exclusion.other_id.is_not(None))):
        if {row.person_id, row.other_id} == pair:
            work.remove(row)
    work.session.flush()


def _settle_weekdays(work: Work, old: Person, new: Person) -> None:
    """Of two patterns that begin on one day, the one of the record that stays counts."""
    kept = {row.start for row in work.find(select(WeekdayPattern).where(WeekdayPattern.person_id == new.id))}
    for row in work.find(select(WeekdayPattern).where(WeekdayPattern.person_id == old.id)):
        if row.start in kept:
            work.remove(row)
    work.session.flush()
