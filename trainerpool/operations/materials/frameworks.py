"""Deeds on what a partnership edits whole: checklists, contents, levels; and agencies' yearly content checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from trainerpool.domain.checklists import ChecklistItem
from trainerpool.domain.framework_changes import alike
from trainerpool.domain.frameworks import Sort, answer_of, content_year, framework_of, sort_of
from trainerpool.operations.deeds import deed
from trainerpool.operations.desk import Desk
from trainerpool.operations.materials.finding import OPEN, checked_past, kept_id, state_of
from trainerpool.operations.references import the_agency, the_course
from trainerpool.problem import Problem
from trainerpool.queries.frameworks import FrameworkRow, framework_in_force, framework_versions, frameworks, ready_body
from trainerpool.store.records import ContentCheck, CourseLevel, Framework, KeptFile, MaterialVersion
from trainerpool.store.work import Done, Work


@deed
def revise_framework(desk: Desk, sort: str, name: str, body: Mapping[str, Any], from_: date | None = None) -> Done:
    """Make a new version of a framework: what was judged by an older one stays as it was; `body` has {"items": [...]}."""
    chosen = sort_of(sort)
    if not name.strip():
        raise Problem("A framework needs its name.", kept="Nothing was changed.")
    kept = desk.ask(framework_versions, chosen.value, name)
    ready = [row for row in desk.ask(frameworks, chosen.value) if row.name.casefold() == name.strip().casefold()]
    called = ready[0].name if ready else name.strip()
    last = kept[-1].number if kept else len(ready)  # what stands ready was the first
    begins = from_ or desk.today
    made = framework_of(chosen.value, called, body, last + 1, begins)
    if kept and kept[-1].in_force_on is not None and begins < kept[-1].in_force_on:
        raise Problem("A later version of it is in force already.", kept="Nothing was changed.")
    if same := alike(made.items):
        said = f"Items {same[0].no} and {same[1].no} say the same."
        raise Problem(said, kept="Nothing was changed.", todo="Reword one of them, or leave it out.")
    before = (kept[-1:] or ready)[0].items if kept or ready else ()
    with desk.work(f"Change {called}") as work:
        added = work.add(
            Framework(sort=chosen.value, name=called, number=made.number, in_force_on=begins, body=ready_body(made))
        )
        if begins <= desk.today:
            _carry_names(work, desk, chosen, called, _renamed(before, made.items))
        work.about(added.id)
        work.result = added.id
    return work.done


def _renamed(before: Sequence[ChecklistItem], now: Sequence[ChecklistItem]) -> dict[str, str]:
    """The name an item had -> the name it has now; its number tells that it is the same."""
    had = {item.no: item.short for item in before}
    return {had[item.no].casefold(): item.short for item in now if item.no in had and had[item.no] != item.short}


def _carry_names(work: Work, desk: Desk, sort: Sort, framework: str, renamed: Mapping[str, str]) -> None:
    """What points to an item by its name goes along: courses mapped to a level, files of packs not approved yet."""
    if sort is Sort.LEVELS and renamed:
        for level in work.find(select(CourseLevel).where(func.lower(CourseLevel.framework) == framework.lower())):
            level.level = renamed.get(level.level.casefold(), level.level)
    if sort is Sort.CONTENTS and renamed:
        found = work.find(select(KeptFile).where(KeptFile.owner_kind == MaterialVersion.__tablename__))
        named = [file for file in found if (file.contents or "").casefold() in renamed]
        for version in {file.owner_id for file in named}:
            if state_of(work, work.get(MaterialVersion, version), desk.today) in OPEN:
                for file in named:
                    if file.owner_id == version:
                        file.contents = renamed[(file.contents or "").casefold()]


@deed
def map_course(desk: Desk, course: str, framework: str, level: str) -> Done:
    """Map a course to a level of a framework, as "Awareness and universal" of "Shropshire tiers"."""
    by = desk.ask(framework_in_force, Sort.LEVELS.value, desk.today, framework)
    names = {item.short.casefold(): item.short for item in by.items} | {item.no: item.short for item in by.items}
    chosen = names.get(level.strip().casefold())
    if chosen is None:
        known = ", ".join(item.short for item in by.items)
        raise Problem(f"{by.name} has no level {level!r}.", kept="Nothing was changed.", todo=f"It has: {known}.")
    with desk.work("Map a course") as work:
        found = the_course(work, course)
        work.name = f"Map {found.short_name} to {by.name}: {chosen}"
        if work.find(_levels(found.id, by.name, chosen)):
            raise Problem(f"{found.title} is mapped to it already.", kept="Nothing was changed.")
        kept_id(work, by)
        work.add(CourseLevel(course_id=found.id, framework=by.name, level=chosen))
        work.about(found.id)
    return work.done


@deed
def unmap_course(desk: Desk, course: str, framework: str, level: str) -> Done:
    """Take a course out of a level of a framework."""
    with desk.work("Unmap a course") as work:
        found = the_course(work, course)
        work.name = f"Take {found.short_name} out of {framework}: {level}"
        work.about(found.id)
        rows = work.find(_levels(found.id, framework, level))
        if not rows:
            raise Problem(f"{found.title} is not mapped to {level!r} of {framework!r}.", kept="Nothing was changed.")
        for row in rows:
            work.remove(row)
    return work.done


def _levels(course_id: str, framework: str, level: str) -> Any:
    return select(CourseLevel).where(
        CourseLevel.course_id == course_id,
        func.lower(CourseLevel.framework) == framework.strip().lower(),
        func.lower(CourseLevel.level) == level.strip().lower(),
    )


@deed
def record_content_check(
    desk: Desk, agency: str, course_title: str, judgements: Mapping[str, Any], year: int | None = None,
    checked_by: str | None = None, completed_on: date | None = None, framework: str | None = None,
) -> Done:  # fmt: skip
    """Record an agency's yearly check of one of its own courses; one of that year is filled in further, {"1": "Yes"}."""
    by: FrameworkRow = desk.ask(framework_in_force, Sort.CONTENT.value, desk.today, framework or "")
    said = {by.framework.item(str(no)).no: answer_of(str(answer)).value for no, answer in judgements.items() if answer}
    title, of = course_title.strip(), year or content_year(by.framework, desk.today)
    if not title:
        raise Problem("A check needs the title of the course.", kept="Nothing was changed.")
    if completed_on is not None:
        checked_past(completed_on, desk.today, "The check")
    if of > content_year(by.framework, desk.today):
        raise Problem(f"The checklist of {of} is not open yet.", kept="Nothing was changed.")
    with desk.work(f"Check the content of {title}") as work:
        found = the_agency(work, agency)
        asked = select(ContentCheck).where(
            ContentCheck.agency_id == found.id, func.lower(ContentCheck.course_title) == title.lower(), ContentCheck.year == of
        )  # fmt: skip
        row = next(iter(work.find(asked)), None)
        if row is None:
            row = work.add(
                ContentCheck(
                    framework_id=kept_id(work, by), agency_id=found.id, course_title=title, year=of, judgements={}
                )
            )
        row.judgements = {**row.judgements, **said}
        row.checked_by = (checked_by or "").strip() or row.checked_by or desk.person
        row.completed_on = completed_on or row.completed_on
        open_items = [item.no for item in by.items if not row.judgements.get(item.no)]
        if row.completed_on is not None and open_items:
            raise Problem(f"Item {open_items[0]} is not answered: the check is not complete.", kept="Nothing was changed.")  # fmt: skip
        work.about(row.id)
    return work.done
