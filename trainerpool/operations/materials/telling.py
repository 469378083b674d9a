"""Deeds on who is told of a version and has read it, and on the versions a session is planned and delivered with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.domain.dates import count_of
from trainerpool.exchange.carrying.ids import derived_id
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import refuse_emptying
from trainerpool.operations.materials.finding import IN_USE, called, checked_past, is_about, refuse_unless, the_version
from trainerpool.operations.references import the_person, the_session
from trainerpool.problem import Problem
from trainerpool.queries.material_readers import coming_trainers
from trainerpool.store.records import Acknowledgement, MaterialVersion, TrainingSession
from trainerpool.store.work import Done, Work


@deed
def tell_trainers(desk: Desk, version: str, trainers: list[str] | None = None, on: date | None = None) -> Done:
    """Record that trainers were told of a version and asked to read it; when none are named, all of its coming sessions."""
    day = checked_past(on, desk.today, "The telling")
    with desk.work("Tell trainers") as work:
        found = the_version(work, version)
        refuse_unless(work, found, desk.today, IN_USE, "told of")
        known = acknowledgements(work, found)
        if trainers is None:
            people = [one for one in desk.ask(coming_trainers, found.course_id, desk.today) if not _is_told(known, one)]
        else:
            people = [the_person(work, one).id for one in trainers]
        if not people:
            raise Problem("Nobody is left to be told.", kept="Nothing was changed.")
        for person in dict.fromkeys(people):
            row = known.get(person)
            if row is None:
                work.add(Acknowledgement(id=_one_id(found, person), version_id=found.id, person_id=person, told_on=day))
            else:
                row.told_on = day
        is_about(work, found, f"Tell {count_of(len(set(people)), 'trainer')} of")
    return work.done


def _is_told(known: dict[str, Acknowledgement], person: str) -> bool:
    row = known.get(person)
    return row is not None and (row.told_on is not None or row.read_on is not None)


@deed
def record_read(desk: Desk, version: str, trainer: str, on: date | None = None, told_by: str | None = None) -> Done:
    """Record that a trainer has read a version; `told_by` where somebody says so on their behalf."""
    day = checked_past(on, desk.today, "The reading")
    with desk.work("Record who has read") as work:
        found, person = the_version(work, version), the_person(work, trainer)
        work.name = f"Record that {person.given_name} {person.family_name} has read {called(work, found)}"
        work.about(found.id)
        row = acknowledgements(work, found).get(person.id)
        if row is not None and row.read_on is not None:
            raise Problem(f"{person.given_name} {person.family_name} has read it already.", kept="Nothing was changed.")
        if row is None:
            row = work.add(Acknowledgement(id=_one_id(found, person.id), version_id=found.id, person_id=person.id))
            work.about(found.id)
        row.read_on, row.told_by = day, (told_by or "").strip() or None
    return work.done


def _one_id(version: MaterialVersion, person: str) -> str:
    """Said here or at the trainer's own desk, it is one fact."""
    return derived_id("acknowledgement", version.id, person)


def acknowledgements(work: Work, version: MaterialVersion) -> dict[str, Acknowledgement]:
    """Person -> whether they were told of a version and have read it."""
    asked = select(Acknowledgement).where(Acknowledgement.version_id == version.id)
    return {row.person_id: row for row in work.find(asked)}


@deed
def set_session_material(
    desk: Desk, session: str, planned: str | None = None, delivered: str | None = None, clear: list[str] | None = None
) -> Done:
    """Record the version a session is planned with and the one it was delivered with; `clear` empties either."""
    refuse_emptying("session", clear, frozenset({"planned", "delivered"}))
    with desk.work("Record the material of a session") as work:
        found = the_session(work, session)
        work.name = f"Record the material of {found.title}"
        work.about(found.id)
        for field, text in (("planned_version_id", planned), ("delivered_version_id", delivered)):
            if text and text.strip():
                version = the_version(work, text)
                _refuse_other_course(found, version)
                if field == "delivered_version_id" and found.first_date > desk.today.isoformat():
                    raise Problem("This session is still to come.", kept="Nothing was changed.", todo="Record the version planned.")  # fmt: skip
                setattr(found, field, version.id)
        for name in clear or ():
            setattr(found, f"{name}_version_id", None)
    return work.done


def _refuse_other_course(session: TrainingSession, version: MaterialVersion) -> None:
    if version.course_id != session.course_id:
        raise Problem(f"Version {version.version} is of another course.", kept="Nothing was changed.")
