"""Deeds for several trainers at once, and for a new one with what is known already: each one piece of work, one undo."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from trainerpool.domain.dates import count_of, in_words
from trainerpool.operations.agencies import add_agency
from trainerpool.operations.allocations import offer_to_trainer
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.evidence import add_evidence, checked_kind
from trainerpool.operations.people import add_trainer
from trainerpool.problem import Problem
from trainerpool.queries.sessions import session as session_row
from trainerpool.store.records import Agency, AgencyAlias
from trainerpool.store.work import Done

_ROLES = ("lead", "co-trainer", "extra")


@deed
def record_for_several(
    desk: Desk, trainers: list[str], kind: str, on: str, course: str | None = None, by: str | None = None, note: str | None = None
) -> Done:  # fmt: skip
    """Record the same fact for several trainers, such as a development event: all of them or none, one undo."""
    chosen = checked_kind(kind)
    if not trainers:
        raise Problem("No trainer was chosen.", kept="Nothing was changed.")
    if on > desk.today.isoformat():
        raise Problem(
            "Evidence is recorded once it has happened.", kept="Nothing was changed.", todo="Give a day up to today."
        )
    label = chosen.label[:1].lower() + chosen.label[1:] if not chosen.label.startswith("TtT") else chosen.label
    number = count_of(len(trainers), "trainer")
    with desk.together(f"Record {label} of {number}") as work:
        for trainer in dict.fromkeys(trainers):
            add_evidence(desk, trainer, kind, on, course=course, by=by, note=note)
    return work.done


@deed
def offer_to_several(desk: Desk, session: str, trainers: list[str], roles: list[str]) -> Done:
    """Offer a session to several trainers, each in the role that stands at the same place of `roles`; one undo."""
    if not trainers or len(trainers) != len(roles):
        raise Problem("Say for each trainer in which role the session is offered.", kept="Nothing was changed.")
    if wrong := next((role for role in roles if role not in _ROLES), ""):
        raise Problem(f"A role is lead, co-trainer or extra; {wrong!r} was given.", kept="Nothing was changed.")
    row = desk.ask(session_row, session)
    what = f"{row.title}, {in_words(row.first_date)}" if row is not None else session
    with desk.together(f"Offer {what}, to {count_of(len(trainers), 'trainer')}") as work:
        for trainer, role in zip(trainers, roles, strict=True):
            offer_to_trainer(desk, session, trainer, role)
        work.about(row.id if row is not None else session)
    return work.done


@deed
def take_on_trainer(
    desk: Desk, given_name: str, family_name: str, agency: str, email: str | None = None, phone: str | None = None,
    job_title: str | None = None, kind: str | None = None, on: str | None = None, course: str | None = None,
) -> Done:  # fmt: skip
    """Add a trainer with their first evidence, and their agency where the pool does not know it yet: one undo."""
    given_name, family_name, agency = given_name.strip(), family_name.strip(), agency.strip()
    if not agency:
        raise Problem("A trainer needs an agency.", kept="Nothing was changed.")
    if kind is not None and on is None:
        raise Problem("Say on which day the first evidence is of.", kept="Nothing was changed.")
    if on is not None and on > desk.today.isoformat():
        raise Problem(
            "Evidence is recorded once it has happened.", kept="Nothing was changed.", todo="Give a day up to today."
        )
    with desk.together(f"Add trainer {given_name} {family_name}".strip()) as work:
        words = agency.lower()
        alias = select(AgencyAlias.agency_id).where(func.lower(AgencyAlias.text) == words)
        named = or_(
            Agency.id == agency, func.lower(Agency.name) == words, func.lower(Agency.short_name) == words, Agency.id.in_(alias)
        )  # fmt: skip
        if not work.find(select(Agency).where(named)):
            add_agency(desk, agency)
        made = add_trainer(desk, given_name, family_name, agency, email, phone, job_title)
        person = made.record
        if person is None:
            raise RuntimeError("an added trainer has a record")
        if kind is not None and on is not None:
            add_evidence(desk, person, kind, on, course=course)
        work.about(person)
    return work.done
