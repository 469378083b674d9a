"""Deeds on courses."""

from __future__ import annotations

from sqlalchemy import func, select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.fields import change_fields, refuse_emptying
from trainerpool.operations.references import the_course
from trainerpool.operations.short_names import SHORT_NAME_LETTERS, short_name_of
from trainerpool.problem import Problem
from trainerpool.store.records import KINDS, Course, CourseAlias, CourseLevel, ImportedRow, MaterialVersion, TriggerFlag
from trainerpool.store.work import Done, Work

__all__ = ["SHORT_NAME_LETTERS", "short_name_of"]
_MAY_BE_EMPTY = frozenset(
    {"code", "minutes", "max_learners", "tier", "audience", "outcomes", "strand", "prerequisites"}
)


STRANDS = ("children", "adults", "community safety")


def checked_strand(strand: str | None) -> str | None:
    """The strand meant, in whatever letters; Problem that lists them where it is none."""
    said = (strand or "").strip().casefold()
    if said and said not in STRANDS:
        raise Problem(
            f"{strand!r} is no strand.", kept="Nothing was changed.", todo=f"It is one of: {', '.join(STRANDS)}."
        )
    return said or None


def _check_sizes(**sizes: int | None) -> None:
    for name, size in sizes.items():
        if size is not None and size < 1:
            raise Problem(f"A course with {size} {name.replace('_', ' ')} cannot be.", kept="Nothing was changed.")


@deed
def add_course(
    desk: Desk, code: str, title: str, short_name: str | None = None, minutes: int | None = None, days: int = 1,
    max_learners: int | None = None, multi_agency: bool = True, two_agencies_required: bool = False, external: bool = False,
    tier: str | None = None, audience: str | None = None, outcomes: str | None = None, strand: str | None = None,
    prerequisites: str | None = None,
) -> Done:  # fmt: skip
    """Add a course; lengths in minutes, the short name has at most 12 letters and is made from the title where none is given."""
    title, code = title.strip(), code.strip()
    if not title:
        raise Problem("A course needs a title.")
    if short_name and len(short_name) > SHORT_NAME_LETTERS:
        raise Problem(f"The short name {short_name!r} has more than {SHORT_NAME_LETTERS} letters.")
    _check_sizes(minutes=minutes, days=days, max_learners=max_learners)
    with desk.work(f"Add course {title}") as work:
        _refuse_code(work, code)
        taken = [one.short_name for one in work.find(select(Course))]
        work.add(Course(
            code=code or None, title=title, short_name=(short_name or "").strip() or short_name_of(title, taken), minutes=minutes,
            days=days, max_learners=max_learners, multi_agency=multi_agency, two_agencies_required=two_agencies_required,
            external=external, tier=tier or None, audience=audience or None, outcomes=outcomes or None,
            strand=checked_strand(strand), prerequisites=(prerequisites or "").strip() or None,
        ))  # fmt: skip
    return work.done


@deed
def change_course(
    desk: Desk, course: str, title: str | None = None, code: str | None = None, short_name: str | None = None,
    minutes: int | None = None, days: int | None = None, max_learners: int | None = None, multi_agency: bool | None = None,
    two_agencies_required: bool | None = None, external: bool | None = None, tier: str | None = None,
    audience: str | None = None, outcomes: str | None = None, active: bool | None = None, clear: list[str] | None = None,
    strand: str | None = None, prerequisites: str | None = None,
) -> Done:  # fmt: skip
    """Change what is given of a course, and empty what `clear` names; a title it had stays known as another way it is written."""
    if short_name is not None and not 0 < len(short_name.strip()) <= SHORT_NAME_LETTERS:
        raise Problem(f"The short name {short_name!r} has more than {SHORT_NAME_LETTERS} letters, or none.")
    refuse_emptying("course", clear, _MAY_BE_EMPTY)
    _check_sizes(minutes=minutes, days=days, max_learners=max_learners)
    with desk.work("Change course") as work:
        found = the_course(work, course)
        work.name = f"Change course {found.title}"
        work.about(found.id)
        if code is not None and code.strip():
            _refuse_code(work, code.strip(), but=found.id)
        if title is not None and title.strip() and title.strip() != found.title:
            work.add(CourseAlias(course_id=found.id, text=found.title))
        given = {
            "title": title, "code": code, "short_name": short_name, "minutes": minutes, "days": days, "max_learners": max_learners,
            "multi_agency": multi_agency, "two_agencies_required": two_agencies_required, "external": external, "tier": tier,
            "audience": audience, "outcomes": outcomes, "active": active, "strand": checked_strand(strand),
            "prerequisites": prerequisites,
        }  # fmt: skip
        change_fields(found, given, clear)
    return work.done


@deed
def retire_course(desk: Desk, course: str) -> Done:
    """Retire a course: nothing new is planned of it, what was delivered stays."""
    return _set_active(desk, course, active=False)


