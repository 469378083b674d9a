"""Who or what is meant: an id, or the words people use, turned into the one record."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import ColumnElement, func, or_, select

from trainerpool.problem import Problem
from trainerpool.store.records import Agency, AgencyAlias, Course, CourseAlias, Person, Record, TrainingSession, Venue
from trainerpool.store.work import Work

R = TypeVar("R", bound=Record)


def the_person(work: Work, text: str) -> Person:
    """The person of this id or of this "Given Family"; Problem where there is none, or more than one."""
    return _the_one(
        work, Person, text, func.lower(Person.given_name + " " + Person.family_name) == text.strip().lower(), "person"
    )


def person_or_none(work: Work, text: str | None) -> Person | None:
    """The person meant, or None where the text names nobody the pool knows (or more than one)."""
    if not text:
        return None
    found = _candidates(
        work, Person, text, func.lower(Person.given_name + " " + Person.family_name) == text.strip().lower()
    )
    return found[0] if len(found) == 1 else None


def the_agency(work: Work, text: str) -> Agency:
    """The agency of this id, name, short name or other spelling; a merged one leads to the one it went into."""
    words = text.strip().lower()
    alias = select(AgencyAlias.agency_id).where(func.lower(AgencyAlias.text) == words)
    # The name of a merged agency is a spelling of the one it went into.
    own = or_(func.lower(Agency.name) == words, func.lower(Agency.short_name) == words) & Agency.merged_into_id.is_(
        None
    )
    condition = or_(own, Agency.id.in_(alias))
    found = _the_one(work, Agency, text, condition, "agency")
    while found.merged_into_id:
        found = work.get(Agency, found.merged_into_id)
    return found


def the_course(work: Work, text: str) -> Course:
    """The course of this id, code, title, short name or other spelling."""
    words = text.strip().lower()
    alias = select(CourseAlias.course_id).where(func.lower(CourseAlias.text) == words)
    condition = or_(
        func.lower(Course.code) == words,
        func.lower(Course.title) == words,
        func.lower(Course.short_name) == words,
        Course.id.in_(alias),
    )
    return _the_one(work, Course, text, condition, "course")


def the_session(work: Work, text: str) -> TrainingSession:
    """The session of this id or reference."""
    return _the_one(work, TrainingSession, text, TrainingSession.reference == text, "session")


def the_venue(work: Work, text: str, *, virtual: bool = False) -> Venue:
    """The venue of this id or name; a name not met before is added."""
    found = _candidates(work, Venue, text, func.lower(Venue.name) == text.strip().lower())
    return found[0] if found else work.add(Venue(name=text.strip(), virtual=virtual))


def _candidates(work: Work, record_class: type[R], text: str, condition: ColumnElement[bool]) -> list[R]:
    by_id = work.session.get(record_class, text)
    return [by_id] if by_id is not None else work.find(select(record_class).where(condition).limit(2))


def _the_one(work: Work, record_class: type[R], text: str, condition: ColumnElement[bool], noun: str) -> R:
    found = _candidates(work, record_class, text, condition)
    if not found:
        raise Problem(f"No {noun} of the pool is called {text!r}.", kept="Nothing was changed.")
    if len(found) > 1:
        raise Problem(f"More than one {noun} is called {text!r}.", kept="Nothing was changed.", todo="Give the id.")
    return found[0]
