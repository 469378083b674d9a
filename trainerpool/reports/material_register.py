"""The register of trainer packs: every course with its versions, who wrote and approved them, and what waits."""

from __future__ import annotations

from collections import defaultdict

from trainerpool.domain.dates import count_of, in_words
from trainerpool.domain.materials import MaterialState
from trainerpool.queries.courses import CourseRow, courses
from trainerpool.queries.frameworks import course_levels
from trainerpool.queries.material_versions import VersionRow, all_versions
from trainerpool.queries.materials import flags
from trainerpool.reports.asking import Ask
from trainerpool.reports.document import Cell, Column, Document, Figure, Said, Section, Table
from trainerpool.reports.wanted import Wanted, footer

_VERSIONS = (
    Column("Course", 2.6), Column("Version", 0.9), Column("State", 1.4), Column("Author", 2.6), Column("Approved by", 1.8),
    Column("Approved on", 1.7), Column("Review by", 1.7),
)  # fmt: skip
_LEVELS = (
    Column("Course", 3.4),
    Column("Strand", 1.4),
    Column("Length", 1),
    Column("Learners", 1, figures=True),
    Column("Levels", 4),
)
_FLAGS = (Column("Course", 3), Column("Touched by", 4), Column("To answer by", 1.5))


def build(ask: Ask, wanted: Wanted) -> Document:
    """The register as on the last day of the period."""
    on = wanted.period.end
    known = [row for row in ask(courses) if row.active]
    by_course: dict[str, list[VersionRow]] = defaultdict(list)
    for row in ask(all_versions, on):
        by_course[row.course_id].append(row)
    in_use = [row for rows in by_course.values() for row in rows if row.state is MaterialState.APPROVED]
    current = {row.course_id for row in in_use if row.facts.good_until is None or row.facts.good_until >= on}
    waiting = sum(row.state is MaterialState.IN_REVIEW for rows in by_course.values() for row in rows)
    said = f"{len(current & {row.id for row in known})} of {count_of(len(known), 'course')} have a version approved on this day."
    return Document(
        name="materials-register", title="Register of trainer packs", subtitle=f"As on {in_words(on, weekday=True)}",
        footer=footer(ask, wanted.today), summary=(said,),
        figures=(Figure(str(len(current)), "courses in date"), Figure(str(waiting), "versions in review")),
        sections=(
            Section("Versions", tables=(Table("", _VERSIONS, tuple(_versions(known, by_course)), "No course is on record."),)),
            Section("Courses", tables=(Table("", _LEVELS, tuple(_courses(ask, known)), "No course is on record."),)),
            *_open_flags(ask, known),
        ),
    )  # fmt: skip


def _versions(known: list[CourseRow], by_course: dict[str, list[VersionRow]]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for course in known:
        versions = by_course.get(course.id, [])
        if not versions:
            rows.append((course.title, None, Said("No pack yet", meaning="neutral"), None, None, None, None))
        for row in versions:
            day = row.words if row.state in (MaterialState.SUPERSEDED, MaterialState.WITHDRAWN) else ""
            state = Said(row.state.value.capitalize(), day, meaning=row.meaning.value)
            until = row.facts.good_until if row.state is MaterialState.APPROVED else None
            rows.append(
                (
                    course.title,
                    row.version,
                    state,
                    row.author,
                    row.approved_by,
                    row.approved_on,
                    until,
                )
            )
    return rows


def _courses(ask: Ask, known: list[CourseRow]) -> list[tuple[Cell, ...]]:
    levels = ask(course_levels)
    return [
        (
            row.title, row.strand.capitalize() or None, f"{row.minutes / 60:g} hours" if row.minutes else None, row.max_learners,
            _in_words(levels.get(row.id, ())) or row.tier or None,
        )
        for row in known
    ]  # fmt: skip


def _in_words(levels: tuple[tuple[str, str], ...]) -> str:
    """The levels a course is mapped to, by framework."""
    found: dict[str, list[str]] = defaultdict(list)
    for framework, level in levels:
        found[framework].append(level)
    return "; ".join(f"{framework}: {', '.join(mapped)}" for framework, mapped in found.items())


def _open_flags(ask: Ask, known: list[CourseRow]) -> tuple[Section, ...]:
    titles = {row.id: row.title for row in known}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (titles.get(one.course_id), Said(one.title, f"{one.sort}, {in_words(one.on)}"), one.answer_by)
        for one in ask(flags, open_only=True)
    )
    return (Section("To be answered", tables=(Table("", _FLAGS, rows),)),) if rows else ()