@deed
def bring_course_back(desk: Desk, course: str) -> Done:
    """Take a retired course back into use."""
    return _set_active(desk, course, active=True)


def _set_active(desk: Desk, course: str, *, active: bool) -> Done:
    with desk.work("Retire course") as work:
        found = the_course(work, course)
        work.name = f"Bring back course {found.title}" if active else f"Retire course {found.title}"
        work.about(found.id)
        found.active = active
    return work.done


@deed
def add_course_alias(desk: Desk, course: str, text: str) -> Done:
    """Say that a course is also written this way."""
    text = text.strip()
    if not text:
        raise Problem("Give the other spelling.", kept="Nothing was changed.")
    with desk.work(f"Know a course as {text}") as work:
        found = the_course(work, course)
        work.name = f"Know {found.title} as {text}"
        work.about(found.id)
        lower = text.lower()
        for other in work.find(select(Course).where(func.lower(Course.title) == lower)):
            raise Problem(f"{other.title} is a course of the pool.", kept="Nothing was changed.")
        for alias in work.find(select(CourseAlias).where(func.lower(CourseAlias.text) == lower)):
            raise Problem(f"{text} is another spelling of {work.get(Course, alias.course_id).title} already.")
        work.add(CourseAlias(course_id=found.id, text=text))
    return work.done


@deed
def remove_course_alias(desk: Desk, course: str, text: str) -> Done:
    """Say that a course is not written this way after all."""
    with desk.work(f"No longer know a course as {text}") as work:
        found = the_course(work, course)
        work.name = f"No longer know {found.title} as {text}"
        work.about(found.id)
        same = func.lower(CourseAlias.text) == text.strip().lower()
        aliases = work.find(select(CourseAlias).where(CourseAlias.course_id == found.id, same))
        if not aliases:
            raise Problem(f"{found.title} is not known as {text!r}.", kept="Nothing was changed.")
        for alias in aliases:
            work.remove(alias)
    return work.done


@deed
def merge_courses(desk: Desk, course: str, into: str) -> Done:
    """Merge a course into another: its sessions, evidence and material move over, its code and title stay known."""
    with desk.work("Merge courses") as work:
        old, new = the_course(work, course), the_course(work, into)
        if old.id == new.id:
            raise Problem("A course cannot be merged into itself.", kept="Nothing was changed.")
        work.name = f"Merge course {old.title} into {new.title}"
        work.about(new.id)
        _tell_apart(work, old, new)
        for record_class in KINDS.values():
            columns = [
                one
                for one in record_class.__table__.columns
                if any(key.column.table.name == "course" for key in one.foreign_keys)
            ]
            for column in columns:
                for record in work.find(select(record_class).where(column == old.id)):
                    setattr(record, column.name, new.id)
        for row in work.find(select(ImportedRow).where(ImportedRow.record_id == old.id)):
            row.record_id = new.id  # the file it came from goes on naming the course that stays
        known = {new.title.casefold(), (new.code or "").casefold()}
        for text in (old.title, old.code or ""):
            if text and text.casefold() not in known:
                work.add(CourseAlias(course_id=new.id, text=text))
        if not new.code and old.code:
            new.code = old.code
        work.session.flush()
        work.remove(old)
    return work.done


def _tell_apart(work: Work, old: Course, new: Course) -> None:
    """What both courses have and one may have only once: versions of one number, levels, triggers still to be answered."""
    numbers = {
        row.version.casefold() for row in work.find(select(MaterialVersion).where(MaterialVersion.course_id == new.id))
    }
    mark = "".join((old.code or old.short_name).split())
    for version in work.find(select(MaterialVersion).where(MaterialVersion.course_id == old.id)):
        given, further = version.version, 1
        while version.version.casefold() in numbers:
            version.version = f"{given}-{mark}" + (f"-{further}" if further > 1 else "")
            further += 1
        numbers.add(version.version.casefold())
    levels = {
        (row.framework, row.level) for row in work.find(select(CourseLevel).where(CourseLevel.course_id == new.id))
    }
    for level in work.find(select(CourseLevel).where(CourseLevel.course_id == old.id)):
        if (level.framework, level.level) in levels:
            work.remove(level)
    open_flags = select(TriggerFlag).where(TriggerFlag.settled_on.is_(None))
    known = {row.trigger_id for row in work.find(open_flags.where(TriggerFlag.course_id == new.id))}
    for flag in work.find(open_flags.where(TriggerFlag.course_id == old.id)):
        if flag.trigger_id in known:
            work.remove(flag)
    work.session.flush()


def _refuse_code(work: Work, code: str, but: str = "") -> None:
    for found in work.find(select(Course).where(func.lower(Course.code) == code.lower())) if code else ():
        if found.id != but:
            raise Problem(f"A course with the code {code} is in the pool already.", kept="Nothing was changed.")
