"""Deeds on courses and the versions of their material."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.references import the_course
from trainerpool.problem import Problem
from trainerpool.store.records import Course, CourseAlias, MaterialVersion
from trainerpool.store.work import Done

SHORT_NAME_LETTERS = 12


def short_name_of(title: str) -> str:
    """A short name of at most 12 letters, for chips: the title's first words as far as they fit."""
    words = title.replace(":", " ").split()
    short = ""
    for word in words:
        longer = f"{short} {word}".strip()
        if len(longer) > SHORT_NAME_LETTERS:
            break
        short = longer
    return short or title[:SHORT_NAME_LETTERS]


def _check_sizes(**sizes: int | None) -> None:
    for name, size in sizes.items():
        if size is not None and size < 1:
            raise Problem(f"A course with {size} {name.replace('_', ' ')} cannot be.", kept="Nothing was changed.")


@deed
def add_course(
    desk: Desk, code: str, title: str, short_name: str | None = None, minutes: int | None = None, days: int = 1,
    max_learners: int | None = None, multi_agency: bool = True, two_agencies_required: bool = False, external: bool = False,
) -> Done:  # fmt: skip
    """Add a course; lengths in minutes, the short name has at most 12 letters."""
    title, code = title.strip(), code.strip()
    if not title:
        raise Problem("A course needs a title.")
    if short_name and len(short_name) > SHORT_NAME_LETTERS:
        raise Problem(f"The short name {short_name!r} has more than {SHORT_NAME_LETTERS} letters.")
    _check_sizes(minutes=minutes, days=days, max_learners=max_learners)
    with desk.work(f"Add course {title}") as work:
        if code and work.find(select(Course).where(func.lower(Course.code) == code.lower())):
            raise Problem(f"A course with the code {code} is in the pool already.", kept="Nothing was changed.")
        work.add(Course(
            code=code or None, title=title, short_name=short_name or short_name_of(title), minutes=minutes, days=days,
            max_learners=max_learners, multi_agency=multi_agency, two_agencies_required=two_agencies_required, external=external,
        ))  # fmt: skip
    return work.done


@deed
def change_course(
    desk: Desk, course: str, title: str | None = None, code: str | None = None, short_name: str | None = None,
    minutes: int | None = None, days: int | None = None, max_learners: int | None = None, multi_agency: bool | None = None,
    two_agencies_required: bool | None = None, external: bool | None = None,
) -> Done:  # fmt: skip
    """Change what is given of a course; a title it had stays known as another way it is written."""
    if short_name is not None and not 0 < len(short_name.strip()) <= SHORT_NAME_LETTERS:
        raise Problem(f"The short name {short_name!r} has more than {SHORT_NAME_LETTERS} letters, or none.")
    _check_sizes(minutes=minutes, days=days, max_learners=max_learners)
    with desk.work("Change course") as work:
        found = the_course(work, course)
        work.name = f"Change course {found.title}"
        work.about(found.id)
        if title is not None and title.strip() and title.strip() != found.title:
            work.add(CourseAlias(course_id=found.id, text=found.title))
        given = {
            "title": title, "code": code, "short_name": short_name, "minutes": minutes, "days": days, "max_learners": max_learners,
            "multi_agency": multi_agency, "two_agencies_required": two_agencies_required, "external": external,
        }  # fmt: skip
        for field, value in given.items():
            if value is not None and value != "":
                setattr(found, field, value.strip() if isinstance(value, str) else value)
    return work.done


@deed
def add_course_alias(desk: Desk, course: str, text: str) -> Done:
    """Say that a course is also written this way."""
    with desk.work(f"Know {course} as {text}") as work:
        work.add(CourseAlias(course_id=the_course(work, course).id, text=text.strip()))
    return work.done


@deed
def add_material_version(
    desk: Desk, course: str, version: str, author: str | None = None, approved_by: str | None = None,
    approved_on: date | None = None, review_due: date | None = None, change_note: str | None = None,
) -> Done:  # fmt: skip
    """Record a version of a course's trainer pack; whoever wrote it cannot approve it."""
    if approved_by and author and approved_by.strip().casefold() == author.strip().casefold():
        raise Problem("The author of a version cannot approve it.", kept="Nothing was changed.")
    if bool(approved_by) != bool(approved_on):
        raise Problem("An approval needs both the day and who approved.", kept="Nothing was changed.")
    with desk.work(f"Record material {version} of {course}") as work:
        found = the_course(work, course)
        if approved_on:
            for other in work.find(
                select(MaterialVersion).where(
                    MaterialVersion.course_id == found.id, MaterialVersion.superseded_on.is_(None)
                )
            ):
                if other.approved_on and other.approved_on <= approved_on:
                    other.superseded_on = approved_on
        work.add(MaterialVersion(
            course_id=found.id, version=version, author=author, approved_by=approved_by, approved_on=approved_on,
            review_due=review_due, change_note=change_note,
        ))  # fmt: skip
    return work.done
