"""Deeds on triggers: record one, flag the courses it touches, settle a flag."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.materials.finding import checked_past, the_version
from trainerpool.operations.materials.settling import settle
from trainerpool.operations.references import the_course
from trainerpool.problem import Problem
from trainerpool.store.records import Course, Trigger, TriggerFlag
from trainerpool.store.work import Done, Work

SORTS = ("law", "guidance", "local review", "procedure change")
EVERY_COURSE = "*"


@deed
def record_trigger(
    desk: Desk, sort: str, title: str, courses: list[str], on: date | None = None, note: str | None = None
) -> Done:
    """Record a change of law, guidance, procedure or a local review, and flag every course it touches (["*"]: all)."""
    day = checked_past(on, desk.today, "The trigger")
    if sort not in SORTS:
        raise Problem(f"{sort!r} is no sort of trigger.", kept="Nothing was changed.", todo=f"It is one of: {', '.join(SORTS)}.")  # fmt: skip
    if not title.strip():
        raise Problem("A trigger needs a title.", kept="Nothing was changed.")
    with desk.work(f"Record the trigger “{title.strip()}”") as work:
        trigger = work.add(Trigger(sort=sort, title=title.strip(), on=day, note=(note or "").strip() or None))
        if EVERY_COURSE in courses:
            touched = work.find(select(Course).where(Course.active).order_by(Course.title))
        else:
            touched = [the_course(work, one) for one in courses]
        if not touched:
            raise Problem("Say which courses it touches.", kept="Nothing was changed.")
        for course in {one.id: one for one in touched}.values():
            work.add(TriggerFlag(trigger_id=trigger.id, course_id=course.id))
        work.about(trigger.id)
        work.result = trigger.id
    return work.done


@deed
def flag_course(desk: Desk, trigger: str, course: str) -> Done:
    """Flag one more course that a trigger touches."""
    with desk.work("Flag a course") as work:
        of, found = the_trigger(work, trigger), the_course(work, course)
        work.name = f"Flag {found.short_name} for “{of.title}”"
        known = select(TriggerFlag).where(TriggerFlag.trigger_id == of.id, TriggerFlag.course_id == found.id)
        if work.find(known):
            raise Problem(f"{found.title} is flagged for it already.", kept="Nothing was changed.")
        work.add(TriggerFlag(trigger_id=of.id, course_id=found.id))
        work.about(found.id)
    return work.done


@deed
def settle_flag(
    desk: Desk, flag: str, version: str | None = None, why: str | None = None, on: date | None = None
) -> Done:
    """Settle the flag of a course: by a version approved since, or by a decision with its reason."""
    day = checked_past(on, desk.today, "The decision")
    with desk.work("Settle a flag") as work:
        by = the_version(work, version) if version and version.strip() else None
        found = settle(work, the_flag(work, flag), desk.today, day, by, why)
        title, course = work.get(Trigger, found.trigger_id).title, work.get(Course, found.course_id)
        work.name = f"Settle “{title}” for {course.short_name}"
        work.about(found.id)
    return work.done


def the_flag(work: Work, text: str) -> TriggerFlag:
    """The flag of this id, or of a course and its trigger's title ("PCC: The new edition")."""
    by_id = work.session.get(TriggerFlag, text)
    if by_id is not None:
        return by_id
    course, _, title = text.partition(": ")
    asked = select(TriggerFlag).where(
        TriggerFlag.course_id == the_course(work, course).id, TriggerFlag.trigger_id == the_trigger(work, title).id
    )
    found = work.find(asked)
    if not found:
        raise Problem(f"{course} is not flagged for “{title}”.", kept="Nothing was changed.")
    return found[0]


def the_trigger(work: Work, text: str) -> Trigger:
    """The trigger of this id or title."""
    by_id = work.session.get(Trigger, text)
    found = [by_id] if by_id is not None else work.find(select(Trigger).where(Trigger.title == text.strip()))
    if len(found) != 1:
        raise Problem(f"No one trigger is called {text!r}.", kept="Nothing was changed.")
    return found[0]
