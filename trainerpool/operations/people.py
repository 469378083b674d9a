"""Deeds on people: add a trainer by hand, correct their details, keep the names they had."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_agency, the_person, the_session
from trainerpool.problem import Problem
from trainerpool.store.records import Exclusion, FormerName, Membership, Person
from trainerpool.store.work import Done


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
) -> Done:  # fmt: skip
    """Correct somebody's details; what is not given stays. A changed name is kept as a former one."""
    with desk.work("Change trainer") as work:
        person = the_person(work, trainer)
        work.name = f"Change details of {person.given_name} {person.family_name}"
        if (given_name, family_name) != (None, None):
            new = (
                given_name if given_name is not None else person.given_name,
                family_name if family_name is not None else person.family_name,
            )
            if new != (person.given_name, person.family_name):
                work.add(
                    FormerName(
                        person_id=person.id, given_name=person.given_name, family_name=person.family_name, until=on
                    )
                )
                person.given_name, person.family_name = new
        for field, value in (("email", email), ("phone", phone), ("job_title", job_title), ("notes", notes)):
            if value is not None:
                setattr(person, field, value.strip() or None)
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
        work.name = f"Record a conflict of {person.given_name} {person.family_name}"
        work.add(Exclusion(
            person_id=person.id, other_id=the_person(work, other).id if other else None,
            session_id=the_session(work, session).id if session else None, reason=reason,
        ))  # fmt: skip
    return work.done
